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

#include "diag.h"
#include "mem.h"
#include "span.h"

struct table {
    const char *path; /* for messages; lives in the arena */
    unsigned columns;
    unsigned rows;
    unsigned long header_line;
    struct span *names;   /* [columns] */
    struct span *cells;   /* [rows * columns], decoded; a missing cell is empty */
    unsigned long *lines; /* [rows] */
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
 * Sets a DIAG_TABLE with the table's file and the row's line (and column, if >= 0). Row
 * TABLE_HEADER is the header.
 */
#define TABLE_HEADER UINT_MAX

void table_fault(const struct table *table, unsigned row, int column, struct diag *diag,
                 const char *format, ...) __attribute__((format(printf, 5, 6)));

#endif
