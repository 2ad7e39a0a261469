/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Open addressing: at least every other slot is free.
 */
#include "base/dict.h"

#include <stdlib.h>

#include "base/secret_hash.h"

enum { FIRST_SLOTS = 64 };

/* The slot of a key, or the free one where it belongs. */
static uint32_t *find_slot(const struct dict *dict, struct span key, uint32_t hash)
{
    size_t mask = dict->slot_count - 1, at = hash & mask;

    for (; dict->slots[at] != 0; at = (at + 1) & mask) {
        size_t number = dict->slots[at] - 1;
        if (dict->entries[number].hash == hash &&
            span_equal(dict_key(dict, number), key))
            break;
    }
    return &dict->slots[at];
}

static void grow_slots(struct dict *dict)
{
    size_t count = dict->slot_count > 0 ? 2 * dict->slot_count : FIRST_SLOTS;

    if (dict->count >= INT32_MAX)
        mem_exhausted();
    free(dict->slots);
    dict->slots = mem_array(count, sizeof *dict->slots);
    dict->slot_count = count;
    for (size_t i = 0; i < dict->count; i++)
        *find_slot(dict, dict_key(dict, i), dict->entries[i].hash) = (uint32_t)i + 1;
}

long dict_find(const struct dict *dict, struct span key)
{
    if (dict->slot_count == 0)
        return -1;
    return (long)*find_slot(dict, key, secret_hash(key)) - 1;
}

size_t dict_add(struct dict *dict, struct span key)
{
    uint32_t *slot, hash;

    if (2 * dict->count >= dict->slot_count)
        grow_slots(dict);
    hash = secret_hash(key);
    slot = find_slot(dict, key, hash);
    if (*slot == 0) {
        mem_grow(&dict->entries, &dict->capacity, dict->count + 1,
                 sizeof *dict->entries);
        dict->entries[dict->count] = (struct dict_entry){
            arena_copy(&dict->arena, key).ptr, (uint32_t)key.len, hash};
        *slot = (uint32_t)++dict->count;
    }
    return *slot - 1;
}

void dict_free(struct dict *dict)
{
    free(dict->entries);
    free(dict->slots);
    arena_free(&dict->arena);
}
