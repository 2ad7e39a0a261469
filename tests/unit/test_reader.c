/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Small inputs and what the reader makes of them, at read sizes from one byte to all at
 * once. trace.h says how to read the expected results.
 */
#include "trace.h"

struct reader_case {
    const char *name, *bytes;
    size_t len;
    const char *wanted;
};

#define BYTES(text) text, sizeof text - 1

static const size_t blocks[] = {1, 2, 3, 7, 64, 65536};

enum { BLOCK_COUNT = sizeof blocks / sizeof *blocks };

static unsigned check_case(const struct reader_case *c, struct reader_options options)
{
    unsigned faults = 0;

    for (size_t i = 0; i < BLOCK_COUNT; i++) {
        struct sheet got;
        options.block = blocks[i];
        got = trace_bytes(span_of(c->bytes, c->len), &options);
        if (strcmp(got.bytes, c->wanted) != 0) {
            if (faults++ == 0)
                print_error("%s, block %zu:\n%s--- expected\n%s", c->name, blocks[i],
                            got.bytes, c->wanted);
        }
        sheet_free(&got);
    }
    return faults;
}

static void check_all(const struct reader_case *cases, size_t count,
                      struct reader_options options)
{
    unsigned faults = 0;

    for (size_t i = 0; i < count; i++)
        faults += check_case(&cases[i], options);
    assert_int_equal(faults, 0);
}

#define CHECK(cases, options) check_all(cases, sizeof cases / sizeof *cases, options)

