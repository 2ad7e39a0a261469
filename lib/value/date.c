/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Civil dates as day numbers.
 *
 * In the years of a stream months are looked up (months.h). Elsewhere the conversions
 * are those of C. Neri and L. Schneider, "Euclidean affine functions
 * and their application to calendar algorithms" (Software: Practice and Experience,
 * 2022): years start in March, so that the leap day is the last day of a year, and a
 * division by a number of days becomes a multiplication and a shift. All of it is
 * unsigned, with days and years moved up by whole cycles of 400 years. Steps that leave
 * the defined years, or start outside them, give DATE_NONE.
 */
#include "value/date.h"

#include <time.h>

#include "value/months.h"
#include "value/number.h"

enum {
    CYCLE_DAYS = 146097, /* days in 400 years */
    CYCLES = 20,         /* by which everything is moved up */
    SHIFT_YEARS = 400 * CYCLES,
    SHIFT_DAYS = CYCLE_DAYS * CYCLES + 719468, /* 719468: 0000-03-01 to 1970-01-01 */
    FIRST_YEAR = -5000,
    LAST_YEAR = 12999,
    FIRST_DAY = -2545740, /* -5000-01-01 */
    LAST_DAY = 4028624,   /* 12999-12-31 */
    LEAP_CYCLE = 8        /* years between two 29 Februaries, at most */
};

static bool is_defined(int32_t day)
{
    return day >= FIRST_DAY && day <= LAST_DAY;
}

bool date_is_leap(int year)
{
    /* Of the multiples of 25 the leap years are those of 400, so of 16. */
    return (year & (year % 25 == 0 ? 15 : 3)) == 0;
}

/* By month; of February in a leap year. No month 0. */
static const signed char longest[] = {0,  31, 29, 31, 30, 31, 30,
                                      31, 31, 30, 31, 30, 31};

int date_days_in_month(int year, int month)
{
    return longest[month] - (month == 2 && !date_is_leap(year));
}

/* Of any day that is defined. */
static struct civil calculate_civil(int32_t day)
{
    uint32_t quarters = 4 * ((uint32_t)day + SHIFT_DAYS) + 3;
    uint32_t century = quarters / CYCLE_DAYS;
    uint32_t in_century = quarters % CYCLE_DAYS | 3;
    uint64_t year_fraction = UINT64_C(2939745) * in_century;
    uint32_t year = 100 * century + (uint32_t)(year_fraction >> 32);
    uint32_t day_of_year = (uint32_t)year_fraction / 2939745 / 4;
    uint32_t month_fraction = 2141 * day_of_year + 197913;
    uint32_t month = month_fraction >> 16;
    bool next_year = day_of_year >= 306; /* January and February */

    return (struct civil){
        .year = (int)(year + next_year - SHIFT_YEARS),
        .month = (int)(next_year ? month - 12 : month),
        .day = (int)((month_fraction & 0xffff) / 2141 + 1),
    };
}

struct civil date_civil(int32_t day)
{
    uint32_t month;

    if (!months_hold(day))
        return calculate_civil(day);
    month = months_of(day);
    return (struct civil){
        .year = (int)(MONTHS_FIRST_YEAR + month / 12),
        .month = (int)(month % 12 + 1),
        .day = (int)(day - MONTHS_BEGIN[month] + 1),
    };
}

int32_t date_from_civil(int year, int month, int day)
{
    bool early = month <= 2;
    uint32_t march_year = (uint32_t)year + SHIFT_YEARS - early;
    uint32_t march_month = (uint32_t)(early ? month + 12 : month);
    uint32_t century = march_year / 100;
    uint32_t days = 1461 * march_year / 4 - century + century / 4;

    days += (979 * march_month - 2919) / 32 + (uint32_t)day - 1;
    return (int32_t)(days - SHIFT_DAYS);
}

/* Eight bytes, the first one lowest. */
static uint64_t eight_bytes(const char *text)
{
    const unsigned char *at = (const unsigned char *)text;

    return (uint64_t)at[0] | (uint64_t)at[1] << 8 | (uint64_t)at[2] << 16 |
           (uint64_t)at[3] << 24 | (uint64_t)at[4] << 32 | (uint64_t)at[5] << 40 |
           (uint64_t)at[6] << 48 | (uint64_t)at[7] << 56;
}

