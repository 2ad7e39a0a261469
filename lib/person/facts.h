/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The facts of a record: the case columns that some rule looks at, and everything that
 * is derived from them, computed once a record and in one order (vierphasen-stream(5)):
 * age, age_group, new_case, prognosis, needs and scores, profile, category, u25_group,
 * team. So every table sees the same values whichever tool asks, and whatever an
 * earlier tool wrote.
 *
 * Only what was asked for is read, checked and computed.
 */
#ifndef VIERPHASEN_FACTS_H
#define VIERPHASEN_FACTS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/diag.h"
#include "rules/concept.h"
#include "rules/entries.h"
#include "stream/header.h"
#include "stream/record.h"

/* A column that people fill or the tools propose: category, u25_group. */
struct judgement {
    bool is_human;           /* a value that is no proposal of an earlier run */
    int32_t human_code;      /* in the column's codes */
    struct span human;       /* the value */
    const struct rule *rule; /* that the record hits, or NULL */
    bool is_tested;          /* the table was asked (u25_group: only for u25) */
};

struct facts {
    /* For reading only. */
    const struct concept *concept;
    struct value values[COL_MOST];
    unsigned need_count; /* if COL_NEEDS is wanted */
    struct need_entry needs[LIST_MOST];
    unsigned plan_count; /* if COL_STRATEGIES is wanted */
    struct plan_entry plan[LIST_MOST];
    const struct rule *profile, *team; /* hit, or NULL */
    struct judgement category, u25_group;

    struct facts_private *own;
};

/* The concept must outlive the facts. NULL and a diag if there is no memory. */
struct facts *facts_new(const struct concept *concept, struct diag *diag);
void facts_free(struct facts *facts);

/* Says what will be asked for, before facts_bind; what it is derived from comes along.
 */
void facts_want(struct facts *facts, int column);
void facts_want_decision(struct facts *facts, const struct decision *decision);
void facts_want_deadlines(struct facts *facts);

/* Binds the wanted columns to those of the stream. */
bool facts_bind(struct facts *facts, const struct header *header, struct diag *diag);

/*
 * Reads a record. False and a diag (with the column, without the place) if a value that
 * was asked for is faulty.
 */
bool facts_read(struct facts *facts, const struct record *record, struct diag *diag);

/*
 * Derives everything anew from the cells that were read last, for the concept's present
 * as-of day (concept_move). What the record says stays.
 */
void facts_derive(struct facts *facts);

/* The decoded cell of a bound column, until the next facts_read; empty if it is
 * missing. */
struct span facts_cell(const struct facts *facts, int column);

#endif
