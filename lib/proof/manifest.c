/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "proof/manifest.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/buffer.h"
#include "base/diag.h"
#include "base/dict.h"
#include "base/names.h"
#include "base/process.h"
#include "stream/reader.h"
#include "stream/writer.h"
#include "value/date.h"
#include "value/number.h"

enum column { KIND, NAME, VALUE, BYTES, HASH, COLUMNS };

static const char *const columns[COLUMNS] = {"kind", "name", "value", "bytes",
                                             "sha256"};

enum { HEX = 2 * JOURNAL_HASH_BYTES, DIGITS_MOST = 18, VALUES_MOST = 999999999 };

/* What a cell of a row of this kind must be. */
enum cell { NONE, SOME, ANY, NUMBER, DAY, PROGRAM, VERSION, STATUS };

static const struct {
    const char *kind;
    bool is_once, has_bytes;
    enum cell name, value;
} forms[] = {
    [MANIFEST_FORM] = {"manifest", true, false, NONE, VERSION},
    [MANIFEST_TOOL] = {"tool", true, false, PROGRAM, SOME},
    [MANIFEST_ARGUMENT] = {"argument", false, false, NUMBER, ANY},
    [MANIFEST_AS_OF] = {"as-of", false, false, NONE, DAY},
    [MANIFEST_CONCEPT] = {"concept", false, false, SOME, ANY},
    [MANIFEST_CALENDAR] = {"calendar", false, false, SOME, NONE},
    [MANIFEST_TABLE] = {"table", false, true, SOME, SOME},
    [MANIFEST_DATA] = {"data", false, true, SOME, NONE},
    [MANIFEST_INPUT] = {"input", false, true, SOME, NONE},
    [MANIFEST_SECRET] = {"secret", false, false, SOME, NONE},
    [MANIFEST_OUTPUT] = {"output", false, true, SOME, NONE},
    [MANIFEST_COUNT] = {"count", false, false, SOME, NUMBER},
    [MANIFEST_STATUS] = {"status", true, false, NONE, STATUS},
};

enum { KINDS = sizeof forms / sizeof *forms };

bool manifest_has_bytes(enum manifest_kind kind)
{
    return forms[kind].has_bytes;
}

void manifest_write_header(struct writer *writer)
{
    struct span names[COLUMNS];

    for (unsigned i = 0; i < COLUMNS; i++)
        names[i] = span_from(columns[i]);
    writer_header(writer, names, COLUMNS);
}

void manifest_write(struct writer *writer, const struct manifest_row *row)
{
    char hex[HEX + 1] = "", bytes[24] = "";

    if (forms[row->kind].has_bytes) {
        sodium_bin2hex(hex, sizeof hex, row->hash, sizeof row->hash);
        snprintf(bytes, sizeof bytes, "%llu", row->bytes);
    }
    writer_clean(writer, span_from(forms[row->kind].kind));
    writer_value(writer, row->name);
    writer_value(writer, row->value);
    writer_clean(writer, span_from(bytes));
    writer_clean(writer, span_from(hex));
    writer_end(writer);
}

/* A manifest that is being read. */
struct reading {
    struct manifest *manifest;
    const struct header *header;
    int at[COLUMNS];
    struct span cells[COLUMNS];
    struct buffer room[COLUMNS];
    struct dict keys; /* of rows: KIND NAME, of tables with their concept */
    unsigned arguments;
    struct diag *diag;
};

static bool fault(struct reading *it, enum column column, const char *text)
{
    diag_set(it->diag, DIAG_TABLE, "%s", text);
    return diag_in_column(it->diag, span_from(columns[column]));
}

static bool find_columns(struct reading *it)
{
    for (unsigned i = 0; i < COLUMNS; i++) {
        it->at[i] = header_find(it->header, span_from(columns[i]));
        if (it->at[i] >= 0 && it->header->count == COLUMNS)
            continue;
        diag_set(it->diag, DIAG_HEADER,
                 "expected a manifest, with the columns kind, name, value, bytes, "
                 "sha256");
        return diag_at(it->diag, it->manifest->path, it->header->line);
    }
    return true;
}

