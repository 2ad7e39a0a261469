/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The months of the years that a stream may hold, 1900 … 2199, and the day on which
 * each begins: there a date is looked up and not calculated. The days before and behind
 * are for the arithmetic of date.c.
 *
 * A month is known by its number, from 0 (January 1900) on.
 */
#ifndef VIERPHASEN_MONTHS_H
#define VIERPHASEN_MONTHS_H

#include <stdbool.h>
#include <stdint.h>

enum {
    MONTHS_FIRST_YEAR = 1900,
    MONTHS_YEARS = 300,
    MONTHS_COUNT = 12 * MONTHS_YEARS,
    MONTHS_DAYS = 109573 /* of all years together */
};

/* The first day of each month, and behind the last one that of January 2200. */
extern const int32_t MONTHS_BEGIN[MONTHS_COUNT + 1];

/* Days from 1 January 1900 on; whatever lies before it is a huge number. */
static inline uint32_t months_place(int32_t day)
{
    return (uint32_t)day + 25567;
}

/* Whether a day lies in these months. */
static inline bool months_hold(int32_t day)
{
    return months_place(day) < MONTHS_DAYS;
}

/* The month of a day that lies in them. */
static inline uint32_t months_of(int32_t day)
{
    /* 34451 / 2^20 months a day, with 16 days of lead: right, or one month too far. */
    uint32_t guess = (months_place(day) + 16) * 34451 >> 20;

    return guess - (uint32_t)(day < MONTHS_BEGIN[guess]);
}

/* How many days a month has. */
static inline int32_t months_length(uint32_t month)
{
    return MONTHS_BEGIN[month + 1] - MONTHS_BEGIN[month];
}

#endif
