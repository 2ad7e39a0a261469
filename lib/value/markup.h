/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Text that becomes part of a page or of an XML file, so that nothing in it is taken
 * for markup. What neither HTML nor XML 1.0 can hold (control characters, bytes that
 * are not UTF-8) becomes U+FFFD.
 */
#ifndef VIERPHASEN_MARKUP_H
#define VIERPHASEN_MARKUP_H

#include "base/buffer.h"
#include "base/span.h"

/* Adds a text that stands between tags. */
void markup_text(struct buffer *out, struct span text);

/*
 * Adds a text that stands in the double quotes of an attribute. There XML would read a
 * TAB or a line end as a blank, so that both become references.
 */
void markup_attribute(struct buffer *out, struct span text);

/*
 * Adds a format in which each `%` takes the next of the texts, as one between tags or,
 * behind an odd number of double quotes, in an attribute:
 * markup_print(out, "<td id=\"%\">%</td>", 2, id, cell).
 */
void markup_print(struct buffer *out, const char *format, unsigned count, ...);

/*
 * Adds the beginning of a page in German, up to the tag of its body: it needs no other
 * file, and may load and run none. The style is a constant of ours.
 */
void markup_begin_page(struct buffer *out, struct span title, const char *style);

#endif
