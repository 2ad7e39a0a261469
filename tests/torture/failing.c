/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * To be preloaded: the allocation number FAIL_AT of the process, counted from one,
 * fails, those of libraries too; how many there were is written to the file COUNT_TO at
 * the end. A leak sanitizer may be preloaded behind it. Children, such as sort(1), have
 * all they want.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

/* Those of the C library, or of the sanitizer. */
static void *(*next_malloc)(size_t), *(*next_calloc)(size_t, size_t);
static void *(*next_realloc)(void *, size_t);
static long count, at;

/* The sanitizer makes itself ready at its first allocation. */
__attribute__((constructor)) static void prepare(void)
{
    const char *text = getenv("FAIL_AT");

    if (next_malloc != NULL)
        return;
    next_calloc = (void *(*)(size_t, size_t))dlsym(RTLD_NEXT, "calloc");
    next_realloc = (void *(*)(void *, size_t))dlsym(RTLD_NEXT, "realloc");
    next_malloc = (void *(*)(size_t))dlsym(RTLD_NEXT, "malloc");
    free(next_malloc(1));
    at = text != NULL ? atol(text) : 0;
    unsetenv("LD_PRELOAD");
}

static int fails(void)
{
    prepare();
    if (++count != at)
        return 0;
    errno = ENOMEM;
    return 1;
}

void *malloc(size_t size)
{
    return fails() ? NULL : next_malloc(size);
}
void *calloc(size_t n, size_t size)
{
    return fails() ? NULL : next_calloc(n, size);
}
void *realloc(void *old, size_t size)
{
    return fails() ? NULL : next_realloc(old, size);
}

__attribute__((destructor)) static void tell(void)
{
    const char *path = getenv("COUNT_TO");
    FILE *file = path != NULL ? fopen(path, "w") : NULL;

    if (file != NULL) {
        fprintf(file, "%ld\n", count);
        fclose(file);
    }
}
