/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Several files as one stream, limits, and the options of a reader. A record over a
 * limit ends where it would end anyway, whatever the read size (streams.md 1). trace.h
 * says how to read the expected results.
 */
#include "trace.h"

static const size_t blocks[] = {1, 2, 3, 7, 64, 65536};

enum { BLOCK_COUNT = sizeof blocks / sizeof *blocks, FILES_MOST = 3 };

struct files_case {
    const char *name;
    const char *files[FILES_MOST]; /* contents; NULL: no further file */
    const char *wanted;
};

static unsigned check_case(const struct files_case *c, struct reader_options options)
{
    struct input inputs[FILES_MOST];
    const char *paths[FILES_MOST];
    size_t count = 0;
    unsigned faults = 0;

    for (; count < FILES_MOST && c->files[count] != NULL; count++) {
        input_make(&inputs[count], span_from(c->files[count]));
        paths[count] = inputs[count].path;
    }
    for (size_t i = 0; i < BLOCK_COUNT; i++) {
        struct sheet got;
        options.block = blocks[i];
        got = trace_files(paths, count, &options);
        if (strcmp(got.bytes, c->wanted) != 0 && faults++ == 0)
            print_error("%s, block %zu:\n%s--- expected\n%s", c->name, blocks[i],
                        got.bytes, c->wanted);
        sheet_free(&got);
    }
    while (count > 0)
        input_drop(&inputs[--count]);
    return faults;
}

static void check_all(const struct files_case *cases, size_t count,
                      struct reader_options options)
{
    unsigned faults = 0;

    for (size_t i = 0; i < count; i++)
        faults += check_case(&cases[i], options);
    assert_int_equal(faults, 0);
}

#define CHECK(cases, options) check_all(cases, sizeof cases / sizeof *cases, options)

static const struct files_case files_cases[] = {
    {"same columns", {"a,b\n1,2\n", "a,b\n3,4\n"}, "h a|b\nr 2 1|2\nr 2 3|4\ne 2 0\n"},
    {"columns in another order",
     {"a,b,c\n1,2,3\n", "c,a,b\n6,4,5\n\"9\",\"7\",8\n", "a,b,c\n0,0,1\n"},
     "h a|b|c\nr 2 1|2|3\nr 2 4|5|6\nr 3 7|8|9\nr 2 0|0|1\ne 4 0\n"},
    {"another dialect",
     {"a,b\n1,2\n", "b;a\n\"4;\";3\n", "a\tb\n\\t\t\"\n"},
     "h a|b\nr 2 1|2\nr 2 3|4;\nr 2 \\t|\"\ne 3 0\n"},
    {"marks and sep lines of each",
     {"\xEF\xBB\xBF"
      "a,b\n1,2\n",
      "sep=;\r\nb;a\r\n4;3\r\n", "\xEF\xBB\xBFsep=,\na,b\n5,6"},
     "h a|b\nr 2 1|2\nr 3 3|4\nr 3 5|6\ne 3 0\n"},
    {"the first has no line end",
     {"a,b\n1,2", "a,b\n3,4"},
     "h a|b\nr 2 1|2\nr 2 3|4\ne 2 0\n"},
    {"the first has no record", {"a,b", "b,a\n3,4"}, "h a|b\nr 2 4|3\ne 1 0\n"},
    {"empty lines are counted over all",
     {"a,b\n\n", "a,b\n\n3,4\n"},
     "h a|b\nr 3 3|4\ne 1 2\n"},
    {"a faulty record of a reordered file",
     {"a,b\n1,2\n", "b,a\nx\r,y\n1\n\"p\"q,\n3,4\n"},
     "h a|b\nr 2 1|2\nx 2 bare-cr b x\\r,y\nx 3 ragged  1\nx 4 quote  \"p\"q,\n"
     "r 5 4|3\ne 5 0\n"},
    {"an open quote ends with its file",
     {"a,b\n\"1,2\n", "a,b\n3\",4\n5,6\n"},
     "h a|b\nx 2 unterminated-quote  \"1,2\nx 2 quote  3\",4\nr 3 5|6\ne 3 0\n"},
    {"fewer columns", {"a,b\n1,2\n", "a\n3\n"}, "h a|b\nr 2 1|2\nf 1 header\n"},
    {"more columns", {"a,b\n1,2\n", "a,b,c\n3,4,5\n"}, "h a|b\nr 2 1|2\nf 1 header\n"},
    {"another name", {"a,b\n1,2\n", "a,B\n3,4\n"}, "h a|b\nr 2 1|2\nf 1 header\n"},
    {"an empty second file", {"a,b\n1,2\n", ""}, "h a|b\nr 2 1|2\nf 1 header\n"},
    {"one column", {"a\n1\n\n", "a\n\n2\n"}, "h a\nr 2 1\nr 3 \nr 2 \nr 3 2\ne 4 0\n"},
};

