/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * standards-audit counts how a caseload kept the deadlines of the concept in a period:
 * kept, late, unclear, open or missed, the share kept and the days of lateness, by
 * deadline or by other columns. Two more views count who lacks a valid agreement, and
 * whose promised contact is held. Figures of few persons are suppressed; --list shows
 * the cases. The status is 1 also if a share is below --fail-under.
 */
#include "audit/audit_list.h"
#include "audit/audit_options.h"
#include "audit/figures.h"
#include "audit/suppression.h"
#include "audit/tally.h"
#include "cli/filter.h"

static const struct argp_option options[] = {
    {"from", OPTION_OWN + PLAN_FROM, "DATE", 0,
     "Count what is due from DATE on (default: a year, up to --until)", 0},
    {"until", OPTION_OWN + PLAN_UNTIL, "DATE", 0,
     "Count what is due up to DATE (default: the day of --as-of)", 0},
    {"by", OPTION_OWN + PLAN_BY, "COLUMNS", 0,
     "Count by these columns (names between commas)", 0},
    {"deadline", OPTION_OWN + PLAN_DEADLINE, "NAMES", 0,
     "Count only these deadlines (names between commas)", 0},
    {"recorded", OPTION_OWN + PLAN_RECORDED, NULL, 0,
     "Count only rules each of whose obligations is recorded", 0},
    {"agreements", OPTION_OWN + PLAN_AGREEMENTS, NULL, 0,
     "Count instead who needs a valid agreement and has none", 0},
    {"contacts", OPTION_OWN + PLAN_CONTACTS, NULL, 0,
     "Count instead whose promised contact is held", 0},
    {"list", OPTION_OWN + PLAN_LIST, NULL, 0,
     "List the cases behind the figures; nothing is suppressed", 0},
    {"fail-under", OPTION_OWN + PLAN_FAIL_UNDER, "PERCENT", 0,
     "End with status 1 if a share that is shown is below PERCENT", 0},
    {"min-count", OPTION_OWN + PLAN_MIN_COUNT, "N", 0,
     "Suppress figures of fewer than N persons (default: 3; 0: none)", 0},
    {NULL, 0, NULL, 0, NULL, 0}};

static struct {
    struct audit_options plan;
    struct audit_list list;
    struct tally tally;
    struct deadline_notes notes;
    bool has_unseen; /* that something was kept would not be seen */
    bool is_below;   /* a share is below --fail-under */
} state;

static error_t parse(int key, char *value, struct argp_state *argp)
{
    (void)argp;
    if (key < OPTION_OWN || key >= OPTION_OWN + PLAN_OPTIONS)
        return ARGP_ERR_UNKNOWN;
    state.plan.given[key - OPTION_OWN] = span_from(value != NULL ? value : "");
    return 0;
}

static enum filter_status prepare(struct filter *filter, struct reader_options *reading)
{
    (void)reading;
    return audit_options_check(&state.plan, filter->concept, &filter->diag)
               ? FILTER_OK
               : FILTER_FAILED;
}

static enum filter_status start(struct filter *filter)
{
    const struct grouping *by = &state.plan.by;
    enum findings_view view = state.plan.audit.view;

    audit_options_want(&state.plan, filter->facts, filter->header);
    if (state.plan.lists) {
        audit_list_name(&state.list, view, by, filter->header);
        for (unsigned i = 0; i < state.list.count; i++)
            filter_add(filter, state.list.columns[i].name);
        return FILTER_OK;
    }
    for (unsigned i = 0; i < by->count; i++)
        filter_add(filter, by->names[i]);
    filter_add_all(filter, figures_columns(view));
    /* Contacts are counted by rule, and what it promises is shown. */
    tally_init(&state.tally, by->count + (view == FINDINGS_CONTACTS ? 2 : 0));
    return FILTER_OK;
}

static void list(struct filter *filter, const struct record *record,
                 const struct finding *finding)
{
    const struct findings *audit = &state.plan.audit;

    if (!audit_list_has(audit->view, finding))
        return;
    audit_list_fill(&state.list, audit, filter->facts->values, finding);
    audit_list_write(&state.list, &state.plan.by, record, filter->writer);
}

static enum filter_status audit(struct filter *filter, const struct record *record)
{
    const struct findings *about = &state.plan.audit;
    struct grouping *by = &state.plan.by;
    struct finding findings[FINDINGS_MOST];
    unsigned count =
        findings_find(about, filter->facts->values, findings, &state.notes);

    grouping_read(by, filter->facts);
    for (unsigned i = 0; i < count; i++) {
        grouping_read_rule(by, &filter->concept->deadlines,
                           findings[i].obligation.rule);
        if (state.plan.lists)
            list(filter, record, &findings[i]);
        else
            figures_add(about->view, tally_group(&state.tally, by->cells), &findings[i],
                        filter->record_number);
    }
    return FILTER_OK;
}

/* Writes a row for each group. */
static void write_figures(struct filter *filter)
{
    enum findings_view view = state.plan.audit.view;
    const struct figures_row row = {view, (unsigned)state.plan.minimum,
                                    state.tally.groups.value_count};
    const struct suppression rule = {
        row.minimum, state.plan.by.count + (view == FINDINGS_CONTACTS),
        figures_parts(view), figures_summed(view), figures_shares(view)};

    tally_sort(&state.tally);
    suppression_apply(&rule, state.tally.sorted, state.tally.groups.count);
    for (size_t i = 0; i < state.tally.groups.count; i++) {
        const struct tally_group *group = state.tally.sorted[i];
        int share = figures_share(view, group);
        state.has_unseen |= group->unseen.count > 0;
        state.is_below |= share >= 0 && share < state.plan.fail_under;
        figures_write(&row, group, filter->writer);
    }
}

static enum filter_status finish(struct filter *filter)
{
    if (!state.plan.lists)
        write_figures(filter);
    if (state.notes.unchecked)
        filter_note_unchecked(filter);
    if (state.has_unseen)
        filter_note(filter, "no share kept where the input can't tell what was kept "
                            "(see --recorded)");
    return FILTER_OK;
}

static void clean(struct filter *filter)
{
    (void)filter;
    tally_free(&state.tally);
}

static const struct tool tool = {
    .line = {.name = "standards-audit",
             .arguments = "[FILE...]",
             .summary = "Count how the deadlines of the concept were kept.",
             .groups = OPTIONS_READ | OPTIONS_WRITE | OPTIONS_RULES,
             .own = options,
             .parse = parse},
    .kind = FILTER_REPLACE,
    .has_facts = true,
    .prepare = prepare,
    .start = start,
    .record = audit,
    .finish = finish,
    .clean = clean,
};

int main(int argc, char **argv)
{
    int status = filter_main(&tool, argc, argv);

    /* The figures are complete, and written: it is what they say that fails. */
    return status == 0 && state.is_below ? 1 : status;
}
