/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A folder of private files that appears only when it is complete: it is filled under
 * another name beside its place and then renamed.
 */
#ifndef VIERPHASEN_OUTDIR_H
#define VIERPHASEN_OUTDIR_H

#include <stdbool.h>

#include "diag.h"
#include "span.h"

struct outdir;

/*
 * The folder may exist if it is empty. Folder mode 0700, files 0600. NULL and a diag on
 * failure.
 */
struct outdir *outdir_open(const char *path, struct diag *diag);

enum { OUTDIR_NAME = 40 };

/*
 * Writes a document as a file of its own. Its name, which also goes to `name`, is made
 * of the number alone, never of data.
 */
bool outdir_write(struct outdir *outdir, unsigned long long number, struct span text,
                  char name[OUTDIR_NAME], struct diag *diag);

/* Where the folder lies while it is filled. */
const char *outdir_path(const struct outdir *outdir);

/*
 * Syncs and renames if `keep`, else removes what was written; then frees. Safe on NULL.
 * False and a diag on failure.
 */
bool outdir_close(struct outdir *outdir, bool keep, struct diag *diag);

#endif
