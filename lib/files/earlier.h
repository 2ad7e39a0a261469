/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What earlier runs have left where a folder (folder.h) is to appear: a whole folder
 * that may be replaced, and unfinished ones of runs that were killed.
 */
#ifndef VIERPHASEN_EARLIER_H
#define VIERPHASEN_EARLIER_H

#include <stdbool.h>

struct diag;

/*
 * Whether the folder holds an index.tsv and nothing but the files that its column
 * `file` names: then it is the output of an earlier run, and nothing of anybody's own
 * goes with it. False and a diag without a place.
 */
bool earlier_is_output(int folder, struct diag *diag);

/* What stands between the name of a folder and six letters while it is filled. */
extern const char EARLIER_UNFINISHED[];

/*
 * Removes the unfinished folders of `name` in `parent` that no process fills any more:
 * nobody holds their lock (earlier_lock). Only those of this user, and only files in
 * them.
 */
void earlier_remove_unfinished(int parent, const char *name);

/* Holds an unfinished folder, as long as the descriptor is open. */
void earlier_lock(int folder);

#endif