/* `YYYY-MM-` from the eight bytes `.MM.YYYY`. */
static uint64_t year_first(uint64_t bytes)
{
    const uint64_t sign = '-';

    return bytes >> 32 | sign << 32 | (bytes >> 8 & 0xffff) << 40 | sign << 56;
}

/* The day of a month of the table; false: it has none of this number. */
static bool take_day(unsigned year, unsigned month, unsigned month_day, int32_t *day)
{
    uint32_t place = 12 * (year - MONTHS_FIRST_YEAR) + month - 1;

    if (year - MONTHS_FIRST_YEAR >= MONTHS_YEARS || month - 1 >= 12 ||
        month_day - 1 >= (uint32_t)months_length(place))
        return false;
    *day = MONTHS_BEGIN[place] + (int32_t)month_day - 1;
    return true;
}

/* From `YYYY-MM-` in eight bytes and the digits of the day. */
static bool take_digits(uint64_t front, const char *digits, int32_t *day)
{
    unsigned high = (unsigned char)digits[0] - (unsigned)'0';
    unsigned low = (unsigned char)digits[1] - (unsigned)'0';
    uint64_t pairs;

    /* Each byte of `0000-00-` becomes its digit; more than 9, and than 0, sets bit 7.
     */
    front ^= UINT64_C(0x2d30302d30303030);
    if (((front | (front + UINT64_C(0x7f76767f76767676))) &
         UINT64_C(0x8080808080808080)) != 0 ||
        high > 9 || low > 9)
        return false;
    /* A digit and the one behind it: bytes 0 and 2 are the year, byte 5 the month. */
    pairs = 10 * front + (front >> 8);
    return take_day(100 * (unsigned)(pairs & 0xff) + (unsigned)(pairs >> 16 & 0xff),
                    (unsigned)(pairs >> 40 & 0xff), 10 * high + low, day);
}

bool date_parse(struct span text, int32_t *day)
{
    const char *at = text.ptr;

    if (text.len != DATE_BYTES)
        return false;
    if (at[2] == '.' && at[5] == '.')
        return take_digits(year_first(eight_bytes(at + 2)), at, day);
    return take_digits(eight_bytes(at), at + 8, day);
}

bool date_lacks_century(struct span text)
{
    const char sign = text.len > 2 ? text.ptr[text.len - 3] : '\0';
    unsigned parts = 0;

    if (sign == '\0' || strchr("./-", sign) == NULL)
        return false;
    while (text.ptr != NULL) {
        struct span part = span_cut(&text, sign);
        for (size_t i = 0; i < part.len; i++)
            if (part.ptr[i] < '0' || part.ptr[i] > '9')
                return false;
        if (part.len == 0 || part.len > 2)
            return false;
        parts++;
    }
    return parts == 3;
}

/* Writes 0 … 99 with two digits. */
static void put_two(char *out, unsigned value)
{
    memcpy(out, NUMBER_PAIRS + (size_t)2 * value, 2);
}

/* Of years that have more than four digits the last four. */
static void put_year(char *out, int year)
{
    unsigned last = (unsigned)year % 10000;

    put_two(out, last / 100);
    put_two(out + 2, last % 100);
}

void date_format(int32_t day, char out[DATE_BYTES])
{
    struct civil date = date_civil(day);

    put_year(out, date.year);
    out[4] = out[7] = '-';
    put_two(out + 5, (unsigned)date.month);
    put_two(out + 8, (unsigned)date.day);
}

void date_format_german(int32_t day, char out[DATE_BYTES])
{
    struct civil date = date_civil(day);

    put_two(out, (unsigned)date.day);
    put_two(out + 3, (unsigned)date.month);
    out[2] = out[5] = '.';
    put_year(out + 6, date.year);
}

int date_weekday(int32_t day)
{
    /* 1970-01-01 is a Thursday; the millions are whole weeks. */
    return (int)(((uint32_t)day + 7000003) % 7);
}

