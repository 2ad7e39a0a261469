/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stream/soundness.h"

#include <stdio.h>

#include "base/diag.h"
#include "base/span.h"
#include "stream/dialect.h"
#include "stream/header.h"
#include "stream/record.h"
#include "value/text.h"

/* Walks to a byte of the raw record, counting delimiters outside quotes. */
static uint32_t field_at(const struct record *record, size_t position)
{
    bool quoted = false;
    uint32_t field = 0;

    for (size_t i = 0; i < position; i++) {
        char c = record->raw.ptr[i];
        if (c == '"' && record->dialect.format == FORMAT_CSV)
            quoted = !quoted;
        else if (c == record->dialect.delimiter && !quoted)
            field++;
    }
    return field;
}

/* What a message calls a field of the file, or a null span. */
static struct span name_of(const struct inspector *inspector,
                           const struct record *record, uint32_t field,
                           char scratch[HEADER_SHOWN_BYTES])
{
    for (unsigned i = 0; i < inspector->header->count; i++)
        if ((record->order != NULL ? record->order[i] : i) == field)
            return header_shown(inspector->header, i, scratch);
    return span_of(NULL, 0);
}

static bool refuse(const struct record *record, struct diag *diag)
{
    return diag_at(diag, record->file, record->line);
}

static bool refuse_byte(const struct inspector *inspector, const struct record *record,
                        size_t position, enum diag_code code, const char *what,
                        struct diag *diag)
{
    /* The byte is that of the file, whatever it became on the way. */
    size_t before = coding_size(inspector->coding, span_of(record->raw.ptr, position));
    char scratch[HEADER_SHOWN_BYTES];

    diag_set(diag, code, "%s at byte %zu of the record", what, before + 1);
    diag_in_column(diag,
                   name_of(inspector, record, field_at(record, position), scratch));
    return refuse(record, diag);
}

/* A byte of the file that is no character in its encoding. */
static bool refuse_character(const struct inspector *inspector,
                             const struct record *record, size_t position,
                             struct diag *diag)
{
    enum encoding encoding = inspector->coding.encoding;
    char what[64] = "bytes that are not UTF-8";

    if (encoding != ENCODING_UTF8 && encoding != ENCODING_AUTO)
        snprintf(what, sizeof what, "bytes that are no character in %s",
                 encoding_name(encoding));
    return refuse_byte(inspector, record, position, DIAG_UTF8, what, diag);
}

/* The position of a CR outside quotes in the raw record, or its length. */
static size_t find_bare_cr(const struct record *record)
{
    bool quoted = false;
    size_t i;

    for (i = 0; i < record->raw.len; i++) {
        char c = record->raw.ptr[i];
        if (c == '"' && record->dialect.format == FORMAT_CSV)
            quoted = !quoted;
        else if (c == '\r' && !quoted)
            break;
    }
    return i;
}

static bool soundness_bytes(const struct inspector *inspector, struct record *record,
                            struct diag *diag)
{
    struct span raw = record->raw;
    const char *nul = raw.len > 0 ? memchr(raw.ptr, '\0', raw.len) : NULL;
    size_t utf8 = text_utf8_prefix(raw), cr = find_bare_cr(record);

    if (nul != NULL)
        return refuse_byte(inspector, record, (size_t)(nul - raw.ptr), DIAG_NUL,
                           "NUL byte", diag);
    if (utf8 < raw.len)
        return refuse_character(inspector, record, utf8, diag);
    if (cr < raw.len)
        return refuse_byte(inspector, record, cr, DIAG_CR,
                           "carriage return that ends no line", diag);
    record->plain = record->verbatim && text_is_printable(raw) &&
                    (raw.len == 0 || memchr(raw.ptr, '\\', raw.len) == NULL) &&
                    (record->dialect.delimiter == '\t' || raw.len == 0 ||
                     memchr(raw.ptr, '\t', raw.len) == NULL);
    return true;
}

