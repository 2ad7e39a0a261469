/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Rows whose key is their own: by hand, and random rows against comparing each with
 * each one above it.
 */
#include "rules.h"

#include "rules/own_keys.h"

enum { ROWS_MOST = 60, TABLES = 400 };

static uint64_t seed = 13;

static unsigned any(unsigned below)
{
    seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (unsigned)(seed >> 33) % below;
}

static struct keyed_row row(const char *key, const char *partner, int32_t first,
                            int32_t last)
{
    return (struct keyed_row){span_from(key), span_from(partner), first, last, true};
}

static void rows_that_share_a_day_clash(void **state)
{
    const struct keyed_row rows[] = {
        row("a", "", 10, 20),         /* 0 */
        row("a", "", 21, 30),         /* 1: behind 0 */
        row("a", "x", 10, 20),        /* 2: of another partner */
        row("ax", "", 10, 20),        /* 3: the parts are not one text */
        row("a", "", 30, 30),         /* 4: the last day of 1 */
        row("a", "", 1, 9),           /* 5: before all */
        row("a", "", 5, 25),          /* 6: meets 0, 1 and 5 */
        row("a", "", 31, INT32_MAX),  /* 7: behind all but none */
        row("a", "x", INT32_MIN, 10), /* 8: meets 2 on its first day */
    };
    static const bool expected[] = {false, false, false, false, true,
                                    false, true,  false, true};
    static const size_t above[] = {[4] = 1, [6] = 0, [8] = 2};
    bool *clashes = own_keys_clash(rows, COUNT_OF(rows));

    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        assert_int_equal(clashes[i], expected[i]);
        if (expected[i])
            assert_int_equal(own_keys_above(rows, i), above[i]);
    }
    free(clashes);
}

static void a_row_that_does_not_count_is_told_and_stops_none(void **state)
{
    struct keyed_row rows[] = {row("a", "", 1, 5), row("a", "", 3, 9),
                               row("a", "", 7, 7)};
    bool *clashes;

    (void)state;
    rows[1].is_counted = false;
    clashes = own_keys_clash(rows, COUNT_OF(rows));
    assert_false(clashes[0]);
    assert_true(clashes[1]);
    assert_false(clashes[2]);
    free(clashes);
    free(own_keys_clash(rows, 0));
}

/* The row above that clashes, or the row itself. */
static size_t above_by_asking_each(const struct keyed_row *rows, size_t at)
{
    for (size_t i = 0; i < at; i++)
        if (rows[i].is_counted && span_equal(rows[i].key, rows[at].key) &&
            span_equal(rows[i].partner, rows[at].partner) &&
            rows[i].first <= rows[at].last && rows[at].first <= rows[i].last)
            return i;
    return at;
}

static void random_rows_clash_as_each_asked_of_each(void **state)
{
    static const char *const names[] = {"", "a", "b", "ab", "abc", "B"};
    struct keyed_row rows[ROWS_MOST];
    unsigned clashing = 0, clean = 0;

    (void)state;
    for (unsigned table = 0; table < TABLES; table++) {
        unsigned count = any(ROWS_MOST), days = 10 + any(400);
        bool *clashes;
        for (unsigned i = 0; i < count; i++) {
            int32_t first = (int32_t)any(days) - 50;
            rows[i] = row(names[any(COUNT_OF(names))], names[any(2)], first,
                          first + (int32_t)any(12) - 1);
            rows[i].is_counted = any(8) > 0;
        }
        clashes = own_keys_clash(rows, count);
        for (unsigned i = 0; i < count; i++) {
            size_t above = above_by_asking_each(rows, i);
            assert_int_equal(clashes[i], above < i);
            assert_int_equal(own_keys_above(rows, i), above);
            clashing += clashes[i];
            clean += !clashes[i];
        }
        free(clashes);
    }
    assert_in_range(clashing, 500, INT32_MAX);
    assert_in_range(clean, 500, INT32_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_that_share_a_day_clash),
        cmocka_unit_test(a_row_that_does_not_count_is_told_and_stops_none),
        cmocka_unit_test(random_rows_clash_as_each_asked_of_each),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
