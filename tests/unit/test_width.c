/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How wide texts are on a terminal, and where they are cut.
 */
#include "trace.h"

#include "value/width.h"

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

static void texts_have_the_width_of_their_characters(void **state)
{
    static const struct {
        const char *text;
        size_t width;
    } cases[] = {
        {"", 0},
        {"abc", 3},
        {"Jäger", 5},
        {"Ja\xCC\x88ger", 5}, /* a and U+0308 */
        {"\xCC\x88", 0},      /* U+0308 alone */
        {"\xE2\x80\xA6", 1},  /* U+2026 */
        {"日本", 4},
        {"ﾊﾝｶｸ", 4},                                 /* of half width */
        {"Ａ", 2},                                   /* of full width */
        {"한", 2},                                   /* one syllable … */
        {"\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB", 2}, /* … and its three letters */
        {"\xF0\x9F\x98\x80", 2},                     /* U+1F600 */
        {"\xEF\xB8\x8F", 0},                         /* U+FE0F, a variation selector */
        {"ไม่", 2},                                   /* a mark above */
        {"عربى", 4},
        {"\xF3\xA0\x87\xAF", 0}, /* U+E01EF, the last of the marks */
        {"\xF0\xBF\xBF\xBD", 2}, /* U+3FFFD, the last wide one */
        {"\xE4", 1},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        if (width_of(span_from(cases[i].text)) != cases[i].width)
            fail_msg("%s: %zu", cases[i].text, width_of(span_from(cases[i].text)));
}

static void a_text_is_cut_between_characters(void **state)
{
    static const struct {
        const char *text;
        size_t width, fit, used;
    } cases[] = {
        {"abc", 0, 0, 0},   {"abc", 2, 2, 2},        {"abc", 3, 3, 3},
        {"abc", 9, 3, 3},   {"äöü", 2, 4, 2},        {"日本", 3, 3, 2},
        {"日本", 1, 0, 0},  {"a\xCC\x88z", 1, 3, 1}, /* with its accent */
        {"\xE4z", 1, 1, 1},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        size_t used = 99;
        size_t fit = width_fit(span_from(cases[i].text), cases[i].width, &used);
        if (fit != cases[i].fit || used != cases[i].used)
            fail_msg("case %zu: %zu bytes, %zu columns", i, fit, used);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_have_the_width_of_their_characters),
        cmocka_unit_test(a_text_is_cut_between_characters),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
