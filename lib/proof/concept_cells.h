/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The cells of a concept's tables as HTML: a code with its label, a test as it is
 * written and in words, the examples beside a rule.
 */
#ifndef VIERPHASEN_CONCEPT_CELLS_H
#define VIERPHASEN_CONCEPT_CELLS_H

#include <stdbool.h>

#include "base/buffer.h"
#include "proof/examples.h"
#include "proof/test_words.h"
#include "rules/concept.h"
#include "rules/german.h"

/* What the cells are made from. */
struct concept_cells {
    struct proof *proof; /* its examples have run */
    struct concept *concept;
    struct german german;
    struct test_words words;
    struct buffer *out;
};

/* One table on the page. */
struct shown_table {
    struct span name;
    const struct table *table;
    const struct decision *decision; /* of a table of rules, else NULL */
    unsigned cover;                  /* a table of rules: its place in cover_tables */
    const struct rule **rules;       /* [rows], of a table of rules, else NULL */
    bool has_days;                   /* a row begins or ends */
    bool *has_cells;                 /* [columns]: whether a row has one there */
};

/* Looks at all rows of the table, so that no cell has to; the lists are the arena's. */
void shown_look(struct shown_table *shown, struct arena *arena);

/* The rule that a row of a table of rules is. */
const struct rule *shown_rule(const struct shown_table *shown, unsigned row);

/* Whether a column names the row. */
bool shown_is_key(const struct shown_table *shown, unsigned column);

/* The cell below a head of the file: `<th scope="row">` or `<td>`, as a whole. */
void concept_cells_write(struct concept_cells *cells, const struct shown_table *shown,
                         unsigned row, unsigned column);

/* The head of a column of the file, in words and as it is written. */
void concept_cells_head(struct concept_cells *cells, const struct shown_table *shown,
                        unsigned column);

/* When a row exists. */
void concept_cells_days(struct concept_cells *cells, const struct shown_table *shown,
                        unsigned row);

/* The examples that prove a rule; of an example what it proves, or why it fails. */
void concept_cells_examples(struct concept_cells *cells,
                            const struct shown_table *shown, unsigned row);
void concept_cells_proved(struct concept_cells *cells, const struct shown_table *shown,
                          unsigned row);

#endif
