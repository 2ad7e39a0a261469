/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reading fails after each number of bytes: whatever the reader is at then, it says so,
 * and what came before is the beginning of what a whole file gives. The failing file is
 * the other end of a terminal that was hung up.
 */
#include "rules.h"

#include <errno.h>
#include <fcntl.h>
#include <termios.h>

#include "cli/filter.h"
#include "cli/needs_rows.h"
#include "import/mapping.h"
#include "import/needs_file.h"

#define FAILED "<stdin>: cannot read: Input/output error"

/* Makes standard input a file that has these bytes and then can't be read. */
static bool hang_up(struct span text)
{
    struct termios mode;
    int master = posix_openpt(O_RDWR | O_NOCTTY), slave;

    if (master < 0 || grantpt(master) != 0 || unlockpt(master) != 0)
        return false;
    slave = open(ptsname(master), O_RDWR | O_NOCTTY);
    assert_true(slave >= 0);
    assert_int_equal(tcgetattr(slave, &mode), 0);
    cfmakeraw(&mode);
    assert_int_equal(tcsetattr(slave, TCSANOW, &mode), 0);
    assert_int_equal(write(slave, text.ptr, text.len), (ssize_t)text.len);
    close(slave);
    assert_int_equal(dup2(master, STDIN_FILENO), STDIN_FILENO);
    close(master);
    return true;
}

/* How many records come before the fault. */
static unsigned records_before_fault(struct span text,
                                     const struct reader_options *options)
{
    const char *path = "-";
    struct diag diag = {0};
    struct record record;
    struct reader *reader;
    enum reader_status status = READER_FAILED;
    unsigned count = 0;

    if (!hang_up(text))
        skip();
    reader = reader_open(&path, 1, options, &diag);
    while (reader != NULL &&
           (status = reader_next(reader, &record, &diag)) == READER_RECORD)
        count++;
    assert_int_equal(status, READER_FAILED);
    if (strcmp(fault_text(&diag, NULL), FAILED) != 0)
        fail_msg("after %zu bytes: %s", text.len, fault_text(&diag, NULL));
    reader_close(reader);
    return count;
}

/* Each beginning of the text, read in blocks of `block` bytes. */
static void check(struct span text, struct reader_options options, unsigned records)
{
    static const size_t blocks[] = {0, 1, 7};

    for (size_t i = 0; i < COUNT_OF(blocks); i++) {
        unsigned before = 0;
        options.block = blocks[i];
        for (size_t len = 0; len <= text.len; len++) {
            unsigned count = records_before_fault(span_of(text.ptr, len), &options);
            assert_true(count >= before && count <= records);
            before = count;
        }
        assert_int_equal(before, records);
    }
}

static void a_stream_that_fails_says_so(void **state)
{
    (void)state;
    check(span_from("sep=;\r\na;b\r\n1;2\r\n\"3\";\"4\n5\"\r\n\r\n6;7\r\n"),
          READER_DEFAULTS, 3);
    check(span_from("a\tb\n1\t2\\n\n"), READER_DEFAULTS, 1);
}

static void a_rule_table_that_fails_says_so(void **state)
{
    struct reader_options options = READER_DEFAULTS;

    (void)state;
    options.is_table = options.tabs_are_csv = true;
    check(span_from("# what\n\"# with \"\"quotes\"\"\nand more\";\n\na;b\n# no\n1;2\n"),
          options, 1);
}

static void an_export_that_fails_says_so(void **state)
{
    const struct span sought[] = {span_from("Name")};
    const struct heading named = {sought, 1, "header", false, {0}};
    const struct heading any = {NULL, 0, "header", true, {0}};
    struct reader_options options = READER_DEFAULTS;
    struct span text =
        span_from("Titel\n\n\"Der\nStand\";1\nNr;\"Na\n\";Name\n1;2;3\n");

    (void)state;
    options.heading = &named;
    check(text, options, 0); /* behind the open quote 20 lines are looked at first */
    options.heading = &any;
    check(span_from("\n\nNr;Name\n1;2\n"), options, 1);
}

static void an_archive_that_fails_says_so(void **state)
{
    (void)state;
    check(span_from("PK\003\004\024"), READER_DEFAULTS, 0);
    check(span_from("PK\003\004\n\024"), READER_DEFAULTS, 0);
}

static void other_encodings_that_fail_say_so(void **state)
{
    struct reader_options options = READER_DEFAULTS;

    (void)state;
    options.encoding = ENCODING_WINDOWS_1252;
    check(span_from("a;b\nF\xF6rderung;\x80\n"), options, 1);
}

/* A line above the header of an export has the limit of a record. */
/* The header and a row are read, then nothing more. */
static void a_needs_file_that_fails_ends_the_import(void **state)
{
    static const struct concept none;
    const struct mapping mapping = {.count = 0};
    const struct reader_options options = READER_DEFAULTS;
    struct filter filter = {0};
    struct needs_file *needs_file;

    (void)state;
    if (!hang_up(span_from("client_id\tcode\n1\tmobil\n2\tmob")))
        skip();
    needs_file = needs_file_open("-", &options, &mapping, &none, false, &filter.diag);
    assert_non_null(needs_file);
    assert_int_equal(needs_rows_load(&filter, needs_file), FILTER_FAILED);
    assert_string_equal(fault_text(&filter.diag, NULL), FAILED);
    assert_int_equal(needs_file_counts(needs_file).read, 1);
    needs_file_close(needs_file);
}

static void a_title_is_no_longer_than_a_record(void **state)
{
    static const char text[] = "Nr;Titel einer Liste\nNr;Name\n1;2\n";
    const struct span sought[] = {span_from("Name")};
    const struct heading heading = {sought, 1, "header", false, {0}};
    struct reader_options options = READER_DEFAULTS;
    struct input input;
    const char *path = input.path;

    (void)state;
    options.heading = &heading;
    for (size_t most = 10; most < 25; most++) {
        struct diag diag = {0};
        struct reader *reader;
        input_make(&input, span_from(text));
        options.limits.record = most;
        reader = reader_open(&path, 1, &options, &diag);
        assert_int_equal(reader != NULL, most >= 19); /* 20 bytes and LF: 2 of it */
        if (reader == NULL) {
            char expected[128];
            snprintf(expected, sizeof expected,
                     "header of more than %zu bytes, raise --max-record", most);
            assert_string_equal(diag.text, expected);
        }
        reader_close(reader);
        input_drop(&input);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_stream_that_fails_says_so),
        cmocka_unit_test(a_rule_table_that_fails_says_so),
        cmocka_unit_test(an_export_that_fails_says_so),
        cmocka_unit_test(an_archive_that_fails_says_so),
        cmocka_unit_test(a_title_is_no_longer_than_a_record),
        cmocka_unit_test(other_encodings_that_fail_say_so),
        cmocka_unit_test(a_needs_file_that_fails_ends_the_import),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
