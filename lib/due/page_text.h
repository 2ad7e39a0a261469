/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Text for a printer: lines of so many columns (value/width.h), without anything that a
 * printer or a terminal would obey.
 */
#ifndef VIERPHASEN_PAGE_TEXT_H
#define VIERPHASEN_PAGE_TEXT_H

#include <stddef.h>

#include "base/buffer.h"
#include "base/span.h"

/* As much from the start of a text as fits into `width` columns. */
struct span page_text_head(struct span text, size_t width);

/*
 * A TSV field as one line, in `out`, which has room for field.len bytes; the
 * length.
 * Tabs and line breaks become spaces; other control characters (Unicode Cc) and marks
 * of direction (the Bidi_Control of Unicode) a question mark.
 */
size_t page_text_plain(struct span field, char *out);

/* Lines that a text was broken into. A zeroed struct is an empty one. */
struct page_lines {
    struct buffer plain, text;
    struct span *lines;
    size_t count, room;
};

/*
 * Breaks a TSV field into lines of at most `width` (> 0) characters, at its spaces, and
 * a longer word where it is full. At least one line.
 */
void page_lines_wrap(struct page_lines *lines, struct span field, size_t width);

void page_lines_free(struct page_lines *lines);

#endif
