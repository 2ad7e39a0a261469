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
#include "stream/record.h"
#include "stream/record_form.h"
#include "stream/table_form.h"
#include "stream/writer_inside.h"
#include "stream/xlsx.h"
#include "value/number.h"
#include "value/text.h"

/* Formats of their own kind; the others are written here. */
static const struct writer_form *const forms[FORMAT_COUNT] = {
    [FORMAT_XLSX] = &xlsx_form,
    [FORMAT_TABLE] = &table_form,
    [FORMAT_RECORD] = &record_form};

struct writer *writer_new(struct output *output, struct dialect dialect)
{
    struct writer *writer = mem_new(sizeof *writer);

    writer->output = output;
    writer->dialect = writer->wanted = dialect;
    writer->form = forms[dialect.format];
    writer->is_flat = dialect.format == FORMAT_TSV || dialect.format == FORMAT_CSV;
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
    writer->is_flat = true;
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
    output_close(writer->aside, false, NULL);
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

/*
 * In a stream of one column no delimiter stands in the header: it is in quotes, and so
 * is each value with one of the delimiters that a reader may take it for.
 */
static bool needs_quotes(const struct writer *writer, struct span value)
{
    bool is_single = writer->columns == 1;

    if (writer->in_header && (is_single || dialect_misleads(value)))
        return true;
    for (size_t i = 0; i < value.len; i++)
        if (writer->is_quoted[(unsigned char)value.ptr[i]])
            return true;
    return value.len == 0 && is_single;
}

static void put_csv(struct writer *writer, struct span value, bool quoted)
{
    if (!quoted) {
        output_write(writer->output, value);
        return;
    }
    writer_put_char(writer, '"');
    encoding_put(writer->output, value, encoding_quoted);
    writer_put_char(writer, '"');
}

/* A German spreadsheet reads a fraction behind a comma. */
static void put_figure(struct writer *writer, struct span value)
{
    const char *point = memchr(value.ptr, '.', value.len);

    output_write(writer->output, span_of(value.ptr, (size_t)(point - value.ptr)));
    writer_put_char(writer, ',');
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
        writer_put_char(writer, '"');
}

/* The value with its key, as a rule in one room. */
static void put_json(struct writer *writer, struct span value)
{
    struct span key = writer->keys[writer->column++];
    char *room, *to;

    if (value.len > ENCODING_PART || key.len > ENCODING_PART) {
        output_write(writer->output, key);
        encoding_put(writer->output, value, encoding_json);
        writer_put_char(writer, '"');
        return;
    }
    room = output_room(writer->output, key.len + 6 * value.len + 1);
    to = span_copy(key, room);
    to += encoding_json(value, to);
    *to++ = '"';
    output_put(writer->output, (size_t)(to - room));
}

static void begin_field(struct writer *writer)
{
    if (writer->column++ > 0)
        writer_put_char(writer, writer->dialect.delimiter);
}

/* Whether the value of a flat format is its own field. */
static bool is_field(const struct writer *writer, struct span value, bool is_clean)
{
    if (writer->dialect.format == FORMAT_TSV)
        return is_clean || text_needs_no_escape(value);
    return !needs_quotes(writer, value);
}

/* Such a value, of at most ENCODING_PART bytes, with its delimiter, in one room. */
static void put_field(struct writer *writer, struct span value)
{
    char *room = output_room(writer->output, value.len + 1), *to = room;

    if (writer->column++ > 0)
        *to++ = writer->dialect.delimiter;
    to = span_copy(value, to);
    output_put(writer->output, (size_t)(to - room));
}

void writer_clean(struct writer *writer, struct span value)
{
    if (writer->is_flat && writer->words == NULL && value.len <= ENCODING_PART &&
        is_field(writer, value, true))
        put_field(writer, value);
    else
        writer_value(writer, value);
}

/* The cells up to the first that is no field as it stands, in one room; how many. */
static unsigned put_fields(struct writer *writer, const struct writer_cell *cells,
                           unsigned count)
{
    char *room = output_room(writer->output, OUTPUT_ROOM), *to = room;
    const char *end = room + OUTPUT_ROOM, delimiter = writer->dialect.delimiter;
    bool is_first = writer->column == 0, is_tsv = writer->dialect.format == FORMAT_TSV;
    unsigned done = 0;

    for (; done < count; done++) {
        struct span value = cells[done].value;
        bool is_code = is_tsv && cells[done].is_clean;
        if (value.len >= (size_t)(end - to) ||
            (!is_code && !is_field(writer, value, false)))
            break;
        if (!is_first)
            *to++ = delimiter;
        is_first = false;
        to = span_copy(value, to);
    }
    writer->column += done;
    output_put(writer->output, (size_t)(to - room));
    return done;
}

void writer_cells(struct writer *writer, const struct writer_cell *cells,
                  unsigned count)
{
    bool has_fields = writer->is_flat && writer->words == NULL;

    for (unsigned i = 0; i < count; i++) {
        if (has_fields)
            i += put_fields(writer, cells + i, count - i);
        if (i < count && cells[i].is_clean)
            writer_clean(writer, cells[i].value);
        else if (i < count)
            writer_value(writer, cells[i].value);
    }
}

void writer_number(struct writer *writer, long number)
{
    char digits[NUMBER_BYTES];

    if (writer->form != NULL && writer->kinds[writer->column] == CELL_TEXT)
        writer->kinds[writer->column] = CELL_NUMBER;
    writer_clean(writer, span_of(digits, number_format(number, digits)));
}

void writer_put(struct writer *writer, struct span value)
{
    if (writer->is_flat && value.len <= ENCODING_PART &&
        is_field(writer, value, false)) {
        put_field(writer, value);
        return;
    }
    if (writer->form != NULL) {
        give_value(writer, value);
        return;
    }
    if (writer->dialect.format == FORMAT_JSON) {
        put_json(writer, value);
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
    default: /* FORMAT_EXCEL: the others have been written */
        put_excel(writer, value);
        break;
    }
}

void writer_value(struct writer *writer, struct span value)
{
    if (writer->words != NULL)
        value = writer->words->value(writer->words->context, writer->column, value);
    writer_put(writer, value);
}

/* Writes the word for a field; false: it stays as it is. A code has no escape. */
static bool put_word(struct writer *writer, const struct record *record,
                     struct span field)
{
    struct span word;

