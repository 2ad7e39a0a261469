/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the harnesses share: the bytes that libFuzzer gives, as files in a folder that
 * ends with the process. A harness that finds a fault aborts; whatever the library
 * makes of the bytes else is right, as long as no sanitizer complains and the process
 * lives.
 *
 * An input of several files has them one after the other, a byte 0x1E between.
 */
#ifndef VIERPHASEN_FUZZ_H
#define VIERPHASEN_FUZZ_H

#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/mem.h"
#include "base/span.h"
#include "person/facts.h"
#include "person/obligation.h"
#include "rules/concept.h"
#include "stream/reader.h"
#include "value/date.h"

enum { FUZZ_BETWEEN = 0x1E, FUZZ_PATH_MOST = 512 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerInitialize(int *argc, char ***argv);

static char fuzz_folder[FUZZ_PATH_MOST];

static inline void fuzz_require(bool condition, const char *what)
{
    if (condition)
        return;
    fprintf(stderr, "fuzz: %s\n", what);
    abort();
}

static inline void fuzz_remove_folder(void)
{
    char *command = mem_print("rm -rf %s", fuzz_folder);

    if (system(command) != 0)
        fprintf(stderr, "fuzz: %s stays\n", fuzz_folder);
    free(command);
}

/* The folder, made at the first call, in memory where there is such a place. */
static inline const char *fuzz_make_folder(void)
{
    if (fuzz_folder[0] != '\0')
        return fuzz_folder;
    snprintf(fuzz_folder, sizeof fuzz_folder, "%s/fuzz.XXXXXX",
             access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
    fuzz_require(mkdtemp(fuzz_folder) != NULL, "no folder");
    atexit(fuzz_remove_folder);
    return fuzz_folder;
}

/* The path of a file of that name; one of a few buffers that are used in turn. */
static inline const char *fuzz_path(const char *name)
{
    static char paths[8][FUZZ_PATH_MOST + 64];
    static unsigned next;
    char *path = paths[next++ % 8];

    snprintf(path, sizeof paths[0], "%s/%s", fuzz_make_folder(), name);
    return path;
}

static inline const char *fuzz_file(const char *name, struct span bytes)
{
    const char *path = fuzz_path(name);
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

    fuzz_require(fd >= 0, "no file");
    fuzz_require(bytes.len == 0 ||
                     write(fd, bytes.ptr, bytes.len) == (ssize_t)bytes.len,
                 "the file is not whole");
    close(fd);
    return path;
}

/* Cuts off the next file of an input; behind the last one they are empty. */
static inline struct span fuzz_next_file(struct span *rest)
{
    const char *end = rest->len > 0 ? memchr(rest->ptr, FUZZ_BETWEEN, rest->len) : NULL;
    struct span file = *rest;

    if (end == NULL) {
        rest->len = 0;
        return file;
    }
    file.len = (size_t)(end - rest->ptr);
    *rest = span_after(*rest, file.len + 1);
    return file;
}

static inline struct span fuzz_bytes(const uint8_t *data, size_t size)
{
    return span_of(size > 0 ? (const char *)data : "", size);
}

static inline int32_t fuzz_day(void)
{
    int32_t day = DATE_NONE;

    fuzz_require(date_parse(span_from("2026-11-21"), &day), "no day");
    return day;
}

/* A shipped concept, by its folder; the harness runs in the root of the project. */
static inline struct concept *fuzz_concept(const char *folder)
{
    static struct faults faults;
    struct concept *concept = concept_open(folder, fuzz_day(), &faults);

    fuzz_require(concept != NULL, "no concept");
    return concept;
}

#endif
