/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Rows and added columns are written in one go, and what rows share is encoded once:
 * the bytes are those of a writer that takes one value after the other.
 */
#include "trace.h"

#include "base/mem.h"
#include "person/row_stretches.h"
#include "stream/added.h"
#include "stream/output.h"
#include "stream/tsv_row.h"
#include "stream/writer.h"

enum { INPUT = 5, RULES = 3, CELLS = 6, LONG_VALUE = 70000 };

static const char *const format_names[] = {"tsv",  "csv",   "ssv",
                                           "json", "excel", "record"};
enum { FORMATS = sizeof format_names / sizeof *format_names };

/* A writer into memory. */
struct page {
    struct output *output;
    struct writer *writer;
};

static struct page page_open(const char *format)
{
    struct page page = {output_hold(), NULL};
    struct dialect dialect;

    assert_true(dialect_from_name(span_from(format), &dialect));
    page.writer = writer_new(page.output, dialect);
    return page;
}

static void page_header(struct page *page, unsigned count)
{
    static const struct span names[] = {{"a", 1}, {"b", 1}, {"c", 1}, {"d", 1},
                                        {"e", 1}, {"f", 1}, {"g", 1}, {"h", 1},
                                        {"i", 1}, {"j", 1}, {"k", 1}, {"l", 1}};

    assert_true(count <= sizeof names / sizeof *names);
    writer_header(page->writer, names, count);
}

static void page_close(struct page *page)
{
    writer_free(page->writer);
    output_close(page->output, false, NULL);
}

/* Both have written the same; they are closed. */
static void expect_same(struct page *got, struct page *wanted)
{
    struct span a = output_take(got->output), b = output_take(wanted->output);

    if (!span_equal(a, b))
        fail_msg("got %.*s expected %.*s", (int)a.len, a.ptr, (int)b.len, b.ptr);
    assert_true(a.len > 0);
    page_close(got);
    page_close(wanted);
}

static const char *const values[] = {"",
                                     "1",
                                     "no",
                                     "A;b",
                                     "2026-11-21",
                                     "say \"x\"",
                                     "Ängste, neu",
                                     "=",
                                     "-1",
                                     "a\tb\\\nc\r",
                                     "12345678.",
                                     "0123456789abcdef",
                                     "0123456789abcdefg",
                                     "\x01"};
enum { VALUES = sizeof values / sizeof *values };

static struct writer_cell some_cell(struct dice *dice)
{
    struct span value = span_from(values[dice_below(dice, VALUES)]);

    return (struct writer_cell){value,
                                text_needs_no_escape(value) && dice_below(dice, 2) > 0};
}

static void put_cell(struct writer *writer, const struct writer_cell *cell)
{
    if (cell->is_clean)
        writer_clean(writer, cell->value);
    else
        writer_value(writer, cell->value);
}

static void cells_are_values_one_after_the_other(void **state)
{
    struct dice dice = {1};

    (void)state;
    for (unsigned round = 0; round < 500; round++) {
        struct page got = page_open(format_names[round % FORMATS]);
        struct page wanted = page_open(format_names[round % FORMATS]);
        page_header(&got, CELLS);
        page_header(&wanted, CELLS);
        for (unsigned row = 0; row < 20; row++) {
            struct writer_cell cells[CELLS];
            unsigned first = dice_below(&dice, CELLS + 1);
            for (unsigned i = 0; i < CELLS; i++) {
                cells[i] = some_cell(&dice);
                put_cell(wanted.writer, &cells[i]);
            }
            writer_cells(got.writer, cells, first);
            writer_cells(got.writer, cells + first, CELLS - first);
            writer_end(got.writer);
            writer_end(wanted.writer);
        }
        expect_same(&got, &wanted);
    }
}

/* Longer than an output's room, and as long as its bytes: before, behind and alone. */
static void cells_of_any_length_are_written(void **state)
{
    static char text[4 * OUTPUT_ROOM];
    const size_t sizes[] = {OUTPUT_ROOM - 2, OUTPUT_ROOM - 1, OUTPUT_ROOM,
                            OUTPUT_ROOM + 1, LONG_VALUE,      sizeof text};

    (void)state;
    memset(text, 'x', sizeof text);
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
        for (unsigned at = 0; at < 8; at++) {
            struct page got = page_open("tsv"), wanted = page_open("tsv");
            struct writer_cell cells[] = {{span_from("ab"), at % 2 == 0},
                                          {span_from("2026-11-21"), true},
                                          {span_from("c"), at % 2 > 0}};
            cells[at % 3].value = span_of(text, sizes[i]);
            page_header(&got, 3);
            page_header(&wanted, 3);
            for (unsigned k = 0; k < 3; k++)
                put_cell(wanted.writer, &cells[k]);
            writer_end(wanted.writer);
            writer_cells(got.writer, cells, 3);
            writer_end(got.writer);
            expect_same(&got, &wanted);
        }
}