    if (writer->words == NULL || record_has_escapes(record, field))
        return false;
    word = writer->words->value(writer->words->context, writer->column, field);
    if (word.ptr == field.ptr)
        return false;
    writer_put(writer, word);
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
    if (record_has_escapes(record, field)) {
        char *value = buffer_room(&writer->scratch, field.len);
        field = span_of(value, text_unescape(field, value));
    }
    writer_put(writer, field);
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
        writer_put_char(writer, writer->dialect.delimiter);
    output_write(writer->output,
                 span_of(start, (size_t)(record->base + record->ends[to - 1] - start)));
    writer->column += to - from;
}

void writer_copy(struct writer *writer, const struct record *record)
{
    bool whole = writer->words == NULL && record->order == NULL && may_copy(record);
    struct span text = record_text(record);
    struct span written = record->verbatim ? text : record->canonical;

    if (whole && written.ptr != NULL &&
        dialect_equal(record->dialect, writer->dialect)) {
        if (writer->column > 0)
            writer_put_char(writer, writer->dialect.delimiter);
        output_write(writer->output, written);
        writer->column += record->count;
    } else if (whole && record->plain && writer->dialect.format == FORMAT_TSV &&
               text.len <= OUTPUT_ROOM) {
        if (writer->column > 0)
            writer_put_char(writer, '\t');
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
        writer_put_char(writer, '\n');
    }
    writer->column = 0;
}