static const struct reader_case good_cases[] = {
    {"TSV", BYTES("a\tb\n1\t2\n3\t4\n"), "h a|b\nr 2 1|2\nr 3 3|4\ne 2 0\n"},
    {"CSV", BYTES("a,b\n1,2\n"), "h a|b\nr 2 1|2\ne 1 0\n"},
    {"SSV", BYTES("a;b\n1,5;2\n"), "h a|b\nr 2 1,5|2\ne 1 0\n"},
    {"no record", BYTES("a,b\n"), "h a|b\ne 0 0\n"},
    {"header without line end", BYTES("a,b"), "h a|b\ne 0 0\n"},
    {"record without line end", BYTES("a,b\n1,2"), "h a|b\nr 2 1|2\ne 1 0\n"},
    {"CRLF", BYTES("a,b\r\n1,2\r\n\"3\",4\r\n"), "h a|b\nr 2 1|2\nr 3 3|4\ne 2 0\n"},
    {"CRLF in TSV", BYTES("a\tb\r\n1\t2\r\n"), "h a|b\nr 2 1|2\ne 1 0\n"},
    {"byte order mark",
     BYTES("\xEF\xBB\xBF"
           "a,b\n1,2\n"),
     "h a|b\nr 2 1|2\ne 1 0\n"},
    {"byte order mark before quoted header", BYTES("\xEF\xBB\xBF\"a\";b\n1;2\n"),
     "h a|b\nr 2 1|2\ne 1 0\n"},
    {"byte order mark elsewhere is text", BYTES("a,b\n\xEF\xBB\xBF,2\n"),
     "h a|b\nr 2 \\xEF\\xBB\\xBF|2\ne 1 0\n"},
    {"sep line", BYTES("sep=;\na,x;b\n1;2\n"), "h a,x|b\nr 3 1|2\ne 1 0\n"},
    {"sep line, mark and CRLF", BYTES("\xEF\xBB\xBFsep=|\r\na|b\r\n1|2\r\n"),
     "h a|b\nr 3 1|2\ne 1 0\n"},
    {"quotes", BYTES("a,b\n\"1,x\",\"2\"\"y\"\n"), "h a|b\nr 2 1,x|2\"y\ne 1 0\n"},
    {"quoted names", BYTES("\"a\",\"b,c\"\n1,2\n"), "h a|b,c\nr 2 1|2\ne 1 0\n"},
    {"a name of two lines", BYTES("\"a\nb\",c\n1,2\n"), "h a\\nb|c\nr 3 1|2\ne 1 0\n"},
    {"empty quotes", BYTES("a,b\n\"\",\"\"\n"), "h a|b\nr 2 |\ne 1 0\n"},
    {"a quoted quote", BYTES("a,b\n\"\"\"\",\"\"\"\"\"\"\n"),
     "h a|b\nr 2 \"|\"\"\ne 1 0\n"},
    {"spaces stay", BYTES("a,b\n 1 ,\" 2 \"\n"), "h a|b\nr 2  1 | 2 \ne 1 0\n"},
    {"lines in quotes and the next line's number", BYTES("a,b\n\"1\n2\n\n3\",x\n4,5\n"),
     "h a|b\nr 2 1\\n2\\n\\n3|x\nr 6 4|5\ne 2 0\n"},
    {"CRLF, CR and TAB in quotes", BYTES("a,b\r\n\"1\r\n2\r3\t\",x\r\n"),
     "h a|b\nr 2 1\\r\\n2\\r3\\t|x\ne 1 0\n"},
    {"TAB in an unquoted CSV field", BYTES("a;b\n1\tx;2\n"),
     "h a|b\nr 2 1\\tx|2\ne 1 0\n"},
    {"backslash in CSV is itself", BYTES("a,b\n\\n,\\\n"),
     "h a|b\nr 2 \\\\n|\\\\\ne 1 0\n"},
    {"TSV escapes", BYTES("a\tb\\tc\n1\\n2\\r\t\\\\n\n"),
     "h a|b\\tc\nr 2 1\\n2\\r|\\\\n\ne 1 0\n"},
    {"quotes in TSV are text", BYTES("a\tb\n\"1\t2\"\n\"\t\"\"\n"),
     "h a|b\nr 2 \"1|2\"\nr 3 \"|\"\"\ne 2 0\n"},
    {"a quote in a TSV name", BYTES("a\t\"b\n1\t2\n"), "h a|\"b\nr 2 1|2\ne 1 0\n"},
    {"empty lines", BYTES("a,b\n\n1,2\n\r\n\n3,4\n\n"),
     "h a|b\nr 3 1|2\nr 6 3|4\ne 2 4\n"},
    {"empty lines in TSV", BYTES("a\tb\n\n1\t2\n\n"), "h a|b\nr 3 1|2\ne 1 2\n"},
    {"one column: an empty line is a value", BYTES("a\n\nx\n\n"),
     "h a\nr 2 \nr 3 x\nr 4 \ne 3 0\n"},
    {"one column: delimiters and quotes are text", BYTES("a\n1,2;3\n\"x\n"),
     "h a\nr 2 1,2;3\nr 3 \"x\ne 2 0\n"},
    {"empty fields", BYTES("a,b,c\n,,\n1,,\n,,3\n"),
     "h a|b|c\nr 2 ||\nr 3 1||\nr 4 ||3\ne 3 0\n"},
    {"empty TSV fields", BYTES("a\tb\n\t\n"), "h a|b\nr 2 |\ne 1 0\n"},
    {"UTF-8", BYTES("\xC3\xA4,\xE2\x82\xAC\n\xF0\x9F\x98\x80,\"\xC3\xA4\"\n"),
     "h \\xC3\\xA4|\\xE2\\x82\\xAC\nr 2 \\xF0\\x9F\\x98\\x80|\\xC3\\xA4\ne 1 0\n"},
    {"control characters pass", BYTES("a,b\n\x01\x7F,\xC2\x85\n"),
     "h a|b\nr 2 \\x01\\x7F|\\xC2\\x85\ne 1 0\n"},
};

static void records_and_fields_are_cut(void **state)
{
    (void)state;
    CHECK(good_cases, READER_DEFAULTS);
}

