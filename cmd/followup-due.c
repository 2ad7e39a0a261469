/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * followup-due lists what has to be done for each case and by when: the open
 * obligations of the concept's deadline table, as a new stream of one row an
 * obligation. By default what is due or overdue on the as-of day.
 */
#include <stdlib.h>

#include "date.h"
#include "duelist.h"
#include "explain.h"
#include "filter.h"
#include "number.h"
#include "obligation.h"

enum {
    OPTION_WITHIN = OPTION_OWN,
    OPTION_ALL,
    OPTION_OVERDUE,
    OPTION_NEXT,
    OPTION_DEADLINE,
    OPTION_KEEP
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
    {"keep", OPTION_KEEP, "COLUMNS", 0,
     "Add these columns of the input (names between commas)", 0},
    {NULL, 0, NULL, 0, NULL, 0}};

static const char KEEP_FAULT[] =
    "--keep: expected names of other columns between commas, each once";

/* Columns of the input that every row has. */
static const int passed[] = {COL_CLIENT_ID, COL_HOUSEHOLD_ID, COL_OFFICE,
                             COL_CASE_MANAGER};

enum { PASSED = sizeof passed / sizeof *passed };

static struct {
    struct span within, deadlines, keep; /* option values, or null */
    struct duelist duelist;
    int places[PASSED], *kept; /* columns of the input, or -1 */
    unsigned kept_count;
    unsigned long long without_date;
    struct deadline_notes notes;
    struct explanation explanation;
} state;

static void set_window(enum duelist_window window, struct argp_state *argp)
{
    if (state.duelist.window != WINDOW_NOW && state.duelist.window != window)
        argp_error(argp, "--within, --all, --overdue and --next exclude each other");
    state.duelist.window = window;
}

