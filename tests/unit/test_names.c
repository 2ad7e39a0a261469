/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Names in a list, and the name that somebody probably meant.
 */
#include "trace.h"

#include <stdio.h>
#include <string.h>

#include "base/diag.h"
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

static void unknown_words_are_told_with_the_nearest_and_the_list(void **state)
{
    const struct span list[] = {{"client_id", 9}, {"office", 6}, {"team", 4}};
    bool is_chosen[3];
    struct diag diag;

    (void)state;
    assert_false(names_choose(list, 3, span_from("ofice,team,xx,ofice,,client_i"),
                              is_chosen, "--by: no column", &diag));
    assert_int_equal(diag.code, DIAG_USAGE);
    assert_string_equal(diag.text,
                        "--by: no column \"ofice\", did you mean \"office\"? Nor "
                        "\"xx\". Nor \"\". Nor \"client_i\", did you mean "
                        "\"client_id\"? There are: client_id, office, team");
    assert_true(names_choose(list, 3, span_from("team,team"), is_chosen, "", &diag));
    assert_true(!is_chosen[0] && !is_chosen[1] && is_chosen[2]);
    assert_true(names_choose(list, 3, span_of(NULL, 0), is_chosen, "", &diag));
    assert_true(is_chosen[0] && is_chosen[1] && is_chosen[2]);
}

/* 64 bytes of a word are shown, and no half of a character. */
static void a_long_word_is_cut(void **state)
{
    char word[100];
    struct diag diag;

    (void)state;
    memset(word, 'a', sizeof word);
    memcpy(word + 63, "\xc3\xa4", 2);
    names_unknown(&diag, "no", span_of(word, sizeof word), NULL, 0);
    assert_int_equal(strlen(diag.text),
                     strlen("no \"\"\xe2\x80\xa6. There is none") + 63);
    word[63] = 'a';
    word[64] = 'a';
    names_unknown(&diag, "no", span_of(word, 64), NULL, 0);
    assert_int_equal(strlen(diag.text), strlen("no \"\". There is none") + 64);
}

/* 300 names of 9 bytes do not fit a diag: whole names, and how many more. */
static void a_long_list_ends_with_the_number_of_the_rest(void **state)
{
    static char bytes[300][10];
    struct span list[300];
    struct diag diag;
    const char *end;
    unsigned shown = 0, rest = 0;

    (void)state;
    for (unsigned i = 0; i < 300; i++) {
        snprintf(bytes[i], sizeof bytes[i], "column%03u", i);
        list[i] = span_from(bytes[i]);
    }
    assert_false(
        names_unknown(&diag, "--by: no column", span_from("column299"), list, 299));
    assert_non_null(
        strstr(diag.text, "did you mean \"column099\"? There are: column000, "));
    end = strstr(diag.text, "… (");
    assert_non_null(end);
    assert_int_equal(sscanf(end, "… (%u more)", &rest), 1);
    for (const char *at = diag.text; (at = strstr(at, "column")) != NULL; at++)
        shown++;
    assert_int_equal(shown - 3 + rest, 299); /* the option, the word and the nearest */
    assert_true(strlen(diag.text) > 1500 && strlen(diag.text) < 2000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_name_is_found_where_it_stands),
        cmocka_unit_test(the_nearest_name_is_meant),
        cmocka_unit_test(a_long_name_is_far_from_everything),
        cmocka_unit_test(unknown_words_are_told_with_the_nearest_and_the_list),
        cmocka_unit_test(a_long_word_is_cut),
        cmocka_unit_test(a_long_list_ends_with_the_number_of_the_rest),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
