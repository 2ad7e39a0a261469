/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The record without its quotes is what is wanted: fields with one byte behind each. So
 * it is copied in the stretches between the quotes that go, and each end moves by as
 * many bytes as went before it.
 */
#include "stream/quoted_cut.h"

#include <string.h>

#include "base/mem.h"
#include "stream/window.h"

enum { WIDE = 16 }; /* bytes are copied so many at a time */

struct walk {
    const struct window *window;
    struct builder *fields;
    size_t end, line, quote; /* the next entries of the index */
    size_t from;             /* of what is not copied yet */
    size_t shift;            /* from a position in the text to that in the window */
    bool is_needed;          /* the quotes of the field are */
    bool is_canonical;       /* all are */
};

/* No record is larger than what the window holds. */
static void make_room(struct builder *fields, const struct window *window)
{
    builder_begin(fields);
    buffer_room(&fields->text, window->end - window->start + WIDE);
    mem_grow(&fields->ends, &fields->ends_room,
             window->index.end_count - window->next_end, sizeof *fields->ends);
}

/* Copies what comes before `to`; the window has WINDOW_SLACK bytes to spare. */
static void copy_until(struct walk *walk, size_t to)
{
    const char *from = walk->window->bytes + walk->from;
    char *text = walk->fields->text.bytes + walk->from - walk->shift;

    for (size_t i = 0; i < to - walk->from; i += WIDE)
        memcpy(text + i, from + i, WIDE);
    walk->from = to;
}

static void drop_quote(struct walk *walk, size_t at)
{
    copy_until(walk, at);
    walk->from++;
    walk->shift++;
}

static void add_end(struct walk *walk, size_t at)
{
    walk->fields->ends[walk->fields->count++] = (uint32_t)(at - walk->shift);
}

/* Where the next quote stands; behind everything if there is none. */
static size_t next_quote(const struct walk *walk)
{
    const struct scan_index *index = &walk->window->index;

    return walk->quote < index->quote_count ? index->quotes[walk->quote] : SIZE_MAX;
}

/* Whether the next end is that of a line. */
static bool is_line_end(const struct walk *walk)
{
    return walk->end == walk->window->index.lines[walk->line];
}

/* Where the field ends that the next end is of. */
static size_t end_of_field(const struct walk *walk)
{
    const struct window *window = walk->window;
    size_t at = window->index.ends[walk->end];

    return is_line_end(walk) ? window_line_end(window, window->start, at) : at;
}

/* Takes the fields before the next quote. True: the last of the record is reached. */
static bool take_bare(struct walk *walk)
{
    const uint32_t *ends = walk->window->index.ends;
    size_t last = walk->window->index.lines[walk->line], quote = next_quote(walk);

    for (; walk->end < last && ends[walk->end] < quote; walk->end++)
        add_end(walk, ends[walk->end]);
    if (ends[walk->end] > quote)
        return false;
    add_end(walk, end_of_field(walk));
    return true;
}

/* The quote that closes a field whose opening one is taken. False: there is none. */
static bool find_close(struct walk *walk, size_t *close)
{
    const struct scan_index *index = &walk->window->index;

    while (walk->quote < index->quote_count) {
        *close = index->quotes[walk->quote++];
        if (next_quote(walk) != *close + 1)
            return true;
        drop_quote(walk, index->quotes[walk->quote++]);
        walk->is_needed = true;
    }
    return false;
}

/* Passes the ends inside quotes. False if no line ends behind them. */
static bool pass_ends(struct walk *walk, size_t close)
{
    const struct scan_index *index = &walk->window->index;

    for (; index->ends[walk->end] < close; walk->end++) {
        walk->is_needed = true;
        if (is_line_end(walk) && ++walk->line == index->line_count)
            return false;
    }
    return true;
}

/* Takes the field that the next quote opens. False if it is not well-formed. */
static bool take_quoted(struct walk *walk)
{
    size_t close;

    drop_quote(walk, walk->window->index.quotes[walk->quote++]);
    walk->is_needed = false;
    if (!find_close(walk, &close) || !pass_ends(walk, close) ||
        end_of_field(walk) != close + 1)
        return false;
    drop_quote(walk, close);
    add_end(walk, close + 1);
    walk->is_canonical &= walk->is_needed;
    return true;
}

static bool take_fields(struct walk *walk)
{
    const struct window *window = walk->window;
    size_t start = window->start;

    while (!take_bare(walk)) {
        if (walk->end > window->next_end)
            start = window->index.ends[walk->end - 1] + 1;
        if (next_quote(walk) != start || !take_quoted(walk))
            return false;
        if (is_line_end(walk))
            return true;
        walk->end++;
    }
    return true;
}

bool quoted_cut(struct builder *fields, struct window *window, size_t longest,
                struct quoted_cut *cut)
{
    struct walk walk = {.window = window,
                        .fields = fields,
                        .end = window->next_end,
                        .line = window->next_line,
                        .quote = window->next_quote,
                        .from = window->start,
                        .shift = window->start,
                        .is_canonical = true};

    make_room(fields, window);
    if (!take_fields(&walk))
        return false;
    cut->length = window->index.ends[walk.end] + 1 - window->start;
    if (cut->length > longest)
        return false;
    copy_until(&walk, end_of_field(&walk));
    fields->text.len = walk.from - walk.shift + 1;
    cut->line_feeds = walk.line + 1 - window->next_line;
    cut->is_canonical = walk.is_canonical;
    window->next_end = walk.end + 1;
    window->next_line = walk.line + 1;
    window->next_quote = walk.quote;
    return true;
}
