/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Records that are built: whether their text may stand as a line of TSV, for each byte
 * in each place, and with many values.
 */
#include "trace.h"

#include "stream/builder.h"

enum { LENGTH = 40, MANY = 10000 };

/* Whether a record of a value between two others is plain. */
static bool is_plain(struct builder *builder, struct span value)
{
    builder_begin(builder);
    builder_add(builder, span_from("before"));
    builder_add(builder, value);
    builder_add(builder, span_of("", 0));
    return builder_is_plain(builder);
}

static void test_each_byte_in_each_place(void **state)
{
    struct builder builder = {0};
    char text[LENGTH];

    (void)state;
    memset(text, 'a', sizeof text);
    for (unsigned byte = 0; byte < 256; byte++) {
        bool is_odd = byte < 0x20 || byte == '\\' || byte == 0x7F || byte == 0xC2;
        for (unsigned i = 0; i < LENGTH; i++) {
            text[i] = (char)byte;
            if (is_plain(&builder, span_of(text, sizeof text)) == is_odd)
                fail_msg("byte %02x at %u", byte, i);
            text[i] = 'a';
        }
    }
    builder_free(&builder);
}

static void test_many_values_and_long_ones(void **state)
{
    struct builder builder = {0};

    (void)state;
    builder_begin(&builder);
    assert_true(builder_is_plain(&builder));
    for (unsigned i = 0; i < MANY; i++)
        builder_add(&builder, span_of("", 0));
    assert_true(builder_is_plain(&builder));
    builder_add(&builder, span_from("Müller, § 15 Abs. 2"));
    assert_true(builder_is_plain(&builder));
    builder_add(&builder, span_from("eins\tzwei"));
    assert_false(builder_is_plain(&builder));
    builder_free(&builder);
}

static void test_controls_of_two_bytes(void **state)
{
    struct builder builder = {0};

    (void)state;
    assert_false(is_plain(&builder, span_from("a\xC2\x85z")));
    assert_true(is_plain(&builder, span_from("a\xC2\xA0z")));
    assert_false(is_plain(&builder, span_from("\xC2\xA0\\")));
    builder_free(&builder);
}

/* What is made in the room is a value like one that is copied. */
static void test_values_made_in_the_room(void **state)
{
    struct builder builder = {0};
    char *room;

    (void)state;
    builder_begin(&builder);
    builder_add(&builder, span_from("a"));
    room = builder_room(&builder, 8);
    memcpy(room, "xxbc", 4);
    builder_take(&builder, span_of(room + 2, 2));
    builder_add(&builder, span_of("", 0));
    assert_int_equal(builder.count, 3);
    assert_true(span_is(buffer_text(&builder.text), "a\tbc\t\t"));
    builder_free(&builder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_byte_in_each_place),
        cmocka_unit_test(test_many_values_and_long_ones),
        cmocka_unit_test(test_controls_of_two_bytes),
        cmocka_unit_test(test_values_made_in_the_room),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
