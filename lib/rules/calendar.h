/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Working days: Monday to Friday, less the public holidays of a Land, less an office's
 * own closing days. The holidays are rules in lib/data/calendars/germany.tsv (see
 * vierphasen-calendar(5)); compiled, a calendar is a bit a day, so that a question
 * about a day costs one look-up.
 *
 * Sources: SGB X § 26 (3), BGB § 193 for the rolling; the holiday acts stand in the
 * table.
 */
#ifndef VIERPHASEN_CALENDAR_H
#define VIERPHASEN_CALENDAR_H

#include <stdbool.h>
#include <stdint.h>

#include "base/diag.h"
#include "base/span.h"
#include "value/date.h"

/* The days that a compiled calendar knows. */
#define CALENDAR_FIRST INT32_C(-29219) /* 1890-01-01 */
#define CALENDAR_LAST INT32_C(91675)   /* 2220-12-31 */

struct calendar;

enum calendar_roll { ROLL_BACK, ROLL_FORWARD, ROLL_NONE };

/*
 * The calendar of `land` (BW … TH, or DE: holidays of the whole country only) from the
 * rule table at `path`. NULL and a diag if the table is missing or faulty or doesn't
 * know the Land. calendar_free takes it back.
 */
struct calendar *calendar_open(const char *path, struct span land, struct diag *diag);
void calendar_free(struct calendar *calendar);

/* Makes `day` a day off, for local closing days. */
void calendar_close_day(struct calendar *calendar, int32_t day);

/* False outside CALENDAR_FIRST … CALENDAR_LAST. */
bool calendar_is_working(const struct calendar *calendar, int32_t day);

/* The holiday's German name on this day, or an empty span. */
struct span calendar_holiday(const struct calendar *calendar, int32_t day);

/*
 * n > 0: the n-th working day after `day`; n < 0: the n-th before; 0: the day itself if
 * it is a working day, else the next one. `back_from_zero` makes -0b: else the one
 * before. DATE_NONE where the calendar ends.
 */
int32_t calendar_add_working(const struct calendar *calendar, int32_t day, int n,
                             bool back_from_zero);

/* The day itself if it is a working day or roll is ROLL_NONE, else the next or
 * previous. */
int32_t calendar_roll(const struct calendar *calendar, int32_t day,
                      enum calendar_roll roll);

/* Whether the law of this day was checked by the author of the table (2015 … 2035). */
bool calendar_is_checked(const struct calendar *calendar, int32_t day);

#endif
