/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A second calendar, deliberately naive: it counts the days one by one, from a Monday
 * on, and keeps lists of the days and the months that it has counted. Nothing of lib/
 * is used or included here. What takes a formula in lib/ is a walk or a look at the
 * list.
 *
 * A day is its place in the list. naive_number gives the number that the library knows
 * it by.
 */
#ifndef VIERPHASEN_TEST_NAIVE_DATES_H
#define VIERPHASEN_TEST_NAIVE_DATES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* 1 January 1872 is a Monday, as 1 January 1900 is. */
enum { NAIVE_FIRST_YEAR = 1872, NAIVE_LAST_YEAR = 2239, NAIVE_MOST = 368 * 366 };

enum { MON, TUE, WED, THU, FRI, SAT, SUN };

struct naive_day {
    int year, month, day, weekday;
    int month_place; /* in naive_months */
};

struct naive_month {
    int first; /* day */
    int length;
};

static struct naive_day naive_days[NAIVE_MOST];
static struct naive_month naive_months[368 * 12];
static int naive_count_of_days;
static int naive_epoch; /* 1970-01-01 */

static inline bool naive_is_leap(int year)
{
    if (year % 400 == 0)
        return true;
    if (year % 100 == 0)
        return false;
    return year % 4 == 0;
}

static inline int naive_length(int year, int month)
{
    switch (month) {
    case 2:
        return naive_is_leap(year) ? 29 : 28;
    case 4:
    case 6:
    case 9:
    case 11:
        return 30;
    default:
        return 31;
    }
}

/* The day after, as people go from one page of a calendar to the next. */
static inline struct naive_day naive_next(struct naive_day day)
{
    day.weekday = day.weekday == SUN ? MON : day.weekday + 1;
    if (day.day < naive_length(day.year, day.month)) {
        day.day++;
        return day;
    }
    day.day = 1;
    day.month_place++;
    if (day.month < 12) {
        day.month++;
        return day;
    }
    day.month = 1;
    day.year++;
    return day;
}

static inline void naive_make(void)
{
    struct naive_day day = {NAIVE_FIRST_YEAR, 1, 1, MON, 0};
    int count = 0;

    for (; day.year <= NAIVE_LAST_YEAR; day = naive_next(day)) {
        if (day.day == 1)
            naive_months[day.month_place].first = count;
        naive_months[day.month_place].length = day.day;
        if (day.year == 1970 && day.month == 1 && day.day == 1)
            naive_epoch = count;
        naive_days[count++] = day;
    }
    naive_count_of_days = count;
}

static inline int naive_number(int day)
{
    return day - naive_epoch;
}

/* The day in this year that has this month and day, or the one after if it lacks it. */
static inline int naive_find(int year, int month, int month_day)
{
    int day = naive_months[12 * (year - NAIVE_FIRST_YEAR) + month - 1].first;

    while (naive_days[day].month == month && naive_days[day].day < month_day)
        day++;
    return day;
}

/* BGB § 188 (2), (3). */
static inline int naive_months_on(int day, int n)
{
    const struct naive_month *month = &naive_months[naive_days[day].month_place + n];
    int wanted = naive_days[day].day;

    if (wanted > month->length)
        wanted = month->length;
    return month->first + wanted - 1;
}

/*
 * BGB §§ 187 (2), 188 (2): the day of birth counts, so a year of life ends with the day
 * before the one that is named like it. One is a year older on the first day that is
 * not before the day of birth in the order of the year.
 */
static inline int naive_birthday(int birth, int n)
{
    const struct naive_day *born = &naive_days[birth];

    return naive_find(born->year + n, born->month, born->day);
}

/*
 * The full moon of spring by the epact of Lilius and Clavius (Knuth, The Art of
 * Computer Programming, 1.3.2, exercise 14), as the number of a day of March.
 */
static inline int naive_paschal_moon(int year)
{
    int golden = year % 19 + 1, century = year / 100 + 1;
    int leaps_left_out = 3 * century / 4 - 12;
    int moon_set_right = (8 * century + 5) / 25 - 5;
    int epact = (11 * golden + 20 + moon_set_right - leaps_left_out) % 30;
    int moon;

    if (epact < 0)
        epact += 30;
    if ((epact == 25 && golden > 11) || epact == 24)
        epact++;
    moon = 44 - epact;
    return moon < 21 ? moon + 30 : moon;
}

/* The Sunday after the full moon, found by walking. */
static inline int naive_easter(int year)
{
    int day = naive_find(year, 3, 1) + naive_paschal_moon(year) - 1;

    do
        day++;
    while (naive_days[day].weekday != SUN);
    return day;
}

/* YYYY-MM-DD of a day as the library numbers it; in one of a few buffers in turn. */
static inline const char *naive_text(int number)
{
    static char texts[8][48];
    static unsigned next;
    char *text = texts[next++ % (sizeof texts / sizeof *texts)];
    long day = (long)number + naive_epoch;

    if (day < 0 || day >= naive_count_of_days)
        snprintf(text, sizeof *texts, "day %d", number);
    else
        snprintf(text, sizeof *texts, "%04d-%02d-%02d", naive_days[day].year,
                 naive_days[day].month, naive_days[day].day);
    return text;
}

#endif
