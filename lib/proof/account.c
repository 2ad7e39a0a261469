/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "proof/account.h"

#include <stdlib.h>

#include "person/derivation.h"
#include "plan/judged.h"
#include "value/number.h"

const char *const ACCOUNT_PHASE_NAMES[ACCOUNT_PHASES] = {"profiling", "ziel",
                                                         "strategie", "umsetzung"};

const char *const ACCOUNT_OUTCOME_NAMES[ACCOUNT_OUTCOMES] = {
    [ACCOUNT_RESULT] = "result",     [ACCOUNT_FAILED] = "failed",
    [ACCOUNT_NEXT] = "next",         [ACCOUNT_CHOSEN] = "chosen",
    [ACCOUNT_PROPOSED] = "proposed", [ACCOUNT_WITHHELD] = "withheld",
    [ACCOUNT_POSSIBLE] = "possible", [ACCOUNT_LATER] = "later",
    [ACCOUNT_MET] = "met",           [ACCOUNT_CLOSED] = "closed",
    [ACCOUNT_FENCED] = "fenced",     [ACCOUNT_UNKNOWN] = "unknown",
    [ACCOUNT_LEFT_OUT] = "left-out", [ACCOUNT_NEVER] = "never"};

struct account_item account_item(enum account_phase phase, const char *table,
                                 struct span subject)
{
    return (struct account_item){.phase = phase,
                                 .table = span_from(table),
                                 .subject = subject,
                                 .column = -1,
                                 .value = span_of("", 0),
                                 .status = span_of("", 0),
                                 .label = span_of("", 0),
                                 .failed = -1,
                                 .barrier = -1};
}

void account_set_rule(const struct account *account, struct account_item *item,
                      const struct decision *decision, const struct rule *rule)
{
    const struct facts *facts = account->facts;

    item->decision = decision;
    item->rule = rule;
    item->label = rule->label;
    item->failed = -1;
    item->failing = 0;
    for (unsigned i = 0; i < rule->condition_count; i++) {
        if (condition_holds(&rule->conditions[i], facts->values, &facts->day))
            continue;
        if (item->failing++ == 0)
            item->failed = (int)i;
    }
    item->seen = item->failed >= 0 ? (unsigned)item->failed + 1 : rule->condition_count;
}

void account_want(struct facts *facts)
{
    const struct concept *concept = facts->concept;

    facts_want(facts, COL_NEEDS);
    facts_want(facts, COL_STRATEGIES);
    facts_want(facts, COL_PROGRAMME);
    for (unsigned i = 0; i < concept->columns.count; i++)
        if (concept->columns.column[i].stage == STAGE_FACTS)
            facts_want(facts, (int)i);
    for (unsigned i = 0; i < concept->derived_count; i++)
        facts_want(facts, concept->derived[i].column);
    facts_want_decision(facts, &concept->strategies.table);
    flaws_want(facts);
    facts_want_refusals(facts, false);
}

/* --- What is derived without a table --- */

static struct span text_of(struct account *account, int column)
{
    const struct value *value = &account->facts->values[column];
    const struct code_set *codes =
        &account->facts->concept->columns.column[column].codes;
    char digits[NUMBER_BYTES];

    if (!value->known)
        return span_of("", 0);
    if (codes->count > 0)
        return codes->names[value->number];
    account->text.len = 0;
    buffer_add(&account->text, span_of(digits, number_format(value->number, digits)));
    return buffer_text(&account->text);
}

static void give_facts(struct account *account)
{
    const struct columns *columns = &account->facts->concept->columns;

    for (unsigned i = 0; i < columns->count; i++) {
        struct account_item item =
            account_item(ACCOUNT_PROFILING, "", columns->column[i].name);
        if (columns->column[i].stage != STAGE_FACTS)
            continue;
        item.column = (int)i;
        item.value = text_of(account, (int)i);
        account_take(account, &item);
    }
}

/* --- Decisions --- */

