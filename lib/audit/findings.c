/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "audit/findings.h"

#include "value/date.h"

static const struct obligation NO_OBLIGATION = {NULL, DATE_NONE, DATE_NONE, DATE_NONE};

/*
 * Whether the stream shows each obligation by this row that was met, and whether it was
 * in time. Of what repeats it shows the last date, and not which one met the row.
 */
static bool is_recorded(const struct findings *audit, const struct deadline_rule *rule)
{
    return rule->done >= 0 && audit->has_column[rule->done] && !rule->keeps_last;
}

static struct finding judge(const struct findings *audit,
                            const struct obligation *obligation, int32_t met_on)
{
    bool is_met = met_on != DATE_NONE;
    int32_t seen_on = is_met ? met_on : audit->concept->as_of;
    int32_t late = seen_on - obligation_ends_on(obligation);
    struct finding finding = {is_met ? FINDINGS_KEPT : FINDINGS_OPEN, FINDINGS_NO_DAYS,
                              *obligation, met_on, false};

    if (late <= 0)
        return finding;
    finding.is_unseen = !is_recorded(audit, obligation->rule);
    if (is_met && obligation->rule->keeps_last) {
        finding.state = FINDINGS_UNCLEAR;
        finding.obligation.due_on = finding.obligation.work_on = DATE_NONE;
        return finding;
    }
    finding.state = is_met ? FINDINGS_LATE : FINDINGS_MISSED;
    finding.days = late;
    return finding;
}

static int32_t day_of(const struct finding *finding)
{
    return finding->state == FINDINGS_UNCLEAR ? finding->met_on
                                              : finding->obligation.due_on;
}

static bool is_wanted(const struct findings *audit, const struct finding *finding)
{
    const struct deadline_rule *rule = finding->obligation.rule;
    int32_t day = day_of(finding);

    return day >= audit->from && day <= audit->until &&
           audit->is_named[rule->deadline] &&
           (!audit->recorded || is_recorded(audit, rule));
}

static bool comes_before(const struct finding *a, const struct finding *b)
{
    int32_t first = day_of(a), second = day_of(b);

    return first != second
               ? first < second
               : a->obligation.rule->deadline < b->obligation.rule->deadline;
}

/* Puts what is wanted in its place; of equals the earlier call goes first. Returns the
 * new count. */
static unsigned insert(const struct findings *audit, struct finding *findings,
                       unsigned count, struct finding finding)
{
    unsigned at = count;

    if (!is_wanted(audit, &finding))
        return count;
    for (; at > 0 && comes_before(&finding, &findings[at - 1]); at--)
        findings[at] = findings[at - 1];
    findings[at] = finding;
    return count + 1;
}

static unsigned find_obligations(const struct findings *audit,
                                 const struct value *values, struct finding *findings,
                                 struct deadline_notes *notes)
{
    const struct deadlines *deadlines = &audit->concept->deadlines;
    struct meeting met[DEADLINE_MOST];
    struct obligation open[DEADLINE_MOST];
    unsigned met_count = obligations_met(deadlines, values, met, notes);
    unsigned open_count = obligations_open(deadlines, values, open, notes);
    unsigned count = 0;

    for (unsigned i = 0; i < met_count; i++)
        count = insert(audit, findings, count,
                       judge(audit, &met[i].obligation, met[i].met_on));
    for (unsigned i = 0; i < open_count; i++)
        count = insert(audit, findings, count, judge(audit, &open[i], DATE_NONE));
    return count;
}

static unsigned judge_agreement(const struct concept *concept,
                                const struct value *values)
{
    const struct rule *rule = decision_first(&concept->agreements, values);
    const struct value *from = &values[COL_AGREEMENT_FROM];
    const struct value *until = &values[COL_AGREEMENT_UNTIL];
    const struct value *applied = &values[COL_APPLIED_ON];

    if (rule != NULL && span_is(rule->output, "none"))
        return AGREEMENT_EXEMPT;
    if (!from->known && !until->known)
        return AGREEMENT_MISSING;
    if (until->known && until->number < concept->as_of)
        return AGREEMENT_EXPIRED;
    if (from->known && applied->known && from->number < applied->number)
        return AGREEMENT_EARLIER_CASE;
    if (from->known && from->number > concept->as_of)
        return AGREEMENT_NOT_BEGUN;
    return AGREEMENT_VALID;
}

/* The row that would promise a contact if the last one were known: that of the earliest
 * day, of equal ones the upper one. NULL: none. */
static const struct deadline_rule *find_promise(const struct findings *audit,
                                                const struct value *values,
                                                struct deadline_notes *notes)
{
    const struct deadline_rule *best = NULL, *rule;
    int32_t best_day = DATE_NONE;

    rule = audit->concept->deadlines.first[audit->contacts];
    for (; rule != NULL; rule = rule->next) {
        int32_t day;
        if (values[rule->anchor].known || !rule_holds(rule->rule, values))
            continue;
        day = obligation_first_due(&audit->concept->deadlines, rule, values,
                                   audit->concept->as_of, notes);
        if (day != DATE_NONE && (best == NULL || day < best_day)) {
            best = rule;
            best_day = day;
        }
    }
    return best;
}

static bool find_contact(const struct findings *audit, const struct value *values,
                         struct finding *finding, struct deadline_notes *notes)
{
    const struct deadlines *deadlines = &audit->concept->deadlines;
    int32_t as_of = audit->concept->as_of;
    struct obligation open[DEADLINE_MOST];
    unsigned count = obligations_open(deadlines, values, open, notes), i = 0;

    *finding = (struct finding){CONTACT_UNKNOWN, FINDINGS_NO_DAYS, NO_OBLIGATION,
                                DATE_NONE, false};
    while (i < count && open[i].rule->deadline != (unsigned)audit->contacts)
        i++;
    if (i == count) {
        finding->obligation.rule = find_promise(audit, values, notes);
        return finding->obligation.rule != NULL;
    }
    finding->state = obligation_status(&open[i], as_of) == OBLIGATION_OVERDUE
                         ? CONTACT_BEHIND
                         : CONTACT_REACHED;
    finding->days = open[i].anchor_on < as_of ? as_of - open[i].anchor_on : 0;
    finding->obligation = open[i];
    return true;
}

unsigned findings_find(const struct findings *audit, const struct value *values,
                       struct finding *findings, struct deadline_notes *notes)
{
    switch (audit->view) {
    case FINDINGS_AGREEMENTS:
        findings[0] =
            (struct finding){judge_agreement(audit->concept, values), FINDINGS_NO_DAYS,
                             NO_OBLIGATION, DATE_NONE, false};
        return 1;
    case FINDINGS_CONTACTS:
        return find_contact(audit, values, findings, notes);
    case FINDINGS_STANDARDS:
    default:
        return find_obligations(audit, values, findings, notes);
    }
}
