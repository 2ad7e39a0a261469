/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The index.tsv of a folder of files (outdir.h): a table, written as it comes, that
 * says what each file is.
 */
#ifndef VIERPHASEN_INDEX_H
#define VIERPHASEN_INDEX_H

#include <stdbool.h>

#include "base/diag.h"
#include "base/span.h"
#include "files/outdir.h"
#include "stream/writer.h"

struct index;

/* `columns`: names between spaces. The folder must outlive it. NULL and a diag on
 * failure. */
struct index *index_open(struct outdir *folder, const char *columns, struct diag *diag);

/* For the values of a row, which index_end_row ends. */
struct writer *index_writer(struct index *index);
bool index_end_row(struct index *index, struct diag *diag);

/*
 * Completes the file. index_free without it: the folder will not be kept, either. Safe
 * on NULL.
 */
bool index_finish(struct index *index, struct diag *diag);
void index_free(struct index *index);

#endif