static error_t parse(int key, char *value, struct argp_state *argp)
{
    switch (key) {
    case OPTION_WITHIN:
        set_window(WINDOW_WITHIN, argp);
        state.within = span_from(value);
        return 0;
    case OPTION_ALL:
        set_window(WINDOW_ALL, argp);
        return 0;
    case OPTION_OVERDUE:
        set_window(WINDOW_OVERDUE, argp);
        return 0;
    case OPTION_NEXT:
        set_window(WINDOW_NEXT, argp);
        return 0;
    case OPTION_DEADLINE:
        state.deadlines = span_from(value);
        return 0;
    case OPTION_KEEP:
        state.keep = span_from(value);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static enum filter_status usage(struct filter *filter, const char *text)
{
    diag_set(&filter->diag, DIAG_USAGE, "%s", text);
    return FILTER_FAILED;
}

static bool add_kept(struct filter *filter)
{
    size_t room = 0;

    while (state.keep.ptr != NULL) {
        struct span name = span_cut(&state.keep, ',');
        if (filter_find_added(filter, name) >= 0 || name.len == 0)
            return false;
        if (!mem_grow(&state.kept, &room, state.kept_count + 1, sizeof *state.kept))
            return false;
        filter_add(filter, name);
        state.kept[state.kept_count++] = header_find(filter->header, name);
    }
    return true;
}

static enum filter_status prepare(struct filter *filter, struct reader_options *reading)
{
    const struct concept *concept = filter->concept;

    (void)reading;
    state.duelist.as_of = filter->options.as_of;
    if (state.within.ptr != NULL && !duelist_within(&state.duelist, state.within))
        return usage(filter, "--within: expected a time such as 14d, 2w or 1mo");
    if (!duelist_name(&state.duelist, &concept->deadlines, state.deadlines))
        return usage(filter,
                     "--deadline: expected names of deadlines.tsv between commas");
    return FILTER_OK;
}

static enum filter_status start(struct filter *filter)
{
    const struct concept *concept = filter->concept;

    filter_add_all(filter, "due_on work_on status days deadline rule label client_id "
                           "household_id office case_manager anchor_on source");
    for (unsigned i = 0; i < PASSED; i++) {
        facts_want(filter->facts, passed[i]);
        state.places[i] =
            header_find(filter->header, concept->columns.column[passed[i]].name);
    }
    facts_want_deadlines(filter->facts);
    if (!add_kept(filter))
        return usage(filter, KEEP_FAULT);
    if (filter->options.explain &&
        filter_find_added(filter, span_from("due_explain")) >= 0)
        return usage(filter, KEEP_FAULT);
    if (filter->options.explain)
        filter_add_all(filter, "due_explain");
    return FILTER_OK;
}

static void write_date(struct writer *writer, int32_t day)
{
    char text[DATE_BYTES];

    date_format(day, text);
    writer_clean(writer, span_of(text, DATE_BYTES));
}

static void write_field(struct writer *writer, const struct record *record, int column)
{
    if (column >= 0)
        writer_field(writer, record, (unsigned)column);
    else
        writer_value(writer, span_of("", 0));
}

static void write_explanation(struct filter *filter, const struct deadline_rule *rule)
{
    explain_begin(&state.explanation);
    explain_rule(&state.explanation, filter->facts, rule->rule);
    explain_column(&state.explanation, filter->facts, rule->anchor);
    explain_column(&state.explanation, filter->facts, rule->not_before.column);
    explain_column(&state.explanation, filter->facts, rule->done);
    explain_column(&state.explanation, filter->facts, rule->done_since.column);
    writer_value(filter->writer, explain_text(&state.explanation));
}

static void write_row(struct filter *filter, const struct record *record,
                      const struct obligation *obligation)
{
    static const char *const status_names[] = {[OBLIGATION_UPCOMING] = "upcoming",
                                               [OBLIGATION_DUE] = "due",
                                               [OBLIGATION_OVERDUE] = "overdue"};
    const struct deadline_rule *rule = obligation->rule;
    struct writer *writer = filter->writer;
    int32_t as_of = filter->options.as_of;
    char days[NUMBER_BYTES], due_on[DATE_BYTES];

    date_format(obligation->due_on, due_on);
    writer_clean(writer, span_of(due_on, DATE_BYTES));
    if (obligation->work_on == obligation->due_on)
        writer_clean(writer, span_of(due_on, DATE_BYTES));
    else
        write_date(writer, obligation->work_on);
    writer_clean(writer, span_from(status_names[obligation_status(obligation, as_of)]));
    writer_clean(writer,
                 span_of(days, number_format((long)obligation->due_on - as_of, days)));
    writer_clean(writer, filter->concept->deadlines.names[rule->deadline]);
    writer_clean(writer, rule->rule->id);
    writer_value(writer, rule->rule->label);
    for (unsigned i = 0; i < PASSED; i++)
        write_field(writer, record, state.places[i]);
    write_date(writer, obligation->anchor_on);
    writer_value(writer, rule->rule->source);
    for (unsigned i = 0; i < state.kept_count; i++)
        write_field(writer, record, state.kept[i]);
    if (filter->options.explain)
        write_explanation(filter, rule);
    writer_end(writer);
}

static enum filter_status list(struct filter *filter, const struct record *record)
{
    struct obligation open[DEADLINE_MOST];
    unsigned count = obligations_open(&filter->concept->deadlines,
                                      filter->facts->values, open, &state.notes);

    for (unsigned i = 0; i < state.kept_count; i++)
        if (state.kept[i] >= 0 &&
            !filter_can_decode(filter, record, (unsigned)state.kept[i]))
            return FILTER_REFUSED;
    state.without_date += !state.notes.computable;
    count = duelist_select(&state.duelist, open, count);
    for (unsigned i = 0; i < count; i++)
        write_row(filter, record, &open[i]);
    return FILTER_OK;
}

static enum filter_status finish(struct filter *filter)
{
    if (state.notes.unchecked)
        filter_note_unchecked(filter);
    if (state.without_date > 0)
        filter_note(filter, "%llu records have no date to watch (see profile_gaps)",
                    state.without_date);
    return FILTER_OK;
}

static void clean(struct filter *filter)
{
    (void)filter;
    free(state.kept);
    free(state.explanation.text);
}

static const struct tool tool = {
    .line = {.name = "followup-due",
             .arguments = "[FILE...]",
             .summary = "List what is due for each case, and by when.",
             .groups = OPTIONS_READ | OPTIONS_WRITE | OPTIONS_RULES | OPTIONS_EXPLAIN,
             .own = options,
             .parse = parse},
    .kind = FILTER_REPLACE,
    .has_facts = true,
    .prepare = prepare,
    .start = start,
    .record = list,
    .finish = finish,
    .clean = clean,
};

int main(int argc, char **argv)
{
    return filter_main(&tool, argc, argv);
}
