/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From which code to which: how many persons have each value of a table of `derive`
 * under the old concept and under the new one. Memory is that of the codes.
 */
#ifndef VIERPHASEN_MATRIX_H
#define VIERPHASEN_MATRIX_H

#include <stdbool.h>
#include <stdint.h>

#include "proof/case_columns.h"
#include "rules/columns.h"

struct buffer;
struct writer;

/* The codes of both concepts, `(other)` and `(empty)`. */
enum { MATRIX_CODES = 2 * COLUMN_CODES, MATRIX_MOST = MATRIX_CODES + 2 };

/* A zeroed struct is an empty one; matrix_free ends it. */
struct matrix {
    struct sides *sides;
    struct case_column column;
    unsigned count;
    struct span names[MATRIX_MOST]; /* as the old table has them, then the new one */
    unsigned code_count;            /* of the names, those that are codes … */
    unsigned other, empty; /* … and the places of the others, if there are such */
    unsigned places[BOTH_SIDES][COLUMN_CODES]; /* of the codes of each side */
    uint64_t *persons;                         /* [count * count], by old and new */
};

/*
 * Takes the column of this name and has the facts work it out. False and a usage fault
 * about the option --matrix if it is of no table.
 */
bool matrix_init(struct matrix *matrix, struct sides *sides, struct span name,
                 struct diag *diag);
void matrix_free(struct matrix *matrix);

/* Counts the person that the sides read last; whether the value is another one. */
bool matrix_add(struct matrix *matrix);

/* The name of the first column that is written; in a buffer of the caller's. */
struct span matrix_title(const struct matrix *matrix, struct buffer *text);

/*
 * A row for each old value, in columns of the new ones and `(total)`, and at the end a
 * row of totals. No name in parentheses is a code.
 */
void matrix_write(const struct matrix *matrix, struct writer *writer);

extern const char MATRIX_TOTAL[];

#endif
