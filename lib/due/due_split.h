/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The changes of a due list (due_changes.h) as a new folder (folder.h): a file for each
 * case manager who has some, and index.tsv with the counts of each. Files have the
 * names that those of the lists have, by the indices that followup-due --split wrote
 * beside them; the index of NEW also says how many rows each of its lists must have.
 */
#ifndef VIERPHASEN_DUE_SPLIT_H
#define VIERPHASEN_DUE_SPLIT_H

#include <stdbool.h>

#include "base/span.h"

struct diag;
struct due_changed;
struct due_split;
struct writer;

struct due_split_form {
    const char *folder;          /* new or empty */
    const struct writer *writer; /* of the rows */
    const char *index;           /* the index of NEW */
    const char *old_index;       /* that of OLD, or NULL */
};

/* Makes the folder, under another name. NULL and a diag on failure. */
struct due_split *due_split_open(const struct due_split_form *form, struct diag *diag);

/* What each file begins with; copied. */
void due_split_head(struct due_split *split, struct span head);

/*
 * Takes a row, rows of a case manager one behind the other; `text` is what the file
 * gets of it, empty if nothing has changed. False and a diag on failure.
 */
bool due_split_add(struct due_split *split, const struct due_changed *changed,
                   struct span text, struct diag *diag);

/*
 * The numbers of case managers and of their rows: overdue, due, upcoming; new, changed,
 * status, gone, unclear.
 */
enum { DUE_SPLIT_COUNTS = 8 };
struct due_split_totals {
    unsigned long lists, counts[DUE_SPLIT_COUNTS];
};

/* Completes the folder, which appears. False and a diag on failure; nothing is left. */
bool due_split_finish(struct due_split *split, struct due_split_totals *totals,
                      struct diag *diag);

/* Safe on NULL; without due_split_finish nothing is left of the folder. */
void due_split_free(struct due_split *split);

#endif
