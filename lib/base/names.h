/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From names to numbers: where a name stands in a list of names; and, for messages that
 * ask "did you mean", which name of a list is nearest to one that is misspelt.
 */
#ifndef VIERPHASEN_NAMES_H
#define VIERPHASEN_NAMES_H

#include "base/span.h"

/* The place of the name in a list, or -1. A list may have gaps (NULL). */
int names_find(const char *const *names, unsigned count, struct span name);

/* The same in a list of spans. */
int names_find_span(const struct span *names, unsigned count, struct span name);

/* {name} has looked at nothing yet. */
struct nearest {
    struct span name; /* misspelt */
    struct span best; /* ptr NULL: none is near */
    unsigned distance;
};

/*
 * Takes up one more name, wherever it is kept. Near is what at most two edits (a byte
 * inserted, deleted or replaced, two neighbours swapped) make of the other, fewer than
 * half of its bytes; or what begins with the misspelt name, if that has three bytes or
 * more. Of equals the first one stays.
 */
void nearest_consider(struct nearest *nearest, struct span candidate);

/* The nearest name of a list; ptr NULL: none. */
struct span names_nearest(const char *const *names, unsigned count, struct span name);

#endif
