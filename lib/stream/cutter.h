/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Finds where records end in bytes that come in pieces, as the reader does (reader.h),
 * but without their fields: a quoted field may hold line ends (RFC 4180), a quoting
 * fault ends the record at the next LF. Whoever cuts there gets whole records.
 */
#ifndef VIERPHASEN_CUTTER_H
#define VIERPHASEN_CUTTER_H

#include <stdbool.h>
#include <stddef.h>

#include "stream/dialect.h"
#include "stream/overlong.h"

struct cutter {
    bool has_quotes;
    bool in_record; /* `walk` is in the midst of one */
    struct overlong walk;
    /* Of the bytes since the last cut. */
    size_t taken, feeds;      /* bytes, and line feeds in them */
    size_t end, feeds_at_end; /* the same up to the end of the last record; 0: none */
};

/* Begins at the first byte of a record; `longest`: bytes of a quoted field. */
void cutter_begin(struct cutter *cutter, struct dialect dialect, size_t longest);

/* Takes the bytes that come next: `end` moves on behind each record that ends there. */
void cutter_take(struct cutter *cutter, struct span bytes);

/* Cuts at `end`, if there is one, else behind all that was taken. The line feeds before
 * it. */
size_t cutter_cut(struct cutter *cutter);

#endif
