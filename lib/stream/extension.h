/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The columns that a tool adds to records: filled in place where the input has a column
 * of that name, else appended on the right. Everything else of a record passes as it
 * is.
 */
#ifndef VIERPHASEN_EXTENSION_H
#define VIERPHASEN_EXTENSION_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"
#include "base/mem.h"
#include "base/span.h"
#include "stream/header.h"
#include "stream/record.h"
#include "stream/writer.h"

enum { EXTENSION_ROOM = 1 << 14 };

struct extension_column {
    struct span name;
    struct span value; /* of the current record */
    bool is_clean;     /* a number or a code: nothing in it needs an escape */
    int place;         /* in the input, or -1: on the right */
};

/* A zeroed struct adds nothing. */
struct extension {
    struct extension_column *columns;
    size_t count, capacity;
    unsigned input_count;
    int *filled_by; /* [input_count]: the added column in this place, or -1 */
    bool fills_in_place;
    bool no_memory; /* something could not be kept */
    struct arena arena, overflow;
    size_t room_used;
    char room[EXTENSION_ROOM]; /* values made for the current record */
};

void extension_free(struct extension *extension);

/* Adds a column; input is NULL if none is filled in place. Returns its number. */
unsigned extension_add(struct extension *extension, const struct header *input,
                       struct span name);

/* The number of an added column, or -1. */
int extension_find(const struct extension *extension, struct span name);

/* After the last column was added: writes the header. input NULL: only what was added.
 */
bool extension_header(struct extension *extension, const struct header *input,
                      struct writer *writer, struct diag *diag);

/* Begins a record: every value is empty. */
void extension_begin(struct extension *extension);

static inline void extension_set(struct extension *extension, unsigned column,
                                 struct span value, bool is_clean)
{
    extension->columns[column].value = value;
    extension->columns[column].is_clean = is_clean;
}

/* Bytes that stay until the record is written; NULL if there is no memory. */
char *extension_room(struct extension *extension, size_t size);

/* Writes the record with its added values. */
void extension_write(const struct extension *extension, struct writer *writer,
                     const struct record *record);

#endif