static const struct reader_case refused_cases[] = {
    {"too few and too many", BYTES("a,b\n1\n1,2,3\n1,2\n"),
     "h a|b\nx 2 ragged  1\nx 3 ragged  1,2,3\nr 4 1|2\ne 3 0\n"},
    {"quoted emptiness is no empty line", BYTES("a,b\n\"\"\n1,2\n"),
     "h a|b\nx 2 ragged  \"\"\nr 3 1|2\ne 2 0\n"},
    {"quote inside a field", BYTES("a,b\n1\"x,2\n3,4\n"),
     "h a|b\nx 2 quote  1\"x,2\nr 3 3|4\ne 2 0\n"},
    {"quote behind a space", BYTES("a,b\n1, \"2\"\n3,4\n"),
     "h a|b\nx 2 quote  1, \"2\"\nr 3 3|4\ne 2 0\n"},
    {"text behind a closing quote", BYTES("a,b\n\"1\"x,2\n3,4\n"),
     "h a|b\nx 2 quote  \"1\"x,2\nr 3 3|4\ne 2 0\n"},
    {"space behind a closing quote", BYTES("a,b\n\"1\" ,2\n3,4\n"),
     "h a|b\nx 2 quote  \"1\" ,2\nr 3 3|4\ne 2 0\n"},
    {"the fault ends at the next LF", BYTES("a,b\n1\"x,\"2\n3\",4\n5,6\n"),
     "h a|b\nx 2 quote  1\"x,\"2\nx 3 quote  3\",4\nr 4 5|6\ne 3 0\n"},
    {"a fault in the second line of a value", BYTES("a,b\n\"1\n2\"x,3\n4,5\n"),
     "h a|b\nx 2 quote  \"1\\n2\"x,3\nr 4 4|5\ne 2 0\n"},
    {"a fault before CRLF: the line end is not the record's",
     BYTES("a,b\r\n1\"x,2\r\n\"3\"x,4\r\n5,6\r\n"),
     "h a|b\nx 2 quote  1\"x,2\nx 3 quote  \"3\"x,4\nr 4 5|6\ne 3 0\n"},
    {"CR behind a closing quote", BYTES("a,b\n\"1\"\r,2\n3,4\n"),
     "h a|b\nx 2 quote  \"1\"\\r,2\nr 3 3|4\ne 2 0\n"},
    {"unterminated at the end", BYTES("a,b\n1,2\n\"3,4\n5,6\n"),
     "h a|b\nr 2 1|2\nx 3 unterminated-quote  \"3,4\\n5,6\ne 2 0\n"},
    {"unterminated without line end", BYTES("a,b\n\"3,4"),
     "h a|b\nx 2 unterminated-quote  \"3,4\ne 1 0\n"},
    {"an opening quote is the last byte", BYTES("a,b\n1,\""),
     "h a|b\nx 2 unterminated-quote  1,\"\ne 1 0\n"},
    {"NUL", BYTES("a,b\n1,\0\n3,4\n"), "h a|b\nx 2 nul b 1,\\x00\nr 3 3|4\ne 2 0\n"},
    {"NUL in quotes", BYTES("a,b\n\",\0\",2\n3,4\n"),
     "h a|b\nx 2 nul a \",\\x00\",2\nr 3 3|4\ne 2 0\n"},
    {"NUL alone on a line", BYTES("a\tb\n\0\n"), "h a|b\nx 2 nul a \\x00\ne 1 0\n"},
    {"bare CR", BYTES("a,b\n1,2\r3\n4,5\n"),
     "h a|b\nx 2 bare-cr b 1,2\\r3\nr 3 4|5\ne 2 0\n"},
    {"two CR before LF", BYTES("a,b\n1,2\r\r\n4,5\n"),
     "h a|b\nx 2 bare-cr b 1,2\\r\nr 3 4|5\ne 2 0\n"},
    {"bare CR beside quotes", BYTES("a,b\n\"1\",2\r3\n4,5\n"),
     "h a|b\nx 2 bare-cr b \"1\",2\\r3\nr 3 4|5\ne 2 0\n"},
    {"bare CR in TSV", BYTES("a\tb\n\r1\t2\n"),
     "h a|b\nx 2 bare-cr a \\r1\\t2\ne 1 0\n"},
    {"CR without LF at the end of input", BYTES("a,b\n1,2\r"),
     "h a|b\nx 2 bare-cr b 1,2\\r\ne 1 0\n"},
    {"CR line ends of old", BYTES("a,b\n1,2\r3,4\r"),
     "h a|b\nx 2 bare-cr b 1,2\\r3,4\\r\ne 1 0\n"},
    {"UTF-8: Latin-1", BYTES("a,b\n1,M\xFCller\n3,4\n"),
     "h a|b\nx 2 utf-8 b 1,M\\xFCller\nr 3 3|4\ne 2 0\n"},
    {"UTF-8: cut off before the delimiter", BYTES("a,b\n\xE2\x82,2\n3,4\n"),
     "h a|b\nx 2 utf-8 a \\xE2\\x82,2\nr 3 3|4\ne 2 0\n"},
    {"UTF-8: cut off before the line end", BYTES("a,b\n1,\xF0\x9F\x98\n3,4\n"),
     "h a|b\nx 2 utf-8 b 1,\\xF0\\x9F\\x98\nr 3 3|4\ne 2 0\n"},
    {"UTF-8: cut off at the end of input", BYTES("a\tb\n1\t\xC3"),
     "h a|b\nx 2 utf-8 b 1\\t\\xC3\ne 1 0\n"},
    {"UTF-8: continuation first", BYTES("a,b\n\x80,2\n"),
     "h a|b\nx 2 utf-8 a \\x80,2\ne 1 0\n"},
    {"UTF-8: in quotes behind a delimiter", BYTES("a,b\n\"x,y\",\"\xFF\"\n"),
     "h a|b\nx 2 utf-8 b \"x,y\",\"\\xFF\"\ne 1 0\n"},
};