static void files_are_read_as_one_stream(void **state)
{
    (void)state;
    CHECK(files_cases, READER_DEFAULTS);
}

#define TEN "0123456789"
#define LONG TEN TEN TEN TEN /* longer than the record limit of these tests */

static const struct files_case limit_cases[] = {
    {"a field of the limit",
     {"a,b\n12345678,2\n\"12345678\",2\n"},
     "h a|b\nr 2 12345678|2\nr 3 12345678|2\ne 2 0\n"},
    {"a field over the limit",
     {"a,b\n1,123456789\n3,4\n"},
     "h a|b\nx 2 too-long b 1,123456789\nr 3 3|4\ne 2 0\n"},
    {"a quoted field over the limit",
     {"a,b\n1,\"123456789\"\n3,4\n"},
     "h a|b\nx 2 too-long b 1,\"123456789\"\nr 3 3|4\ne 2 0\n"},
    {"quotes do not count",
     {"a,b\n\"\"\"\"\"\"\"\"\"\"\"\",\"1234567\"\"\"\n"},
     "h a|b\nr 2 \"\"\"\"\"|1234567\"\ne 1 0\n"},
    {"TSV counts as written",
     {"a\tb\n1\t123456789\n"},
     "h a|b\nx 2 too-long b 1\\t123456789\ne 1 0\n"},
    {"a record of the limit",
     {"a,b,c,d\n1234567,1234567,1234567,12345678\n"},
     "h a|b|c|d\nr 2 1234567|1234567|1234567|12345678\ne 1 0\n"},
    {"an open quote ends at the field limit, the rest are records",
     {"a,b\n\"23456789\n3,4\n5,6\n"},
     "h a|b\nx 2 unterminated-quote  \"23456789\nr 3 3|4\nr 4 5|6\ne 3 0\n"},
    {"a record of the limit before CRLF",
     {"a,b,c,d\r\n12345678,12345678,12345678,12345\r\n"},
     "h a|b|c|d\nr 2 12345678|12345678|12345678|12345\ne 1 0\n"},
    {"a header of the limit", {TEN "," TEN "," TEN "\n"}, "f 1 too-long\n"},
};

/* Field 8, record 32: what happens at these borders must not hang on the read size. */
static struct reader_options small(void)
{
    struct reader_options options = READER_DEFAULTS;

    options.limits = (struct record_limits){8, 32, 4};
    return options;
}

static void limits_hold_at_every_read_size(void **state)
{
    (void)state;
    CHECK(limit_cases, small());
}

/* The traces of a stream over the record limit, without the refused bytes. */
static void long_records_end_where_others_do(void **state)
{
    static const char *const texts[] = {
        "a,b\n" LONG "\n3,4\n",
        "a,b\n" LONG "," LONG LONG LONG LONG "\n3,4\n",
        "a\tb\n" LONG "\t" LONG "\n3\t4\n",
        "a,b\n1,\"" LONG "\"\n3,4\n",
        "a,b\n1,\"123\n" LONG "\n5,6\n\"\n3,4\n",
        "a,b\n1,\"1\n2\n3\n4\n5\n6\n7\",\"1\n2\n3\n4\n5\n6\n7\",\"1\n2\n3\n4\n\"\n3,"
        "4\n",
        "a,b\n1" LONG "\"\n3,4\n",
        "a,b\n" LONG "\r,2\n3,4\n",
        "a,b\n" LONG "\xFF,2\n3,4\n",
        LONG ",b\n3,4\n",
        "a,b\n\"# 1\n2\n3\n4\n5\n6\n7\",\"1\n2\n3\n4\n5\n6\n7\"\n3,4\n",
    };
    struct reader_options options = small();
    unsigned faults = 0;

    (void)state;
    options.limits.field = 32;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct sheet wanted;
        unsigned before = faults;
        options.is_table = i + 1 == sizeof texts / sizeof *texts;
        options.block = 65536;
        wanted = trace_bytes(span_from(texts[i]), &options);
        for (size_t k = 0; k + 1 < BLOCK_COUNT; k++) {
            struct sheet got;
            options.block = blocks[k];
            got = trace_bytes(span_from(texts[i]), &options);
            if (strcmp(got.bytes, wanted.bytes) != 0 && faults++ == before)
                print_error("block %zu:\n%s--- block 65536:\n%s", blocks[k], got.bytes,
                            wanted.bytes);
            sheet_free(&got);
        }
        sheet_free(&wanted);
    }
    assert_int_equal(faults, 0);
}

