/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A dictionary: each different key has a number, from 0, in the order in which keys
 * come up, so that what belongs to a key is an element of the caller's array. Memory
 * grows with the keys, not with what is looked up.
 *
 * Keys are data of other people: they are hashed with a secret (secret_hash.h).
 */
#ifndef VIERPHASEN_DICT_H
#define VIERPHASEN_DICT_H

#include <stddef.h>
#include <stdint.h>

#include "base/mem.h"
#include "base/span.h"

struct dict_entry {
    const char *key;
    uint32_t len, hash;
};

/* A zeroed struct is an empty one; dict_free ends it. */
struct dict {
    size_t count, capacity;
    struct dict_entry *entries; /* [count] */
    size_t slot_count;          /* a power of two, or 0 */
    uint32_t *slots;            /* a key's number plus 1 by its hash; 0: free */
    struct arena arena;         /* the keys */
};

/* The number of the key, or -1. */
long dict_find(const struct dict *dict, struct span key);

/* The number of the key; a copy of it is added if it is new. */
size_t dict_add(struct dict *dict, struct span key);

/* The key of a number below `count`, until dict_free. */
static inline struct span dict_key(const struct dict *dict, size_t number)
{
    return span_of(dict->entries[number].key, dict->entries[number].len);
}

void dict_free(struct dict *dict);

#endif