static bool soundness_lengths(const struct inspector *inspector,
                              const struct record *record, struct diag *diag)
{
    char scratch[HEADER_SHOWN_BYTES];
    uint32_t start = record->start;

    for (uint32_t i = 0; i < record->count; i++) {
        if (record->ends[i] - start > inspector->limits.field) {
            diag_set(diag, DIAG_TOO_LONG,
                     "field of more than %zu bytes, raise --max-field",
                     inspector->limits.field);
            diag_in_column(diag, name_of(inspector, record, i, scratch));
            return refuse(record, diag);
        }
        start = record->ends[i] + 1;
    }
    return true;
}

/* Whether the fields from number `first` on hold nothing. */
static bool is_empty_behind(const struct record *record, uint32_t first)
{
    for (uint32_t i = first; i < record->count; i++)
        if (record->ends[i] > record->ends[i - 1] + 1)
            return false;
    return true;
}

static bool soundness_count(const struct inspector *inspector,
                            const struct record *record, struct diag *diag)
{
    unsigned columns = inspector->fields;

    if (record->count == columns || columns == 0)
        return true;
    if (inspector->is_table &&
        (record->count < columns || is_empty_behind(record, columns)))
        return true;
    diag_set(diag, DIAG_RAGGED, "%u field%s, expected %u as in the header",
             (unsigned)record->count, record->count == 1 ? "" : "s", columns);
    return refuse(record, diag);
}

/* What stands below no name would be lost. */
static bool soundness_nameless(const struct inspector *inspector,
                               const struct record *record, struct diag *diag)
{
    for (uint32_t i = 0; i < inspector->nameless_count; i++) {
        uint32_t field = inspector->nameless[i];
        if (text_trim_wide(record_field_of_file(record, field)).len == 0)
            continue;
        diag_set(diag, DIAG_RAGGED,
                 "column %u has no name in the header but a value here, expected a "
                 "name or nothing",
                 (unsigned)field + 1);
        return refuse(record, diag);
    }
    return true;
}

/* Whether a text is made like a key: of ASCII letters, digits, `-` and `_`. */
static bool is_key(struct span text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] != '-' && text.ptr[i] != '_' &&
            !((text.ptr[i] >= '0' && text.ptr[i] <= '9') ||
              ((text.ptr[i] | 0x20) >= 'a' && (text.ptr[i] | 0x20) <= 'z')))
            return false;
    return true;
}

enum { FOOTER_FIELDS = 3 };

/*
 * A count or a remark below the records would pass for a person: of several fields only
 * one is filled, and not with what may be a key.
 */
static bool soundness_footer(const struct inspector *inspector,
                             const struct record *record, struct diag *diag)
{
    struct span only = span_of("", 0);

    if (!inspector->refuses_footers || inspector->fields < FOOTER_FIELDS)
        return true;
    for (uint32_t i = 0; i < record->count; i++) {
        struct span field = text_trim_wide(record_field_of_file(record, i));
        if (field.len > 0 && only.len > 0)
            return true;
        if (field.len > 0)
            only = field;
    }
    if (is_key(only))
        return true;
    diag_set(diag, DIAG_RAGGED,
             "only one of %u fields is filled, and not with a key: a line below the "
             "records?",
             inspector->fields);
    return refuse(record, diag);
}

bool soundness_size(const struct inspector *inspector, struct record *record,
                    struct diag *diag)
{
    size_t most = inspector->limits.record;

    if (record->raw.len <= most)
        return true;
    record->raw.len = most;
    diag_set(diag, DIAG_TOO_LONG, "record of more than %zu bytes, raise --max-record",
             most);
    return refuse(record, diag);
}

bool soundness_record(const struct inspector *inspector, struct record *record,
                      bool suspect, struct diag *diag)
{
    const struct record_limits *limits = &inspector->limits;

    if (!soundness_size(inspector, record, diag))
        return false;
    if (suspect && !soundness_bytes(inspector, record, diag))
        return false;
    if (record->raw.len > limits->field && !soundness_lengths(inspector, record, diag))
        return false;
    return soundness_count(inspector, record, diag) &&
           soundness_nameless(inspector, record, diag) &&
           soundness_footer(inspector, record, diag);
}
