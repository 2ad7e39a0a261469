/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/mem.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK_BYTES = 16384, ALIGNMENT = 16 };

struct arena_block {
    struct arena_block *before;
    size_t used, size;
    _Alignas(ALIGNMENT) char bytes[];
};

bool mem_grow_more(void *array, size_t *capacity, size_t need, size_t size)
{
    size_t wanted = *capacity > 0 ? *capacity : 16;
    void *old, *bigger;

    while (wanted < need)
        wanted *= 2;
    if (wanted > SIZE_MAX / size)
        return false;
    memcpy(&old, array, sizeof old);
    bigger = realloc(old, wanted * size);
    if (bigger == NULL)
        return false;
    memcpy(array, &bigger, sizeof bigger);
    *capacity = wanted;
    return true;
}

void *arena_alloc(struct arena *arena, size_t size)
{
    struct arena_block *block = arena->last;
    void *memory;

    size = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    if (block == NULL || block->size - block->used < size) {
        size_t bytes = size > BLOCK_BYTES ? size : BLOCK_BYTES;
        block = calloc(1, sizeof *block + bytes);
        if (block == NULL)
            return NULL;
        block->size = bytes;
        block->before = arena->last;
        arena->last = block;
    }
    memory = block->bytes + block->used;
    block->used += size;
    return memory;
}

struct span arena_copy(struct arena *arena, struct span text)
{
    char *copy = arena_alloc(arena, text.len + 1);

    if (copy != NULL && text.len > 0)
        memcpy(copy, text.ptr, text.len);
    return span_of(copy, text.len);
}

void arena_free(struct arena *arena)
{
    while (arena->last != NULL) {
        struct arena_block *block = arena->last;
        arena->last = block->before;
        free(block);
    }
}
