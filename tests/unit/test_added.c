/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The room for values that are made for a record: as much as is asked for, whatever was
 * taken before, and all of it again with the next record.
 */
#include "trace.h"

#include "stream/added.h"

enum { PARTS = 40, PART = ADDED_ROOM / 4 };

static void check(struct added *added)
{
    char *parts[PARTS];

    added_begin(added);
    for (unsigned i = 0; i < PARTS; i++) {
        parts[i] = added_room(added, PART + i);
        memset(parts[i], 'a' + (int)i % 26, PART + i);
    }
    for (unsigned i = 0; i < PARTS; i++)
        for (unsigned j = 0; j < PART + i; j++)
            assert_int_equal(parts[i][j], 'a' + (int)i % 26);
}

static void values_of_any_size_have_room(void **state)
{
    struct added *added = calloc(1, sizeof *added);
    char *whole;

    (void)state;
    assert_non_null(added);
    for (unsigned record = 0; record < 3; record++)
        check(added);
    added_begin(added);
    whole = added_room(added, ADDED_ROOM);
    assert_ptr_equal(whole, added->room);
    assert_ptr_not_equal(added_room(added, 1), added->room);
    added_free(added);
    free(added);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_of_any_size_have_room),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
