/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Names of files after values.
 */
#include "trace.h"

#include "files/stem.h"
#include "value/code.h"

static void a_code_is_its_own_name_unless_a_system_has_another_use_for_it(void **state)
{
    static const char *const good[] = {"FM-1", "fm_1", "7",       "com",  "com10",
                                       "lpt",  "cons", "indexes", "aux1", "_-"};
    static const char *const bad[] = {"",     "-r",   "a b",  "a.b",   "ä",
                                      "con",  "Con",  "PRN",  "aux",   "nUl",
                                      "com0", "COM9", "lpt5", "index", "INDEX"};
    char longest[STEM_VALUE_MOST + 1];

    (void)state;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        assert_true(stem_is_value(span_from(good[i])));
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(stem_is_value(span_from(bad[i])));
    memset(longest, 'a', sizeof longest);
    assert_true(stem_is_value(span_of(longest, STEM_VALUE_MOST)));
    assert_false(stem_is_value(span_of(longest, STEM_VALUE_MOST + 1)));
}

/* Whatever the bytes are: one dot, codes at both sides, 16 digits behind it, no device.
 */
static void every_value_has_a_name_for_every_system(void **state)
{
    static const char *const parts[] = {
        "a",    "CON",          " ",        ".",  "ä", "ß",  "/", "\\", "-", "\x80",
        "\xc3", "\xe5\xb1\xb1", "\xcc\x88", "\n", "1", "com"};
    struct dice dice = {7};

    (void)state;
    for (unsigned round = 0; round < 20000; round++) {
        char value[256] = "", stem[STEM_BYTES], plain[STEM_BYTES];
        unsigned count = 1 + dice_below(&dice, 60);
        struct span words;
        for (unsigned i = 0; i < count; i++)
            strcat(value, parts[dice_below(&dice, sizeof parts / sizeof *parts)]);
        stem_make(span_from(value), true, stem);
        stem_make(span_from(value), false, plain);
        words = span_of(stem, (size_t)(strchr(stem, '.') - stem));
        assert_true(stem_is_value(words));
        assert_true(code_is_valid(span_from(stem + words.len + 1)));
        assert_int_equal(strlen(stem + words.len + 1), 16);
        assert_string_equal(stem + words.len, plain + strlen("value"));
    }
}

static void letters_of_europe_are_read_in_ascii(void **state)
{
    static const char *const cases[][2] = {
        {"ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏ", "AAAAAeAAeCEEEEIIII"},
        {"ÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞß", "DNOOOOOe-OUUUUeYThss"},
        {"àáâãäåæçèéêëìíîï", "aaaaaeaaeceeeeiiii"},
        {"ðñòóôõö÷øùúûüýþÿ", "dnoooooe-ouuuueythy"},
        {"ĀāĂăĄąĆćĈĉĊċČčĎď", "AaAaAaCcCcCcCcDd"},
        {"ĐđĒēĔĕĖėĘęĚěĜĝĞğ", "DdEeEeEeEeEeGgGg"},
        {"ĠġĢģĤĥĦħĨĩĪīĬĭĮį", "GgGgHhHhIiIiIiIi"},
        {"İıĲĳĴĵĶķĸĹĺĻļĽľĿ", "IiIiJjKkkLlLlLlL"},
        {"ŀŁłŃńŅņŇňŉŊŋŌōŎŏ", "lLlNnNnNnnNnOoOo"},
        {"ŐőŒœŔŕŖŗŘřŚśŜŝŞş", "OoOeoeRrRrRrSsSsSs"},
        {"ŠšŢţŤťŦŧŨũŪūŬŭŮů", "SsTtTtTtUuUuUuUu"},
        {"ŰűŲųŴŵŶŷŸŹźŻżŽžſ", "UuUuWwYyYZzZzZzs"},
        {"ȘșȚț", "SsTt"},
    };
    char stem[STEM_BYTES];

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        stem_make(span_from(cases[i][0]), true, stem);
        *strchr(stem, '.') = '\0';
        assert_string_equal(stem, cases[i][1]);
    }
}

static void only_letters_of_ascii_are_folded(void **state)
{
    char out[16];

    (void)state;
    assert_true(span_is(stem_fold(span_from("Fm_-1Zz[@"), out), "fm_-1zz[@"));
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_code_is_its_own_name_unless_a_system_has_another_use_for_it),
        cmocka_unit_test(every_value_has_a_name_for_every_system),
        cmocka_unit_test(letters_of_europe_are_read_in_ascii),
        cmocka_unit_test(only_letters_of_ascii_are_folded),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
