/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A folder of files that appears only when it is complete: it is filled under
 * another name beside its place and then renamed.
 */
#ifndef VIERPHASEN_FOLDER_H
#define VIERPHASEN_FOLDER_H

#include <stdbool.h>

#include "base/span.h"

struct diag;
struct folder;

/* Who may read it: its owner alone (0700, files 0600), or whom the umask lets. */
enum folder_access { FOLDER_PRIVATE, FOLDER_SHARED };

/* The folder may exist if it is empty. NULL and a diag on failure. */
struct folder *folder_open(const char *path, enum folder_access access,
                           struct diag *diag);

/*
 * Makes a file of this name that holds the text: as a whole, or as the first part of
 * it; FOLDER_MORE: writes the text at the end of one that folder_write has begun. No
 * file is open between two calls, so there can be any number of them. False and a diag
 * on failure.
 */
enum folder_part { FOLDER_WHOLE, FOLDER_FIRST, FOLDER_MORE };
bool folder_write(struct folder *folder, const char *name, enum folder_part part,
                  struct span text, struct diag *diag);

/* Gives a file that folder_write has begun another name. False and a diag on failure.
 */
bool folder_rename(struct folder *folder, const char *from, const char *to,
                   struct diag *diag);

/*
 * Syncs and renames if `keep`, else removes what was written; then frees. Safe on NULL.
 * False and a diag on failure.
 */
bool folder_close(struct folder *folder, bool keep, struct diag *diag);

#endif
