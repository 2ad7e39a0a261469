/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The tables of `derive` that somebody asks for, in their order: which of them people
 * filled in the stream, what each says of a person, and what a check sees of it. Which
 * they are is known when the header is.
 */
#ifndef VIERPHASEN_JUDGING_H
#define VIERPHASEN_JUDGING_H

#include <stdbool.h>

#include "person/judgement.h"
#include "rules/concept.h"

struct header;
struct record;

struct judged_table {
    const struct derived *derived;
    struct judgement *judgement;
};

/* A zeroed struct asks no table. */
struct judging {
    const struct concept *concept;
    unsigned count;
    struct judged_table tables[DERIVED_MOST];
    unsigned human_count; /* those whose column the stream has */
    struct judged_table humans[DERIVED_MOST];
    unsigned told_count; /* those whose NAME_status checks may test */
    struct judged_table told[DERIVED_MOST];
    int status_at[DERIVED_MOST]; /* NAME_status in the stream, or -1 */
};

/* The table that gives a column or its NAME_status; NULL: it is given by none. */
const struct derived *judging_table(const struct concept *concept, int column);

/*
 * Finds the tables. wanted and is_bound are by column: what is asked for, and what the
 * stream has of it. judgements, as concept->derived, are where the results will be.
 */
void judging_bind(struct judging *judging, const struct concept *concept,
                  const struct header *header, const bool *wanted, const bool *is_bound,
                  struct judgement *judgements);

/* Whether an earlier run proposed the value in the record: it counts as empty. */
bool judging_is_proposed(const struct judging *judging, const struct derived *derived,
                         const struct record *record);

/* Takes what people wrote from the values of a record that was read. */
void judging_take(const struct judging *judging, const struct value *values);

/* Asks all tables: sets their columns among the values. */
void judging_make(const struct judging *judging, struct value *values,
                  const struct day *day);

/* Sets NAME_status among the values, for checks. */
void judging_tell(const struct judging *judging, struct value *values);

#endif
