/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/groups.h"

#include <stdlib.h>

void groups_free(struct groups *groups)
{
    free(groups->group);
    free(groups->loads);
    free(groups->slots);
    free(groups->order);
    arena_free(&groups->arena);
}

/* FNV-1a, with each value's length before it. */
static uint64_t hash_values(const struct span *values, unsigned count)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325);

    for (unsigned i = 0; i < count; i++) {
        hash = (hash ^ values[i].len) * UINT64_C(0x100000001b3);
        for (size_t j = 0; j < values[i].len; j++)
            hash = (hash ^ (unsigned char)values[i].ptr[j]) * UINT64_C(0x100000001b3);
    }
    return hash ^ hash >> 32;
}

static bool is_group(const struct groups *groups, const struct group *group,
                     uint64_t hash, const struct span *values)
{
    if (group->hash != hash)
        return false;
    for (unsigned i = 0; i < groups->value_count; i++)
        if (!span_equal(group->values[i], values[i]))
            return false;
    return true;
}

/* Doubles the slots, so that at least half of them are free. */
static bool grow_slots(struct groups *groups)
{
    size_t count = groups->slot_count > 0 ? 2 * groups->slot_count : 64;
    uint32_t *slots = calloc(count, sizeof *slots);

    if (slots == NULL)
        return false;
    for (size_t i = 0; i < groups->count; i++) {
        size_t at = groups->group[i].hash & (count - 1);
        while (slots[at] != 0)
            at = (at + 1) & (count - 1);
        slots[at] = (uint32_t)i + 1;
    }
    free(groups->slots);
    groups->slots = slots;
    groups->slot_count = count;
    return true;
}

/* Makes room for one more. */
static bool grow(struct groups *groups)
{
    size_t need = groups->count + 1;

    return mem_grow(&groups->group, &groups->capacity, need, sizeof *groups->group) &&
           (groups->size == 0 ||
            mem_grow(&groups->loads, &groups->load_capacity, need, groups->size));
}

static long add(struct groups *groups, uint64_t hash, const struct span *values,
                size_t slot)
{
    struct group *group;

    if (groups->count >= INT32_MAX || !grow(groups))
        return GROUPS_NO_MEMORY;
    group = &groups->group[groups->count];
    *group = (struct group){.hash = hash};
    for (unsigned i = 0; i < groups->value_count; i++) {
        group->values[i] = arena_copy(&groups->arena, values[i]);
        if (group->values[i].ptr == NULL)
            return GROUPS_NO_MEMORY;
    }
    if (groups->size > 0)
        memset(groups_at(groups, groups->count), 0, groups->size);
    groups->slots[slot] = (uint32_t)++groups->count;
    return (long)groups->count - 1;
}

long groups_find(struct groups *groups, const struct span *values)
{
    uint64_t hash = hash_values(values, groups->value_count);
    size_t at;

    if (2 * groups->count >= groups->slot_count && !grow_slots(groups))
        return GROUPS_NO_MEMORY;
    at = hash & (groups->slot_count - 1);
    for (; groups->slots[at] != 0; at = (at + 1) & (groups->slot_count - 1))
        if (is_group(groups, &groups->group[groups->slots[at] - 1], hash, values))
            return (long)groups->slots[at] - 1;
    return add(groups, hash, values, at);
}

void *groups_take(struct groups *groups, const struct span *values)
{
    long number = groups_find(groups, values);

    return number == GROUPS_NO_MEMORY ? NULL : groups_at(groups, (size_t)number);
}

static int compare_groups(const void *a, const void *b, void *context)
{
    const struct groups *groups = context;
    const size_t *first = a, *second = b;

    for (unsigned i = 0; i < groups->value_count; i++) {
        int order = span_compare(groups->group[*first].values[i],
                                 groups->group[*second].values[i]);
        if (order != 0)
            return order;
    }
    return 0;
}

bool groups_sort(struct groups *groups)
{
    free(groups->order);
    groups->order = malloc((groups->count + 1) * sizeof *groups->order);
    if (groups->order == NULL)
        return false;
    for (size_t i = 0; i < groups->count; i++)
        groups->order[i] = i;
    qsort_r(groups->order, groups->count, sizeof *groups->order, compare_groups,
            groups);
    return true;
}
