/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a reader consists of, for the files that make it up: reader.c, and blocks.c for
 * who reads a file in blocks.
 */
#ifndef VIERPHASEN_READER_STATE_H
#define VIERPHASEN_READER_STATE_H

#include "base/mem.h"
#include "stream/overlong.h"
#include "stream/quoted.h"
#include "stream/reader.h"
#include "stream/window.h"

struct reader {
    struct reader_options options;
    struct inspector inspector;
    const char **files;
    size_t file_count, next_file;
    bool holds; /* at the end of each file (blocks_hold) */
    struct window window;
    struct dialect dialect; /* of the file that is being read */
    unsigned long line;     /* physical line at window.start */
    bool skipping;          /* the rest of a record over the limit */
    struct overlong walk;
    struct quoted quoted;
    struct record blank; /* of the file, before anything is cut */

    struct arena arena; /* header names */
    struct header header;
    struct dialect first_dialect;
    uint32_t *first_order; /* [header.count]: that of the first file … */
    uint32_t first_fields; /* … and how many fields its records have */
    uint32_t *order;       /* the fields of the columns; behind them what is none */
    struct span opening;   /* of the first file */
    struct reader_counts counts;
};

/* Opens the next file, which there must be, and reads its header. */
bool reader_open_next(struct reader *reader, struct diag *diag);

#endif
