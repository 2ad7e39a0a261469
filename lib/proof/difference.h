/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What has changed from one concept to another: row by row, by key and cell. The order
 * of columns, comments, encodings and dialects are no difference; the order of rows is
 * one where a table goes from top to bottom. Examples are no rules: they are left out.
 */
#ifndef VIERPHASEN_DIFFERENCE_H
#define VIERPHASEN_DIFFERENCE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"
#include "base/mem.h"
#include "base/span.h"

struct concept;

enum row_change_kind {
    ROW_ADDED,   /* `new` is the row in short */
    ROW_REMOVED, /* `old` is */
    ROW_CHANGED, /* a cell of `column` */
    ROW_MOVED,   /* `old` and `new`: the key of the last row before it that kept its
                    place among the others; empty: none stands before it */
    ROW_CHANGES
};

extern const char *const ROW_CHANGE_NAMES[ROW_CHANGES];

struct row_change {
    enum row_change_kind kind;
    struct span table;
    struct span key;    /* RULE, DEADLINE/RULE, CHECK (COLUMN), DATE/OFFICE … */
    struct span column; /* ROW_CHANGED */
    struct span old, new;
    struct span file; /* of the row: the new one, if there is one */
    unsigned long line;
};

/* A zeroed struct is an empty one; difference_free ends it. */
struct difference {
    size_t count, room;
    struct row_change *changes; /* table by table, removed rows first */
    struct arena arena;
};

/*
 * Compares all rows, or with `of_days` those that are valid on the days for which the
 * concepts are loaded: then a row that only has other days is the same. The concepts
 * must outlive the difference. False, and faults, if a table can't be read.
 */
bool difference_make(struct difference *difference, const struct concept *old,
                     const struct concept *new, bool of_days, struct faults *faults);
void difference_free(struct difference *difference);

#endif