static bool decode(struct reading *it, const struct record *record)
{
    for (unsigned i = 0; i < COLUMNS; i++) {
        struct span field = record_field(record, (unsigned)it->at[i]);
        if (!record_decode(record, field, buffer_room(&it->room[i], field.len),
                           &it->cells[i], it->header->names[it->at[i]], it->diag))
            return false;
    }
    return true;
}

/* The name of a program in a folder of programs: no path, and no option. */
static bool is_program(struct span name)
{
    for (size_t i = 0; i < name.len; i++)
        if (!(name.ptr[i] >= 'a' && name.ptr[i] <= 'z') &&
            !(name.ptr[i] == '-' && i > 0))
            return false;
    return name.len > 0;
}

static bool check_cell(struct reading *it, enum column column, enum cell form)
{
    struct span cell = it->cells[column];
    int32_t number;

    switch (form) {
    case NONE:
        return cell.len == 0 || fault(it, column, "expected nothing in such a row");
    case SOME:
        return cell.len > 0 || fault(it, column, "nothing, expected a text");
    case NUMBER:
        return number_parse(cell, VALUES_MOST, &number) ||
               fault(it, column, "expected a number");
    case DAY:
        return date_parse(cell, &number) || fault(it, column, "expected a date");
    case PROGRAM:
        return is_program(cell) || fault(it, column, "expected the name of a program");
    case VERSION:
        return span_is(cell, "1") ||
               fault(it, column, "a manifest of another form, expected form 1");
    case STATUS:
        return span_is(cell, "0") || span_is(cell, "1") ||
               fault(it, column, "expected 0 or 1");
    default:
        return true;
    }
}

static bool read_kind(struct reading *it, struct manifest_row *row)
{
    struct span names[KINDS];
    const struct manifest *manifest = it->manifest;
    size_t kind = 0;

    for (unsigned i = 0; i < KINDS; i++)
        names[i] = span_from(forms[i].kind);
    while (kind < KINDS && !span_equal(names[kind], it->cells[KIND]))
        kind++;
    if (kind == KINDS) {
        names_unknown(it->diag, "unknown kind", it->cells[KIND], names, KINDS);
        it->diag->code = DIAG_TABLE;
        return diag_in_column(it->diag, span_from(columns[KIND]));
    }
    if (manifest->count == 0 && kind != MANIFEST_FORM)
        return fault(it, KIND, "expected a row of the kind manifest first");
    if (manifest->count > 0 && manifest->rows[manifest->count - 1].kind > kind)
        return fault(it, KIND,
                     "out of order, expected it in front of rows of later kinds");
    row->kind = (enum manifest_kind)kind;
    return true;
}

static bool read_bytes(struct reading *it, struct manifest_row *row)
{
    struct span bytes = it->cells[BYTES], hash = it->cells[HASH];
    const char *end;
    size_t count;

    if (!forms[row->kind].has_bytes)
        return check_cell(it, BYTES, NONE) && check_cell(it, HASH, NONE);
    if (bytes.len == 0 || bytes.len > DIGITS_MOST || number_digits(bytes) < bytes.len)
        return fault(it, BYTES, "expected a number of bytes");
    for (size_t i = 0; i < bytes.len; i++)
        row->bytes = 10 * row->bytes + (unsigned long long)(bytes.ptr[i] - '0');
    if (hash.len != HEX ||
        sodium_hex2bin(row->hash, sizeof row->hash, hash.ptr, hash.len, NULL, &count,
                       &end) != 0 ||
        count != sizeof row->hash)
        return fault(it, HASH, "expected 64 hexadecimal digits");
    return true;
}

