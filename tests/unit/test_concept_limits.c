/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How much a concept may hold, and what becomes of tables that can't be read when they
 * are asked again: for the days on which rows change, and for a fingerprint.
 */
#include "rules.h"

#include "rules/fingerprint.h"
#include "rules/validity.h"

#define KEYS "key\tvalue\ncalendar\tBB\n"

/* A table with a header and so many rows `form`, which has the number of the row. */
static const char *rows(const char *header, const char *form, unsigned count)
{
    static char text[65536];
    size_t used = (size_t)snprintf(text, sizeof text, "%s\n", header);

    for (unsigned i = 1; i <= count; i++) {
        char number[16], *at;
        snprintf(number, sizeof number, "%u", i);
        for (const char *from = form; *from != '\0'; from++) {
            at = text + used;
            used += *from == '@' ? strlen(number) : 1;
            assert_true(used < sizeof text);
            memcpy(at, *from == '@' ? number : from, *from == '@' ? strlen(number) : 1);
        }
    }
    text[used] = '\0';
    return text;
}

static void check(const char *const *files, const char *expected)
{
    struct house house;

    house_make(&house);
    house_put(&house, "concept.tsv", KEYS);
    for (; *files != NULL; files += 2)
        house_put(&house, files[0], files[1]);
    assert_string_equal(house_faults(&house, AS_OF), expected);
    house_drop(&house);
}

/* Each area adds two columns, and neither the first nor the second may be too many. */
static void columns_end_at_256(void **state)
{
    static const char areas[] = "area\twork_order\na\t1\n";
    const unsigned own = COL_MOST - COL_FIXED_COUNT;
    char expected[128];

    (void)state;
    for (unsigned left = 0; left < 3; left++)
        check((const char *[]){"areas.tsv", areas, "columns.tsv",
                               rows("column\tkind\tcodes\tsource", "c@\tnumber\t\ts\n",
                                    own - left),
                               NULL},
              left < 2 ? "areas.tsv:2: area: too many columns, at most 256" : "");
    snprintf(expected, sizeof expected,
             "columns.tsv:%u: column: too many columns, at most 256", own + 2);
    check((const char *[]){"columns.tsv",
                           rows("column\tkind\tcodes\tsource", "c@\tnumber\t\ts\n",
                                own + 1),
                           NULL},
          expected);
}

static void actors_end_at_64(void **state)
{
    static const char header[] = "deadline\trule\tanchor\toffset\tactor\tsource";
    static const char form[] = "d\tr@\tapplied_on\t+1d\ta@\ts\n";

    (void)state;
    check((const char *[]){"deadlines.tsv", rows(header, form, 64), NULL}, "");
    check((const char *[]){"deadlines.tsv", rows(header, form, 65), NULL},
          "deadlines.tsv:66: actor: more than 64 different actors");
}

static void offices_and_closings_have_days_that_are_dates(void **state)
{
    (void)state;
    check((const char *[]){"calendars.tsv",
                           "office\tcalendar\tvalid_from\nNord\tBE\tsoon\n", NULL},
          "calendars.tsv:2: valid_from: malformed date \"soon\", expected YYYY-MM-DD "
          "or DD.MM.YYYY from 1900 to 2199");
    check((const char *[]){"calendar.tsv",
                           "office\tdate\tname\tsource\tvalid_to\n"
                           "Nord\t2026-12-24\tzu\ts\tlater\n",
                           NULL},
          "calendar.tsv:2: valid_to: malformed date \"later\", expected YYYY-MM-DD or "
          "DD.MM.YYYY from 1900 to 2199");
}

/* The days from 2026 to 2029 on which rows of the house change, between spaces. */
static const char *changes(const struct house *house)
{
    static char text[256];
    static struct faults faults;
    struct arena arena = {0};
    struct tables tables;
    int32_t *days;
    unsigned count;
    size_t used = 0;

    text[0] = '\0';
    faults.count = 0;
    tables_list(&tables, house->folder, &arena, &faults);
    assert_int_equal(faults.count, 0);
    count =
        validity_changes(&tables, day_of("2026-01-01"), day_of("2029-12-31"), &days);
    for (unsigned i = 0; i < count; i++)
        used += (size_t)snprintf(text + used, sizeof text - used, "%s%s",
                                 i > 0 ? " " : "", day_text(days[i]));
    free(days);
    arena_free(&arena);
    return text;
}

