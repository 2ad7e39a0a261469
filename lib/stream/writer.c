/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stream/writer.h"

#include <stdbool.h>
#include <stdlib.h>

#include "base/buffer.h"
#include "base/diag.h"
#include "base/mem.h"
#include "stream/dialect.h"
#include "stream/excel.h"
#include "stream/output.h"
#include "stream/record.h"
#include "stream/xlsx.h"
#include "value/number.h"
#include "value/text.h"

/* Values are encoded in parts, so that any length fits the output's room. */
enum { PART_BYTES = OUTPUT_ROOM / 8 };

/* Formats of their own kind; the others are written here. */
static const struct writer_form *const forms[FORMAT_COUNT] = {[FORMAT_XLSX] =
                                                                  &xlsx_form};

struct writer {
    struct output *output;
    struct dialect dialect;         /* that is written */
    struct dialect wanted;          /* the same, unless the writer is deferred */
    const struct writer_form *form; /* or NULL */
    void *state;                    /* of the form */
    cell_kinds_of *kinds_of;
    const void *context;
    enum cell_kind *kinds; /* of the columns */
    bool is_misread;       /* EXCEL: a text looks like a number */
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

/* Encodes text as the inside of a JSON string (RFC 8259), with the shortest escapes. */
static size_t encode_json(struct span text, char *out)
{
    static const char letters[] = "\b\t\n\f\r\"\\", escapes[] = "btnfr\"\\";
    static const char digits[] = "0123456789abcdef";
    char *to = out;

    for (size_t i = 0; i < text.len; i++) {
        unsigned char byte = (unsigned char)text.ptr[i];
        const char *letter;
        if (byte >= 0x20 && byte != '"' && byte != '\\') {
            *to++ = (char)byte;
            continue;
        }
        *to++ = '\\';
        letter = byte != 0 ? strchr(letters, byte) : NULL;
        if (letter != NULL) {
            *to++ = escapes[letter - letters];
        } else {
            memcpy(to, "u00", 3);
            to[3] = digits[byte >> 4];
            to[4] = digits[byte & 15];
            to += 5;
        }
    }
    return (size_t)(to - out);
}

static size_t encode_quoted(struct span text, char *out)
{
    char *to = out;

    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '"')
            *to++ = '"';
        *to++ = text.ptr[i];
    }
    return (size_t)(to - out);
}

/* Writes a text of any length through one of the encoders, each at most 6 to 1. */
static void put_encoded(struct writer *writer, struct span text,
                        size_t (*encode)(struct span, char *))
{
    while (text.len > 0) {
        size_t part = text.len < PART_BYTES ? text.len : PART_BYTES;
        char *room = output_room(writer->output, 6 * PART_BYTES);
        output_put(writer->output, encode(span_of(text.ptr, part), room));
        text = span_after(text, part);
    }
}

static bool needs_quotes(const struct writer *writer, struct span value)
{
    if (value.len == 0)
        return writer->columns == 1;
    for (size_t i = 0; i < value.len; i++) {
        char c = value.ptr[i];
        if (c == writer->dialect.delimiter || c == '"' || c == '\n' || c == '\r')
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
    put_encoded(writer, value, encode_quoted);
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
    put_encoded(writer, value, encode_quoted);
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
    if (writer->dialect.format == FORMAT_TSV && value.len <= PART_BYTES)
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

void writer_value(struct writer *writer, struct span value)
{
    bool is_tsv = writer->dialect.format == FORMAT_TSV;

    if (is_tsv && value.len <= PART_BYTES && text_needs_no_escape(value)) {
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
        put_encoded(writer, value, text_escape);
        break;
    case FORMAT_CSV:
        put_csv(writer, value, needs_quotes(writer, value));
        break;
    case FORMAT_EXCEL:
        put_excel(writer, value);
        break;
    case FORMAT_JSON:
        put_encoded(writer, value, encode_json);
        put_char(writer, '"');
        break;
    default:
        break;
    }
}

void writer_field(struct writer *writer, const struct record *record, unsigned column)
{
    struct span field = record_field(record, column);
    bool to_tsv = writer->dialect.format == FORMAT_TSV;

    if (to_tsv && (record->plain || record->dialect.format == FORMAT_TSV)) {
        begin_field(writer);
        output_write(writer->output, field);
        return;
    }
    if (record->dialect.format == FORMAT_TSV && !record->plain) {
        char *value = buffer_room(&writer->scratch, field.len);
        field = span_of(value, text_unescape(field, value));
    }
    writer_value(writer, field);
}

/* A plain record without quotes becomes TSV when its delimiters become TABs. */
static void copy_with_tabs(struct writer *writer, const struct record *record)
{
    char *room = output_room(writer->output, record->raw.len);

    memcpy(room, record->raw.ptr, record->raw.len);
    for (uint32_t i = 0; i + 1 < record->count; i++)
        room[record->ends[i] - record->start] = '\t';
    output_put(writer->output, record->raw.len);
}

void writer_fields(struct writer *writer, const struct record *record, unsigned from,
                   unsigned to)
{
    bool is_block = record->verbatim && to <= record->count && from < to &&
                    dialect_equal(record->dialect, writer->dialect) &&
                    (record->count > 1 || record->raw.len > 0);
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
    bool whole = record->verbatim && (record->raw.len > 0 || record->count > 1);

    if (whole && dialect_equal(record->dialect, writer->dialect)) {
        writer_fields(writer, record, 0, record->count);
    } else if (whole && record->plain && writer->dialect.format == FORMAT_TSV &&
               record->raw.len <= OUTPUT_ROOM) {
        if (writer->column > 0)
            put_char(writer, '\t');
        copy_with_tabs(writer, record);
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
        len = 2 + encode_json(names[i], key + 2);
        memcpy(key + len, "\":\"", 3);
        writer->keys[i] = span_of(key, len + 3);
    }
}

/* A reader finds the delimiter by the header: a name must not mislead it. */
static bool misleads(struct span name)
{
    return span_starts(name, "sep=") ||
           (name.len > 0 && (memchr(name.ptr, '\t', name.len) != NULL ||
                             memchr(name.ptr, ';', name.len) != NULL ||
                             memchr(name.ptr, ',', name.len) != NULL));
}

static bool needs_care(const struct writer *writer, struct span name)
{
    if (writer->dialect.format == FORMAT_EXCEL && excel_runs(name))
        return false; /* put_excel takes care of it */
    return writer->dialect.format != FORMAT_TSV && misleads(name);
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
    if (writer->dialect.format == FORMAT_CSV &&
        strchr(";,", writer->dialect.delimiter) == NULL) {
        /* No reader would find such a delimiter in the header. */
        output_write(writer->output, span_from("sep="));
        put_char(writer, writer->dialect.delimiter);
        put_char(writer, '\n');
    }
    for (unsigned i = 0; i < count; i++) {
        if (needs_care(writer, names[i])) {
            begin_field(writer);
            put_csv(writer, names[i], true);
        } else {
            writer_value(writer, names[i]);
        }
    }
    writer->is_misread = false; /* names are no ids */
    writer_end(writer);
}
