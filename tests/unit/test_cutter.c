/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cutter.h: where it cuts the reader ends a record, whatever bytes there are and in
 * whatever pieces they come; and no record is longer than it must be.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/diag.h"
#include "stream/blocks.h"
#include "stream/cutter.h"
#include "stream/reader.h"

enum { FIELD_MOST = 6, RECORD_MOST = 20, BYTES = 60, TRIES = 20000 };

static uint32_t seed = 20261121;

static unsigned any(unsigned n)
{
    seed = seed * 1664525 + 1013904223;
    return (seed >> 16) % n;
}

/* The bytes of a file, and how many of them were read. */
struct text {
    char bytes[BYTES];
    size_t len, read;
};

static struct cutter begin(enum format format, char delimiter, size_t longest)
{
    struct cutter cutter;

    cutter_begin(&cutter, (struct dialect){format, delimiter}, longest);
    return cutter;
}

static void lines_end_records_of_tsv(void **state)
{
    struct cutter cutter = begin(FORMAT_TSV, '\t', 100);

    (void)state;
    cutter_take(&cutter, span_from("a\t\"b\n\nc"));
    assert_int_equal(cutter.end, 6);
    assert_int_equal(cutter_cut(&cutter), 2);
    assert_int_equal(cutter.taken, 1);
    assert_int_equal(cutter.end, 0);
    cutter_take(&cutter, span_from("\n"));
    assert_int_equal(cutter.end, 2);
    assert_int_equal(cutter_cut(&cutter), 1);
}

static void quotes_hold_line_ends(void **state)
{
    struct cutter cutter = begin(FORMAT_CSV, ',', 100);

    (void)state;
    cutter_take(&cutter, span_from("a,\"b\n\"\"\n"));
    assert_int_equal(cutter.end, 0);
    cutter_take(&cutter, span_from("\"\r\nc,"));
    assert_int_equal(cutter.end, 11);
    assert_int_equal(cutter_cut(&cutter), 3);
    cutter_take(&cutter, span_from("d\n"));
    assert_int_equal(cutter.end, 4);
}

static void a_fault_ends_the_record_at_the_next_line_end(void **state)
{
    struct cutter cutter = begin(FORMAT_CSV, ',', 100);

    (void)state;
    cutter_take(&cutter, span_from("a\"b,\"c\nd"));
    assert_int_equal(cutter.end, 7);
}

static void without_an_end_all_is_cut(void **state)
{
    struct cutter cutter = begin(FORMAT_CSV, ',', 100);

    (void)state;
    cutter_take(&cutter, span_from("\"a\nb"));
    assert_int_equal(cutter_cut(&cutter), 1);
    assert_int_equal(cutter.taken, 0);
    cutter_take(&cutter, span_from("\"\n"));
    assert_int_equal(cutter.end, 2);
}

static ssize_t read_text(void *context, char *bytes, size_t size, struct diag *diag)
{
    struct text *text = context;
    size_t left = text->len - text->read;

    (void)diag;
    if (size > left)
        size = left;
    if (size > 1)
        size = 1 + any((unsigned)size);
    memcpy(bytes, text->bytes + text->read, size);
    text->read += size;
    return (ssize_t)size;
}

/* Marks where records of the text begin, as the reader gives or refuses them. */
static void find_records(struct reader *reader, struct text *text, bool *begins)
{
    const struct input_source source = {text, read_text};
    struct record record;
    struct diag diag;

    text->read = 0;
    blocks_enter(reader, &source, 1);
    memset(begins, 0, BYTES);
    while (reader_next(reader, &record, &diag) != READER_END) {
        size_t at = 0;
        for (unsigned long line = 1; line < record.line; at++)
            line += text->bytes[at] == '\n';
        begins[at] = true;
    }
}

/*
 * Behind the cut the reader finds the same records whether or not it has seen what is
 * before it; and there is one of them at most, as none of them has an end.
 */
static void compare(struct reader *reader, struct text *text, struct cutter *cutter)
{
    bool whole[BYTES], part[BYTES];
    struct text rest = {.read = 0};
    size_t at = 0, cut;

    while (at < text->len) {
        size_t count = 1 + any(9);
        if (count > text->len - at)
            count = text->len - at;
        cutter_take(cutter, span_of(text->bytes + at, count));
        at += count;
    }
    cut = cutter->end;
    find_records(reader, text, whole);
    rest.len = text->len - cut;
    memcpy(rest.bytes, text->bytes + cut, rest.len);
    find_records(reader, &rest, part);
    for (size_t i = cut; i < text->len; i++) {
        assert_true(whole[i] == part[i - cut]);
        assert_true(i == cut || !whole[i]);
    }
}

static void cuts_are_where_the_reader_ends_records(void **state)
{
    static const char csv[] = "a,\"\"\"\n\n\r", tsv[] = "a\t\t\"\n\n\r\\";
    struct reader_options options = READER_DEFAULTS;
    struct diag diag;

    (void)state;
    options.limits.field = FIELD_MOST;
    options.limits.record = RECORD_MOST;
    for (int is_csv = 0; is_csv < 2; is_csv++) {
        const char *const file =
            is_csv ? "tests/unit/cutter.csv" : "tests/unit/cutter.tsv";
        const char *letters = is_csv ? csv : tsv;
        FILE *header = fopen(file, "w");
        struct reader *reader;
        assert_non_null(header);
        fputs(is_csv ? "a,b\n" : "a\tb\n", header);
        fclose(header);
        reader = reader_open(&file, 1, &options, &diag);
        remove(file);
        assert_non_null(reader);
        blocks_hold(reader);
        for (unsigned i = 0; i < TRIES; i++) {
            struct text text = {.len = 1 + any(BYTES)};
            struct cutter cutter = begin(is_csv ? FORMAT_CSV : FORMAT_TSV,
                                         is_csv ? ',' : '\t', FIELD_MOST);
            for (size_t j = 0; j < text.len; j++)
                text.bytes[j] = letters[any(is_csv ? sizeof csv - 1 : sizeof tsv - 1)];
            compare(reader, &text, &cutter);
        }
        reader_close(reader);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_end_records_of_tsv),
        cmocka_unit_test(quotes_hold_line_ends),
        cmocka_unit_test(a_fault_ends_the_record_at_the_next_line_end),
        cmocka_unit_test(without_an_end_all_is_cut),
        cmocka_unit_test(cuts_are_where_the_reader_ends_records),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
