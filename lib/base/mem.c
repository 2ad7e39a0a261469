/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/mem.h"

#include <errno.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

#include "base/cleanup.h"

enum { FIRST_BLOCK = 1024, BLOCK_MOST = 65536, ALIGNMENT = 16, STATUS_FAILED = 2 };

struct arena_block {
    struct arena_block *before;
    size_t used, size;
    _Alignas(ALIGNMENT) char bytes[];
};

void mem_exhausted(void)
{
    static const char text[] = ": out of memory\n";
    const struct iovec line[] = {
        {program_invocation_short_name, strlen(program_invocation_short_name)},
        {(char *)(uintptr_t)text, sizeof text - 1}};
    ssize_t written;

    cleanup_remove_all();
    /* stdio might want memory of its own. */
    written = writev(STDERR_FILENO, line, 2);
    (void)written;
    _exit(STATUS_FAILED);
}

void *mem_array(size_t count, size_t size)
{
    void *memory = calloc(count > 0 ? count : 1, size);

    if (memory == NULL)
        mem_exhausted();
    return memory;
}

void *mem_new(size_t size)
{
    return mem_array(1, size);
}

char *mem_print(const char *format, ...)
{
    va_list args;
    char *text = NULL;
    int len;

    va_start(args, format);
    len = vasprintf(&text, format, args);
    va_end(args);
    if (len < 0)
        mem_exhausted();
    return text;
}

char *mem_real_path(const char *path)
{
    char *real = realpath(path, NULL);

    if (real == NULL && errno == ENOMEM)
        mem_exhausted();
    return real;
}

bool mem_grow_more(void *array, size_t *capacity, size_t need, size_t size)
{
    size_t wanted = *capacity > 0 ? *capacity : 16;
    void *old, *bigger;

    if (need > SIZE_MAX / 2 / size)
        mem_exhausted();
    while (wanted < need)
        wanted *= 2;
    memcpy(&old, array, sizeof old);
    bigger = realloc(old, wanted * size);
    if (bigger == NULL)
        mem_exhausted();
    memcpy(array, &bigger, sizeof bigger);
    *capacity = wanted;
    return true;
}

/* Most arenas stay small, and each byte of a block is zeroed: blocks grow. */
static size_t next_block(const struct arena_block *last, size_t size)
{
    size_t bytes = last != NULL ? 2 * last->size : FIRST_BLOCK;

    if (bytes > BLOCK_MOST)
        bytes = BLOCK_MOST;
    return size > bytes ? size : bytes;
}

void *arena_alloc(struct arena *arena, size_t size)
{
    struct arena_block *block = arena->last;
    void *memory;

    size = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    if (block == NULL || block->size - block->used < size) {
        size_t bytes = next_block(block, size);
        block = mem_new(sizeof *block + bytes);
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

    if (text.len > 0)
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
