/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The fingerprint of a concept is that of its rules: it doesn't hang on where they lie
 * or for which day they are loaded, and each change of a table changes it, also of a
 * table of the concept that is extended.
 */
#include "rules.h"

#include "rules/fingerprint.h"

#define CONCEPT "key\tvalue\ncalendar\tBB\nderive\tage_group\n"
#define GROUPS "rule\tage\tage_group=\tsource\ny\t< 25\tu25\ts\no\t>= 25\tue25\ts\n"

static void make(struct house *house, const char *concept, const char *groups)
{
    house_make(house);
    house_put(house, "concept.tsv", concept);
    if (groups != NULL)
        house_put(house, "age_group.tsv", groups);
}

/* In one of a few buffers that are used in turn. */
static const char *print_of(const struct house *house, const char *as_of)
{
    static char prints[4][FINGERPRINT_BYTES];
    static unsigned next;
    char *print = prints[next++ % COUNT_OF(prints)];
    struct concept *concept = house_open(house, as_of);
    struct diag diag = {0};

    assert_true(fingerprint_take(concept, print, &diag));
    assert_int_equal(strlen(print), FINGERPRINT_BYTES - 1);
    concept_close(concept);
    return print;
}

static void the_same_rules_have_the_same_print(void **state)
{
    struct house one, two;

    (void)state;
    make(&one, CONCEPT, GROUPS);
    make(&two, CONCEPT, GROUPS);
    house_put(&two, "README.md", "no table");
    assert_string_equal(print_of(&one, AS_OF), print_of(&two, AS_OF));
    assert_string_equal(print_of(&one, AS_OF), print_of(&one, "2024-02-29"));
    house_drop(&one);
    house_drop(&two);
}

static void another_byte_is_another_print(void **state)
{
    struct house one, two, three;

    (void)state;
    make(&one, CONCEPT, GROUPS);
    make(&two, CONCEPT, GROUPS "# a remark\n");
    make(&three, CONCEPT "edition\t2\n", GROUPS);
    assert_string_not_equal(print_of(&one, AS_OF), print_of(&two, AS_OF));
    assert_string_not_equal(print_of(&one, AS_OF), print_of(&three, AS_OF));
    house_drop(&one);
    house_drop(&two);
    house_drop(&three);
}

static void what_is_extended_counts(void **state)
{
    struct house below, above;
    char concept[256], before[FINGERPRINT_BYTES];

    (void)state;
    make(&below, CONCEPT, GROUPS);
    snprintf(concept, sizeof concept, "key\tvalue\nextends\t%s\n", below.folder);
    make(&above, concept, NULL);
    snprintf(before, sizeof before, "%s", print_of(&above, AS_OF));
    below.count--;
    house_put(&below, "age_group.tsv", GROUPS "# a remark\n");
    assert_string_not_equal(before, print_of(&above, AS_OF));
    house_drop(&above);
    house_drop(&below);
}

static void a_table_that_has_gone_is_a_fault(void **state)
{
    struct house house;
    struct concept *concept;
    struct diag diag = {0};
    char print[FINGERPRINT_BYTES], path[128];

    (void)state;
    make(&house, CONCEPT, GROUPS);
    concept = house_open(&house, AS_OF);
    snprintf(path, sizeof path, "%s/age_group.tsv", house.folder);
    unlink(path);
    assert_false(fingerprint_take(concept, print, &diag));
    assert_string_equal(fault_text(&diag, house.folder),
                        "age_group.tsv: cannot open: No such file or directory");
    concept_close(concept);
    house_drop(&house);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_rules_have_the_same_print),
        cmocka_unit_test(another_byte_is_another_print),
        cmocka_unit_test(what_is_extended_counts),
        cmocka_unit_test(a_table_that_has_gone_is_a_fault),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
