/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stream/writer.h"

#include <stdbool.h>
#include <stdlib.h>

#include "base/buffer.h"
#include "base/diag.h"
#include "base/mem.h"
#include "stream/dialect.h"
#include "stream/encoding.h"
#include "stream/excel.h"
#include "stream/output.h"
#include "stream/packed.h"
#include "stream/record.h"
#include "stream/record_form.h"
#include "stream/table_form.h"
#include "stream/xlsx.h"
#include "value/number.h"
#include "value/text.h"

/* Formats of their own kind; the others are written here. */
static const struct writer_form *const forms[FORMAT_COUNT] = {
    [FORMAT_XLSX] = &xlsx_form,
    [FORMAT_TABLE] = &table_form,
    [FORMAT_RECORD] = &record_form};

struct writer {
    struct output *output;
    struct dialect dialect;           /* that is written */
    struct dialect wanted;            /* the same, unless the writer is deferred */
    const struct writer_form *form;   /* or NULL */
    const struct writer_words *words; /* or NULL */
    void *state;                      /* of the form */
    cell_kinds_of *kinds_of;
    const void *context;
    enum cell_kind *kinds; /* of the columns */
    bool is_misread;       /* EXCEL: a text looks like a number */
    bool in_header;
    bool has_failed;
    struct diag failure;
    unsigned columns;
    unsigned column;   /* that comes next */
    struct span *keys; /* JSON: what stands before each value, from `{` or `,` to `"` */
    struct arena arena;
    struct buffer scratch; /* a decoded TSV field */
};

struct writer *writer_new(struct output *output, struct dialect dialect)
{
    struct writer *writer = mem_new(sizeof *writer);

    writer->output = output;
    writer->dialect = writer->wanted = dialect;
    writer->form = forms[dialect.format];
    if (writer->form != NULL)
        writer->state = writer->form->open(output, &writer->failure);
    writer->has_failed = writer->form != NULL && writer->state == NULL;
    return writer;
}

struct writer *writer_new_pieces(struct output *output, struct dialect dialect)
{
    struct writer *writer = writer_new(output, dialect);

    if (writer->form == NULL)
        return writer;
    /* What is amiss with the format is known before there are records. */
    writer->form->free(writer->state);
    writer->state = NULL;
    writer->form = NULL;
    writer->dialect = (struct dialect){FORMAT_TSV, '\t'};
    return writer;
}

bool writer_is_deferred(const struct writer *writer)
{
    return !dialect_equal(writer->dialect, writer->wanted);
}

struct dialect writer_dialect(const struct writer *writer)
{
    return writer->wanted;
}

const enum cell_kind *writer_kinds(const struct writer *writer)
{
    return writer->kinds;
}

void writer_free(struct writer *writer)
{
    if (writer == NULL)
        return;
    if (writer->form != NULL)
        writer->form->free(writer->state);
    arena_free(&writer->arena);
    buffer_free(&writer->scratch);
    free(writer);
}

enum format writer_format(const struct writer *writer)
{
    return writer->wanted.format;
}

void writer_tell(struct writer *writer, cell_kinds_of *kinds_of, const void *context)
{
    writer->kinds_of = kinds_of;
    writer->context = context;
}

void writer_translate(struct writer *writer, const struct writer_words *words)
{
    writer->words = words;
}

bool writer_check(const struct writer *writer, struct diag *diag)
{
    if (writer->has_failed)
        *diag = writer->failure;
    return !writer->has_failed;
}

bool writer_is_misread(const struct writer *writer)
{
    return writer->is_misread;
}

void writer_set_misread(struct writer *writer)
{
    writer->is_misread = true;
}

bool writer_close(struct writer *writer, bool stopped, struct diag *diag)
{
    const struct writer_form *form = writer->form;

    if (!writer_check(writer, diag))
        return false;
    return form == NULL || (stopped && form->is_whole) ||
           form->close(writer->state, diag);
}

static void give_header(struct writer *writer, const struct span *names)
{
    if (!writer->has_failed)
        writer->has_failed = !writer->form->header(writer->state, names, writer->kinds,
                                                   writer->columns, &writer->failure);
}

static void give_value(struct writer *writer, struct span value)
{
    if (!writer->has_failed)
        writer->has_failed = !writer->form->value(writer->state, writer->column, value,
                                                  &writer->failure);
    writer->column++;
}

static void give_end(struct writer *writer)
{
    if (!writer->has_failed)
        writer->has_failed = !writer->form->end(writer->state, &writer->failure);
    writer->column = 0;
}

static void put_char(struct writer *writer, char c)
{
    *output_room(writer->output, 1) = c;
    output_put(writer->output, 1);
}

/*
 * In a stream of one column no delimiter stands in the header: it is in quotes, and so
 * is each value with one of the delimiters that a reader may take it for.
 */
static bool needs_quotes(const struct writer *writer, struct span value)
{
    bool is_single = writer->columns == 1;

    if (writer->in_header && (is_single || dialect_misleads(value)))
        return true;
    if (value.len == 0)
        return is_single;
    for (size_t i = 0; i < value.len; i++) {
        char c = value.ptr[i];
        if (c == writer->dialect.delimiter || c == '"' || c == '\n' || c == '\r' ||
            (is_single && (c == ',' || c == ';' || c == '\t')))
            return true;
    }
    return false;
}

