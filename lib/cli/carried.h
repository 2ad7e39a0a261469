/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Refused records as bytes, for another process of the same program that tells them:
 * what is wrong, and the record. A diag itself is some kilobytes of empty room.
 */
#ifndef VIERPHASEN_CARRIED_H
#define VIERPHASEN_CARRIED_H

#include <stdbool.h>

#include "base/diag.h"
#include "base/span.h"

struct buffer;

/* Adds a refused record: the first fault, `count` others, and its bytes. */
void carried_add(struct buffer *buffer, const struct diag *first,
                 const struct diag *others, unsigned count, struct span raw);

/*
 * Takes the next one off the bytes that were added, which it must be: the faults are
 * written to the list, its first first, and raw points into the bytes. False: there is
 * none.
 */
bool carried_take(struct span *bytes, struct faults *faults, struct span *raw);

#endif
