/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where bytes go: standard output, or a file that appears only when it is complete, or
 * memory, for a caller that takes them on. A file is written beside its target, synced
 * and renamed; a target that exists and is no regular file (a device, a pipe) is
 * written directly.
 */
#ifndef VIERPHASEN_OUTPUT_H
#define VIERPHASEN_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "base/buffer.h"
#include "base/span.h"

struct diag;
struct journal_file;

/* The mode of a new file: what the umask leaves of it. */
enum { OUTPUT_SHARED = 0666, OUTPUT_PRIVATE = 0600 };

/* The most that output_room can be asked for, and when the buffer is written out. */
enum { OUTPUT_ROOM = 1 << 16, OUTPUT_FLUSH_AT = 1 << 16 };

/* Takes bytes in place of a file. */
struct output_sink {
    void *context;
    void (*take)(void *context, struct span bytes);
};

/* Open to the eye only for the inline functions below. */
struct output {
    size_t used;
    char bytes[OUTPUT_FLUSH_AT + OUTPUT_ROOM];
    const char *name; /* for messages */
    char *path;       /* links resolved; NULL: a descriptor */
    char *temporary;  /* NULL: written directly */
    int fd;
    int cleanup;                  /* slot of the temporary file */
    struct journal_file *journal; /* NULL: nobody wants to know */
    int error; /* errno of the first failure; nothing is written after it */
    enum {     /* whether the temporary file has taken its place */
           PLACED_NOT,
           PLACED_FOR_EVER,
           PLACED_AS_NEW,     /* nothing stood there */
           PLACED_FOR_THE_OLD /* which has its name now */
    } placed;
    const struct output_sink *sink; /* NULL: the bytes go where it was opened for */
    bool is_held; /* in memory: what no longer fits the bytes is in `held` */
    struct buffer held;
};

/*
 * path NULL or `-`: standard output; one that names a descriptor of the process is that
 * (target.h). NULL and a diag on failure.
 */
struct output *output_open(const char *path, mode_t mode, struct diag *diag);

/*
 * An output in memory: output_take returns what was written since it was last called.
 * The bytes stay until the next ones are written.
 */
struct output *output_hold(void);
struct span output_take(struct output *output);

/*
 * What is written from now on, and what still waits, goes to the sink; NULL: no longer.
 * Borrowed.
 */
void output_divert(struct output *output, const struct output_sink *sink);

/* How many bytes wait in the output. */
static inline size_t output_waiting(const struct output *output)
{
    return output->held.len + output->used;
}

/* Writes the buffer; a failure is kept for output_flush. */
void output_drain(struct output *output);

/*
 * Room for `size` (<= OUTPUT_ROOM) more bytes behind what is written; what is put there
 * counts once output_put says so. Never fails: a write error is kept and reported by
 * output_flush and output_close.
 */
static inline char *output_room(struct output *output, size_t size)
{
    if (output->used >= OUTPUT_FLUSH_AT || output->used + size > sizeof output->bytes)
        output_drain(output);
    return output->bytes + output->used;
}

static inline void output_put(struct output *output, size_t size)
{
    output->used += size;
}

/* Many bytes, which are written at once and not copied first. */
void output_pass(struct output *output, struct span bytes);

/* Any number of bytes. */
void output_write_long(struct output *output, struct span bytes);

static inline void output_write(struct output *output, struct span bytes)
{
    if (bytes.len == 0 || bytes.len > OUTPUT_ROOM) {
        output_write_long(output, bytes);
        return;
    }
    memcpy(output_room(output, bytes.len), bytes.ptr, bytes.len);
    output_put(output, bytes.len);
}

/* Where the file will lie, links resolved; NULL: a descriptor. */
const char *output_path(const struct output *output);

/*
 * Whether it (NULL: standard output) goes to no file that the process reads (apart.h),
 * nor will; else a diag, in which it is `what`.
 */
bool output_is_apart(const struct output *output, const char *what, struct diag *diag);

/* Whether people would see its bytes as they are. */
bool output_is_terminal(const struct output *output);

/* Whether both go to one file. */
bool output_is_same(const struct output *a, const struct output *b);

/* Hands everything to the operating system. False and a diag if any write failed so
 * far. */
bool output_flush(struct output *output, struct diag *diag);

/*
 * The same, and a file is on the disk, in front of what takes its place before it does:
 * a folder. NULL: nothing.
 */
bool output_sync(struct output *output, struct diag *diag);

/*
 * Flushes, syncs and renames if `keep`, else leaves the target as it was; then frees.
 * False and a diag if not every byte was written.
 */
bool output_close(struct output *output, bool keep, struct diag *diag);

/*
 * The same for several, each of which may be NULL, so that they appear together: all
 * are written and synced before the first is renamed, and where one then can't be, the
 * old ones come back. (Not behind a loss of power in that moment, and not where the
 * file system can't exchange two names.)
 */
bool output_close_all(struct output *const *outputs, size_t count, bool keep,
                      struct diag *diag);

/*
 * Leaves all targets as they were, of a run that has failed, and frees. What could not
 * be written then says nothing new; false and a diag (if it isn't NULL) if a file that
 * was begun can't be removed.
 */
bool output_discard_all(struct output *const *outputs, size_t count, struct diag *diag);

#endif
