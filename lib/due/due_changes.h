/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is new, changed or gone between two due lists, OLD and NEW.
 *
 * An obligation is known again by its case_manager, client_id, deadline and anchor_on,
 * compared as bytes: one that is handed over is gone from one case manager and new for
 * the other. Where these stand twice in a list, rows pair in the order of their bytes.
 * Two sorts (sorter.h) bring the lists together, so that memory doesn't grow with them.
 *
 * The functions of struct due_changes are called in the order in which they stand here.
 */
#ifndef VIERPHASEN_DUE_CHANGES_H
#define VIERPHASEN_DUE_CHANGES_H

#include <stdbool.h>

#include "base/span.h"

struct diag;
struct header;
struct reader_options;
struct record;
struct writer;

enum due_change {
    DUE_SAME,
    DUE_NEW,     /* not in OLD */
    DUE_CHANGED, /* another due_on or work_on */
    DUE_STATUS,  /* the same days, another status */
    DUE_GONE,    /* not in NEW; the row is that of OLD */
    DUE_UNCLEAR, /* the same, of a person of whom no record could be read */
    DUE_CHANGES
};

/* As in the column `change`: empty for DUE_SAME. */
struct span due_change_name(enum due_change change);

/* The columns behind those of NEW: `change was_due_on was_work_on was_status`. */
extern const char due_changes_columns[];

struct due_changes;

/*
 * `columns` are those of NEW, whose file is `file`, for the message; `decodes`: rows
 * are going to be written in another format than TSV. NULL and a diag on failure, or if
 * a column is missing that rows are known by.
 */
struct due_changes *due_changes_open(const struct header *columns, const char *file,
                                     bool decodes, struct diag *diag);

/*
 * Takes the client_id of each record of a case stream: those that could be read for
 * NEW. If at all, before any row. This and the next two: false and a diag on failure,
 * also if a record is faulty.
 */
bool due_changes_read_persons(struct due_changes *changes, const char *path,
                              const struct reader_options *reading, struct diag *diag);

/* Takes the rows of OLD, or a row of NEW. */
bool due_changes_read_old(struct due_changes *changes, const char *path,
                          const struct reader_options *reading, struct diag *diag);
bool due_changes_add_new(struct due_changes *changes, const struct record *row,
                         struct diag *diag);

/* A row of NEW, or of OLD if it is gone. */
struct due_changed {
    enum due_change change;
    struct span case_manager, status; /* as TSV has them */
    const struct record *row;         /* for due_changes_write */
    const struct record *was;         /* the row of OLD, or NULL */
};

/*
 * After the last row: calls `take` for each row, in the order of what rows are known
 * by. False and a diag if it gives false, or on failure.
 */
typedef bool due_changes_take(void *context, const struct due_changed *changed,
                              struct diag *diag);
bool due_changes_each(struct due_changes *changes, due_changes_take *take,
                      void *context, struct diag *diag);

/* Writes a row that `take` was given, with all columns. */
void due_changes_write(const struct due_changes *changes,
                       const struct due_changed *changed, struct writer *writer);

/* Safe on NULL. */
void due_changes_free(struct due_changes *changes);

#endif
