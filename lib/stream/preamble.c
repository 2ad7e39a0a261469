/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stream/preamble.h"

#include "value/text.h"

static struct span window(const struct feed *feed)
{
    return span_of(feed->bytes + feed->start, feed->end - feed->start);
}

/* The length of the first line with its LF; 0 if the window holds no whole line. */
static size_t first_line(const struct feed *feed)
{
    struct span text = window(feed);
    const char *lf = text.len > 0 ? memchr(text.ptr, '\n', text.len) : NULL;

    return lf != NULL ? (size_t)(lf - text.ptr) + 1 : 0;
}

static bool too_long(const struct preamble *preamble, const struct feed *feed,
                     struct diag *diag)
{
    diag_set(diag, DIAG_HEADER, "header of more than %zu bytes, raise --max-record",
             preamble->longest);
    diag_at(diag, source_name(feed->source), preamble->line);
    return false;
}

/* Whether the window is over the limit for a line, its line end not counted. */
static bool is_too_long(const struct preamble *preamble, size_t length)
{
    return length > preamble->longest + 2;
}

/* Reads until the window holds a whole line, or the file has no more. */
static bool want_line(const struct preamble *preamble, struct feed *feed,
                      struct diag *diag)
{
    while (!feed->at_end && first_line(feed) == 0) {
        if (is_too_long(preamble, window(feed).len))
            return too_long(preamble, feed, diag);
        if (!feed_fill(feed, diag))
            return false;
    }
    return true;
}

/* Drops the lines of a rule table that are comments or empty. */
static bool drop_comments(struct preamble *preamble, struct feed *feed,
                          struct diag *diag)
{
    while (want_line(preamble, feed, diag)) {
        struct span text = window(feed);
        size_t line = first_line(feed);
        bool empty = line == 1 || (line == 2 && text.ptr[0] == '\r');
        if (line == 0 || !(empty || text.ptr[0] == '#'))
            return true;
        feed_use(feed, feed->start + line);
        preamble->line++;
    }
    return false;
}

/* Reads until the window holds the whole header; settles the delimiter. */
static bool want_header(struct preamble *preamble, struct feed *feed, struct diag *diag)
{
    size_t length = 0;

    while (length == 0) {
        if (window(feed).len > 0)
            length = dialect_find_header(&preamble->search, window(feed), feed->at_end);
        if (is_too_long(preamble, length > 0 ? length : window(feed).len))
            return too_long(preamble, feed, diag);
        if (length == 0 && (feed->at_end || !feed_fill(feed, diag)))
            return feed->at_end;
    }
    return true;
}

bool preamble_read(struct preamble *preamble, struct feed *feed, struct diag *diag)
{
    size_t sep_length = 0;
    char sep = 0;
    bool is_empty;

    if (!want_line(preamble, feed, diag))
        return false;
    if (span_starts(window(feed), TEXT_BOM))
        feed_use(feed, feed->start + strlen(TEXT_BOM));
    if (dialect_sep_line(window(feed), &sep_length, &sep)) {
        feed_use(feed, feed->start + sep_length);
        preamble->line++;
        if (preamble->search.delimiter < 0)
            preamble->search.delimiter = (unsigned char)sep;
    }
    if (preamble->is_table && !drop_comments(preamble, feed, diag))
        return false;
    if (!want_header(preamble, feed, diag))
        return false;
    is_empty = window(feed).len == 0 || (feed->added_lf && window(feed).len == 1);
    if (is_empty) {
        diag_set(diag, DIAG_HEADER, "no header, expected a line of column names");
        diag_at(diag, source_name(feed->source), preamble->line);
    }
    return !is_empty;
}
