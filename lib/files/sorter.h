/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Rows that are put in order by sort(1), byte by byte: it is a child of the process and
 * spills to $TMPDIR, so that memory doesn't grow with their number.
 *
 * First all rows go in, through a writer of TSV, then all come out. A row that is lost
 * on the way is a failure.
 */
#ifndef VIERPHASEN_SORTER_H
#define VIERPHASEN_SORTER_H

#include <stdbool.h>

struct diag;
struct record;
struct sorter;
struct writer;

enum sorter_order {
    SORTER_WHOLE, /* by the whole line */
    SORTER_FIRST  /* by the first field; rows that agree in it keep their order */
};

/* NULL and a diag on failure. */
struct sorter *sorter_open(enum sorter_order order, struct diag *diag);

/* Safe on NULL, and before the last row has come out. */
void sorter_close(struct sorter *sorter);

/* For the values of a row, which sorter_end_row ends: false and a diag on failure. */
struct writer *sorter_writer(struct sorter *sorter);
bool sorter_end_row(struct sorter *sorter, struct diag *diag);

/* After the last row. False and a diag on failure. */
bool sorter_sort(struct sorter *sorter, struct diag *diag);

enum sorter_status { SORTER_ROW, SORTER_END, SORTER_FAILED };

/* After sorter_sort: the next row. */
enum sorter_status sorter_next(struct sorter *sorter, struct record *row,
                               struct diag *diag);

#endif
