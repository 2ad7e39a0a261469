/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "preamble.h"

#include "dialect.h"
#include "text.h"

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

static size_t header_length(const struct feed *feed)
{
    return feed->end > feed->start ? dialect_header_length(window(feed)) : 0;
}

/* Reads until `length` finds what it looks for, or the file has no more. */
static bool read_until(size_t (*length)(const struct feed *), struct preamble *preamble,
                       struct feed *feed, struct diag *diag)
{
    while (!feed->at_end && length(feed) == 0) {
        if (feed->end - feed->start > preamble->longest) {
            diag_set(diag, DIAG_HEADER,
                     "header of more than %zu bytes, raise --max-record",
                     preamble->longest);
            diag_at(diag, source_name(feed->source), preamble->line);
            return false;
        }
        if (!feed_fill(feed, diag))
            return false;
    }
    return true;
}

/* Drops the lines of a rule table that are comments or empty. */
static bool drop_comments(struct preamble *preamble, struct feed *feed,
                          struct diag *diag)
{
    while (read_until(first_line, preamble, feed, diag)) {
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

bool preamble_read(struct preamble *preamble, struct feed *feed, struct diag *diag)
{
    size_t sep_length = 0;
    char sep = 0;

    if (!read_until(first_line, preamble, feed, diag))
        return false;
    if (span_starts(window(feed), TEXT_BOM))
        feed_use(feed, feed->start + strlen(TEXT_BOM));
    if (dialect_sep_line(window(feed), &sep_length, &sep)) {
        feed_use(feed, feed->start + sep_length);
        preamble->line++;
    }
    if (preamble->is_table && !drop_comments(preamble, feed, diag))
        return false;
    if (!read_until(header_length, preamble, feed, diag))
        return false;
    if (feed->start == feed->end) {
        diag_set(diag, DIAG_HEADER, "no header, expected a line of column names");
        diag_at(diag, source_name(feed->source), preamble->line);
        return false;
    }
    if (preamble->delimiter < 0)
        preamble->delimiter =
            sep_length > 0 ? sep : dialect_find_delimiter(window(feed));
    return true;
}
