/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "audit/audit_options.h"

#include "value/date.h"
#include "value/number.h"

static bool is_given(const struct audit_options *plan, enum audit_options_option option)
{
    return plan->given[option].ptr != NULL;
}

/* The last day of the period is the day itself, the first one a year before the next.
 */
static const char *take_period(struct audit_options *plan, int32_t as_of)
{
    struct findings *audit = &plan->audit;

    audit->until = as_of;
    if (is_given(plan, PLAN_UNTIL) &&
        !date_parse(plan->given[PLAN_UNTIL], &audit->until))
        return "--until: expected a date YYYY-MM-DD or DD.MM.YYYY";
    audit->from = date_add_months(audit->until + 1, -12);
    if (is_given(plan, PLAN_FROM) && !date_parse(plan->given[PLAN_FROM], &audit->from))
        return "--from: expected a date YYYY-MM-DD or DD.MM.YYYY";
    return audit->from <= audit->until ? NULL
                                       : "--from: expected a day up to that of --until";
}

static const char *take_view(struct audit_options *plan, const struct concept *concept)
{
    struct findings *audit = &plan->audit;
    bool is_other = is_given(plan, PLAN_AGREEMENTS) || is_given(plan, PLAN_CONTACTS);

    if (is_given(plan, PLAN_AGREEMENTS) && is_given(plan, PLAN_CONTACTS))
        return "--agreements and --contacts exclude each other";
    if (is_other && (is_given(plan, PLAN_FROM) || is_given(plan, PLAN_UNTIL) ||
                     is_given(plan, PLAN_DEADLINE) || is_given(plan, PLAN_RECORDED)))
        return "--agreements and --contacts look at the day of --as-of: no --from, "
               "--until, --deadline or --recorded";
    if (is_given(plan, PLAN_AGREEMENTS))
        audit->view = FINDINGS_AGREEMENTS;
    if (is_given(plan, PLAN_CONTACTS))
        audit->view = FINDINGS_CONTACTS;
    audit->recorded = is_given(plan, PLAN_RECORDED);
    audit->contacts = deadlines_find(&concept->deadlines, concept->contacts);
    if (audit->view == FINDINGS_CONTACTS && audit->contacts < 0)
        return "--contacts: the concept has no such deadline (key contacts of "
               "concept.tsv)";
    return NULL;
}

static const char *take_columns(struct audit_options *plan,
                                const struct concept *concept)
{
    static const char *const by[] = {[FINDINGS_STANDARDS] = "deadline",
                                     [FINDINGS_AGREEMENTS] = "",
                                     [FINDINGS_CONTACTS] = "category"};
    enum findings_view view = plan->audit.view;
    struct span names = span_from(by[view]);

    if (is_given(plan, PLAN_BY))
        names = plan->given[PLAN_BY];
    plan->by.offset = table_column(&concept->deadlines.table.table, "offset");
    return grouping_name(&plan->by, names, &concept->columns,
                         view == FINDINGS_STANDARDS);
}

/* `95` or `95.5`, up to 100 */
static bool take_percent(struct span text, int32_t *tenths)
{
    struct span whole = span_cut(&text, '.');
    int32_t tenth = 0;

    if (!number_parse(whole, 100, tenths) ||
        (text.ptr != NULL && (text.len != 1 || !number_parse(text, 9, &tenth))))
        return false;
    *tenths = *tenths * 10 + tenth;
    return *tenths <= 1000;
}

static const char *take_numbers(struct audit_options *plan)
{
    plan->minimum = 3;
    plan->lists = is_given(plan, PLAN_LIST);
    if (is_given(plan, PLAN_MIN_COUNT) &&
        !number_parse(plan->given[PLAN_MIN_COUNT], NUMBER_MAX, &plan->minimum))
        return "--min-count: expected a number from 0 to 9999";
    if (is_given(plan, PLAN_FAIL_UNDER) &&
        !take_percent(plan->given[PLAN_FAIL_UNDER], &plan->fail_under))
        return "--fail-under: expected a percentage from 0 to 100, such as 95 or 97.5";
    if (plan->lists && is_given(plan, PLAN_FAIL_UNDER))
        return "--list and --fail-under exclude each other: a list has no shares";
    return NULL;
}

bool audit_options_check(struct audit_options *plan, const struct concept *concept,
                         struct diag *diag)
{
    const char *fault = take_view(plan, concept);

    plan->audit.concept = concept;
    if (fault == NULL)
        fault = take_period(plan, concept->as_of);
    if (fault == NULL)
        fault = deadlines_choose(&concept->deadlines, plan->given[PLAN_DEADLINE],
                                 plan->audit.is_named);
    if (fault == NULL)
        fault = take_columns(plan, concept);
    if (fault == NULL)
        fault = take_numbers(plan);
    if (fault != NULL)
        diag_set(diag, DIAG_USAGE, "%s", fault);
    return fault == NULL;
}

void audit_options_want(struct audit_options *plan, struct facts *facts,
                        const struct header *header)
{
    static const int passed[] = {COL_HOUSEHOLD_ID, COL_OFFICE, COL_CASE_MANAGER};
    const struct columns *columns = &facts->concept->columns;

    for (int i = 0; i < COL_CASE_COUNT; i++)
        plan->audit.has_column[i] = header_find(header, columns->column[i].name) >= 0;

    grouping_want(&plan->by, facts);
    for (unsigned i = 0; plan->lists && i < sizeof passed / sizeof *passed; i++)
        facts_want(facts, passed[i]);
    if (plan->audit.view != FINDINGS_AGREEMENTS) {
        facts_want_deadlines(facts);
        return;
    }
    facts_want_decision(facts, &facts->concept->agreements);
    facts_want(facts, COL_APPLIED_ON);
    facts_want(facts, COL_AGREEMENT_FROM);
    facts_want(facts, COL_AGREEMENT_UNTIL);
}
