/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Bytes that nobody foresees, for names of unfinished folders and against ids that are
 * made to collide. Nothing that is secret depends on them.
 */
#ifndef VIERPHASEN_CHANCE_H
#define VIERPHASEN_CHANCE_H

#include <stddef.h>

/*
 * Fills `size` bytes, at most 256. Where the system has none to give, they are made of
 * the clock and the process: then they can be guessed, which costs time and no record.
 */
void chance_fill(void *bytes, size_t size);

#endif
