/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The tests of a concept that count from as_of, such as `>= as_of-6mo`. They are
 * compiled for one day; here is what makes them tests of another day, and when a value
 * begins or ceases to pass one.
 *
 * A step leads from a later day to no earlier one, so each test turns at most once at
 * each of its bounds.
 */
#ifndef VIERPHASEN_MOVING_H
#define VIERPHASEN_MOVING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"
#include "base/mem.h"
#include "rules/calendar.h"
#include "rules/columns.h"
#include "rules/steps.h"

/* One end of a range: as_of and the steps, and one day on or back. */
struct moving_bound {
    int32_t *bound; /* in the compiled condition */
    uint16_t column;
    bool is_low;
    int32_t shift;      /* 1, -1: the day itself does not pass */
    struct steps steps; /* count 0: as_of itself */
    struct moving_bound *next;
};

/* A zeroed struct is an empty one. */
struct moving {
    unsigned count;
    struct moving_bound *first; /* the last one that was added */
    /* Of moving_foresee: the bounds of each day, one day behind the other. */
    int32_t from;
    unsigned days;
    int32_t *foreseen;
};

/* Adds a bound; it is copied. False if there is no memory. */
bool moving_add(struct moving *moving, const struct moving_bound *bound,
                struct arena *arena);

/*
 * Works out the bounds of `days` days from `from` on. False and a diag without memory,
 * or if a step leads out of the calendar. Sets *unchecked as steps_apply does.
 */
bool moving_foresee(struct moving *moving, int32_t from, unsigned days,
                    const struct calendar *calendar, struct arena *arena,
                    bool *unchecked, struct diag *diag);

/* Sets every bound to that of a day that was foreseen. */
void moving_move(const struct moving *moving, int32_t day);

/*
 * The foreseen days, the first left out, on which a person's values begin or cease to
 * pass a bound; in no order, at most `count` of them. `days` has room for that.
 * Returns how many.
 */
unsigned moving_changes(const struct moving *moving, const struct value *values,
                        int32_t *days);

#endif
