/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A folder of private files that appears only when it is complete: it is filled under
 * another name beside its place and then renamed.
 */
#ifndef VIERPHASEN_OUTDIR_H
#define VIERPHASEN_OUTDIR_H

#include <stdbool.h>

#include "base/diag.h"
#include "base/span.h"

struct outdir;

/*
 * The folder may exist if it is empty. Folder mode 0700, files 0600. NULL and a diag on
 * failure.
 */
struct outdir *outdir_open(const char *path, struct diag *diag);

/*
 * Makes a file of this name that holds the text; OUTDIR_MORE: writes the text at the
 * end of one that outdir_write has made. No file is open between two calls, so there
 * can be any number of them. False and a diag on failure.
 */
enum outdir_part { OUTDIR_FIRST, OUTDIR_MORE };
bool outdir_write(struct outdir *outdir, const char *name, enum outdir_part part,
                  struct span text, struct diag *diag);

/*
 * Syncs and renames if `keep`, else removes what was written; then frees. Safe on NULL.
 * False and a diag on failure.
 */
bool outdir_close(struct outdir *outdir, bool keep, struct diag *diag);

#endif
