/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A due list that is read again: whether it is one, and whether it is whole.
 */
#ifndef VIERPHASEN_DUE_LIST_H
#define VIERPHASEN_DUE_LIST_H

#include <stdbool.h>
#include <stdint.h>

#include "base/span.h"

struct diag;
struct header;

/*
 * Whether the header has the columns of these names. False and a diag, with the file,
 * that names the first one that is missing.
 */
bool due_list_has(const struct header *header, const char *const *names, unsigned count,
                  const char *file, struct diag *diag);

/*
 * False and a diag if the file can be looked at (it is no pipe) and ends without a line
 * end: one that was cut off may end with a row that looks whole.
 */
bool due_list_check_end(const char *path, struct diag *diag);

/* Reads a day. False and a diag, with the column, without the place. */
bool due_list_day(struct span cell, const char *column, int32_t *day,
                  struct diag *diag);

#endif
