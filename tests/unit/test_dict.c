/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Keys and their numbers, groups of several values, and the text that grows.
 */
#include "trace.h"

#include "base/buffer.h"
#include "base/dict.h"
#include "base/groups.h"

static void keys_are_numbered_as_they_come(void **state)
{
    enum { KEYS = 5000 };
    struct dict dict = {0};
    char key[16];

    (void)state;
    assert_int_equal(dict_find(&dict, span_from("x")), -1);
    for (int round = 0; round < 2; round++)
        for (int i = 0; i < KEYS; i++) {
            snprintf(key, sizeof key, "key %d", i);
            assert_int_equal(dict_add(&dict, span_from(key)), i);
            assert_int_equal(dict_find(&dict, span_from(key)), i);
        }
    assert_int_equal(dict.count, KEYS);
    for (size_t i = 0; i < KEYS; i++) {
        snprintf(key, sizeof key, "key %zu", i);
        assert_true(span_is(dict_key(&dict, i), key));
    }
    assert_int_equal(dict_find(&dict, span_from("key")), -1);
    dict_free(&dict);
}

static void a_key_may_be_empty_and_hold_any_byte(void **state)
{
    const struct span keys[] = {
        {NULL, 0}, {"\0", 1}, {"\0\0", 2}, {"a\0b", 3}, {"a", 1}};
    struct dict dict = {0};

    (void)state;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        assert_int_equal(dict_add(&dict, keys[i]), i);
    assert_int_equal(dict_find(&dict, span_from("")), 0);
    assert_int_equal(dict_find(&dict, span_from("a")), 4);
    dict_free(&dict);
}

/* What two values hold together doesn't make them one group. */
static void values_of_a_group_keep_their_borders(void **state)
{
    const struct span pairs[][2] = {
        {{"ab", 2}, {"c", 1}}, {{"a", 1}, {"bc", 2}}, {{"abc", 3}, {NULL, 0}}};
    struct groups groups = {.value_count = 2};

    (void)state;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        assert_int_equal(groups_find(&groups, pairs[i]), i);
    assert_true(span_is(groups.group[1].values[1], "bc"));
    assert_true(span_is(groups.group[2].values[1], ""));
    groups_free(&groups);
}

/* The same lengths, first, middle and last bytes: what was taken last is no proof. */
static void groups_that_look_alike_are_told_apart(void **state)
{
    static const char *const names[] = {"FM-1a-22", "FM-2a-22", "FM-3a-22"};
    struct groups groups = {.value_count = 1};
    (void)state;

    for (int round = 0; round < 3; round++)
        for (size_t i = 0; i < 3; i++) {
            const struct span name = span_from(names[i]);
            assert_int_equal(groups_find(&groups, &name), i);
            assert_int_equal(groups_find(&groups, &name), i);
        }
    assert_int_equal(groups.count, 3);
    groups_free(&groups);
}

static void groups_are_known_by_their_values(void **state)
{
    struct groups groups = {.value_count = 2, .size = sizeof(int)};
    (void)state;

    for (int round = 0; round < 2; round++) {
        for (int i = 0; i < 1000; i++) {
            char first[16], second[16];
            struct span values[2];
            snprintf(first, sizeof first, "%d", i / 10);
            snprintf(second, sizeof second, "%d", i % 10);
            values[0] = span_from(first);
            values[1] = span_from(second);
            assert_int_equal(groups_find(&groups, values), i);
            *(int *)groups_take(&groups, values) += i;
        }
    }
    assert_int_equal(groups.count, 1000);
    /* What a group carries begins with zeros and goes with it. */
    for (int i = 0; i < 1000; i++)
        assert_int_equal(*(int *)groups_at(&groups, (size_t)i), 2 * i);
    groups_sort(&groups);
    /* "0 0", "0 1" … "0 9", "1 0" … "1 9", "10 0" */
    assert_int_equal(groups.order[0], 0);
    assert_int_equal(groups.order[19], 19);
    assert_int_equal(groups.order[20], 100);
    assert_int_equal(groups.order[999], 999);
    groups_free(&groups);
}

static void a_buffer_keeps_what_was_added(void **state)
{
    struct buffer buffer = {0};

    (void)state;
    assert_int_equal(buffer_text(&buffer).len, 0);
    for (int i = 0; i < 1000; i++) {
        buffer_add(&buffer, span_from("0123456789"));
        buffer_add(&buffer, span_of(NULL, 0));
        buffer_add_char(&buffer, '\n');
    }
    assert_int_equal(buffer.len, 11000);
    for (size_t i = 0; i < buffer.len; i++)
        assert_int_equal(buffer.bytes[i], i % 11 < 10 ? '0' + (char)(i % 11) : '\n');
    memcpy(buffer_room(&buffer, 3), "abc", 3);
    assert_int_equal(buffer.len, 11000); /* room lengthens nothing */
    buffer_free(&buffer);
    assert_int_equal(buffer.len, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_are_numbered_as_they_come),
        cmocka_unit_test(a_key_may_be_empty_and_hold_any_byte),
        cmocka_unit_test(values_of_a_group_keep_their_borders),
        cmocka_unit_test(groups_are_known_by_their_values),
        cmocka_unit_test(groups_that_look_alike_are_told_apart),
        cmocka_unit_test(a_buffer_keeps_what_was_added),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
