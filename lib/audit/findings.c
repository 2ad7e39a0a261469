/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "audit/findings.h"

#include "value/code.h"
#include "value/date.h"

const char *const FINDING_NAMES[][AGREEMENT_STATES] = {
    [FINDINGS_STANDARDS] = {[VERDICT_KEPT] = "kept",
                            [VERDICT_LATE] = "late",
                            [VERDICT_MISSED] = "missed",
                            [VERDICT_OPEN] = "open",
                            [VERDICT_CLOSED] = "closed"},
    [FINDINGS_AGREEMENTS] = {[AGREEMENT_EXEMPT] = "exempt",
                             [AGREEMENT_VALID] = "valid",
                             [AGREEMENT_MISSING] = "missing",
                             [AGREEMENT_EXPIRED] = "expired",
                             [AGREEMENT_EARLIER_CASE] = "earlier_case",
                             [AGREEMENT_NOT_BEGUN] = "not_begun"},
    [FINDINGS_CONTACTS] = {[CONTACT_REACHED] = "reached",
                           [CONTACT_BEHIND] = "behind",
                           [CONTACT_UNKNOWN] = "unknown"}};

static const struct obligation NO_OBLIGATION = {NULL, DATE_NONE, DATE_NONE, DATE_NONE,
                                                DATE_NONE};

/* Where a date is one of a contact: what meets a row, and what a rhythm counts from. */
static void find_contact_columns(struct findings *audit)
{
    const struct deadlines *deadlines = &audit->concept->deadlines;

    for (unsigned i = 0; i < deadlines->table.count; i++) {
        const struct deadline_rule *rule = &deadlines->rules[i];
        if (!audit->is_contact[rule->deadline])
            continue;
        for (unsigned j = 0; j < rule->done.count; j++)
            audit->tells_contact[rule->done.list[j]] = true;
        if (rule->repeat.count > 0)
            audit->tells_contact[rule->anchor] = true;
    }
}

void findings_prepare(struct findings *audit, const struct concept *concept)
{
    const struct derived *document = concept_find(concept, "document");

    audit->concept = concept;
    audit->document = audit->exempt = -1;
    if (document != NULL) {
        audit->document = document->column;
        audit->exempt = code_find(&concept->columns.column[document->column].codes,
                                  span_from("none"));
    }
    find_contact_columns(audit);
}

unsigned findings_most(const struct findings *audit)
{
    return 2 * audit->concept->deadlines.table.count + 1;
}

static struct finding finding_of(const struct facts *facts,
                                 const struct judged_obligation *judged)
{
    struct finding finding = {judged->verdict, FINDINGS_NO_DAYS, judged->obligation,
                              judged->met_on, false};
    bool is_late = judged->verdict == VERDICT_LATE;

    if (!is_late && judged->verdict != VERDICT_MISSED)
        return finding;
    finding.days =
        (is_late ? judged->met_on : facts->day.as_of) - judged->obligation.until_on;
    finding.is_unseen = !verdict_is_recorded(facts, judged->obligation.rule);
    return finding;
}

static bool comes_before(const struct finding *a, const struct finding *b)
{
    const struct obligation *first = &a->obligation, *second = &b->obligation;

    return first->due_on != second->due_on
               ? first->due_on < second->due_on
               : first->rule->deadline < second->rule->deadline;
}

/* Puts a finding in its place; of equals the earlier call goes first. */
static void insert(struct finding *findings, unsigned count,
                   const struct finding *finding)
{
    unsigned at = count;

    for (; at > 0 && comes_before(finding, &findings[at - 1]); at--)
        findings[at] = findings[at - 1];
    findings[at] = *finding;
}

static unsigned find_obligations(const struct findings *audit, struct facts *facts,
                                 struct finding *findings, struct deadline_notes *notes)
{
    const struct verdicts_wanted wanted = {audit->is_named, audit->recorded,
                                           audit->from, audit->until};
    struct verdicts verdicts = verdicts_begin(facts, &wanted, notes);
    const struct judged_obligation *judged;
    unsigned found = 0;

