/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The index.tsv of a folder of files (folder.h): a table, written as it comes, that
 * says what each file is.
 */
#ifndef VIERPHASEN_LISTING_H
#define VIERPHASEN_LISTING_H

#include <stdbool.h>

struct diag;
struct folder;
struct listing;
struct writer;

/* `columns`: names between spaces. The folder must outlive it. */
struct listing *listing_open(struct folder *folder, const char *columns);

/* For the values of a row, which listing_end_row ends. False and a diag on failure. */
struct writer *listing_writer(struct listing *listing);
bool listing_end_row(struct listing *listing, struct diag *diag);

/*
 * Completes the file. listing_free without it: the folder will not be kept, either.
 * Safe on NULL.
 */
bool listing_finish(struct listing *listing, struct diag *diag);
void listing_free(struct listing *listing);

#endif
