/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is written is read back: random tables of any bytes that a stream may hold, in
 * each dialect, by reads of each size, and copied from dialect to dialect. The seed
 * stands in the message of a failure. Beside them records as long as the limit.
 */
#include "trace.h"

#include "stream/dialect.h"
#include "stream/excel.h"
#include "stream/output.h"
#include "stream/writer.h"

enum { TABLES = 3000, COLUMNS_MOST = 5, ROWS_MOST = 6, PIECES_MOST = 5 };

/* What readers take for something, and what looks like it. */
static const char *const pieces[] = {
    "a",          "b",   "\"",   "\"\"",         ";",    ",",  "\t",       "\n",
    "\r",         "\\",  "\\n",  "\xEF\xBB\xBF", "sep=", "#",  "=",        "'",
    "\x01",       " ",   "-",    "\xC3\xA4",     "|",    "\f", "\xC2\x85", "PK\003\004",
    "BZh91AY&SY", "1.5", "\r\n", "\xEF\xBC\x9D"};

enum { PIECE_COUNT = sizeof pieces / sizeof *pieces };

static const struct dialect dialects[] = {{FORMAT_TSV, '\t'},
                                          {FORMAT_CSV, ','},
                                          {FORMAT_CSV, ';'},
                                          {FORMAT_CSV, '|'},
                                          {FORMAT_EXCEL, ';'}};

enum { DIALECTS = sizeof dialects / sizeof *dialects, EXCEL = DIALECTS - 1 };

struct table {
    unsigned columns, rows; /* the first row is the header */
    char text[ROWS_MOST][COLUMNS_MOST][128];
};

static uint64_t state;

/* Vigna, splitmix64. */
static unsigned below(unsigned limit)
{
    uint64_t z = state += 0x9E3779B97F4A7C15;

    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
    return (unsigned)((z ^ (z >> 31)) % limit);
}

/* Names are not empty, and each is there once. */
static void make_table(struct table *table, unsigned seed)
{
    state = seed;
    memset(table, 0, sizeof *table);
    table->columns = 1 + below(COLUMNS_MOST) * below(2);
    table->rows = 1 + below(ROWS_MOST);
    for (unsigned row = 0; row < table->rows; row++)
        for (unsigned i = 0; i < table->columns; i++) {
            char *text = table->text[row][i];
            for (unsigned count = below(PIECES_MOST); count > 0; count--)
                strcat(text, pieces[below(PIECE_COUNT)]);
            if (row == 0)
                sprintf(text + strlen(text), "%u", i);
        }
}

static struct span cell_of(const struct table *table, unsigned row, unsigned column)
{
    return span_from(table->text[row][column]);
}

static struct sheet taken(struct output *output)
{
    struct span bytes = output_take(output);
    struct sheet sheet = {0};

    sheet_put(&sheet, bytes.ptr, bytes.len);
    output_close(output, false, NULL);
    return sheet;
}

static struct sheet write_table(const struct table *table, struct dialect dialect)
{
    struct output *output = output_hold();
    struct writer *writer = writer_new(output, dialect);

    for (unsigned row = 0; row < table->rows; row++) {
        struct span cells[COLUMNS_MOST];
        for (unsigned i = 0; i < table->columns; i++)
            cells[i] = cell_of(table, row, i);
        if (row == 0) {
            writer_header(writer, cells, table->columns);
            continue;
        }
        for (unsigned i = 0; i < table->columns; i++)
            writer_value(writer, cells[i]);
        writer_end(writer);
    }
    writer_free(writer);
    return taken(output);
}

static struct reader *open_bytes(struct input *file, struct sheet bytes, size_t block,
                                 struct diag *diag)
{
    struct reader_options options = READER_DEFAULTS;
    const char *path = file->path;

    input_make(file, span_of(bytes.bytes, bytes.len));
    options.block = block;
    return reader_open(&path, 1, &options, diag);
}

/* Rewrites a stream as stream-convert does. */
static struct sheet copy_stream(struct sheet bytes, struct dialect dialect)
{
    struct input file;
    struct diag diag = {0};
    struct reader *reader = open_bytes(&file, bytes, 0, &diag);
    struct output *output = output_hold();
    struct writer *writer = writer_new(output, dialect);
    struct record record;

    if (reader != NULL) {
        writer_header(writer, reader_header(reader)->names,
                      reader_header(reader)->count);
        while (reader_next(reader, &record, &diag) == READER_RECORD) {
            writer_copy(writer, &record);
            writer_end(writer);
        }
    }
    reader_close(reader);
    writer_free(writer);
    input_drop(&file);
    return taken(output);
}

/* A formula that is to run in no spreadsheet has an apostrophe in front. */
static bool is_cell(struct span got, struct span wanted, bool is_masked)
{
    if (is_masked && excel_runs(wanted) && got.len > 0 && got.ptr[0] == '\'')
        got = span_after(got, 1);
    return span_equal(got, wanted);
}

