/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stream/preamble.h"

#include "base/buffer.h"
#include "base/diag.h"
#include "base/span.h"
#include "stream/heading.h"
#include "stream/input.h"
#include "stream/packed.h"
#include "stream/window.h"
#include "value/text.h"

static struct span unread(const struct window *window)
{
    return span_of(window->bytes + window->start, window->end - window->start);
}

/*
 * The length of the first line with its LF, which is not in the first `seen` bytes; 0
 * if the window holds no whole line.
 */
static size_t first_line(const struct window *window, size_t seen)
{
    struct span text = unread(window), rest = span_after(text, seen);
    const char *lf = rest.len > 0 ? memchr(rest.ptr, '\n', rest.len) : NULL;

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
    size_t seen = 0;

    while (!window->at_end && first_line(window, seen) == 0) {
        seen = unread(window).len;
        if (is_too_long(preamble, seen))
            return too_long(preamble, window, diag);
        if (!window_fill(window, diag))
            return false;
    }
    return true;
}

/* Drops a byte order mark; of an export, which may be pieced together, all. */
static void drop_marks(const struct preamble *preamble, struct window *window)
{
    while (span_starts(unread(window), TEXT_BOM)) {
        window_use(window, window->start + strlen(TEXT_BOM));
        if (preamble->heading == NULL)
            break;
    }
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
        struct span line = span_of(unread(window).ptr, first_line(window, 0));
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

/*
 * The first `most` lines of the window that stand behind `at`, read on as needed; fewer
 * at the end of the file, or over the limit. A null span and a diag on failure.
 */
static struct span want_lines(const struct preamble *preamble, struct window *window,
                              size_t at, unsigned most, struct diag *diag)
{
    size_t length = 0;
    unsigned lines = 0;

    for (;;) {
        struct span text = span_after(unread(window), at);
        while (lines < most && length < text.len) {
            struct span rest = span_after(text, length);
            const char *lf = memchr(rest.ptr, '\n', rest.len);
            length += lf != NULL ? (size_t)(lf - rest.ptr) + 1 : rest.len;
            lines += lf != NULL;
        }
        if (lines == most || window->at_end || is_too_long(preamble, text.len))
            return span_of(text.ptr != NULL ? text.ptr : "", length);
        if (!window_fill(window, diag))
            return span_of(NULL, 0);
    }
}

/* Where the header of an export stands, among the lines that were looked at. */
struct choice {
    bool is_found;
    size_t at;     /* from the start of the window */
    unsigned line; /* so many are above it */
    unsigned filled;
};

/* Looks at the line at `at`. False and a diag on failure. */
static bool look_at_line(const struct preamble *preamble, struct window *window,
                         size_t at, unsigned line, struct choice *choice,
                         struct diag *diag)
{
    const struct heading *heading = preamble->heading;
    struct dialect_search search = preamble->search;
    struct span text = want_lines(preamble, window, at, 1, diag);
    struct buffer scratch = {0};
    struct heading_line found;

    /* A quote that is open at the end of the line: a name of several lines, perhaps. */
    if (text.ptr != NULL && dialect_find_header(&search, text, false) == 0)
        text = want_lines(preamble, window, at, HEADING_LINES, diag);
    if (text.ptr == NULL)
        return false;
    while (span_starts(text, TEXT_BOM))
        text = span_after(text, strlen(TEXT_BOM));
    found = heading_look(heading, preamble->search, text, &scratch);
    buffer_free(&scratch);
    choice->is_found = heading->count > 0 ? found.is_sought : found.filled > 0;
    if (choice->is_found || found.filled > choice->filled)
        *choice = (struct choice){choice->is_found, at, line, found.filled};
    return true;
}

/* Uses up the lines above the header of an export, all of them if none is a header. */
static bool find_heading(struct preamble *preamble, struct window *window,
                         struct diag *diag)
{
    const struct heading *heading = preamble->heading;
    struct choice choice = {.is_found = false};
    size_t at = 0;
    unsigned line = 0;

    for (; line < HEADING_LINES && !choice.is_found; line++) {
        struct span text = want_lines(preamble, window, at, 1, diag);
        if (text.ptr == NULL)
            return false;
        if (is_too_long(preamble, text.len))
            return too_long(preamble, window, diag);
        if (text.len == 0)
            break;
        if (!look_at_line(preamble, window, at, line, &choice, diag))
            return false;
        at += text.len;
    }
    if (choice.filled == 0 && line < HEADING_LINES) {
        choice.at = at; /* the file holds nothing */
    } else if (!choice.is_found && !(heading->guesses && choice.filled > 0)) {
        heading_missing(heading, diag);
        return diag_at(diag, input_name(window->input), 0);
    }
    window_use(window, window->start + choice.at);
    drop_marks(preamble, window);
    preamble->line += choice.line;
    preamble->skipped = choice.line;
    return true;
}

/* Names what is no text at all: a workbook, or compressed. */
static bool refuse_packed(struct window *window, struct diag *diag)
{
    const char *fault;

    while (packed_is_archive(unread(window)) && !window->at_end &&
           unread(window).len < PACKED_BYTES)
        if (!window_fill(window, diag))
            return false;
    fault = packed_fault(unread(window));
    if (fault == NULL)
        return true;
    diag_set(diag, DIAG_HEADER, "%s", fault);
    return diag_at(diag, input_name(window->input), 0);
}

bool preamble_read(struct preamble *preamble, struct window *window, struct diag *diag)
{
    size_t sep_length = 0;
    char sep = 0;
    bool is_empty;

    if (!want_line(preamble, window, diag) || !refuse_packed(window, diag))
        return false;
    drop_marks(preamble, window);
    if (dialect_sep_line(unread(window), &sep_length, &sep)) {
        window_use(window, window->start + sep_length);
        preamble->line++;
        if (preamble->search.delimiter < 0)
            preamble->search.delimiter = (unsigned char)sep;
    }
    if (preamble->is_table && !drop_comments(preamble, window, diag))
        return false;
    if (preamble->heading != NULL && !find_heading(preamble, window, diag))
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
