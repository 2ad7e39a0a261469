/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where the data of the programs lies: `../share/vierphasen` beside the folder of the
 * program's own file (installed anywhere, or in the build folder), else the folder that
 * was compiled in.
 */
#ifndef VIERPHASEN_DATADIR_H
#define VIERPHASEN_DATADIR_H

#include <stdbool.h>
#include <stddef.h>

enum { DATADIR_PATH = 4096 }; /* PATH_MAX, as realpath wants it */

/* The folder in which the program's own file lies, links resolved; false: not found. */
bool datadir_program_folder(char *out);

/*
 * The path of a data file or folder, such as `calendars/germany.tsv`, into out
 * (DATADIR_PATH bytes). False if there is none; out then holds the last place looked
 * at.
 */
bool datadir_find(char *out, const char *name);

/*
 * The folder of a concept. A name with a `/`, and `.` and `..`, is a folder; any other
 * is looked for in the folders of $VIERPHASEN_CONCEPTS (separated by colons), then in
 * the data folder.
 */
bool datadir_find_concept(char *out, const char *name);

struct diag;

/*
 * Says that datadir_find_concept has not found it: `no such folder: NAME`, or `WHAT
 * "NAME"` with the one that was meant, all that there are, and that a folder needs a
 * slash. False.
 */
bool datadir_unknown_concept(const char *what, const char *name, struct diag *diag);

/*
 * The names of the concepts that could be found, in byte order, each once. An array for
 * free(), as are the names in it.
 */
char **datadir_list_concepts(unsigned *count);

#endif