static void put_csv(struct writer *writer, struct span value, bool quoted)
{
    if (!quoted) {
        output_write(writer->output, value);
        return;
    }
    put_char(writer, '"');
    encoding_put(writer->output, value, encoding_quoted);
    put_char(writer, '"');
}

/* A German spreadsheet reads a fraction behind a comma. */
static void put_figure(struct writer *writer, struct span value)
{
    const char *point = memchr(value.ptr, '.', value.len);

    output_write(writer->output, span_of(value.ptr, (size_t)(point - value.ptr)));
    put_char(writer, ',');
    output_write(writer->output, span_after(value, (size_t)(point + 1 - value.ptr)));
}

static void put_excel(struct writer *writer, struct span value)
{
    enum cell_kind kind = writer->kinds[writer->column - 1];
    bool quoted = needs_quotes(writer, value);

    if (kind == CELL_FIGURE && excel_has_fraction(value)) {
        put_figure(writer, value);
        return;
    }
    if (kind == CELL_TEXT && !writer->is_misread)
        writer->is_misread = excel_misreads(value);
    if (!excel_runs(value)) {
        put_csv(writer, value, quoted);
        return;
    }
    output_write(writer->output, span_from(quoted ? "\"'" : "'"));
    encoding_put(writer->output, value, encoding_quoted);
    if (quoted)
        put_char(writer, '"');
}

static void begin_field(struct writer *writer)
{
    if (writer->dialect.format == FORMAT_JSON)
        output_write(writer->output, writer->keys[writer->column]);
    else if (writer->column > 0)
        put_char(writer, writer->dialect.delimiter);
    writer->column++;
}

/* The value with its delimiter, in one room. */
static void put_short(struct writer *writer, struct span value)
{
    char *room = output_room(writer->output, value.len + 1), *to = room;

    if (writer->column++ > 0)
        *to++ = '\t';
    for (size_t i = 0; i < value.len; i++)
        to[i] = value.ptr[i];
    output_put(writer->output, (size_t)(to - room) + value.len);
}

void writer_clean(struct writer *writer, struct span value)
{
    if (writer->words == NULL && writer->dialect.format == FORMAT_TSV &&
        value.len <= ENCODING_PART)
        put_short(writer, value);
    else
        writer_value(writer, value);
}

void writer_number(struct writer *writer, long number)
{
    char digits[NUMBER_BYTES];

    if (writer->form != NULL && writer->kinds[writer->column] == CELL_TEXT)
        writer->kinds[writer->column] = CELL_NUMBER;
    writer_clean(writer, span_of(digits, number_format(number, digits)));
}

/* A value as it is, also where there are words for others. */
static void put_value(struct writer *writer, struct span value)
{
    bool is_tsv = writer->dialect.format == FORMAT_TSV;

    if (is_tsv && value.len <= ENCODING_PART && text_needs_no_escape(value)) {
        put_short(writer, value);
        return;
    }
    if (writer->form != NULL) {
        give_value(writer, value);
        return;
    }
    begin_field(writer);
    switch (writer->dialect.format) {
    case FORMAT_TSV:
        encoding_put(writer->output, value, text_escape);
        break;
    case FORMAT_CSV:
        put_csv(writer, value, needs_quotes(writer, value));
        break;
    case FORMAT_EXCEL:
        put_excel(writer, value);
        break;
    case FORMAT_JSON:
        encoding_put(writer->output, value, encoding_json);
        put_char(writer, '"');
        break;
    default:
        break;
    }
}

void writer_value(struct writer *writer, struct span value)
{
    if (writer->words != NULL)
        value = writer->words->value(writer->words->context, writer->column, value);
    put_value(writer, value);
}

/* Writes the word for a field; false: it stays as it is. A code has no escape. */
static bool put_word(struct writer *writer, const struct record *record,
                     struct span field)
{
    bool is_escaped = record->dialect.format == FORMAT_TSV && !record->plain &&
                      field.len > 0 && memchr(field.ptr, '\\', field.len) != NULL;
    struct span word;

    if (writer->words == NULL || is_escaped)
        return false;
    word = writer->words->value(writer->words->context, writer->column, field);
    if (word.ptr == field.ptr)
        return false;
    put_value(writer, word);
    return true;
}

void writer_field(struct writer *writer, const struct record *record, unsigned column)
{
    struct span field = record_field(record, column);
    bool to_tsv = writer->dialect.format == FORMAT_TSV;

    if (put_word(writer, record, field))
        return;
    if (to_tsv && (record->plain || record->dialect.format == FORMAT_TSV)) {
        begin_field(writer);
        output_write(writer->output, field);
        return;
    }
    if (record->dialect.format == FORMAT_TSV && !record->plain) {
        char *value = buffer_room(&writer->scratch, field.len);
        field = span_of(value, text_unescape(field, value));
    }
    put_value(writer, field);
}

