/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The reader's window on a file: the bytes that are read and not yet used up, and the
 * scan's index of them. Internal to the reader.
 *
 * Positions count from `bytes`. window_fill moves what is not used up to the front and
 * counts anew; everything that points into the window must be derived again after it.
 */
#ifndef VIERPHASEN_WINDOW_H
#define VIERPHASEN_WINDOW_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"
#include "stream/input.h"
#include "stream/scan.h"

struct diag;
struct input;

/* Bytes behind `end` that may be read, whatever they are: copies need not be exact. */
enum { WINDOW_SLACK = 16 };

struct window {
    struct input *input;
    char *bytes;
    size_t capacity;
    size_t start;   /* of the next record: all before is used up */
    size_t end;     /* of what is read */
    size_t scanned; /* up to here the index is made */
    bool at_end;    /* the file holds no more than the window */
    bool added_lf;  /* the file's last line had no LF; the window has one added */

    struct scan_index index;
    size_t ends_room, lines_room, quotes_room, odds_room;
    /* The first entries at or behind start. */
    size_t next_end, next_line, next_quote, next_odd;

    bool keeps_opening;    /* what is used up goes to `opening` */
    struct buffer opening; /* but for what stands before `start` in `bytes` */
};

bool window_open(struct window *window, const char *path, enum encoding encoding,
                 size_t block, struct diag *diag);

/* Safe on a zeroed window. */
void window_close(struct window *window);

/* Reads once more. False and a diag on failure; at the end of the file at_end is set.
 */
bool window_fill(struct window *window, struct diag *diag);

/* Brings the index up to end. */
void window_scan(struct window *window, char delimiter, bool quotes);

/* The odd bytes of a record. */
struct window_odds {
    bool are_there;
    bool are_suspect; /* one of them is more than a backslash */
    size_t first, last;
};

/* Uses up the odd bytes before `position`. */
struct window_odds window_use_odds(struct window *window, size_t position);

/* Forgets what it holds: what is read next is the beginning. Not while the opening is
 * kept. */
void window_restart(struct window *window);

/* Uses up everything before `position`, which lies behind an LF (or at end). */
void window_use(struct window *window, size_t position);

/*
 * What the file begins with, up to `start`, if keeps_opening was set before anything
 * was used up. It holds until window_close; nothing more is kept.
 */
struct span window_take_opening(struct window *window);

/* Whether the index holds the end of another line. */
static inline bool window_has_line(const struct window *window)
{
    return window->next_line < window->index.line_count;
}

/* The index in ends of the next LF. */
static inline size_t window_next_end(const struct window *window)
{
    return window->index.lines[window->next_line];
}

/* The position of the next LF. */
static inline size_t window_next_lf(const struct window *window)
{
    return window->index.ends[window_next_end(window)];
}

/* Whether a quote stands before the next LF. */
static inline bool window_has_quote(const struct window *window)
{
    return window->next_quote < window->index.quote_count &&
           window->index.quotes[window->next_quote] < window_next_lf(window);
}

/*
 * Marks the end of the quotes by two that stand behind everything, so that a walk along
 * them needs no look at their count. The scan leaves room.
 */
static inline void window_mark_quotes(struct window *window)
{
    struct scan_index *index = &window->index;

    index->quotes[index->quote_count] = UINT32_MAX;
    index->quotes[index->quote_count + 1] = UINT32_MAX;
}

/* Whether an odd byte (scan.h) stands before `position`. */
static inline bool window_has_odd(const struct window *window, size_t position)
{
    return window->next_odd < window->index.odd_count &&
           window->index.odds[window->next_odd] < position;
}

/*
 * Where the line from `start` on ends whose LF is at `lf`: before a CR, unless the LF
 * was added and the CR is the file's last byte.
 */
static inline size_t window_line_end(const struct window *window, size_t start,
                                     size_t lf)
{
    bool is_added = window->added_lf && lf + 1 == window->end;

    return lf > start && window->bytes[lf - 1] == '\r' && !is_added ? lf - 1 : lf;
}

/* Uses up the next line, which holds no quote, but for its odd bytes. */
static inline void window_use_line(struct window *window)
{
    size_t lf = window_next_end(window);

    window->start = window->index.ends[lf] + 1;
    window->next_end = lf + 1;
    window->next_line++;
}

#endif