static void a_long_last_record_leaves_the_next_file_alone(void **state)
{
    struct reader_options options = small();
    struct input inputs[2];
    const char *paths[2] = {inputs[0].path, inputs[1].path};

    (void)state;
    input_make(&inputs[0], span_from("a,b\n" LONG LONG));
    input_make(&inputs[1], span_from("a,b\n1,2\n"));
    for (size_t i = 0; i < BLOCK_COUNT; i++) {
        struct sheet got;
        options.block = blocks[i];
        got = trace_files(paths, 2, &options);
        if (strstr(got.bytes, "\nr 2 1|2\ne 2 0\n") == NULL)
            fail_msg("block %zu: %s", blocks[i], got.bytes);
        sheet_free(&got);
    }
    input_drop(&inputs[0]);
    input_drop(&inputs[1]);
}

static void too_many_columns_are_a_faulty_header(void **state)
{
    static const struct files_case cases[] = {
        {"four", {"a,b,c,d\n"}, "h a|b|c|d\ne 0 0\n"},
        {"five", {"a,b,c,d,e\n"}, "f 1 header\n"},
    };

    (void)state;
    CHECK(cases, small());
}

static void a_named_delimiter_overrides_what_is_found(void **state)
{
    static const struct files_case commas[] = {
        {"commas", {"a;b,c\td\n1,2\n"}, "h a;b|c\\td\nr 2 1|2\ne 1 0\n"},
        {"one column with quotes",
         {"\"a\"\n\n\"1\n2\"\n"},
         "h a\nr 2 \nr 3 1\\n2\ne 2 0\n"},
        {"sep line is dropped all the same",
         {"sep=;\na,b\n1,2\n"},
         "h a|b\nr 3 1|2\ne 1 0\n"},
    };
    static const struct files_case tabs[] = {
        {"TSV", {"\"a;b\",c\td\"\n\"\t2\n"}, "h \"a;b\",c|d\"\nr 2 \"|2\ne 1 0\n"},
    };
    struct reader_options options = READER_DEFAULTS;

    (void)state;
    options.delimiter = ',';
    CHECK(commas, options);
    options.delimiter = '\t';
    CHECK(tabs, options);
}

static void an_import_reads_tabs_by_csv_rules(void **state)
{
    static const struct files_case cases[] = {
        {"quotes", {"a\t\"b\"\n\"1\t\n\"\t\\t\n"}, "h a|b\nr 2 1\\t\\n|\\\\t\ne 1 0\n"},
    };
    struct reader_options options = READER_DEFAULTS;

    (void)state;
    options.tabs_are_csv = true;
    CHECK(cases, options);
}

