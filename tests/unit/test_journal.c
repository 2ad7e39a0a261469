/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The journal: hashes of known vectors however the bytes come, what is read twice, and
 * when there can be no manifest.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <sodium.h>

#include "base/journal.h"
#include "base/span.h"

/* FIPS 180-4, the examples of one and two blocks, and no bytes. */
static const char ABC[] =
    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
static const char EMPTY[] =
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
static const char TWO_BLOCKS[] =
    "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1";

static void read_file(const char *path, const char *bytes)
{
    struct journal_file *file = journal_read(path);

    journal_bytes(file, bytes, strlen(bytes));
    journal_end(file);
}

static int stop(void **state)
{
    (void)state;
    journal_stop();
    journal_free();
    return 0;
}

static void assert_entry(size_t i, enum journal_kind kind, const char *name,
                         const char *value, unsigned long long bytes, const char *hash)
{
    const struct journal_entry *entry = journal_entry(i);
    char hex[2 * JOURNAL_HASH_BYTES + 1];

    assert_int_equal(entry->kind, kind);
    assert_true(span_is(entry->name, name));
    assert_true(span_is(entry->value, value));
    assert_int_equal(entry->bytes, bytes);
    if (hash != NULL)
        assert_string_equal(
            sodium_bin2hex(hex, sizeof hex, entry->hash, sizeof entry->hash), hash);
}

static void nothing_is_told_before_it_starts(void **state)
{
    (void)state;
    assert_null(journal_read("a"));
    assert_null(journal_write(NULL, "a"));
    journal_bytes(NULL, "abc", 3);
    journal_end(NULL);
    journal_forget(NULL);
    journal_note(JOURNAL_CONCEPT, span_from("a"), span_from(""));
    assert_false(journal_reserves("a", NULL));
    assert_false(journal_discards());
    assert_null(journal_settle());
    assert_int_equal(journal_count(), 0);
}

static void hashes_are_those_of_the_standard(void **state)
{
    static const char text[] =
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
    struct journal_file *file;

    (void)state;
    journal_start("/tmp/none", false);
    read_file("b", "abc");
    read_file("a", "");
    file = journal_read("c");
    for (size_t i = 0; i < sizeof text - 1; i++)
        journal_bytes(file, text + i, 1);
    journal_end(file);
    assert_null(journal_settle());
    assert_int_equal(journal_count(), 3);
    assert_entry(0, JOURNAL_INPUT, "a", "", 0, EMPTY);
    assert_entry(1, JOURNAL_INPUT, "b", "", 3, ABC);
    assert_entry(2, JOURNAL_INPUT, "c", "", sizeof text - 1, TWO_BLOCKS);
}

static void places_say_what_a_file_is(void **state)
{
    (void)state;
    journal_start("/tmp/none", false);
    journal_place("share/concepts/house", JOURNAL_DATA, "concepts/house");
    journal_place("share/concepts/house", JOURNAL_TABLE, "house");
    journal_place("share/concepts", JOURNAL_DATA, "concepts");
    journal_place("share/forms/a.txt", JOURNAL_DATA, "forms/a.txt");
    journal_place("own", JOURNAL_OWN, "");
    read_file("share/concepts/house/needs.tsv", "abc");
    read_file("share/conceptual.tsv", "abc");
    read_file("share/concepts/households.tsv", "abc");
    read_file("share/forms/a.txt", "abc");
    assert_null(journal_read("own"));
    assert_null(journal_settle());
    assert_int_equal(journal_count(), 4);
    assert_entry(0, JOURNAL_TABLE, "needs.tsv", "house", 3, ABC);
    assert_entry(1, JOURNAL_DATA, "concepts/households.tsv", "", 3, ABC);
    assert_entry(2, JOURNAL_DATA, "forms/a.txt", "", 3, ABC);
    assert_entry(3, JOURNAL_INPUT, "share/conceptual.tsv", "", 3, ABC);
}

static void what_is_told_twice_is_one_entry(void **state)
{
    (void)state;
    journal_start("/tmp/none", false);
    for (int i = 0; i < 3; i++) {
        journal_note(JOURNAL_CONCEPT, span_from("house"), span_from("1"));
        journal_note(JOURNAL_CALENDAR, span_from("BB"), span_from(""));
        read_file("a", "abc");
    }
    assert_null(journal_settle());
    assert_int_equal(journal_count(), 3);
    assert_entry(0, JOURNAL_CONCEPT, "house", "1", 0, NULL);
    assert_entry(1, JOURNAL_CALENDAR, "BB", "", 0, NULL);
    assert_entry(2, JOURNAL_INPUT, "a", "", 3, ABC);
}

static void a_file_that_changes_has_no_hash(void **state)
{
    (void)state;
    journal_start("/tmp/none", false);
    read_file("a", "abc");
    read_file("b", "abc");
    read_file("a", "abd");
    assert_string_equal(journal_settle(), "a changed while it was read");
}

static void a_file_that_is_not_read_to_its_end_has_no_hash(void **state)
{
    (void)state;
    journal_start("/tmp/none", false);
    read_file("a", "abc");
    journal_bytes(journal_read("-"), "abc", 3);
    assert_string_equal(journal_settle(), "<stdin> was not read to its end");
}

static void outputs_end_by_themselves_or_are_forgotten(void **state)
{
    struct journal_file *file;

    (void)state;
    journal_start("/tmp/none", true);
    assert_true(journal_discards());
    journal_bytes(journal_write("lists//", "b"), "a", 1);
    journal_bytes(journal_write("lists", "a"), "ab", 2);
    journal_bytes(journal_find("lists/", "b"), "bc", 2);
    journal_bytes(journal_find("lists", "a"), "c", 1);
    assert_null(journal_find("lists", "c"));
    file = journal_write(NULL, "thrown-away");
    journal_bytes(file, "abc", 3);
    journal_forget(file);
    assert_null(journal_settle());
    assert_int_equal(journal_count(), 2);
    assert_entry(0, JOURNAL_OUTPUT, "lists/a", "", 3, ABC);
    assert_entry(1, JOURNAL_OUTPUT, "lists/b", "", 3, ABC);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(nothing_is_told_before_it_starts, stop),
        cmocka_unit_test_teardown(hashes_are_those_of_the_standard, stop),
        cmocka_unit_test_teardown(places_say_what_a_file_is, stop),
        cmocka_unit_test_teardown(what_is_told_twice_is_one_entry, stop),
        cmocka_unit_test_teardown(a_file_that_changes_has_no_hash, stop),
        cmocka_unit_test_teardown(a_file_that_is_not_read_to_its_end_has_no_hash, stop),
        cmocka_unit_test_teardown(outputs_end_by_themselves_or_are_forgotten, stop),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
