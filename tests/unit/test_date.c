/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Dates against tables of examples, and against a second implementation that is as
 * naive as can be: it counts days one by one from 1900-01-01.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "value/date.h"

enum {
    NAIVE_FIRST_YEAR = 1890,
    NAIVE_FIRST = -29219, /* 1890-01-01 */
    NAIVE_DAYS = 366 * 320,
    MONTHS = 36
};

/* Every day from 1890-01-01 on, and the day number of each first of a month. */
static struct civil naive[NAIVE_DAYS];
static int32_t naive_month[320][12];

static int naive_length(int year, int month)
{
    if (month == 4 || month == 6 || month == 9 || month == 11)
        return 30;
    if (month != 2)
        return 31;
    if (year % 400 == 0)
        return 29;
    if (year % 100 == 0)
        return 28;
    return year % 4 == 0 ? 29 : 28;
}

static int naive_count(void **state)
{
    struct civil date = {NAIVE_FIRST_YEAR, 1, 1};

    (void)state;
    for (int i = 0; i < NAIVE_DAYS; i++) {
        naive[i] = date;
        if (date.day == 1 && date.year < NAIVE_FIRST_YEAR + 320)
            naive_month[date.year - NAIVE_FIRST_YEAR][date.month - 1] = NAIVE_FIRST + i;
        if (++date.day > naive_length(date.year, date.month)) {
            date.day = 1;
            if (++date.month > 12) {
                date.month = 1;
                date.year++;
            }
        }
    }
    return 0;
}

static struct civil naive_civil(int32_t day)
{
    return naive[day - NAIVE_FIRST];
}

static int32_t naive_add_months(int32_t day, int n)
{
    struct civil date = naive_civil(day);
    int length;

    for (; n > 0; n--)
        if (++date.month > 12) {
            date.month = 1;
            date.year++;
        }
    for (; n < 0; n++)
        if (--date.month < 1) {
            date.month = 12;
            date.year--;
        }
    length = naive_length(date.year, date.month);
    if (date.day > length)
        date.day = length;
    return naive_month[date.year - NAIVE_FIRST_YEAR][date.month - 1] + date.day - 1;
}

/* DATE_NONE if the text is no date. */
static int32_t parsed(const char *text)
{
    int32_t day = DATE_NONE;

    return date_parse(span_from(text), &day) ? day : DATE_NONE;
}

/* A day that a test writes down must be one. */
static int32_t on(const char *text)
{
    int32_t day = parsed(text);

    if (day == DATE_NONE)
        fail_msg("the test itself is wrong: %s is no date", text);
    return day;
}

static void assert_day(int32_t got, const char *wanted, const char *what)
{
    char text[DATE_BYTES];

    if (got == (wanted != NULL ? on(wanted) : DATE_NONE))
        return;
    if (got == DATE_NONE)
        fail_msg("%s: got no date, wanted %s", what, wanted);
    date_format(got, text);
    fail_msg("%s: got %.10s, wanted %s", what, text, wanted != NULL ? wanted : "none");
}

