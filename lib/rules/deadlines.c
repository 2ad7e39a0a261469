/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/deadlines.h"

#include <stdlib.h>

const char *const DEADLINE_KIND_NAMES[DEADLINE_KINDS] = {
    [DEADLINE_TASK] = "task",
    [DEADLINE_TALK] = "talk",
    [DEADLINE_AGREEMENT] = "agreement",
    [DEADLINE_REVIEW] = "review",
};

/* The columns of deadlines.tsv that only this module knows. */
struct cells {
    int deadline, anchor, offset, not_before, roll, done, done_since, repeat, kind;
};

static int compare_names(const void *a, const void *b)
{
    const struct span *first = a, *second = b;

    return span_compare(*first, *second);
}

int deadlines_find(const struct deadlines *deadlines, struct span name)
{
    for (unsigned i = 0; i < deadlines->name_count; i++)
        if (span_equal(deadlines->names[i], name))
            return (int)i;
    return -1;
}

const char *deadlines_choose(const struct deadlines *deadlines, struct span names,
                             bool is_named[DEADLINE_MOST])
{
    for (unsigned i = 0; i < deadlines->name_count; i++)
        is_named[i] = names.ptr == NULL;
    while (names.ptr != NULL) {
        int deadline = deadlines_find(deadlines, span_cut(&names, ','));
        if (deadline < 0)
            return "--deadline: expected names of deadlines.tsv between commas";
        is_named[deadline] = true;
    }
    return NULL;
}

static bool add_name(struct deadlines *deadlines, const struct rule *rule, int column,
                     struct diag *diag)
{
    const struct table *table = &deadlines->table.table;
    struct span name = table_cell(table, rule->row, column);

    if (deadlines_find(deadlines, name) >= 0)
        return true;
    if (!code_is_valid(name) || deadlines->name_count == DEADLINE_MOST) {
        table_fault(table, rule->row, column, diag, "%s",
                    code_is_valid(name)
                        ? "too many different deadlines"
                        : "expected a code of letters, digits, - and _");
        return false;
    }
    deadlines->names[deadlines->name_count++] = name;
    return true;
}

/* A cell that names a date column; empty: -1. */
static bool take_column(const struct table *table, unsigned row, int cell,
                        struct span name, const struct columns *columns, int *column,
                        struct diag *diag)
{
    *column = name.len > 0 ? columns_find(columns, name) : -1;
    if (name.len == 0 || (*column >= 0 && columns->column[*column].kind == KIND_DATE))
        return true;
    table_fault(table, row, cell, diag, "\"%.*s\" is no date column", (int)name.len,
                name.ptr);
    return false;
}

static bool take_steps(const struct table *table, unsigned row, int cell,
                       struct span text, struct steps *steps, struct diag *diag)
{
    steps->count = 0;
    if (text.len == 0 || steps_parse(text, steps))
        return true;
    table_fault(
        table, row, cell, diag,
        "malformed steps \"%.*s\", expected such as +6mo -3mo +10b >09-30 +25age",
        (int)text.len, text.ptr);
    return false;
}

/* `COLUMN` or `COLUMN STEPS` */
static bool take_term(const struct table *table, unsigned row, int cell,
                      const struct columns *columns, struct date_term *term,
                      struct diag *diag)
{
    struct span rest = table_cell(table, row, cell);
    struct span name = span_cut(&rest, ' ');

    return take_column(table, row, cell, name, columns, &term->column, diag) &&
           take_steps(table, row, cell, rest.ptr != NULL ? rest : span_of("", 0),
                      &term->steps, diag);
}

/* A cell that is one of the names, or empty: the first of them. */
static bool take_choice(const struct table *table, unsigned row, int cell,
                        const char *const names[], unsigned count, const char *expected,
                        unsigned *choice, struct diag *diag)
{
    struct span text = table_cell(table, row, cell);

    *choice = 0;
    if (text.len == 0)
        return true;
    for (unsigned i = 0; i < count; i++) {
        if (span_is(text, names[i])) {
            *choice = i;
            return true;
        }
    }
    table_fault(table, row, cell, diag, "expected %s", expected);
    return false;
}

static bool take_roll(const struct table *table, unsigned row, int cell,
                      enum calendar_roll *roll, struct diag *diag)
{
    static const char *const names[] = {
        [ROLL_BACK] = "back", [ROLL_FORWARD] = "forward", [ROLL_NONE] = "none"};
    unsigned choice;

    if (!take_choice(table, row, cell, names, 3, "back, forward or none", &choice,
                     diag))
        return false;
    *roll = (enum calendar_roll)choice;
    return true;
}

static bool take_kind(const struct table *table, unsigned row, int cell,
                      enum deadline_kind *kind, struct diag *diag)
{
    unsigned choice;

    if (!take_choice(table, row, cell, DEADLINE_KIND_NAMES, DEADLINE_KINDS,
                     "task, talk, agreement or review", &choice, diag))
        return false;
    *kind = (enum deadline_kind)choice;
    return true;
}

