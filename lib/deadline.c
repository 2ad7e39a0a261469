/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "deadline.h"

#include <stdlib.h>

/* 0000-01-01: what is before can't be written. */
#define EARLIEST INT32_C(-719528)

/* The columns of deadlines.tsv that only this module knows. */
struct cells {
    int deadline, anchor, offset, not_before, roll, done, done_since, repeat;
};

static int compare_names(const void *a, const void *b)
{
    const struct span *first = a, *second = b;
    size_t len = first->len < second->len ? first->len : second->len;
    int order = memcmp(first->ptr, second->ptr, len);

    if (order != 0)
        return order;
    return (first->len > second->len) - (first->len < second->len);
}

static bool add_name(struct deadlines *deadlines, const struct rule *rule, int column,
                     struct diag *diag)
{
    const struct table *table = &deadlines->table.table;
    struct span name = table_cell(table, rule->row, column);

    for (unsigned i = 0; i < deadlines->name_count; i++)
        if (span_equal(deadlines->names[i], name))
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

static unsigned find_name(const struct deadlines *deadlines, struct span name)
{
    unsigned i = 0;

    while (!span_equal(deadlines->names[i], name))
        i++;
    return i;
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

static bool take_roll(const struct table *table, unsigned row, int cell,
                      enum calendar_roll *roll, struct diag *diag)
{
    static const char *const names[] = {
        [ROLL_BACK] = "back", [ROLL_FORWARD] = "forward", [ROLL_NONE] = "none"};
    struct span text = table_cell(table, row, cell);

    *roll = ROLL_BACK;
    if (text.len == 0)
        return true;
    for (unsigned i = 0; i < 3; i++) {
        if (span_is(text, names[i])) {
            *roll = (enum calendar_roll)i;
            return true;
        }
    }
    table_fault(table, row, cell, diag, "expected back, forward or none");
    return false;
}

static bool compile_row(const struct deadlines *deadlines,
                        struct deadline_rule *compiled, const struct cells *cells,
                        const struct columns *columns, struct diag *diag)
{
    const struct table *table = &deadlines->table.table;
    unsigned row = compiled->rule->row;

    compiled->deadline = find_name(deadlines, table_cell(table, row, cells->deadline));
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
                    &compiled->repeat, diag))
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

bool deadlines_load(struct deadlines *deadlines, const char *path,
                    const struct condition_context *context, struct diag *diag)
{
    static const char *const annotations[] = {"deadline",   "anchor", "offset",
                                              "not_before", "roll",   "done",
                                              "done_since", "repeat", NULL};
    static const struct decision_form form = {"rule", NULL, true, annotations, false};
    const struct decision *table = &deadlines->table;
    struct cells cells;

    *deadlines = (struct deadlines){.calendar = context->calendar};
    if (!decision_load(&deadlines->table, path, &form, context, diag))
        return false;
    cells = (struct cells){table_column(&table->table, "deadline"),
                           table_column(&table->table, "anchor"),
                           table_column(&table->table, "offset"),
                           table_column(&table->table, "not_before"),
                           table_column(&table->table, "roll"),
                           table_column(&table->table, "done"),
                           table_column(&table->table, "done_since"),
                           table_column(&table->table, "repeat")};
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
    return true;
}

/* The date of a term, or DATE_NONE if its column is unknown. */
static int32_t term_date(const struct deadlines *deadlines,
                         const struct date_term *term, const struct value *values,
                         struct deadline_notes *notes)
{
    if (term->column < 0 || !values[term->column].known)
        return DATE_NONE;
    return steps_apply(&term->steps, deadlines->calendar, values[term->column].number,
                       &notes->unchecked);
}

static bool is_met(const struct deadlines *deadlines, const struct deadline_rule *rule,
                   const struct value *values, struct deadline_notes *notes)
{
    int32_t since;

    if (rule->done < 0 || !values[rule->done].known)
        return false;
    if (rule->done_since.column < 0)
        since = values[rule->anchor].number;
    else
        since = term_date(deadlines, &rule->done_since, values, notes);
    /* An unknown start of the period lets any date count: DATE_NONE is before all. */
    return values[rule->done].number >= since;
}

/* The day on which a row that applies is due; DATE_NONE: met for good, or never. */
static int32_t due_day(const struct deadlines *deadlines,
                       const struct deadline_rule *rule, const struct value *values,
                       struct deadline_notes *notes)
{
    int32_t day, earliest;

    if (is_met(deadlines, rule, values, notes)) {
        if (rule->repeat.count == 0)
            return DATE_NONE;
        day = steps_apply(&rule->repeat, deadlines->calendar, values[rule->done].number,
                          &notes->unchecked);
    } else {
        day = steps_apply(&rule->offset, deadlines->calendar,
                          values[rule->anchor].number, &notes->unchecked);
        earliest = term_date(deadlines, &rule->not_before, values, notes);
        if (day != DATE_NONE && earliest > day)
            day = earliest;
    }
    return day > DATE_MAX || day < EARLIEST ? DATE_NONE : day;
}

static void roll(const struct deadlines *deadlines, struct obligation *obligation,
                 struct deadline_notes *notes)
{
    enum calendar_roll way = obligation->rule->roll;
    int32_t day = obligation->due_on;
    int32_t rolled = calendar_roll(deadlines->calendar, day, way);

    obligation->work_on = rolled != DATE_NONE ? rolled : day;
    if (way != ROLL_NONE && !calendar_is_checked(deadlines->calendar, day))
        notes->unchecked = true;
}

/* Puts the obligations that there are in order: by due_on, stable by name. */
static unsigned sort_by_due(struct obligation *best, unsigned count)
{
    unsigned sorted = 0;

    for (unsigned i = 0; i < count; i++) {
        struct obligation next = best[i];
        unsigned at = sorted;
        if (next.rule == NULL)
            continue;
        for (; at > 0 && best[at - 1].due_on > next.due_on; at--)
            best[at] = best[at - 1];
        best[at] = next;
        sorted++;
    }
    return sorted;
}

unsigned deadlines_open(const struct deadlines *deadlines, const struct value *values,
                        struct obligation *obligations, struct deadline_notes *notes)
{
    unsigned count;

    notes->computable = false;
    for (unsigned i = 0; i < deadlines->name_count; i++)
        obligations[i].rule = NULL;
    for (unsigned i = 0; i < deadlines->count; i++) {
        const struct deadline_rule *rule = &deadlines->rules[i];
        struct obligation *best = &obligations[rule->deadline];
        int32_t day;
        if (!values[rule->anchor].known || !rule_holds(rule->rule, values))
            continue;
        notes->computable = true;
        day = due_day(deadlines, rule, values, notes);
        if (day == DATE_NONE || (best->rule != NULL && best->due_on <= day))
            continue;
        best->rule = rule;
        best->anchor_on = values[rule->anchor].number;
        best->due_on = day;
    }
    count = sort_by_due(obligations, deadlines->name_count);
    for (unsigned i = 0; i < count; i++)
        roll(deadlines, &obligations[i], notes);
    return count;
}

int32_t obligation_begins_on(const struct obligation *obligation)
{
    return obligation->due_on < obligation->work_on ? obligation->due_on
                                                    : obligation->work_on;
}

enum obligation_status obligation_status(const struct obligation *obligation,
                                         int32_t as_of)
{
    int32_t ends_on = obligation->due_on > obligation->work_on ? obligation->due_on
                                                               : obligation->work_on;

    if (as_of < obligation_begins_on(obligation))
        return OBLIGATION_UPCOMING;
    return as_of <= ends_on ? OBLIGATION_DUE : OBLIGATION_OVERDUE;
}
