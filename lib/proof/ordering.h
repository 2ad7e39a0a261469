/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Tests that compare two columns: x >= f(y) + shift, where f are the steps behind y.
 * Each comparison that some rule makes is an axis of its own, with a point for each way
 * in which it can turn out; what these say of the columns together is worked out here.
 *
 * Steps never lead from a later day to an earlier one. So the least values that a
 * region allows, raised until no comparison asks for more, satisfy all of them at once,
 * or nobody does: a fixpoint decides, and no search.
 */
#ifndef VIERPHASEN_ORDERING_H
#define VIERPHASEN_ORDERING_H

#include <stdbool.h>
#include <stdint.h>

#include "rules/calendar.h"
#include "rules/steps.h"

enum ordering_point {
    ORDERING_X_UNKNOWN,
    ORDERING_Y_UNKNOWN, /* y is, or its steps lead out of the calendar; x is known */
    ORDERING_FROM,      /* x >= f(y) + shift */
    ORDERING_BEFORE,    /* x < f(y) + shift */
    ORDERING_POINTS
};

struct ordering {
    unsigned axis, x, y; /* axes; the last two of values */
    int column_x, column_y;
    bool is_seen_x, is_seen_y; /* a held column, of which rules see no day to come */
    const struct steps *steps; /* NULL: none */
    int32_t shift;
    const struct calendar *calendar;
    int32_t first_y, last_y; /* between these the steps lead somewhere */
    bool is_exact;           /* false: of columns that hang on others */
};

/* f(y), for y from first_y to last_y. */
int32_t ordering_reach(const struct ordering *ordering, int32_t y);

/* The greatest y with f(y) <= day; first_y - 1: there is none. */
int32_t ordering_latest(const struct ordering *ordering, int32_t day);

/* The least y with f(y) >= day; last_y + 1: there is none. */
int32_t ordering_earliest(const struct ordering *ordering, int32_t day);

/* Finds first_y and last_y between two values; first_y > last_y: there are none. */
void ordering_limit(struct ordering *ordering, int32_t least, int32_t most);

#endif
