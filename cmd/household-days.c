/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * household-days proposes one day for all that is due in a household, if two or more
 * persons of it have something to do: the last day that lies in the windows of all of
 * it. It reads cases, or with --due-list what followup-due --window has written: two
 * command lines, of which the second has no rules.
 */
#include <string.h>

#include "cli/filter.h"
#include "cli/notes.h"
#include "due/household_cases.h"
#include "due/household_days.h"
#include "due/household_options.h"

static struct {
    struct household_options options;
    struct household_cases cases;
    struct household_days *days;
} state;

static error_t parse(int key, char *value, struct argp_state *argp)
{
    return household_options_parse(&state.options, key, value, argp);
}

/* A part that is read twice has the same name both times, and so no household in two.
 */
static bool is_a_file_twice(const struct options *options)
{
    for (unsigned i = 0; i < options->file_count; i++)
        for (unsigned k = i + 1; k < options->file_count; k++)
            if (strcmp(options->files[i], options->files[k]) == 0)
                return true;
    return false;
}

static enum filter_status add_columns(struct filter *filter)
{
    if (state.options.are_shards && filter->options.file_count < 2)
        return filter_usage(filter, "--shards: expected two files or more");
    if (state.options.are_shards && is_a_file_twice(&filter->options))
        return filter_usage(filter,
                            "--shards: a FILE is there twice, expected each once");
    if (state.options.are_shards)
        household_days_expect_shards(state.days);
    for (unsigned i = 0; i < household_days_count(state.days); i++)
        filter_add(filter, household_days_column(state.days, i));
    return FILTER_OK;
}

static enum filter_status start_list(struct filter *filter)
{
    struct diag *diag = &filter->diag;

    diag->code = DIAG_NONE;
    state.days =
        household_days_open_list(filter->header, state.options.lists_items, diag);
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
    return selection_options_choose(&state.options.given, &filter->concept->deadlines,
                                    filter->options.as_of, &state.cases.selection,
                                    &filter->diag)
               ? FILTER_OK
               : FILTER_FAILED;
}

static enum filter_status start_cases(struct filter *filter)
{
    if (!household_cases_start(&state.cases, filter->facts, filter->header,
                               state.options.keep, filter->options.explain,
                               &filter->diag))
        return FILTER_FAILED;
    state.days = household_days_open_rows(&state.cases.row, state.options.lists_items,
                                          &filter->diag);
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
    .line = LINE(READS_AND_WRITES | OPTIONS_RULES | OPTIONS_EXPLAIN,
                 HOUSEHOLD_CASE_OPTIONS),
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
    .line = LINE(READS_AND_WRITES, HOUSEHOLD_LIST_OPTIONS),
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
        if (strcmp(argv[i], HOUSEHOLD_DUE_LIST) == 0)
            tool = &of_list;
    return filter_main(tool, argc, argv);
}
