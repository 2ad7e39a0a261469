/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Content lines of RFC 5545: where they are folded, for characters of every length at
 * every place; what is escaped, and what is left out.
 */
#include "trace.h"

#include "due/ics.h"
#include "stream/output.h"

/* What ics_text makes of a text behind a name of one byte. */
static struct sheet text_line(struct span text)
{
    struct ics ics = {output_hold(), 0};
    struct sheet sheet = {0};
    struct span taken;

    ics_name(&ics, ":");
    ics_text(&ics, text);
    ics_end(&ics);
    assert_int_equal(ics.column, 0);
    taken = output_take(ics.output);
    sheet_put(&sheet, taken.ptr, taken.len);
    output_close(ics.output, false, NULL);
    return sheet;
}

/* Takes the folds out (RFC 5545 3.1); each line must be short and whole UTF-8. */
static struct sheet unfold(const struct sheet *lines, bool is_utf8)
{
    struct span rest = span_of(lines->bytes, lines->len);
    struct sheet unfolded = {0};

    while (rest.len > 0) {
        const char *end = memmem(rest.ptr, rest.len, "\r\n", 2);
        struct span line;
        assert_non_null(end);
        line = span_of(rest.ptr, (size_t)(end - rest.ptr));
        assert_in_range(line.len, 1, ICS_LINE);
        if (is_utf8)
            assert_int_equal(text_utf8_prefix(line), line.len);
        if (rest.ptr != lines->bytes) {
            assert_int_equal(line.ptr[0], ' ');
            line = span_after(line, 1);
            assert_true(line.len > 0);
        }
        sheet_put(&unfolded, line.ptr, line.len);
        rest = span_after(rest, (size_t)(end - rest.ptr) + 2);
    }
    return unfolded;
}

static void expect_unfolded(struct span text, struct span expected, bool is_utf8)
{
    struct sheet lines = text_line(text), line = unfold(&lines, is_utf8);

    assert_int_equal(line.len, expected.len + 1);
    assert_memory_equal(line.bytes + 1, expected.ptr, expected.len);
    sheet_free(&lines);
    sheet_free(&line);
}

/* `lead` bytes of ASCII, then a character again and again: the cut comes everywhere. */
static void lines_are_folded_between_characters(void **state)
{
    static const char *const characters[] = {"x", "ü", "€", "😀"};

    (void)state;
    for (size_t kind = 0; kind < 4; kind++)
        for (size_t lead = 0; lead <= 160; lead++)
            for (size_t count = 0; count < 80; count += 1 + count / 8) {
                struct sheet text = {0};
                sheet_put(&text, "", 0);
                for (size_t i = 0; i < lead; i++)
                    sheet_put(&text, "a", 1);
                for (size_t i = 0; i < count; i++)
                    sheet_put(&text, characters[kind], strlen(characters[kind]));
                expect_unfolded(span_of(text.bytes, text.len),
                                span_of(text.bytes, text.len), true);
                sheet_free(&text);
            }
}

/* A line holds 75 octets; the 76th begins the next one, which has a space first. */
static void lines_are_folded_as_late_as_can_be(void **state)
{
    char text[256];

    (void)state;
    memset(text, 'a', sizeof text);
    for (size_t len = 0; len < sizeof text; len++) {
        struct sheet lines = text_line(span_of(text, len));
        size_t folds = len + 1 <= 75 ? 0 : (len + 1 - 75 + 73) / 74;
        assert_int_equal(lines.len, 1 + len + 3 * folds + 2);
        sheet_free(&lines);
    }
}

/* Before the end of a line stands an even number of backslashes. */
static void expect_whole_escapes(const struct sheet *lines)
{
    for (size_t i = 0; i < lines->len; i++) {
        size_t count = 0;
        while (lines->bytes[i] == '\r' && count < i &&
               lines->bytes[i - count - 1] == '\\')
            count++;
        assert_int_equal(count % 2, 0);
    }
}

