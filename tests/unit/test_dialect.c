/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The dialect is found from the header alone: delimiter, end of the header, `sep=`
 * line; and the names of formats.
 */
#include "trace.h"

#include "stream/dialect.h"

static const struct {
    const char *name, *text;
    char delimiter;
    size_t header; /* its length with the LF; 0: not whole */
} header_cases[] = {
    {"TAB alone", "a\tb\n1\t2\n", '\t', 4},
    {"semicolon alone", "a;b\n", ';', 4},
    {"comma alone", "a,b\n", ',', 4},
    {"none: one column", "client_id\nx,y\n", '\t', 10},
    {"TAB before semicolon and comma", "a,b;c\td\n", '\t', 8},
    {"semicolon before comma", "a,b;c\n", ';', 6},
    {"only the header counts", "a,b\n1;2\t3\n", ',', 4},
    {"CRLF", "a;b\r\n", ';', 5},
    {"no line end", "a;b", ';', 0},
    {"nothing", "", '\t', 0},
    {"TAB in quotes", "\"a\tb\",c\n", ',', 8},
    {"semicolon in quotes", "\"a;b\",c\n", ',', 8},
    {"one name, in quotes", "\"a;b,c\td\"\n", ',', 10},
    {"one name, in quotes, CRLF", "\"a\"\r\n", ',', 5},
    {"one name that ends in a quote", "a\"\n", '\t', 3},
    {"one name that is a quote", "\"\"\n", '\t', 3},
    {"LF in quotes", "\"a\nb\";c\n1;2\n", ';', 8},
    {"doubled quote in quotes", "\"a\"\";\",b\n", ',', 9},
    {"empty quotes", "\"\",b\n", ',', 5},
    {"empty quotes and doubled quote", "\"\"\";\",b\n", ',', 8},
    {"quotes end before delimiter", "\"a\",\"b;c\"\n", ',', 10},
    {"second field in quotes", "a;\"b,c\td\"\n", ';', 10},
    {"quote inside a field opens nothing", "a\"b,c\n", ',', 6},
    {"two quotes inside a field open nothing", "a\"\",b\n1,2\n", ',', 6},
    {"two quotes at a field's end", "a;b\"\"\n1;2\n", ';', 6},
    {"text behind a closing quote", "\"a\"b\"\";c\nd\n", ';', 9},
};

static void delimiter_is_found_outside_quotes_in_order(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof header_cases / sizeof *header_cases; i++) {
        struct span text = span_from(header_cases[i].text);
        struct dialect_search partial = {.delimiter = -1}, whole = {.delimiter = -1};
        size_t length = dialect_find_header(&partial, text, false);
        dialect_find_header(&whole, text, true);
        if (length != header_cases[i].header ||
            whole.delimiter != header_cases[i].delimiter)
            fail_msg("%s: header of %zu bytes, expected %zu; delimiter %d, expected %d",
                     header_cases[i].name, length, header_cases[i].header,
                     whole.delimiter, header_cases[i].delimiter);
    }
}

static const struct {
    const char *name, *text;
    struct dialect_search search;
    size_t header;
} told_cases[] = {
    {"TAB: quotes are bytes",
     "a\t\"b\n1\t2\n",
     {.delimiter = '\t', .tabs_are_csv = false},
     5},
    {"TAB found: quotes are bytes",
     "a\t\"b\n1\t2\n",
     {.delimiter = -1, .tabs_are_csv = false},
     5},
    {"TAB in an export has quotes",
     "a\t\"b\nc\"\n",
     {.delimiter = '\t', .tabs_are_csv = true},
     8},
    {"TAB found in an export has quotes",
     "a\t\"b\nc\"\n",
     {.delimiter = -1, .tabs_are_csv = true},
     8},
    {"only the named delimiter separates",
     "a;\"b\n,c\n",
     {.delimiter = ',', .tabs_are_csv = false},
     5},
    {"an open quote goes on",
     "a,\"b\nc\n",
     {.delimiter = -1, .tabs_are_csv = false},
     0},
};

/* However often it asks for more, each byte is looked at once. */
static void a_search_goes_on_where_it_stood(void **state)
{
    static const char *const texts[] = {"a,\"b\nc\nd\",e", "abc;d", "\"a\nb",
                                        "a\tb\"c"};

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct dialect_search search = {.delimiter = -1};
        struct span text = span_from(texts[i]);
        for (size_t len = 1; len <= text.len; len++) {
            assert_int_equal(
                dialect_find_header(&search, span_of(text.ptr, len), false), 0);
            assert_int_equal(search.walked, len);
        }
    }
}

