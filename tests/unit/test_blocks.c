/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file whose header was read is taken to its end: no byte twice, none left out. */
#include "trace.h"

#include "base/buffer.h"
#include "stream/blocks.h"

/* The smallest size that blocks.h allows. */
enum { LEAST = 16 };

static void check(const char *header, const char *rest)
{
    struct reader_options options = READER_DEFAULTS;
    struct buffer text = {0}, taken = {0};
    struct reader *reader;
    struct input input;
    struct diag diag;
    const char *path;
    char bytes[LEAST];
    ssize_t count;

    buffer_add(&text, span_from(header));
    buffer_add(&text, span_from(rest));
    input_make(&input, buffer_text(&text));
    path = input.path;
    reader = reader_open(&path, 1, &options, &diag);
    assert_non_null(reader);
    blocks_hold(reader);
    while ((count = blocks_take(reader, bytes, sizeof bytes, &diag)) > 0)
        buffer_add(&taken, span_of(bytes, (size_t)count));
    assert_int_equal(count, 0);
    if (!span_is(buffer_text(&taken), rest))
        fail_msg("expected %s\ngot %.*s", rest, (int)taken.len, taken.bytes);
    assert_int_equal(blocks_take(reader, bytes, sizeof bytes, &diag), 0);
    reader_close(reader);
    input_drop(&input);
    buffer_free(&text);
    buffer_free(&taken);
}

static void what_was_read_with_the_header_comes_in_pieces_too(void **state)
{
    (void)state;
    check("a\tb\n", "");
    check("a\tb\n", "1\t2\n");
    check("a\tb\n", "1\t2");
    check("a\tb\n", "123456\t1234567\n123\n");
    check("a\tb\n", "123456\t12345678\n");
    check("a\tb\n", "123456\t12345678\n1");
    check("\xEF\xBB\xBFsep=;\r\n\"a\n\";b\r\n",
          "more than sixteen bytes, twice;\r\n2;3");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_read_with_the_header_comes_in_pieces_too),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
