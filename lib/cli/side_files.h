/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The files beside a filter's output that refused records go to. None of the three may
 * be one that is read; they appear together.
 */
#ifndef VIERPHASEN_SIDE_FILES_H
#define VIERPHASEN_SIDE_FILES_H

#include <stdbool.h>

#include "base/span.h"

struct diag;
struct options;
struct output;
struct reader;
struct record;
struct refused;

/* A zeroed struct has none. */
struct side_files {
    struct output *rejects;  /* --rejects, or NULL */
    struct refused *refused; /* --refused, or NULL */
};

/* Opens what the options ask for; reader: NULL if nothing is read by records. */
bool side_files_open(struct side_files *files, const struct options *options,
                     const struct reader *reader, struct diag *diag);

/* Whether the output (NULL: standard output) is a file of its own; else a diag. */
bool side_files_spare(const struct side_files *files, const struct output *output,
                      struct diag *diag);

/* Writes what is refused, and why, to the reject file, if there is one. */
void side_files_reject(struct side_files *files, const struct diag *why,
                       struct span raw);

/*
 * Writes the record that the reader gave or refused last to the refused records, if
 * they are wanted. False and a diag as of refused_write.
 */
bool side_files_refuse(struct side_files *files, const struct record *record,
                       struct diag *diag);

/*
 * What they hold so far is on the disk: behind that a tool may let a folder of its own
 * appear. False and a diag if it can't be written.
 */
bool side_files_sync(struct side_files *files, struct diag *diag);

/* Completes or drops them with the output (NULL: none), all or none. */
bool side_files_close(struct side_files *files, struct output *output, bool keep,
                      struct diag *diag);

/* Drops them, of a run that has failed (output_discard_all). */
bool side_files_discard(struct side_files *files, struct output *output,
                        struct diag *diag);

#endif
