/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Codes, yes/no words, sets of codes, and the one parser of whole numbers.
 */
#include "trace.h"

#include <ctype.h>

#include "base/mem.h"
#include "value/code.h"
#include "value/number.h"

static void a_code_is_made_of_letters_digits_and_two_marks(void **state)
{
    (void)state;
    for (unsigned byte = 0; byte < 256; byte++) {
        char text[2] = {'a', (char)byte};
        bool good = byte < 0x80 && (isalnum((int)byte) || byte == '-' || byte == '_');
        assert_int_equal(code_is_valid(span_of(text, 2)), good);
        assert_int_equal(code_is_valid(span_of(text + 1, 1)), good);
    }
    assert_false(code_is_valid(span_from("")));
    assert_false(code_is_valid(span_from("fähig")));
}

static const struct {
    const char *word;
    int yes; /* -1: no such word */
} yesno_cases[] = {
    {"yes", 1},  {"y", 1},    {"ja", 1},    {"j", 1},   {"1", 1},        {"true", 1},
    {"no", 0},   {"n", 0},    {"nein", 0},  {"0", 0},   {"false", 0},    {"JA", 1},
    {"Nein", 0}, {"TRUE", 1}, {"fAlSe", 0}, {"Y", 1},   {"", -1},        {"2", -1},
    {"01", -1},  {"00", -1},  {"yess", -1}, {"ye", -1}, {" yes", -1},    {"no ", -1},
    {"oui", -1}, {"t", -1},   {"f", -1},    {"-1", -1}, {"unknown", -1}, {"x", -1},
};

static void yes_and_no_have_eleven_words_in_any_case(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof yesno_cases / sizeof *yesno_cases; i++) {
        bool yes = false;
        bool known = code_parse_yesno(span_from(yesno_cases[i].word), &yes);
        int got = known ? yes : -1;
        if (got != yesno_cases[i].yes)
            fail_msg("\"%s\": got %d, expected %d", yesno_cases[i].word, got,
                     yesno_cases[i].yes);
    }
    assert_false(code_parse_yesno(span_of("ja\0", 3), &(bool){false}));
}

static void a_set_gives_each_code_one_number(void **state)
{
    enum { COUNT = 500 };
    struct arena arena = {0};
    struct code_set set = {0};
    static char names[COUNT][24];

    (void)state;
    assert_int_equal(code_find(&set, span_from("")), -1);
    /* The same first bytes and the same length, so that the keys are nearly equal. */
    for (int i = 0; i < COUNT; i++)
        snprintf(names[i], sizeof names[i], "massnahme-%03d", i);
    for (int i = 0; i < COUNT; i++) {
        assert_int_equal(code_find(&set, span_from(names[i])), -1);
        assert_int_equal(code_add(&set, span_from(names[i]), &arena), i);
    }
    for (int i = 0; i < COUNT; i++) {
        assert_int_equal(code_find(&set, span_from(names[i])), i);
        assert_int_equal(code_add(&set, span_from(names[i]), &arena), i);
    }
    assert_int_equal(set.count, COUNT);
    assert_int_equal(code_find(&set, span_from("massnahme-00")), -1);
    assert_int_equal(code_find(&set, span_from("Massnahme-001")), -1);
    assert_int_equal(code_add(&set, span_from(""), &arena), COUNT);
    assert_int_equal(code_find(&set, span_from("")), COUNT);
    arena_free(&arena);
}

/* Both ends of the texts are the same, and so is the length. */
static void long_codes_that_differ_in_the_middle_stay_apart(void **state)
{
    enum { COUNT = 200 };
    struct arena arena = {0};
    struct code_set set = {0};
    static char names[COUNT][32];

    (void)state;
    for (int i = 0; i < COUNT; i++) {
        snprintf(names[i], sizeof names[i], "massnahme-%03d-beginnt", i);
        assert_int_equal(code_append(&set, span_from(names[i]), &arena), i);
    }
    for (int i = 0; i < COUNT; i++)
        assert_int_equal(code_find(&set, span_from(names[i])), i);
    assert_int_equal(code_find(&set, span_from("massnahme-200-beginnt")), -1);
    assert_int_equal(code_find(&set, span_from("massnahme-00--beginnt")), -1);
    arena_free(&arena);
}

/* Texts that share their first and last bytes, of each length around those of a key. */
static void any_byte_makes_another_code(void **state)
{
    (void)state;
    for (size_t len = 1; len <= 40; len++) {
        struct arena arena = {0};
        struct code_set set = {0};
        char text[40];
        memset(text, 'a', sizeof text);
        assert_int_equal(code_add(&set, span_of(text, len), &arena), 0);
        for (size_t at = 0; at < len; at++) {
            char other[40];
            memcpy(other, text, sizeof other);
            other[at] = 'b';
            assert_int_equal(code_find(&set, span_of(other, len)), -1);
        }
        arena_free(&arena);
    }
}

static void lengths_that_share_a_key_byte_stay_apart(void **state)
{
    struct arena arena = {0};
    struct code_set set = {0};
    char text[300];

    (void)state;
    memset(text, 'a', sizeof text);
    assert_int_equal(code_add(&set, span_of(text, 10), &arena), 0);
    assert_int_equal(code_find(&set, span_of(text, 10 + 256)), -1);
    assert_int_equal(code_add(&set, span_of(text, 10 + 256), &arena), 1);
    assert_int_equal(code_add(&set, span_of("ab\0", 3), &arena), 2);
    assert_int_equal(code_find(&set, span_of("ab", 2)), -1);
    arena_free(&arena);
}

