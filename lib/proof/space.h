/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A space of persons: a product of finite axes. An axis is what rules can tell apart of
 * one thing (a code, a number's interval between two bounds, which row of a table was
 * hit); its points are numbered from 0. A set holds points of one axis, a bit each. A
 * region holds a set for each axis, a box one for some of them: all points else.
 */
#ifndef VIERPHASEN_SPACE_H
#define VIERPHASEN_SPACE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/mem.h"

enum { WORD_BITS = 64 };

struct axis {
    unsigned points;
    unsigned words; /* of a set */
    unsigned at;    /* its first word in a region */
};

struct space {
    unsigned count;
    size_t room;
    struct axis *axes;
    unsigned words; /* of a region */
};

struct side {
    unsigned axis;
    uint64_t *set;
};

/* Each axis at most once. Without sides: everybody. */
struct box {
    unsigned count;
    struct side *sides;
};

/* The list is the owner's (boxes_free); sides and sets live in an arena. */
struct boxes {
    unsigned count;
    size_t room;
    struct box *list;
};

/* Adds an axis; its number. */
unsigned space_add(struct space *space, unsigned points);
void space_free(struct space *space);

/* An empty set of the axis. */
uint64_t *space_set(const struct space *space, unsigned axis, struct arena *arena);

/*
 * Narrows the box to a set, which is copied. False: nothing is left, and the box is of
 * no use any more.
 */
bool box_narrow(struct box *box, const struct space *space, unsigned axis,
                const uint64_t *set, struct arena *arena);

/* Narrows the box to another one; false: nothing is left. */
bool box_meet(struct box *box, const struct space *space, const struct box *other,
              struct arena *arena);

/* The set of an axis in a box; NULL: all points. */
const uint64_t *box_set(const struct box *box, unsigned axis);

/* Adds a box, whose sides are shared. */
void boxes_add(struct boxes *boxes, const struct box *box);
void boxes_free(struct boxes *boxes);

static inline void set_add(uint64_t *set, unsigned point)
{
    set[point / WORD_BITS] |= UINT64_C(1) << point % WORD_BITS;
}

static inline void set_drop(uint64_t *set, unsigned point)
{
    set[point / WORD_BITS] &= ~(UINT64_C(1) << point % WORD_BITS);
}

static inline bool set_has(const uint64_t *set, unsigned point)
{
    return (set[point / WORD_BITS] >> point % WORD_BITS & 1) != 0;
}

static inline bool set_is_empty(const uint64_t *set, unsigned words)
{
    for (unsigned i = 0; i < words; i++)
        if (set[i] != 0)
            return false;
    return true;
}

static inline bool set_meets(const uint64_t *a, const uint64_t *b, unsigned words)
{
    for (unsigned i = 0; i < words; i++)
        if ((a[i] & b[i]) != 0)
            return true;
    return false;
}

/* Whether each point of `a` is one of `b`. */
static inline bool set_is_within(const uint64_t *a, const uint64_t *b, unsigned words)
{
    for (unsigned i = 0; i < words; i++)
        if ((a[i] & ~b[i]) != 0)
            return false;
    return true;
}

static inline unsigned set_count(const uint64_t *set, unsigned words)
{
    unsigned count = 0;

    for (unsigned i = 0; i < words; i++)
        count += (unsigned)__builtin_popcountll(set[i]);
    return count;
}

/* The first point of the set from `point` on; axis->points: there is none. */
unsigned set_next(const uint64_t *set, const struct axis *axis, unsigned point);

#endif
