/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * followup-due lists what has to be done for each case and by when: the open
 * obligations of the concept's deadline table, as a new stream of one row an
 * obligation, or as a calendar. By default what is due or overdue on the as-of day.
 */
#include "base/buffer.h"
#include "cli/filter.h"
#include "cli/notes.h"
#include "due/deadline_list.h"
#include "due/due_earlier.h"
#include "due/due_options.h"
#include "due/due_output.h"
#include "due/due_row.h"
#include "due/selection.h"
#include "stream/output.h"

static struct {
    struct due_options options;
    struct selection selection;
    struct due_output view;
    struct missing missing;
    struct buffer lacks;
    unsigned long long without_date, fenced;
} state;

static error_t parse(int key, char *value, struct argp_state *argp)
{
    return due_options_parse(&state.options, key, value, argp);
}

/* In whatever dialect it is; the fault of a list is told before anything is written. */
static bool open_previous(struct filter *filter, struct reader_options reading)
{
    const char *split = state.options.split;
    struct due_earlier **earlier = &state.view.calendars.earlier;

    if (state.options.previous == NULL)
        return true;
    reading.delimiter = -1;
    *earlier = due_earlier_open(state.options.previous, &reading, filter->concept,
                                split != NULL ? span_from(split) : span_of(NULL, 0),
                                &filter->diag);
    return *earlier != NULL;
}

static enum filter_status prepare(struct filter *filter, struct reader_options *reading)
{
    const struct due_shared shared = {filter->options.as_of, filter->options.explain,
                                      filter->options.output};

    if (!due_options_apply(&state.options, &shared, filter->concept, &state.selection,
                           &state.view, &filter->diag))
        return FILTER_FAILED;
    filter->holds_output = state.options.split != NULL;
    filter->writes_no_records = state.options.is_calendar;
    if (state.options.is_calendar && filter->options.labels)
        return filter_usage(filter, "--labels and --to=ics exclude each other: a "
                                    "calendar has words of its own");
    filter->needs_no_input = state.options.lists_deadlines;
    return open_previous(filter, *reading) ? FILTER_OK : FILTER_FAILED;
}

static enum filter_status start(struct filter *filter)
{
    struct due_row *row = &state.view.row;
    const char *split = state.options.split;

    if (state.options.lists_deadlines) {
        filter_add_all(filter, DEADLINE_LIST_COLUMNS);
        if (filter->header != NULL)
            filter_add_all(filter, "missing");
        return FILTER_OK;
    }
    facts_want_deadlines(filter->facts);
    if (!due_row_name(row, filter->facts, filter->header, state.options.keep,
                      &filter->diag) ||
        (split != NULL &&
         !due_row_sort_by(row, filter->header, span_from(split), &filter->diag)))
        return FILTER_FAILED;
    for (unsigned i = 0; i < row->row.count; i++)
        filter_add(filter, row->row.columns[i].name);
    return !state.options.with_names ||
                   due_output_want_names(filter->facts, filter->header, &filter->diag)
               ? FILTER_OK
               : FILTER_FAILED;
}

static enum filter_status begin(struct filter *filter)
{
    if (state.options.lists_deadlines) {
        deadline_list_write(filter->concept, &state.selection, filter->header,
                            filter->writer);
        return FILTER_DONE;
    }
    return due_output_open(&state.view, &filter->diag) &&
                   (state.view.whole == NULL ||
                    output_is_apart(state.view.whole, "the output", &filter->diag)) &&
                   due_output_begin(&state.view, &filter->concept->columns,
                                    filter->output, filter->writer, &filter->diag)
               ? FILTER_OK
               : FILTER_FAILED;
}

static enum filter_status list(struct filter *filter, const struct record *record)
{
    const struct deadline_notes *notes = &state.view.notes;
    struct obligation open[DEADLINE_MOST];
    unsigned count = obligations_open(filter->facts, open, &state.view.notes);

    if (!due_output_read(&state.view, filter->facts, record, &filter->diag))
        return FILTER_REFUSED;
    state.fenced += count == 0 && notes->is_fenced;
    state.without_date += count == 0 && !notes->is_fenced && !notes->computable;
    count = selection_select(&state.selection, open, count);
    for (unsigned i = 0; i < count; i++)
        if (!due_output_write(&state.view, filter->facts, record, &open[i],
                              &filter->diag))
            return FILTER_FAILED;
    return FILTER_OK;
}

static void say_missing(const struct filter *filter)
{
    const struct deadlines *deadlines = &filter->concept->deadlines;

    state.missing =
        (struct missing){.concept = filter->concept, .header = filter->header};
    for (unsigned i = 0; i < deadlines->table.count; i++)
        if (selection_has(&state.selection, &deadlines->rules[i]))
            missing_add_deadline(&state.missing, &deadlines->rules[i]);
    missing_say(&state.missing, &state.lacks);
}

static enum filter_status finish(struct filter *filter)
{
    struct due_calendars *calendars = &state.view.calendars;

    say_missing(filter);
    calendars->is_incomplete |= filter->counts.refused > 0;
    if (!due_output_finish(&state.view, &filter->diag))
        return FILTER_FAILED;
    filter_note_doubts(filter, state.view.notes.doubts | calendars->calendar.doubts);
    if (calendars->unread > 0)
        filter_note(filter,
                    "entries of persons who were not read stay as they were: %llu",
                    calendars->unread);
    notes_say_undated(filter, state.without_date);
    notes_say_fenced(filter, state.fenced);
    if (state.lacks.len > 0)
        filter_note(filter, "%.*s", (int)state.lacks.len, state.lacks.bytes);
    return FILTER_OK;
}

static void clean(struct filter *filter)
{
    (void)filter;
    due_output_free(&state.view);
    buffer_free(&state.lacks);
}

static const struct tool tool = {
    .line = {.name = "followup-due",
             .arguments = "[FILE...]",
             .summary = "List what is due for each case, and by when.",
             .heading = "What to list:",
             .example =
                 "followup-due --within=2w --kind=talk --keep=family_name cases.tsv",
             .groups = OPTIONS_READ | OPTIONS_WRITE | OPTIONS_LABELS | OPTIONS_RULES |
                       OPTIONS_EXPLAIN | OPTIONS_SHARES,
             .own = DUE_OPTIONS,
             .parse = parse},
    .kind = FILTER_REPLACE,
    .has_facts = true,
    .lives_on = "deadlines",
    .sums = (unsigned long long *const[]){&state.without_date, &state.fenced, NULL},
    .marks = (unsigned *const[]){&state.view.notes.doubts, NULL},
    .prepare = prepare,
    .start = start,
    .begin = begin,
    .record = list,
    .finish = finish,
    .clean = clean,
};

int main(int argc, char **argv)
{
    return filter_main(&tool, argc, argv);
}
