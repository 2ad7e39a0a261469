/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The names of a stream's columns: decoded, unique and not empty.
 */
#ifndef VIERPHASEN_HEADER_H
#define VIERPHASEN_HEADER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/span.h"

struct arena;
struct diag;
struct record;

struct header {
    unsigned count;
    const struct span *names;
    unsigned long line; /* physical line in its file */
};

/* The index of the column of this name, or -1. */
int header_find(const struct header *header, struct span name);

/*
 * Takes the names from a record, into the arena. False and a diag if there are more
 * than `most`, a repeated one, or an empty one (unless columns may lack names).
 */
bool header_take(struct header *header, const struct record *record, unsigned most,
                 bool may_lack_names, struct arena *arena, struct diag *diag);

/*
 * How the columns of another file stand to those of `header`: order[i] is the place
 * there of column i. False if they are not the same columns.
 */
bool header_order(const struct header *header, const struct header *other,
                  uint32_t *order);

#endif
