/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Memory: growing arrays, and arenas for things that live and die together (a concept).
 * Nothing here is called for each record. A failure is a null pointer or `false`.
 */
#ifndef VIERPHASEN_MEM_H
#define VIERPHASEN_MEM_H

#include <stdbool.h>
#include <stddef.h>

#include "base/span.h"

/*
 * Makes room for `need` elements of `size` bytes in the array *array of *capacity
 * elements; grows by doubling. The array belongs to the caller (free).
 */
bool mem_grow_more(void *array, size_t *capacity, size_t need, size_t size);

static inline bool mem_grow(void *array, size_t *capacity, size_t need, size_t size)
{
    return need <= *capacity || mem_grow_more(array, capacity, need, size);
}

/* An arena hands out memory that is freed as a whole. A zeroed struct is an empty one.
 */
struct arena {
    struct arena_block *last;
};

/* `size` zeroed bytes, aligned for any type; NULL if there is no memory. */
void *arena_alloc(struct arena *arena, size_t size);

/* A copy of the span, with a NUL byte behind it. Its ptr is NULL if there is no memory.
 */
struct span arena_copy(struct arena *arena, struct span text);

void arena_free(struct arena *arena);

#endif
