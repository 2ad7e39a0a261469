/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A record: fields that lie one behind the other, each but the last with one byte (the
 * delimiter) behind it, in a buffer that the record borrows.
 */
#ifndef VIERPHASEN_RECORD_H
#define VIERPHASEN_RECORD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/span.h"
#include "stream/dialect.h"

struct diag;

struct record {
    const char *base;      /* what start and ends count from */
    const uint32_t *ends;  /* the end of each field, in the order of the file */
    const uint32_t *order; /* column -> field of the file; NULL: the same */
    uint32_t start;        /* of the first field */
    uint32_t count;        /* of fields */
    struct dialect dialect;
    /*
     * No field holds a control character or a backslash: none needs to be decoded,
     * checked as text or encoded for TSV.
     */
    bool plain;
    /* Where it is not plain: none of its first and of its last bytes so many are odd.
     */
    uint32_t plain_head, plain_tail;
    /*
     * The bytes between start and the last end are the record as it stands in the input
     * and may be copied to a stream of the same dialect as one block.
     */
    bool verbatim;
    /*
     * Of a record with quotes: what the writer makes of it in the same dialect, or a
     * null span if that is not known.
     */
    struct span canonical;
    struct span raw;    /* the record's bytes as read, without the line's end */
    const char *file;   /* as given by the user */
    unsigned long line; /* physical line on which the record starts */
};

/* A field by its place in the file; empty if the record ends before it. */
static inline struct span record_field_of_file(const struct record *record, uint32_t at)
{
    uint32_t start, end;

    if (at >= record->count)
        return span_of(record->base, 0);
    start = at > 0 ? record->ends[at - 1] + 1 : record->start;
    end = record->ends[at];
    return span_of(record->base + start, end - start);
}

/* The field of a column; empty if the record ends before it. */
static inline struct span record_field(const struct record *record, unsigned column)
{
    return record_field_of_file(record,
                                record->order != NULL ? record->order[column] : column);
}

/* All fields, with the byte between each two. */
static inline struct span record_text(const struct record *record)
{
    return span_of(record->base + record->start,
                   record->ends[record->count - 1] - record->start);
}

/* Whether a field by itself holds nothing that keeps a record from being plain. */
static inline bool record_is_plain_in(const struct record *record, struct span field)
{
    size_t from = (size_t)(field.ptr - record->base), to = from + field.len;

    return record->plain || to <= record->start + record->plain_head ||
           from + record->plain_tail >= record->ends[record->count - 1];
}

/* Whether a field has TSV escapes, which a tool that reads it must decode. */
static inline bool record_has_escapes(const struct record *record, struct span field)
{
    return record->dialect.format == FORMAT_TSV && field.len > 0 &&
           !record_is_plain_in(record, field) &&
           memchr(field.ptr, '\\', field.len) != NULL;
}

/*
 * The value of a field, decoded into `room` (field.len bytes) if it has TSV escapes.
 * False and a diag (with the column `name`, without the place) if an escape is faulty.
 */
bool record_decode(const struct record *record, struct span field, char *room,
                   struct span *value, struct span name, struct diag *diag);

/* The same without the value: whether the field can be decoded. */
bool record_can_decode(const struct record *record, struct span field, struct span name,
                       struct diag *diag);

#endif
