/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What moves with time: the bounds of tests that count from as_of, such as `>=
 * as_of-6mo`, and the day that a tool takes for today. No concept knows what day it is:
 * a `struct day` is passed to whoever asks whether a rule holds.
 *
 * A step leads from a later day to no earlier one, so each test turns at most once at
 * each of its bounds.
 */
#ifndef VIERPHASEN_MOVING_H
#define VIERPHASEN_MOVING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/dict.h"
#include "base/mem.h"
#include "rules/calendar.h"
#include "rules/steps.h"

struct value;

/* One end of a range: as_of and the steps, and one day on or back. */
struct moving_bound {
    uint16_t column;
    bool is_low;
    int32_t shift;      /* 1, -1: the day itself does not pass */
    struct steps steps; /* count 0: as_of itself */
};

/* The moving bounds of a concept. A zeroed struct is an empty one. */
struct moving {
    unsigned count;
    size_t capacity;
    struct moving_bound *list;
    struct dict known; /* of the same numbers: what each bound is */
};

/* Today, for persons of one calendar. */
struct day {
    int32_t as_of;
    const struct calendar *calendar; /* of the person's office */
    const int32_t *bounds; /* [moving.count]; DATE_NONE: leads out of the calendar */
};

/* The place of a bound in day.bounds; it is copied if no other test has it already. */
unsigned moving_add(struct moving *moving, const struct moving_bound *bound);

void moving_free(struct moving *moving);

/* One bound on one day. Adds to *doubts as steps_apply does. */
int32_t moving_bound_on(const struct moving_bound *bound,
                        const struct calendar *calendar, int32_t as_of,
                        unsigned *doubts);

/* Works out the bounds of one day. Adds to *doubts as steps_apply does. */
void moving_bounds(const struct moving *moving, const struct calendar *calendar,
                   int32_t as_of, int32_t *bounds, unsigned *doubts);

/*
 * Whether a value passes one side of a moving bound on one day and not on another:
 * the first of the days `from` + 1 … `from` + `days` - 1 on which it begins or ceases
 * to, or DATE_NONE. `bounds` holds those of each day, moving->count a day.
 */
int32_t moving_change(const struct moving *moving, unsigned bound, int32_t number,
                      const int32_t *bounds, int32_t from, unsigned days);

#endif