static void escapes_are_never_cut(void **state)
{
    (void)state;
    for (size_t lead = 0; lead <= 160; lead++) {
        struct sheet text = {0}, expected = {0}, lines;
        for (size_t i = 0; i < lead; i++) {
            sheet_put(&text, "a", 1);
            sheet_put(&expected, "a", 1);
        }
        sheet_put(&text, ",;\\\n", 4);
        sheet_put(&expected, "\\,\\;\\\\\\n", 8);
        expect_unfolded(span_of(text.bytes, text.len),
                        span_of(expected.bytes, expected.len), true);
        lines = text_line(span_of(text.bytes, text.len));
        expect_whole_escapes(&lines);
        sheet_free(&lines);
        sheet_free(&text);
        sheet_free(&expected);
    }
}

static void what_is_escaped(void **state)
{
    static const char *const cases[][2] = {
        {"", ""},
        {"Kontakt; Büro, 2. Stock", "Kontakt\\; Büro\\, 2. Stock"},
        {"C:\\n", "C:\\\\n"},
        {"a\nb", "a\\nb"},
        {"a\r\nb", "a\\nb"},
        {"a\rb", "a\\nb"},
        {"a\r\r\nb\r", "a\\n\\nb\\n"},
        {"\"a\" 'b': c\td", "\"a\" 'b': c\td"},
        {"a\001b\037c\177d", "abcd"},
        {"<>=?@[]^_`{|}~!#$%&()*+-./0189:", "<>=?@[]^_`{|}~!#$%&()*+-./0189:"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        expect_unfolded(span_from(cases[i][0]), span_from(cases[i][1]), true);
    expect_unfolded(span_of("a\0b", 3), span_from("ab"), true);
}

/* Bytes that are no UTF-8 are folded somewhere; none is lost. */
static void malformed_text_is_folded_too(void **state)
{
    char text[400];

    (void)state;
    for (size_t len = 0; len <= sizeof text; len += 7) {
        memset(text, '\x80', sizeof text);
        expect_unfolded(span_of(text, len), span_of(text, len), false);
        memset(text, '\xC3', sizeof text);
        expect_unfolded(span_of(text, len), span_of(text, len), false);
    }
}

static void values_are_written_from_left_to_right(void **state)
{
    struct ics ics = {output_hold(), 0};
    struct span taken;
    const char *expected = "DTSTART;VALUE=DATE:20260302\r\n"
                           "UID:0123456789012345678901234567890123456789012345678901234"
                           "5678901234567890\r\n 20261231\r\n";

    (void)state;
    ics_name(&ics, "DTSTART;VALUE=DATE:");
    ics_raw(&ics, span_from("20260302"));
    ics_end(&ics);
    ics_name(&ics, "UID:");
    ics_raw(&ics, span_from("01234567890123456789012345678901234567890123456789"));
    ics_raw(&ics, span_from("012345678901234567890"));
    ics_raw(&ics, span_from("20261231"));
    ics_end(&ics);
    taken = output_take(ics.output);
    assert_int_equal(taken.len, strlen(expected));
    assert_memory_equal(taken.ptr, expected, taken.len);
    output_close(ics.output, false, NULL);
}

/* More than the buffer holds, taken in parts of every size. */
static void an_output_in_memory_gives_back_what_was_written(void **state)
{
    static const size_t sizes[] = {0, 1, 65535, 65536, 131072, 131073, 500000};
    struct output *output = output_hold();
    char *bytes = malloc(500000);

    (void)state;
    assert_non_null(bytes);
    for (size_t i = 0; i < 500000; i++)
        bytes[i] = (char)('a' + i % 23);
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        struct span taken;
        output_write(output, span_of(bytes, sizes[i]));
        assert_int_equal(output_waiting(output), sizes[i]);
        taken = output_take(output);
        assert_int_equal(taken.len, sizes[i]);
        assert_memory_equal(taken.ptr, bytes, sizes[i]);
    }
    assert_true(output_close(output, false, NULL));
    free(bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_are_folded_between_characters),
        cmocka_unit_test(lines_are_folded_as_late_as_can_be),
        cmocka_unit_test(escapes_are_never_cut),
        cmocka_unit_test(what_is_escaped),
        cmocka_unit_test(malformed_text_is_folded_too),
        cmocka_unit_test(values_are_written_from_left_to_right),
        cmocka_unit_test(an_output_in_memory_gives_back_what_was_written),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
