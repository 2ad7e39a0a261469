/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "audit/audit_options.h"

#include "value/date.h"
#include "value/number.h"

/* Keys of the tool's own, as in cli/options.h. */
enum { KEY_FIRST = 1000 };

const struct argp_option AUDIT_OPTIONS[] = {
    {"from", KEY_FIRST + PLAN_FROM, "DATE", 0,
     "Count what is due from DATE on (default: a year, up to --until)", 0},
    {"until", KEY_FIRST + PLAN_UNTIL, "DATE", 0,
     "Count what is due up to DATE (default: the day of --as-of)", 0},
    {"by", KEY_FIRST + PLAN_BY, "COLUMNS", 0,
     "Count by these columns (names between commas)", 0},
    {"deadline", KEY_FIRST + PLAN_DEADLINE, "NAMES", 0,
     "Count only these deadlines (names between commas)", 0},
    {"recorded", KEY_FIRST + PLAN_RECORDED, NULL, 0,
     "Count only rules each of whose obligations is recorded", 0},
    {"agreements", KEY_FIRST + PLAN_AGREEMENTS, NULL, 0,
     "Count instead who needs a valid agreement and has none", 0},
    {"contacts", KEY_FIRST + PLAN_CONTACTS, NULL, 0,
     "Count instead whose promised contact is held", 0},
    {"list", KEY_FIRST + PLAN_LIST, NULL, 0,
     "List the cases behind the figures; nothing is suppressed", 0},
    {"fail-under", KEY_FIRST + PLAN_FAIL_UNDER, "PERCENT", 0,
     "End with status 1 if a share that is shown is below PERCENT", 0},
    {"min-count", KEY_FIRST + PLAN_MIN_COUNT, "N", 0,
     "Suppress figures of fewer than N persons (default: 3; 0: none)", 0},
    {"total", KEY_FIRST + PLAN_TOTAL, NULL, 0,
     "Add a row of all groups, in which each person counts once", 0},
    {"partial", KEY_FIRST + PLAN_PARTIAL, NULL, 0,
     "Write counts for --merge; nothing is suppressed: personal data", 0},
    {"merge", KEY_FIRST + PLAN_MERGE, NULL, 0,
     "FILEs are what --partial wrote, not case streams: add it up", 0},
    {NULL, 0, NULL, 0, NULL, 0}};

error_t audit_options_take(struct audit_options *plan, int key, const char *value)
{
    if (key < KEY_FIRST || key >= KEY_FIRST + PLAN_OPTIONS)
        return ARGP_ERR_UNKNOWN;
    plan->given[key - KEY_FIRST] = span_from(value != NULL ? value : "");
    return 0;
}

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

/* The deadlines that promise contact; the concept was checked for their names. */
static bool take_contacts(struct audit_options *plan, const struct concept *concept,
                          struct diag *diag)
{
    struct span names = concept->contacts;

    if (names.len == 0)
        return diag_set(diag, DIAG_USAGE,
                        "--contacts: the concept promises none, expected deadlines "
                        "under the key contacts of concept.tsv");
    while (names.ptr != NULL) {
        struct span some = span_cut(&names, ' ');
        while (some.ptr != NULL) {
            int deadline = deadlines_find(&concept->deadlines, span_cut(&some, ','));
            if (deadline >= 0)
                plan->audit.is_contact[deadline] = true;
        }
    }
    return true;
}

static const char *take_view(struct audit_options *plan)
{
    bool is_other = is_given(plan, PLAN_AGREEMENTS) || is_given(plan, PLAN_CONTACTS);

    if (is_given(plan, PLAN_AGREEMENTS) && is_given(plan, PLAN_CONTACTS))
        return "--agreements and --contacts exclude each other";
    if (is_other && (is_given(plan, PLAN_FROM) || is_given(plan, PLAN_UNTIL) ||
                     is_given(plan, PLAN_DEADLINE) || is_given(plan, PLAN_RECORDED)))
        return "--agreements and --contacts look at the day of --as-of: no --from, "
               "--until, --deadline or --recorded";
    if (is_given(plan, PLAN_AGREEMENTS))
        plan->audit.view = FINDINGS_AGREEMENTS;
    if (is_given(plan, PLAN_CONTACTS))
        plan->audit.view = FINDINGS_CONTACTS;
    plan->audit.recorded = is_given(plan, PLAN_RECORDED);
    return NULL;
}

