/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A folder of files that appears only when it is complete: it is filled under
 * another name beside its place (`NAME.unfinished-XXXXXX`) and then renamed. A signal
 * that can be caught removes what is unfinished; of a run that was killed, the next one
 * for the same place does. Folder and files are reached by descriptors alone, so that
 * no name on the way can be exchanged for a link meanwhile.
 */
#ifndef VIERPHASEN_FOLDER_H
#define VIERPHASEN_FOLDER_H

#include <stdbool.h>

#include "base/span.h"

struct diag;
struct folder;

/* Who may read it: its owner alone (0700, files 0600), or whom the umask lets. */
enum folder_access { FOLDER_PRIVATE, FOLDER_SHARED };

/*
 * The folder may exist if it is empty; with FOLDER_REPLACE also if it is the output of
 * an earlier run (earlier.h). NULL and a diag on failure.
 */
enum folder_place { FOLDER_NEW, FOLDER_REPLACE };
struct folder *folder_open(const char *path, enum folder_access access,
                           enum folder_place place, struct diag *diag);

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
 * Syncs and renames if `keep`, else removes what was written; then frees. A folder that
 * is replaced stands at its place up to the moment in which the new one does, and is
 * removed then; if it is no output of an earlier run any more, nothing is replaced.
 * Safe on NULL. False and a diag on failure.
 */
bool folder_close(struct folder *folder, bool keep, struct diag *diag);

#endif
