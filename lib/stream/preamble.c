/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stream/preamble.h"

#include "base/diag.h"
#include "base/span.h"
#include "stream/input.h"
#include "stream/window.h"
#include "value/text.h"

static struct span unread(const struct window *window)
{
    return span_of(window->bytes + window->start, window->end - window->start);
}

/* The length of the first line with its LF; 0 if the window holds no whole line. */
static size_t first_line(const struct window *window)
{
    struct span text = unread(window);
    const char *lf = text.len > 0 ? memchr(text.ptr, '\n', text.len) : NULL;

    return lf != NULL ? (size_t)(lf - text.ptr) + 1 : 0;
}

static bool too_long(const struct preamble *preamble, const struct window *window,
                     struct diag *diag)
{
    diag_set(diag, DIAG_HEADER, "header of more than %zu bytes, raise --max-record",
             preamble->longest);
    return diag_at(diag, input_name(window->input), preamble->line);
}

/* Whether the window is over the limit for a line, its line end not counted. */
static bool is_too_long(const struct preamble *preamble, size_t length)
{
    return length > preamble->longest + 2;
}

/* Reads until the window holds a whole line, or the file has no more. */
static bool want_line(const struct preamble *preamble, struct window *window,
                      struct diag *diag)
{
    while (!window->at_end && first_line(window) == 0) {
        if (is_too_long(preamble, unread(window).len))
            return too_long(preamble, window, diag);
        if (!window_fill(window, diag))
            return false;
    }
    return true;
}

/* Whether a line holds nothing, or nothing but delimiters. */
static bool is_blank(struct span line)
{
    for (size_t i = 0; i < line.len; i++)
        if (memchr("\r\n\t;,", line.ptr[i], 5) == NULL)
            return false;
    return true;
}

/* Drops the lines of a rule table that are comments (also `"# …"`) or empty. */
static bool drop_comments(struct preamble *preamble, struct window *window,
                          struct diag *diag)
{
    bool in_quotes = false; /* of a comment that goes on in the next line */

    while (want_line(preamble, window, diag)) {
        struct span line = span_of(unread(window).ptr, first_line(window));
        bool is_quoted = in_quotes || span_starts(line, "\"#");
        if (line.len == 0 || !(is_quoted || is_blank(line) || span_starts(line, "#")))
            return true;
        for (size_t i = 0; is_quoted && i < line.len; i++)
            in_quotes ^= line.ptr[i] == '"';
        window_use(window, window->start + line.len);
        preamble->line++;
    }
    return false;
}

/* Reads until the window holds the whole header; settles the delimiter. */
static bool want_header(struct preamble *preamble, struct window *window,
                        struct diag *diag)
{
    size_t length = 0;

    while (length == 0) {
        if (unread(window).len > 0)
            length =
                dialect_find_header(&preamble->search, unread(window), window->at_end);
        if (is_too_long(preamble, length > 0 ? length : unread(window).len))
            return too_long(preamble, window, diag);
        if (length == 0 && (window->at_end || !window_fill(window, diag)))
            return window->at_end;
    }
    return true;
}

bool preamble_read(struct preamble *preamble, struct window *window, struct diag *diag)
{
    size_t sep_length = 0;
    char sep = 0;
    bool is_empty;

    if (!want_line(preamble, window, diag))
        return false;
    if (span_starts(unread(window), TEXT_BOM))
        window_use(window, window->start + strlen(TEXT_BOM));
    if (dialect_sep_line(unread(window), &sep_length, &sep)) {
        window_use(window, window->start + sep_length);
        preamble->line++;
        if (preamble->search.delimiter < 0)
            preamble->search.delimiter = (unsigned char)sep;
    }
    if (preamble->is_table && !drop_comments(preamble, window, diag))
        return false;
    if (!want_header(preamble, window, diag))
        return false;
    is_empty = unread(window).len == 0 || (window->added_lf && unread(window).len == 1);
    if (is_empty) {
        diag_set(diag, DIAG_HEADER, "no header, expected a line of column names");
        diag_at(diag, input_name(window->input), preamble->line);
    }
    return !is_empty;
}
