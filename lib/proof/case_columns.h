/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The columns that the tables of `derive` give in either of two concepts, side by side.
 */
#ifndef VIERPHASEN_CASE_COLUMNS_H
#define VIERPHASEN_CASE_COLUMNS_H

#include "base/span.h"
#include "proof/sides.h"
#include "rules/concept.h"

/* A column that a table of `derive` gives in at least one of the concepts. */
struct case_column {
    struct span name;
    int tables[BOTH_SIDES];  /* its number in concept->derived, or -1 */
    int columns[BOTH_SIDES]; /* of the facts: that of the table, else a case column of
                                this name, else -1 */
};

/* The columns of the old concept's `derive`, then those that only the new one has. */
enum { CASE_COLUMNS_MOST = 2 * DERIVED_MOST };

struct case_columns {
    unsigned count;
    struct case_column list[CASE_COLUMNS_MOST];
};

void case_columns_find(struct case_columns *columns, const struct sides *sides);

/* Has the facts of both sides work them out. */
void case_columns_want(const struct case_column *column, struct sides *sides);

/* The value that stands on a side for the person of the facts. */
struct span case_column_value(const struct case_column *column,
                              const struct sides *sides, unsigned side);

#endif
