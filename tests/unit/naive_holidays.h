/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The public holidays of Germany, Land by Land as the acts list them, in conditions of
 * C: a second telling of lib/data/calendars/germany.tsv, which is ordered by holiday.
 * Like that table it lets today's law hold before the years for which it was checked.
 * Nothing of lib/ is used or included here.
 */
#ifndef VIERPHASEN_TEST_NAIVE_HOLIDAYS_H
#define VIERPHASEN_TEST_NAIVE_HOLIDAYS_H

#include <string.h>

#include "naive_dates.h"

struct naive_when {
    int year, month, day, weekday;
    int after_easter; /* days */
    int place;        /* the day in naive_days */
};

static inline bool naive_on(const struct naive_when *when, int month, int day)
{
    return when->month == month && when->day == day;
}

/* Unification Treaty, article 2 (2); the other days stand in the acts of all Länder. */
static inline const char *naive_whole_country(const struct naive_when *when)
{
    if (naive_on(when, 1, 1))
        return "Neujahr";
    if (naive_on(when, 5, 1))
        return "Tag der Arbeit";
    if (naive_on(when, 10, 3))
        return "Tag der Deutschen Einheit";
    if (naive_on(when, 12, 25))
        return "1. Weihnachtstag";
    if (naive_on(when, 12, 26))
        return "2. Weihnachtstag";
    if (when->after_easter == -2)
        return "Karfreitag";
    if (when->after_easter == 1)
        return "Ostermontag";
    if (when->after_easter == 39)
        return "Christi Himmelfahrt";
    if (when->after_easter == 50)
        return "Pfingstmontag";
    if (naive_on(when, 10, 31) && when->year == 2017)
        return "Reformationstag";
    return NULL;
}

/* FTG BW § 1; BayFTG Art. 1 (without what holds in some places only) */
static inline const char *naive_bw_by(const struct naive_when *when)
{
    if (naive_on(when, 1, 6))
        return "Heilige Drei Könige";
    if (when->after_easter == 60)
        return "Fronleichnam";
    return naive_on(when, 11, 1) ? "Allerheiligen" : NULL;
}

/* FeiertG BE § 1 */
static inline const char *naive_be(const struct naive_when *when)
{
    if (naive_on(when, 3, 8) && when->year >= 2019)
        return "Frauentag";
    /* 75 and 80 years after the end of the war, 75 after the rising of 1953 */
    if (naive_on(when, 5, 8) && (when->year == 1945 + 75 || when->year == 1945 + 80))
        return "Tag der Befreiung";
    return naive_on(when, 6, 17) && when->year == 1953 + 75 ? "Jahrestag 17. Juni"
                                                            : NULL;
}

/* FTG BB § 2 */
static inline const char *naive_bb(const struct naive_when *when)
{
    if (when->after_easter == 0)
        return "Ostersonntag";
    if (when->after_easter == 49)
        return "Pfingstsonntag";
    return naive_on(when, 10, 31) ? "Reformationstag" : NULL;
}

/* FTG HB § 2; FeiertG HH § 1; NFeiertagsG § 2; SFTG SH § 2 */
static inline const char *naive_hb_hh_ni_sh(const struct naive_when *when)
{
    return naive_on(when, 10, 31) && when->year >= 2018 ? "Reformationstag" : NULL;
}

/* HFeiertagsG § 1 */
static inline const char *naive_he(const struct naive_when *when)
{
    return when->after_easter == 60 ? "Fronleichnam" : NULL;
}

/* FTG M-V § 2 */
static inline const char *naive_mv(const struct naive_when *when)
{
    if (naive_on(when, 3, 8) && when->year >= 2023)
        return "Frauentag";
    return naive_on(when, 10, 31) ? "Reformationstag" : NULL;
}

/* FeiertagsG NW § 2; LFtG RP § 2 */
static inline const char *naive_nw_rp(const struct naive_when *when)
{
    if (when->after_easter == 60)
        return "Fronleichnam";
    return naive_on(when, 11, 1) ? "Allerheiligen" : NULL;
}

