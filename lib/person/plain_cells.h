/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The cells of a stream that are read all at once, by what is known of their columns
 * when the header is: texts that no rule tests, dates, codes and the other single
 * values. Which cell of a record is at fault, and why, is for whoever looks at them one
 * by one.
 */
#ifndef VIERPHASEN_PLAIN_CELLS_H
#define VIERPHASEN_PLAIN_CELLS_H

#include <stdbool.h>

#include "base/span.h"
#include "rules/columns.h"
#include "stream/record.h"

/* How a cell is read. */
enum cell_reading {
    CELL_TEXT, /* known or not */
    CELL_DATE,
    CELL_CODE,  /* a code, yes or no, or a text of which rules test some values */
    CELL_OTHER, /* a number or terms */
    CELL_READINGS
};

struct cell_place {
    unsigned at; /* in the stream */
    int column;
    struct value empty; /* what an empty cell means */
};

/* A zeroed struct reads nothing. */
struct plain_cells {
    const struct columns *columns;
    unsigned counts[CELL_READINGS];
    struct cell_place places[CELL_READINGS][COL_MOST];
};

/* No cell, of these columns. */
void plain_cells_begin(struct plain_cells *cells, const struct columns *columns);

/* Adds a column of any kind but KIND_LIST that stands in this place of the stream. */
void plain_cells_add(struct plain_cells *cells, int column, unsigned at);

/* Whether these cells of a record are plain, whatever its other ones hold. */
bool plain_cells_are_plain(const struct plain_cells *cells,
                           const struct record *record);

/*
 * Sets the values and texts of the columns, by their numbers, from a record whose cells
 * are plain. False if a value is faulty; then some of them are not set.
 */
bool plain_cells_read(const struct plain_cells *cells, const struct record *record,
                      struct value *values, struct span *texts);

#endif
