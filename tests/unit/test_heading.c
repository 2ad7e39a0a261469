/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Exports as programs of an office write them: where the header is found, whatever the
 * reads bring at a time, and which columns are none.
 */
#include "trace.h"

#include "base/buffer.h"
#include "stream/heading.h"

static const struct span sought[] = {{"Letzter\nKontakt", 15}, {"Nr", 2}, {"a\"b", 3}};

static const struct {
    const char *text;
    int delimiter;
    bool is_sought;
    unsigned filled;
} line_cases[] = {
    {"Nr\n", -1, true, 1},
    {"Nr;x\r\n", -1, true, 2},
    {" \u00A0Nr\u200B ,x\n", -1, true, 2},
    {"x\tNr\n", -1, true, 2},
    {"\"Nr\";;\n", -1, true, 1},
    {"Nr 1;x\n", -1, false, 2},
    {"nr;x\n", -1, false, 2},
    {"Nr,x;y\n", -1, false, 2}, /* `;` comes before `,` */
    {"Nr,x;y\n", ',', true, 2},
    {"Nr\\t\tx\n", '\t', false, 2}, /* TSV escapes, if TAB is named */
    {"\"Letzter\nKontakt\";x\n", -1, true, 2},
    {"x;\"a\"\"b\"\n", -1, true, 2},
    {"\"Liste;Nr\n", -1, false, 1}, /* a quote that stays open holds all */
    {"\n", -1, false, 0},
    {";; ;\"\"\n", -1, false, 0},
};

static void a_line_is_looked_at_in_its_own_dialect(void **state)
{
    const struct heading heading = {.sought = sought, .count = 3};
    struct buffer scratch = {0};

    (void)state;
    for (size_t i = 0; i < sizeof line_cases / sizeof *line_cases; i++) {
        struct dialect_search search = {.delimiter = line_cases[i].delimiter,
                                        .tabs_are_csv = line_cases[i].delimiter < 0};
        struct heading_line line =
            heading_look(&heading, search, span_from(line_cases[i].text), &scratch);
        if (line.is_sought != line_cases[i].is_sought ||
            line.filled != line_cases[i].filled)
            fail_msg("%s: %d, %u", line_cases[i].text, line.is_sought, line.filled);
    }
    buffer_free(&scratch);
}

/* A record has all fields of the file; those that are no columns come last. */
static const struct {
    const char *text, *trace;
} export_cases[] = {
    {"Nr;x\n1;2\n", "h Nr|x\nr 2 1|2\ne 1 0\n"},
    {"Liste\n\n;;\nNr; x \u00A0\n1;2\n", "h Nr|x\nr 5 1|2\ne 1 0\n"},
    {"\"Liste;\nNr;x\n1;2\n", "h Nr|x\nr 3 1|2\ne 1 0\n"},
    {"\uFEFF\uFEFFsep=,\r\n\uFEFFNr,x\r\n1,2\r\n", "h Nr|x\nr 3 1|2\ne 1 0\n"},
    {"x\uFEFF\n\uFEFF\"Nr\";x;\n1;2;\n;;\n;\n3;;\n",
     "h Nr|x\nr 3 1|2|\nr 6 3||\ne 2 2\n"},
    {"\"Liste\nvon\";\n\"Letzter\nKontakt\";;x\n1;;2\n3;4;5\n",
     "h Letzter\\nKontakt|x\nr 5 1|2|\nx 6 ragged  3;4;5\ne 2 0\n"},
    {"Nr;x;y\n1;2;3\nAnzahl: 1;;\nSumme;;\n",
     "h Nr|x|y\nr 2 1|2|3\nx 3 ragged  Anzahl: 1;;\nr 4 Summe||\ne 3 0\n"},
    {"Nr;weg;x\n1;2;3\n", "h Nr|x\nr 2 1|3|2\ne 1 0\n"},
    {"Nr", "h Nr\ne 0 0\n"},
    {"x;y\n1;2\n", "f 0 header\n"},
    {"", "f 1 header\n"},
    {"\n\n", "f 1 header\n"},
};

static bool is_unwanted(const void *context, struct span name)
{
    (void)context;
    return span_is(name, "weg");
}

static void the_header_is_found_whatever_a_read_brings(void **state)
{
    static const size_t blocks[] = {1, 2, 5, 64, 0};
    const struct heading heading = {
        .sought = sought, .count = 3, .what = "name", .drops = {is_unwanted, NULL}};
    struct reader_options options = READER_DEFAULTS;

    (void)state;
    options.tabs_are_csv = true;
    options.heading = &heading;
    for (size_t i = 0; i < sizeof export_cases / sizeof *export_cases; i++)
        for (size_t k = 0; k < sizeof blocks / sizeof *blocks; k++) {
            struct sheet got;
            options.block = blocks[k];
            got = trace_bytes(span_from(export_cases[i].text), &options);
            if (!span_is(span_of(got.bytes, got.len), export_cases[i].trace))
                fail_msg("%zu, block %zu:\n%.*s", i, blocks[k], (int)got.len,
                         got.bytes);
            sheet_free(&got);
        }
}

static bool is_grade(const void *context, struct span name)
{
    (void)context;
    return span_is(name, "grade");
}

static void names_are_shown_if_one_of_them_is_known(void **state)
{
    struct reader_options options = READER_DEFAULTS;
    struct sheet sheet;

    (void)state;
    options.known.holds = is_grade;
    sheet = trace_bytes(span_from("Mira;x\n1;\xFF\n"), &options);
    assert_true(span_is(span_of(sheet.bytes, sheet.len),
                        "h Mira|x\nx 2 utf-8 column 2 1;\\xFF\ne 1 0\n"));
    sheet_free(&sheet);
    sheet = trace_bytes(span_from("Mira;grade\n\xFF;1\n"), &options);
    assert_true(span_is(span_of(sheet.bytes, sheet.len),
                        "h Mira|grade\nx 2 utf-8 Mira \\xFF;1\ne 1 0\n"));
    sheet_free(&sheet);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_is_looked_at_in_its_own_dialect),
        cmocka_unit_test(the_header_is_found_whatever_a_read_brings),
        cmocka_unit_test(names_are_shown_if_one_of_them_is_known),
    };

    return cmocka_run_group_tests_name("heading", tests, NULL, NULL);
}
