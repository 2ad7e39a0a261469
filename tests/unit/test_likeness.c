/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Names that look the same, and what is shown of text that nobody sees.
 */
#include "trace.h"

#include "base/shown.h"
#include "value/likeness.h"

static const struct {
    const char *a, *b;
    enum likeness likeness;
} like_cases[] = {
    {"", "", LIKENESS_SAME},
    {"Stärken", "Stärken", LIKENESS_SAME},
    {"St\u00E4rken", "Sta\u0308rken", LIKENESS_FORM},
    {"Sta\u0308rken", "St\u00E4rken", LIKENESS_FORM},
    {"\u017E\u00C9\u00FF", "z\u030CE\u0301y\u0308", LIKENESS_FORM},
    {"Stärken", "STÄRKEN", LIKENESS_LOOK},
    {"ST\u00C4RKEN", "sta\u0308rken", LIKENESS_LOOK},
    {"Letzter Kontakt", "Letzter\u00A0Kontakt", LIKENESS_LOOK},
    {"Letzter Kontakt", "Letzter\u200BKontakt", LIKENESS_LOOK},
    {"Letzter Kontakt", "letzter  kontakt", LIKENESS_LOOK},
    {"Letzter Kontakt", "Letzter\nKontakt", LIKENESS_LOOK},
    {"Kunden\u00ADnummer", "Kundennummer", LIKENESS_LOOK},
    {"Stärken", "Starken", LIKENESS_NONE},
    {"stra\u00DFe", "strasse", LIKENESS_NONE},
    {"", "a", LIKENESS_NONE},
    {"M\xE4rz", "M\xE4rz", LIKENESS_SAME}, /* no UTF-8 does no harm */
    {"\xC3", "\xE2\x80", LIKENESS_NONE},
};

static void names_that_look_the_same_are_told(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof like_cases / sizeof *like_cases; i++) {
        struct span a = span_from(like_cases[i].a), b = span_from(like_cases[i].b);
        if (likeness_of(a, b) != like_cases[i].likeness ||
            likeness_of(b, a) != like_cases[i].likeness)
            fail_msg("\"%s\" and \"%s\"", like_cases[i].a, like_cases[i].b);
    }
    assert_true(likeness_has_marks(span_from("a\u0308")));
    assert_true(likeness_has_marks(span_from("\u036F")));
    assert_false(likeness_has_marks(span_from("\u00E4\u0370\u02FF")));
}

static const struct {
    const char *text, *safe, *marks;
} shown_cases[] = {
    {"", "", ""},
    {"Müller – 3 € 😀", "Müller – 3 € 😀", "Müller – 3 € 😀"},
    {"\x01\x1B[31m\t\n\r\x7F", "<U+0001><U+001B>[31m<U+0009><U+000A><U+000D><U+007F>",
     "<U+0001><U+001B>[31m<U+0009><U+000A><U+000D><U+007F>"},
    {"\xC2\x80\xC2\x9F\xC2\xA0\xC2\xA1", "<U+0080><U+009F><U+00A0>\xC2\xA1",
     "<U+0080><U+009F><U+00A0>\xC2\xA1"},
    {"\u202E\u2066\u200F\u061C", "<U+202E><U+2066><U+200F><U+061C>",
     "<U+202E><U+2066><U+200F><U+061C>"},
    {"\u2028\u200B\u2060\uFEFF\u202F", "<U+2028><U+200B><U+2060><U+FEFF><U+202F>",
     "<U+2028><U+200B><U+2060><U+FEFF><U+202F>"},
    {"\U000E0041", "<U+E0041>", "<U+E0041>"},
    {"a\u0308\u036F\u0370", "a\u0308\u036F\u0370", "a<U+0308><U+036F>\u0370"},
    {"M\xFCller\x9B", "M<0xFC>ller<0x9B>", "M<0xFC>ller<0x9B>"},
    {"\xE2\x80", "<0xE2><0x80>", "<0xE2><0x80>"}, /* cut off */
    {"\xC0\x9B", "<U+001B>", "<U+001B>"},         /* longer than needed */
};

static void what_nobody_sees_is_shown_as_its_code(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof shown_cases / sizeof *shown_cases; i++) {
        struct span text = span_from(shown_cases[i].text);
        struct buffer safe = {0}, marks = {0};
        shown_add(&safe, text, SHOWN_SAFE);
        shown_add(&marks, text, SHOWN_MARKS);
        if (!span_is(buffer_text(&safe), shown_cases[i].safe) ||
            !span_is(buffer_text(&marks), shown_cases[i].marks))
            fail_msg("%zu: %.*s, %.*s", i, (int)safe.len, safe.bytes, (int)marks.len,
                     marks.bytes);
        buffer_free(&safe);
        buffer_free(&marks);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_that_look_the_same_are_told),
        cmocka_unit_test(what_nobody_sees_is_shown_as_its_code),
    };

    return cmocka_run_group_tests_name("likeness", tests, NULL, NULL);
}