static void what_is_no_record_is_refused_with_its_place(void **state)
{
    (void)state;
    CHECK(refused_cases, READER_DEFAULTS);
}

static const struct reader_case formula_cases[] = {
    {"all fields", BYTES("a;b\n=\"0012\";=\"x;y\"\n"), "h a|b\nr 2 0012|x;y\ne 1 0\n"},
    {"the second, CRLF", BYTES("a;b\r\n1;=\"2\"\r\n"), "h a|b\nr 2 1|2\ne 1 0\n"},
    {"beside quoted and plain ones", BYTES("a,b,c\n\"1,\"\"\",=\"2\",3\n"),
     "h a|b|c\nr 2 1,\"|2|3\ne 1 0\n"},
    {"between TABs", BYTES("a\tb\n=\"0012\"\t2\n"), "h a|b\nr 2 0012|2\ne 1 0\n"},
    {"names", BYTES("=\"a\";=\"b\"\n1;2\n"), "h a|b\nr 2 1|2\ne 1 0\n"},
    {"nothing inside", BYTES("a;b\n=\"\";=\"\"\n"), "h a|b\nr 2 |\ne 1 0\n"},
    {"a doubled quote", BYTES("a;b\n=\"x\"\"y\";2\n"), "h a|b\nr 2 x\"y|2\ne 1 0\n"},
    {"two lines", BYTES("a;b\n=\"x\n=\"\"y\";=\"2\"\n3;4\n"),
     "h a|b\nr 2 x\\n=\"y|2\nr 4 3|4\ne 2 0\n"},
    {"in quotes it is text", BYTES("a;b\n\"1;=\"\"2\"\"\";3\n"),
     "h a|b\nr 2 1;=\"2\"|3\ne 1 0\n"},
    {"= without a quote is text", BYTES("a;b\n=1;\"=2\"\n"),
     "h a|b\nr 2 =1|=2\ne 1 0\n"},
    {"not at the start", BYTES("a;b\nx=\"1\";2\n =\"1\";2\n==\"1\";2\n"),
     "h a|b\nx 2 quote  x=\"1\";2\nx 3 quote   =\"1\";2\n"
     "x 4 quote  ==\"1\";2\ne 3 0\n"},
    {"text behind it", BYTES("a;b\n=\"1\"&\"2\";3\n4;5\n"),
     "h a|b\nx 2 quote  =\"1\"&\"2\";3\nr 3 4|5\ne 2 0\n"},
    {"never closed", BYTES("a;b\n1;=\"2\n"),
     "h a|b\nx 2 unterminated-quote  1;=\"2\ne 1 0\n"},
};

