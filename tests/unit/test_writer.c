/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is written in each format, byte for byte; and that a reader gets back the values
 * that were written, whatever they hold and however long they are.
 */
#include "trace.h"

#include "stream/dialect.h"
#include "stream/output.h"
#include "stream/writer.h"

enum { COLUMNS_MOST = 4, LONG_VALUE = 200000 };

static struct dialect dialect_named(const char *name)
{
    struct dialect dialect = {FORMAT_TSV, 0};

    assert_true(dialect_from_name(span_from(name), &dialect));
    return dialect;
}

/* Everything that lies in a file of memory. */
static struct sheet content_of(const struct input *file)
{
    struct sheet sheet = {0};
    char part[4096];
    ssize_t count;

    sheet_put(&sheet, "", 0);
    while ((count = pread(file->fd, part, sizeof part, (off_t)sheet.len)) > 0)
        sheet_put(&sheet, part, (size_t)count);
    assert_int_equal(count, 0);
    return sheet;
}

/* /proc/self/fd/N leads to a regular file of memory; open it for the writer as stdout.
 */
struct target {
    struct input file;
    int saved;
    struct output *output;
    struct writer *writer;
};

static void target_open(struct target *target, struct dialect dialect)
{
    struct diag diag = {0};

    input_make(&target->file, span_from(""));
    fflush(stdout);
    target->saved = dup(STDOUT_FILENO);
    assert_true(dup2(target->file.fd, STDOUT_FILENO) == STDOUT_FILENO);
    target->output = output_open(NULL, OUTPUT_SHARED, &diag);
    target->writer = writer_new(target->output, dialect);
}

static struct sheet target_close(struct target *target)
{
    struct diag diag = {0};
    struct sheet sheet;
    bool good = output_close(target->output, true, &diag);

    writer_free(target->writer);
    dup2(target->saved, STDOUT_FILENO);
    close(target->saved);
    assert_true(good);
    sheet = content_of(&target->file);
    input_drop(&target->file);
    return sheet;
}

/* Values in rows of `columns`; the first row is the header. */
static struct sheet write_rows(struct dialect dialect, const struct span *values,
                               unsigned rows, unsigned columns)
{
    struct target target;

    target_open(&target, dialect);
    writer_header(target.writer, values, columns);
    for (unsigned row = 1; row < rows; row++) {
        for (unsigned i = 0; i < columns; i++)
            writer_value(target.writer, values[row * columns + i]);
        writer_end(target.writer);
    }
    return target_close(&target);
}

struct value_case {
    const char *format, *value, *wanted; /* wanted: the first of two fields */
};

