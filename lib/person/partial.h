/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Partial figures: what a tool has counted in one part of a caseload (a shard), as a
 * record stream that the same tool reads back and adds up. Each row says under which
 * terms it was counted, so that nothing is added up that doesn't belong together:
 * vierphasen-partial(5).
 *
 * The columns are the terms, `row shard records`, the keys by which counts are told
 * apart, and the counts. The rows of a partial are one of PARTIAL_SHARD for each part
 * that is counted in it, those with counts, and one of PARTIAL_END, which says how many
 * came before it. Several partials may stand one behind the other.
 *
 * Counts are those of everybody: what must not be shown is left out after the adding.
 */
#ifndef VIERPHASEN_PARTIAL_H
#define VIERPHASEN_PARTIAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/span.h"

struct concept;
struct diag;
struct header;
struct record;
struct writer;

enum partial_row {
    PARTIAL_SHARD,
    PARTIAL_TOTAL, /* counts of all groups together */
    PARTIAL_GROUP, /* counts of one group */
    PARTIAL_END,
    PARTIAL_ROWS
};

/* PARTIAL_MOST: no count, and no sum of counts, is larger. */
enum { PARTIAL_KEYS = 9, PARTIAL_COUNTS = 10 };
#define PARTIAL_MOST ((uint64_t)1000000000000000)

/* Under which terms a tool counts, and what. The spans must outlive the partial. */
struct partial_form {
    const char *tool, *version;
    const struct concept *concept;
    int32_t as_of;
    struct span options; /* those that matter, in one order */
    unsigned key_count;
    struct span keys[PARTIAL_KEYS];
    const char *counts; /* the names of their columns, between spaces */
};

struct partial;

/*
 * NULL and a diag if a column of --by has the name of another column of a partial, or
 * if the concept can't be read.
 */
struct partial *partial_new(const struct partial_form *form, struct diag *diag);
void partial_free(struct partial *partial); /* NULL too */

/* The columns, in the order in which they are written. */
unsigned partial_column_count(const struct partial *partial);
struct span partial_column(const struct partial *partial, unsigned column);

/* Takes note of a record that was counted: it is part of the shard. */
void partial_see(struct partial *partial, const struct record *record);

/*
 * Writing: the rows of shards, those that were read or else the one that was seen; then
 * rows with counts (keys NULL: all empty), in the order of the columns; then the end.
 */
void partial_begin(struct partial *partial, struct writer *writer);
void partial_write(struct partial *partial, enum partial_row row,
                   const struct span *keys, const uint64_t *counts,
                   struct writer *writer);
void partial_end(struct partial *partial, struct writer *writer);

/*
 * Reading: binds the columns. The files are those that are read, in this order; none:
 * standard input. They stay with the caller. False and a diag with the place.
 */
bool partial_bind(struct partial *partial, const struct header *header,
                  const char *const *files, size_t count, struct diag *diag);

/* A row that was read. */
struct partial_counts {
    enum partial_row row;
    unsigned long number; /* of its partial, from 1 */
    struct span keys[PARTIAL_KEYS];
    uint64_t counts[PARTIAL_COUNTS];
};

/*
 * Reads a row, of whose counts only those with counts have some; it holds until the
 * next call. False and a diag, with the place, if it is of other terms, if its shard
 * was there already, or if it is faulty.
 */
bool partial_read(struct partial *partial, const struct record *record,
                  struct partial_counts *counts, struct diag *diag);

/*
 * After the last row: whether the last partial has its end, and each file held one.
 * False and a diag with the file.
 */
bool partial_finish(const struct partial *partial, struct diag *diag);

/* Adds a count. False and a diag, with the place, if the sum is above `most`. */
bool partial_add(uint64_t *sum, uint64_t count, uint64_t most,
                 const struct record *record, struct diag *diag);

/* A fault of a row in one of its columns: a diag with the place. False. */
bool partial_fault(const struct record *record, const char *column, const char *text,
                   struct diag *diag);

#endif
