/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How a due list is shown: as a stream of records or as a calendar, in one piece or
 * split into a file for each value of a column.
 *
 * The functions are called in the order in which they stand here.
 */
#ifndef VIERPHASEN_DUE_OUTPUT_H
#define VIERPHASEN_DUE_OUTPUT_H

#include <stdbool.h>

#include "due/due_calendars.h"
#include "due/due_row.h"
#include "person/obligation.h"

struct columns;
struct diag;
struct facts;
struct header;
struct output;
struct record;
struct split;
struct writer;

/*
 * A zeroed struct, with what due_options_apply says in it, and the columns of the row
 * named (due_row_name, due_row_sort_by); due_output_free ends it.
 */
struct due_output {
    struct due_row row;
    struct due_calendars calendars;
    const char *folder;          /* where the files of a split list go, or NULL */
    const char *path;            /* of the whole list beside them, or NULL */
    bool has_readable_names;     /* of these files */
    struct split *split;         /* or NULL */
    struct output *whole;        /* of path, or NULL */
    struct output *output;       /* in memory if the list is split */
    struct writer *writer;       /* NULL: a calendar */
    struct deadline_notes notes; /* also of the caller's obligations */
};

/*
 * Opens the whole list of a list that is split, if there is to be one. False and a diag
 * on failure.
 */
bool due_output_open(struct due_output *view, struct diag *diag);

/*
 * Says that the names of persons are wanted, which are for calendars only: a list keeps
 * columns. False and a diag if there are none.
 */
bool due_output_want_names(struct facts *facts, const struct header *header,
                           struct diag *diag);

/*
 * Begins to write; both stay with the caller. The writer (NULL: a calendar) has written
 * its header to the output. False and a diag on failure.
 */
bool due_output_begin(struct due_output *view, const struct columns *columns,
                      struct output *output, struct writer *writer, struct diag *diag);

/* Takes up a record, of the person of the facts. False and a diag if it can't be
 * written. */
bool due_output_read(struct due_output *view, const struct facts *facts,
                     const struct record *record, struct diag *diag);

/* Writes an obligation of that record's person. False and a diag on failure. */
bool due_output_write(struct due_output *view, const struct facts *facts,
                      const struct record *record, const struct obligation *obligation,
                      struct diag *diag);

/* Completes what was written. False and a diag on failure. */
bool due_output_finish(struct due_output *view, struct diag *diag);

/* Without due_output_finish nothing is left of a folder. Always safe. */
void due_output_free(struct due_output *view);

#endif
