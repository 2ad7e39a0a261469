/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The German words for what a concept's tables name: columns, codes, heads. Those of
 * the house go first: labels of its tables and `terms`; then those of the programs,
 * lib/data/words/german.tsv.
 */
#ifndef VIERPHASEN_GERMAN_H
#define VIERPHASEN_GERMAN_H

#include <stdbool.h>

#include "base/diag.h"
#include "base/mem.h"
#include "base/span.h"
#include "rules/concept.h"
#include "rules/table.h"

struct german {
    const struct concept *concept;
    struct table words; /* of word label */
    struct table terms; /* without rows if the concept has none */
    struct arena arena;
};

/*
 * A zeroed struct becomes one for the concept, which must outlive it; NULL: there is
 * none, and german_column and the others below it can't be asked. False and faults
 * if the words of the programs or of the house can't be read. german_end is safe either
 * way.
 */
bool german_begin(struct german *german, const struct concept *concept,
                  struct faults *faults);
void german_end(struct german *german);

/*
 * The word of the programs for a `table`, `head` (of a table), `key` (of the table
 * concept), `column` or `code`; empty: there is none.
 */
struct span german_word(const struct german *german, const char *of, struct span word);

/* A code by itself: the word of the house, or of the programs, or empty. */
struct span german_term(const struct german *german, struct span code);

/* What a column is called; its name where nobody has another word. */
struct span german_column(struct german *german, int column);

/*
 * What a code in a column means; empty if nobody says. Where several rules give one
 * code under different labels none of these is the code's.
 */
struct span german_code(const struct german *german, int column, struct span code);

/* What a deadline is called; empty if nobody says, or its rows say different things. */
struct span german_deadline(const struct german *german, struct span name);

#endif
