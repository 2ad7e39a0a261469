/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * case-check lists what is wrong or missing in each case: the rows of the concept's
 * checks.tsv that are findings, who has no date on which anybody would look at the case
 * again, and, if asked for, whose client_id an earlier record has. It goes on behind a
 * refused record. The status is 1 also if there is a finding of the level of --fail or
 * worse.
 */
#include <stdlib.h>

#include "base/dict.h"
#include "base/groups.h"
#include "cli/filter.h"
#include "cli/notes.h"
#include "person/row.h"
#include "plan/flaw_options.h"
#include "plan/flaws.h"

enum { CELL_CHECK, CELL_LEVEL, CELL_COLUMN, CELL_LABEL, CELL_SOURCE };

static struct {
    struct flaw_options options;
    struct flaw *flaws; /* [flaws_most] */
    struct row row;
    struct dict ids;      /* of the records so far, if duplicates are looked for */
    struct groups groups; /* --count: check, level and office, with a uint64_t */
    struct deadline_notes notes;
    unsigned long long fenced; /* persons with dates before their case began only */
} state;

static error_t parse(int key, char *value, struct argp_state *argp)
{
    (void)argp;
    return flaw_options_parse(&state.options, key, value);
}

static enum filter_status prepare(struct filter *filter, struct reader_options *reading)
{
    (void)reading;
    filter->options.keep_going = true;
    state.flaws = mem_array(flaws_most(filter->concept), sizeof *state.flaws);
    return flaw_options_apply(&state.options, filter->concept, &filter->diag)
               ? FILTER_OK
               : FILTER_FAILED;
}

static enum filter_status start(struct filter *filter)
{
    static const int passed[] = {COL_CLIENT_ID, COL_HOUSEHOLD_ID, COL_OFFICE,
                                 COL_CASE_MANAGER};
    const struct columns *columns = &filter->concept->columns;
    struct row *row = &state.row;

    flaws_want(filter->facts);
    facts_want(filter->facts, COL_OFFICE);
    facts_want(filter->facts, COL_CLIENT_ID);
    if (state.options.counts) {
        state.groups = (struct groups){.value_count = 3, .size = sizeof(uint64_t)};
        filter_add_all(filter, "check level office count");
        return FILTER_OK;
    }
    row_add(row, span_from("check"), CELL_CHECK);
    row_add(row, span_from("level"), CELL_LEVEL);
    row_add(row, span_from("column"), CELL_COLUMN);
    row_add(row, span_from("label"), CELL_LABEL);
    /* Facts are decoded: a record with a faulty escape in what passes is refused. */
    for (size_t i = 0; i < sizeof passed / sizeof *passed; i++) {
        facts_want(filter->facts, passed[i]);
        row_pass(row, columns->column[passed[i]].name, filter->header);
    }
    row_add(row, span_from("source"), CELL_SOURCE);
    for (unsigned i = 0; i < row->count; i++)
        filter_add(filter, row->columns[i].name);
    return FILTER_OK;
}

static void take_up(struct filter *filter, const struct record *record,
                    const struct flaw *flaw)
{
    struct span level = span_from(CHECK_LEVEL_NAMES[flaw->level]), nothing = {"", 0};
    const struct span group[] = {flaw->check, level,
                                 facts_cell(filter->facts, COL_OFFICE)};
    struct row *row = &state.row;

    filter->has_found |= (int)flaw->level >= state.options.fails_from;
    if (state.options.counts) {
        ++*(uint64_t *)groups_take(&state.groups, group);
        return;
    }
    row_set_code(row, CELL_CHECK, flaw->check);
    row_set_code(row, CELL_LEVEL, level);
    row_set_code(row, CELL_COLUMN,
                 flaw->column >= 0 ? filter->concept->columns.column[flaw->column].name
                                   : nothing);
    row_set(row, CELL_LABEL, flaw->label);
    row_set(row, CELL_SOURCE, flaw->rule != NULL ? flaw->rule->source : nothing);
    row_write(row, record, filter->writer);
}

/* Whether an earlier record has the client_id. */
static bool is_repeated(const struct filter *filter)
{
    size_t count = state.ids.count;

    dict_add(&state.ids, facts_cell(filter->facts, COL_CLIENT_ID));
    return state.ids.count == count;
}

static enum filter_status check(struct filter *filter, const struct record *record)
{
    unsigned count = flaws_find(filter->facts, state.flaws, &state.notes);

    state.fenced += state.notes.is_fenced;
    if (state.options.finds_duplicates && is_repeated(filter))
        state.flaws[count++] = flaw_duplicate();
    for (unsigned i = 0; i < count; i++)
        if (flaw_options_choose(&state.options, &state.flaws[i]))
            take_up(filter, record, &state.flaws[i]);
    return FILTER_OK;
}

static enum filter_status finish(struct filter *filter)
{
    if (state.options.counts)
        groups_sort(&state.groups);
    for (size_t i = 0; i < state.groups.count; i++) {
        size_t group = state.groups.order[i];
        for (unsigned j = 0; j < state.groups.value_count; j++)
            writer_value(filter->writer, state.groups.group[group].values[j]);
        writer_number(filter->writer,
                      (long)*(uint64_t *)groups_at(&state.groups, group));
        writer_end(filter->writer);
    }
    notes_say_fenced(filter, state.fenced);
    return FILTER_OK;
}

static void clean(struct filter *filter)
{
    (void)filter;
    groups_free(&state.groups);
    dict_free(&state.ids);
    row_free(&state.row);
    flaw_options_free(&state.options);
    free(state.flaws);
}

static const struct tool tool = {
    .line = {.name = "case-check",
             .arguments = "[FILE...]",
             .summary = "List what is wrong or missing in each case.",
             .heading = "What to list:",
             .example = "case-check --as-of=2026-11-21 --level=gap cases.tsv",
             .groups = OPTIONS_READ | OPTIONS_WRITE | OPTIONS_LABELS | OPTIONS_RULES,
             .own = FLAW_OPTIONS,
             .parse = parse},
    .kind = FILTER_REPLACE,
    .has_facts = true,
    .prepare = prepare,
    .start = start,
    .record = check,
    .finish = finish,
    .clean = clean,
};

int main(int argc, char **argv)
{
    return filter_main(&tool, argc, argv);
}
