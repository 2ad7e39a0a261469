/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "files/outdir.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/cleanup.h"
#include "stream/output.h"

struct outdir {
    char *path;
    char *temporary;
    int fd;      /* of the temporary folder; -1: there is none */
    int cleanup; /* slot */
};

/* 0: there is no such folder, or it is empty. Else -1 with errno set. */
static int check_empty(const char *path)
{
    DIR *folder = opendir(path);
    const struct dirent *entry;
    int result = 0;

    if (folder == NULL)
        return errno == ENOENT ? 0 : -1;
    while (result == 0 && (entry = readdir(folder)) != NULL)
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            result = -1;
    closedir(folder);
    if (result != 0)
        errno = ENOTEMPTY;
    return result;
}

/* What the path leads to, or the path without slashes at its end. */
static char *copy_path(const char *path)
{
    char *real = realpath(path, NULL);
    size_t len = strlen(path);

    if (real != NULL)
        return real;
    while (len > 1 && path[len - 1] == '/')
        len--;
    return strndup(path, len);
}

/* A new folder of this name, opened; -1 with errno set, and no folder. */
static int make_folder(char *name)
{
    int fd, error;

    if (mkdtemp(name) == NULL)
        return -1;
    fd = open(name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    error = errno;
    if (fd < 0)
        rmdir(name);
    errno = error;
    return fd;
}

/* Makes and registers the temporary folder. */
static bool make_temporary(struct outdir *outdir)
{
    cleanup_hold();
    outdir->fd = make_folder(outdir->temporary);
    if (outdir->fd >= 0)
        outdir->cleanup = cleanup_add_folder(outdir->temporary, outdir->fd);
    cleanup_release();
    return outdir->fd >= 0;
}

struct outdir *outdir_open(const char *path, struct diag *diag)
{
    struct outdir *outdir = calloc(1, sizeof *outdir);

    if (outdir != NULL) {
        outdir->fd = outdir->cleanup = -1;
        outdir->path = copy_path(path);
    }
    if (outdir == NULL || outdir->path == NULL ||
        asprintf(&outdir->temporary, "%s.XXXXXX", outdir->path) < 0) {
        diag_no_memory(diag);
    } else if (check_empty(outdir->path) == 0 && make_temporary(outdir)) {
        return outdir;
    } else {
        diag_system(diag, path, "fill the folder");
    }
    outdir_close(outdir, false, NULL);
    return NULL;
}

bool outdir_write(struct outdir *outdir, const char *name, enum outdir_part part,
                  struct span text, struct diag *diag)
{
    int flags = part == OUTDIR_FIRST ? O_CREAT | O_EXCL : O_APPEND;
    int fd = openat(outdir->fd, name, O_WRONLY | O_CLOEXEC | flags, OUTPUT_PRIVATE);
    bool good = fd >= 0;

    while (good && text.len > 0) {
        ssize_t count = write(fd, text.ptr, text.len);
        if (count >= 0)
            text = span_after(text, (size_t)count);
        else
            good = errno == EINTR;
    }
    if (!good)
        diag_system(diag, outdir->path, "write");
    if (fd >= 0 && close(fd) != 0 && good) {
        diag_system(diag, outdir->path, "write");
        good = false;
    }
    return good;
}

/* No signal may come between the folder's new name and our forgetting of it. */
static bool settle(struct outdir *outdir)
{
    bool good = syncfs(outdir->fd) == 0;

    cleanup_hold();
    /* An empty folder at the target is replaced. */
    good = good && rename(outdir->temporary, outdir->path) == 0;
    if (good) {
        cleanup_drop(outdir->cleanup);
        outdir->cleanup = -1;
    }
    cleanup_release();
    return good;
}

bool outdir_close(struct outdir *outdir, bool keep, struct diag *diag)
{
    bool good = true;

    if (outdir == NULL)
        return true;
    if (keep && outdir->fd >= 0) {
        good = settle(outdir);
        if (!good)
            diag_system(diag, outdir->path, "fill the folder");
    }
    if ((!keep || !good) && outdir->fd >= 0)
        cleanup_remove_folder(outdir->temporary, outdir->fd);
    cleanup_drop(outdir->cleanup);
    if (outdir->fd >= 0)
        close(outdir->fd);
    free(outdir->path);
    free(outdir->temporary);
    free(outdir);
    return good;
}