static void header_ends_where_the_dialect_says(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof told_cases / sizeof *told_cases; i++) {
        struct dialect_search search = told_cases[i].search;
        size_t length =
            dialect_find_header(&search, span_from(told_cases[i].text), false);
        if (length != told_cases[i].header)
            fail_msg("%s: header of %zu bytes, expected %zu", told_cases[i].name,
                     length, told_cases[i].header);
    }
}

static const struct {
    const char *text;
    size_t length; /* 0: no such line */
    char delimiter;
} sep_cases[] = {
    {"sep=;\na;b\n", 6, ';'},
    {"sep=,\r\na,b\n", 7, ','},
    {"sep=\t\na\tb\n", 6, '\t'},
    {"sep=|\n", 6, '|'},
    {"sep=\"\n", 0, 0},
    {"sep=\\\n", 0, 0},
    {"sep=\xC3\n", 0, 0},
    {"sep=;", 5, ';'},
    {"sep=\n", 0, 0},
    {"sep=\r\n", 0, 0},
    {"sep=", 0, 0},
    {"sep", 0, 0},
    {"", 0, 0},
    {"sep=;;\na", 0, 0},
    {"sep=;a;b\n", 0, 0},
    {" sep=;\n", 0, 0},
    {"\"sep=;\"\n", 0, 0},
    {"sep=;\ra\n", 0, 0},
};

static void sep_line_is_a_line_of_its_own(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof sep_cases / sizeof *sep_cases; i++) {
        size_t length = 0;
        char delimiter = 0;
        bool found =
            dialect_sep_line(span_from(sep_cases[i].text), &length, &delimiter);
        if (found != (sep_cases[i].length > 0) ||
            (found &&
             (length != sep_cases[i].length || delimiter != sep_cases[i].delimiter)))
            fail_msg("case %zu: %s", i, sep_cases[i].text);
    }
}

static void formats_have_six_names(void **state)
{
    static const struct {
        const char *name;
        enum format format;
        char delimiter;
    } known[] = {{"tsv", FORMAT_TSV, '\t'},   {"csv", FORMAT_CSV, ','},
                 {"ssv", FORMAT_CSV, ';'},    {"excel", FORMAT_EXCEL, ';'},
                 {"xlsx", FORMAT_XLSX, '\0'}, {"json", FORMAT_JSON, '\0'}};
    static const char *const unknown[] = {"",      "TSV", "ts",   "tsvx",
                                          "jsonl", "xls", " csv", "ics"};
    struct dialect dialect;

    (void)state;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        assert_true(dialect_from_name(span_from(known[i].name), &dialect));
        assert_int_equal(dialect.format, known[i].format);
        assert_int_equal(dialect.delimiter, known[i].delimiter);
        assert_non_null(strstr(DIALECT_NAMES, known[i].name));
        assert_non_null(strstr(DIALECT_NAMES_OR("x"), known[i].name));
    }
    for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++)
        assert_false(dialect_from_name(span_from(unknown[i]), &dialect));
}

static void tab_means_tsv_and_any_other_byte_csv(void **state)
{
    (void)state;
    for (int byte = 0; byte < 256; byte++) {
        struct dialect dialect = dialect_of((char)byte, false);
        struct dialect spreadsheet = dialect_of((char)byte, true);
        assert_int_equal(dialect.format, byte == '\t' ? FORMAT_TSV : FORMAT_CSV);
        assert_int_equal(spreadsheet.format, FORMAT_CSV);
        assert_int_equal(dialect.delimiter, (char)byte);
        assert_int_equal(dialect_equal(dialect, spreadsheet), byte != '\t');
    }
    assert_false(dialect_equal(dialect_of(',', false), dialect_of(';', false)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(delimiter_is_found_outside_quotes_in_order),
        cmocka_unit_test(a_search_goes_on_where_it_stood),
        cmocka_unit_test(header_ends_where_the_dialect_says),
        cmocka_unit_test(sep_line_is_a_line_of_its_own),
        cmocka_unit_test(formats_have_six_names),
        cmocka_unit_test(tab_means_tsv_and_any_other_byte_csv),
    };

    return cmocka_run_group_tests_name("dialect", tests, NULL, NULL);
}
