/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "proof/space.h"

#include <stdlib.h>

unsigned space_add(struct space *space, unsigned points)
{
    unsigned words = (points + WORD_BITS - 1) / WORD_BITS;

    mem_grow(&space->axes, &space->room, space->count + 1, sizeof *space->axes);
    space->axes[space->count] = (struct axis){points, words, space->words};
    space->words += words;
    return space->count++;
}

void space_free(struct space *space)
{
    free(space->axes);
    *space = (struct space){0};
}

uint64_t *space_set(const struct space *space, unsigned axis, struct arena *arena)
{
    return arena_alloc(arena, space->axes[axis].words * sizeof(uint64_t));
}

const uint64_t *box_set(const struct box *box, unsigned axis)
{
    for (unsigned i = 0; i < box->count; i++)
        if (box->sides[i].axis == axis)
            return box->sides[i].set;
    return NULL;
}

bool box_narrow(struct box *box, const struct space *space, unsigned axis,
                const uint64_t *set, struct arena *arena)
{
    unsigned words = space->axes[axis].words;
    uint64_t *narrowed = space_set(space, axis, arena);
    struct side *sides = arena_alloc(arena, (box->count + 1) * sizeof *sides);
    unsigned at = box->count;

    memcpy(narrowed, set, words * sizeof *set);
    for (unsigned i = 0; i < box->count; i++) {
        sides[i] = box->sides[i];
        if (sides[i].axis != axis)
            continue;
        at = i;
        for (unsigned j = 0; j < words; j++)
            narrowed[j] &= sides[i].set[j];
    }
    sides[at] = (struct side){axis, narrowed};
    box->count += at == box->count;
    box->sides = sides;
    return !set_is_empty(narrowed, words);
}

bool box_meet(struct box *box, const struct space *space, const struct box *other,
              struct arena *arena)
{
    for (unsigned i = 0; i < other->count; i++)
        if (!box_narrow(box, space, other->sides[i].axis, other->sides[i].set, arena))
            return false;
    return true;
}

void boxes_add(struct boxes *boxes, const struct box *box)
{
    mem_grow(&boxes->list, &boxes->room, boxes->count + 1, sizeof *boxes->list);
    boxes->list[boxes->count++] = *box;
}

void boxes_free(struct boxes *boxes)
{
    free(boxes->list);
    *boxes = (struct boxes){0};
}

unsigned set_next(const uint64_t *set, const struct axis *axis, unsigned point)
{
    while (point < axis->points && !set_has(set, point))
        point++;
    return point;
}
