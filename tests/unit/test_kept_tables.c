/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file of a table is read once: later loads give what stood there then. */
#include "rules.h"

#include "rules/kept_tables.h"
#include "rules/table.h"

/* Loads terms.tsv of the house; the rows as `term label`, one a line, or NULL. */
static const char *load(const struct house *house, int32_t day)
{
    static char text[256];
    static struct faults faults;
    struct arena arena = {0};
    struct table table;
    char path[128];
    bool good;

    faults.count = 0;
    snprintf(path, sizeof path, "%s/terms.tsv", house->folder);
    good = table_load_file(&table, path, &arena, &faults);
    text[0] = '\0';
    if (good) {
        table_drop_rows(&table, day, &faults);
        for (unsigned row = 0; row < table.rows; row++) {
            struct span term = table_cell(&table, row, table_column(&table, "term"));
            struct span label = table_cell(&table, row, table_column(&table, "label"));
            size_t used = strlen(text);
            snprintf(text + used, sizeof text - used, "%lu %.*s %.*s\n",
                     table.lines[row], (int)term.len, term.ptr, (int)label.len,
                     label.ptr);
            assert_string_equal(table.files[row], path);
        }
    }
    arena_free(&arena);
    return good && faults.count == 0 ? text : NULL;
}

static void a_file_is_read_once(void **state)
{
    struct house house;

    (void)state;
    house_make(&house);
    house_put(&house, "terms.tsv",
              "term\tlabel\tvalid_to\na\tA\t\nb\tB\t2025-12-31\nc\tC\t\n");
    /* Rows that one load drops are there for the next one. */
    assert_string_equal(load(&house, day_of("2026-01-01")), "2 a A\n4 c C\n");
    assert_string_equal(load(&house, day_of("2025-01-01")), "2 a A\n3 b B\n4 c C\n");
    house_put(&house, "terms.tsv", "term\tlabel\nd\tD\n");
    assert_string_equal(load(&house, day_of("2026-01-01")), "2 a A\n4 c C\n");
    house_drop(&house);
    assert_string_equal(load(&house, day_of("2026-01-01")), "2 a A\n4 c C\n");
}

static void what_has_a_fault_is_read_again(void **state)
{
    struct house house;

    (void)state;
    house_make(&house);
    assert_null(load(&house, day_of(AS_OF)));
    house_put(&house, "terms.tsv", "term\tlabel\na\tA\tB\n");
    assert_null(load(&house, day_of(AS_OF)));
    house_put(&house, "terms.tsv", "term\tlabel\na\tA\n");
    assert_string_equal(load(&house, day_of(AS_OF)), "2 a A\n");
    house_drop(&house);
}

static void a_number_of_a_descriptor_is_another_file_later(void **state)
{
    struct arena arena = {0};
    struct table table = {.path = "/dev/fd/7"}, again;

    (void)state;
    kept_tables_add("/dev/fd/7", &table);
    kept_tables_add("/proc/self/fd/7", &table);
    assert_false(kept_tables_find("/dev/fd/7", &again, &arena));
    assert_false(kept_tables_find("/proc/self/fd/7", &again, &arena));
    kept_tables_add("tables/none.tsv", &table);
    assert_true(kept_tables_find("tables/none.tsv", &again, &arena));
    assert_int_equal(again.rows, 0);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_is_read_once),
        cmocka_unit_test(what_has_a_fault_is_read_again),
        cmocka_unit_test(a_number_of_a_descriptor_is_another_file_later),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