/* SFG SL § 2 */
static inline const char *naive_sl(const struct naive_when *when)
{
    if (naive_on(when, 8, 15))
        return "Mariä Himmelfahrt";
    return naive_nw_rp(when);
}

/* A Sunday from which on there are four Sundays before Christmas Day. */
static inline bool naive_is_first_advent(int day)
{
    int sundays = 0;

    if (naive_days[day].weekday != SUN)
        return false;
    for (; naive_days[day].month < 12 || naive_days[day].day < 25; day++)
        sundays += naive_days[day].weekday == SUN;
    return sundays == 4;
}

/*
 * SächsSFG § 1. The day of repentance is the Wednesday before the last Sunday of the
 * church year, which is the Sunday before the first of Advent: eleven days before that.
 */
static inline const char *naive_sn(const struct naive_when *when)
{
    if (naive_on(when, 10, 31))
        return "Reformationstag";
    if (when->month == 11 && when->weekday == WED &&
        naive_is_first_advent(when->place + 11))
        return "Buß- und Bettag";
    return NULL;
}

/* FeiertG LSA § 2 */
static inline const char *naive_st(const struct naive_when *when)
{
    if (naive_on(when, 1, 6))
        return "Heilige Drei Könige";
    return naive_on(when, 10, 31) ? "Reformationstag" : NULL;
}

/* ThürFGtG § 2 */
static inline const char *naive_th(const struct naive_when *when)
{
    if (naive_on(when, 9, 20) && when->year >= 2019)
        return "Weltkindertag";
    return naive_on(when, 10, 31) ? "Reformationstag" : NULL;
}

static inline const char *naive_no_other(const struct naive_when *when)
{
    (void)when;
    return NULL;
}

static const struct {
    const char *code;
    const char *(*own_holiday)(const struct naive_when *when);
} naive_lands[] = {
    {"BW", naive_bw_by}, {"BY", naive_bw_by},       {"BE", naive_be},
    {"BB", naive_bb},    {"HB", naive_hb_hh_ni_sh}, {"HH", naive_hb_hh_ni_sh},
    {"HE", naive_he},    {"MV", naive_mv},          {"NI", naive_hb_hh_ni_sh},
    {"NW", naive_nw_rp}, {"RP", naive_nw_rp},       {"SL", naive_sl},
    {"SN", naive_sn},    {"ST", naive_st},          {"SH", naive_hb_hh_ni_sh},
    {"TH", naive_th},    {"DE", naive_no_other},
};

enum { NAIVE_LANDS = sizeof naive_lands / sizeof *naive_lands };

/* The German name, or NULL. */
static inline const char *naive_holiday(int land, int day)
{
    static int easters[NAIVE_LAST_YEAR + 1];
    const struct naive_day *date = &naive_days[day];
    struct naive_when when = {date->year,    date->month, date->day,
                              date->weekday, 0,           day};
    const char *name;

    if (easters[date->year] == 0)
        easters[date->year] = naive_easter(date->year);
    when.after_easter = day - easters[date->year];
    name = naive_whole_country(&when);
    return name != NULL ? name : naive_lands[land].own_holiday(&when);
}

/* Made when a Land is first asked for. Outside 1890 … 2220 no day is a working day. */
static inline bool naive_works(int land, int day)
{
    static bool works[NAIVE_LANDS][NAIVE_MOST], made[NAIVE_LANDS];

    if (made[land])
        return works[land][day];
    for (int i = naive_find(1890, 1, 1); naive_days[i].year <= 2220; i++)
        works[land][i] = naive_days[i].weekday != SAT && naive_days[i].weekday != SUN &&
                         naive_holiday(land, i) == NULL;
    made[land] = true;
    return works[land][day];
}

/* The next working day after this one, or before it (direction 1 or -1). */
static inline int naive_walk(int land, int day, int direction)
{
    do
        day += direction;
    while (!naive_works(land, day));
    return day;
}

#endif
