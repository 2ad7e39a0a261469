/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stream/feed.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum { LEAST_FREE = 1 << 16 };

bool feed_open(struct feed *feed, const char *path, enum encoding encoding,
               size_t block, struct diag *diag)
{
    memset(feed, 0, sizeof *feed);
    feed->source = source_open(path, encoding, block, diag);
    return feed->source != NULL;
}

void feed_close(struct feed *feed)
{
    source_close(feed->source);
    free(feed->bytes);
    free(feed->index.ends);
    free(feed->index.lines);
    free(feed->index.quotes);
    memset(feed, 0, sizeof *feed);
}

/* Drops the first `gone` of `count` entries; with `shift`, the rest counts from there.
 */
static size_t drop_entries(uint32_t *entries, size_t count, size_t gone, size_t shift)
{
    for (size_t i = gone; i < count; i++)
        entries[i - gone] = entries[i] - (uint32_t)shift;
    return count - gone;
}

static size_t less(size_t position, size_t shift)
{
    return position > shift ? position - shift : 0;
}

/* Moves what is not used up to the front of the window, and its index with it. */
static void move_to_front(struct feed *feed)
{
    size_t shift = feed->start;
    struct scan_index *index = &feed->index;

    memmove(feed->bytes, feed->bytes + shift, feed->end - shift);
    index->line_count =
        drop_entries(index->lines, index->line_count, feed->next_line, feed->next_end);
    index->end_count =
        drop_entries(index->ends, index->end_count, feed->next_end, shift);
    index->quote_count =
        drop_entries(index->quotes, index->quote_count, feed->next_quote, shift);
    feed->next_end = feed->next_line = feed->next_quote = 0;
    feed->start = 0;
    feed->end -= shift;
    feed->scanned = less(feed->scanned, shift);
    feed->odd_until = less(feed->odd_until, shift);
}

bool feed_fill(struct feed *feed, struct diag *diag)
{
    ssize_t count;

    if (feed->start > 0)
        move_to_front(feed);
    /* One byte is kept free for the LF that the last line may lack. */
    if (!mem_grow(&feed->bytes, &feed->capacity, feed->end + LEAST_FREE + 1, 1)) {
        diag_no_memory(diag);
        return false;
    }
    count = source_read(feed->source, feed->bytes + feed->end,
                        feed->capacity - feed->end - 1, diag);
    if (count < 0)
        return false;
    feed->end += (size_t)count;
    feed->at_end = count == 0;
    if (feed->at_end && feed->end > 0 && feed->bytes[feed->end - 1] != '\n') {
        feed->bytes[feed->end++] = '\n';
        feed->added_lf = true;
    }
    return true;
}

bool feed_scan(struct feed *feed, char delimiter, bool quotes, struct diag *diag)
{
    struct scan_index *index = &feed->index;
    size_t fresh = feed->end - feed->scanned + SCAN_PAD;

    if (feed->end == feed->scanned)
        return true;
    if (!mem_grow(&index->ends, &feed->ends_room, index->end_count + fresh,
                  sizeof *index->ends) ||
        !mem_grow(&index->lines, &feed->lines_room, index->line_count + fresh,
                  sizeof *index->lines) ||
        (quotes && !mem_grow(&index->quotes, &feed->quotes_room,
                             index->quote_count + fresh, sizeof *index->quotes))) {
        diag_no_memory(diag);
        return false;
    }
    index->odd = false;
    scan_block(index, feed->bytes, feed->scanned, feed->end, delimiter, quotes);
    feed->scanned = feed->end;
    if (index->odd)
        feed->odd_until = feed->end;
    return true;
}

void feed_use(struct feed *feed, size_t position)
{
    const struct scan_index *index = &feed->index;

    feed->start = position;
    if (feed->scanned < position)
        feed->scanned = position;
    while (feed->next_line < index->line_count &&
           index->ends[index->lines[feed->next_line]] < position)
        feed->next_line++;
    while (feed->next_end < index->end_count && index->ends[feed->next_end] < position)
        feed->next_end++;
    while (feed->next_quote < index->quote_count &&
           index->quotes[feed->next_quote] < position)
        feed->next_quote++;
}
