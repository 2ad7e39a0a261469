/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * standards-audit counts how a caseload kept the deadlines of the concept in a period:
 * kept, late, missed, open or closed, the share kept and the days of lateness, by
 * deadline or by other columns. Two more views count who lacks a valid agreement, and
 * whose promised contact is held. Figures of few persons are suppressed; --list shows
 * the cases. The status is 1 also if a share is below --fail-under.
 */
#include <stdlib.h>

#include "audit/audit_list.h"
#include "audit/audit_options.h"
#include "audit/audit_partial.h"
#include "audit/audit_table.h"
#include "audit/figures.h"
#include "audit/tally.h"
#include "base/mem.h"
#include "cli/filter.h"
#include "cli/notes.h"
#include "cli/partial_run.h"
#include "person/row.h"

static struct {
    struct audit_options plan;
    struct partial_run partial;
    struct row row; /* of a list */
    struct finding *findings;
    struct tally tally;
    struct deadline_notes notes;
} state;

static error_t parse(int key, char *value, struct argp_state *argp)
{
    (void)argp;
    return audit_options_take(&state.plan, key, value);
}

static enum filter_status prepare(struct filter *filter, struct reader_options *reading)
{
    (void)reading;
    if (!audit_options_check(&state.plan, filter->concept, filter->options.as_of,
                             &filter->diag))
        return FILTER_FAILED;
    state.partial.writes = state.plan.writes_partial;
    state.partial.reads = state.plan.merges;
    audit_partial_form(&state.plan, &state.partial.form, &state.partial.options);
    return partial_run_prepare(&state.partial, filter) ? FILTER_OK : FILTER_FAILED;
}

static enum filter_status start(struct filter *filter)
{
    const struct grouping *by = &state.plan.by;
    enum findings_view view = state.plan.audit.view;

    if (!partial_run_start(&state.partial, filter))
        return FILTER_FAILED;
    if (filter->facts != NULL)
        audit_options_want(&state.plan, filter->facts);
    state.findings =
        mem_array(findings_most(&state.plan.audit), sizeof *state.findings);
    if (state.plan.lists) {
        audit_list_name(&state.row, view, by, filter->header);
        for (unsigned i = 0; i < state.row.count; i++)
            filter_add(filter, state.row.columns[i].name);
        return FILTER_OK;
    }
    /* Contacts are counted by rule, and what it promises is shown. */
    tally_init(&state.tally, by->count + (view == FINDINGS_CONTACTS ? 2 : 0));
    if (state.partial.writes)
        return FILTER_OK;
    for (unsigned i = 0; i < by->count; i++)
        filter_add(filter, by->names[i]);
    filter_add_all(filter, figures_columns(view));
    return FILTER_OK;
}

static enum filter_status audit(struct filter *filter, const struct record *record)
{
    const struct findings *about = &state.plan.audit;
    struct grouping *by = &state.plan.by;
    unsigned count;

    if (state.partial.reads)
        return audit_partial_add(about->view, state.partial.partial, &state.tally,
                                 record, &filter->diag)
                   ? FILTER_OK
                   : FILTER_FAILED;
    count = findings_find(about, filter->facts, state.findings, &state.notes);
    grouping_read(by, filter->facts);
    for (unsigned i = 0; i < count; i++) {
        const struct finding *finding = &state.findings[i];
        grouping_read_rule(by, filter->concept, finding->obligation.rule);
        if (about->view == FINDINGS_CONTACTS)
            grouping_read_promise(by, filter->concept, finding->obligation.rule);
        if (!state.plan.lists) {
            figures_add(about->view, tally_group(&state.tally, by->cells), finding,
                        filter->record_number);
            figures_add(about->view, &state.tally.total, finding,
                        filter->record_number);
        } else if (audit_list_has(about->view, finding)) {
            audit_list_fill(&state.row, about, filter->facts, by, finding);
            row_write(&state.row, record, filter->writer);
        }
    }
    if (state.partial.writes)
        partial_see(state.partial.partial, record);
    return FILTER_OK;
}

/* What the figures don't speak of, though it was asked for. */
static void note_left_out(const struct filter *filter)
{
    const struct findings *about = &state.plan.audit;
    struct missing missing = {filter->concept, filter->header, {0}};
    struct buffer names = {0};
    struct span left_out = audit_options_left_out(&state.plan, &names);

    if (about->view != FINDINGS_AGREEMENTS && !state.partial.reads)
        missing_add_deadlines(&missing, about->view == FINDINGS_CONTACTS
                                            ? about->is_contact
                                            : about->is_named);
    notes_say_missing(filter, &missing);
    if (left_out.len > 0)
        filter_note(filter, "not judged, because rows say audit no: %.*s",
                    (int)left_out.len, left_out.ptr);
    buffer_free(&names);
}

static enum filter_status complete(struct filter *filter)
{
    return partial_run_complete(&state.partial, filter) &&
                   (!state.partial.reads ||
                    audit_partial_check(state.plan.audit.view, &state.tally,
                                        &filter->diag))
               ? FILTER_OK
               : FILTER_FAILED;
}

static enum filter_status finish(struct filter *filter)
{
    struct audit_table_result result = {false, false};

    if (state.partial.writes)
        audit_partial_write(state.plan.audit.view, state.partial.partial, &state.tally,
                            filter->writer);
    else if (!state.plan.lists)
        result = audit_table_write(&state.plan, filter->options.as_of, &state.tally,
                                   filter->writer);
    filter->has_found = result.is_below;
    filter_note_doubts(filter, state.notes.doubts);
    if (result.has_unseen)
        filter_note(filter, "no share kept where the input can't tell what was kept "
                            "(see --recorded)");
    note_left_out(filter);
    return FILTER_OK;
}

static void clean(struct filter *filter)
{
    (void)filter;
    partial_run_free(&state.partial);
    tally_free(&state.tally);
    grouping_free(&state.plan.by);
    row_free(&state.row);
    free(state.findings);
}

static const struct tool tool = {
    .line = {.name = "standards-audit",
             .arguments = "[FILE...]",
             .summary = "Count how the deadlines of the concept were kept.",
             .heading = "What to count:",
             .example =
                 "standards-audit --by=office,deadline --until=2026-11-21 cases.tsv",
             .groups = OPTIONS_READ | OPTIONS_WRITE | OPTIONS_LABELS | OPTIONS_RULES,
             .own = AUDIT_OPTIONS,
             .parse = parse},
    .kind = FILTER_REPLACE,
    .has_facts = true,
    .lives_on = "deadlines",
    .prepare = prepare,
    .start = start,
    .record = audit,
    .complete = complete,
    .finish = finish,
    .clean = clean,
};

int main(int argc, char **argv)
{
    return filter_main(&tool, argc, argv);
}