static bool is_row(const struct table *table, unsigned row, const struct record *record,
                   bool is_masked)
{
    bool is_same = record->count == table->columns;

    for (unsigned i = 0; is_same && i < table->columns; i++) {
        char room[512];
        struct span field = record_field(record, i);
        struct diag diag = {0};
        is_same = record_decode(record, field, room, &field, span_of(NULL, 0), &diag) &&
                  is_cell(field, cell_of(table, row, i), is_masked);
    }
    return is_same;
}

static bool is_table(const struct table *table, struct sheet bytes, size_t block,
                     bool is_masked)
{
    struct input file;
    struct diag diag = {0};
    struct reader *reader = open_bytes(&file, bytes, block, &diag);
    struct record record;
    bool is_same = reader != NULL && reader_header(reader)->count == table->columns;

    for (unsigned i = 0; is_same && i < table->columns; i++)
        is_same =
            is_cell(reader_header(reader)->names[i], cell_of(table, 0, i), is_masked);
    for (unsigned row = 1; is_same && row < table->rows; row++)
        is_same = reader_next(reader, &record, &diag) == READER_RECORD &&
                  is_row(table, row, &record, is_masked);
    is_same = is_same && reader_next(reader, &record, &diag) == READER_END;
    reader_close(reader);
    input_drop(&file);
    return is_same;
}

static void expect(bool is_so, const char *what, unsigned seed, struct sheet bytes)
{
    struct sheet shown = {0};

    if (is_so)
        return;
    sheet_show(&shown, span_of(bytes.bytes, bytes.len));
    fail_msg("%s, seed %u: %s", what, seed, shown.bytes);
}

static void check_table(const struct table *table, unsigned seed)
{
    static const size_t blocks[] = {1, 2, 3, 5, 16, 64, 0};

    for (unsigned i = 0; i < DIALECTS; i++) {
        struct sheet bytes = write_table(table, dialects[i]);
        size_t block = blocks[below(sizeof blocks / sizeof *blocks)];
        unsigned to = below(EXCEL);
        expect(is_table(table, bytes, block, i == EXCEL), "read", seed, bytes);
        if (i != EXCEL) {
            struct sheet copy = copy_stream(bytes, dialects[to]);
            struct sheet same = write_table(table, dialects[to]);
            expect(strcmp(copy.bytes, same.bytes) == 0, "copied", seed, copy);
            sheet_free(&copy);
            sheet_free(&same);
        }
        sheet_free(&bytes);
    }
}

static void any_table_is_read_back(void **unused)
{
    static struct table table;

    (void)unused;
    for (unsigned seed = 1; seed <= TABLES; seed++) {
        make_table(&table, seed);
        check_table(&table, seed);
    }
}

/* One record of `size` bytes, its line end not counted. */
static void check_size(size_t size, size_t limit, size_t block, const char *line_end)
{
    struct reader_options options = READER_DEFAULTS;
    struct sheet bytes = {0};
    struct input file;
    struct diag diag = {0};
    struct reader *reader;
    struct record record;
    const char *path = file.path;
    enum reader_status status;

    sheet_put(&bytes, "a,b\n", 4);
    sheet_put(&bytes, "\"\",", 3);
    for (size_t i = 3; i < size; i++)
        sheet_put(&bytes, "x", 1);
    sheet_put(&bytes, line_end, strlen(line_end));
    input_make(&file, span_of(bytes.bytes, bytes.len));
    options.block = block;
    options.limits.record = limit;
    reader = reader_open(&path, 1, &options, &diag);
    assert_non_null(reader);
    status = reader_next(reader, &record, &diag);
    if (status != (size <= limit ? READER_RECORD : READER_REFUSED))
        fail_msg("%zu bytes, limit %zu, block %zu: %d", size, limit, block, status);
    assert_int_equal(reader_next(reader, &record, &diag), READER_END);
    reader_close(reader);
    input_drop(&file);
    sheet_free(&bytes);
}

static void a_record_may_be_as_long_as_the_limit(void **unused)
{
    static const char *const line_ends[] = {"\n", "\r\n", ""};
    static const size_t limits[] = {40, 65532, 65536, 131072};

    (void)unused;
    for (unsigned i = 0; i < sizeof limits / sizeof *limits; i++)
        for (size_t size = limits[i] - 4; size <= limits[i] + 4; size++)
            for (int shift = -4; shift <= 4; shift++)
                for (unsigned end = 0; end < 3; end++)
                    check_size(size, limits[i], (size_t)((long)limits[i] + shift),
                               line_ends[end]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_table_is_read_back),
        cmocka_unit_test(a_record_may_be_as_long_as_the_limit)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
