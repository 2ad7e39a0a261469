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
#include "rules/working_days.h"
#include "value/date.h"

struct calendar;
struct yearly;

/* What is not known for certain of a day: a set of these. */
enum {
    DOUBT_HOLIDAYS = 1,    /* the law of its year was not checked */
    DOUBT_CLOSING_DAYS = 2 /* the office's closing days are dates and end before it */
};

enum calendar_roll { ROLL_BACK, ROLL_FORWARD, ROLL_NONE };

/* The names of all calendars, with spaces between them, for messages. */
extern const char CALENDAR_LANDS[];

/* Whether `land` is BW … TH, or DE: the holidays of the whole country only. */
bool calendar_knows(struct span land);

/*
 * The calendar of `land` (BW … TH, or DE: holidays of the whole country only) from the
 * rule table at `path`. NULL and a diag if the table is missing or faulty or doesn't
 * know the Land. calendar_free takes it back.
 */
struct calendar *calendar_open(const char *path, struct span land, struct diag *diag);
void calendar_free(struct calendar *calendar);

/* Makes `day` a day off, for local closing days. */
void calendar_close_day(struct calendar *calendar, int32_t day);

/* The same for the rule's day of each year, as far as it lies in first … last. */
void calendar_close_yearly(struct calendar *calendar, const struct yearly *yearly,
                           int32_t first, int32_t last);

/* Closing days are listed for this year, as dates: nothing is known of those behind. */
void calendar_list_to(struct calendar *calendar, int32_t year);

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

/* The doubts about a day; the author of the holidays checked the law of 2015 … 2035. */
unsigned calendar_doubts(const struct calendar *calendar, int32_t day);

/* The first day of the years whose law was checked. */
int32_t calendar_checked_from(const struct calendar *calendar);

/* The last year for which closing days are listed as dates; 0: none are. */
int32_t calendar_listed_to(const struct calendar *calendar);

#endif
