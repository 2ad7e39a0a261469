/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * followup-due lists what has to be done for each case and by when: the open
 * obligations of the concept's deadline table, as a new stream of one row an
 * obligation, or as a calendar. By default what is due or overdue on the as-of day.
 */
#include "cli/due_output.h"
#include "cli/filter.h"
#include "due/selection.h"

enum {
    OPTION_WITHIN = OPTION_OWN,
    OPTION_ALL,
    OPTION_OVERDUE,
    OPTION_NEXT,
    OPTION_DEADLINE,
    OPTION_KIND,
    OPTION_KEEP,
    OPTION_WINDOW
};

static const struct argp_option options[] = {
    {"within", OPTION_WITHIN, "TIME", 0,
     "List what is due, overdue or comes due within TIME: 14d, 2w, 1mo", 0},
    {"all", OPTION_ALL, NULL, 0, "List every open obligation", 0},
    {"overdue", OPTION_OVERDUE, NULL, 0, "List only what is overdue", 0},
    {"next", OPTION_NEXT, NULL, 0, "List only the earliest obligation of each person",
     0},
    {"deadline", OPTION_DEADLINE, "NAMES", 0,
     "List only these deadlines (names between commas)", 0},
    {"kind", OPTION_KIND, "KINDS", 0,
     "List only talk, agreement, review or task (names between commas)", 0},
    {"keep", OPTION_KEEP, "COLUMNS", 0,
     "Add these columns of the input (names between commas)", 0},
    {"window", OPTION_WINDOW, NULL, 0,
     "Add the first and the last working day on which each can be met", 0},
    {NULL, 0, NULL, 0, NULL, 0}};

static struct {
    struct span within, deadlines, kinds; /* option values, or null */
    struct selection selection;
    struct due_output view;
    unsigned long long without_date;
} state;

static error_t set_window(enum selection_window window, struct argp_state *argp)
{
    if (state.selection.window != WINDOW_NOW && state.selection.window != window)
        argp_error(argp, "--within, --all, --overdue and --next exclude each other");
    state.selection.window = window;
    return 0;
}

static error_t parse(int key, char *value, struct argp_state *argp)
{
    switch (key) {
    case OPTION_WITHIN:
        state.within = span_from(value);
        return set_window(WINDOW_WITHIN, argp);
    case OPTION_ALL:
        return set_window(WINDOW_ALL, argp);
    case OPTION_OVERDUE:
        return set_window(WINDOW_OVERDUE, argp);
    case OPTION_NEXT:
        return set_window(WINDOW_NEXT, argp);
    case OPTION_DEADLINE:
        state.deadlines = span_from(value);
        return 0;
    case OPTION_KIND:
        state.kinds = span_from(value);
        return 0;
    case OPTION_KEEP:
        state.view.keep = span_from(value);
        return 0;
    case OPTION_WINDOW:
        state.view.has_window = true;
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static enum filter_status prepare(struct filter *filter, struct reader_options *reading)
{
    const char *fault = deadlines_choose(&filter->concept->deadlines, state.deadlines,
                                         state.selection.is_named);

    (void)reading;
    state.selection.as_of = filter->options.as_of;
    if (state.within.ptr != NULL && !selection_within(&state.selection, state.within))
        return filter_usage(filter, "--within: expected a time such as 14d, 2w or 1mo");
    if (fault != NULL)
        return filter_usage(filter, fault);
    if (!selection_kinds(&state.selection, state.kinds))
        return filter_usage(
            filter, "--kind: expected talk, agreement, review or task between commas");
    if (!due_output_choose(&state.view, &filter->options, &filter->diag))
        return FILTER_FAILED;
    filter->holds_output = due_output_is_split(&state.view);
    return FILTER_OK;
}

static enum filter_status start(struct filter *filter)
{
    static const int passed[] = {COL_CLIENT_ID, COL_HOUSEHOLD_ID, COL_OFFICE,
                                 COL_CASE_MANAGER};
    const struct due_row *row = &state.view.row;

    for (size_t i = 0; i < sizeof passed / sizeof *passed; i++)
        facts_want(filter->facts, passed[i]);
    facts_want_deadlines(filter->facts);
    if (!due_output_name(&state.view, filter->header, &filter->diag))
        return FILTER_FAILED;
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
             .groups = OPTIONS_READ | OPTIONS_WRITE | OPTIONS_RULES | OPTIONS_EXPLAIN |
                       OPTIONS_SPLIT | OPTIONS_ICS,
             .own = options,
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