static bool take_columns(struct audit_options *plan, const struct concept *concept,
                         struct diag *diag)
{
    static const char *const by[] = {[FINDINGS_STANDARDS] = "deadline",
                                     [FINDINGS_AGREEMENTS] = "",
                                     [FINDINGS_CONTACTS] = "category"};
    enum findings_view view = plan->audit.view;
    struct span names = span_from(by[view]);

    if (is_given(plan, PLAN_BY))
        names = plan->given[PLAN_BY];
    plan->by.takes_status = true;
    return grouping_name(&plan->by, names, concept, view == FINDINGS_STANDARDS, diag);
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
    plan->has_total = is_given(plan, PLAN_TOTAL);
    if (plan->lists && plan->has_total)
        return "--list and --total exclude each other: a list has no figures";
    return NULL;
}

/* What is shown is the business of the run that adds up. */
static const char *take_partial(struct audit_options *plan)
{
    plan->writes_partial = is_given(plan, PLAN_PARTIAL);
    plan->merges = is_given(plan, PLAN_MERGE);
    if (plan->lists && (plan->writes_partial || plan->merges))
        return "--list has no figures, expected neither --partial nor --merge";
    if (plan->writes_partial &&
        (is_given(plan, PLAN_TOTAL) || is_given(plan, PLAN_MIN_COUNT) ||
         is_given(plan, PLAN_FAIL_UNDER)))
        return "--partial shows no figures, expected --total, --min-count and "
               "--fail-under in the run that merges them";
    return NULL;
}

bool audit_options_check(struct audit_options *plan, const struct concept *concept,
                         int32_t as_of, struct diag *diag)
{
    const char *fault = take_view(plan);

    if (fault == NULL)
        fault = take_period(plan, as_of);
    if (fault == NULL)
        fault = take_numbers(plan);
    if (fault == NULL)
        fault = take_partial(plan);
    if (fault != NULL)
        return diag_set(diag, DIAG_USAGE, "%s", fault);
    if ((plan->audit.view == FINDINGS_CONTACTS &&
         !take_contacts(plan, concept, diag)) ||
        !deadlines_choose(&concept->deadlines, plan->given[PLAN_DEADLINE],
                          plan->audit.is_named, diag) ||
        !take_columns(plan, concept, diag))
        return false;
    if (plan->has_total && plan->by.count == 0 && plan->audit.view != FINDINGS_CONTACTS)
        return diag_set(diag, DIAG_USAGE,
                        "--total: there is one row only, expected columns in --by");
    findings_prepare(&plan->audit, concept);
    return true;
}

static void want_agreements(const struct findings *audit, struct facts *facts)
{
    if (audit->document >= 0)
        facts_want(facts, audit->document);
    for (unsigned i = 0; i < audit->concept->begin_count; i++)
        facts_want(facts, audit->concept->begins[i]);
    facts_want(facts, COL_AGREEMENT_FROM);
    facts_want(facts, COL_AGREEMENT_UNTIL);
}

void audit_options_want(const struct audit_options *plan, struct facts *facts)
{
    static const int passed[] = {COL_HOUSEHOLD_ID, COL_OFFICE, COL_CASE_MANAGER};

    grouping_want(&plan->by, facts);
    /* Facts are decoded: a record with a faulty escape in what passes is refused. */
    for (unsigned i = 0; plan->lists && i < sizeof passed / sizeof *passed; i++)
        facts_want(facts, passed[i]);
    if (plan->audit.view == FINDINGS_AGREEMENTS)
        want_agreements(&plan->audit, facts);
    else
        facts_want_deadlines(facts);
}

struct span audit_options_left_out(const struct audit_options *plan,
                                   struct buffer *names)
{
    const struct deadlines *deadlines = &plan->audit.concept->deadlines;
    bool is_left_out[DEADLINE_MOST] = {false};

    for (unsigned i = 0; i < deadlines->table.count; i++)
        if (!deadlines->rules[i].is_audited)
            is_left_out[deadlines->rules[i].deadline] = true;
    for (unsigned i = 0; i < deadlines->name_count; i++) {
        if (!is_left_out[i] || !plan->audit.is_named[i] ||
            plan->audit.view != FINDINGS_STANDARDS)
            continue;
        buffer_add(names, span_from(names->len > 0 ? ", " : ""));
        buffer_add(names, deadlines->names[i]);
    }
    return buffer_text(names);
}
