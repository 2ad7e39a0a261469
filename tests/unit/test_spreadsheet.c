/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What spreadsheets make of values, in CSV (excel.h) and in workbooks (xlsx.h), and
 * what the columns of lists hold (cell_kinds.h).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "base/mem.h"
#include "rules/cell_kinds.h"
#include "rules/columns.h"
#include "stream/excel.h"
#include "stream/xlsx.h"

/* `runs`: guarded; `misread`: as another number; `fraction`: gets a comma. */
static const struct {
    const char *value;
    bool runs, misread, fraction;
} value_cases[] = {
    {"", false, false, false},
    {"=", true, false, false},
    {"=1", true, false, false},
    {"+1", false, false, false},
    {"+1-1", true, false, false},
    {"-1,5", false, false, false},
    {"-1.5", false, false, true},
    {"+1.5", false, false, true},
    {"1.5", false, false, true},
    {"1.", false, false, false},
    {".5", false, false, false},
    {"1.5.2", false, false, false},
    {"1,5", false, false, false},
    {"@", true, false, false},
    {"\t1", true, false, false},
    {"\r", true, false, false},
    {"\n1", true, false, false},
    {" =1", false, false, false},
    {"'=1", false, false, false},
    {"\xEF\xBC\x9D", true, false, false},
    {"\xEF\xBC\x8B", true, false, false},
    {"\xEF\xBC\x8D", true, false, false},
    {"\xEF\xBC\xA0", true, false, false},
    {"\xEF\xBC\x9C", false, false, false},
    {"0", false, false, false},
    {"00", false, true, false},
    {"0012", false, true, false},
    {"0012a", false, false, false},
    {"12345678901", false, false, false},
    {"123456789012", false, true, false},
    {"394E000001", false, true, false},
    {"1e5", false, true, false},
    {"1E+5", false, true, false},
    {"1E-5", false, true, false},
    {"1,25E5", false, true, false},
    {"1.E5", false, true, false},
    {"1E", false, false, false},
    {"1E+", false, false, false},
    {"E5", false, false, false},
    {"1E5x", false, false, false},
    {"1EE5", false, false, false},
};

static void values_are_taken_as_a_spreadsheet_does(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof value_cases / sizeof *value_cases; i++) {
        struct span value = span_from(value_cases[i].value);
        assert_int_equal(excel_runs(value), value_cases[i].runs);
        assert_int_equal(excel_misreads(value), value_cases[i].misread);
        assert_int_equal(excel_has_fraction(value), value_cases[i].fraction);
    }
}

static const struct {
    const char *text, *spelt;
    size_t units;
} text_cases[] = {
    {"", "", 0},
    {"abc", "abc", 3},
    {"\xC3\xA4\xE2\x82\xAC", "\xC3\xA4\xE2\x82\xAC", 2},
    {"\xF0\x9F\x98\x80", "\xF0\x9F\x98\x80", 2},
    {"a\tb\nc", "a\tb\nc", 5},
    {"a\rb", "a\nb", 3},
    {"a\r\nb", "a\nb", 3},
    {"\r\r\n\n\r", "\n\n\n\n", 4},
    {"\x01", "_x0001_", 1},
    {"\x1F\x0B", "_x001F__x000B_", 2},
    {"\x7F\xC2\x85", "\x7F\xC2\x85", 2},
    {"\xEF\xBF\xBD", "\xEF\xBF\xBD", 1},
    {"\xEF\xBF\xBE", "_xFFFE_", 1},
    {"\xEF\xBF\xBF", "_xFFFF_", 1},
    {"_x0041_", "_x005F_x0041_", 7},
    {"_x00e4_", "_x005F_x00e4_", 7},
    {"_x005F_x0041_", "_x005F_x005F_x005F_x0041_", 13},
    {"_x004", "_x004", 5},
    {"_x004G_", "_x004G_", 7},
    {"_X0041_", "_X0041_", 7},
    {"_x0041x", "_x0041x", 7},
    {"_", "_", 1},
};

static void texts_are_spelt_for_xml(void **state)
{
    struct buffer out = {0};

    (void)state;
    for (size_t i = 0; i < sizeof text_cases / sizeof *text_cases; i++) {
        out.len = 0;
        assert_int_equal(xlsx_spell(span_from(text_cases[i].text), &out),
                         text_cases[i].units);
        assert_true(span_is(buffer_text(&out), text_cases[i].spelt));
    }
    buffer_free(&out);
}

/* What the one column of a header holds, beside those named in `others`. */
static enum cell_kind kind_beside(const struct columns *columns, const char *name,
                                  const char *other)
{
    struct span names[] = {span_from(name), span_from(other)};
    enum cell_kind kinds[2];

    cell_kinds_tell(columns, names, 2, kinds);
    return kinds[0];
}

static void columns_have_kinds(void **state)
{
    static const struct {
        const char *name;
        enum cell_kind kind;
    } cases[] = {
        {"client_id", CELL_TEXT},
        {"birth_date", CELL_DATE},
        {"needs", CELL_TEXT},
        {"needs_open", CELL_NUMBER},
        {"pupil", CELL_TEXT},
        {"prognosis_months", CELL_NUMBER},
        {"due_on", CELL_DATE},
        {"days", CELL_NUMBER},
        {"score_motivation", CELL_NUMBER},
        {"share_kept", CELL_FIGURE},
        {"as_of", CELL_DATE},
        {"source", CELL_TEXT},
        {"own_on", CELL_TEXT},
        {"Birth_Date", CELL_TEXT},
        {"", CELL_TEXT},
        {"case_manager", CELL_TEXT},
        {"case_managers", CELL_TEXT}, /* of a household */
    };
    struct columns *columns = mem_new(sizeof *columns);
    struct arena arena = {NULL};

    (void)state;
    columns_init(columns, &arena);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(kind_beside(NULL, cases[i].name, "x"), cases[i].kind);
        assert_int_equal(kind_beside(columns, cases[i].name, "x"), cases[i].kind);
    }
    assert_int_equal(kind_beside(NULL, "case_managers", "persons_per_head"),
                     CELL_FIGURE);
    columns_add(columns, span_from("own_on"), KIND_DATE, STAGE_CASE);
    columns_add(columns, span_from("own_count"), KIND_NUMBER, STAGE_CASE);
    assert_int_equal(kind_beside(columns, "own_on", "x"), CELL_DATE);
    assert_int_equal(kind_beside(columns, "own_count", "x"), CELL_NUMBER);
    arena_free(&arena);
    free(columns);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_are_taken_as_a_spreadsheet_does),
        cmocka_unit_test(texts_are_spelt_for_xml),
        cmocka_unit_test(columns_have_kinds),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
