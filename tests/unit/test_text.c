/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * UTF-8 against RFC 3629's table and against a decoder that works by code points;
 * escapes that come back as they were; control characters.
 */
#include "trace.h"

struct bytes_case {
    const char *name, *bytes;
    size_t len, good; /* length, and how much of it is well-formed */
};

#define BYTES(text) text, sizeof text - 1

static const struct bytes_case utf8_cases[] = {
    {"nothing", BYTES(""), 0},
    {"ASCII with NUL and DEL", BYTES("a\0b\x7F"), 4},
    {"two bytes, first and last", BYTES("\xC2\x80\xDF\xBF"), 4},
    {"three bytes, first and last", BYTES("\xE0\xA0\x80\xEF\xBF\xBF"), 6},
    {"around the surrogates", BYTES("\xED\x9F\xBF\xEE\x80\x80"), 6},
    {"four bytes, first and last", BYTES("\xF0\x90\x80\x80\xF4\x8F\xBF\xBF"), 8},
    {"continuation alone", BYTES("ab\x80"), 2},
    {"overlong slash in two", BYTES("\xC0\xAF"), 0},
    {"overlong in two, last", BYTES("\xC1\xBF"), 0},
    {"overlong in three", BYTES("\xE0\x9F\xBF"), 0},
    {"overlong in four", BYTES("\xF0\x8F\xBF\xBF"), 0},
    {"first surrogate", BYTES("x\xED\xA0\x80"), 1},
    {"last surrogate", BYTES("\xED\xBF\xBF"), 0},
    {"above U+10FFFF", BYTES("\xF4\x90\x80\x80"), 0},
    {"lead F5", BYTES("\xF5\x80\x80\x80"), 0},
    {"lead FF", BYTES("\xFF"), 0},
    {"two bytes cut off", BYTES("a\xC3"), 1},
    {"three bytes cut off", BYTES("\xE2\x82"), 0},
    {"four bytes cut off", BYTES("\xF0\x9F\x98"), 0},
    {"second byte is ASCII", BYTES("\xC3("), 0},
    {"third byte is ASCII", BYTES("\xE2\x82("), 0},
    {"fourth byte is ASCII", BYTES("\xF0\x9F\x98("), 0},
    {"Latin-1 in German", BYTES("M\xFCller"), 1},
    {"fault behind 64 ASCII bytes",
     BYTES("0123456789012345678901234567890123456789012345678901234567890123\xE4x"),
     64},
    {"sequence across the 64th byte",
     BYTES("012345678901234567890123456789012345678901234567890123456789012\xC3\xA4x"),
     66},
    {"sequence across the 8th byte", BYTES("0123456\xE2\x82\xAC\x80"), 10},
};

static void utf8_prefix_follows_rfc_3629(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof utf8_cases / sizeof *utf8_cases; i++) {
        const struct bytes_case *c = &utf8_cases[i];
        size_t good = text_utf8_prefix(span_of(c->bytes, c->len));
        if (good != c->good)
            fail_msg("%s: %zu bytes well-formed, expected %zu", c->name, good, c->good);
    }
}

/* Decodes by arithmetic and refuses by the value; 0 if there is no sequence. */
static size_t naive_sequence(const unsigned char *at, size_t len)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    uint32_t point = at[0];
    size_t need = 1;

    if (at[0] >= 0x80) {
        if (at[0] < 0xC0 || at[0] >= 0xF8)
            return 0;
        need = at[0] < 0xE0 ? 2 : at[0] < 0xF0 ? 3 : 4;
        point = at[0] & (0xFFU >> (need + 1));
    }
    if (need > len)
        return 0;
    for (size_t i = 1; i < need; i++) {
        if ((at[i] & 0xC0) != 0x80)
            return 0;
        point = point << 6 | (at[i] & 0x3F);
    }
    if (point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF) ||
        (need > 1 && point < least[need]))
        return 0;
    return need;
}

static void utf8_agrees_with_a_decoder_on_every_start(void **state)
{
    static const unsigned char tails[] = {0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90,
                                          0x9F, 0xA0, 0xBF, 0xC0, 0xFF};
    size_t count = sizeof tails;

    (void)state;
    for (unsigned first = 0; first < 256; first++)
        for (unsigned second = 0; second < 256; second++)
            for (size_t i = 0; i < count * count; i++) {
                unsigned char at[4] = {(unsigned char)first, (unsigned char)second,
                                       tails[i / count], tails[i % count]};
                for (size_t len = 1; len <= 4; len++)
                    assert_int_equal(text_utf8_sequence(span_of((const char *)at, len)),
                                     naive_sequence(at, len));
            }
}

static void utf8_prefix_is_the_sum_of_sequences(void **state)
{
    static const char *const pieces[] = {
        "a",        "\xC3\xA4", "\xE2\x82\xAC", "\xF0\x9F\x98\x80",
        "abcdefgh", "\x80",     "\xE2\x82"};
    struct dice dice = {4711};

    (void)state;
    for (unsigned round = 0; round < 20000; round++) {
        char text[400];
        size_t len = 0, naive = 0;
        unsigned faults = dice_below(&dice, 3) == 0 ? 7 : 5;
        while (len < 300 && dice_below(&dice, 100) > 0) {
            const char *piece = pieces[dice_below(&dice, faults)];
            memcpy(text + len, piece, strlen(piece));
            len += strlen(piece);
        }
        while (naive < len) {
            size_t step = naive_sequence((unsigned char *)text + naive, len - naive);
            if (step == 0)
                break;
            naive += step;
        }
        assert_int_equal(text_utf8_prefix(span_of(text, len)), naive);
    }
}

