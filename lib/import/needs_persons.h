/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The persons of a needs file by their client_id, in as few bytes as it can be, since
 * there may be millions: 12 and the key, and a place in a hash table. That has a chain
 * of a few persons in each of its slots, and so few slots; it grows without a second
 * table beside it. What costs time is memory that no cache holds: a look at a person.
 */
#ifndef VIERPHASEN_NEEDS_PERSONS_H
#define VIERPHASEN_NEEDS_PERSONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/span.h"

enum { PERSON_NONE = UINT32_MAX };

struct needs_person {
    uint32_t next;      /* with the same hash, or PERSON_NONE */
    uint32_t last;      /* of its rows; what it is if there is none is the caller's */
    uint16_t rows : 13; /* how many */
    bool is_faulty : 1, was_found : 1, is_taken : 1;
    uint16_t key_len; /* see needs_persons_key */
    char key[];
};

/* Of the persons with a hash. */
struct needs_head {
    uint32_t first; /* or PERSON_NONE */
    uint8_t marks;  /* a bit for some of their hash: one that isn't set tells that a
                       person is new */
} __attribute__((packed));

/* A zeroed struct is empty; needs_persons_free ends it. */
struct needs_persons {
    char *bytes;              /* the persons, one behind the other */
    size_t used, room;        /* bytes */
    struct needs_head *heads; /* of the chains: a power of two */
    size_t head_count, count;
    uint32_t newest; /* the handle that was added last */
};

/* The handle of the person with this key, or PERSON_NONE. */
uint32_t needs_persons_find(const struct needs_persons *persons, struct span key);

/* The same; a person that is new is added, with nothing but the key. */
uint32_t needs_persons_add(struct needs_persons *persons, struct span key);

/* The person of a handle; until the next one is added. */
static inline struct needs_person *needs_persons_at(const struct needs_persons *persons,
                                                    uint32_t handle)
{
    return (struct needs_person *)(void *)(persons->bytes +
                                           (size_t)handle * sizeof(uint32_t));
}

struct span needs_persons_key(const struct needs_person *person);

/*
 * Walks over all, in the order in which they were added: from PERSON_NONE to the first,
 * and behind the last to PERSON_NONE again.
 */
uint32_t needs_persons_next(const struct needs_persons *persons, uint32_t handle);

void needs_persons_free(struct needs_persons *persons);

#endif
