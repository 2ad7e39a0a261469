/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The tables of `derive` that somebody asks for, in their order: which of them people
 * filled in the stream, what each says of a person, and what a check sees of it. Which
 * they are is known when the header is.
 */
#ifndef VIERPHASEN_JUDGING_H
#define VIERPHASEN_JUDGING_H

#include <stdbool.h>

#include "base/mem.h"
#include "person/judgement.h"
#include "rules/concept.h"

struct header;
struct record;

struct judged_table {
    const struct derived *derived; /* with its table as the stream needs it */
    struct judgement *judgement;
};

/* A zeroed struct asks no table. */
struct judging {
    const struct concept *concept;
    unsigned count; /* of the tables that some record can hit */
    struct judged_table tables[DERIVED_MOST];
    unsigned human_count; /* those whose column the stream has */
    struct judged_table humans[DERIVED_MOST];
    unsigned told_count; /* those whose NAME_status checks may test */
    struct judged_table told[DERIVED_MOST];
    int status_at[DERIVED_MOST]; /* NAME_status in the stream, or -1 */
};

/* The table that gives a column or its NAME_status; NULL: it is given by none. */
const struct derived *judging_table(const struct concept *concept, int column);

/* What is known of the columns, by their numbers, when the header is. */
struct judged_columns {
    const bool *wanted;   /* asked for */
    const bool *is_bound; /* the stream has it, for those who ask */
    bool *varies; /* false: it has the same value in each record, which it has now */
    struct value *values;
};

/*
 * Finds the tables, and says of their columns whether they vary. judgements, as
 * concept->derived, are where the results will be. The tables live in the arena.
 */
void judging_bind(struct judging *judging, const struct concept *concept,
                  const struct header *header, const struct judged_columns *columns,
                  struct judgement *judgements, struct arena *arena);

/* Whether an earlier run proposed the value in the record: it counts as empty. */
bool judging_is_proposed(const struct judging *judging, const struct derived *derived,
                         const struct record *record);

/* Takes what people wrote from the values of a record that was read. */
void judging_take(const struct judging *judging, const struct value *values);

/* Asks the tables: sets their columns among the values. */
void judging_make(const struct judging *judging, struct value *values,
                  const struct day *day);

/* Sets NAME_status among the values, for checks. */
void judging_tell(const struct judging *judging, struct value *values);

#endif
