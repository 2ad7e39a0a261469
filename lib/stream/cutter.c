/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A record whose first line has no quote is that line, which is nearly all that there
 * is to know; the others are walked byte by byte (overlong.h), but for what stands
 * inside quotes.
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
        size_t skipped = overlong_skip(&cutter->walk, span_after(bytes, at));
        cutter->feeds += text_count_lines(span_of(bytes.ptr + at, skipped));
        at += skipped;
        if (at == bytes.len)
            break;
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

static void take_records(struct cutter *cutter, struct span bytes)
{
    size_t at = 0, quote = 0, lf;

    if (cutter->in_record)
        at = walk_record(cutter, bytes, at);
    while (at < bytes.len) {
        if (quote <= at)
            quote = find(bytes, at, '"');
        lf = find(bytes, at, '\n');
        if (lf < quote) {
            at = lf + 1;
            cutter->feeds++;
            end_record(cutter, at);
            continue;
        }
        overlong_begin(&cutter->walk, cutter->walk.dialect, cutter->walk.longest);
        cutter->in_record = true;
        at = walk_record(cutter, bytes, at);
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
