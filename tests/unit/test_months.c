/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The table of months against counting, and what is looked up in it against what is
 * calculated: the calendar repeats after 400 years, and there no day is in the table.
 */
#include "trace.h"

#include "value/date.h"
#include "value/months.h"

enum { CYCLE_YEARS = 400, CYCLE_DAYS = 146097 };

static int length_of(int year, int month)
{
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

    return month == 1 && is_leap ? 29 : lengths[month];
}

static void each_day_has_its_month(void **state)
{
    int32_t day = DATE_MIN;

    (void)state;
    for (uint32_t month = 0; month < MONTHS_COUNT; month++) {
        int length = length_of(1900 + (int)month / 12, (int)month % 12);
        assert_int_equal(MONTHS_BEGIN[month], day);
        assert_int_equal(months_length(month), length);
        for (; length > 0; length--, day++)
            if (!months_hold(day) || months_of(day) != month)
                fail_msg("day %d is not in month %u", (int)day, (unsigned)month);
    }
    assert_int_equal(day, DATE_MAX + 1);
    assert_int_equal(MONTHS_BEGIN[MONTHS_COUNT], DATE_MAX + 1);
}

static void other_days_are_not_held(void **state)
{
    static const int32_t days[] = {DATE_MIN - 1, DATE_MAX + 1, DATE_NONE, INT32_MIN + 1,
                                   INT32_MAX};

    (void)state;
    for (size_t i = 0; i < sizeof days / sizeof *days; i++)
        assert_false(months_hold(days[i]));
}

static void lookup_and_arithmetic_give_the_same_dates(void **state)
{
    (void)state;
    for (int32_t day = DATE_MIN; day <= DATE_MAX; day++) {
        struct civil got = date_civil(day), want = date_civil(day + CYCLE_DAYS);
        if (got.year != want.year - CYCLE_YEARS || got.month != want.month ||
            got.day != want.day)
            fail_msg("day %d: %d-%d-%d", (int)day, got.year, got.month, got.day);
    }
}

/* Steps that stay among the months, leave them by either end, and overflow a month. */
static void lookup_and_arithmetic_give_the_same_steps(void **state)
{
    static const int steps[] = {0,  1,  2,   3,   5,   6,    11,   12,   13,   18,
                                24, 36, 48,  119, 120, 216,  300,  301,  797,  1200,
                                -1, -2, -11, -12, -24, -119, -300, -301, 3599, -3600};

    (void)state;
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        int n = steps[i];
        for (int32_t day = DATE_MIN; day <= DATE_MAX; day++) {
            int32_t far = day + CYCLE_DAYS;
            if (date_add_months(day, n) != date_add_months(far, n) - CYCLE_DAYS)
                fail_msg("%d months from day %d", n, (int)day);
            if (date_birthday(day, n) != date_birthday(far, n) - CYCLE_DAYS)
                fail_msg("birthday %d of day %d", n, (int)day);
        }
    }
}

/* On the days around a birthday, of everybody who is born in a cycle. */
static void an_age_begins_on_the_birthday(void **state)
{
    (void)state;
    for (int32_t birth = DATE_MIN; birth <= DATE_MAX - 19 * 366; birth++) {
        int32_t day = date_birthday(birth, 18);
        assert_int_equal(date_age(birth, day), 18);
        assert_int_equal(date_age(birth, day - 1), 17);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_day_has_its_month),
        cmocka_unit_test(other_days_are_not_held),
        cmocka_unit_test(lookup_and_arithmetic_give_the_same_dates),
        cmocka_unit_test(lookup_and_arithmetic_give_the_same_steps),
        cmocka_unit_test(an_age_begins_on_the_birthday),
    };

    return cmocka_run_group_tests_name("months", tests, NULL, NULL);
}
