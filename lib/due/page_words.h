/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The German words that a due list has on paper and on a page: of its sections, its
 * totals, its legend.
 */
#ifndef VIERPHASEN_PAGE_WORDS_H
#define VIERPHASEN_PAGE_WORDS_H

#include "base/buffer.h"
#include "base/span.h"
#include "due/page_layout.h"

#define PAGE_TITLE "Wiedervorlagen"

/* The name of a section, in capitals or not, and what its rows are in a total. */
struct page_urgency_words {
    const char *capitals, *title, *counted;
};

extern const struct page_urgency_words page_urgency_words[PAGE_URGENCIES];

/* Adds `Wiedervorlagen FM-01` of a case manager, a TSV field, without controls. */
void page_words_title(struct buffer *out, struct span manager);

/* Adds `2 überfällig, 1 fällig; neu 1`; nothing for no rows. */
void page_words_totals(struct buffer *out, const unsigned long totals[PAGE_URGENCIES],
                       unsigned long fresh);

/* Adds a warning of records that could not be read; nothing for none. */
void page_words_refused(struct buffer *out, unsigned long count);

/* Adds ` (Frist 22.11.2026) (vorher 20.11.2026)` of a row, as far as it has them. */
void page_words_days(struct buffer *out, const struct record *row);

/* What stands below a list: line i of PAGE_LEGEND_LINES, or NULL if it is no use here.
 */
enum { PAGE_LEGEND_LINES = 4 };
const char *page_words_legend(unsigned i, bool has_changes, bool has_unclear);

#endif
