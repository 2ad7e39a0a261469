/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The working days of a calendar, a bit a day, and steps over them by words of 64 days:
 * ten working days are found by counting bits, not by asking day after day.
 */
#ifndef VIERPHASEN_WORKING_DAYS_H
#define VIERPHASEN_WORKING_DAYS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/bits.h"

/* The days that a compiled calendar knows. */
#define CALENDAR_FIRST INT32_C(-29219) /* 1890-01-01 */
#define CALENDAR_LAST INT32_C(91675)   /* 2220-12-31 */

enum {
    WORKING_DAYS_COUNT = CALENDAR_LAST - CALENDAR_FIRST + 1,
    WORKING_DAYS_WORDS = (WORKING_DAYS_COUNT + BITS_WORD - 1) / BITS_WORD
};

struct working_days {
    uint64_t words[WORKING_DAYS_WORDS]; /* bit i: CALENDAR_FIRST + i */
};

static inline bool working_days_cover(int32_t day)
{
    return day >= CALENDAR_FIRST && day <= CALENDAR_LAST;
}

/* Monday to Friday, of every week. */
void working_days_fill(struct working_days *days);

/* A day that no calendar knows is none, and none is removed. */
bool working_days_has(const struct working_days *days, int32_t day);
void working_days_remove(struct working_days *days, int32_t day);

/*
 * The n-th working day (from 1) on or after `day`, or on or before it; DATE_NONE where
 * the calendar ends before, or doesn't know `day`.
 */
int32_t working_days_after(const struct working_days *days, int32_t day, uint32_t n);
int32_t working_days_before(const struct working_days *days, int32_t day, uint32_t n);

#endif
