/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Other people's text in messages: what is written as a code, by Unicode's lists of
 * controls and by RFC 3629 for what is no UTF-8, and what stands as it is.
 */
#include "trace.h"

#include <string.h>

#include "base/shown.h"

static const struct {
    const char *text, *safe;
} cases[] = {
    {"", ""},
    {"personen.csv", "personen.csv"},
    {"Größe €", "Größe €"},
    {"\xF0\x9F\x93\x84", "\xF0\x9F\x93\x84"}, /* U+1F4C4 */
    {"a\nb\tc\x7F", "a<U+000A>b<U+0009>c<U+007F>"},
    {"\xC2\x85", "<U+0085>"},   /* a C1 control */
    {"\x1B[2J", "<U+001B>[2J"}, /* what clears a terminal */
    {"a\xC2\xA0z\xC2\xAD", "a<U+00A0>z<U+00AD>"},
    {"\xE2\x80\xAEgnp.exe", "<U+202E>gnp.exe"}, /* turned around */
    {"\xEF\xBB\xBFid", "<U+FEFF>id"},
    {"\xF3\xA0\x80\xA1", "<U+E0021>"},
    /* Bytes that begin nothing: each for itself, and what follows is read anew. */
    {"M\xFCller", "M<0xFC>ller"},
    {"\x80x", "<0x80>x"},
    {"\xF5x", "<0xF5>x"},
    {"\xFFx", "<0xFF>x"},
    /* Sequences that another byte ends, or the end of the text. */
    {"\xC3(", "<0xC3>("},
    {"\xE2\x82z", "<0xE2><0x82>z"},
    {"\xE2\xC3\xA4", "<0xE2>ä"},
    {"\xF0\x9F\x93(", "<0xF0><0x9F><0x93>("},
    {"\xC3", "<0xC3>"},
    {"\xE2\x82", "<0xE2><0x82>"},
};

static void check(const char *text, enum shown how, const char *wanted)
{
    struct buffer out = {0};

    shown_add(&out, span_from(text), how);
    if (!span_is(buffer_text(&out), wanted))
        fail_msg("expected %s, got %.*s", wanted, (int)out.len, out.bytes);
    buffer_free(&out);
}

static void what_nobody_sees_is_shown_as_a_code(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check(cases[i].text, SHOWN_SAFE, cases[i].safe);
}

static void accents_behind_their_letter_are_codes_among_marks_only(void **state)
{
    (void)state;
    check("Mu\xCC\x88ller", SHOWN_SAFE, "Mu\xCC\x88ller"); /* U+0308 */
    check("Mu\xCC\x88ller", SHOWN_MARKS, "Mu<U+0308>ller");
    check("o\xCD\xAF\xCD\xB0", SHOWN_MARKS, "o<U+036F>\xCD\xB0"); /* U+0370 is none */
    check("Müller", SHOWN_MARKS, "Müller");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_nobody_sees_is_shown_as_a_code),
        cmocka_unit_test(accents_behind_their_letter_are_codes_among_marks_only),
    };

    return cmocka_run_group_tests_name("shown", tests, NULL, NULL);
}
