/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which field is in quotes, nobody can foresee: so what is usual, a field without
 * quotes or with one at either end, is cut without a branch between the two.
 */
#include "stream/quoted_cut.h"

#include <string.h>

#include "base/mem.h"
#include "stream/window.h"

enum { WIDE = WINDOW_SLACK }; /* bytes are copied so many at a time */

struct walk {
    const struct window *window;
    char *text; /* the fields so far */
    size_t length;
    uint32_t *field_ends;
    size_t count;
    size_t start;                        /* of the next field */
    size_t end, line, quote;             /* the next entries of the index */
    size_t in_quotes, in_need_of_quotes; /* fields so far */
};

/* No record is larger than what the window holds. */
static void make_room(struct builder *fields, const struct window *window)
{
    builder_begin(fields);
    buffer_room(&fields->text, window->end - window->start + WIDE);
    mem_grow(&fields->ends, &fields->ends_room,
             window->index.end_count - window->next_end, sizeof *fields->ends);
}

/* Adds bytes of the window to the field; of those behind them some may be copied. */
static inline void add_bytes(struct walk *walk, size_t from, size_t to)
{
    const char *bytes = walk->window->bytes + from;
    char *text = walk->text + walk->length;

    memcpy(text, bytes, WIDE);
    for (size_t i = WIDE; i < to - from; i += WIDE)
        memcpy(text + i, bytes + i, WIDE);
    walk->length += to - from;
}

/* Ends the field, and passes the end that stands behind it. */
static inline void end_field(struct walk *walk)
{
    size_t end = walk->window->index.ends[walk->end++];

    walk->field_ends[walk->count++] = (uint32_t)walk->length;
    walk->text[walk->length++] = walk->window->bytes[end];
    walk->start = end + 1;
}

/* Where the line ends that the walk is in. */
static size_t line_end(const struct walk *walk)
{
    const struct window *window = walk->window;
    size_t lf = window->index.ends[window->index.lines[walk->line]];

    return window_line_end(window, window->start, lf);
}

/* Takes what fields there are without quotes, or with no others than around them. True:
 * the record ends with them. */
static bool take_simple(struct walk *walk)
{
    const struct scan_index *index = &walk->window->index;
    size_t last = index->lines[walk->line], last_end = line_end(walk);
    struct walk it = *walk; /* so that the compiler keeps it in registers */

    while (it.end <= last) {
        size_t end = it.end < last ? index->ends[it.end] : last_end;
        size_t quoted = index->quotes[it.quote] == it.start;
        size_t next = index->quotes[it.quote + quoted];
        bool closes = next + 1 == end, is_behind = next > end;
        if (((quoted & closes) | (!quoted & is_behind)) == 0)
            break;
        add_bytes(&it, it.start + quoted, end - quoted);
        end_field(&it);
        it.quote += 2 * quoted;
        it.in_quotes += quoted;
    }
    *walk = it;
    return it.end > last;
}

/* Takes the quotes and the bytes up to the quote that closes the field. False: there
 * is none. */
static bool take_inside(struct walk *walk, size_t *close, bool *is_needed)
{
    const struct scan_index *index = &walk->window->index;
    size_t from = index->quotes[walk->quote++] + 1;

    while (walk->quote < index->quote_count) {
        *close = index->quotes[walk->quote++];
        if (index->quotes[walk->quote] != *close + 1) {
            add_bytes(walk, from, *close);
            return true;
        }
        /* Of two quotes one stays. */
        add_bytes(walk, from, *close + 1);
        from = index->quotes[walk->quote++] + 1;
        *is_needed = true;
    }
    return false;
}

/* Passes the ends inside quotes. False if no line ends behind them. */
static bool pass_ends(struct walk *walk, size_t close, bool *is_needed)
{
    const struct scan_index *index = &walk->window->index;

    for (; index->ends[walk->end] < close; walk->end++) {
        bool is_line = walk->end == index->lines[walk->line];
        *is_needed = true;
        if (is_line && ++walk->line == index->line_count)
            return false;
    }
    return true;
}

/* Takes a field with ends or quotes inside its quotes. False: it is none. */
static bool take_quoted(struct walk *walk)
{
    const struct scan_index *index = &walk->window->index;
    bool is_needed = false;
    size_t close, end;

    if (index->quotes[walk->quote] != walk->start ||
        !take_inside(walk, &close, &is_needed) || !pass_ends(walk, close, &is_needed))
        return false;
    end =
        walk->end == index->lines[walk->line] ? line_end(walk) : index->ends[walk->end];
    if (end != close + 1)
        return false;
    end_field(walk);
    walk->in_quotes++;
    walk->in_need_of_quotes += is_needed;
    return true;
}

/* What the walk, which is at the record's end, has found. */
static void tell(const struct walk *walk, struct quoted_cut *cut)
{
    const struct window *window = walk->window;

    cut->length = walk->start - window->start;
    cut->line_feeds = walk->line + 1 - window->next_line;
    cut->canonical = span_of(NULL, 0);
    if (walk->in_need_of_quotes == 0)
        cut->canonical = span_of(walk->text, walk->length - 1);
    else if (walk->in_need_of_quotes == walk->in_quotes)
        cut->canonical =
            span_of(window->bytes + window->start, line_end(walk) - window->start);
}

bool quoted_cut(struct builder *fields, struct window *window, size_t longest,
                struct quoted_cut *cut)
{
    struct walk walk = {.window = window,
                        .start = window->start,
                        .end = window->next_end,
                        .line = window->next_line,
                        .quote = window->next_quote};

    make_room(fields, window);
    walk.text = fields->text.bytes;
    walk.field_ends = fields->ends;
    window_mark_quotes(window);
    while (!take_simple(&walk))
        if (!take_quoted(&walk))
            return false;
    tell(&walk, cut);
    if (cut->length > longest)
        return false;
    fields->text.len = walk.length;
    fields->count = walk.count;
    window->next_end = walk.end;
    window->next_line = walk.line + 1;
    window->next_quote = walk.quote;
    return true;
}