static bool compile_row(const struct deadlines *deadlines,
                        struct deadline_rule *compiled, const struct cells *cells,
                        const struct columns *columns, struct diag *diag)
{
    const struct table *table = &deadlines->table.table;
    unsigned row = compiled->rule->row;

    compiled->deadline =
        (unsigned)deadlines_find(deadlines, table_cell(table, row, cells->deadline));
    if (!take_column(table, row, cells->anchor, table_cell(table, row, cells->anchor),
                     columns, &compiled->anchor, diag) ||
        !take_steps(table, row, cells->offset, table_cell(table, row, cells->offset),
                    &compiled->offset, diag) ||
        !take_term(table, row, cells->not_before, columns, &compiled->not_before,
                   diag) ||
        !take_roll(table, row, cells->roll, &compiled->roll, diag) ||
        !take_column(table, row, cells->done, table_cell(table, row, cells->done),
                     columns, &compiled->done, diag) ||
        !take_term(table, row, cells->done_since, columns, &compiled->done_since,
                   diag) ||
        !take_steps(table, row, cells->repeat, table_cell(table, row, cells->repeat),
                    &compiled->repeat, diag) ||
        !take_kind(table, row, cells->kind, &compiled->kind, diag))
        return false;
    if (compiled->done_since.column >= 0 && compiled->done < 0) {
        table_fault(table, row, cells->done_since, diag, "done_since without done");
        return false;
    }
    if (compiled->anchor >= 0 && compiled->offset.count > 0)
        return true;
    table_fault(table, row, compiled->anchor < 0 ? cells->anchor : cells->offset, diag,
                "a deadline needs an anchor and an offset");
    return false;
}

/* Whether some row repeats with the dates of this column. */
static bool is_rhythm(const struct deadlines *deadlines, int column)
{
    for (unsigned i = 0; i < deadlines->count; i++) {
        const struct deadline_rule *rule = &deadlines->rules[i];
        if (rule->repeat.count > 0 &&
            column == (rule->done >= 0 ? rule->done : rule->anchor))
            return true;
    }
    return false;
}

/* Joins the rows of each deadline to a list, in the order of the table, and says what
 * each has to do with others. */
static void link_rows(struct deadlines *deadlines)
{
    for (unsigned i = 0; i < deadlines->name_count; i++)
        deadlines->first[i] = NULL;
    for (unsigned i = deadlines->count; i-- > 0;) {
        struct deadline_rule *rule = &deadlines->rules[i];
        rule->next = deadlines->first[rule->deadline];
        deadlines->first[rule->deadline] = rule;
        rule->keeps_last = rule->done >= 0 && is_rhythm(deadlines, rule->done);
    }
}

bool deadlines_load(struct deadlines *deadlines, const char *path,
                    const struct condition_context *context, struct diag *diag)
{
    static const char *const annotations[] = {
        "deadline", "anchor",     "offset", "not_before", "roll",
        "done",     "done_since", "repeat", "kind",       NULL};
    static const struct decision_form form = {"rule", NULL, true, annotations, false};
    const struct decision *table = &deadlines->table;
    struct condition_context own = *context;
    struct cells cells;

    *deadlines = (struct deadlines){.calendar = context->calendar};
    own.unchecked = &deadlines->counts_unchecked; /* of interest to those who list */
    if (!decision_load(&deadlines->table, path, &form, &own, diag))
        return false;
    cells = (struct cells){table_column(&table->table, "deadline"),
                           table_column(&table->table, "anchor"),
                           table_column(&table->table, "offset"),
                           table_column(&table->table, "not_before"),
                           table_column(&table->table, "roll"),
                           table_column(&table->table, "done"),
                           table_column(&table->table, "done_since"),
                           table_column(&table->table, "repeat"),
                           table_column(&table->table, "kind")};
    if (table->exists && (cells.deadline < 0 || cells.anchor < 0 || cells.offset < 0)) {
        table_fault(&table->table, TABLE_HEADER, -1, diag,
                    "a deadline table has the columns deadline, anchor and offset");
        return false;
    }
    deadlines->rules =
        arena_alloc(context->arena, (table->count + 1) * sizeof *deadlines->rules);
    if (deadlines->rules == NULL) {
        diag_no_memory(diag);
        return false;
    }
    for (unsigned i = 0; i < table->count; i++)
        if (!add_name(deadlines, &table->rules[i], cells.deadline, diag))
            return false;
    qsort(deadlines->names, deadlines->name_count, sizeof *deadlines->names,
          compare_names);
    for (unsigned i = 0; i < table->count; i++) {
        struct deadline_rule *compiled = &deadlines->rules[deadlines->count++];
        compiled->rule = &table->rules[i];
        if (!compile_row(deadlines, compiled, &cells, context->columns, diag))
            return false;
    }
    link_rows(deadlines);
    return true;
}
