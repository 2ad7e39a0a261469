/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Memory: growing arrays, and arenas for things that live and die together (a concept).
 * Nothing here is called for each record, and nothing here fails: where there is no
 * memory the process ends (mem_exhausted), so that no caller has to carry that on.
 */
#ifndef VIERPHASEN_MEM_H
#define VIERPHASEN_MEM_H

#include <stdbool.h>
#include <stddef.h>

#include "base/span.h"

struct arena_block;

/*
 * Ends the process for want of memory: removes half-written files (cleanup.h), says
 * `TOOL: out of memory` and ends with status 2. The one place below cli that does so.
 */
_Noreturn void mem_exhausted(void);

/*
 * `size` zeroed bytes, `count` zeroed elements, and a text made by a format; they
 * belong to the caller (free).
 */
void *mem_new(size_t size);
void *mem_array(size_t count, size_t size);
char *mem_real_path(const char *path); /* realpath(3); NULL: it leads nowhere */
char *mem_print(const char *format, ...) __attribute__((format(printf, 1, 2)));

/*
 * Makes room for `need` elements of `size` bytes in the array *array of *capacity
 * elements; grows by doubling. The array belongs to the caller (free). Always true.
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

/* `size` zeroed bytes, aligned for any type. */
void *arena_alloc(struct arena *arena, size_t size);

/* A copy of the span, with a NUL byte behind it. */
struct span arena_copy(struct arena *arena, struct span text);

void arena_free(struct arena *arena);

#endif
