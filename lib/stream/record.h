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
    /*
     * The bytes between start and the last end are the record as it stands in the input
     * and may be copied to a stream of the same dialect as one block.
     */
    bool verbatim;
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
