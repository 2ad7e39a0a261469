/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Quotes and line ends are all that there is to know, so that the search goes from one
 * to the next. Where the bytes end in a record, or a limit might count, it is walked
 * byte by byte (overlong.h).
 */
#include "stream/cutter.h"

#include "base/span.h"
#include "value/text.h"

void cutter_begin(struct cutter *cutter, struct dialect dialect, size_t longest)
{
    *cutter = (struct cutter){.has_quotes = dialect.format == FORMAT_CSV};
    cutter->walk = (struct overlong){.dialect = dialect, .longest = longest};
}

/* The bytes up to `count` of these end a record. */
static void end_record(struct cutter *cutter, size_t count)
{
    cutter->in_record = false;
    cutter->end = cutter->taken + count;
    cutter->feeds_at_end = cutter->feeds;
}

static void take_lines(struct cutter *cutter, struct span bytes)
{
    const char *last = memrchr(bytes.ptr, '\n', bytes.len);

    cutter->feeds += text_count_lines(bytes);
    if (last != NULL)
        end_record(cutter, (size_t)(last - bytes.ptr) + 1);
}

/* Goes on with the record that is begun, from `at`; where it ends, or bytes.len. */
static size_t walk_record(struct cutter *cutter, struct span bytes, size_t at)
{
    while (at < bytes.len) {
        cutter->feeds += bytes.ptr[at] == '\n';
        if (overlong_walk(&cutter->walk, bytes.ptr[at++])) {
            end_record(cutter, at);
            break;
        }
    }
    return at;
}

/* The first such byte from `at` on; bytes.len: there is none. */
static size_t find(struct span bytes, size_t at, char c)
{
    const char *found = memchr(bytes.ptr + at, c, bytes.len - at);

    return found != NULL ? (size_t)(found - bytes.ptr) : bytes.len;
}

/* Moves a place that was found on, if it lies before `at`. */
static void find_from(struct span bytes, size_t at, char c, size_t *place)
{
    if (*place < at)
        *place = find(bytes, at, c);
}

/* The quote that closes the field whose opening one is at `open`; bytes.len: none. */
static size_t find_closing(struct span bytes, size_t open)
{
    size_t quote = find(bytes, open + 1, '"');

    while (quote + 1 < bytes.len && bytes.ptr[quote + 1] == '"')
        quote = find(bytes, quote + 2, '"');
    return quote;
}

/*
 * Where the record ends that begins at `from`, by its quotes alone; 0 if that can't be
 * told from these bytes, or a field is so long that its limit might count. *quote is
 * the next one from `from` on, and then from there on.
 */
static size_t find_end(const struct cutter *cutter, struct span bytes, size_t from,
                       size_t *quote)
{
    char delimiter = cutter->walk.dialect.delimiter;
    size_t lf = find(bytes, from, '\n'), at = from;

    while (*quote < lf) {
        bool opens = *quote == from || bytes.ptr[*quote - 1] == delimiter;
        size_t closing = opens ? find_closing(bytes, *quote) : *quote;
        if (closing + 1 >= bytes.len || closing - *quote > cutter->walk.longest)
            return 0;
        at = closing + 1;
        find_from(bytes, at, '\n', &lf);
        /* Behind a misplaced quote the next line end counts, and no other quote. */
        if (!opens || bytes.ptr[at] != delimiter)
            break;
        find_from(bytes, at, '"', quote);
    }
    return lf < bytes.len ? lf + 1 : 0;
}

static void take_records(struct cutter *cutter, struct span bytes)
{
    size_t at = 0, quote = 0, end;

    if (cutter->in_record)
        at = walk_record(cutter, bytes, at);
    quote = find(bytes, at, '"');
    while (at < bytes.len) {
        size_t first_quote = quote;
        end = find_end(cutter, bytes, at, &quote);
        if (end == 0) {
            overlong_begin(&cutter->walk, cutter->walk.dialect, cutter->walk.longest);
            cutter->in_record = true;
            at = walk_record(cutter, bytes, at);
        } else {
            bool is_line = first_quote >= end;
            cutter->feeds +=
                is_line ? 1 : text_count_lines(span_of(bytes.ptr + at, end - at));
            at = end;
            end_record(cutter, at);
        }
        find_from(bytes, at, '"', &quote);
    }
}

void cutter_take(struct cutter *cutter, struct span bytes)
{
    if (cutter->has_quotes)
        take_records(cutter, bytes);
    else
        take_lines(cutter, bytes);
    cutter->taken += bytes.len;
}

size_t cutter_cut(struct cutter *cutter)
{
    size_t end = cutter->end > 0 ? cutter->end : cutter->taken;
    size_t feeds = cutter->end > 0 ? cutter->feeds_at_end : cutter->feeds;

    cutter->taken -= end;
    cutter->feeds -= feeds;
    cutter->end = cutter->feeds_at_end = 0;
    return feeds;
}
