/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stream/window.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum { LEAST_FREE = 1 << 16 };

bool window_open(struct window *window, const char *path, enum encoding encoding,
                 size_t block, struct diag *diag)
{
    memset(window, 0, sizeof *window);
    window->input = input_open(path, encoding, block, diag);
    return window->input != NULL;
}

void window_close(struct window *window)
{
    input_close(window->input);
    free(window->bytes);
    free(window->index.ends);
    free(window->index.lines);
    free(window->index.quotes);
    free(window->index.odds);
    buffer_free(&window->opening);
    memset(window, 0, sizeof *window);
}

/* Drops the first `gone` of `count` entries; with `shift`, the rest counts from there.
 */
static size_t drop_entries(uint32_t *entries, size_t count, size_t gone, size_t shift)
{
    for (size_t i = gone; i < count; i++)
        entries[i - gone] = entries[i] - (uint32_t)shift;
    return count - gone;
}

/* Moves what is not used up to the front of the window, and its index with it. */
static void move_to_front(struct window *window)
{
    size_t shift = window->start;
    struct scan_index *index = &window->index;

    if (window->keeps_opening)
        buffer_add(&window->opening, span_of(window->bytes, shift));
    memmove(window->bytes, window->bytes + shift, window->end - shift);
    index->line_count = drop_entries(index->lines, index->line_count, window->next_line,
                                     window->next_end);
    index->end_count =
        drop_entries(index->ends, index->end_count, window->next_end, shift);
    index->quote_count =
        drop_entries(index->quotes, index->quote_count, window->next_quote, shift);
    index->odd_count =
        drop_entries(index->odds, index->odd_count, window->next_odd, shift);
    window->next_end = window->next_line = window->next_quote = window->next_odd = 0;
    window->start = 0;
    window->end -= shift;
    window->scanned = window->scanned > shift ? window->scanned - shift : 0;
}

bool window_fill(struct window *window, struct diag *diag)
{
    ssize_t count;

    if (window->start > 0)
        move_to_front(window);
    /* One byte more is kept free for the LF that the last line may lack. */
    mem_grow(&window->bytes, &window->capacity,
             window->end + LEAST_FREE + 1 + WINDOW_SLACK, 1);
    count = input_read(window->input, window->bytes + window->end,
                       window->capacity - window->end - 1 - WINDOW_SLACK, diag);
    if (count < 0)
        return false;
    window->end += (size_t)count;
    window->at_end = count == 0;
    if (window->at_end && window->end > 0 && window->bytes[window->end - 1] != '\n') {
        window->bytes[window->end++] = '\n';
        window->added_lf = true;
    }
    return true;
}

void window_scan(struct window *window, char delimiter, bool quotes)
{
    struct scan_index *index = &window->index;
    size_t fresh = window->end - window->scanned + SCAN_PAD;

    if (window->end == window->scanned)
        return;
    mem_grow(&index->ends, &window->ends_room, index->end_count + fresh,
             sizeof *index->ends);
    mem_grow(&index->lines, &window->lines_room, index->line_count + fresh,
             sizeof *index->lines);
    if (quotes)
        mem_grow(&index->quotes, &window->quotes_room, index->quote_count + fresh,
                 sizeof *index->quotes);
    mem_grow(&index->odds, &window->odds_room, index->odd_count + fresh,
             sizeof *index->odds);
    scan_block(index, window->bytes, window->scanned, window->end, delimiter, quotes);
    window->scanned = window->end;
}

void window_restart(struct window *window)
{
    window_use(window, window->end);
    move_to_front(window);
    window->at_end = window->added_lf = false;
}

struct span window_take_opening(struct window *window)
{
    buffer_add(&window->opening, span_of(window->bytes, window->start));
    window->keeps_opening = false;
    return buffer_text(&window->opening);
}

struct window_odds window_use_odds(struct window *window, size_t position)
{
    struct window_odds found = {.are_there = window_has_odd(window, position)};

    if (found.are_there)
        found.first = window->index.odds[window->next_odd];
    for (; window_has_odd(window, position); window->next_odd++) {
        found.last = window->index.odds[window->next_odd];
        found.are_suspect |= window->bytes[found.last] != '\\';
    }
    return found;
}

void window_use(struct window *window, size_t position)
{
    const struct scan_index *index = &window->index;

    window->start = position;
    if (window->scanned < position)
        window->scanned = position;
    while (window->next_line < index->line_count &&
           index->ends[index->lines[window->next_line]] < position)
        window->next_line++;
    while (window->next_end < index->end_count &&
           index->ends[window->next_end] < position)
        window->next_end++;
    while (window->next_quote < index->quote_count &&
           index->quotes[window->next_quote] < position)
        window->next_quote++;
    while (window_has_odd(window, position))
        window->next_odd++;
}
