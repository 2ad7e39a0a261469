/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The due list of one case manager as pages for the printer, in German: a heading with
 * the totals, a section for each urgency, a box to tick for each row, a legend.
 *
 * A list is made of blocks that stay on one page. All rows are kept until the last one
 * is known, because totals and the number of pages stand in front.
 */
#ifndef VIERPHASEN_PAGE_LAYOUT_H
#define VIERPHASEN_PAGE_LAYOUT_H

#include <stdbool.h>

#include "base/span.h"

struct output;
struct record;

enum { PAGE_WIDTH_LEAST = 72, PAGE_LINES_LEAST = 20 };

struct page_form {
    unsigned width;        /* characters of a line, at least PAGE_WIDTH_LEAST */
    unsigned lines;        /* of a page, at least PAGE_LINES_LEAST; 0: no pages */
    struct span stand;     /* the day of the list, on the right of the heading */
    unsigned long refused; /* records that could not be read */
    bool has_changes;      /* rows say what has changed since the last list */
    bool is_html;          /* a page of HTML (page_html.h) instead */
};

enum page_urgency {
    PAGE_OVERDUE,
    PAGE_DUE,
    PAGE_UPCOMING,
    PAGE_UNCLEAR,
    PAGE_GONE,
    PAGE_URGENCIES
};

/* The fields of a row of TSV. Dates are YYYY-MM-DD. */
enum page_cell {
    PAGE_CASE_MANAGER,
    PAGE_URGENCY, /* a digit, enum page_urgency */
    PAGE_WORK_ON,
    PAGE_DUE_ON,
    PAGE_CLIENT_ID,
    PAGE_LABEL,
    PAGE_DAYS,
    PAGE_MARK,   /* what has changed, PAGE_NEW among it */
    PAGE_PERSON, /* the name, or empty */
    PAGE_BEFORE, /* the earlier work_on, if that has changed */
    PAGE_CELLS
};

#define PAGE_NEW "neu"

struct page_layout;

/* The form's texts stay with the caller. */
struct page_layout *page_layout_new(const struct page_form *form);
void page_layout_free(struct page_layout *layout);

/* Takes a row, the rows of a list in their order. */
void page_layout_add(struct page_layout *layout, const struct record *row);

/*
 * Writes the pages of what was taken (at least one row), a form feed between two. Then
 * the layout is empty.
 */
void page_layout_write(struct page_layout *layout, struct output *output);

#endif
