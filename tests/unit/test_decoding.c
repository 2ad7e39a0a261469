/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The encodings of exports: every byte of the one-byte tables against a second source,
 * UTF-16 with its surrogates, and that neither the reads nor the room change a byte.
 */
#include "trace.h"

#include "base/buffer.h"
#include "one_byte_encodings.h"
#include "stream/decoding.h"
#include "stream/input.h"

#define BYTES(text) text, sizeof text - 1

static const struct coding windows = {ENCODING_WINDOWS_1252, false};
static const struct coding latin_9 = {ENCODING_ISO_8859_15, false};
static const struct coding little = {ENCODING_UTF16, false};
static const struct coding big = {ENCODING_UTF16, true};

/* RFC 3629, section 3, for code points below U+10000. */
static size_t utf8_of(unsigned point, char *out)
{
    if (point < 0x80)
        return (size_t)sprintf(out, "%c", (int)point);
    if (point < 0x800)
        return (size_t)sprintf(out, "%c%c", (int)(0xC0 + point / 64),
                               (int)(0x80 + point % 64));
    return (size_t)sprintf(out, "%c%c%c", (int)(0xE0 + point / 4096),
                           (int)(0x80 + point / 64 % 64), (int)(0x80 + point % 64));
}

static struct span decode(struct coding coding, struct span bytes, char *out,
                          size_t room)
{
    struct decoder decoder;
    struct decoded done;

    decoder_set(&decoder, coding);
    done = decoder_run(&decoder, bytes, true, out, room);
    assert_int_equal(done.used, bytes.len);
    return span_of(out, done.made);
}

static void check_table(struct coding coding, const uint16_t *points)
{
    struct buffer back = {0};

    for (unsigned byte = 1; byte < 256; byte++) {
        char raw = (char)byte, out[16], expected[4] = {raw};
        unsigned point = byte < 0x80 ? byte : points[byte - 0x80];
        size_t length = point == NOTHING ? 1 : utf8_of(point, expected);
        struct span text = decode(coding, span_of(&raw, 1), out, sizeof out);
        if (!span_equal(text, span_of(expected, length)))
            fail_msg("%s: byte %02X is no U+%04X", encoding_name(coding.encoding), byte,
                     point);
        assert_int_equal(text_utf8_prefix(text) == text.len, point != NOTHING);
        back.len = 0;
        assert_true(coding_encode(coding, text, &back));
        assert_true(span_equal(buffer_text(&back), span_of(&raw, 1)));
        assert_int_equal(coding_size(coding, text), 1);
    }
    buffer_free(&back);
}

static void every_byte_is_that_of_a_second_source(void **state)
{
    (void)state;
    check_table(windows, PYTHON_CP1252);
    check_table(latin_9, PYTHON_ISO8859_15);
}

static void five_bytes_of_windows_1252_are_no_character(void **state)
{
    char undefined[8] = "";

    (void)state;
    for (unsigned byte = 0x80, count = 0; byte < 256; byte++)
        if (PYTHON_CP1252[byte - 0x80] == NOTHING)
            undefined[count++] = (char)byte;
    assert_string_equal(undefined, "\x81\x8D\x8F\x90\x9D");
}

