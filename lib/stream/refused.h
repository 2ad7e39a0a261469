/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The file of refused records as they were, under the header they came with and in the
 * encoding of their file: what is corrected there is read again as the file itself was.
 * Readable by its owner only.
 *
 * Of several files the first one's header, encoding and delimiter count.
 */
#ifndef VIERPHASEN_REFUSED_H
#define VIERPHASEN_REFUSED_H

#include <stdbool.h>

struct diag;
struct output;
struct reader;
struct record;
struct refused;

/*
 * Opens the file and writes what the reader's first file begins with. The reader
 * outlives it. NULL and a diag on failure.
 */
struct refused *refused_open(const char *path, const struct reader *reader,
                             struct diag *diag);

/* Where it is written: closed by the caller, with others (output_close_all). */
struct output *refused_output(const struct refused *refused);

/* Frees all but the output. */
void refused_free(struct refused *refused);

/*
 * Writes the record that the reader gave or refused last, as it was. False and a diag
 * with its place if that can't be: it stands in a file with another order of columns or
 * another delimiter, it holds what the encoding of the first file doesn't have, or it
 * was over the limit of a record and is gone.
 */
bool refused_write(struct refused *refused, const struct record *record,
                   struct diag *diag);

#endif
