/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A day that was spelt before has the text that date_format gives it, also where others
 * took its place in between.
 */
#include "trace.h"

#include "value/day_texts.h"

static void expect_text(struct day_texts *texts, int32_t day)
{
    char expected[DATE_BYTES];

    date_format(day, expected);
    assert_memory_equal(day_texts_get(texts, day), expected, DATE_BYTES);
}

static void days_have_the_texts_of_their_dates(void **state)
{
    static struct day_texts texts;
    int32_t first = date_from_civil(1900, 1, 1), last = date_from_civil(2199, 12, 31);
    struct dice dice = {20261121};

    (void)state;
    expect_text(&texts, 0); /* no zero of the table stands for a day */
    for (int32_t day = first; day <= last; day++)
        expect_text(&texts, day);
    for (unsigned i = 0; i < 200000; i++)
        expect_text(&texts, first + (int32_t)dice_below(&dice, 109573));
}

static void days_that_share_a_place_are_told_apart(void **state)
{
    static struct day_texts texts;

    (void)state;
    for (unsigned i = 0; i < 3; i++) {
        expect_text(&texts, 20000);
        expect_text(&texts, 20000 + DAY_TEXTS);
        expect_text(&texts, -DAY_TEXTS);
        expect_text(&texts, 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_have_the_texts_of_their_dates),
        cmocka_unit_test(days_that_share_a_place_are_told_apart),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
