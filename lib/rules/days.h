/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The days of a run: the as-of day and, for a forecast, those behind it, in each
 * calendar. What moves with the day (moving.h) is worked out once for all of them, when
 * the first person of a calendar comes.
 */
#ifndef VIERPHASEN_DAYS_H
#define VIERPHASEN_DAYS_H

#include <stdint.h>

#include "rules/moving.h"

struct concept;
struct rule;

struct days {
    const struct concept *concept;
    int32_t from;     /* the as-of day */
    unsigned count;   /* with it; may be set before the first days_on */
    int32_t **bounds; /* [calendars]: of each day; NULL: nobody had this calendar yet */
    int32_t *others;  /* days_for */
};

/* One day; days_free ends it. */
void days_init(struct days *days, const struct concept *concept, int32_t from);
void days_free(struct days *days);

/* One of the days in a calendar, by its number in concept->calendars. */
struct day days_on(struct days *days, unsigned calendar, int32_t as_of);

/*
 * Any other day, for the tests of one rule, until the next call. Adds to *doubts as
 * steps_apply does.
 */
struct day days_for(struct days *days, const struct rule *rule,
                    const struct calendar *calendar, int32_t as_of, unsigned *doubts);

#endif