static const struct value_case value_cases[] = {
    {"tsv", "", ""},
    {"tsv", "a\tb\nc\rd\\e", "a\\tb\\nc\\rd\\\\e"},
    {"tsv", "\"x\",;", "\"x\",;"},
    {"csv", "", ""},
    {"csv", "plain text", "plain text"},
    {"csv", " space ", " space "},
    {"csv", "a;b", "a;b"},
    {"csv", "a\tb\\", "a\tb\\"},
    {"csv", "it's", "it's"},
    {"csv", "a,b", "\"a,b\""},
    {"csv", "say \"x\"", "\"say \"\"x\"\"\""},
    {"csv", "\"", "\"\"\"\""},
    {"csv", "a\nb", "\"a\nb\""},
    {"csv", "a\rb", "\"a\rb\""},
    {"csv", "a\r\n", "\"a\r\n\""},
    {"csv", "=1+1", "=1+1"},
    {"ssv", "a,b", "a,b"},
    {"ssv", "a;b", "\"a;b\""},
    {"json", "", ""},
    {"json", "\"\\/", "\\\"\\\\/"},
    {"json", "\b\f\n\r\t", "\\b\\f\\n\\r\\t"},
    {"json", "\x01\x1F\x0B", "\\u0001\\u001f\\u000b"},
    {"json", "\x7F\xC2\x85 \xC3\xA4\xE2\x80\xA8", "\x7F\xC2\x85 \xC3\xA4\xE2\x80\xA8"},
    {"excel", "plain", "plain"},
    {"excel", "a;b", "\"a;b\""},
    {"excel", "a\nb", "\"a\nb\""},
    {"excel", "=1+1", "'=1+1"},
    {"excel", "@x", "'@x"},
    {"excel", "+49 30", "'+49 30"},
    {"excel", "-", "'-"},
    {"excel", "--1", "'--1"},
    {"excel", "-x;", "\"'-x;\""},
    {"excel", "=\"\"", "\"'=\"\"\"\"\""},
    {"excel", "\tx", "'\tx"},
    {"excel", "\rx", "\"'\rx\""},
    {"excel", "\nx", "\"'\nx\""},
    {"excel", "\n", "\"'\n\""},
    {"excel",
     "\xEF\xBC\x9D"
     "1+1",
     "'\xEF\xBC\x9D"
     "1+1"},
    {"excel",
     "\xEF\xBC\x8B"
     "1",
     "'\xEF\xBC\x8B"
     "1"},
    {"excel",
     "\xEF\xBC\x8D"
     "1",
     "'\xEF\xBC\x8D"
     "1"},
    {"excel",
     "\xEF\xBC\xA0"
     "x",
     "'\xEF\xBC\xA0"
     "x"},
    {"excel", "\xEF\xBC\x9E", "\xEF\xBC\x9E"},
    {"excel", "12.5",
     "12.5"}, /* in a column of which nobody says that it has fractions */
    {"excel", "-12", "-12"},
    {"excel", "+1,5", "+1,5"},
    {"excel", "-0.75", "-0.75"},
    {"excel", "-1.2.3", "'-1.2.3"},
    {"excel", "-1,", "'-1,"},
    {"excel", "-,5", "'-,5"},
    {"excel", "- 1", "'- 1"},
    {"excel", "+1+1", "'+1+1"},
    {"excel", "-1e5", "'-1e5"},
    {"excel", "007", "007"},
    {"excel", "a=b", "a=b"},
    {"excel", "'=x", "'=x"},
    {"excel", "2024-02-29", "2024-02-29"},
};

static void values_are_quoted_and_escaped_only_where_needed(void **state)
{
    unsigned faults = 0;

    (void)state;
    for (size_t i = 0; i < sizeof value_cases / sizeof *value_cases; i++) {
        const struct value_case *c = &value_cases[i];
        struct dialect dialect = dialect_named(c->format);
        struct span values[] = {span_from("a"), span_from("b"), span_from(c->value),
                                span_from("")};
        struct sheet got = write_rows(dialect, values, 2, 2), wanted = {0};
        if (dialect.format == FORMAT_JSON)
            sheet_say(&wanted, "{\"a\":\"%s\",\"b\":\"\"}\n", c->wanted);
        else if (dialect.format == FORMAT_EXCEL)
            sheet_say(&wanted,
                      "\xEF\xBB\xBF"
                      "a;b\r\n%s;\r\n",
                      c->wanted);
        else
            sheet_say(&wanted, "a%cb\n%s%c\n", dialect.delimiter, c->wanted,
                      dialect.delimiter);
        if (strcmp(got.bytes, wanted.bytes) != 0) {
            print_error("%s: got\n%sexpected\n%s", c->format, got.bytes, wanted.bytes);
            faults++;
        }
        sheet_free(&got);
        sheet_free(&wanted);
    }
    assert_int_equal(faults, 0);
}

static void nul_is_written_in_every_format(void **state)
{
    struct span values[] = {span_from("a"), span_of("x\0y", 3)};
    struct sheet got = write_rows(dialect_named("json"), values, 2, 1);

    (void)state;
    assert_string_equal(got.bytes, "{\"a\":\"x\\u0000y\"}\n");
    sheet_free(&got);
    got = write_rows(dialect_named("tsv"), values, 2, 1);
    assert_int_equal(got.len, 6);
    assert_memory_equal(got.bytes, "a\nx\0y\n", 6);
    sheet_free(&got);
}

/*
 * One column and one empty value: CSV needs quotes, so that the line is a record, and
 * the header in quotes, so that it is read as CSV.
 */