    while ((judged = verdicts_next(&verdicts)) != NULL) {
        int32_t due_on = judged->obligation.due_on;
        if (due_on >= audit->from && due_on <= audit->until) {
            const struct finding finding = finding_of(facts, judged);
            insert(findings, found++, &finding);
        }
    }
    return found;
}

static unsigned judge_agreement(const struct findings *audit, const struct facts *facts)
{
    const struct value *document =
        audit->document >= 0 ? &facts->values[audit->document] : NULL;
    const struct value *from = &facts->values[COL_AGREEMENT_FROM];
    const struct value *until = &facts->values[COL_AGREEMENT_UNTIL];

    if (document != NULL && document->known && document->number == audit->exempt)
        return AGREEMENT_EXEMPT;
    if (!from->known && !until->known)
        return AGREEMENT_MISSING;
    if (until->known && until->number < facts->day.as_of)
        return AGREEMENT_EXPIRED;
    if (from->known && from->number < case_began_on(facts))
        return AGREEMENT_EARLIER_CASE;
    if (from->known && from->number > facts->day.as_of)
        return AGREEMENT_NOT_BEGUN;
    return AGREEMENT_VALID;
}

/* The row of a rhythm that would promise a contact if the last one were known: that of
 * the earliest day, of equal ones the upper one. NULL: none. */
static const struct deadline_rule *find_promise(const struct findings *audit,
                                                const struct facts *facts,
                                                struct deadline_notes *notes)
{
    const struct deadlines *deadlines = &audit->concept->deadlines;
    const struct deadline_rule *best = NULL;
    int32_t best_day = DATE_NONE;

    for (unsigned i = 0; i < deadlines->table.count; i++) {
        const struct deadline_rule *rule = &deadlines->rules[i];
        int32_t day;
        if (!audit->is_contact[rule->deadline] || rule->repeat.count == 0 ||
            facts->values[rule->anchor].known ||
            !rule_holds(rule->rule, facts->values, &facts->day))
            continue;
        day = obligation_first_due(facts, rule, facts->day.as_of, notes);
        if (day != DATE_NONE && (best == NULL || day < best_day)) {
            best = rule;
            best_day = day;
        }
    }
    return best;
}

/* The days since the last contact that the stream tells. */
static int32_t days_since_contact(const struct findings *audit,
                                  const struct facts *facts)
{
    int32_t last = DATE_NONE;

    for (unsigned i = 0; i < audit->concept->columns.count; i++)
        if (audit->tells_contact[i] && facts->values[i].known &&
            facts->values[i].number > last)
            last = facts->values[i].number;
    if (last == DATE_NONE)
        return FINDINGS_NO_DAYS;
    return last < facts->day.as_of ? facts->day.as_of - last : 0;
}

static bool find_contact(const struct findings *audit, const struct facts *facts,
                         struct finding *finding, struct deadline_notes *notes)
{
    struct obligation open[DEADLINE_MOST];
    unsigned count = obligations_open(facts, open, notes), i = 0;

    *finding = (struct finding){CONTACT_UNKNOWN, FINDINGS_NO_DAYS, NO_OBLIGATION,
                                DATE_NONE, false};
    while (i < count && !audit->is_contact[open[i].rule->deadline])
        i++;
    if (i == count) {
        finding->obligation.rule = find_promise(audit, facts, notes);
        return finding->obligation.rule != NULL;
    }
    finding->state = obligation_status(&open[i], facts->day.as_of) == OBLIGATION_OVERDUE
                         ? CONTACT_BEHIND
                         : CONTACT_REACHED;
    finding->days = days_since_contact(audit, facts);
    finding->obligation = open[i];
    return true;
}

unsigned findings_find(const struct findings *audit, struct facts *facts,
                       struct finding *findings, struct deadline_notes *notes)
{
    switch (audit->view) {
    case FINDINGS_AGREEMENTS:
        findings[0] = (struct finding){judge_agreement(audit, facts), FINDINGS_NO_DAYS,
                                       NO_OBLIGATION, DATE_NONE, false};
        return 1;
    case FINDINGS_CONTACTS:
        return find_contact(audit, facts, findings, notes);
    case FINDINGS_STANDARDS:
    default:
        return find_obligations(audit, facts, findings, notes);
    }
}
