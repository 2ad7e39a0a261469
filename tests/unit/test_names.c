/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Names in a list, and the name that somebody probably meant.
 */
#include "trace.h"

#include "base/names.h"

static const char *const names[] = {"client_id",  "case_manager", NULL,
                                    "birth_date", "household_id", "age",
                                    "goal",       "goal_area"};

enum { NAMES = sizeof names / sizeof *names };

static void a_name_is_found_where_it_stands(void **state)
{
    const struct span spans[] = {{"a", 1}, {"ab", 2}, {"", 0}};

    (void)state;
    assert_int_equal(names_find(names, NAMES, span_from("client_id")), 0);
    assert_int_equal(names_find(names, NAMES, span_from("goal_area")), 7);
    assert_int_equal(names_find(names, NAMES, span_from("goal_")), -1);
    assert_int_equal(names_find(names, NAMES, span_from("")), -1);
    assert_int_equal(names_find_span(spans, 3, span_from("ab")), 1);
    assert_int_equal(names_find_span(spans, 3, span_from("")), 2);
    assert_int_equal(names_find_span(spans, 3, span_from("b")), -1);
}

static const struct {
    const char *written, *meant; /* NULL: none is near */
} near_cases[] = {
    {"clientid", "client_id"},    /* one is missing */
    {"cilent_id", "client_id"},   /* two are swapped */
    {"cluent_ix", "client_id"},   /* two are others */
    {"birthdates", "birth_date"}, /* one is missing, one too many */
    {"case-manager", "case_manager"},
    {"house", "household_id"}, /* it begins so */
    {"goa", "goal"},           /* the first of those that are as near */
    {"goal_are", "goal_area"},
    {"bir", "birth_date"},
    {"bi", NULL}, /* too short to begin a name */
    {"cxxxxt_id", NULL},
    {"ago", "age"},
    {"abo", NULL}, /* two of three bytes are no likeness */
    {"", NULL},
};

static void the_nearest_name_is_meant(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof near_cases / sizeof *near_cases; i++) {
        struct span best =
            names_nearest(names, NAMES, span_from(near_cases[i].written));
        const char *meant = near_cases[i].meant;
        if (meant == NULL ? best.ptr != NULL : !span_is(best, meant))
            fail_msg("%s: %.*s", near_cases[i].written, (int)best.len, best.ptr);
    }
}

static void a_long_name_is_far_from_everything(void **state)
{
    char text[1000];

    (void)state;
    memset(text, 'a', sizeof text);
    assert_null(names_nearest(names, NAMES, span_of(text, sizeof text)).ptr);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_name_is_found_where_it_stands),
        cmocka_unit_test(the_nearest_name_is_meant),
        cmocka_unit_test(a_long_name_is_far_from_everything),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
