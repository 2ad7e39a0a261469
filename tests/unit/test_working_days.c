/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Working days in words: sets of bits, and steps from every day of some years and at
 * both ends of the calendar against asking day after day.
 */
#include "rules.h"

#include "rules/working_days.h"

static struct working_days days;

static void bits_are_counted_and_found(void **state)
{
    static const struct {
        uint64_t word;
        unsigned count, lowest;
    } cases[] = {{1, 1, 0},
                 {UINT64_C(1) << 63, 1, 63},
                 {~UINT64_C(0), 64, 0},
                 {UINT64_C(0xf0f0), 8, 4},
                 {UINT64_C(0x8000000000000001), 2, 0},
                 {UINT64_C(0x5555555555555550), 30, 4}};

    (void)state;
    assert_int_equal(bits_count(0), 0);
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        unsigned n = 0;
        assert_int_equal(bits_count(cases[i].word), cases[i].count);
        assert_int_equal(bits_lowest(cases[i].word), cases[i].lowest);
        for (unsigned bit = 0; bit < BITS_WORD; bit++)
            if (bits_has(&cases[i].word, bit))
                assert_int_equal(bits_nth(cases[i].word, ++n), bit);
    }
    assert_int_equal(bits_words(0), 0);
    assert_int_equal(bits_words(1), 1);
    assert_int_equal(bits_words(64), 1);
    assert_int_equal(bits_words(65), 2);
}

/* The n-th working day in one direction, by asking each day. */
static int32_t by_asking(int32_t day, unsigned n, int step)
{
    for (; working_days_cover(day); day += step)
        if (working_days_has(&days, day) && --n == 0)
            return day;
    return DATE_NONE;
}

static void compare(int32_t day, unsigned n)
{
    assert_int_equal(working_days_after(&days, day, n), by_asking(day, n, 1));
    assert_int_equal(working_days_before(&days, day, n), by_asking(day, n, -1));
}

static void steps_are_those_of_asking_day_after_day(void **state)
{
    static const unsigned steps[] = {1, 2, 5, 10, 45, 46, 47, 90, 260};

    (void)state;
    for (int32_t day = day_of("2024-01-01"); day <= day_of("2027-12-31"); day++)
        for (size_t i = 0; i < COUNT_OF(steps); i++)
            compare(day, steps[i]);
    for (int32_t i = 0; i < 200; i++)
        for (unsigned n = 1; n < 150; n++) {
            compare(CALENDAR_FIRST + i, n);
            compare(CALENDAR_LAST - i, n);
        }
}

static void a_week_has_five_working_days(void **state)
{
    unsigned count = 0;

    (void)state;
    assert_true(working_days_has(&days, day_of("2026-11-20")));  /* a Friday */
    assert_false(working_days_has(&days, day_of("2026-11-21"))); /* a Saturday */
    assert_false(working_days_has(&days, day_of("2026-11-22")));
    assert_true(working_days_has(&days, day_of("2026-11-23")));
    assert_false(working_days_has(&days, day_of("2026-12-25"))); /* removed */
    for (int32_t day = CALENDAR_FIRST; day < CALENDAR_FIRST + 7 * 1000; day++)
        count += working_days_has(&days, day);
    assert_int_equal(count, 5000);
}

static void beyond_the_calendar_there_is_no_day(void **state)
{
    static const int32_t beyond[] = {CALENDAR_FIRST - 1, CALENDAR_LAST + 1, DATE_NONE,
                                     INT32_MAX};

    (void)state;
    for (size_t i = 0; i < COUNT_OF(beyond); i++) {
        working_days_remove(&days, beyond[i]);
        assert_false(working_days_has(&days, beyond[i]));
        assert_int_equal(working_days_after(&days, beyond[i], 1), DATE_NONE);
        assert_int_equal(working_days_before(&days, beyond[i], 1), DATE_NONE);
    }
    assert_int_equal(working_days_after(&days, CALENDAR_FIRST, UINT32_MAX), DATE_NONE);
    assert_int_equal(working_days_before(&days, CALENDAR_LAST, UINT32_MAX), DATE_NONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bits_are_counted_and_found),
        cmocka_unit_test(steps_are_those_of_asking_day_after_day),
        cmocka_unit_test(a_week_has_five_working_days),
        cmocka_unit_test(beyond_the_calendar_there_is_no_day),
    };

    working_days_fill(&days);
    /* Two weeks without a working day, and single days. */
    for (int32_t day = day_of("2025-12-22"); day <= day_of("2026-01-04"); day++)
        working_days_remove(&days, day);
    working_days_remove(&days, day_of("2026-12-25"));
    return cmocka_run_group_tests(tests, NULL, NULL);
}