/* The row behind the one that was hit which decides without that. */
static void give_next(struct account *account, const struct derived *derived,
                      struct account_item *item, const struct rule *hit)
{
    const struct decision *table = &derived->table;
    const struct rule *end = table->rules + table->count;

    for (const struct rule *rule = hit + 1; rule < end; rule++) {
        account_set_rule(account, item, table, rule);
        if (item->failing > 0)
            continue;
        item->outcome = ACCOUNT_NEXT;
        item->value = rule->output;
        account_take(account, item);
        return;
    }
}

static void give_decision(struct account *account, enum account_phase phase,
                          unsigned number)
{
    const struct facts *facts = account->facts;
    const struct derived *derived = &facts->concept->derived[number];
    const struct decision *table = &derived->table;
    const struct rule *hit = facts->judgements[number].rule;
    const struct rule *end = hit != NULL ? hit : table->rules + table->count;
    struct judged judged = judged_of(facts, number);
    struct account_item item = account_item(phase, "", derived->name);

    item.table = derived->name;
    item.column = derived->column;
    item.decision = table;
    item.value = judged.value;
    if (derived->is_decided)
        item.status = judged.status;
    if (hit != NULL)
        account_set_rule(account, &item, table, hit);
    account_take(account, &item);
    item.status = span_of("", 0);
    item.outcome = ACCOUNT_FAILED;
    for (const struct rule *rule = table->rules; rule < end; rule++) {
        account_set_rule(account, &item, table, rule);
        item.value = rule->output;
        account_take(account, &item);
    }
    if (hit != NULL)
        give_next(account, derived, &item, hit);
}

/* The phase of a table: the profile's, up to the first one that people decide. */
static enum account_phase phase_of(const struct concept *concept, unsigned number)
{
    static const char profile[] = "profile";

    if (span_is(concept->derived[number].name, profile))
        return ACCOUNT_PROFILING;
    for (unsigned i = 0; i <= number; i++)
        if (concept->derived[i].is_decided &&
            !span_is(concept->derived[i].name, profile))
            return ACCOUNT_ZIEL;
    return ACCOUNT_PROFILING;
}

static void give_decisions(struct account *account, enum account_phase phase)
{
    const struct concept *concept = account->facts->concept;

    for (unsigned i = 0; i < concept->derived_count; i++)
        if (phase_of(concept, i) == phase)
            give_decision(account, phase, i);
}

/* --- Checks --- */

static void give_checks(struct account *account)
{
    struct facts *facts = account->facts;
    const struct columns *columns = &facts->concept->columns;
    struct deadline_notes notes = {.doubts = 0};
    unsigned count;

    if (account->flaws == NULL)
        account->flaws = mem_array(flaws_most(facts->concept), sizeof *account->flaws);
    count = flaws_find(facts, account->flaws, &notes);
    account->doubts |= notes.doubts;
    facts_begin_checks(facts);
    for (unsigned i = 0; i < count; i++) {
        const struct flaw *flaw = &account->flaws[i];
        struct account_item item =
            account_item(ACCOUNT_UMSETZUNG, "checks", flaw->check);
        item.column = flaw->column;
        item.status = span_from(CHECK_LEVEL_NAMES[flaw->level]);
        if (flaw->column >= 0)
            item.value = columns->column[flaw->column].name;
        item.label = flaw->label;
        if (flaw->rule != NULL)
            account_set_rule(account, &item, &facts->concept->checks.table, flaw->rule);
        account_take(account, &item);
    }
    facts_end_checks(facts);
}

void account_give(struct account *account)
{
    const bool *has = account->has_phase;

    if (has[ACCOUNT_PROFILING]) {
        give_facts(account);
        give_decisions(account, ACCOUNT_PROFILING);
    }
    if (has[ACCOUNT_ZIEL])
        give_decisions(account, ACCOUNT_ZIEL);
    if (has[ACCOUNT_STRATEGIE])
        account_give_plan(account);
    if (has[ACCOUNT_UMSETZUNG]) {
        account_give_days(account);
        give_checks(account);
    }
}

void account_free(struct account *account)
{
    buffer_free(&account->text);
    free(account->flaws);
}