static void a_rule_table_has_comments_and_short_rows(void **state)
{
    static const struct files_case cases[] = {
        {"comments",
         {"# of\n\na\tb\n# x\n1\t2\n\n#\ty\n3\n"},
         "h a|b\nr 5 1|2\nr 8 3\ne 2 1\n"},
        {"too long a row",
         {"a\tb\n1\t2\t3\n"},
         "h a|b\nx 2 ragged  1\\t2\\t3\ne 1 0\n"},
        {"comments alone", {"# of\n# it\n"}, "f 3 header\n"},
        {"comments that a spreadsheet wrote",
         {"a,b\n\"# x, \"\"y\"\"\n\",,,\n1,2\n\"# x\"y,\n3,4\n"},
         "h a|b\nr 4 1|2\nr 6 3|4\ne 2 0\n"},
        {"what a comment without its last quote would hide is told",
         {"a,b\n\"# x\n1,2\n"},
         "h a|b\nx 2 unterminated-quote  \"# x\\n1,2\ne 1 0\n"},
    };
    /* A comment ends where a shorter one does. */
    static const struct files_case limited[] = {
        {"a long comment",
         {"a,b\n# of more than 32 bytes, and of a field: ,\"x\n1,2\n"},
         "h a|b\nr 3 1|2\ne 1 0\n"},
    };
    struct reader_options options = READER_DEFAULTS;

    (void)state;
    options.is_table = true;
    CHECK(cases, options);
    options.limits.record = 32;
    CHECK(limited, options);
}

static void other_encodings_become_utf_8(void **state)
{
    static const struct files_case automatic[] = {
        {"ASCII", {"a;b\n1;2\n"}, "h a|b\nr 2 1|2\ne 1 0\n"},
        {"Windows-1252",
         {"a;b\n\xFC;\x80\n\xE4\xF6;x\n"},
         "h a|b\nr 2 \\xC3\\xBC|\\xE2\\x82\\xAC\nr 3 \\xC3\\xA4\\xC3\\xB6|x\ne 2 0\n"},
        {"UTF-8, then a bad byte",
         {"a;b\n\xC3\xBC;2\n\xFC;4\n5;6\n"},
         "h a|b\nr 2 \\xC3\\xBC|2\nx 3 utf-8 a \\xFC;4\nr 4 5|6\ne 3 0\n"},
        {"Windows-1252: two letters that look like a UTF-16 mark",
         {"a;b\n\xFF\xFE;2\n3;4\n"},
         "h a|b\nr 2 \\xC3\\xBF\\xC3\\xBE|2\nr 3 3|4\ne 2 0\n"},
    };
    static const struct files_case latin[] = {
        {"euro",
         {"a;b\n\xA4;\xE4\n"},
         "h a|b\nr 2 \\xE2\\x82\\xAC|\\xC3\\xA4\ne 1 0\n"},
    };
    struct reader_options options = READER_DEFAULTS;

    (void)state;
    options.encoding = ENCODING_AUTO;
    CHECK(automatic, options);
    options.encoding = ENCODING_ISO_8859_15;
    CHECK(latin, options);
}

static void utf_16_is_found_by_its_mark(void **state)
{
    static const char little[] = "\xFF\xFE"
                                 "a\0;\0b\0\r\0\n\0\xFC\0;\0=\xD8\0\xDE\n";
    static const char big[] = "\xFE\xFF\0a\0;\0b\0\r\0\n\0\xFC\0;\xD8=\xDE\0\0\n";
    const char *wanted = "h a|b\nr 2 \\xC3\\xBC|\\xF0\\x9F\\x98\\x80\ne 1 0\n";
    struct reader_options options = READER_DEFAULTS;

    (void)state;
    options.encoding = ENCODING_AUTO;
    for (size_t i = 0; i < 2 * BLOCK_COUNT; i++) {
        struct sheet got;
        options.block = blocks[i / 2];
        got =
            trace_bytes(i % 2 == 0 ? span_of(little, sizeof little) /* the last 0 too */
                                   : span_of(big, sizeof big - 1),
                        &options);
        assert_string_equal(got.bytes, wanted);
        sheet_free(&got);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(files_are_read_as_one_stream),
        cmocka_unit_test(limits_hold_at_every_read_size),
        cmocka_unit_test(long_records_end_where_others_do),
        cmocka_unit_test(a_long_last_record_leaves_the_next_file_alone),
        cmocka_unit_test(too_many_columns_are_a_faulty_header),
        cmocka_unit_test(a_named_delimiter_overrides_what_is_found),
        cmocka_unit_test(an_import_reads_tabs_by_csv_rules),
        cmocka_unit_test(a_rule_table_has_comments_and_short_rows),
        cmocka_unit_test(other_encodings_become_utf_8),
        cmocka_unit_test(utf_16_is_found_by_its_mark),
    };

    return cmocka_run_group_tests_name("reader: files, limits, options", tests, NULL,
                                       NULL);
}
