/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Cells that are known before the first record: each is found by all of its bytes,
 * whatever its length, and nothing else is.
 */
#include "trace.h"

#include "base/mem.h"
#include "import/known_cells.h"

enum { CELLS = 1000, LENGTH_MOST = 40 };

static struct span value_of(const struct known_cells *known, struct span cell)
{
    struct span value = span_of(NULL, 0);

    return known_cells_find(known, cell, &value) ? value : span_of(NULL, 0);
}

static void test_nothing_is_known_at_first(void **state)
{
    const struct known_cells known = {0};
    struct span value;

    (void)state;
    assert_false(known_cells_find(&known, span_from("ja"), &value));
    assert_false(known_cells_find(&known, span_of("", 0), &value));
}

static void test_the_first_of_two_holds_and_none_is_empty(void **state)
{
    struct arena arena = {0};
    struct known_cells known = {0};

    (void)state;
    known_cells_add(&known, span_from("A"), span_from("eins\tzwei"), &arena);
    known_cells_add(&known, span_from("A"), span_from("drei"), &arena);
    known_cells_add(&known, span_of("", 0), span_from("vier"), &arena);
    known_cells_add(&known, span_from("B"), span_of("", 0), &arena);
    assert_true(span_is(value_of(&known, span_from("A")), "eins\tzwei"));
    assert_true(value_of(&known, span_from("B")).ptr != NULL);
    assert_int_equal(value_of(&known, span_from("B")).len, 0);
    assert_null(value_of(&known, span_of("", 0)).ptr);
    assert_int_equal(known.count, 2);
    arena_free(&arena);
}

/* Of each length: cells that differ in one byte only, wherever it stands. */
static void test_each_byte_counts(void **state)
{
    char text[LENGTH_MOST + 1];
    struct arena arena = {0};
    struct known_cells known = {0};

    (void)state;
    for (size_t len = 1; len <= LENGTH_MOST; len++) {
        memset(text, 'a', len);
        known_cells_add(&known, arena_copy(&arena, span_of(text, len)),
                        span_from("known"), &arena);
        assert_true(span_is(value_of(&known, span_of(text, len)), "known"));
        for (size_t i = 0; i < len; i++) {
            text[i] = 'b';
            assert_null(value_of(&known, span_of(text, len)).ptr);
            text[i] = 'a';
        }
    }
    arena_free(&arena);
}

static void test_many_are_found_again(void **state)
{
    struct arena arena = {0};
    struct known_cells known = {0};
    char text[32];

    (void)state;
    for (unsigned i = 0; i < CELLS; i++) {
        snprintf(text, sizeof text, "Hemmnis %u (alt)", i);
        known_cells_add(&known, arena_copy(&arena, span_from(text)),
                        arena_copy(&arena, span_from(text + 8)), &arena);
    }
    for (unsigned i = 0; i < CELLS; i++) {
        snprintf(text, sizeof text, "Hemmnis %u (alt)", i);
        assert_true(span_is(value_of(&known, span_from(text)), text + 8));
    }
    assert_null(value_of(&known, span_from("Hemmnis 1000 (alt)")).ptr);
    assert_null(
        value_of(&known, span_from("Hemmnis 1000 (alt), das es nicht gibt")).ptr);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nothing_is_known_at_first),
        cmocka_unit_test(test_the_first_of_two_holds_and_none_is_empty),
        cmocka_unit_test(test_each_byte_counts),
        cmocka_unit_test(test_many_are_found_again),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
