/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The list in which rows of two tables are merged: its order, and which rows are found
 * by their keys and by the names that `before` has.
 */
#include "rules.h"

#include "rules/merge_rows.h"

enum { ROOM = 16 };

struct list {
    struct arena arena;
    struct merge_rows rows;
};

static void list_make(struct list *it)
{
    it->arena = (struct arena){0};
    merge_rows_begin(&it->rows, ROOM, &it->arena);
}

static void list_drop(struct list *it)
{
    merge_rows_free(&it->rows);
    arena_free(&it->arena);
}

static struct merge_key key_of(const char *first, const char *second)
{
    return (struct merge_key){{span_from(first), span_from(second)}};
}

static unsigned add(struct list *it, struct merge_chain *table, const char *first,
                    const char *second)
{
    return merge_rows_add(&it->rows, table,
                          (struct merge_row){.key = key_of(first, second)});
}

/* Adds an inherited row at the end of the list, by a name for `before`. */
static unsigned inherit(struct list *it, const char *first, const char *second)
{
    unsigned row = add(it, it->rows.inherited, first, second);

    merge_rows_insert(&it->rows, row, 0);
    merge_rows_name(&it->rows, row, &it->arena);
    return row;
}

/* Compares the list with the first parts of its keys, a letter each. */
static void expect_order(const struct list *it, const char *letters)
{
    char found[ROOM + 1] = "";
    size_t count = 0;

    for (unsigned i = it->rows.rows[0].next; i != 0; i = it->rows.rows[i].next)
        found[count++] = it->rows.rows[i].key.parts[0].ptr[0];
    assert_string_equal(found, letters);
}

static void rows_are_put_and_taken_anywhere(void **state)
{
    struct list it;
    unsigned b, added;

    (void)state;
    list_make(&it);
    expect_order(&it, "");
    inherit(&it, "a", "");
    b = inherit(&it, "b", "");
    inherit(&it, "c", "");
    inherit(&it, "b", "");
    added = add(&it, it.rows.local, "x", "");
    merge_rows_insert(&it.rows, added, b);
    expect_order(&it, "axbcb");
    assert_true(merge_rows_remove(&it.rows, it.rows.rows[b].number));
    expect_order(&it, "axc");
    assert_false(merge_rows_remove(&it.rows, it.rows.rows[b].number));
    assert_false(merge_rows_remove(&it.rows, it.rows.rows[added].number));
    expect_order(&it, "axc");
    list_drop(&it);
}

/* Two keys are one if all that they say is the same; a day has several spellings. */
static void rows_are_alike_by_their_keys(void **state)
{
    static const struct {
        const char *first[KEY_PARTS], *second[KEY_PARTS];
        bool is_same;
    } cases[] = {
        {{"a", ""}, {"a", ""}, true},
        {{"a", "b"}, {"a", "b"}, true},
        {{"a", "b"}, {"a", ""}, false},
        {{"ab", ""}, {"a", "b"}, false},
        {{"2026-12-24", "X"}, {"24.12.2026", "X"}, true},
        {{"2026-12-24", "X"}, {"24.12.2026", "Y"}, false},
        {{"2026-12-24", ""}, {"25.12.2026", ""}, false},
        {{"a", "2026-12-24"}, {"a", "24.12.2026"}, false},
        {{"", ""}, {"", ""}, false},
        {{"", "a"}, {"", "a"}, false},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct list it;
        unsigned first, second;
        list_make(&it);
        first = add(&it, it.rows.local, cases[i].first[0], cases[i].first[1]);
        second = add(&it, it.rows.local, cases[i].second[0], cases[i].second[1]);
        assert_int_equal(it.rows.rows[first].alike, cases[i].is_same ? second : 0);
        list_drop(&it);
    }
}

static void the_first_row_of_a_name_is_found(void **state)
{
    struct list it;
    const struct merge_key none = key_of("", ""), c = key_of("c", "x");
    unsigned a, other, d, earlier;

    (void)state;
    list_make(&it);
    a = inherit(&it, "a", "");
    other = inherit(&it, "c", "a");
    d = inherit(&it, "d", "a");
    inherit(&it, "a", "");
    assert_int_equal(merge_rows_named(&it.rows, span_from("a"), none, &it.arena), a);
    assert_int_equal(merge_rows_named(&it.rows, span_from("c/a"), none, &it.arena),
                     other);
    assert_int_equal(merge_rows_named(&it.rows, span_from("b"), c, &it.arena), 0);
    /* Of the same deadline the rule alone will do; here another row stands above. */
    assert_int_equal(merge_rows_named(&it.rows, span_from("a"), c, &it.arena), a);
    assert_int_equal(
        merge_rows_named(&it.rows, span_from("a"), key_of("d", ""), &it.arena), a);
    assert_true(merge_rows_remove(&it.rows, it.rows.rows[a].number));
    /* A row of the same name that comes to stand above is the first one. */
    earlier = add(&it, it.rows.local, "d", "a");
    merge_rows_insert(&it.rows, earlier, other);
    merge_rows_name(&it.rows, earlier, &it.arena);
    assert_int_equal(merge_rows_named(&it.rows, span_from("d/a"), none, &it.arena),
                     earlier);
    assert_int_not_equal(earlier, d);
    list_drop(&it);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_are_put_and_taken_anywhere),
        cmocka_unit_test(rows_are_alike_by_their_keys),
        cmocka_unit_test(the_first_row_of_a_name_is_found),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
