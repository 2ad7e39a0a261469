/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The reader's window on a file: the bytes that are read and not yet used up, and the
 * scan's index of them. Internal to the reader.
 *
 * Positions count from `bytes`. feed_fill moves what is not used up to the front and
 * counts anew; everything that points into the window must be derived again after it.
 */
#ifndef VIERPHASEN_FEED_H
#define VIERPHASEN_FEED_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"
#include "stream/scan.h"
#include "stream/source.h"

struct feed {
    struct source *source;
    char *bytes;
    size_t capacity;
    size_t start;   /* of the next record: all before is used up */
    size_t end;     /* of what is read */
    size_t scanned; /* up to here the index is made */
    bool at_end;    /* the file holds no more than the window */
    bool added_lf;  /* the file's last line had no LF; the window has one added */

    struct scan_index index;
    size_t ends_room, lines_room, quotes_room;
    size_t next_end, next_line, next_quote; /* first entries at or behind start */

    size_t odd_until; /* a record that starts before this must be looked at closely */
};

bool feed_open(struct feed *feed, const char *path, enum encoding encoding,
               size_t block, struct diag *diag);

/* Safe on a zeroed feed. */
void feed_close(struct feed *feed);

/* Reads once more. False and a diag on failure; at the end of the file at_end is set.
 */
bool feed_fill(struct feed *feed, struct diag *diag);

/* Brings the index up to end. False if there is no memory. */
bool feed_scan(struct feed *feed, char delimiter, bool quotes, struct diag *diag);

/* Uses up everything before `position`, which lies behind an LF (or at end). */
void feed_use(struct feed *feed, size_t position);

/* Whether the index holds the end of another line. */
static inline bool feed_has_line(const struct feed *feed)
{
    return feed->next_line < feed->index.line_count;
}

/* The index in ends of the next LF. */
static inline size_t feed_next_end(const struct feed *feed)
{
    return feed->index.lines[feed->next_line];
}

/* The position of the next LF. */
static inline size_t feed_next_lf(const struct feed *feed)
{
    return feed->index.ends[feed_next_end(feed)];
}

/* Whether a quote stands before the next LF. */
static inline bool feed_has_quote(const struct feed *feed)
{
    return feed->next_quote < feed->index.quote_count &&
           feed->index.quotes[feed->next_quote] < feed_next_lf(feed);
}

/*
 * Where the line from `start` on ends whose LF is at `lf`: before a CR, unless the LF
 * was added and the CR is the file's last byte.
 */
static inline size_t feed_line_end(const struct feed *feed, size_t start, size_t lf)
{
    bool is_added = feed->added_lf && lf + 1 == feed->end;

    return lf > start && feed->bytes[lf - 1] == '\r' && !is_added ? lf - 1 : lf;
}

/* Uses up the next line, which holds no quote. */
static inline void feed_use_line(struct feed *feed)
{
    size_t lf = feed_next_end(feed);

    feed->start = feed->index.ends[lf] + 1;
    feed->next_end = lf + 1;
    feed->next_line++;
}

#endif