static void a_copy_has_the_bytes_of_the_text(void **state)
{
    char text[64], copy[64 + 2];

    (void)state;
    for (size_t i = 0; i < sizeof text; i++)
        text[i] = (char)('0' + i);
    for (size_t len = 0; len <= sizeof text; len++) {
        memset(copy, '!', sizeof copy);
        assert_ptr_equal(span_copy(span_of(text, len), copy + 1), copy + 1 + len);
        assert_memory_equal(copy + 1, text, len);
        assert_true(copy[0] == '!' && copy[len + 1] == '!');
    }
}

/* A person's record, of INPUT fields without escapes. */
static struct span person_line(struct dice *dice, char room[128])
{
    int len = 0;

    for (unsigned i = 0; i < INPUT; i++)
        len +=
            snprintf(room + len, (size_t)(128 - len), "%s%s%u", i > 0 ? "\t" : "",
                     dice_below(dice, 3) > 0 ? "x;\"y," : "", dice_below(dice, 9999));
    return span_of(room, (size_t)len);
}

static const struct span input_names[INPUT] = {
    {"id", 2}, {"house", 5}, {"office", 6}, {"note", 4}, {"more", 4}};
static const struct header input_header = {.count = INPUT, .names = input_names};

/* Columns of all kinds, in any order; cell 0 … CELLS - 1 hang on what `subjects` says.
 */
static unsigned make_row(struct row *row, struct dice *dice)
{
    static const char *const wanted[] = {"id", "house", "office", "none", "note"};
    static const struct span own[CELLS] = {{"c0", 2}, {"c1", 2}, {"c2", 2},
                                           {"c3", 2}, {"c4", 2}, {"c5", 2}};
    unsigned next = 0;

    for (int i = 0; i < CELLS; i++) {
        for (; next < 5 && dice_below(dice, 2) > 0; next++)
            assert_true(row_pass(row, span_from(wanted[next]), &input_header));
        assert_true(row_add(row, own[i], i));
    }
    return row->count;
}

/* The cells of a row, one after the other, each as it is told apart in row.h. */
static void write_plainly(const struct row *row, const struct record *record,
                          struct writer *writer)
{
    for (unsigned i = 0; i < row->count; i++) {
        const struct row_column *column = &row->columns[i];
        if (column->input >= 0)
            writer_field(writer, record, (unsigned)column->input);
        else if (column->cell == ROW_PASSED)
            writer_value(writer, span_of("", 0));
        else
            writer_value(writer, row->cells[column->cell].cell.value);
    }
    writer_end(writer);
}

/* Sets what hangs on the rule, the person, or neither. */
static void fill_row(struct row *row, const enum row_subject subjects[ROW_CELLS],
                     unsigned rule, unsigned person, struct dice *dice)
{
    for (int i = 0; i < CELLS; i++) {
        unsigned about = (unsigned)i;
        if (subjects[i] == ROW_OF_RULE)
            row_set(row, i, span_from(values[(7 * rule + about) % VALUES]));
        else if (subjects[i] == ROW_OF_PERSON)
            row_set(row, i, span_from(values[(5 * person + about) % VALUES]));
        else if (i == 0)
            row_set_date(row, i, 20000 + (int32_t)dice_below(dice, 3000));
        else if (i == 1)
            row_set_number(row, i, (long)dice_below(dice, 300) - 150);
        else
            row_set(row, i, span_from(values[dice_below(dice, VALUES)]));
    }
}

static void one_row_set(const char *format, struct dice *dice)
{
    static struct row row;
    enum row_subject subjects[ROW_CELLS] = {ROW_OF_ITSELF};
    struct row_stretches stretches = {.count = 0};
    struct page got = page_open(format), wanted = page_open(format);
    struct tsv_row input = {.room = 0};

    row = (struct row){.count = 0};
    for (unsigned i = 0; i < CELLS; i++)
        subjects[i] = (enum row_subject)dice_below(dice, 3);
    page_header(&got, make_row(&row, dice));
    page_header(&wanted, row.count);
    row_stretches_cut(&stretches, &row, subjects, RULES);
    for (unsigned person = 0; person < 8; person++) {
        char line[128];
        tsv_row_cut(&input, person_line(dice, line));
        input.record.plain = dice_below(dice, 2) > 0;
        row_stretches_person(&stretches);
        for (unsigned rows = dice_below(dice, 4); rows > 0; rows--) {
            unsigned rule = dice_below(dice, RULES);
            fill_row(&row, subjects, rule, person, dice);
            write_plainly(&row, &input.record, wanted.writer);
            row_stretches_write(&stretches, rule, &input.record, got.writer);
            write_plainly(&row, &input.record, wanted.writer);
            row_write(&row, &input.record, got.writer);
        }
    }
    expect_same(&got, &wanted);
    row_stretches_free(&stretches);
    tsv_row_free(&input);
    row_free(&row);
}

