/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * followup-due lists what has to be done for each case and by when: the open
 * obligations of the concept's deadline table, as a new stream of one row an
 * obligation, or as a calendar. By default what is due or overdue on the as-of day.
 */
#include "cli/filter.h"
#include "due/due_options.h"
#include "due/due_output.h"
#include "due/selection.h"

static struct {
    struct due_options options;
    struct selection selection;
    struct due_output view;
    unsigned long long without_date;
} state;

static error_t parse(int key, char *value, struct argp_state *argp)
{
    return due_options_parse(&state.options, key, value, argp);
}

static enum filter_status prepare(struct filter *filter, struct reader_options *reading)
{
    const struct due_shared shared = {filter->options.explain,
                                      filter->options.output != NULL};

    (void)reading;
    if (!due_options_apply(&state.options, &shared, filter->concept, &state.selection,
                           &state.view, &filter->diag))
        return FILTER_FAILED;
    filter->holds_output = state.options.split != NULL;
    filter->writes_no_records = state.options.is_calendar;
    return FILTER_OK;
}

static enum filter_status start(struct filter *filter)
{
    static const int passed[] = {COL_CLIENT_ID, COL_HOUSEHOLD_ID, COL_OFFICE,
                                 COL_CASE_MANAGER};
    struct due_row *row = &state.view.row;
    const char *split = state.options.split;

    for (size_t i = 0; i < sizeof passed / sizeof *passed; i++)
        facts_want(filter->facts, passed[i]);
    facts_want_deadlines(filter->facts);
    if (!due_row_name(row, filter->header, state.options.keep))
        return filter_usage(filter, "--keep: expected names of other columns between "
                                    "commas, each once");
    if (split != NULL && !due_row_sort_by(row, filter->header, span_from(split)))
        return filter_usage(filter,
                            "--split: expected a column of the list or of the input");
    for (unsigned i = 0; i < row->column_count; i++)
        filter_add(filter, row->columns[i].name);
    return FILTER_OK;
}

static enum filter_status begin(struct filter *filter)
{
    bool good = due_output_begin(&state.view, &filter->concept->columns, filter->output,
                                 filter->writer, &filter->diag);

    return good ? FILTER_OK : FILTER_FAILED;
}

static enum filter_status list(struct filter *filter, const struct record *record)
{
    struct obligation open[DEADLINE_MOST];
    unsigned count = obligations_open(&filter->concept->deadlines,
                                      filter->facts->values, open, &state.view.notes);

    if (!due_output_read(&state.view, record, &filter->diag))
        return FILTER_REFUSED;
    state.without_date += !state.view.notes.computable;
    count = selection_select(&state.selection, open, count);
    for (unsigned i = 0; i < count; i++)
        if (!due_output_write(&state.view, filter->facts, record, &open[i],
                              &filter->diag))
            return FILTER_FAILED;
    return FILTER_OK;
}

static enum filter_status finish(struct filter *filter)
{
    if (!due_output_finish(&state.view, &filter->diag))
        return FILTER_FAILED;
    if (state.view.notes.unchecked)
        filter_note_unchecked(filter);
    if (state.without_date > 0)
        filter_note(filter, "%llu records have no date to watch (see profile_gaps)",
                    state.without_date);
    return FILTER_OK;
}

static void clean(struct filter *filter)
{
    (void)filter;
    due_output_free(&state.view);
}

static const struct tool tool = {
    .line = {.name = "followup-due",
             .arguments = "[FILE...]",
             .summary = "List what is due for each case, and by when.",
             .groups = OPTIONS_READ | OPTIONS_WRITE | OPTIONS_RULES | OPTIONS_EXPLAIN,
             .own = DUE_OPTIONS,
             .parse = parse},
    .kind = FILTER_REPLACE,
    .has_facts = true,
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