static const struct {
    const char *name;
    struct coding coding;
    const char *bytes;
    size_t size;
    const char *text;
} unit_cases[] = {
    {"ASCII", little, BYTES("a\0\n\0"), "a\n"},
    {"ASCII, big-endian", big, BYTES("\0a\0\n"), "a\n"},
    {"two and three bytes", little, BYTES("\xE4\0\xAC\x20"), "ä€"},
    {"two and three bytes, big-endian", big, BYTES("\0\xE4\x20\xAC"), "ä€"},
    {"the last before and the first after the surrogates", big,
     BYTES("\xD7\xFF\xE0\x00"), "\xED\x9F\xBF\xEE\x80\x80"},
    {"first pair", big, BYTES("\xD8\x00\xDC\x00"), "\xF0\x90\x80\x80"},
    {"last pair", big, BYTES("\xDB\xFF\xDF\xFF"), "\xF4\x8F\xBF\xBF"},
    {"a pair, little-endian", little, BYTES("\x3D\xD8\x00\xDE"), "\xF0\x9F\x98\x80"},
    {"first half alone", big, BYTES("\xD8\x00\0a"),
     "\xED\xA0\x80"
     "a"},
    {"first half twice, then the second", big, BYTES("\xD8\x00\xD8\x00\xDC\x00"),
     "\xED\xA0\x80\xF0\x90\x80\x80"},
    {"second half alone", big, BYTES("\xDF\xFF\0a"),
     "\xED\xBF\xBF"
     "a"},
    {"first half at the end", big, BYTES("\0a\xD8\x00"), "a\xED\xA0\x80"},
    {"odd byte at the end", little, BYTES("a\0\x4C"), "a\xFE\x84\x8C"},
    {"half and odd byte at the end", big, BYTES("\xD8\x00\n"),
     "\xED\xA0\x80\xFE\x80\x8A"},
    {"mark", little,
     BYTES("\xFF\xFE"
           "a\0"),
     "\xEF\xBB\xBF"
     "a"},
};

static void units_and_surrogates_become_characters_and_come_back(void **state)
{
    struct buffer back = {0};
    char out[64];

    (void)state;
    for (size_t i = 0; i < sizeof unit_cases / sizeof *unit_cases; i++) {
        struct span bytes = span_of(unit_cases[i].bytes, unit_cases[i].size);
        struct span text = decode(unit_cases[i].coding, bytes, out, sizeof out);
        back.len = 0;
        if (!span_is(text, unit_cases[i].text) ||
            !coding_encode(unit_cases[i].coding, text, &back) ||
            !span_equal(buffer_text(&back), bytes) ||
            coding_size(unit_cases[i].coding, text) != bytes.len)
            fail_msg("%s", unit_cases[i].name);
    }
    buffer_free(&back);
}

static void
the_order_of_bytes_is_that_of_the_mark_or_of_the_first_character(void **state)
{
    (void)state;
    assert_false(coding_is_big_endian(span_of("\xFF\xFE\0a", 4)));
    assert_true(coding_is_big_endian(span_of("\xFE\xFF", 2)));
    assert_true(coding_is_big_endian(span_of("\0K", 2)));
    assert_false(coding_is_big_endian(span_of("K\0", 2)));
    /* Neither byte is zero, or both are, or there is but one: as Windows writes. */
    assert_false(coding_is_big_endian(span_of("\x20\xAC", 2)));
    assert_false(coding_is_big_endian(span_of("\0\0", 2)));
    assert_false(coding_is_big_endian(span_of("\0", 1)));
    assert_false(coding_is_big_endian(span_of("", 0)));
}

static void a_character_that_an_encoding_lacks_is_told(void **state)
{
    struct buffer out = {0};

    (void)state;
    assert_false(coding_encode(windows, span_from("a\xCE\xB1"), &out)); /* alpha */
    assert_false(coding_encode(latin_9, span_from("\xC2\xA4"), &out));  /* currency */
    assert_false(coding_encode(latin_9, span_from("\xF0\x9F\x98\x80"), &out));
    assert_false(coding_encode(windows, span_from("\xED\xA0\x80"), &out));
    out.len = 0;
    assert_true(coding_encode(windows, span_of("\0", 1), &out));
    assert_true(span_equal(buffer_text(&out), span_of("\0", 1)));
    buffer_free(&out);
}

/* Decodes with little room, from parts that end anywhere. */
static void check_parts(struct coding coding, struct span bytes, struct dice *dice)
{
    char whole[256], parts[256];
    struct span text = decode(coding, bytes, whole, sizeof whole);
    struct decoder decoder;
    size_t used = 0, made = 0, seen = 0;

    decoder_set(&decoder, coding);
    while (used < bytes.len) {
        struct decoded done;
        seen += dice_below(dice, 3);
        if (seen > bytes.len)
            seen = bytes.len;
        if (seen < used)
            continue;
        done = decoder_run(&decoder, span_of(bytes.ptr + used, seen - used),
                           seen == bytes.len, parts + made, 4 + dice_below(dice, 6));
        used += done.used;
        made += done.made;
        assert_true(used <= seen);
    }
    assert_true(span_equal(text, span_of(parts, made)));
}

