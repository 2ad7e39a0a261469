/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A rule table as it stands in its file: rows of cells, with the line of each row.
 * Small files that an expert edits, often in a spreadsheet, read whole through the
 * reader: delimited by TAB, `;` or `,`, with quoted cells, in UTF-8, UTF-16 with a mark
 * or Windows-1252. A row may end early; lines that are empty or begin with `#`, also
 * inside a quote, are skipped; columns without a name and without a cell are dropped.
 * What the cells mean is the business of the modules that compile them.
 */
#ifndef VIERPHASEN_TABLE_H
#define VIERPHASEN_TABLE_H

#include <limits.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/diag.h"
#include "base/mem.h"
#include "base/names.h"
#include "base/span.h"
#include "value/code.h"

/*
 * Where a table of a concept stands: its file, and the table that it changes where the
 * concept extends another (merge.h).
 */
struct table_source {
    const char *path; /* of its own file */
    struct span name; /* of the table: `deadlines` */
    bool is_local;    /* the concept extends another, which need not have the table */
    const struct table_source *below; /* of the concept that is extended, or NULL */
};

struct table_place {
    const char *file;
    unsigned long line;
};

/*
 * The rows of a concept that extends another come from several files: each row and each
 * name knows its own, which are the same for a table that was loaded from one.
 */
struct table {
    const char *path; /* of the table as a whole, for messages; lives in the arena */
    unsigned columns;
    unsigned rows;
    unsigned long header_line;
    int valid_from, valid_to;  /* columns, or -1 */
    struct span *names;        /* [columns] */
    struct table_place *heads; /* [columns]: where the names stand */
    struct span *cells;        /* [rows * columns], decoded; a missing cell is empty */
    const char **files;        /* [rows] */
    unsigned long *lines;      /* [rows] */
};

/*
 * The whole table, with what is inherited. Everything is allocated in the arena. False
 * and a fault if there is no table to speak of. Lines that can't be read are left out,
 * with a fault for each.
 */
bool table_load(struct table *table, const struct table_source *source,
                struct arena *arena, struct faults *faults);

/* The same for a table that stands in one file. */
bool table_load_file(struct table *table, const char *path, struct arena *arena,
                     struct faults *faults);

/* The index of the column of this name, or -1. */
int table_column(const struct table *table, const char *name);

/* The file in which a row stands, for messages; as long as the arena. */
static inline struct span table_file(const struct table *table, unsigned row)
{
    return span_from(table->files[row]);
}

/* Column -1 is a column that the table lacks: an empty cell. */
struct span table_cell(const struct table *table, unsigned row, int column);

/*
 * The days from *first to *last on which a row exists, by the columns valid_from and
 * valid_to, if the table has them. False and a fault if they are no dates in order.
 */
bool table_validity(const struct table *table, unsigned row, int32_t *first,
                    int32_t *last, struct faults *faults);

/* Drops the rows that do not exist on the day, and those whose days are a fault. */
void table_drop_rows(struct table *table, int32_t day, struct faults *faults);

/*
 * Whether each column is one of the names (between spaces), valid_from, valid_to or
 * note; else a fault for each that isn't. The first `needed` names must be there. Adds
 * a fault for each cell that looks like a formula, too.
 */
bool table_expect(const struct table *table, const char *names, unsigned needed,
                  struct faults *faults);

/*
 * Adds a fault with the row's file and line (and column, if >= 0), and returns false.
 * Row TABLE_HEADER is the header, that of the file in which the name of the column
 * stands; the message doesn't name the column then.
 */
#define TABLE_HEADER UINT_MAX

bool table_fault(const struct table *table, unsigned row, int column,
                 struct faults *faults, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

/*
 * Where another row stands, in words that follow "the row of": `line 7`, and with its
 * file if that is another than that of `row`. In the arena.
 */
const char *table_other_row(const struct table *table, unsigned row, unsigned other,
                            struct arena *arena);

/*
 * The fault of a name that is not known, and which one was meant: `unknown WHAT "NAME"
 * (did you mean "BEST"?), expected EXPECTED`; `no WHAT, …` for an empty one. False.
 */
bool table_unknown(const struct table *table, unsigned row, int column,
                   struct faults *faults, const char *what, const struct nearest *meant,
                   const char *expected);

/* The same for a text that should be one of these codes, which are told. */
bool table_unknown_code(const struct table *table, unsigned row, int column,
                        struct faults *faults, const char *what, struct span text,
                        const struct code_set *codes);

/* The number of the name that the cell is, or -1 and a fault with all of them. */
int table_choose(const struct table *table, unsigned row, int column,
                 struct faults *faults, const char *what, const char *const *names,
                 unsigned count);

/* Reads a cell that is a date; false and a fault if it is none. */
bool table_date(const struct table *table, unsigned row, int column, int32_t *day,
                struct faults *faults);

/*
 * Whether a cell of the row (or a name, for TABLE_HEADER) begins with `=`, which a
 * spreadsheet takes for a formula; adds a fault with the right form for each.
 */
bool table_has_formula(const struct table *table, unsigned row, struct faults *faults);

/* How many bytes of a cell a message shows, for `%.*s`. */
static inline int table_shown(struct span cell)
{
    return cell.len < 80 ? (int)cell.len : 80;
}

#endif
