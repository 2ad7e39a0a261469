/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which row of an old table has become which of a new one, and which rows changed their
 * place among the others. Rows belong together by their key; of several with one key
 * (each valid on other days, or checks of one name) those that are alike.
 */
#ifndef VIERPHASEN_ROW_PAIRS_H
#define VIERPHASEN_ROW_PAIRS_H

#include <stdbool.h>

#include "base/mem.h"
#include "base/span.h"
#include "proof/sides.h"
#include "rules/table.h"

/* What is known of a table by its name. */
struct row_form {
    const char *key;    /* the column that names a row */
    const char *second; /* the column that names it together with the key, or NULL */
    bool is_weak;       /* the second one only tells rows of one key apart */
    bool has_tests;     /* its cells are the notation of rules */
    bool is_ordered;    /* the order of its rows means something */
};

/* The rows of one side that are compared. A zeroed struct: the table isn't there. */
struct row_set {
    struct table table;
    unsigned count;
    unsigned *rows; /* [count] their places in the table, rising */
    int *partner;   /* [count] the place in the other side's rows, or -1 */
    bool *is_moved; /* [count] of the new side: others overtook it */
};

struct row_pairs {
    const struct row_form *form;
    bool has_days; /* the days of a row count as its other cells do */
    struct row_set sides[BOTH_SIDES];
    unsigned column_count; /* of both: each name once, first those of the old table */
    struct span *names;
    int *at[BOTH_SIDES];            /* [column_count] in the side's table, or -1 */
    struct span *forms[BOTH_SIDES]; /* [count * column_count], cell_form.h */
    int key, second, from;          /* among the names, or -1 */
};

/*
 * Pairs the rows; the caller has set form, has_days, and of the sides table, count and
 * rows. Everything lives in the arena.
 */
void row_pairs_make(struct row_pairs *pairs, struct arena *arena);

/* The cell as written; empty where the table lacks the column. */
struct span row_pairs_cell(const struct row_pairs *pairs, unsigned side, unsigned row,
                           int column);

/* Whether a column is compared: none that says only where a row belongs. */
bool row_pairs_counts(const struct row_pairs *pairs, unsigned column);

/* Whether the cells of a pair mean the same. */
bool row_pairs_same(const struct row_pairs *pairs, unsigned old_row, unsigned new_row,
                    unsigned column);

#endif
