/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "files/folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/chance.h"
#include "base/cleanup.h"
#include "base/diag.h"
#include "base/journal.h"
#include "base/mem.h"
#include "files/earlier.h"
#include "stream/output.h"
#include "stream/target.h"

enum { LETTERS = 6, TRIES = 100 };

struct folder {
    char *path;
    char *given;     /* the path as the user has it */
    char *temporary; /* the path of the folder that is filled */
    int parent;      /* the folder of both */
    int fd; /* of the temporary folder; -1: there is none, what is written goes away */
    int earlier; /* the folder that is replaced; -1: none */
    int cleanup; /* slot */
    enum folder_access access;
};

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash != NULL && slash[1] != '\0' ? slash + 1 : path;
}

static int open_folder(int at, const char *name)
{
    return openat(at, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

/* 0: it is empty. Else -1 with errno set. */
static int check_empty(int fd)
{
    int listed = open_folder(fd, ".");
    DIR *folder = listed >= 0 ? fdopendir(listed) : NULL;
    const struct dirent *entry;
    int result = 0, error;

    if (folder == NULL) {
        if (listed >= 0)
            close(listed);
        return -1;
    }
    errno = 0;
    while (result == 0 && (entry = readdir(folder)) != NULL)
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            result = -1;
    error = result != 0 ? ENOTEMPTY : errno;
    closedir(folder);
    errno = error;
    return error != 0 ? -1 : 0;
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

/* The folder in which the path lies; -1 with errno set. */
static int open_parent(const char *path)
{
    size_t len = (size_t)(base_name(path) - path);
    char *parent = len > 0 ? mem_print("%.*s", (int)len, path) : mem_print(".");
    int fd = open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC), error;

    /* Without the right to read it what is unfinished in it can't be found. */
    if (fd < 0 && errno == EACCES)
        fd = open(parent, O_PATH | O_DIRECTORY | O_CLOEXEC);
    error = errno;
    free(parent);
    errno = error;
    return fd;
}

/* Puts letters that nobody can foresee at the end of the name. */
static void draw_letters(char *name)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789";
    char *end = name + strlen(name) - LETTERS;
    unsigned char drawn[LETTERS];

    chance_fill(drawn, sizeof drawn);
    for (unsigned i = 0; i < LETTERS; i++)
        end[i] = letters[drawn[i] % (sizeof letters - 1)];
}

/* A new folder, opened and locked; -1 with errno set, and no folder. */
static int make_folder(int parent, char *path)
{
    int made = -1, fd, error;

    for (unsigned i = 0; made != 0 && i < TRIES; i++) {
        draw_letters(path);
        made = mkdirat(parent, base_name(path), 0700);
        if (made != 0 && errno != EEXIST)
            break;
    }
    if (made != 0)
        return -1;
    fd = open_folder(parent, base_name(path));
    error = errno;
    if (fd < 0)
        unlinkat(parent, base_name(path), AT_REMOVEDIR);
    else
        earlier_lock(fd);
    errno = error;
    return fd;
}

/* Makes and registers the temporary folder. */
static bool make_temporary(struct folder *folder)
{
    cleanup_hold();
    folder->fd = make_folder(folder->parent, folder->temporary);
    if (folder->fd >= 0)
        folder->cleanup = cleanup_add_folder(folder->temporary, folder->fd);
    cleanup_release();
    return folder->fd >= 0;
}

/* Looks at what is at the place: nothing, an empty folder, or one to be replaced. */
static bool look(struct folder *folder, enum folder_place place, struct diag *diag)
{
    int there;
    bool good;

    folder->parent = open_parent(folder->path);
    if (folder->parent < 0)
        return diag_system(diag, folder->given, "fill the folder");
    there = open_folder(folder->parent, base_name(folder->path));
    good = there < 0 ? errno == ENOENT : check_empty(there) == 0;
    if (!good && there >= 0 && errno == ENOTEMPTY && place == FOLDER_REPLACE) {
        folder->earlier = there;
        return earlier_is_output(there, diag) || diag_at(diag, folder->given, 0);
    }
    if (!good)
        diag_system(diag, folder->given, "fill the folder");
    if (there >= 0)
        close(there);
    return good;
}

static bool begin(struct folder *folder, enum folder_place place, struct diag *diag)
{
    if (!look(folder, place, diag))
        return false;
    earlier_remove_unfinished(folder->parent, base_name(folder->path));
    return make_temporary(folder) ||
           diag_system(diag, folder->given, "fill the folder");
}

static bool is_manifest(const char *path)
{
    struct target target;
    bool result = target_find(path, &target) && journal_reserves(target.path, NULL);

    free(target.path);
    return result;
}

struct folder *folder_open(const char *path, enum folder_access access,
                           enum folder_place place, struct diag *diag)
{
    struct folder *folder = mem_new(sizeof *folder);

    folder->parent = folder->fd = folder->earlier = folder->cleanup = -1;
    folder->access = access;
    folder->path = copy_path(path);
    folder->given = mem_print("%s", path);
    folder->temporary = mem_print("%s%sXXXXXX", folder->path, EARLIER_UNFINISHED);
    if (is_manifest(folder->path))
        diag_set(diag, DIAG_USAGE,
                 "--manifest is the folder that is filled, expected another name");
    else if (journal_discards() || begin(folder, place, diag))
        return folder;
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
    fd = openat(folder->fd, name, O_WRONLY | O_NOFOLLOW | O_CLOEXEC | flags, mode);
    good = fd >= 0;

    while (good && text.len > 0) {
        ssize_t count = write(fd, text.ptr, text.len);
        if (count >= 0)
            text = span_after(text, (size_t)count);
        else
            good = errno == EINTR;
    }
    if (!good)
        diag_system(diag, folder->given, "write");
    if (fd >= 0 && close(fd) != 0 && good)
        return diag_system(diag, folder->given, "write");
    return good;
}

bool folder_rename(struct folder *folder, const char *from, const char *to,
                   struct diag *diag)
{
    journal_rename(folder->given, from, to);
    if (journal_discards() || renameat(folder->fd, from, folder->fd, to) == 0)
        return true;
    return diag_system(diag, folder->given, "write");
}

/* Opens the folder to whom the umask lets, as files are. */
static bool share(const struct folder *folder)
{
    mode_t mask = umask(0);

    umask(mask);
    return fchmod(folder->fd, 0777 & ~mask) == 0;
}

/* Whether the folder that is to be replaced is still there, and still such a one. */
static bool is_unchanged(const struct folder *folder, struct diag *diag)
{
    struct stat there, earlier;

    if (fstat(folder->earlier, &earlier) != 0 ||
        fstatat(folder->parent, base_name(folder->path), &there, AT_SYMLINK_NOFOLLOW) !=
            0)
        return diag_system(diag, folder->given, "replace the folder");
    if (there.st_dev != earlier.st_dev || there.st_ino != earlier.st_ino)
        return diag_set(diag, DIAG_SYSTEM,
                        "--force: another folder came to its place meanwhile") ||
               diag_at(diag, folder->given, 0);
    return earlier_is_output(folder->earlier, diag) || diag_at(diag, folder->given, 0);
}

/*
 * The new folder takes its name. An empty folder at the target is replaced by that; one
 * that isn't changes places with it, and then has the name of the temporary one.
 */
static bool take_place(const struct folder *folder, struct diag *diag)
{
    const char *from = base_name(folder->temporary), *to = base_name(folder->path);

    if (folder->earlier < 0)
        return renameat(folder->parent, from, folder->parent, to) == 0 ||
               diag_system(diag, folder->given, "fill the folder");
    return is_unchanged(folder, diag) &&
           (renameat2(folder->parent, from, folder->parent, to, RENAME_EXCHANGE) == 0 ||
            diag_system(diag, folder->given, "replace the folder"));
}

/* What was replaced goes, also if a signal comes. */
static bool remove_earlier(struct folder *folder, struct diag *diag)
{
    bool good;

    cleanup_drop(folder->cleanup);
    folder->cleanup = cleanup_add_folder(folder->temporary, folder->earlier);
    cleanup_release();
    good = cleanup_remove_folder(folder->temporary, folder->earlier) ||
           diag_system(diag, folder->temporary, "remove what was replaced");
    cleanup_hold();
    return good;
}

/* No signal may come between the folder's new name and our forgetting of it. */
static bool settle(struct folder *folder, struct diag *diag)
{
    bool good = syncfs(folder->fd) == 0;

    if (folder->access == FOLDER_SHARED)
        good = share(folder) && good;
    if (!good)
        return diag_system(diag, folder->given, "fill the folder");
    cleanup_hold();
    journal_commit();
    good = take_place(folder, diag);
    if (good) {
        good = folder->earlier < 0 || remove_earlier(folder, diag);
        cleanup_drop(folder->cleanup);
        folder->cleanup = -1;
        close(folder->fd); /* it is in its place: nobody empties it any more */
        folder->fd = -1;
    }
    cleanup_release();
    return good;
}

static void close_all(const struct folder *folder)
{
    const int descriptors[] = {folder->fd, folder->earlier, folder->parent};

    for (size_t i = 0; i < sizeof descriptors / sizeof *descriptors; i++)
        if (descriptors[i] >= 0)
            close(descriptors[i]);
}

bool folder_close(struct folder *folder, bool keep, struct diag *diag)
{
    bool good = true;

    if (folder == NULL)
        return true;
    if (keep && folder->fd >= 0)
        good = settle(folder, diag);
    if ((!keep || !good) && folder->fd >= 0)
        cleanup_remove_folder(folder->temporary, folder->fd);
    cleanup_drop(folder->cleanup);
    close_all(folder);
    free(folder->path);
    free(folder->given);
    free(folder->temporary);
    free(folder);
    return good;
}
