/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The facts of a record: the case columns that some rule looks at, and everything that
 * is derived from them, computed once a record and in one order: what is derived
 * without a table (derivation.h), then the decision tables of the concept, in the order
 * of its `derive`. So every table sees the same values whichever tool asks, and
 * whatever an earlier tool wrote.
 *
 * Only what was asked for is read, checked and computed.
 */
#ifndef VIERPHASEN_FACTS_H
#define VIERPHASEN_FACTS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/diag.h"
#include "person/foresight.h"
#include "person/judgement.h"
#include "rules/concept.h"
#include "rules/entries.h"
#include "stream/header.h"
#include "stream/record.h"

/* Where steps led. */
struct led {
    const struct calendar *calendar; /* NULL: nowhere yet */
    int32_t from, to;
    unsigned doubts;
};

struct facts {
    /* For reading only. */
    const struct concept *concept;
    struct day day;    /* today, in the calendar of the person's office */
    unsigned calendar; /* the number of that one in concept->calendars */
    struct value values[COL_MOST];
    unsigned need_count; /* if COL_NEEDS is wanted */
    struct need_entry needs[LIST_MOST];
    unsigned plan_count; /* if COL_STRATEGIES is wanted */
    struct plan_entry plan[LIST_MOST];
    struct judgement judgements[DERIVED_MOST]; /* as concept->derived */
    const struct span *cells;                  /* for facts_cell */

    /* The tables of the concept, without rules that no record of the stream can hit. */
    struct decision strategies, deadlines, checks;

    struct led *led;             /* what reckoning.h worked out last, by steps.number */
    struct certainty *certainty; /* of verdict.h; NULL: nobody has asked yet */

    struct facts_private *own;
};

/* Facts as of a day. The concept must outlive them. */
struct facts *facts_new(const struct concept *concept, int32_t as_of);
void facts_free(struct facts *facts);

/* Says what will be asked for, before facts_bind; what it is derived from comes along.
 */
void facts_want(struct facts *facts, int column);
void facts_want_decision(struct facts *facts, const struct decision *decision);
void facts_want_deadlines(struct facts *facts);

/*
 * Has the records refused that a row of checks.tsv of the level `refuse` forbids;
 * case_only: only rows that test nothing that is derived. Before facts_bind.
 */
void facts_want_refusals(struct facts *facts, bool case_only);

/*
 * Whether a header has client_id. One that lacks it may be the record of a person, and
 * none of its names is shown.
 */
bool facts_have_key(const struct header *header, struct diag *diag);

/* Binds the wanted columns to those of the stream. */
bool facts_bind(struct facts *facts, const struct header *header, struct diag *diag);

/* Whether the stream has this column, and somebody wants it. */
bool facts_has(const struct facts *facts, int column);

/*
 * Reads a record. False and a diag (with the column, without the place) if a value that
 * was asked for is faulty, or if a check refuses the record.
 */
bool facts_read(struct facts *facts, const struct record *record, struct diag *diag);

/* The decoded cell of a bound column, until the next facts_read; empty if it is
 * missing. */
static inline struct span facts_cell(const struct facts *facts, int column)
{
    return facts->cells[column];
}

/*
 * While a check is asked: dates in held columns are known before their day, and
 * NAME_status of the decided tables is.
 */
void facts_begin_checks(struct facts *facts);
void facts_end_checks(struct facts *facts);

/* Whether a row of checks.tsv is a finding; between the two above. */
bool facts_check(const struct facts *facts, const struct check_rule *check);

/*
 * Another day than today, in the same calendar, to ask whether `rule` holds on it; for
 * this rule only, and until the next call. Nothing is derived anew. Adds to *doubts as
 * steps_apply does.
 */
struct day facts_day_for(struct facts *facts, const struct rule *rule, int32_t as_of,
                         unsigned *doubts);

/*
 * For a forecast: works out `days` days from the as-of day on, so that facts_move can
 * go to any of them, and back. Before the first record.
 */
void facts_foresee(struct facts *facts, unsigned days);

/* Derives everything anew for a foreseen day. What the record says stays. */
void facts_move(struct facts *facts, int32_t as_of);

/* The same for a day on which nothing is felt to change: only the day is another. */
void facts_pass(struct facts *facts, int32_t as_of);

/* Says that each value of a column counts, not only those that tests tell apart. */
void facts_watch(struct facts *facts, int column);

/*
 * The foreseen days, the first left out, on which the facts of the person may become
 * others, in order, each once; asked on the first day. `changes` has room for
 * facts_changes_most of them.
 */
unsigned facts_changes(const struct facts *facts, struct change *changes);
unsigned facts_changes_most(const struct facts *facts);

#endif
