/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stream/output.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/apart.h"
#include "base/cleanup.h"
#include "base/diag.h"
#include "base/journal.h"
#include "base/mem.h"
#include "stream/target.h"

enum { PIPE_BYTES = 1 << 20 };

/* The umask can only be read by setting it; the tools have one thread. */
static mode_t allowed(mode_t mode)
{
    mode_t mask = umask(0);

    umask(mask);
    return mode & ~mask;
}

/* What is there now under the name that the output will have. */
static bool look_at_target(const struct output *output, struct stat *target)
{
    return output->path != NULL ? stat(output->path, target) == 0
                                : fstat(output->fd, target) == 0;
}

bool output_is_apart(const struct output *output, const char *what, struct diag *diag)
{
    struct stat target;
    bool is_there = output != NULL ? look_at_target(output, &target)
                                   : fstat(STDOUT_FILENO, &target) == 0;

    return !is_there || apart_write(&target, what, diag);
}

const char *output_path(const struct output *output)
{
    return output->path;
}

bool output_is_terminal(const struct output *output)
{
    return output->fd >= 0 && isatty(output->fd);
}

bool output_is_same(const struct output *a, const struct output *b)
{
    struct stat first, second;

    if (a->path != NULL && b->path != NULL && strcmp(a->path, b->path) == 0)
        return true;
    /* Devices such as /dev/null can take both. */
    return look_at_target(a, &first) && look_at_target(b, &second) &&
           !S_ISCHR(first.st_mode) && first.st_dev == second.st_dev &&
           first.st_ino == second.st_ino;
}

/* Opens a temporary file beside the target. */
static bool open_temporary(struct output *output, mode_t mode)
{
    struct stat old;
    bool exists = stat(output->path, &old) == 0;
    if (exists && !S_ISREG(old.st_mode)) {
        /* A device, a pipe. */
        output->fd = open(output->path, O_WRONLY | O_CLOEXEC);
        return output->fd >= 0;
    }
    output->temporary = mem_print("%s.XXXXXX", output->path);
    cleanup_hold();
    output->fd = mkostemp(output->temporary, O_CLOEXEC);
    if (output->fd >= 0)
        output->cleanup = cleanup_add_file(output->temporary);
    cleanup_release();
    if (output->fd < 0)
        return false;
    mode = exists && mode != OUTPUT_PRIVATE ? old.st_mode & 0777 : allowed(mode);
    return fchmod(output->fd, mode) == 0;
}

static struct output *new_output(int fd, const char *name)
{
    struct output *output = mem_new(sizeof *output);

    output->fd = fd;
    output->cleanup = -1;
    output->name = name;
    return output;
}

/* The file of the path, or a descriptor; what is thrown away goes to /dev/null. */
static bool open_target(struct output *output, const char *path, mode_t mode,
                        struct diag *diag)
{
    struct target target = {NULL, STDOUT_FILENO};
    bool is_named = path != NULL && strcmp(path, "-") != 0, good = true;
    struct stat there;

    if (is_named) {
        output->name = path;
        if (!target_find(path, &target))
            return diag_system(diag, output->name, "write");
    }
    output->path = target.path;
    output->fd = target.descriptor;
    if (journal_reserves(output->path, look_at_target(output, &there) ? &there : NULL))
        return diag_set(
            diag, DIAG_USAGE,
            "--manifest is a file that is written too, expected another one");
    if (journal_discards())
        output->fd = open("/dev/null", O_WRONLY | O_CLOEXEC);
    else if (output->path != NULL)
        good = open_temporary(output, mode);
    else if (is_named)
        output->fd = target_duplicate(target.descriptor);
    return (good && output->fd >= 0) || diag_system(diag, output->name, "write");
}

struct output *output_open(const char *path, mode_t mode, struct diag *diag)
{
    struct output *output = new_output(STDOUT_FILENO, "<stdout>");
    struct stat info;

