/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Half-written files hold personal data: a signal that ends the process (HUP, INT,
 * TERM, PIPE, XFSZ) or want of memory must not leave them behind. Each is registered
 * while it is being written.
 *
 * This is of the process, and in no object, as only the journal is (journal.h): a
 * signal handler finds no other.
 */
#ifndef VIERPHASEN_CLEANUP_H
#define VIERPHASEN_CLEANUP_H

#include <stdbool.h>

/*
 * Between these two no signal of the five comes: what is made there is registered
 * before one can. A signal that the caller has blocked stays so. They don't nest.
 */
void cleanup_hold(void);
void cleanup_release(void);

/* Remembers a path that is removed by a signal; it stays with the caller. A slot, or
 * -1. */
int cleanup_add_file(const char *path);

/* The same for a folder that holds files, but no folders; `fd` is open on it. */
int cleanup_add_folder(const char *path, int fd);

/* Removes such a folder, whatever files it holds, or the files alone. Both are safe in
 * a signal handler. False with errno set: it is still there. */
void cleanup_empty_folder(int fd);
bool cleanup_remove_folder(const char *path, int fd);

/* Removes all that is registered, for a process that ends. Safe in a signal handler. */
void cleanup_remove_all(void);

/* Forgets it: it is complete, or was removed. Slot -1: nothing. */
void cleanup_drop(int slot);

#endif
