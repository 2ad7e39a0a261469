/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is read and what is written are apart: no regular file may be both, under
 * whatever names, or an input is lost. Each input tells itself when it is opened, so
 * that none is forgotten, whichever of a dozen modules opens it.
 *
 * This is of the process, and in no object, as the journal is (journal.h).
 */
#ifndef VIERPHASEN_APART_H
#define VIERPHASEN_APART_H

#include <stdbool.h>
#include <sys/stat.h>

struct diag;

/* A file is read from now on. False and a diag if it is written. */
bool apart_read(const struct stat *file, struct diag *diag);

/* The same of a file that will be read later, `-` for standard input. NULL, or nothing
 * of this name: nothing. */
void apart_expect(const char *path);

/*
 * A file is written from now on; `what` names it in messages, and stays. False and a
 * diag if it is read, or has been.
 */
bool apart_write(const struct stat *file, const char *what, struct diag *diag);

/* Forgets all. */
void apart_free(void);

#endif
