/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Groups: what agrees in some values is one group, known by its number, from 0, in the
 * order in which groups come up. Memory grows with the groups, not with what is looked
 * up.
 */
#ifndef VIERPHASEN_GROUPS_H
#define VIERPHASEN_GROUPS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "mem.h"
#include "span.h"

enum { GROUPS_VALUES = 8 };

struct group {
    uint64_t hash;
    struct span values[GROUPS_VALUES];
};

/* A zeroed struct with its value_count (0: all is one group) is an empty one. */
struct groups {
    unsigned value_count;
    size_t count, capacity;
    struct group *group; /* [count] */
    size_t slot_count;   /* a power of two, or 0 */
    uint32_t *slots;     /* a group's number plus 1 by its hash; 0: free */
    size_t *order;       /* by groups_sort */
    struct arena arena;  /* the values */
};

enum { GROUPS_NO_MEMORY = -1 };

/* The number of the group of these values; it is added, with copies, if it is new. */
long groups_find(struct groups *groups, const struct span *values);

/*
 * Puts the numbers of the groups in `order`, by their values from left to right, byte
 * by byte. False if there is no memory.
 */
bool groups_sort(struct groups *groups);

void groups_free(struct groups *groups);

#endif
