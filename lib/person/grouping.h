/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The columns by which persons or their obligations are grouped: columns of the facts
 * that hold codes, numbers, yes and no or the names of offices, staff and occupations,
 * and of an obligation its deadline and its rule. What tells one person from another,
 * or is free text, is none of them.
 *
 * NAME_status of a decided table is one where the caller takes it. Its `kept` has two
 * sides: `kept_against_rule`, where the row that is hit gives another value or says
 * that there is none, and `kept_without_rule`, where no row is hit, or one that
 * declares a gap.
 */
#ifndef VIERPHASEN_GROUPING_H
#define VIERPHASEN_GROUPING_H

#include <stdbool.h>

#include "base/buffer.h"
#include "base/diag.h"
#include "base/span.h"
#include "person/facts.h"
#include "value/number.h"

enum { BY_MOST = 5, BY_DEADLINE = -1, BY_RULE = -2, BY_NOTHING = -3 };

/* A zeroed struct has no columns: all are one group. */
struct grouping {
    bool takes_status; /* set before grouping_name: NAME_status is a column, too */
    unsigned count;
    int columns[BY_MOST]; /* of the facts, or BY_DEADLINE, BY_RULE, BY_NOTHING */
    struct span names[BY_MOST];
    /* Of the person at hand; behind them the rule of a promise and its offset. */
    struct span cells[BY_MOST + 2];
    char digits[BY_MOST][NUMBER_BYTES];
    struct buffer offset; /* with the values of its parameters */
};

void grouping_free(struct grouping *by);

/*
 * Takes names between commas; an empty text names none. False and a usage fault about
 * the option --by: a name is no such column or stands twice, or there are too many.
 */
bool grouping_name(struct grouping *by, struct span names,
                   const struct concept *concept, bool has_obligations,
                   struct diag *diag);

/* Whether persons can be grouped by a column of the facts. */
bool grouping_takes(const struct columns *columns, int column);

/* Finds the same columns in the concept of another day; one that it lacks is empty. */
void grouping_follow(struct grouping *by, const struct concept *concept);

/* Says what the facts must have. */
void grouping_want(const struct grouping *by, struct facts *facts);

/* Fills the cells for the person of the facts; they hold until the next facts_read. */
void grouping_read(struct grouping *by, const struct facts *facts);

/* Fills those of an obligation, until the next call; rule NULL: there is none. */
void grouping_read_rule(struct grouping *by, const struct concept *concept,
                        const struct deadline_rule *rule);

/* Fills the two behind them by a rule, until the next call. */
void grouping_read_promise(struct grouping *by, const struct concept *concept,
                           const struct deadline_rule *rule);

#endif
