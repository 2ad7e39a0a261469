/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Cuts a record whose quotes are well-formed (RFC 4180) along the scan's index, without
 * a look at each byte. What is odd is left to libcsv (quoted.h), which also says what
 * is wrong with it; both give the same fields. Internal to quoted.c.
 */
#ifndef VIERPHASEN_QUOTED_CUT_H
#define VIERPHASEN_QUOTED_CUT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/span.h"
#include "stream/builder.h"

struct window;

struct quoted_cut {
    size_t length; /* of the record with its line's end */
    unsigned long line_feeds;
    /*
     * The record with quotes around such fields only as hold a delimiter, a quote or an
     * LF: its bytes, or the fields without any quotes. A null span if it is neither.
     */
    struct span canonical;
};

/*
 * The fields of the record at window->start, with the delimiters between them. False,
 * and nothing is used up, if the window does not hold all of it, a quote is misplaced,
 * or it has more than `longest` bytes, so that a field may be over the limit. Else the
 * window's next entries are those behind the record, but for its odd bytes; its bytes
 * stay until window_use.
 */
bool quoted_cut(struct builder *fields, struct window *window, size_t longest,
                struct quoted_cut *cut);

#endif
