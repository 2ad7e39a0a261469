/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Values in documents: what programs obey is made visible, what is written the other
 * way round stays among itself, and everything else stays as it is.
 */
#include "trace.h"

#include "value/contained.h"

#define BAD "\xef\xbf\xbd"
#define FSI "\xe2\x81\xa8"
#define PDI "\xe2\x81\xa9"
#define ACUTE "\xcc\x81"
#define SHALOM "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d"
#define ACUTE_4 ACUTE ACUTE ACUTE ACUTE

static const struct {
    const char *value, *becomes;
} CASES[] = {
    {"", ""},
    {"Mira Sandow-\xc3\x96zt\xc3\xbcrk", "Mira Sandow-\xc3\x96zt\xc3\xbcrk"},
    {"a\tb\nc", "a\tb\nc"},
    {"a\rb\r\nc\r", "a\nb\nc\n"},
    {"a\xe2\x80\xa8"
     "b\xe2\x80\xa9",
     "a\nb\n"},
    {"\x01\x08\x0b\x0c\x0e\x1f\x7f", BAD BAD BAD BAD BAD BAD BAD},
    {"\xc2\x80\xc2\x85\xc2\x9f\xc2\xa0", BAD BAD BAD "\xc2\xa0"},
    {"\xe2\x80\xaa\xe2\x80\xae\xe2\x81\xa5\xe2\x81\xa6\xe2\x81\xaf\xe2\x81\xb0",
     BAD BAD "\xe2\x81\xa5" BAD BAD "\xe2\x81\xb0"},
    {"\xef\xbf\xbd\xef\xbf\xbe\xef\xbf\xbf", BAD BAD BAD},
    {"a\xff"
     "b\xe2\x82",
     "a" BAD "b" BAD BAD},
    /* zero-width characters, which languages need */
    {"a\xe2\x80\x8c"
     "b\xe2\x80\x8d"
     "c",
     "a\xe2\x80\x8c"
     "b\xe2\x80\x8d"
     "c"},
    /* right to left: letters, marks, each line by itself */
    {SHALOM, FSI SHALOM PDI},
    {"a " SHALOM " 1\nb\n\xd9\x85",
     FSI "a " SHALOM " 1" PDI "\nb\n" FSI "\xd9\x85" PDI},
    {"a\xe2\x80\x8f", FSI "a\xe2\x80\x8f" PDI},
    {"a\xe2\x80\x8e", "a\xe2\x80\x8e"},
    {SHALOM "\xe2\x81\xa9"
            "x",
     FSI SHALOM BAD "x" PDI},
    {"\xf0\x9e\xa4\x80", FSI "\xf0\x9e\xa4\x80" PDI},
    /* accents: eight on a letter, and none on what stands in front */
    {"e" ACUTE_4 ACUTE_4, "e" ACUTE_4 ACUTE_4},
    {"e" ACUTE_4 ACUTE_4 ACUTE_4 "x" ACUTE, "e" ACUTE_4 ACUTE_4 BAD "x" ACUTE},
    {ACUTE "a\n" ACUTE, "\xe2\x97\x8c" ACUTE "a\n\xe2\x97\x8c" ACUTE},
};

static void values_keep_their_place(void **state)
{
    struct buffer room = {0};

    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct span got = contained(&room, span_from(CASES[i].value));
        if (!span_is(got, CASES[i].becomes))
            fail_msg("case %zu: got \"%.*s\"", i, (int)got.len, got.ptr);
    }
    buffer_free(&room);
}

/* What has only harmless bytes is not copied, and a NUL byte is a control. */
static void harmless_values_are_not_copied(void **state)
{
    static const char text[] = "Teamarbeit, 20 Stunden\nvormittags";
    struct buffer room = {0};
    struct span got = contained(&room, span_from(text));

    (void)state;
    assert_ptr_equal(got.ptr, text);
    assert_null(room.bytes);
    assert_true(span_is(contained(&room, span_of("a\0b", 3)), "a" BAD "b"));
    buffer_free(&room);
}

/* What was made contained holds nothing more to change but its isolates. */
static void nothing_obeyed_is_left(void **state)
{
    struct buffer all = {0}, room = {0};
    struct span text;

    (void)state;
    for (unsigned point = 1; point < 0x3000; point++) {
        char bytes[3] = {(char)(0xE0 | point >> 12), (char)(0x80 | (point >> 6 & 0x3F)),
                         (char)(0x80 | (point & 0x3F))};
        char two[2] = {(char)(0xC0 | point >> 6), (char)(0x80 | (point & 0x3F))};
        if (point < 0x80)
            buffer_add_char(&all, (char)point);
        else
            buffer_add(&all, point < 0x800 ? span_of(two, 2) : span_of(bytes, 3));
        buffer_add_char(&all, 'x');
    }
    text = contained(&room, buffer_text(&all));
    assert_int_equal(text_utf8_prefix(text), text.len);
    assert_true(text_is_printable(text));
    assert_null(memchr(text.ptr, '\r', text.len));
    assert_null(memmem(text.ptr, text.len, "\xe2\x80\xae", 3));
    assert_null(memmem(text.ptr, text.len, "\xe2\x81\xa6", 3));
    buffer_free(&all);
    buffer_free(&room);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_keep_their_place),
        cmocka_unit_test(harmless_values_are_not_copied),
        cmocka_unit_test(nothing_obeyed_is_left),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
