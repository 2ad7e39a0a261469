/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Civil dates as day numbers: days since 1970-01-01 in the proleptic Gregorian
 * calendar. No time of day, no zone, no locale. Sources: BGB §§ 187, 188 for the
 * arithmetic.
 *
 * Every function but date_today is pure. Arithmetic is defined for years -5000 … 12999,
 * which is further than any step of a deadline can lead from a date that was read.
 */
#ifndef VIERPHASEN_DATE_H
#define VIERPHASEN_DATE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/span.h"

#define DATE_NONE INT32_MIN      /* no date: unknown, or not computable */
#define DATE_MIN INT32_C(-25567) /* 1900-01-01, the earliest date in a stream */
#define DATE_MAX INT32_C(84005)  /* 2199-12-31, the latest */

enum { DATE_BYTES = 10 }; /* YYYY-MM-DD */

struct civil {
    int year;
    int month; /* 1 … 12 */
    int day;   /* 1 … 31 */
};

/*
 * Reads `YYYY-MM-DD` or `DD.MM.YYYY`, DATE_MIN … DATE_MAX; anything else is false and
 * leaves *day alone.
 */
bool date_parse(struct span text, int32_t *day);

/*
 * Whether a text is a day, month and year of at most two digits each, in whatever
 * order: 24.12.26, 26-12-24, 1/2/26. Its century is lost: date_parse takes none.
 */
bool date_lacks_century(struct span text);

/* Writes YYYY-MM-DD, no NUL byte. For years 0 … 9999. */
void date_format(int32_t day, char out[DATE_BYTES]);

/* Writes DD.MM.YYYY, as documents for people have it; no NUL byte. */
void date_format_german(int32_t day, char out[DATE_BYTES]);

struct civil date_civil(int32_t day);
int32_t date_from_civil(int year, int month, int day);
bool date_is_leap(int year);
int date_days_in_month(int year, int month);

/* 0 = Monday … 6 = Sunday. */
int date_weekday(int32_t day);

/*
 * The day with the same number n months on (n < 0: back), or the last day of a month
 * that lacks it (BGB § 188 (2), (3)). A year is 12 months.
 */
int32_t date_add_months(int32_t day, int n);

/*
 * The n-th birthday of a person born on `birth`: the day from which on the person is n
 * years old. 29 February in a common year: 1 March (BGB §§ 187 (2), 188 (2)).
 */
int32_t date_birthday(int32_t birth, int n);

/* Completed years of life at the start of the day `on`; negative before the birth. */
int date_age(int32_t birth, int32_t on);

/* The next such day of the year, on or after `day`. 29 February: the next leap year's.
 */
int32_t date_next_month_day(int32_t day, int month, int month_day);

/* Easter Sunday (Gregorian computus). */
int32_t date_easter(int year);

/* The local date: the only function that reads the clock and the zone. */
int32_t date_today(void);

#endif