static void the_empty_value_of_one_column_is_seen(void **state)
{
    static const struct {
        const char *format, *wanted;
    } cases[] = {{"tsv", "a\n\n"},
                 {"csv", "\"a\"\n\"\"\n"},
                 {"ssv", "\"a\"\n\"\"\n"},
                 {"json", "{\"a\":\"\"}\n"},
                 {"excel", "\xEF\xBB\xBF"
                           "\"a\"\r\n\"\"\r\n"}};
    struct span values[] = {span_from("a"), span_from("")};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct sheet got = write_rows(dialect_named(cases[i].format), values, 2, 1);
        assert_string_equal(got.bytes, cases[i].wanted);
        sheet_free(&got);
    }
}

static void header_names_that_mislead_are_quoted(void **state)
{
    static const struct {
        const char *format, *name, *wanted;
    } cases[] = {
        {"csv", "a;b", "\"a;b\",z\n"},
        {"csv", "a\tb", "\"a\tb\",z\n"},
        {"csv", "sep=", "\"sep=\",z\n"},
        {"csv", "sep=;", "\"sep=;\",z\n"},
        {"csv", "sep", "sep,z\n"},
        {"csv", "a b", "a b,z\n"},
        {"csv", "a\"", "\"a\"\"\",z\n"},
        {"ssv", "a,b", "\"a,b\";z\n"},
        {"ssv", "a\tb", "\"a\tb\";z\n"},
        {"tsv", "a,b;c", "a,b;c\tz\n"},
        {"tsv", "a\tb", "a\\tb\tz\n"},
        {"tsv", "\"a", "sep=\t\n\"a\tz\n"},
        {"tsv", "a\"", "a\"\tz\n"},
        {"tsv", "sep=;", "sep=;\tz\n"},
        {"tsv", "\xEF\xBB\xBFx", "sep=\t\n\xEF\xBB\xBFx\tz\n"},
        {"csv", "\xEF\xBB\xBFx", "\"\xEF\xBB\xBFx\",z\n"},
        {"csv", "PK\003\004", "\"PK\003\004\",z\n"},
        {"excel", "a;b", "\xEF\xBB\xBF\"a;b\";z\r\n"},
        {"excel", "=a", "\xEF\xBB\xBF'=a;z\r\n"},
        {"json", "a\"b", ""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct span names[] = {span_from(cases[i].name), span_from("z")};
        struct sheet got = write_rows(dialect_named(cases[i].format), names, 1, 2);
        assert_string_equal(got.bytes, cases[i].wanted);
        sheet_free(&got);
    }
}

/*
 * The reader finds the names again, whatever they hold, with no delimiter named. Quotes
 * in TSV names are left out: TSV has no way to say that `;"` opens no quoted field.
 */
static void header_names_come_back(void **state)
{
    static const char *const pieces[] = {"\t", ";",        ",",  "sep=", "x",
                                         "y",  "\n",       "\\", " ",    "\r",
                                         "#",  "\xC3\xA4", "\"", "\"\""};
    const uint32_t count = sizeof pieces / sizeof *pieces;
    static const char *const formats[] = {"csv", "ssv", "tsv"};
    struct dice dice = {77};

    (void)state;
    for (unsigned round = 0; round < 3000; round++) {
        struct sheet names[2] = {{0}, {0}}, wanted = {0}, got, trace;
        struct reader_options options = READER_DEFAULTS;
        struct span values[2];
        for (unsigned i = 0; i < 2; i++) {
            for (unsigned k = dice_below(&dice, 5); k > 0; k--)
                sheet_say(
                    &names[i], "%s",
                    pieces[dice_below(&dice, round % 3 == 2 ? count - 2 : count)]);
            sheet_say(&names[i], "%u", i);
            values[i] = span_of(names[i].bytes, names[i].len);
        }
        got = write_rows(dialect_named(formats[round % 3]), values, 1, 2);
        trace = trace_bytes(span_of(got.bytes, got.len), &options);
        sheet_say(&wanted, "h ");
        sheet_show(&wanted, values[0]);
        sheet_say(&wanted, "|");
        sheet_show(&wanted, values[1]);
        sheet_say(&wanted, "\ne 0 0\n");
        if (strcmp(trace.bytes, wanted.bytes) != 0)
            fail_msg("wrote %s read %s expected %s", got.bytes, trace.bytes,
                     wanted.bytes);
        sheet_free(&names[0]);
        sheet_free(&names[1]);
        sheet_free(&wanted);
        sheet_free(&got);
        sheet_free(&trace);
    }
}

/* Random values in a block of bytes that they point into. */
static void random_values(struct span *values, unsigned count, char *room,
                          struct dice *dice)
{
    static const char *const pieces[] = {"a",  "\"", ",",    ";",   "\t",
                                         "\n", "\r", "\\",   "\\t", "\xE2\x82\xAC",
                                         " ",  "=",  "\x01", "#"};

    for (unsigned i = 0; i < count; i++) {
        size_t len = 0;
        for (unsigned k = dice_below(dice, 9); k > 0; k--) {
            const char *piece =
                pieces[dice_below(dice, sizeof pieces / sizeof *pieces)];
            memcpy(room + len, piece, strlen(piece));
            len += strlen(piece);
        }
        values[i] = span_of(room, len);
        room += len;
    }
}

/* The names of the columns, values from the second row on, as a trace shows them. */
static void compare_values(const struct span *values, unsigned rows, unsigned columns,
                           const struct sheet *written, int delimiter)
{
    struct reader_options options = READER_DEFAULTS;
    struct input file;
    const char *path = file.path;
    struct diag diag = {0};
    struct record record;
    struct reader *reader;
    char *decoded = malloc(written->len + 1);

    options.delimiter = delimiter;
    input_make(&file, span_of(written->bytes, written->len));
    reader = reader_open(&path, 1, &options, &diag);
    assert_non_null(reader);
    assert_non_null(decoded);
    for (unsigned row = 1; row < rows; row++) {
        assert_int_equal(reader_next(reader, &record, &diag), READER_RECORD);
        assert_int_equal(record.count, columns);
        for (unsigned i = 0; i < columns; i++) {
            struct span field = record_field(&record, i);
            if (delimiter == '\t')
                field = span_of(decoded, text_unescape(field, decoded));
            assert_true(span_equal(field, values[row * columns + i]));
        }
    }
    assert_int_equal(reader_next(reader, &record, &diag), READER_END);
    reader_close(reader);
    input_drop(&file);
    free(decoded);
}

static void values_come_back_from_every_format(void **state)
{
    enum { ROWS = 20 };
    static const char *const names[] = {"a", "b", "c", "d"};
    static const char *const formats[] = {"csv", "ssv", "tsv"};
    struct dice dice = {1949};

    (void)state;
    for (unsigned round = 0; round < 600; round++) {
        static char room[ROWS * COLUMNS_MOST * 40];
        struct span values[ROWS * COLUMNS_MOST];
        unsigned columns = 1 + round % COLUMNS_MOST;
        struct dialect dialect = dialect_named(formats[round % 3]);
        struct sheet got;
        random_values(values, ROWS * columns, room, &dice);
        for (unsigned i = 0; i < columns; i++)
            values[i] = span_from(names[i]);
        got = write_rows(dialect, values, ROWS, columns);
        compare_values(values, ROWS, columns, &got, dialect.delimiter);
        sheet_free(&got);
    }
}

/* 200 KB cross the output buffer of 64 KiB, at every phase of an escape. */
static void long_values_cross_the_output_buffer(void **state)
{
    static const char *const formats[] = {"csv", "ssv", "tsv"};
    static char value[LONG_VALUE];
    static const char alphabet[] = "\"\\\n\t\rab,;";
    struct dice dice = {3};

    (void)state;
    for (unsigned round = 0; round < 12; round++) {
        struct dialect dialect = dialect_named(formats[round % 3]);
        struct span values[] = {span_from("a"),
                                span_from("b"),
                                span_of(value, LONG_VALUE - round),
                                span_of(value, round),
                                span_of(value, 65536 + round),
                                span_of(value + 1, 8192)};
        struct sheet got;
        for (size_t i = 0; i < LONG_VALUE; i++)
            value[i] = round < 6 ? alphabet[dice_below(&dice, sizeof alphabet - 1)]
                                 : alphabet[(i + round) % 2];
        got = write_rows(dialect, values, 3, 2);
        compare_values(values, 3, 2, &got, dialect.delimiter);
        sheet_free(&got);
    }
}

static void long_json_values_are_escaped_throughout(void **state)
{
    static char value[LONG_VALUE];
    struct span values[] = {span_from("a"), span_of(value, LONG_VALUE)};
    struct sheet got, wanted = {0};

    (void)state;
    memset(value, 0x01, sizeof value);
    got = write_rows(dialect_named("json"), values, 2, 1);
    sheet_say(&wanted, "{\"a\":\"");
    for (size_t i = 0; i < LONG_VALUE; i++)
        sheet_put(&wanted, "\\u0001", 6);
    sheet_say(&wanted, "\"}\n");
    assert_int_equal(got.len, wanted.len);
    assert_memory_equal(got.bytes, wanted.bytes, got.len);
    sheet_free(&got);
    sheet_free(&wanted);
}

/* A header of two columns and a record, the second value without a place in memory. */
static struct sheet write_pair(const char *format, struct span second)
{
    const struct span names[] = {span_from("a"), span_from("bb")};
    struct target target;

    target_open(&target, dialect_named(format));
    writer_header(target.writer, names, 2);
    writer_value(target.writer, span_from("x"));
    writer_value(target.writer, second);
    writer_end(target.writer);
    assert_true(writer_close(target.writer, false, &(struct diag){0}));
    return target_close(&target);
}

static void a_value_of_nothing_is_an_empty_one(void **state)
{
    static const char *const formats[] = {"tsv",  "csv",   "excel",
                                          "json", "table", "record"};

    (void)state;
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        struct sheet none = write_pair(formats[i], span_of(NULL, 0));
        struct sheet empty = write_pair(formats[i], span_from(""));
        assert_true(none.len > 0);
        assert_string_equal(none.bytes, empty.bytes);
        free(none.bytes);
        free(empty.bytes);
    }
}

