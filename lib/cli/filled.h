/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The added columns that fill themselves: a tool says which facts and which tables of
 * `decided` it adds, and does nothing else for them.
 */
#ifndef VIERPHASEN_FILLED_H
#define VIERPHASEN_FILLED_H

#include <stdbool.h>

#include "person/facts.h"
#include "rules/columns.h"

struct added;
struct filter;

struct filled_fact {
    unsigned column; /* of those that were added */
    int number;
    unsigned text_count;      /* so many values from 0 on … */
    const struct span *texts; /* … are written so */
};

struct filled_table {
    unsigned column; /* the first of three */
    unsigned number; /* in concept->derived */
};

enum { FILLED_NUMBERS = 100 };

/* A zeroed struct has none. */
struct filled {
    unsigned fact_count, table_count;
    struct filled_fact facts[COL_MOST];
    struct filled_table tables[DERIVED_MOST];
    struct span numbers[FILLED_NUMBERS]; /* 0, 1, … as they are written */
};

/* Adds a column of the facts. */
void filled_add_fact(struct filled *filled, struct filter *filter, int fact);

/* Adds NAME NAME_status NAME_rule of a table of `decided`. */
void filled_add_judged(struct filled *filled, struct filter *filter, unsigned number);

/* Sets them all for the person of the facts. */
void filled_set(const struct filled *filled, const struct facts *facts,
                struct added *added);

#endif