/* Each row says something that no earlier one has said. */
static bool check_key(struct reading *it, const struct manifest_row *row)
{
    struct buffer key = {0};
    bool is_new;

    buffer_print(&key, "%d\t", (int)row->kind);
    if (row->kind == MANIFEST_TABLE || row->kind == MANIFEST_CONCEPT)
        buffer_add(&key, row->value);
    buffer_add_char(&key, '\t');
    if (!forms[row->kind].is_once && row->kind != MANIFEST_AS_OF)
        buffer_add(&key, row->name);
    is_new = dict_add(&it->keys, buffer_text(&key)) == it->manifest->count;
    buffer_free(&key);
    if (!is_new)
        return fault(it, NAME, "stands in an earlier row already");
    return true;
}

static bool read_row(struct reading *it, unsigned long line)
{
    struct manifest *manifest = it->manifest;
    struct manifest_row row = {.line = line};
    int32_t number = 0;

    if (!read_kind(it, &row) || !check_cell(it, NAME, forms[row.kind].name) ||
        !check_cell(it, VALUE, forms[row.kind].value) || !read_bytes(it, &row))
        return false;
    row.name = arena_copy(&manifest->arena, it->cells[NAME]);
    row.value = arena_copy(&manifest->arena, it->cells[VALUE]);
    if (!check_key(it, &row))
        return false;
    if (row.kind == MANIFEST_ARGUMENT &&
        (!number_parse(row.name, VALUES_MOST, &number) ||
         (unsigned)number != ++it->arguments))
        return fault(it, NAME, "expected the arguments in order, from 1");
    mem_grow(&manifest->rows, &manifest->room, manifest->count + 1,
             sizeof *manifest->rows);
    manifest->rows[manifest->count++] = row;
    return true;
}

static bool is_whole(struct reading *it)
{
    for (unsigned kind = 0; kind < KINDS; kind++) {
        size_t i = 0;
        if (!forms[kind].is_once ||
            manifest_next(it->manifest, (enum manifest_kind)kind, &i) != NULL)
            continue;
        diag_set(it->diag, DIAG_TABLE, "no row of the kind %s: it is not whole",
                 forms[kind].kind);
        return diag_at(it->diag, it->manifest->path, 0);
    }
    return true;
}

static bool read_rows(struct reading *it, struct reader *reader)
{
    enum reader_status status;
    struct record record;

    it->header = reader_header(reader);
    if (!find_columns(it))
        return false;
    while ((status = reader_next(reader, &record, it->diag)) == READER_RECORD)
        if (!decode(it, &record) || !read_row(it, record.line))
            return diag_at(it->diag, record.file, record.line);
    return status == READER_END && is_whole(it);
}

bool manifest_read(struct manifest *manifest, const char *path, struct diag *diag)
{
    struct reader_options options = READER_DEFAULTS;
    struct reading it = {.manifest = manifest, .diag = diag};
    struct reader *reader;
    bool good;

    manifest->path = path;
    options.delimiter = '\t';
    options.block = process_read_size();
    reader = reader_open(&path, 1, &options, diag);
    good = reader != NULL && read_rows(&it, reader);
    reader_close(reader);
    for (unsigned i = 0; i < COLUMNS; i++)
        buffer_free(&it.room[i]);
    dict_free(&it.keys);
    return good;
}

void manifest_free(struct manifest *manifest)
{
    free(manifest->rows);
    arena_free(&manifest->arena);
}

const struct manifest_row *manifest_next(const struct manifest *manifest,
                                         enum manifest_kind kind, size_t *i)
{
    while (*i < manifest->count)
        if (manifest->rows[(*i)++].kind == kind)
            return &manifest->rows[*i - 1];
    return NULL;
}

struct span manifest_value(const struct manifest *manifest, enum manifest_kind kind)
{
    size_t i = 0;
    const struct manifest_row *row = manifest_next(manifest, kind, &i);

    return row != NULL ? row->value : span_of(NULL, 0);
}