/* A column of text in which a number is written stands to the right from then on. */
static void numbers_of_a_table_stand_to_the_right(void **state)
{
    const struct span names[] = {span_from("count")};
    struct target target;
    struct sheet sheet;

    (void)state;
    target_open(&target, dialect_named("table"));
    writer_header(target.writer, names, 1);
    for (long number = 5; number < 5000; number *= 30) {
        writer_number(target.writer, number);
        writer_end(target.writer);
    }
    assert_true(writer_close(target.writer, false, &(struct diag){0}));
    sheet = target_close(&target);
    assert_string_equal(sheet.bytes, "count\n"
                                     "─────\n"
                                     "    5\n"
                                     "  150\n"
                                     " 4500\n");
    free(sheet.bytes);
}

/* A workbook is one even if there was nothing to tell, not even a header. */
static void a_workbook_without_columns_is_one(void **state)
{
    struct target target;
    struct sheet sheet;

    (void)state;
    target_open(&target, dialect_named("xlsx"));
    assert_true(writer_close(target.writer, false, &(struct diag){0}));
    sheet = target_close(&target);
    assert_true(sheet.len > 4 && memcmp(sheet.bytes, "PK\003\004", 4) == 0);
    free(sheet.bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_are_quoted_and_escaped_only_where_needed),
        cmocka_unit_test(nul_is_written_in_every_format),
        cmocka_unit_test(the_empty_value_of_one_column_is_seen),
        cmocka_unit_test(header_names_that_mislead_are_quoted),
        cmocka_unit_test(header_names_come_back),
        cmocka_unit_test(values_come_back_from_every_format),
        cmocka_unit_test(long_values_cross_the_output_buffer),
        cmocka_unit_test(long_json_values_are_escaped_throughout),
        cmocka_unit_test(a_value_of_nothing_is_an_empty_one),
        cmocka_unit_test(a_workbook_without_columns_is_one),
        cmocka_unit_test(numbers_of_a_table_stand_to_the_right),
    };

    return cmocka_run_group_tests_name("writer", tests, NULL, NULL);
}