    if (!open_target(output, path, mode, diag)) {
        output_close(output, false, NULL);
        return NULL;
    }
    output->journal = journal_write(NULL, path != NULL ? path : "-");
    if (fstat(output->fd, &info) == 0 && S_ISFIFO(info.st_mode))
        fcntl(output->fd, F_SETPIPE_SZ, PIPE_BYTES); /* faster; harmless if refused */
    return output;
}

struct output *output_hold(void)
{
    struct output *output = new_output(-1, "<memory>");

    output->is_held = true;
    return output;
}

/* Moves the buffer behind what is held. */
static void hold(struct output *output)
{
    buffer_add(&output->held, span_of(output->bytes, output->used));
    output->used = 0;
}

struct span output_take(struct output *output)
{
    struct span taken = span_of(output->bytes, output->used);

    if (output->held.len > 0) {
        hold(output);
        taken = buffer_text(&output->held);
    }
    output->used = output->held.len = 0;
    return taken;
}

/* Writes to the file; a failure is kept, and nothing is written after it. */
static void write_all(struct output *output, struct span bytes)
{
    journal_bytes(output->journal, bytes.ptr, bytes.len);
    while (bytes.len > 0 && output->error == 0) {
        ssize_t count = write(output->fd, bytes.ptr, bytes.len);
        if (count >= 0)
            bytes = span_after(bytes, (size_t)count);
        else if (errno == EAGAIN)
            poll(&(struct pollfd){output->fd, POLLOUT, 0}, 1, -1);
        else if (errno != EINTR)
            output->error = errno;
    }
}

void output_drain(struct output *output)
{
    struct span waiting = span_of(output->bytes, output->used);

    if (output->is_held) {
        hold(output);
        return;
    }
    if (output->sink != NULL)
        output->sink->take(output->sink->context, waiting);
    else
        write_all(output, waiting);
    output->used = 0;
}

void output_divert(struct output *output, const struct output_sink *sink)
{
    output->sink = sink;
}

void output_pass(struct output *output, struct span bytes)
{
    output_drain(output);
    write_all(output, bytes);
}

void output_write_long(struct output *output, struct span bytes)
{
    while (bytes.len > 0) {
        size_t part = bytes.len < OUTPUT_ROOM ? bytes.len : OUTPUT_ROOM;
        memcpy(output_room(output, part), bytes.ptr, part);
        output_put(output, part);
        bytes = span_after(bytes, part);
    }
}

bool output_flush(struct output *output, struct diag *diag)
{
    output_drain(output);
    if (output->error == 0)
        return true;
    errno = output->error;
    return diag_system(diag, output->name, "write");
}

bool output_sync(struct output *output, struct diag *diag)
{
    if (output == NULL)
        return true;
    output_drain(output);
    if (output->error == 0 && output->temporary != NULL && fsync(output->fd) != 0)
        output->error = errno;
    return output_flush(output, diag);
}

/*
 * Hands all to the operating system: a file that is to appear is on the disk then.
 * False with errno set.
 */
static bool complete(struct output *output, bool keep)
{
    bool good;

    output_drain(output);
    /* What went to a file that is thrown away needs not be complete. */
    if (!keep)
        journal_forget(output->journal);
    good = output->error == 0;
    if (keep && good && output->temporary != NULL && fsync(output->fd) != 0) {
        output->error = errno;
        good = false;
    }
    if (output->fd >= 0 && close(output->fd) != 0 && good) {
        output->error = errno;
        good = false;
    }
    output->fd = -1;
    if (!good)
        errno = output->error;
    return good || (!keep && output->temporary != NULL);
}

/*
 * Puts the file in its place. With `is_revocable` the old one, if there is one, takes
 * the name of the temporary file, on file systems that can do that.
 */