/* `="…"` is what programs write so that a spreadsheet keeps leading zeros. */
static void formulas_of_text_are_quoted_fields(void **state)
{
    struct reader_options options = READER_DEFAULTS;

    (void)state;
    options.takes_formulas = options.tabs_are_csv = true;
    CHECK(formula_cases, options);
}

static void elsewhere_a_formula_is_a_fault(void **state)
{
    static const struct reader_case cases[] = {
        {"formula", BYTES("a;b\n=\"0012\";2\n"),
         "h a|b\nx 2 quote  =\"0012\";2\ne 1 0\n"}};

    (void)state;
    CHECK(cases, READER_DEFAULTS);
}

static const struct reader_case header_cases[] = {
    {"empty input", BYTES(""), "f 1 header\n"},
    {"empty line first", BYTES("\na,b\n"), "f 1 header\n"},
    {"sep line only", BYTES("sep=;\n"), "f 2 header\n"},
    {"byte order mark only", BYTES("\xEF\xBB\xBF"), "f 1 header\n"},
    {"empty name", BYTES("a,,c\n1,2,3\n"), "f 1 header\n"},
    {"delimiter at the end", BYTES("a;b;\n"), "f 1 header\n"},
    {"the same name twice", BYTES("a,b,a\n"), "f 1 header\n"},
    {"unterminated quote", BYTES("a,\"b\n1,2\n"), "f 1 unterminated-quote\n"},
    {"misplaced quote", BYTES("a,b\"\n1,2\n"), "f 1 quote\n"},
    {"two misplaced quotes", BYTES("a\"\",b\n1,2\n"), "f 1 quote\n"},
    {"NUL in the header", BYTES("a,b\0\n"), "f 1 nul\n"},
    {"no UTF-8 in the header", BYTES("a,\xE4\n"), "f 1 utf-8\n"},
    {"bare CR in the header", BYTES("a,b\rc\n"), "f 1 bare-cr\n"},
    {"fault behind a sep line", BYTES("sep=;\na;a\n"), "f 2 header\n"},
};

static void a_faulty_header_ends_it(void **state)
{
    (void)state;
    CHECK(header_cases, READER_DEFAULTS);
}

/* `p` plain, `v` verbatim, how many first and last bytes aren't odd, and what the
 * writer makes of it if that is known: what lets others take a short way. */
static const struct {
    const char *bytes, *wanted;
} short_ways[] = {
    {"a,b\n1,2\n", "pv 0 0 -\n"},
    {"a,b\r\n1,2\r\n", "pv 0 0 -\n"},
    {"a\tb\n1\t2\n", "pv 0 0 -\n"},
    {"a,b\n\\,234\n", "-v 0 4 -\n"},
    {"a\tb\n1\\n\t22\n\t\n", "-v 1 4 -\npv 0 0 -\n"},
    {"a\tb\n12\t\\\\3\n", "-v 3 1 -\n"},
    {"a,b\n1,2\\\n", "-v 3 0 -\n"},
    /* quotes that nothing needs go, and those that all need stay */
    {"a,b\n\"1\",2\n", "p- 0 0 1,2\n"},
    {"a,b\n1,\"2\"\n", "p- 0 0 1,2\n"},
    {"a,b\n\"1,x\",2\n", "p- 0 0 \"1,x\",2\n"},
    {"a,b\n1,\"2\"\"y\"\n", "p- 0 0 1,\"2\"\"y\"\n"},
    {"a,b\n\"1,x\",\"2\"\n", "p- 0 0 -\n"},
    {"a,b\n\"1,x\",\"2,y\"\n3,4\n", "p- 0 0 \"1,x\",\"2,y\"\npv 0 0 -\n"},
    {"a,b\n\"1\n2\",x\n", "-- 0 0 \"1\n2\",x\n"},
    {"a,b\n\"\\\",x\n", "-- 0 0 -\n"},
};

