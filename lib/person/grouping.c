/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "person/grouping.h"

static bool is_groupable(const struct columns *columns, int column)
{
    switch (columns->column[column].kind) {
    case KIND_CODE:
    case KIND_NUMBER:
    case KIND_YESNO:
        return true;
    case KIND_TEXT:
        return column == COL_OFFICE || column == COL_CASE_MANAGER ||
               column == COL_TARGET_OCCUPATION || column == COL_GOAL_AREA;
    default:
        return false;
    }
}

static bool find(const struct columns *columns, struct span name, bool has_obligations,
                 int *column)
{
    if (has_obligations && (span_is(name, "deadline") || span_is(name, "rule"))) {
        *column = span_is(name, "rule") ? BY_RULE : BY_DEADLINE;
        return true;
    }
    *column = columns_find(columns, name);
    return *column >= 0 && is_groupable(columns, *column);
}

const char *grouping_name(struct grouping *by, struct span names,
                          const struct columns *columns, bool has_obligations)
{
    static const char fault[] =
        "--by: expected up to 5 columns to count by, with commas between them";

    by->count = 0;
    while (names.ptr != NULL && (names.len > 0 || by->count > 0)) {
        struct span name = span_cut(&names, ',');
        int column;
        if (by->count == BY_MOST || !find(columns, name, has_obligations, &column))
            return fault;
        for (unsigned i = 0; i < by->count; i++)
            if (by->columns[i] == column)
                return fault;
        by->names[by->count] = name;
        by->columns[by->count++] = column;
    }
    return NULL;
}

void grouping_want(const struct grouping *by, struct facts *facts)
{
    for (unsigned i = 0; i < by->count; i++)
        if (by->columns[i] >= 0)
            facts_want(facts, by->columns[i]);
}

/* The value in its out form: `yes` for `ja`, a code that was derived. */
static struct span read_cell(const struct facts *facts, int column,
                             char digits[NUMBER_BYTES])
{
    const struct column *about = &facts->concept->columns.column[column];
    const struct value *value = &facts->values[column];

    if (!value->known)
        return span_of("", 0);
    if (about->kind == KIND_NUMBER)
        return span_of(digits, number_format(value->number, digits));
    if ((unsigned)value->number < about->codes.count)
        return about->codes.names[value->number];
    return facts_cell(facts, column);
}

void grouping_read(struct grouping *by, const struct facts *facts)
{
    for (unsigned i = 0; i < by->count; i++)
        if (by->columns[i] >= 0)
            by->cells[i] = read_cell(facts, by->columns[i], by->digits[i]);
}

void grouping_read_rule(struct grouping *by, const struct deadlines *deadlines,
                        const struct deadline_rule *rule)
{
    if (rule == NULL)
        return;
    for (unsigned i = 0; i < by->count; i++) {
        if (by->columns[i] == BY_DEADLINE)
            by->cells[i] = deadlines->names[rule->deadline];
        else if (by->columns[i] == BY_RULE)
            by->cells[i] = rule->rule->id;
    }
    by->cells[by->count] = rule->rule->id;
    by->cells[by->count + 1] = decision_cell(&deadlines->table, rule->rule, by->offset);
}