static void neither_parts_nor_room_change_a_byte(void **state)
{
    const struct coding codings[] = {windows, latin_9, little, big};
    struct dice dice = {20261121};
    struct buffer back = {0};

    (void)state;
    for (unsigned turn = 0; turn < 2000; turn++) {
        struct coding coding = codings[turn % 4];
        char raw[48], out[256];
        size_t size = dice_below(&dice, sizeof raw + 1);
        struct span bytes = span_of(raw, size);
        for (size_t i = 0; i < size; i++) {
            uint32_t kind = dice_below(&dice, 4);
            raw[i] = (char)(kind == 0   ? 0xD8 + dice_below(&dice, 8)
                            : kind == 1 ? dice_below(&dice, 256)
                                        : 'a');
        }
        check_parts(coding, bytes, &dice);
        back.len = 0;
        assert_true(
            coding_encode(coding, decode(coding, bytes, out, sizeof out), &back));
        assert_true(span_equal(buffer_text(&back), bytes));
    }
    buffer_free(&back);
}

/* What input_read gives for a file, with reads of `block` bytes. */
static void check_input(struct span bytes, enum encoding encoding, const char *expected)
{
    for (size_t block = 1; block <= 9; block++) {
        struct input file;
        struct diag diag;
        struct buffer text = {0};
        ssize_t count = 1;
        input_make(&file, bytes);
        struct input *input = input_open(file.path, encoding, block, &diag);
        assert_non_null(input);
        while (count > 0) {
            count = input_read(input, buffer_room(&text, 16), 16, &diag);
            assert_true(count >= 0);
            text.len += (size_t)count;
        }
        input_close(input);
        input_drop(&file);
        if (!span_is(buffer_text(&text), expected))
            fail_msg("%s: another text with reads of %zu bytes", expected, block);
        buffer_free(&text);
    }
}

static void reads_that_cut_a_character_change_nothing(void **state)
{
    (void)state;
    check_input(span_of("\xFF\xFEK\0\xE4\0=\xD8\0\xDE\n\0", 12), ENCODING_AUTO,
                TEXT_BOM "Kä\xF0\x9F\x98\x80\n");
    check_input(span_of("\0K\0\xE4\xD8=\xDE\0\0\n", 10), ENCODING_UTF16,
                "Kä\xF0\x9F\x98\x80\n");
    check_input(span_of("K\0\xE4\0\n\0", 6), ENCODING_UTF16, "Kä\n");
    check_input(span_of("K\0\xE4\0x", 5), ENCODING_UTF16, "Kä\xFE\x87\x88");
    check_input(span_of("x", 1), ENCODING_UTF16, "\xFE\x87\x88");
    check_input(span_from(""), ENCODING_UTF16, "");
    check_input(span_from("abc\x80\xE4"), ENCODING_AUTO, "abc€ä");
    check_input(span_from("abc\xE4"), ENCODING_AUTO, "abcä");
    check_input(span_from("ab\xC3\xA4\xE4z"), ENCODING_AUTO, "abä\xE4z");
    check_input(span_from(TEXT_BOM "ab\xE4z"), ENCODING_AUTO, TEXT_BOM "ab\xE4z");
    check_input(span_from("\xA4\x80"), ENCODING_ISO_8859_15, "€\xC2\x80");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_byte_is_that_of_a_second_source),
        cmocka_unit_test(five_bytes_of_windows_1252_are_no_character),
        cmocka_unit_test(units_and_surrogates_become_characters_and_come_back),
        cmocka_unit_test(
            the_order_of_bytes_is_that_of_the_mark_or_of_the_first_character),
        cmocka_unit_test(a_character_that_an_encoding_lacks_is_told),
        cmocka_unit_test(neither_parts_nor_room_change_a_byte),
        cmocka_unit_test(reads_that_cut_a_character_change_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
