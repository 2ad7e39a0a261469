/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A rule table as it stands in its file: rows of cells, with the line of each row.
 * Small files that an expert edits, read whole through the reader: TSV, or CSV with `;`
 * or `,`. A row may end early; lines that are empty or start with `#` are skipped. What
 * the cells mean is the business of the modules that compile them.
 */
#ifndef VIERPHASEN_TABLE_H
#define VIERPHASEN_TABLE_H

#include <limits.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/diag.h"
#include "base/mem.h"
#include "base/span.h"

struct table {
    const char *path; /* for messages; lives in the arena */
    unsigned columns;
    unsigned rows;
    unsigned long header_line;
    int valid_from, valid_to; /* columns, or -1 */
    struct span *names;       /* [columns] */
    struct span *cells;       /* [rows * columns], decoded; a missing cell is empty */
    unsigned long *lines;     /* [rows] */
};

/* Everything is allocated in the arena. False and a diag with file:line on any fault.
 */
bool table_load(struct table *table, const char *path, struct arena *arena,
                struct diag *diag);

/* The index of the column of this name, or -1. */
int table_column(const struct table *table, const char *name);

/* Column -1 is a column that the table lacks: an empty cell. */
struct span table_cell(const struct table *table, unsigned row, int column);

/*
 * The days from *first to *last on which a row exists, by the columns valid_from and
 * valid_to, if the table has them. False and a diag if they are no dates in order.
 */
bool table_validity(const struct table *table, unsigned row, int32_t *first,
                    int32_t *last, struct diag *diag);

/* Drops the rows that do not exist on the day. False and a diag on a fault. */
bool table_drop_rows(struct table *table, int32_t day, struct diag *diag);

/*
 * Whether each column is one of the names (between spaces), valid_from, valid_to or
 * note; else a diag. The first `needed` names must be there.
 */
bool table_expect(const struct table *table, const char *names, unsigned needed,
                  struct diag *diag);

/*
 * Sets a DIAG_TABLE with the table's file and the row's line (and column, if >= 0). Row
 * TABLE_HEADER is the header.
 */
#define TABLE_HEADER UINT_MAX

void table_fault(const struct table *table, unsigned row, int column, struct diag *diag,
                 const char *format, ...) __attribute__((format(printf, 5, 6)));

#endif
