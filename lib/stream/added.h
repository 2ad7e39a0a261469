/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The columns that a tool adds to records: filled in place where the input has a column
 * of that name, else appended on the right. Everything else of a record passes as it
 * is.
 */
#ifndef VIERPHASEN_ADDED_H
#define VIERPHASEN_ADDED_H

#include <stdbool.h>
#include <stddef.h>

#include "base/mem.h"
#include "base/span.h"
#include "stream/writer.h"

struct header;
struct record;

enum { ADDED_ROOM = 1 << 14 };

struct added_column {
    struct span name;
    int place; /* in the input, or -1: on the right */
};

/* A zeroed struct adds nothing. */
struct added {
    struct added_column *columns;
    struct writer_cell *cells; /* of the current record, by the column's number */
    struct writer_cell *empty; /* as many without a value; NULL: there are no values */
    size_t count, column_room, cell_room;
    unsigned input_count;
    unsigned *in_place; /* the columns in the input's places, from left to right */
    unsigned in_place_count;
    struct arena arena, overflow;
    size_t room_used;
    char room[ADDED_ROOM]; /* values made for the current record */
};

void added_free(struct added *added);

/* Adds a column; input is NULL if none is filled in place. Returns its number. */
unsigned added_add(struct added *added, const struct header *input, struct span name);

/*
 * After the last column was added: writes the header. input NULL: only what was added,
 * and there will be no values.
 */
void added_header(struct added *added, const struct header *input,
                  struct writer *writer);

/* Begins a record: every value is empty. */
void added_begin(struct added *added);

/* Clean: a number or a code, of which nothing needs an escape. */
static inline void added_set(struct added *added, unsigned column, struct span value,
                             bool is_clean)
{
    added->cells[column] = (struct writer_cell){value, is_clean};
}

/* Bytes that stay until the record is written. */
char *added_room(struct added *added, size_t size);

/* Writes the record with its added values. */
void added_write(const struct added *added, struct writer *writer,
                 const struct record *record);

#endif