/* Of a single column only TSV has one way to write it. */
static bool may_copy(const struct record *record)
{
    return record->count > 1 ||
           (record->raw.len > 0 && record->dialect.format == FORMAT_TSV);
}

void writer_fields(struct writer *writer, const struct record *record, unsigned from,
                   unsigned to)
{
    bool is_block = writer->words == NULL && record->verbatim && to <= record->count &&
                    from < to && dialect_equal(record->dialect, writer->dialect) &&
                    may_copy(record);
    const char *start;

    if (!is_block) {
        for (unsigned i = from; i < to; i++)
            writer_field(writer, record, i);
        return;
    }
    start = record_field(record, from).ptr;
    if (writer->column > 0)
        put_char(writer, writer->dialect.delimiter);
    output_write(writer->output,
                 span_of(start, (size_t)(record->base + record->ends[to - 1] - start)));
    writer->column += to - from;
}

void writer_copy(struct writer *writer, const struct record *record)
{
    bool whole = writer->words == NULL && record->verbatim && may_copy(record);

    if (whole && dialect_equal(record->dialect, writer->dialect)) {
        writer_fields(writer, record, 0, record->count);
    } else if (whole && record->plain && writer->dialect.format == FORMAT_TSV &&
               record->raw.len <= OUTPUT_ROOM) {
        if (writer->column > 0)
            put_char(writer, '\t');
        encoding_put_tabs(writer->output, record);
        writer->column += record->count;
    } else {
        for (unsigned i = 0; i < record->count; i++)
            writer_field(writer, record, i);
    }
}

void writer_end(struct writer *writer)
{
    if (writer->form != NULL) {
        give_end(writer);
        return;
    }
    switch (writer->dialect.format) {
    case FORMAT_JSON:
        output_write(writer->output, span_from("}\n"));
        break;
    case FORMAT_EXCEL:
        output_write(writer->output, span_from("\r\n"));
        break;
    default:
        put_char(writer, '\n');
    }
    writer->column = 0;
}

static void make_keys(struct writer *writer, const struct span *names)
{
    writer->keys = arena_alloc(&writer->arena, writer->columns * sizeof *writer->keys);
    for (unsigned i = 0; i < writer->columns; i++) {
        char *key = arena_alloc(&writer->arena, 6 * names[i].len + 8);
        size_t len;
        memcpy(key, i == 0 ? "{\"" : ",\"", 2);
        len = 2 + encoding_json(names[i], key + 2);
        memcpy(key + len, "\":\"", 3);
        writer->keys[i] = span_of(key, len + 3);
    }
}

/*
 * Whether a reader would not find the delimiter in the header: it is no usual one, or
 * in TSV, which has no quotes, a name looks like something else.
 */
static bool is_hidden(struct writer *writer, const struct span *names)
{
    struct dialect_search search = {.delimiter = -1};
    struct buffer *line = &writer->scratch;
    struct span text;
    size_t length;
    char sep;

    if (writer->dialect.format == FORMAT_CSV)
        return strchr(";,", writer->dialect.delimiter) == NULL;
    if (writer->dialect.format != FORMAT_TSV)
        return false;
    line->len = 0;
    for (unsigned i = 0; i < writer->columns; i++) {
        char *room = buffer_room(line, 2 * names[i].len + 1);
        size_t size = text_escape(names[i], room);
        room[size] = i + 1 < writer->columns ? '\t' : '\n';
        line->len += size + 1;
    }
    text = buffer_text(line);
    /* Behind an open quote the search would go on in the records. */
    dialect_find_header(&search, text, false);
    return search.delimiter != '\t' || span_starts(text, TEXT_BOM) ||
           dialect_sep_line(text, &length, &sep) || packed_fault(text) != NULL;
}

static void learn_kinds(struct writer *writer, const struct span *names)
{
    writer->kinds =
        arena_alloc(&writer->arena, (writer->columns + 1) * sizeof *writer->kinds);
    if (writer->kinds_of != NULL)
        writer->kinds_of(writer->context, names, writer->columns, writer->kinds);
}

void writer_header(struct writer *writer, const struct span *names, unsigned count)
{
    writer->columns = count;
    learn_kinds(writer, names);
    if (writer->words != NULL) {
        struct span *heads = arena_alloc(&writer->arena, (count + 1) * sizeof *heads);
        writer->words->heads(writer->words->context, names, count, heads);
        names = heads;
    }
    if (writer->form != NULL) {
        give_header(writer, names);
        return;
    }
    if (writer->dialect.format == FORMAT_JSON) {
        make_keys(writer, names);
        return;
    }
    if (writer->dialect.format == FORMAT_EXCEL)
        output_write(writer->output, span_from(TEXT_BOM));
    if (is_hidden(writer, names)) {
        output_write(writer->output, span_from("sep="));
        put_char(writer, writer->dialect.delimiter);
        put_char(writer, '\n');
    }
    writer->in_header = true;
    for (unsigned i = 0; i < count; i++)
        put_value(writer, names[i]);
    writer->in_header = false;
    writer->is_misread = false; /* names are no ids */
    writer_end(writer);
}
