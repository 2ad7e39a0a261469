/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * malloc and its sisters of the program stand before those of the system for all
 * libraries, too; they call what stood there. A sanitizer has its own.
 */
#include "base/claim.h"

#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

#if defined __SANITIZE_ADDRESS__
#define HAS_OWN_MALLOC 1
#elif defined __has_feature
#if __has_feature(address_sanitizer)
#define HAS_OWN_MALLOC 1
#endif
#endif

static unsigned depth;

void claim_begin(void)
{
    depth++;
}

void claim_end(void)
{
    depth--;
}

#ifndef HAS_OWN_MALLOC

/* ISO C has no cast from an object's pointer to a function's. */
static void find(void *function, size_t size, const char *name)
{
    void *found = dlsym(RTLD_NEXT, name);

    memcpy(function, &found, size);
}

/* What the system gave for `size` bytes; of none it may give nothing. */
static void *given(void *memory, size_t size)
{
    if (memory == NULL && size > 0 && depth > 0)
        mem_exhausted();
    return memory;
}

__attribute__((used)) void *malloc(size_t size)
{
    static void *(*next)(size_t);

    if (next == NULL)
        find(&next, sizeof next, "malloc");
    return given(next(size), size);
}

__attribute__((used)) void *calloc(size_t count, size_t size)
{
    static void *(*next)(size_t, size_t);

    if (next == NULL)
        find(&next, sizeof next, "calloc");
    return given(next(count, size), count > 0 ? size : 0);
}

__attribute__((used)) void *realloc(void *memory, size_t size)
{
    static void *(*next)(void *, size_t);

    if (next == NULL)
        find(&next, sizeof next, "realloc");
    return given(next(memory, size), size);
}

#endif