static void control_characters_are_not_printable(void **state)
{
    (void)state;
    for (unsigned point = 0; point < 0x100; point++) {
        char text[4] = {'x'};
        size_t len = 1;
        bool control = point < 0x20 || (point >= 0x7F && point < 0xA0);
        bool allowed = point == '\t' || point == '\n' || point == '\r';
        if (point < 0x80) {
            text[len++] = (char)point;
        } else {
            text[len++] = (char)(0xC0 | point >> 6);
            text[len++] = (char)(0x80 | (point & 0x3F));
        }
        text[len++] = 'y';
        if (text_is_printable(span_of(text, len)) != (!control || allowed))
            fail_msg("U+%04X", point);
    }
    assert_true(text_is_printable(span_from("")));
    assert_true(text_is_printable(span_from("Geschäftsstelle Templin – 3 €")));
}

static const struct {
    const char *field, *value;
    bool valid;
} escape_cases[] = {
    {"", "", true},
    {"plain", "plain", true},
    {"a\\tb", "a\tb", true},
    {"a\\nb\\r", "a\nb\r", true},
    {"\\\\", "\\", true},
    {"\\\\t", "\\t", true},
    {"\\\\\\t", "\\\t", true},
    {"a\\", "a\\", false},
    {"\\\\\\", "\\\\", false},
    {"C:\\dir", "C:\\dir", false},
    {"\\N", "\\N", false},
    {"\\xE4", "\\xE4", false},
    {"\\T", "\\T", false},
};

static void tsv_escapes_are_decoded(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof escape_cases / sizeof *escape_cases; i++) {
        struct span field = span_from(escape_cases[i].field);
        char value[32];
        size_t len = text_unescape(field, value);
        if (!span_is(span_of(value, len), escape_cases[i].value) ||
            text_escapes_are_valid(field) != escape_cases[i].valid)
            fail_msg("field %s", escape_cases[i].field);
    }
}

static void every_value_comes_back_from_its_escapes(void **state)
{
    static const char alphabet[] = "\t\n\r\\tnrxA\"\0;";
    struct dice dice = {12};

    (void)state;
    for (unsigned round = 0; round < 20000; round++) {
        char value[40], field[80], again[80];
        size_t len = dice_below(&dice, sizeof value), escaped;
        for (size_t i = 0; i < len; i++)
            value[i] = alphabet[dice_below(&dice, sizeof alphabet - 1)];
        escaped = text_escape(span_of(value, len), field);
        assert_true(escaped <= 2 * len);
        assert_null(memchr(field, '\t', escaped));
        assert_null(memchr(field, '\n', escaped));
        assert_null(memchr(field, '\r', escaped));
        assert_true(text_escapes_are_valid(span_of(field, escaped)));
        assert_int_equal(text_unescape(span_of(field, escaped), again), len);
        if (len > 0)
            assert_memory_equal(again, value, len);
    }
}

static const struct {
    const char *text;
    size_t width, on_line;
} wrap_cases[] = {
    {"eins zwei drei", 9, 9}, /* a space may stand behind the last column */
    {"eins zwei drei", 8, 4}, {"eins zwei drei", 3, 4}, /* none fits: the first one */
    {"fünf sechs", 4, 5}, /* characters count, not bytes */
    {"einszweidrei", 5, 0},   {"", 5, 0},
};

static void text_is_wrapped_at_spaces(void **state)
{
    (void)state;
    assert_int_equal(text_width(span_from("Büro Süd €")), 10);
    for (size_t i = 0; i < sizeof wrap_cases / sizeof *wrap_cases; i++)
        assert_int_equal(text_wrap(span_from(wrap_cases[i].text), wrap_cases[i].width),
                         wrap_cases[i].on_line);
}

static const struct {
    const char *text, *trimmed;
} trim_cases[] = {
    {"", ""},
    {"plain", "plain"},
    {"  two blanks  ", "two blanks"},
    {"\u00A0no\u00A0break\u00A0", "no\u00A0break"},
    {"\u202Fnarrow\u2007figure", "narrow\u2007figure"},
    {"figure\u2007\u202F", "figure"},
    {"\u200Bzero\u200C\u200D\u2060", "zero"},
    {"\uFEFF\uFEFFtwo marks\uFEFF", "two marks"},
    {" \u00A0 \uFEFF mixed \u200B \u2060", "mixed"},
    {"\u00A0", ""},
    {" \u200B\uFEFF ", ""},
    {"\ttab and line stay\n", "\ttab and line stay\n"},
    {"\u00E0 \u2020", "\u00E0 \u2020"}, /* share bytes with those that are dropped */
    {"\u2009thin stays", "\u2009thin stays"},
    {"\u0301mark", "\u0301mark"},
    {"\xC2", "\xC2"}, /* half a character is left to who decodes */
    {"\xA0 x\xC2", "\xA0 x\xC2"},
};

static void what_nobody_sees_is_dropped_at_the_ends(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof trim_cases / sizeof *trim_cases; i++)
        if (!span_is(text_trim_wide(span_from(trim_cases[i].text)),
                     trim_cases[i].trimmed))
            fail_msg("%s", trim_cases[i].text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(utf8_prefix_follows_rfc_3629),
        cmocka_unit_test(utf8_agrees_with_a_decoder_on_every_start),
        cmocka_unit_test(utf8_prefix_is_the_sum_of_sequences),
        cmocka_unit_test(control_characters_are_not_printable),
        cmocka_unit_test(tsv_escapes_are_decoded),
        cmocka_unit_test(every_value_comes_back_from_its_escapes),
        cmocka_unit_test(text_is_wrapped_at_spaces),
        cmocka_unit_test(what_nobody_sees_is_dropped_at_the_ends),
    };

    return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