static void rows_that_share_cells_are_whole(void **state)
{
    struct dice dice = {12};

    (void)state;
    for (unsigned round = 0; round < 1000; round++)
        one_row_set(format_names[round % FORMATS], &dice);
}

/* A word for each value, which changes with each call, as labels do. */
static char word[64];

static void give_heads(void *context, const struct span *names, unsigned count,
                       struct span *heads)
{
    (void)context;
    for (unsigned i = 0; i < count; i++)
        heads[i] = names[i];
}

static struct span give_word(void *context, unsigned column, struct span value)
{
    int len =
        snprintf(word, sizeof word, "%u<%.20s>", column, value.len > 0 ? "v" : "");

    (void)context;
    return column % 2 > 0 ? span_of(word, (size_t)len) : value;
}

static void stretches_have_the_words_of_their_columns(void **state)
{
    static const struct writer_words words = {NULL, give_heads, give_word};
    struct page page = page_open("tsv");
    const struct writer_cell cells[] = {{{"p", 1}, true}, {{"q\t", 2}, false}};
    struct buffer kept = {.len = 0};
    struct span text;

    (void)state;
    writer_translate(page.writer, &words);
    page_header(&page, 4);
    for (unsigned i = 0; i < 2; i++) {
        writer_clean(page.writer, span_from("n"));
        if (i == 0) {
            writer_stretch_begin(page.writer);
            writer_cells(page.writer, cells, 2);
            buffer_add(&kept, writer_stretch_end(page.writer));
        }
        writer_stretch(page.writer, buffer_text(&kept), 2);
        writer_value(page.writer, span_from("z"));
        writer_end(page.writer);
    }
    text = output_take(page.output);
    assert_true(span_is(text, "a\tb\tc\td\n"
                              "n\t1<v>\tq\\t\t3<v>\n"
                              "n\t1<v>\tq\\t\t3<v>\n"));
    buffer_free(&kept);
    page_close(&page);
}

/* Added columns, each in a place of the input or on the right. */
static void added_columns_are_in_their_places(void **state)
{
    static const char *const flat[] = {"tsv", "csv", "ssv", "excel"};
    struct dice dice = {3};

    (void)state;
    for (unsigned round = 0; round < 1000; round++) {
        static struct added added;
        static const char *const names[] = {"note", "x", "id", "y", "z", "house"};
        struct page got = page_open(flat[round % 4]);
        struct page wanted = page_open(flat[round % 4]);
        struct writer_cell cells[6];
        struct tsv_row input = {.room = 0};
        bool has[6] = {false};
        unsigned at[6], count = INPUT;
        char line[128];

        added = (struct added){.count = 0};
        for (unsigned i = 0; i < 6; i++) {
            has[i] = dice_below(&dice, 2) > 0;
            if (has[i])
                at[i] = added_add(&added, &input_header, span_from(names[i]));
            count += has[i] && header_find(&input_header, span_from(names[i])) < 0;
        }
        added_header(&added, &input_header, got.writer);
        output_take(got.output); /* the names are not what this is about */
        page_header(&wanted, count);
        output_take(wanted.output);
        for (unsigned k = 0; k < 3; k++) {
            tsv_row_cut(&input, person_line(&dice, line));
            input.record.plain = true;
            added_begin(&added);
            for (unsigned i = 0; i < 6; i++) {
                bool is_set = has[i] && dice_below(&dice, 3) > 0;
                cells[i] = some_cell(&dice);
                if (is_set)
                    added_set(&added, at[i], cells[i].value, cells[i].is_clean);
                else
                    cells[i] = (struct writer_cell){span_of("", 0), true};
            }
            for (unsigned i = 0; i < INPUT; i++) {
                int by = i == 0 ? 2 : i == 1 ? 5 : i == 3 ? 0 : -1;
                if (by >= 0 && has[by])
                    put_cell(wanted.writer, &cells[by]);
                else
                    writer_field(wanted.writer, &input.record, i);
            }
            for (unsigned i = 0; i < 6; i++)
                if (has[i] && (i == 1 || i == 3 || i == 4))
                    put_cell(wanted.writer, &cells[i]);
            writer_end(wanted.writer);
            added_write(&added, got.writer, &input.record);
        }
        expect_same(&got, &wanted);
        added_free(&added);
        tsv_row_free(&input);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_are_values_one_after_the_other),
        cmocka_unit_test(cells_of_any_length_are_written),
        cmocka_unit_test(a_copy_has_the_bytes_of_the_text),
        cmocka_unit_test(rows_that_share_cells_are_whole),
        cmocka_unit_test(stretches_have_the_words_of_their_columns),
        cmocka_unit_test(added_columns_are_in_their_places),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
