/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "audit.h"

#include "date.h"

static const struct obligation NO_OBLIGATION = {NULL, DATE_NONE, DATE_NONE, DATE_NONE};

static bool is_wanted(const struct audit *audit, const struct obligation *obligation)
{
    return obligation->due_on >= audit->from && obligation->due_on <= audit->until &&
           audit->is_named[obligation->rule->deadline] &&
           (!audit->recorded || audit_records(audit, obligation->rule));
}

static struct finding judge(const struct audit *audit,
                            const struct obligation *obligation, int32_t met_on)
{
    bool is_met = met_on != DATE_NONE;
    int32_t seen_on = is_met ? met_on : audit->concept->as_of;
    int32_t late = seen_on - obligation_ends_on(obligation);
    struct finding finding = {is_met ? AUDIT_KEPT : AUDIT_OPEN, AUDIT_NO_DAYS,
                              *obligation, met_on, false};

    if (late > 0) {
        finding.state = is_met ? AUDIT_LATE : AUDIT_MISSED;
        finding.days = late;
        finding.is_unseen = !is_met && !audit_records(audit, obligation->rule);
    }
    return finding;
}

static bool comes_before(const struct obligation *a, const struct obligation *b)
{
    return a->due_on != b->due_on ? a->due_on < b->due_on
                                  : a->rule->deadline < b->rule->deadline;
}

/* Puts the finding in its place; of equals the earlier call goes first. */
static void insert(struct finding *findings, unsigned count, struct finding finding)
{
    for (; count > 0 &&
           comes_before(&finding.obligation, &findings[count - 1].obligation);
         count--)
        findings[count] = findings[count - 1];
    findings[count] = finding;
}

static unsigned find_obligations(const struct audit *audit, const struct value *values,
                                 struct finding *findings, struct deadline_notes *notes)
{
    const struct deadlines *deadlines = &audit->concept->deadlines;
    struct meeting met[DEADLINE_MOST];
    struct obligation open[DEADLINE_MOST];
    unsigned met_count = obligations_met(deadlines, values, met, notes);
    unsigned open_count = obligations_open(deadlines, values, open, notes);
    unsigned count = 0;

    for (unsigned i = 0; i < met_count; i++)
        if (is_wanted(audit, &met[i].obligation))
            insert(findings, count++, judge(audit, &met[i].obligation, met[i].met_on));
    for (unsigned i = 0; i < open_count; i++)
        if (is_wanted(audit, &open[i]))
            insert(findings, count++, judge(audit, &open[i], DATE_NONE));
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

/* The row that would promise a contact if the last one were known; NULL: none. */
static const struct deadline_rule *find_promise(const struct deadline_rule *rule,
                                                const struct value *values)
{
    while (rule != NULL &&
           (values[rule->anchor].known || !rule_holds(rule->rule, values)))
        rule = rule->next;
    return rule;
}

static bool find_contact(const struct audit *audit, const struct value *values,
                         struct finding *finding, struct deadline_notes *notes)
{
    const struct deadlines *deadlines = &audit->concept->deadlines;
    int32_t as_of = audit->concept->as_of;
    struct obligation open[DEADLINE_MOST];
    unsigned count = obligations_open(deadlines, values, open, notes), i = 0;

    *finding = (struct finding){CONTACT_UNKNOWN, AUDIT_NO_DAYS, NO_OBLIGATION,
                                DATE_NONE, false};
    while (i < count && open[i].rule->deadline != audit->contacts)
        i++;
    if (i == count) {
        finding->obligation.rule =
            find_promise(deadlines->first[audit->contacts], values);
        return finding->obligation.rule != NULL;
    }
    finding->state = obligation_status(&open[i], as_of) == OBLIGATION_OVERDUE
                         ? CONTACT_BEHIND
                         : CONTACT_REACHED;
    finding->days = open[i].anchor_on < as_of ? as_of - open[i].anchor_on : 0;
    finding->obligation = open[i];
    return true;
}

unsigned audit_find(const struct audit *audit, const struct value *values,
                    struct finding *findings, struct deadline_notes *notes)
{
    switch (audit->view) {
    case AUDIT_AGREEMENTS:
        findings[0] = (struct finding){judge_agreement(audit->concept, values),
                                       AUDIT_NO_DAYS, NO_OBLIGATION, DATE_NONE, false};
        return 1;
    case AUDIT_CONTACTS:
        return find_contact(audit, values, findings, notes);
    case AUDIT_STANDARDS:
    default:
        return find_obligations(audit, values, findings, notes);
    }
}
