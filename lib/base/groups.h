/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Groups: what agrees in some values is one group, known by its number, from 0, in the
 * order in which groups come up (dict.h). Each carries what its owner counts in it.
 */
#ifndef VIERPHASEN_GROUPS_H
#define VIERPHASEN_GROUPS_H

#include <stddef.h>

#include "base/buffer.h"
#include "base/dict.h"
#include "base/span.h"

enum { GROUPS_VALUES = 8, GROUPS_GUESSES = 64 };

struct group {
    struct span values[GROUPS_VALUES];
};

/* A zeroed struct with value_count (0: all is one group) and size is an empty one. */
struct groups {
    unsigned value_count;
    size_t size; /* bytes that each group carries: sizeof a type, or several; or 0 */
    size_t count, capacity;
    struct group *group; /* [count] */
    size_t load_capacity;
    char *loads;       /* [count * size], for groups_at */
    size_t *order;     /* by groups_sort */
    struct dict dict;  /* of all values of a group, each behind its length */
    struct buffer key; /* those looked up last */
    /* Of values that look alike the number of the last ones plus 1; 0: none. */
    size_t guesses[GROUPS_GUESSES];
};

/* The number of the group of these values; it is added, with copies, if it is new. */
size_t groups_find(struct groups *groups, const struct span *values);

/* What a group carries, at first zeros; the pointer holds until the next is added. */
static inline void *groups_at(const struct groups *groups, size_t number)
{
    return groups->loads + number * groups->size;
}

/* What the group of these values carries. */
void *groups_take(struct groups *groups, const struct span *values);

/* Puts the numbers of the groups in `order`, by their values from left to right, byte
 * by byte. */
void groups_sort(struct groups *groups);

void groups_free(struct groups *groups);

#endif
