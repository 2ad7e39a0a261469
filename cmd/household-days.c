/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * household-days proposes one day for all that is due in a household, if two or more
 * persons of it have something to do: the last day that lies in the windows of all of
 * it. It reads cases, or with --due-list what followup-due --window has written: two
 * command lines, of which the second has no rules.
 */
#include "cli/filter.h"
#include "cli/notes.h"
#include "due/household_cases.h"
#include "due/household_days.h"
#include "due/selection_options.h"

enum { OPTION_DUE_LIST = OPTION_OWN, OPTION_ITEMS, OPTION_KEEP, OPTION_WINDOW };

static const char due_list[] = "--due-list";

#define LIST_OPTION                                                         \
    {                                                                       \
        due_list + 2, OPTION_DUE_LIST, NULL, 0,                             \
            "FILEs are lists of followup-due --window, not case streams", 0 \
    }
#define ITEMS_OPTION                                                      \
    {                                                                     \
        "items", OPTION_ITEMS, NULL, 0,                                   \
            "List the items behind the days instead of the households", 0 \
    }

static const struct argp_option case_options[] = {
    LIST_OPTION,
    ITEMS_OPTION,
    SELECTION_OPTIONS,
    SELECTION_OPTION_OVERDUE,
    {"keep", OPTION_KEEP, "COLUMNS", 0,
     "With --items: add these columns of the input (names between commas)", 0},
    {"window", OPTION_WINDOW, NULL, OPTION_HIDDEN, NULL, 0}, /* it always is */
    {NULL, 0, NULL, 0, NULL, 0}};

static const struct argp_option list_options[] = {
    LIST_OPTION, ITEMS_OPTION, {NULL, 0, NULL, 0, NULL, 0}};

static struct {
    bool lists_items;
    struct span keep;
    struct selection_options given;
    struct household_cases cases;
    struct household_days *days;
} state;

static error_t parse(int key, char *value, struct argp_state *argp)
{
    switch (key) {
    case OPTION_DUE_LIST:
    case OPTION_WINDOW:
        return 0;
    case OPTION_ITEMS:
        state.lists_items = true;
        return 0;
    case OPTION_KEEP:
        state.keep = span_from(value);
        return 0;
    default:
        return selection_options_parse(&state.given, key, value, argp);
    }
}

static enum filter_status add_columns(struct filter *filter)
{
    for (unsigned i = 0; i < household_days_count(state.days); i++)
        filter_add(filter, household_days_column(state.days, i));
    return FILTER_OK;
}

static enum filter_status start_list(struct filter *filter)
{
    struct diag *diag = &filter->diag;

    diag->code = DIAG_NONE;
    state.days = household_days_open_list(filter->header, state.lists_items, diag);
    if (state.days != NULL)
        return add_columns(filter);
    if (diag->code == DIAG_HEADER)
        diag_at(diag, filter_input_name(filter), filter->header->line);
    return FILTER_FAILED;
}

static enum filter_status take_item(struct filter *filter, const struct record *item)
{
    struct diag *diag = &filter->diag;

    for (unsigned i = 0; i < item->count && !item->plain; i++)
        if (!filter_can_decode(filter, item, i))
            return FILTER_REFUSED;
    if (!household_days_check(state.days, item, diag))
        return FILTER_REFUSED;
    return household_days_add(state.days, item, diag) ? FILTER_OK : FILTER_FAILED;
}

static enum filter_status prepare(struct filter *filter, struct reader_options *reading)
{
    (void)reading;
    return selection_options_choose(&state.given, &filter->concept->deadlines,
                                    filter->options.as_of, &state.cases.selection,
                                    &filter->diag)
               ? FILTER_OK
               : FILTER_FAILED;
}

static enum filter_status start_cases(struct filter *filter)
{
    if (!household_cases_start(&state.cases, filter->facts, filter->header, state.keep,
                               filter->options.explain, &filter->diag))
        return FILTER_FAILED;
    state.days =
        household_days_open_rows(&state.cases.row, state.lists_items, &filter->diag);
    return state.days != NULL ? add_columns(filter) : FILTER_FAILED;
}

static enum filter_status take_case(struct filter *filter, const struct record *record)
{
    struct diag *diag = &filter->diag;

    if (!row_can_pass(&state.cases.row.row, record, writer_format(filter->writer),
                      diag))
        return FILTER_REFUSED;
    return household_cases_add(&state.cases, filter->facts, record, state.days, diag)
               ? FILTER_OK
               : FILTER_FAILED;
}

static enum filter_status finish(struct filter *filter)
{
    unsigned long long alone = household_days_alone(state.days);

    if (!household_days_write(state.days, filter->writer, &filter->diag))
        return FILTER_FAILED;
    filter_note_doubts(filter, state.cases.notes.doubts);
    notes_say_undated(filter, state.cases.without_date);
    notes_say_fenced(filter, state.cases.fenced);
    if (alone > 0)
        filter_note(filter, "%llu item%s without household_id left out", alone,
                    alone > 1 ? "s" : "");
    return FILTER_OK;
}

static void clean(struct filter *filter)
{
    (void)filter;
    household_days_free(state.days);
    household_cases_free(&state.cases);
}

enum { READS_AND_WRITES = OPTIONS_READ | OPTIONS_WRITE | OPTIONS_LABELS };

#define LINE(groups_, own_)                                                  \
    {                                                                        \
        .name = "household-days", .arguments = "[FILE...]",                  \
        .summary = "Propose one day for all that is due in a household.",    \
        .heading = "What to list:",                                          \
        .example = "household-days --within=1mo --kind=talk households.tsv", \
        .groups = (groups_), .own = (own_), .parse = parse                   \
    }

static const struct tool of_cases = {
    .line = LINE(READS_AND_WRITES | OPTIONS_RULES | OPTIONS_EXPLAIN, case_options),
    .kind = FILTER_REPLACE,
    .has_facts = true,
    .writes_tsv = true,
    .writes_late = true,
    .prepare = prepare,
    .start = start_cases,
    .record = take_case,
    .finish = finish,
    .clean = clean,
};

static const struct tool of_list = {
    .line = LINE(READS_AND_WRITES, list_options),
    .kind = FILTER_REPLACE,
    .writes_tsv = true,
    .writes_late = true,
    .start = start_list,
    .record = take_item,
    .finish = finish,
    .clean = clean,
};

int main(int argc, char **argv)
{
    const struct tool *tool = &of_cases;

    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++)
        if (strcmp(argv[i], due_list) == 0)
            tool = &of_list;
    return filter_main(tool, argc, argv);
}
