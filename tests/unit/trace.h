/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * For tests of the stream layer: inputs held in memory, and what a reader makes of them
 * as one readable text, so that a table can hold input and result side by side.
 *
 *     h NAME|NAME                     the header
 *     r LINE FIELD|FIELD              a record, columns in the header's order
 *     x LINE CODE COLUMN RAW          a refused record
 *     f LINE CODE                     nothing more can be read
 *     e RECORDS EMPTY                 the end and its counts
 *
 * In a field LF, CR, TAB, `|`, `\` and all that is not printable ASCII are shown as
 * `\n`
 * `\r` `\t` `\|` `\\` `\xHH`. TSV fields are decoded first.
 */
#ifndef VIERPHASEN_TEST_TRACE_H
#define VIERPHASEN_TEST_TRACE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cmocka.h>

#include "stream/reader.h"
#include "value/text.h"

/* Text that grows; bytes is always terminated. */
struct sheet {
    char *bytes;
    size_t len, room;
};

static inline void sheet_put(struct sheet *sheet, const char *bytes, size_t len)
{
    if (sheet->len + len + 1 > sheet->room) {
        sheet->room = 2 * (sheet->len + len + 1);
        sheet->bytes = realloc(sheet->bytes, sheet->room);
        assert_non_null(sheet->bytes);
    }
    if (len > 0)
        memcpy(sheet->bytes + sheet->len, bytes, len);
    sheet->len += len;
    sheet->bytes[sheet->len] = '\0';
}

static inline void sheet_say(struct sheet *sheet, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static inline void sheet_say(struct sheet *sheet, const char *format, ...)
{
    char line[1024];
    va_list args;
    int len;

    va_start(args, format);
    len = vsnprintf(line, sizeof line, format, args);
    va_end(args);
    assert_in_range(len, 0, sizeof line - 1);
    sheet_put(sheet, line, (size_t)len);
}

static inline void sheet_show(struct sheet *sheet, struct span text)
{
    for (size_t i = 0; i < text.len; i++) {
        unsigned char byte = (unsigned char)text.ptr[i];
        if (byte == '\n')
            sheet_put(sheet, "\\n", 2);
        else if (byte == '\r')
            sheet_put(sheet, "\\r", 2);
        else if (byte == '\t')
            sheet_put(sheet, "\\t", 2);
        else if (byte == '\\' || byte == '|')
            sheet_say(sheet, "\\%c", byte);
        else if (byte < 0x20 || byte > 0x7E)
            sheet_say(sheet, "\\x%02X", byte);
        else
            sheet_put(sheet, text.ptr + i, 1);
    }
}

static inline void sheet_free(struct sheet *sheet)
{
    free(sheet->bytes);
    *sheet = (struct sheet){0};
}

/* A file in memory; it can be opened by its path, more than once. */
struct input {
    int fd;
    char path[32];
};

static inline void input_make(struct input *input, struct span bytes)
{
    size_t done = 0;

    input->fd = memfd_create("input", 0);
    assert_true(input->fd >= 0);
    while (done < bytes.len) {
        ssize_t count = write(input->fd, bytes.ptr + done, bytes.len - done);
        assert_true(count > 0);
        done += (size_t)count;
    }
    snprintf(input->path, sizeof input->path, "/proc/self/fd/%d", input->fd);
}

static inline void input_drop(struct input *input)
{
    close(input->fd);
}

static inline void trace_fields(struct sheet *sheet, const struct record *record)
{
    for (unsigned i = 0; i < record->count; i++) {
        struct span field = record_field(record, i);
        char *decoded = malloc(field.len + 1);
        assert_non_null(decoded);
        if (i > 0)
            sheet_put(sheet, "|", 1);
        if (record->dialect.format == FORMAT_TSV)
            field = span_of(decoded, text_unescape(field, decoded));
        sheet_show(sheet, field);
        free(decoded);
    }
}

/* Quotes only where they are needed, as vierphasen-stream(5) has it. */
static inline void sheet_quote(struct sheet *sheet, struct span field, char delimiter)
{
    bool needed = false;

    for (size_t i = 0; i < field.len; i++)
        needed |= field.ptr[i] == delimiter || strchr("\"\n\r", field.ptr[i]) != NULL;
    sheet_put(sheet, "\"", needed);
    for (size_t i = 0; i < field.len; i++)
        sheet_put(sheet, field.ptr[i] == '"' ? "\"\"" : &field.ptr[i],
                  field.ptr[i] == '"' ? 2 : 1);
    sheet_put(sheet, "\"", needed);
}

/* What a writer of the same dialect would make of it. */
static inline void check_canonical(const struct record *record)
{
    struct sheet wanted = {0};

    for (unsigned i = 0; i < record->count; i++) {
        if (i > 0)
            sheet_put(&wanted, &record->dialect.delimiter, 1);
        sheet_quote(&wanted, record_field(record, i), record->dialect.delimiter);
    }
    assert_int_equal(record->canonical.len, wanted.len);
    if (wanted.len > 0)
        assert_memory_equal(record->canonical.ptr, wanted.bytes, wanted.len);
    sheet_free(&wanted);
}

static inline bool is_plain_byte(unsigned char byte)
{
    return byte >= 0x20 && byte != 0x7F && byte != '\\';
}

/* What record.h promises of what lets others take a short way. */
static inline void check_flags(const struct record *record)
{
    size_t at = 0;

    for (unsigned i = 0; i < record->count; i++) {
        struct span field = record_field(record, i);
        assert_true(record_is_plain_in(record, field) || !record->plain);
        if (!record_is_plain_in(record, field))
            continue;
        for (size_t k = 0; k < field.len; k++)
            assert_true(is_plain_byte((unsigned char)field.ptr[k]));
        assert_true(text_is_printable(field));
    }
    if (record->canonical.ptr != NULL && record->order == NULL)
        check_canonical(record);
    for (unsigned i = 0; record->verbatim && i < record->count; i++) {
        struct span field = record_field(record, i);
        if (i > 0)
            assert_int_equal(record->raw.ptr[at++], record->dialect.delimiter);
        assert_true(at + field.len <= record->raw.len);
        if (field.len > 0)
            assert_memory_equal(record->raw.ptr + at, field.ptr, field.len);
        at += field.len;
    }
    if (record->verbatim)
        assert_int_equal(at, record->raw.len);
    if (record->dialect.format != FORMAT_TSV || record->count == 0)
        return;
    for (unsigned i = 0; i < record->count; i++) {
        struct span field = record_field(record, i);
        bool has = field.len > 0 && memchr(field.ptr, '\\', field.len) != NULL;
        assert_int_equal(record_has_escapes(record, field), has);
    }
}

static inline bool trace_is_known(const void *context, struct span name)
{
    (void)context;
    return name.len > 0;
}

/*
 * Reads everything and says what came. The sheet is the caller's (sheet_free). Names
 * are told in it, unless the options say which are known.
 */
static inline struct sheet trace_files(const char *const *paths, size_t count,
                                       const struct reader_options *options)
{
    struct sheet sheet = {0};
    struct diag diag = {0};
    struct record record;
    struct reader_options known = *options;
    struct reader *reader;
    enum reader_status status;

    if (known.known.holds == NULL)
        known.known.holds = trace_is_known;
    reader = reader_open(paths, count, &known, &diag);
    status = reader != NULL ? READER_RECORD : READER_FAILED;
    for (unsigned i = 0; reader != NULL && i < reader_header(reader)->count; i++) {
        sheet_put(&sheet, i == 0 ? "h " : "|", i == 0 ? 2 : 1);
        sheet_show(&sheet, reader_header(reader)->names[i]);
    }
    if (reader != NULL)
        sheet_put(&sheet, "\n", 1);
    while (status == READER_RECORD || status == READER_REFUSED) {
        status = reader_next(reader, &record, &diag);
        if (status == READER_RECORD) {
            sheet_say(&sheet, "r %lu ", record.line);
            trace_fields(&sheet, &record);
            sheet_put(&sheet, "\n", 1);
            check_flags(&record);
        } else if (status == READER_REFUSED) {
            sheet_say(&sheet, "x %lu %s ", record.line, diag_code_name(diag.code));
            sheet_show(&sheet, span_from(diag.column));
            sheet_put(&sheet, " ", 1);
            sheet_show(&sheet, record.raw);
            sheet_put(&sheet, "\n", 1);
            assert_int_equal(diag.line, record.line);
            assert_true(diag.text[0] != '\0');
        }
    }
    if (status == READER_FAILED)
        sheet_say(&sheet, "f %lu %s\n", diag.line, diag_code_name(diag.code));
    else
        sheet_say(&sheet, "e %llu %llu\n", reader_counts(reader).records,
                  reader_counts(reader).empty);
    reader_close(reader);
    return sheet;
}

static inline struct sheet trace_bytes(struct span bytes,
                                       const struct reader_options *options)
{
    struct input input;
    const char *path = input.path;
    struct sheet sheet;

    input_make(&input, bytes);
    sheet = trace_files(&path, 1, options);
    input_drop(&input);
    return sheet;
}

/* Numbers that are the same on every machine and every day (xorshift64*). */
struct dice {
    uint64_t state;
};

static inline uint32_t dice_below(struct dice *dice, uint32_t sides)
{
    dice->state ^= dice->state >> 12;
    dice->state ^= dice->state << 25;
    dice->state ^= dice->state >> 27;
    return (uint32_t)((dice->state * UINT64_C(0x2545F4914F6CDD1D)) >> 33) % sides;
}

#endif