static void the_short_ways_of_a_record_are_known(void **state)
{
    unsigned faults = 0;

    (void)state;
    for (size_t i = 0; i < sizeof short_ways / sizeof *short_ways; i++) {
        const struct reader_options options = READER_DEFAULTS;
        struct sheet got = {0};
        struct input input;
        const char *path = input.path;
        struct diag diag = {0};
        struct record record;
        struct reader *reader;
        input_make(&input, span_from(short_ways[i].bytes));
        reader = reader_open(&path, 1, &options, &diag);
        assert_non_null(reader);
        while (reader_next(reader, &record, &diag) == READER_RECORD)
            sheet_say(&got, "%c%c %u %u %.*s\n", record.plain ? 'p' : '-',
                      record.verbatim ? 'v' : '-', (unsigned)record.plain_head,
                      (unsigned)record.plain_tail,
                      record.canonical.ptr != NULL ? (int)record.canonical.len : 1,
                      record.canonical.ptr != NULL ? record.canonical.ptr : "-");
        if (strcmp(got.bytes, short_ways[i].wanted) != 0) {
            print_error("%s--- got\n%s--- expected\n%s\n", short_ways[i].bytes,
                        got.bytes, short_ways[i].wanted);
            faults++;
        }
        sheet_free(&got);
        reader_close(reader);
        input_drop(&input);
    }
    assert_int_equal(faults, 0);
}

/* Of fields of at most four bytes. */
static const struct {
    const char *bytes, *wanted;
} quote_faults[] = {
    {"a,b\n1\"2,3\n",
     "misplaced quote, expected quotes around the whole field and doubled inside it"},
    {"a,b\n\"1\n2\"3,4\n",
     "misplaced quote (lines 2 to 3), expected quotes around the whole field and "
     "doubled inside it"},
    {"a,b\n\"12\n", "quoted field that is never closed, expected a closing quote"},
    {"a,b\n\"123456\n7\n",
     "quoted field of more than 4 bytes: never closed, or raise --max-field"},
};

static void a_fault_of_quotes_is_said(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof quote_faults / sizeof *quote_faults; i++) {
        struct reader_options options = READER_DEFAULTS;
        struct input input;
        const char *path = input.path;
        struct diag diag = {0};
        struct record record;
        struct reader *reader;
        options.limits.field = 4;
        input_make(&input, span_from(quote_faults[i].bytes));
        reader = reader_open(&path, 1, &options, &diag);
        assert_non_null(reader);
        assert_int_equal(reader_next(reader, &record, &diag), READER_REFUSED);
        assert_string_equal(diag.text, quote_faults[i].wanted);
        reader_close(reader);
        input_drop(&input);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(records_and_fields_are_cut),
        cmocka_unit_test(what_is_no_record_is_refused_with_its_place),
        cmocka_unit_test(a_faulty_header_ends_it),
        cmocka_unit_test(the_short_ways_of_a_record_are_known),
        cmocka_unit_test(a_fault_of_quotes_is_said),
        cmocka_unit_test(formulas_of_text_are_quoted_fields),
        cmocka_unit_test(elsewhere_a_formula_is_a_fault),
    };

    return cmocka_run_group_tests_name("reader", tests, NULL, NULL);
}
