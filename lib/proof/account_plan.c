/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The strategies of an account: the plan as a whole, then each need with the rows of
 * strategies that answer it, then the cross-cutting ones.
 */
#include "proof/account.h"

static const char table[] = "strategies";

/* A need of the plan, or no need in particular. */
struct subject {
    struct span code; /* empty: cross-cutting */
    int need;         /* -1: none */
};

static struct account_item item_of(const struct subject *subject)
{
    return account_item(ACCOUNT_STRATEGIE, table,
                        subject->code.len > 0 ? subject->code : span_of("-", 1));
}

static bool is_step_of(const struct plan_step *step, const struct subject *subject)
{
    return span_equal(step->need, subject->code);
}

/* `CODE@NEED CODE …`, as pick-strategy writes it. */
static struct span whole_plan(struct account *account)
{
    const struct plan *plan = account->plan;
    struct buffer *text = &account->text;

    text->len = 0;
    for (unsigned i = 0; i < plan->step_count; i++) {
        buffer_add(text, span_from(i > 0 ? " " : ""));
        buffer_add(text, plan->steps[i].strategy);
        buffer_add(text, span_from(plan->steps[i].need.len > 0 ? "@" : ""));
        buffer_add(text, plan->steps[i].need);
    }
    return buffer_text(text);
}

/* Its strategies, and how they came there. */
static void give_subject(struct account *account, const struct subject *subject)
{
    const struct plan *plan = account->plan;
    struct buffer *text = &account->text;
    struct account_item item = item_of(subject);

    text->len = 0;
    item.status = span_from(subject->code.len > 0 ? "uncovered" : "none");
    for (unsigned i = 0; i < plan->step_count; i++) {
        if (!is_step_of(&plan->steps[i], subject))
            continue;
        buffer_add(text, span_from(text->len > 0 ? " " : ""));
        buffer_add(text, plan->steps[i].strategy);
        item.status = span_from(plan->steps[i].rule == NULL ? "chosen" : "proposed");
    }
    item.value = buffer_text(text);
    account_take(account, &item);
}

/* Which of its tests, of those that bind people, keep them from it. */
static void find_barriers(const struct account *account, struct account_item *item,
                          const struct strategy_rule *row)
{
    const struct facts *facts = account->facts;

    for (unsigned i = 0; i < row->rule->condition_count; i++) {
        const struct condition *condition = &row->rule->conditions[i];
        bool binds = false;
        for (unsigned j = 0; j < row->binding_count; j++)
            binds |= row->bindings[j].column == condition->column;
        if (!binds || condition_holds(condition, facts->values, &facts->day))
            continue;
        if (item->barriers++ == 0)
            item->barrier = (int)i;
    }
}

static enum account_outcome outcome_of(const struct account *account,
                                       const struct subject *subject,
                                       const struct strategy_rule *row, bool holds)
{
    const struct plan *plan = account->plan;
    bool is_proposed = false;

    for (unsigned i = 0; i < plan->step_count; i++) {
        const struct plan_step *step = &plan->steps[i];
        if (!is_step_of(step, subject))
            continue;
        if (step->rule == NULL && strategy_answers(row, step->strategy, subject->need))
            return ACCOUNT_CHOSEN;
        is_proposed |= step->rule == row->rule;
    }
    if (!holds)
        return ACCOUNT_FAILED;
    if (row->propose == PROPOSE_NO)
        return ACCOUNT_WITHHELD;
    return is_proposed ? ACCOUNT_PROPOSED : ACCOUNT_POSSIBLE;
}

/* A row, if it stands in the plan or if it doesn't, whichever is asked for. */
static void give_row(struct account *account, const struct subject *subject,
                     const struct strategy_rule *row, bool is_in_plan)
{
    struct account_item item = item_of(subject);

    account_set_rule(account, &item, &account->facts->concept->strategies.table,
                     row->rule);
    item.outcome = outcome_of(account, subject, row, item.failing == 0);
    if (is_in_plan !=
        (item.outcome == ACCOUNT_CHOSEN || item.outcome == ACCOUNT_PROPOSED))
        return;
    item.value = row->rule->output;
    find_barriers(account, &item, row);
    item.status = span_from(item.barriers == 0 ? "allowed" : "barred");
    if (item.outcome == ACCOUNT_CHOSEN && item.barriers > 0)
        item.failed = item.barrier;
    item.seen = row->rule->condition_count;
    account_take(account, &item);
}

/* What people chose for the need though no row answers it with that. */
static void give_stray(struct account *account, const struct subject *subject,
                       const struct plan_step *step)
{
    const struct strategies *strategies = &account->facts->concept->strategies;
    struct account_item item = item_of(subject);

    for (unsigned i = 0; i < strategies->table.count; i++)
        if (strategy_answers(&strategies->rules[i], step->strategy, subject->need))
            return;
    item.outcome = ACCOUNT_CHOSEN;
    item.value = step->strategy;
    item.status = span_from("barred");
    account_take(account, &item);
}

static void give_rows_of(struct account *account, const struct subject *subject,
                         bool is_in_plan)
{
    const struct strategies *strategies = &account->facts->concept->strategies;

    for (unsigned i = 0; i < strategies->table.count; i++) {
        const struct strategy_rule *row = &strategies->rules[i];
        if (subject->code.len == 0
                ? row->is_cross_cutting
                : subject->need >= 0 && (row->needs >> subject->need & 1) != 0)
            give_row(account, subject, row, is_in_plan);
    }
}

/* First what stands in the plan, then the other rows. */
static void give_rows(struct account *account, const struct subject *subject)
{
    const struct plan *plan = account->plan;

    give_subject(account, subject);
    give_rows_of(account, subject, true);
    for (unsigned i = 0; i < plan->step_count; i++)
        if (plan->steps[i].rule == NULL && is_step_of(&plan->steps[i], subject))
            give_stray(account, subject, &plan->steps[i]);
    give_rows_of(account, subject, false);
}

/* Whether a step before this one is for the same need. */
static bool came_before(const struct plan *plan, unsigned steps, struct span need)
{
    for (unsigned i = 0; i < steps; i++)
        if (span_equal(plan->steps[i].need, need))
            return true;
    return need.len == 0;
}

static void give_need(struct account *account, struct span code)
{
    const struct subject subject = {code,
                                    concept_find_need(account->facts->concept, code)};

    give_rows(account, &subject);
}

void account_give_plan(struct account *account)
{
    const struct plan *plan = account->plan;
    const struct subject no_need = {span_of("", 0), -1};
    struct account_item item =
        account_item(ACCOUNT_STRATEGIE, table, span_from("strategies"));

    if (!account->facts->concept->strategies.table.exists)
        return;
    item.column = COL_STRATEGIES;
    item.value = whole_plan(account);
    item.status = span_from(plan->status);
    account_take(account, &item);
    for (unsigned i = 0; i < plan->step_count; i++)
        if (!came_before(plan, i, plan->steps[i].need))
            give_need(account, plan->steps[i].need);
    for (unsigned i = 0; i < plan->uncovered_count; i++)
        if (!came_before(plan, plan->step_count, plan->uncovered[i]))
            give_need(account, plan->uncovered[i]);
    give_rows(account, &no_need);
}
