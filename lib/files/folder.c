/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "files/folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/cleanup.h"
#include "base/diag.h"
#include "base/journal.h"
#include "base/mem.h"
#include "stream/output.h"
#include "stream/target.h"

struct folder {
    char *path;
    char *given; /* the path as the user has it */
    char *temporary;
    int fd; /* of the temporary folder; -1: there is none, what is written goes away */
    int cleanup; /* slot */
    enum folder_access access;
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
    char *real = mem_real_path(path);
    size_t len = strlen(path);

    if (real != NULL)
        return real;
    while (len > 1 && path[len - 1] == '/')
        len--;
    return mem_print("%.*s", (int)len, path);
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
static bool make_temporary(struct folder *folder)
{
    cleanup_hold();
    folder->fd = make_folder(folder->temporary);
    if (folder->fd >= 0)
        folder->cleanup = cleanup_add_folder(folder->temporary, folder->fd);
    cleanup_release();
    return folder->fd >= 0;
}

static bool is_manifest(const char *path)
{
    struct target target;
    bool result = target_find(path, &target) && journal_reserves(target.path, NULL);

    free(target.path);
    return result;
}

struct folder *folder_open(const char *path, enum folder_access access,
                           struct diag *diag)
{
    struct folder *folder = mem_new(sizeof *folder);

    folder->fd = folder->cleanup = -1;
    folder->access = access;
    folder->path = copy_path(path);
    folder->given = mem_print("%s", path);
    folder->temporary = mem_print("%s.XXXXXX", folder->path);
    if (is_manifest(folder->path)) {
        diag_set(diag, DIAG_USAGE,
                 "--manifest is the folder that is filled, expected another name");
        folder_close(folder, false, NULL);
        return NULL;
    }
    if (journal_discards() ||
        (check_empty(folder->path) == 0 && make_temporary(folder)))
        return folder;
    diag_system(diag, path, "fill the folder");
    folder_close(folder, false, NULL);
    return NULL;
}

static void tell(const struct folder *folder, const char *name, enum folder_part part,
                 struct span text)
{
    struct journal_file *file = part == FOLDER_MORE
                                    ? journal_find(folder->given, name)
                                    : journal_write(folder->given, name);

    journal_bytes(file, text.ptr, text.len);
    if (part == FOLDER_WHOLE)
        journal_end(file);
}

bool folder_write(struct folder *folder, const char *name, enum folder_part part,
                  struct span text, struct diag *diag)
{
    mode_t mode = folder->access == FOLDER_SHARED ? OUTPUT_SHARED : OUTPUT_PRIVATE;
    int flags = part != FOLDER_MORE ? O_CREAT | O_EXCL : O_APPEND;
    int fd;
    bool good;

    tell(folder, name, part, text);
    if (journal_discards())
        return true;
    fd = openat(folder->fd, name, O_WRONLY | O_CLOEXEC | flags, mode);
    good = fd >= 0;

    while (good && text.len > 0) {
        ssize_t count = write(fd, text.ptr, text.len);
        if (count >= 0)
            text = span_after(text, (size_t)count);
        else
            good = errno == EINTR;
    }
    if (!good)
        diag_system(diag, folder->path, "write");
    if (fd >= 0 && close(fd) != 0 && good)
        return diag_system(diag, folder->path, "write");
    return good;
}

bool folder_rename(struct folder *folder, const char *from, const char *to,
                   struct diag *diag)
{
    journal_rename(folder->given, from, to);
    if (journal_discards() || renameat(folder->fd, from, folder->fd, to) == 0)
        return true;
    return diag_system(diag, folder->path, "write");
}

/* Opens the folder to whom the umask lets, as files are. */
static bool share(const struct folder *folder)
{
    mode_t mask = umask(0);

    umask(mask);
    return fchmod(folder->fd, 0777 & ~mask) == 0;
}

/* No signal may come between the folder's new name and our forgetting of it. */
static bool settle(struct folder *folder)
{
    bool good = syncfs(folder->fd) == 0;

    if (folder->access == FOLDER_SHARED)
        good = share(folder) && good;
    cleanup_hold();
    /* An empty folder at the target is replaced. */
    if (good)
        journal_commit();
    good = good && rename(folder->temporary, folder->path) == 0;
    if (good) {
        cleanup_drop(folder->cleanup);
        folder->cleanup = -1;
    }
    cleanup_release();
    return good;
}

bool folder_close(struct folder *folder, bool keep, struct diag *diag)
{
    bool good = true;

    if (folder == NULL)
        return true;
    if (keep && folder->fd >= 0)
        good = settle(folder) || diag_system(diag, folder->path, "fill the folder");
    if ((!keep || !good) && folder->fd >= 0)
        cleanup_remove_folder(folder->temporary, folder->fd);
    cleanup_drop(folder->cleanup);
    if (folder->fd >= 0)
        close(folder->fd);
    free(folder->path);
    free(folder->given);
    free(folder->temporary);
    free(folder);
    return good;
}
