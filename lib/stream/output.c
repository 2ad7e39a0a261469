/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stream/output.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/cleanup.h"
#include "base/diag.h"
#include "base/journal.h"
#include "base/mem.h"

enum { PIPE_BYTES = 1 << 20 };

/* The umask can only be read by setting it; the tools have one thread. */
static mode_t allowed(mode_t mode)
{
    mode_t mask = umask(0);

    umask(mask);
    return mode & ~mask;
}

char *output_real_path(const char *path)
{
    const char *slash = strrchr(path, '/'), *name = slash != NULL ? slash + 1 : path;
    char *real = realpath(path, NULL), *folder, *joined;
    struct stat link;

    if (real != NULL)
        return real;
    if (lstat(path, &link) == 0)
        return mem_print("%s", path); /* a link to a file that is not there yet */
    real = slash == NULL ? mem_print(".") : mem_print("%.*s", (int)(name - path), path);
    folder = realpath(real, NULL);
    free(real);
    joined = folder != NULL ? mem_print("%s/%s", folder, name) : mem_print("%s", path);
    free(folder);
    return joined;
}

/* What is there now under the name that the output will have. */
static bool look_at_target(const struct output *output, struct stat *target)
{
    return output->path != NULL ? stat(output->path, target) == 0
                                : fstat(output->fd, target) == 0;
}

bool output_is_file(const struct output *output, const char *path)
{
    struct stat target, file;
    bool is_there = strcmp(path, "-") == 0 ? fstat(STDIN_FILENO, &file) == 0
                                           : stat(path, &file) == 0;

    return is_there && S_ISREG(file.st_mode) && look_at_target(output, &target) &&
           file.st_dev == target.st_dev && file.st_ino == target.st_ino;
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
    if ((exists && !S_ISREG(old.st_mode)) ||
        (!exists && lstat(output->path, &old) == 0)) {
        /* A device, a pipe; or a symbolic link to a file that is not there yet. */
        output->fd = open(output->path, O_WRONLY | O_CREAT | O_CLOEXEC, mode);
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

/* The file of the path, or standard output; what is thrown away goes to /dev/null. */
static bool open_target(struct output *output, const char *path, mode_t mode,
                        struct diag *diag)
{
    bool is_file = path != NULL && strcmp(path, "-") != 0, good = true;
    struct stat there;

    if (is_file) {
        output->path = output_real_path(path);
        output->name = path;
    }
    if (journal_reserves(output->path, look_at_target(output, &there) ? &there : NULL))
        return diag_set(
            diag, DIAG_USAGE,
            "--manifest is a file that is written too, expected another one");
    if (journal_discards())
        output->fd = open("/dev/null", O_WRONLY | O_CLOEXEC);
    else if (is_file)
        good = open_temporary(output, mode);
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
    output->journal = journal_write(NULL, output->path != NULL ? path : "-");
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

void output_drain(struct output *output)
{
    size_t done = 0;

    if (output->is_held) {
        hold(output);
        return;
    }
    journal_bytes(output->journal, output->bytes, output->used);
    while (done < output->used && output->error == 0) {
        ssize_t count = write(output->fd, output->bytes + done, output->used - done);
        if (count >= 0)
            done += (size_t)count;
        else if (errno == EAGAIN)
            poll(&(struct pollfd){output->fd, POLLOUT, 0}, 1, -1);
        else if (errno != EINTR)
            output->error = errno;
    }
    output->used = 0;
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

/* Makes the temporary file the target, or removes it. False with errno set. */
static bool settle(struct output *output, bool keep)
{
    bool good = output->error == 0;

    if (keep && good && output->temporary != NULL)
        good = fsync(output->fd) == 0;
    if (keep && good && output->journal != NULL)
        journal_commit();
    if (output->fd >= 0)
        good = close(output->fd) == 0 && good;
    if (output->temporary != NULL) {
        if (keep && good)
            good = rename(output->temporary, output->path) == 0;
        if (!(keep && good))
            unlink(output->temporary);
    }
    return good;
}

bool output_close(struct output *output, bool keep, struct diag *diag)
{
    bool good;

    if (output == NULL)
        return true;
    output_drain(output);
    /* What went to a file that is thrown away needs not be complete. */
    if (!keep)
        journal_forget(output->journal);
    good = settle(output, keep) || (!keep && output->temporary != NULL);
    if (!good && diag != NULL) {
        if (output->error != 0)
            errno = output->error;
        diag_system(diag, output->name, "write");
    }
    cleanup_drop(output->cleanup);
    free(output->path);
    free(output->temporary);
    buffer_free(&output->held);
    free(output);
    return good;
}
