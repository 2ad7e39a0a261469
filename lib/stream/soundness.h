/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a record that is cut must hold to: UTF-8, no NUL byte, no bare CR, the limits,
 * as many fields as the header. Internal to the reader.
 */
#ifndef VIERPHASEN_SOUNDNESS_H
#define VIERPHASEN_SOUNDNESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "stream/decoding.h"
#include "stream/record.h"

struct diag;
struct header;

struct record_limits {
    size_t field;     /* bytes of a field's value */
    size_t record;    /* bytes of a record */
    unsigned columns; /* names in a header */
};

#define RECORD_LIMITS ((struct record_limits){1 << 20, 16 << 20, 4096})

struct inspector {
    const struct header *header; /* for the names of columns */
    uint32_t fields;             /* of each record; 0: any number */
    const uint32_t *nameless;    /* fields that must be empty */
    uint32_t nameless_count;
    struct record_limits limits;
    bool refuses_footers; /* `Anzahl: 17` below the records of an export */
    bool is_table; /* fewer fields than the header has will do, and empty ones behind */
    struct coding coding; /* of the file, for messages */
};

/* Whether a record that is not suspect is sound at first sight. */
static inline bool soundness_is_evident(const struct inspector *inspector,
                                        const struct record *record)
{
    return record->count == inspector->fields &&
           record->raw.len <= inspector->limits.field &&
           record->raw.len <= inspector->limits.record &&
           inspector->nameless_count == 0 && !inspector->refuses_footers;
}

/*
 * False and a diag if the record is over the limit, whatever else may be wrong with it:
 * its raw bytes are then cut to the limit.
 */
bool soundness_size(const struct inspector *inspector, struct record *record,
                    struct diag *diag);

/*
 * The size and everything else. False and a diag with the record's place if the record
 * is to be refused. `suspect`: it may hold anything and is looked at byte by byte,
 * which also sets record->plain.
 */
bool soundness_record(const struct inspector *inspector, struct record *record,
                      bool suspect, struct diag *diag);

#endif