static void a_row_that_is_at_fault_changes_on_no_day(void **state)
{
    struct house house;

    (void)state;
    house_make(&house);
    house_put(&house, "concept.tsv", KEYS);
    house_put(&house, "areas.tsv",
              "area\twork_order\tvalid_from\tvalid_to\na\t1\t2027-01-01\t\n"
              "b\t1\t2027-02-02\tnever\nc\t1\t\t2028-12-31\n");
    assert_string_equal(changes(&house), "2027-01-01 2029-01-01");
    house_drop(&house);
}

/* The same of a table of the concept that this one extends. */
static void a_table_that_cannot_be_read_changes_on_no_day(void **state)
{
    struct house below, above;
    char keys[256];

    (void)state;
    house_make(&below);
    house_put(&below, "concept.tsv", KEYS);
    house_put(&below, "needs.tsv", "");
    house_make(&above);
    snprintf(keys, sizeof keys, "key\tvalue\nextends\t%s\n", below.folder);
    house_put(&above, "concept.tsv", keys);
    house_put(&above, "needs.tsv",
              "row\tneed\tarea\tvalid_from\nadd\tn\ta\t2027-01-01\n");
    house_put(&above, "areas.tsv",
              "row\tarea\twork_order\tvalid_from\nadd\ta\t1\t2028-01-01\n");
    assert_string_equal(changes(&above), "2028-01-01");
    house_drop(&above);
    house_drop(&below);
}

static void a_folder_is_a_folder(void **state)
{
    struct house house;
    char path[128], keys[256];
    static struct faults faults;

    (void)state;
    house_make(&house);
    snprintf(path, sizeof path, "%s/file", house.folder);
    house_put(&house, "file", "no folder");
    faults.count = 0;
    assert_null(concept_open(path, day_of(AS_OF), &faults));
    assert_string_equal(fault_text(&faults.list[0], house.folder),
                        "file: cannot read: Not a directory");
    snprintf(keys, sizeof keys, "key\tvalue\nextends\t%s\n", path);
    house_put(&house, "concept.tsv", keys);
    assert_string_equal(house_faults(&house, AS_OF),
                        "file: cannot read: Not a directory");
    house_drop(&house);
}

static void a_table_without_its_columns_is_refused(void **state)
{
    (void)state;
    check(
        (const char *[]){"areas.tsv", "area\twork_order\na\t1\n", "needs.tsv",
                         "need\tarea\nn\ta\n", "strategies.tsv",
                         "rule\tneed\tsource\na\tn\ts\n", NULL},
        "strategies.tsv:1: no column \"strategy=\", expected the output of the table");
}

static void a_fingerprint_is_of_files_that_can_be_read(void **state)
{
    struct house house;
    struct concept *concept;
    char before[FINGERPRINT_BYTES], after[FINGERPRINT_BYTES], path[128];
    struct diag diag = {0};

    (void)state;
    house_make(&house);
    house_put(&house, "concept.tsv", KEYS);
    concept = house_open(&house, AS_OF);
    assert_true(fingerprint_take(concept, before, &diag));
    assert_true(fingerprint_take(concept, after, &diag));
    assert_string_equal(before, after);
    concept->calendars.holidays = "no/holidays.tsv";
    assert_false(fingerprint_take(concept, after, &diag));
    assert_string_equal(fault_text(&diag, NULL),
                        "no/holidays.tsv: cannot open: No such file or directory");
    snprintf(path, sizeof path, "%s/concept.tsv", house.folder);
    assert_int_equal(unlink(path), 0);
    assert_false(fingerprint_take(concept, after, &diag));
    assert_string_equal(fault_text(&diag, house.folder),
                        "concept.tsv: cannot open: No such file or directory");
    concept_close(concept);
    house_drop(&house);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_end_at_256),
        cmocka_unit_test(actors_end_at_64),
        cmocka_unit_test(offices_and_closings_have_days_that_are_dates),
        cmocka_unit_test(a_row_that_is_at_fault_changes_on_no_day),
        cmocka_unit_test(a_table_that_cannot_be_read_changes_on_no_day),
        cmocka_unit_test(a_folder_is_a_folder),
        cmocka_unit_test(a_table_without_its_columns_is_refused),
        cmocka_unit_test(a_fingerprint_is_of_files_that_can_be_read),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
