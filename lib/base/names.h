/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From names to numbers: where a name stands in a list of names; and, for messages that
 * ask "did you mean", which name of a list is nearest to one that is misspelt.
 */
#ifndef VIERPHASEN_NAMES_H
#define VIERPHASEN_NAMES_H

#include <stdbool.h>

#include "base/span.h"

/* The place of the name in a list, or -1. A list may have gaps (NULL). */
int names_find(const char *const *names, unsigned count, struct span name);

/* The same in a list of spans. */
int names_find_span(const struct span *names, unsigned count, struct span name);

/*
 * Takes the next of the names that stand between spaces or commas off *names; an empty
 * span at the end.
 */
struct span names_next(struct span *names);

/* Whether a name stands among those. */
bool names_has(struct span names, struct span name);

struct diag;

/* Words that an option gives and that are none of a list; zeroed: none. */
enum { UNKNOWN_MOST = 8 };

struct unknown_names {
    unsigned count; /* beyond UNKNOWN_MOST they are not told */
    struct span words[UNKNOWN_MOST];
};

/* Adds a word, which must last; the same one is told once. */
void names_add_unknown(struct unknown_names *unknown, struct span word);

/*
 * The one way to say that an option names what isn't there, as a usage fault, which
 * returns false: `WHAT "NAME", did you mean "X"? Nor "OTHER". There are: A, B, C`. Of a
 * list that would not fit a diag the first names stand there, and `… (N more)`.
 */
bool names_tell_unknown(struct diag *diag, const char *what,
                        const struct unknown_names *unknown, const struct span *names,
                        unsigned count);

/* The same of one name. */
bool names_unknown(struct diag *diag, const char *what, struct span name,
                   const struct span *names, unsigned count);

/*
 * Marks which of the list an option names, between commas; all if words.ptr is NULL.
 * False and names_tell_unknown if words are none of it.
 */
bool names_choose(const struct span *names, unsigned count, struct span words,
                  bool *is_chosen, const char *what, struct diag *diag);

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