static bool place(struct output *output, bool is_revocable)
{
    struct stat old;
    bool exists;

    if (output->temporary == NULL)
        return true;
    exists = lstat(output->path, &old) == 0;
    if (is_revocable && !exists)
        output->placed = PLACED_AS_NEW;
    else if (is_revocable && S_ISREG(old.st_mode) &&
             renameat2(AT_FDCWD, output->temporary, AT_FDCWD, output->path,
                       RENAME_EXCHANGE) == 0) {
        output->placed = PLACED_FOR_THE_OLD;
        return true;
    }
    if (rename(output->temporary, output->path) != 0) {
        output->placed = PLACED_NOT;
        return false;
    }
    if (output->placed == PLACED_NOT)
        output->placed = PLACED_FOR_EVER;
    return true;
}

/* Takes the file out of its place again, as far as that can be done. */
static void take_back(struct output *output)
{
    if (output->placed == PLACED_FOR_THE_OLD)
        renameat2(AT_FDCWD, output->temporary, AT_FDCWD, output->path, RENAME_EXCHANGE);
    else if (output->placed == PLACED_AS_NEW)
        (void)rename(output->path, output->temporary);
    if (output->placed != PLACED_FOR_EVER)
        output->placed = PLACED_NOT;
}

/* No signal comes between the first file and the last. False: the diag says why. */
static bool place_all(struct output *const *outputs, size_t count, struct diag *diag)
{
    size_t files = 0, done = 0;
    bool good = true, is_told = false;

    for (size_t i = 0; i < count; i++) {
        files += outputs[i] != NULL && outputs[i]->temporary != NULL;
        is_told |= outputs[i] != NULL && outputs[i]->journal != NULL;
    }
    if (is_told)
        journal_commit();
    cleanup_hold();
    for (; done < count && good; done++) {
        good = outputs[done] == NULL || place(outputs[done], files > 1);
        if (!good && diag != NULL)
            diag_system(diag, outputs[done]->name, "write");
    }
    while (!good && done-- > 0)
        if (outputs[done] != NULL)
            take_back(outputs[done]);
    cleanup_release();
    return good;
}

/*
 * Removes what has the temporary name. False with the diag filled: it stays under that
 * name, be it the old content, whose place the new one has, or what was begun.
 */
static bool drop(struct output *output, struct diag *diag)
{
    bool is_left = output->placed == PLACED_NOT || output->placed == PLACED_FOR_THE_OLD;
    bool good = true;

    if (output->temporary != NULL && is_left && unlink(output->temporary) != 0 &&
        errno != ENOENT)
        good = diag != NULL && diag_system(diag, output->temporary,
                                           output->placed == PLACED_FOR_THE_OLD
                                               ? "remove the earlier content"
                                               : "remove what is unfinished");
    cleanup_drop(output->cleanup);
    free(output->path);
    free(output->temporary);
    buffer_free(&output->held);
    free(output);
    return good;
}

/* `good`: nothing has failed so far; only then the diag is filled. */
static bool drop_all(struct output *const *outputs, size_t count, bool good,
                     struct diag *diag)
{
    for (size_t i = 0; i < count; i++)
        if (outputs[i] != NULL)
            good = drop(outputs[i], good ? diag : NULL) && good;
    return good;
}

bool output_close_all(struct output *const *outputs, size_t count, bool keep,
                      struct diag *diag)
{
    bool good = true;

    for (size_t i = 0; i < count; i++) {
        if (outputs[i] == NULL || complete(outputs[i], keep))
            continue;
        if (good && diag != NULL)
            diag_system(diag, outputs[i]->name, "write");
        good = false;
    }
    if (keep && good)
        good = place_all(outputs, count, diag);
    return drop_all(outputs, count, good, diag);
}

bool output_discard_all(struct output *const *outputs, size_t count, struct diag *diag)
{
    for (size_t i = 0; i < count; i++)
        if (outputs[i] != NULL)
            complete(outputs[i], false);
    return drop_all(outputs, count, true, diag);
}

bool output_close(struct output *output, bool keep, struct diag *diag)
{
    return output_close_all(&output, 1, keep, diag);
}
