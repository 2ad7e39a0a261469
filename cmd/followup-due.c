/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * followup-due lists what has to be done for each case and by when: the open
 * obligations of the concept's deadline table, as a new stream of one row an
 * obligation. By default what is due or overdue on the as-of day.
 */
#include <stdlib.h>

#include "date.h"
#include "deadline.h"
#include "explain.h"
#include "filter.h"
#include "number.h"

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

static struct {
    int window; /* the window option that was given, or 0 */
    struct span within, deadlines, keep;
    int32_t last_begin; /* --within: windows that begin up to this day */
    bool listed[DEADLINE_MOST];
    int columns[4], *kept; /* columns of the input, or -1 */
    unsigned kept_count;
    unsigned long long without_date, rows;
    struct deadline_notes notes;
    struct explanation explanation;
} state;

static error_t parse(int key, char *value, struct argp_state *argp)
{
    switch (key) {
    case OPTION_WITHIN:
        state.within = span_from(value);
        /* fall through */
    case OPTION_ALL:
    case OPTION_OVERDUE:
    case OPTION_NEXT:
        if (state.window != 0 && state.window != key)
            argp_error(argp,
                       "--within, --all, --overdue and --next exclude each other");
        state.window = key;
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

/* `14d`, `2w`, `1mo` */
static bool read_within(int32_t as_of)
{
    struct span text = state.within;
    size_t digits = 0;
    int32_t n = 0;

    while (digits < text.len && text.ptr[digits] >= '0' && text.ptr[digits] <= '9')
        digits++;
    if (!number_parse(span_of(text.ptr, digits), NUMBER_MAX, &n))
        return false;
    text = span_after(text, digits);
    if (span_is(text, "d"))
        state.last_begin = as_of + n;
    else if (span_is(text, "w"))
        state.last_begin = as_of + 7 * n;
    else if (span_is(text, "mo"))
        state.last_begin = date_add_months(as_of, n);
    else
        return false;
    return true;
}

static bool choose_deadlines(const struct deadlines *deadlines)
{
    bool all = state.deadlines.ptr == NULL;

    for (unsigned i = 0; i < deadlines->name_count; i++)
        state.listed[i] = all;
    while (state.deadlines.ptr != NULL) {
        struct span name = span_cut(&state.deadlines, ',');
        unsigned i = 0;
        while (i < deadlines->name_count && !span_equal(deadlines->names[i], name))
            i++;
        if (i == deadlines->name_count)
            return false;
        state.listed[i] = true;
    }
    return true;
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

static enum filter_status start(struct filter *filter)
{
    static const int passed[] = {COL_CLIENT_ID, COL_HOUSEHOLD_ID, COL_OFFICE,
                                 COL_CASE_MANAGER};
    const struct concept *concept = filter->concept;

    filter_add_all(filter, "due_on work_on status days deadline rule label client_id "
                           "household_id office case_manager anchor_on source");
    for (unsigned i = 0; i < 4; i++) {
        facts_want(filter->facts, passed[i]);
        state.columns[i] =
            header_find(filter->header, concept->columns.column[passed[i]].name);
    }
    facts_want_deadlines(filter->facts);
    if (state.window == OPTION_WITHIN && !read_within(filter->options.as_of))
        return usage(filter, "--within: expected a time such as 14d, 2w or 1mo");
    if (!choose_deadlines(&concept->deadlines))
        return usage(filter,
                     "--deadline: expected names of deadlines.tsv between commas");
    if (!add_kept(filter))
        return usage(filter,
                     "--keep: expected names of columns that are not listed anyway");
    if (filter->options.explain)
        filter_add_all(filter, "due_explain");
    return FILTER_OK;
}

static bool is_listed(const struct obligation *obligation, int32_t as_of)
{
    enum obligation_status status = obligation_status(obligation, as_of);

    switch (state.window) {
    case OPTION_ALL:
    case OPTION_NEXT:
        return true;
    case OPTION_OVERDUE:
        return status == OBLIGATION_OVERDUE;
    case OPTION_WITHIN:
        return obligation_begins_on(obligation) <= state.last_begin;
    default:
        return status != OBLIGATION_UPCOMING;
    }
}

static void write_date(struct writer *writer, int32_t day)
{
    char text[DATE_BYTES];

    date_format(day, text);
    writer_value(writer, span_of(text, DATE_BYTES));
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
    char days[NUMBER_BYTES];

    write_date(writer, obligation->due_on);
    write_date(writer, obligation->work_on);
    writer_value(writer, span_from(status_names[obligation_status(obligation, as_of)]));
    writer_value(writer,
                 span_of(days, number_format((long)obligation->due_on - as_of, days)));
    writer_value(writer, filter->concept->deadlines.names[rule->deadline]);
    writer_value(writer, rule->rule->id);
    writer_value(writer, rule->rule->label);
    for (unsigned i = 0; i < 4; i++)
        write_field(writer, record, state.columns[i]);
    write_date(writer, obligation->anchor_on);
    writer_value(writer, rule->rule->source);
    for (unsigned i = 0; i < state.kept_count; i++)
        write_field(writer, record, state.kept[i]);
    if (filter->options.explain)
        write_explanation(filter, rule);
    writer_end(writer);
    state.rows++;
}

static enum filter_status list(struct filter *filter, const struct record *record)
{
    struct obligation open[DEADLINE_MOST];
    unsigned count = deadlines_open(&filter->concept->deadlines, filter->facts->values,
                                    open, &state.notes);

    state.without_date += !state.notes.computable;
    for (unsigned i = 0; i < count; i++) {
        if (!state.listed[open[i].rule->deadline] ||
            !is_listed(&open[i], filter->options.as_of))
            continue;
        write_row(filter, record, &open[i]);
        if (state.window == OPTION_NEXT)
            break;
    }
    return FILTER_OK;
}

static enum filter_status finish(struct filter *filter)
{
    if (state.notes.unchecked)
        filter_note(filter, FILTER_UNCHECKED_DAYS);
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
    .start = start,
    .record = list,
    .finish = finish,
    .clean = clean,
};

int main(int argc, char **argv)
{
    return filter_main(&tool, argc, argv);
}
