/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The rows of two tables on their way into a merged one: a list into which rows are put
 * and from which they are taken anywhere, and which of them have the same key, both
 * without looking at all the others.
 *
 * Rows have numbers from 1 on; 0 is none of them, and stands behind the last one.
 */
#ifndef VIERPHASEN_MERGE_ROWS_H
#define VIERPHASEN_MERGE_ROWS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/dict.h"
#include "base/mem.h"
#include "base/span.h"

enum { KEY_PARTS = 2 };

/* Two spellings of one day are one. A row without a first part is like no other. */
struct merge_key {
    struct span parts[KEY_PARTS];
};

struct merge_row {
    struct span *cells; /* [columns of the merged table] */
    const char *file;
    unsigned long line;
    struct merge_key key;
    size_t number;           /* of the key, from 1; 0: it is like no other */
    unsigned alike;          /* the next row of its table with the same key */
    unsigned next, previous; /* in the list */
};

/* The rows of one table that have the same key, by their order in the table. */
struct merge_chain {
    unsigned first, last;
};

struct merge_rows {
    unsigned count;                        /* of rows, in the list or not */
    struct merge_row *rows;                /* [1 + room]; the first is row 0 */
    struct merge_chain *inherited, *local; /* by the number of a key */
    struct dict keys;
    struct dict texts;     /* those that `before` may name … */
    unsigned *first_named; /* … and the first row in the list with each */
};

/* For at most `room` rows, in the arena; merge_rows_free ends it. */
void merge_rows_begin(struct merge_rows *it, unsigned room, struct arena *arena);
void merge_rows_free(struct merge_rows *it);

/* Adds a row to those of its table; it is in no list. Returns its number. */
unsigned merge_rows_add(struct merge_rows *it, struct merge_chain *table,
                        struct merge_row row);

/* Puts a row in the list before another one; 0: behind all. */
void merge_rows_insert(struct merge_rows *it, unsigned row, unsigned before);

/* Takes the inherited rows of a key out of the list; false: there is none. */
bool merge_rows_remove(struct merge_rows *it, size_t key);

/* As messages and `before` have it: DEADLINE/RULE. In the arena, or a part itself. */
struct span merge_key_text(struct merge_key key, struct arena *arena);

/* Says that `before` may name a row of the list. */
void merge_rows_name(struct merge_rows *it, unsigned row, struct arena *arena);

/*
 * The first row of the list whose key is this text, or whose first part is that of
 * `own` and whose second part is the text; 0: none.
 */
unsigned merge_rows_named(const struct merge_rows *it, struct span text,
                          struct merge_key own, struct arena *arena);

#endif
