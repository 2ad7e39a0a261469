/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/yearly.h"

#include "value/date.h"
#include "value/number.h"

enum {
    EASTER_LEAST = -80, /* from 22 March, the earliest Easter, to 1 January */
    EASTER_MOST = 250   /* from 25 April, the latest, to 31 December */
};

bool yearly_parse_day(struct span text, struct yearly *yearly)
{
    const int leap_year = 2000; /* 29 February is a day, though not of every year */
    int32_t month, day;

    if (text.len != 5 || text.ptr[2] != '-' ||
        !number_parse(span_of(text.ptr, 2), 12, &month) ||
        !number_parse(span_of(text.ptr + 3, 2), 31, &day))
        return false;
    if (month < 1 || day < 1 || day > date_days_in_month(leap_year, month))
        return false;
    *yearly = (struct yearly){YEARLY_FIXED, month, day, 0};
    return true;
}

static bool parse_easter_offset(struct span text, int32_t *offset)
{
    *offset = 0;
    if (text.len == 0)
        return true;
    if (text.ptr[0] == '+')
        return number_parse(span_after(text, 1), EASTER_MOST, offset);
    if (text.ptr[0] != '-' || !number_parse(span_after(text, 1), -EASTER_LEAST, offset))
        return false;
    *offset = -*offset;
    return true;
}

bool yearly_parse(struct span text, struct yearly *yearly)
{
    static const char easter[] = "easter", wed_before[] = "wed-before ";

    if (span_starts(text, easter)) {
        *yearly = (struct yearly){.kind = YEARLY_EASTER};
        return parse_easter_offset(span_after(text, sizeof easter - 1),
                                   &yearly->offset);
    }
    if (!span_starts(text, wed_before))
        return yearly_parse_day(text, yearly);
    if (!yearly_parse_day(span_after(text, sizeof wed_before - 1), yearly))
        return false;
    yearly->kind = YEARLY_WED_BEFORE;
    /* In the first week of January the Wednesday before may be last year's. */
    return yearly->month > 1 || yearly->day > 7;
}

int32_t yearly_day(const struct yearly *yearly, int year, int32_t easter)
{
    const int wednesday = 2;
    int32_t day;

    if (yearly->kind == YEARLY_EASTER)
        return easter + yearly->offset;
    if (yearly->day > date_days_in_month(year, yearly->month))
        return DATE_NONE;
    day = date_from_civil(year, yearly->month, yearly->day);
    if (yearly->kind == YEARLY_FIXED)
        return day;
    day--;
    return day - (date_weekday(day) + 7 - wednesday) % 7;
}
