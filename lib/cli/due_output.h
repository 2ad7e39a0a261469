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

#include "base/diag.h"
#include "cli/options.h"
#include "due/due_calendar.h"
#include "due/due_row.h"
#include "files/split.h"

/* A zeroed struct with the options of the caller's in it; due_output_free ends it. */
struct due_output {
    struct span keep; /* columns of the input between commas; ptr NULL: none */
    bool has_window;

    struct due_row row;
    struct due_calendar calendar;
    struct split *split; /* or NULL */
    const char *split_by, *folder;
    struct output *output;       /* in memory if the list is split */
    struct writer *writer;       /* NULL: a calendar */
    struct deadline_notes notes; /* also of the caller's obligations */
};

/*
 * Takes what the options say. False and a diag if some don't go together or a value is
 * malformed.
 */
bool due_output_choose(struct due_output *view, const struct options *options,
                       struct diag *diag);

/* Whether the output has to be one in memory. */
bool due_output_is_split(const struct due_output *view);

/* Names the columns, view->row.columns. False and a diag if an option names a wrong
 * one. */
bool due_output_name(struct due_output *view, const struct header *header,
                     struct diag *diag);

/*
 * Begins to write; both stay with the caller. The writer (NULL: a calendar) has written
 * its header to the output. False and a diag on failure.
 */
bool due_output_begin(struct due_output *view, const struct columns *columns,
                      struct output *output, struct writer *writer, struct diag *diag);

/* Takes up a record. False and a diag if it can't be written. */
bool due_output_read(struct due_output *view, const struct record *record,
                     struct diag *diag);

/* Writes an obligation of that record's person. False and a diag on failure. */
bool due_output_write(struct due_output *view, const struct facts *facts,
                      const struct record *record, const struct obligation *obligation,
                      struct diag *diag);

/* Completes what was written. False and a diag on failure. */
bool due_output_finish(struct due_output *view, struct diag *diag);

/* Without due_output_finish nothing is left of a folder. Always safe. */
void due_output_free(struct due_output *view);

#endif