static const struct {
    const char *text;
    int32_t max, number; /* -1: refused */
} number_cases[] = {
    {"0", 9999, 0},
    {"7", 9999, 7},
    {"9999", 9999, 9999},
    {"10000", 9999, -1},
    {"0007", 9999, 7},
    {"0000000000000000000000000000009", 9999, 9},
    {"", 9999, -1},
    {"-1", 9999, -1},
    {"+1", 9999, -1},
    {" 1", 9999, -1},
    {"1 ", 9999, -1},
    {"1.0", 9999, -1},
    {"1,5", 9999, -1},
    {"0x1", 9999, -1},
    {"1e3", 9999, -1},
    {"١", 9999, -1},
    {"3", 2, -1},
    {"0", 0, 0},
    {"2147483647", INT32_MAX, INT32_MAX},
    {"2147483648", INT32_MAX, -1},
    {"18446744073709551617", INT32_MAX, -1},
    {"99999999999999999999999999999999999999", INT32_MAX, -1},
};

static void numbers_are_decimal_digits_and_nothing_else(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof number_cases / sizeof *number_cases; i++) {
        int32_t number = 0;
        bool good =
            number_parse(span_from(number_cases[i].text), number_cases[i].max, &number);
        if ((good ? number : -1) != number_cases[i].number)
            fail_msg("\"%s\" up to %d: got %d", number_cases[i].text,
                     (int)number_cases[i].max, good ? (int)number : -1);
    }
    assert_false(number_parse(span_of("1\0", 2), 9999, &(int32_t){0}));
}

static void numbers_are_written_without_leading_zeros(void **state)
{
    static const struct {
        long number;
        const char *text;
    } cases[] = {{0, "0"},
                 {7, "7"},
                 {10, "10"},
                 {-1, "-1"},
                 {9999, "9999"},
                 {9223372036854775807L, "9223372036854775807"},
                 {-9223372036854775807L - 1, "-9223372036854775808"}};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char out[NUMBER_BYTES];
        assert_true(
            span_is(span_of(out, number_format(cases[i].number, out)), cases[i].text));
    }
}

static void every_number_comes_back(void **state)
{
    (void)state;
    for (int32_t number = 0; number <= NUMBER_MAX; number++) {
        char out[NUMBER_BYTES];
        int32_t again = -1;
        size_t len = number_format(number, out);
        assert_true(number_parse(span_of(out, len), NUMBER_MAX, &again));
        assert_int_equal(again, number);
    }
}

static void decimals_are_written_all(void **state)
{
    static const struct {
        long number;
        unsigned decimals;
        const char *text;
    } cases[] = {{0, 0, "0"},      {30, 0, "30"},       {0, 1, "0.0"},
                 {7, 1, "0.7"},    {30, 1, "3.0"},      {1000, 1, "100.0"},
                 {0, 2, "0.00"},   {5, 2, "0.05"},      {50, 2, "0.50"},
                 {105, 2, "1.05"}, {12345, 2, "123.45"}};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char out[NUMBER_BYTES];
        size_t len = number_format_decimals(cases[i].number, cases[i].decimals, out);
        assert_true(span_is(span_of(out, len), cases[i].text));
    }
}

static void division_rounds_half_up(void **state)
{
    (void)state;
    assert_int_equal(number_divide(0, 3), 0);
    assert_int_equal(number_divide(1, 3), 0);
    assert_int_equal(number_divide(1, 2), 1);
    assert_int_equal(number_divide(2, 3), 1);
    assert_int_equal(number_divide(3, 2), 2);
    assert_int_equal(number_divide(7, 1), 7);
    assert_int_equal(number_divide(7, 0), 0);
}

static void spans_are_ordered_by_their_bytes(void **state)
{
    /* Each is below the next: a longer one comes behind, and bytes have no sign. */
    static const char *const texts[] = {"", "A", "AA", "B", "a", "\xc3\xa4"};

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        for (size_t j = 0; j < sizeof texts / sizeof *texts; j++) {
            int order = span_compare(span_from(texts[i]), span_from(texts[j]));
            assert_int_equal((order > 0) - (order < 0), (i > j) - (i < j));
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_code_is_made_of_letters_digits_and_two_marks),
        cmocka_unit_test(yes_and_no_have_eleven_words_in_any_case),
        cmocka_unit_test(a_set_gives_each_code_one_number),
        cmocka_unit_test(long_codes_that_differ_in_the_middle_stay_apart),
        cmocka_unit_test(any_byte_makes_another_code),
        cmocka_unit_test(lengths_that_share_a_key_byte_stay_apart),
        cmocka_unit_test(numbers_are_decimal_digits_and_nothing_else),
        cmocka_unit_test(numbers_are_written_without_leading_zeros),
        cmocka_unit_test(every_number_comes_back),
        cmocka_unit_test(decimals_are_written_all),
        cmocka_unit_test(division_rounds_half_up),
        cmocka_unit_test(spans_are_ordered_by_their_bytes),
    };

    return cmocka_run_group_tests_name("code and number", tests, NULL, NULL);
}