static void parse_accepts_both_notations(void **state)
{
    static const struct {
        const char *text;
        int32_t day;
    } cases[] = {
        {"1970-01-01", 0},        {"01.01.1970", 0},        {"1969-12-31", -1},
        {"31.12.1969", -1},       {"1900-01-01", DATE_MIN}, {"01.01.1900", DATE_MIN},
        {"2199-12-31", DATE_MAX}, {"31.12.2199", DATE_MAX}, {"2000-02-29", 11016},
        {"29.02.2000", 11016},    {"2024-02-29", 19782},    {"2026-08-31", 20696},
        {"1900-02-28", -25509},   {"1900-03-01", -25508},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (parsed(cases[i].text) != cases[i].day)
            fail_msg("%s: got %d, wanted %d", cases[i].text, (int)parsed(cases[i].text),
                     (int)cases[i].day);
}

static void parse_refuses_and_leaves_the_day_alone(void **state)
{
    static const char *const cases[] = {
        "",           "-",          "2026",        "2026-08",          "2026-8-31",
        "2026-08-1",  "26-08-2026", "2026-08-31 ", " 2026-08-31",      "2026-08-311",
        "2026/08/31", "2026-08.31", "2026.08.31",  "31-08-2026",       "31.08-2026",
        "31.8.2026",  "1.08.2026",  "31.08.26",    "20260831",         "2026-00-10",
        "2026-13-10", "2026-08-00", "2026-08-32",  "2026-04-31",       "2026-06-31",
        "2026-09-31", "2026-11-31", "2026-02-29",  "2026-02-30",       "2024-02-30",
        "1900-02-29", "2100-02-29", "1899-12-31",  "2200-01-01",       "0000-00-00",
        "9999-99-99", "00.01.2026", "32.01.2026",  "01.00.2026",       "01.13.2026",
        "29.02.2100", "31.12.1899", "01.01.2200",  "-026-08-31",       "+026-08-31",
        "2O26-08-31", "2026-0x-31", "2026-08-3a",  "202a-08-31",       "2026-08-3/",
        "2026-08-3:", "2026-/8-31", "a026-08-31",  "2026-08-\xc3\xa4", "3/.08.2026",
        "31.0:.2026", "31.08.20-6", "--........",  "..........",
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int32_t day = 4711;
        if (date_parse(span_from(cases[i]), &day))
            fail_msg("\"%s\" passes for a date", cases[i]);
        assert_int_equal(day, 4711);
    }
}

static void parse_reads_no_byte_beyond_the_span(void **state)
{
    char *text = malloc(DATE_BYTES);
    int32_t day = DATE_NONE;

    (void)state;
    assert_non_null(text);
    memcpy(text, "2026-08-31", DATE_BYTES);
    assert_true(date_parse(span_of(text, DATE_BYTES), &day));
    for (size_t len = 0; len < DATE_BYTES; len++)
        assert_false(date_parse(span_of(text, len), &day));
    assert_false(date_parse(span_of(text, 0), &day));
    assert_false(date_parse(span_of(NULL, 0), &day));
    free(text);
    assert_int_equal(day, 20696);
}

/* Any single byte in any place of a date: only digits may keep it a date. */
static void parse_takes_digits_only(void **state)
{
    static const char *const texts[] = {"2026-11-11", "11.11.2026"};

    (void)state;
    for (size_t which = 0; which < 2; which++)
        for (size_t at = 0; at < DATE_BYTES; at++)
            for (int byte = 0; byte < 256; byte++) {
                char text[DATE_BYTES];
                int32_t day;
                memcpy(text, texts[which], sizeof text);
                text[at] = (char)byte;
                if (date_parse(span_of(text, sizeof text), &day) &&
                    (byte < '0' || byte > '9') && text[at] != texts[which][at])
                    fail_msg("byte %d at %zu passes", byte, at);
            }
}

static void every_day_agrees_with_counting(void **state)
{
    (void)state;
    for (int32_t day = DATE_MIN; day <= DATE_MAX; day++) {
        struct civil want = naive_civil(day), got = date_civil(day);
        char iso[32], german[32], text[DATE_BYTES];
        int32_t read = DATE_NONE;

        if (got.year != want.year || got.month != want.month || got.day != want.day)
            fail_msg("day %d: %d-%d-%d", (int)day, got.year, got.month, got.day);
        assert_int_equal(date_from_civil(want.year, want.month, want.day), day);
        snprintf(iso, sizeof iso, "%04d-%02d-%02d", want.year, want.month, want.day);
        snprintf(german, sizeof german, "%02d.%02d.%04d", want.day, want.month,
                 want.year);
        date_format(day, text);
        assert_memory_equal(text, iso, DATE_BYTES);
        date_format_german(day, text);
        assert_memory_equal(text, german, DATE_BYTES);
        assert_true(date_parse(span_from(iso), &read) && read == day);
        assert_true(date_parse(span_from(german), &read) && read == day);
        /* 1900-01-01 is a Monday. */
        assert_int_equal(date_weekday(day), (day - DATE_MIN) % 7);
    }
}

/* Of all texts made like dates, the days of 1900 … 2199 and no others are dates. */
static void exactly_the_days_are_dates(void **state)
{
    long count = 0;

    (void)state;
    for (int year = 1890; year < 2210; year++)
        for (int month = 0; month < 16; month++)
            for (int day = 0; day < 34; day++) {
                char text[DATE_BYTES] = {(char)('0' + year / 1000),
                                         (char)('0' + year / 100 % 10),
                                         (char)('0' + year / 10 % 10),
                                         (char)('0' + year % 10),
                                         '-',
                                         (char)('0' + month / 10),
                                         (char)('0' + month % 10),
                                         '-',
                                         (char)('0' + day / 10),
                                         (char)('0' + day % 10)};
                int32_t read;
                count += date_parse(span_of(text, sizeof text), &read);
            }
    assert_int_equal(count, DATE_MAX - DATE_MIN + 1);
}

static void months_are_added_as_by_counting(void **state)
{
    (void)state;
    for (int32_t day = DATE_MIN; day <= DATE_MAX; day++)
        for (int n = -MONTHS; n <= MONTHS; n++)
            if (date_add_months(day, n) != naive_add_months(day, n))
                fail_msg("day %d %+d months: got %d", (int)day, n,
                         (int)date_add_months(day, n));
}

static void months_of_the_golden_vectors(void **state)
{
    static const struct {
        const char *from;
        int n;
        const char *to;
    } cases[] = {
        {"2026-08-31", 6, "2027-02-28"},   {"2026-08-30", 6, "2027-02-28"},
        {"2026-08-29", 6, "2027-02-28"},   {"2026-08-28", 6, "2027-02-28"},
        {"2027-08-31", 6, "2028-02-29"},   {"2026-04-30", 6, "2026-10-30"},
        {"2026-05-31", -3, "2026-02-28"},  {"2026-07-01", 6, "2027-01-01"},
        {"2026-06-25", 6, "2026-12-25"},   {"2026-10-03", 6, "2027-04-03"},
        {"2027-02-28", 6, "2027-08-28"},   {"2026-01-31", 1, "2026-02-28"},
        {"2026-02-28", 1, "2026-03-28"},   {"2026-01-31", 2, "2026-03-31"},
        {"2024-02-29", 12, "2025-02-28"},  {"2024-02-29", 48, "2028-02-29"},
        {"2024-02-29", -12, "2023-02-28"}, {"2096-02-29", 48, "2100-02-28"},
        {"2026-12-31", 0, "2026-12-31"},   {"2026-12-31", 1, "2027-01-31"},
        {"2026-01-01", -1, "2025-12-01"},  {"2026-03-31", -1, "2026-02-28"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_day(date_add_months(on(cases[i].from), cases[i].n), cases[i].to,
                   cases[i].from);
}

static void birthdays_and_ages(void **state)
{
    static const struct {
        const char *birth;
        int n;
        const char *birthday;
    } cases[] = {
        {"2000-02-29", 25, "2025-03-01"}, {"2000-02-29", 24, "2024-02-29"},
        {"2000-02-29", 0, "2000-02-29"},  {"2000-02-29", 100, "2100-03-01"},
        {"2001-02-28", 18, "2019-02-28"}, {"2001-02-28", 23, "2024-02-28"},
        {"2001-03-01", 18, "2019-03-01"}, {"2008-01-01", 18, "2026-01-01"},
        {"2001-12-31", 25, "2026-12-31"}, {"2025-03-01", -25, "2000-03-01"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int32_t birth = on(cases[i].birth), birthday = on(cases[i].birthday);
        assert_day(date_birthday(birth, cases[i].n), cases[i].birthday, cases[i].birth);
        assert_int_equal(date_age(birth, birthday), cases[i].n);
        assert_int_equal(date_age(birth, birthday - 1), cases[i].n - 1);
        assert_int_equal(date_age(birth, birthday + 1), cases[i].n);
    }
    assert_int_equal(date_age(on("2026-06-15"), on("2026-06-14")), -1);
    assert_int_equal(date_age(on("2026-06-15"), on("2025-06-15")), -1);
    assert_int_equal(date_age(on("2026-06-15"), on("2025-06-14")), -2);
}

/* A person lives through the years day by day and gets older on each birthday. */
static void ages_agree_with_living(void **state)
{
    static const char *const births[] = {"1900-01-01", "1904-02-29", "1960-02-29",
                                         "1999-02-28", "1999-03-01", "2000-02-29",
                                         "2000-03-01", "2000-12-31", "2096-02-29"};

    (void)state;
    for (size_t i = 0; i < sizeof births / sizeof *births; i++) {
        struct civil birth = naive_civil(on(births[i]));
        int age = 0;
        for (int32_t day = on(births[i]) + 1; day <= DATE_MAX; day++) {
            struct civil date = naive_civil(day);
            bool leapling = birth.month == 2 && birth.day == 29;
            bool same = date.month == birth.month && date.day == birth.day;
            bool stands_in = leapling && date.month == 3 && date.day == 1 &&
                             naive_length(date.year, 2) == 28;
            if (same || stands_in) {
                age++;
                assert_int_equal(date_birthday(on(births[i]), age), day);
            }
            assert_int_equal(date_age(on(births[i]), day), age);
        }
    }
}

static void next_day_of_the_year(void **state)
{
    static const struct {
        const char *from;
        int month, day;
        const char *to;
    } cases[] = {
        {"2025-10-01", 9, 30, "2026-09-30"},  {"2026-03-01", 9, 30, "2026-09-30"},
        {"2026-09-30", 9, 30, "2026-09-30"},  {"2026-10-01", 9, 30, "2027-09-30"},
        {"2026-09-30", 1, 31, "2027-01-31"},  {"2027-09-30", 1, 31, "2028-01-31"},
        {"2026-12-31", 1, 1, "2027-01-01"},   {"2026-01-01", 1, 1, "2026-01-01"},
        {"2026-01-01", 12, 31, "2026-12-31"}, {"2026-03-01", 2, 29, "2028-02-29"},
        {"2028-02-29", 2, 29, "2028-02-29"},  {"2028-03-01", 2, 29, "2032-02-29"},
        {"2096-03-01", 2, 29, "2104-02-29"},  {"2026-02-28", 2, 28, "2026-02-28"},
        {"2026-03-01", 2, 28, "2027-02-28"},  {"2026-01-01", 2, 30, NULL},
        {"2026-05-01", 4, 31, NULL},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_day(date_next_month_day(on(cases[i].from), cases[i].month, cases[i].day),
                   cases[i].to, cases[i].from);
    /* The two steps of the golden vectors: 30 September, then 31 January. */
    assert_day(date_next_month_day(date_next_month_day(on("2025-10-01"), 9, 30), 1, 31),
               "2027-01-31", "2025-10-01 >09-30 >01-31");
    assert_day(date_next_month_day(date_next_month_day(on("2026-10-01"), 9, 30), 1, 31),
               "2028-01-31", "2026-10-01 >09-30 >01-31");
}

/* The computus of Gauss as corrected by Lichtenberg: another formula than date.c's. */
static int32_t gauss_easter(int year)
{
    int century = year / 100,
        moon = 15 + (3 * century + 3) / 4 - (8 * century + 13) / 25;
    int sun = 2 - (3 * century + 3) / 4, golden = year % 19;
    int seed = (19 * golden + moon) % 30;
    int border = 21 + seed - (seed + golden / 11) / 29;
    int sunday = 7 - (year + year / 4 + sun) % 7;

    return date_from_civil(year, 3, 1) + border + 7 - (border - sunday) % 7 - 1;
}

static void easter_sundays(void **state)
{
    static const char *const known[] = {
        "1900-04-15", "1943-04-25", "1954-04-18", "1961-04-02", "1981-04-19",
        "2000-04-23", "2008-03-23", "2011-04-24", "2019-04-21", "2024-03-31",
        "2025-04-20", "2026-04-05", "2027-03-28", "2028-04-16", "2029-04-01",
        "2030-04-21", "2031-04-13", "2032-03-28", "2038-04-25", "2049-04-18",
        "2076-04-19", "2100-03-28", "2160-03-23", "2199-04-14",
    };

    (void)state;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        int year = date_civil(on(known[i])).year;
        assert_day(date_easter(year), known[i], known[i]);
    }
    for (int year = 1583; year <= 4099; year++) {
        if (date_easter(year) != gauss_easter(year))
            fail_msg("Easter %d differs", year);
        assert_int_equal(date_weekday(date_easter(year)), 6);
    }
}

static void leap_years_and_lengths(void **state)
{
    (void)state;
    assert_true(date_is_leap(2000) && date_is_leap(2024) && date_is_leap(1904));
    assert_false(date_is_leap(1900) || date_is_leap(2100) || date_is_leap(2026));
    for (int year = 1890; year < 2210; year++)
        for (int month = 1; month <= 12; month++)
            assert_int_equal(date_days_in_month(year, month),
                             naive_length(year, month));
}

static void far_years_are_exact_and_then_none(void **state)
{
    const int32_t first = date_from_civil(-5000, 1, 1),
                  last = date_from_civil(12999, 12, 31);

    (void)state;
    assert_int_equal(first, -2545740);
    assert_int_equal(last, 4028624);
    for (int32_t day = first; day <= last; day += 97) {
        struct civil date = date_civil(day);
        assert_int_equal(date_from_civil(date.year, date.month, date.day), day);
        assert_int_equal(date_weekday(day), ((day + 3) % 7 + 7) % 7);
    }
    /* The furthest steps that a table can write, from both ends of a stream. */
    assert_int_equal(date_birthday(DATE_MAX, 9999), date_from_civil(12198, 12, 31));
    assert_int_equal(date_add_months(DATE_MAX, 9999), date_from_civil(3033, 3, 31));
    assert_int_equal(date_add_months(DATE_MIN, -9999), date_from_civil(1066, 10, 1));
    assert_int_equal(date_add_months(first + 31, -1), first);
    assert_int_equal(date_add_months(last - 31, 1), last - 1);
    assert_int_equal(date_add_months(first - 1, 1), DATE_NONE);
    assert_int_equal(date_add_months(last + 1, -1), DATE_NONE);
    assert_int_equal(date_add_months(last, 1), DATE_NONE);
    assert_int_equal(date_add_months(first, -1), DATE_NONE);
    assert_int_equal(date_add_months(last, INT32_MAX), DATE_NONE);
    assert_int_equal(date_add_months(first, INT32_MIN), DATE_NONE);
    assert_int_equal(date_birthday(last, 1), DATE_NONE);
    assert_int_equal(date_birthday(last, INT32_MAX), DATE_NONE);
    assert_int_equal(date_birthday(first, INT32_MIN), DATE_NONE);
    assert_int_equal(date_next_month_day(last, 12, 30), DATE_NONE);
}

static void no_date_stays_none(void **state)
{
    (void)state;
    assert_int_equal(date_add_months(DATE_NONE, 6), DATE_NONE);
    assert_int_equal(date_add_months(DATE_NONE, -6), DATE_NONE);
    assert_int_equal(date_add_months(DATE_NONE, 0), DATE_NONE);
    assert_int_equal(date_birthday(DATE_NONE, 18), DATE_NONE);
    assert_int_equal(date_next_month_day(DATE_NONE, 9, 30), DATE_NONE);
}

static void today_follows_the_zone(void **state)
{
    int32_t before = (int32_t)(time(NULL) / 86400), utc, east, west;

    (void)state;
    setenv("TZ", "UTC0", 1);
    tzset();
    utc = date_today();
    setenv("TZ", "EAST-14", 1);
    tzset();
    east = date_today();
    setenv("TZ", "WEST+12", 1);
    tzset();
    west = date_today();
    unsetenv("TZ");
    tzset();
    /* A day may end between two of these lines. */
    assert_in_range(utc - before, 0, 1);
    assert_in_range(east - utc, 0, 2);
    assert_in_range(east - west, 1, 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parse_accepts_both_notations),
        cmocka_unit_test(parse_refuses_and_leaves_the_day_alone),
        cmocka_unit_test(parse_reads_no_byte_beyond_the_span),
        cmocka_unit_test(parse_takes_digits_only),
        cmocka_unit_test(every_day_agrees_with_counting),
        cmocka_unit_test(exactly_the_days_are_dates),
        cmocka_unit_test(months_are_added_as_by_counting),
        cmocka_unit_test(months_of_the_golden_vectors),
        cmocka_unit_test(birthdays_and_ages),
        cmocka_unit_test(ages_agree_with_living),
        cmocka_unit_test(next_day_of_the_year),
        cmocka_unit_test(easter_sundays),
        cmocka_unit_test(leap_years_and_lengths),
        cmocka_unit_test(far_years_are_exact_and_then_none),
        cmocka_unit_test(no_date_stays_none),
        cmocka_unit_test(today_follows_the_zone),
    };

    return cmocka_run_group_tests(tests, naive_count, NULL);
}
