/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "proof/case_columns.h"

#include "person/facts.h"
#include "plan/judged.h"

/* What one side has under this name. */
static void find_on_side(struct case_column *column, const struct sides *sides,
                         unsigned side)
{
    const struct concept *concept = sides->concepts[side];
    int table = concept_find_derived(concept, column->name);
    int number = columns_find(&concept->columns, column->name);

    column->tables[side] = table;
    column->columns[side] =
        table >= 0 ||
                (number >= 0 && column_is_of_case(&concept->columns.column[number]))
            ? number
            : -1;
}

void case_columns_find(struct case_columns *columns, const struct sides *sides)
{
    columns->count = 0;
    for (unsigned side = 0; side < BOTH_SIDES; side++) {
        const struct concept *concept = sides->concepts[side];
        for (unsigned i = 0; i < concept->derived_count; i++) {
            struct case_column *column = &columns->list[columns->count];
            column->name = concept->derived[i].name;
            find_on_side(column, sides, OLD_SIDE);
            find_on_side(column, sides, NEW_SIDE);
            columns->count += side == OLD_SIDE || column->tables[OLD_SIDE] < 0;
        }
    }
}

void case_columns_want(const struct case_column *column, struct sides *sides)
{
    for (unsigned side = 0; side < BOTH_SIDES; side++)
        if (column->columns[side] >= 0)
            facts_want(sides->facts[side], column->columns[side]);
}

struct span case_column_value(const struct case_column *column,
                              const struct sides *sides, unsigned side)
{
    return column->columns[side] >= 0
               ? judged_value(sides->facts[side], column->columns[side])
               : span_of("", 0);
}