/* Whether both a day and the month n months on are in the table. */
static bool stays_in_months(int32_t day, int n, uint32_t *month)
{
    if (!months_hold(day))
        return false;
    *month = months_of(day);
    return (uint32_t)n + *month < MONTHS_COUNT;
}

/* The same of any day. */
static int32_t calculate_months(int32_t day, int n)
{
    struct civil date;
    int64_t months;
    int year, month, last;

    if (!is_defined(day))
        return DATE_NONE;
    date = date_civil(day);
    months = (int64_t)12 * (date.year + SHIFT_YEARS) + date.month - 1 + n;
    if (months < (int64_t)12 * (SHIFT_YEARS + FIRST_YEAR) ||
        months >= (int64_t)12 * (SHIFT_YEARS + LAST_YEAR + 1))
        return DATE_NONE;
    year = (int)((uint32_t)months / 12) - SHIFT_YEARS;
    month = (int)((uint32_t)months % 12) + 1;
    if (date.day > 28) {
        last = date_days_in_month(year, month);
        if (date.day > last)
            date.day = last;
    }
    return date_from_civil(year, month, date.day);
}

int32_t date_add_months(int32_t day, int n)
{
    uint32_t month;
    int32_t past, last;

    if (!stays_in_months(day, n, &month))
        return calculate_months(day, n);
    past = day - MONTHS_BEGIN[month];
    month += (uint32_t)n;
    last = months_length(month) - 1;
    return MONTHS_BEGIN[month] + (past < last ? past : last);
}

static int32_t calculate_birthday(int32_t birth, int n)
{
    struct civil date;
    int64_t year;

    if (!is_defined(birth))
        return DATE_NONE;
    date = date_civil(birth);
    year = (int64_t)date.year + n;
    if (year < FIRST_YEAR || year > LAST_YEAR)
        return DATE_NONE;
    /* 29 February of a common year is the day after the 28th here, so 1 March. */
    return date_from_civil((int)year, date.month, date.day);
}

int32_t date_birthday(int32_t birth, int n)
{
    uint32_t month;

    if (n < -MONTHS_YEARS || n > MONTHS_YEARS ||
        !stays_in_months(birth, 12 * n, &month))
        return calculate_birthday(birth, n);
    /* 29 February of a common year is the day after the 28th here too. */
    return birth + MONTHS_BEGIN[month + 12 * (uint32_t)n] - MONTHS_BEGIN[month];
}

int date_age(int32_t birth, int32_t on)
{
    struct civil from = date_civil(birth), to = date_civil(on);
    bool before_birthday = 32 * to.month + to.day < 32 * from.month + from.day;

    return to.year - from.year - before_birthday;
}

int32_t date_next_month_day(int32_t day, int month, int month_day)
{
    struct civil date;

    if (!is_defined(day))
        return DATE_NONE;
    date = date_civil(day);
    if (32 * month + month_day < 32 * date.month + date.day)
        date.year++;
    for (int year = date.year; year <= date.year + LEAP_CYCLE; year++)
        if (year <= LAST_YEAR && month_day <= date_days_in_month(year, month))
            return date_from_civil(year, month, month_day);
    return DATE_NONE;
}

/* The anonymous computus of 1876 (Meeus, Astronomical Algorithms, chapter 8). */
int32_t date_easter(int year)
{
    int golden = year % 19, century = year / 100, in_century = year % 100;
    int moon_shift = (century - (century + 8) / 25 + 1) / 3;
    int epact = (19 * golden + century - century / 4 - moon_shift + 15) % 30;
    int to_sunday =
        (32 + 2 * (century % 4) + 2 * (in_century / 4) - epact - in_century % 4) % 7;
    int late = (golden + 11 * epact + 22 * to_sunday) / 451;
    int from_march = epact + to_sunday - 7 * late + 114;

    return date_from_civil(year, from_march / 31, from_march % 31 + 1);
}

int32_t date_today(void)
{
    time_t now = time(NULL);
    struct tm local;

    if (now == (time_t)-1 || localtime_r(&now, &local) == NULL)
        return DATE_NONE;
    return date_from_civil(local.tm_year + 1900, local.tm_mon + 1, local.tm_mday);
}
