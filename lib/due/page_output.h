/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where the pages of due lists go: one list behind the other to standard output, a form
 * feed between two, or all on one page of HTML; or each to a file of its own in a new
 * folder, NAME.txt or NAME.html, by an index with the columns name and case_manager.
 */
#ifndef VIERPHASEN_PAGE_OUTPUT_H
#define VIERPHASEN_PAGE_OUTPUT_H

#include <stdbool.h>

#include "base/span.h"

struct diag;
struct file_names;
struct page_output;

/* folder and index NULL: standard output. NULL and a diag on failure. */
struct page_output *page_output_open(const char *folder, const char *index,
                                     bool is_html, struct diag *diag);

/* The names of the files; NULL: standard output. */
struct file_names *page_output_names(struct page_output *output);

/* Writes the pages of a case manager. False and a diag on failure. */
bool page_output_write(struct page_output *output, struct span case_manager,
                       struct span text, struct diag *diag);

/*
 * With `keep` the folder appears; else, and on failure, nothing is left of it. Safe on
 * NULL. False and a diag if not everything was written.
 */
bool page_output_close(struct page_output *output, bool keep, struct diag *diag);

#endif
