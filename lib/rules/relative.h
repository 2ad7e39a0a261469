/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The tests of a concept that count from as_of, such as `>= as_of-6mo`. They are
 * compiled for one day; here is what makes them tests of another day, and when a value
 * begins or ceases to pass one.
 *
 * A step leads from a later day to no earlier one, so each test turns at most once at
 * each of its bounds.
 */
#ifndef VIERPHASEN_RELATIVE_H
#define VIERPHASEN_RELATIVE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"
#include "base/mem.h"
#include "rules/calendar.h"
#include "rules/columns.h"
#include "rules/steps.h"

/* One end of a range: as_of and the steps, and one day on or back. */
struct relative_bound {
    int32_t *bound; /* in the compiled condition */
    uint16_t column;
    bool is_low;
    int32_t shift;      /* 1, -1: the day itself does not pass */
    struct steps steps; /* count 0: as_of itself */
    struct relative_bound *next;
};

/* A zeroed struct is an empty one. */
struct relative {
    unsigned count;
    struct relative_bound *first; /* the last one that was added */
    /* Of relative_foresee: the bounds of each day, one day behind the other. */
    int32_t from;
    unsigned days;
    int32_t *foreseen;
};

/* Adds a bound; it is copied. False if there is no memory. */
bool relative_add(struct relative *relative, const struct relative_bound *bound,
                  struct arena *arena);

/*
 * Works out the bounds of `days` days from `from` on. False and a diag without memory,
 * or if a step leads out of the calendar. Sets *unchecked as steps_apply does.
 */
bool relative_foresee(struct relative *relative, int32_t from, unsigned days,
                      const struct calendar *calendar, struct arena *arena,
                      bool *unchecked, struct diag *diag);

/* Sets every bound to that of a day that was foreseen. */
void relative_move(const struct relative *relative, int32_t day);

/*
 * The foreseen days, the first left out, on which a person's values begin or cease to
 * pass a bound; in no order, at most `count` of them. `days` has room for that.
 * Returns how many.
 */
unsigned relative_changes(const struct relative *relative, const struct value *values,
                          int32_t *days);

#endif
