/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The due list of one case manager as a section of a page of HTML, in German: what
 * page_layout.h puts on paper. A page needs no script, no network and no other file;
 * every value is shown as text, without controls and marks of direction.
 *
 * Rows are written as they come, a table for each urgency; the memory is that of the
 * written rows of one case manager.
 */
#ifndef VIERPHASEN_PAGE_HTML_H
#define VIERPHASEN_PAGE_HTML_H

#include <stdbool.h>

#include "base/buffer.h"
#include "base/span.h"

struct output;
struct page_form;
struct page_html;
struct record;

/* With `has_names` there is a column of persons. The form's texts stay with the caller.
 */
struct page_html *page_html_new(const struct page_form *form, bool has_names);
void page_html_free(struct page_html *html);

/* Takes a row (enum page_cell), the rows of a list in their order. */
void page_html_add(struct page_html *html, const struct record *row);

/* Writes the section of what was taken (at least one row). Then it is empty. */
void page_html_write(struct page_html *html, struct output *output);

/*
 * Adds what stands before the sections of a page, and behind them. `manager`, decoded,
 * names a page of one case manager; ptr NULL: it is one of all.
 */
void page_html_begin(struct buffer *out, struct span manager);
void page_html_end(struct buffer *out);

/*
 * Adds a TSV field, or a value that is decoded, as text without controls; `plain` is a
 * place to work in.
 */
void page_html_field(struct buffer *out, struct span field, struct buffer *plain);
void page_html_value(struct buffer *out, struct span value, struct buffer *plain);

#endif
