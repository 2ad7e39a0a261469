/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which columns rules read that the input lacks: what hangs on them can't be worked out
 * or ticked off, and nothing else would tell.
 *
 * Only columns of records count, those that a rule names and those from which `age` and
 * the like are derived; not what the decision tables of a concept look at: profile_gaps
 * says that for each person.
 */
#ifndef VIERPHASEN_MISSING_H
#define VIERPHASEN_MISSING_H

#include <stdbool.h>

#include "base/buffer.h"
#include "rules/concept.h"
#include "stream/header.h"

/* {concept, header} has looked at nothing yet. */
struct missing {
    const struct concept *concept;
    const struct header *header;
    unsigned rows[COL_MOST]; /* how many rules read a column that the header lacks */
};

/* Takes up a column, what a rule tests, and all that a row of the deadlines reads. */
void missing_add_column(struct missing *missing, int column);
void missing_add_rule(struct missing *missing, const struct rule *rule);
void missing_add_deadline(struct missing *missing, const struct deadline_rule *row);

/* Takes up all rows of the deadlines chosen, by their places in names; NULL: of all. */
void missing_add_deadlines(struct missing *missing, const bool *is_chosen);

/* Takes up all tables of the concept: what an export could bring. */
void missing_add_all(struct missing *missing);

/*
 * What the tools say of it: adds `no column A, B … (9): …` to a text, first the columns
 * that most rules read. False, and nothing, if none is missing.
 */
bool missing_say(const struct missing *missing, struct buffer *text);

/* Adds the names between spaces, in the order of the columns. */
void missing_name(const struct missing *missing, struct buffer *text);

#endif
