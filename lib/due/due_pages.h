/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A due list as text for the printer, each case manager on pages of their own
 * (page_layout.h), or as sections of HTML (page_html.h): what is overdue, due,
 * upcoming, each by the day to work on it; behind it, in a list of due_changes, what is
 * unclear or gone. Memory: one case manager's rows; a sort (sorter.h) brings them
 * together.
 *
 * The functions are called in the order in which they stand here.
 */
#ifndef VIERPHASEN_DUE_PAGES_H
#define VIERPHASEN_DUE_PAGES_H

#include <stdbool.h>

#include "base/span.h"

struct diag;
struct due_pages;
struct header;
struct overview;
struct page_form;
struct record;

/*
 * `file` is for the message; of the form has_changes is set by the columns. NULL and a
 * diag on failure, or if the list lacks a column.
 */
struct due_pages *due_pages_open(const struct header *header, const char *file,
                                 const struct page_form *form, struct diag *diag);

/* Whether the list says what has changed. */
bool due_pages_have_changes(const struct due_pages *pages);

/* Rows that are added are counted there, too (NULL: nowhere). */
void due_pages_count(struct due_pages *pages, struct overview *overview);

/*
 * Takes a row of the list. DUE_PAGES_REFUSED: it is faulty, the diag says why, not
 * where.
 */
enum due_pages_status { DUE_PAGES_GOOD, DUE_PAGES_REFUSED, DUE_PAGES_FAILED };
enum due_pages_status due_pages_add(struct due_pages *pages, const struct record *row,
                                    struct diag *diag);

/*
 * After the last row: calls `take` with the pages of each case manager, in the order of
 * their bytes. False and a diag if it gives false, or on failure.
 */
typedef bool due_pages_take(void *context, struct span case_manager, struct span text,
                            struct diag *diag);
bool due_pages_each(struct due_pages *pages, due_pages_take *take, void *context,
                    struct diag *diag);

/* Safe on NULL. */
void due_pages_free(struct due_pages *pages);

#endif
