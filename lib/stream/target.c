/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stream/target.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/span.h"
#include "value/number.h"

enum { LINKS_MOST = 40 };

/* Whose descriptors a folder has, links resolved. */
enum owner { NOBODY, THIS_PROCESS, ANOTHER };

static enum owner owner_of(struct span folder)
{
    char *own = mem_print("/proc/%ld/", (long)getpid());
    bool is_own = span_starts(folder, own);

    free(own);
    if (!span_starts(folder, "/proc/") ||
        !span_is(span_after(folder, folder.len - 3), "/fd"))
        return NOBODY;
    return is_own ? THIS_PROCESS : ANOTHER;
}

/*
 * What stands behind a descriptor of another process may have no name any more, and a
 * file that the process goes on to write can't be replaced. A pipe or a device can be
 * written; else the target stays without a path and a descriptor.
 */
static void take_foreign(const char *path, struct target *target)
{
    struct stat there;

    if (stat(path, &there) != 0 || !S_ISREG(there.st_mode))
        target->path = mem_print("%s", path);
}

/* What the last link of a path leads to, for free(); NULL: it is none. */
static char *follow(const char *folder, const char *path)
{
    char link[PATH_MAX];
    ssize_t length = readlink(path, link, sizeof link - 1);

    if (length < 0)
        return NULL;
    link[length] = '\0';
    return link[0] == '/' ? mem_print("%s", link) : mem_print("%s/%s", folder, link);
}

/*
 * One step on the way of *path. False: it is at its end, which is target->path or the
 * descriptor.
 */
static bool step(char **path, struct target *target)
{
    const char *slash = strrchr(*path, '/'), *name = slash != NULL ? slash + 1 : *path;
    char *named = slash == NULL    ? mem_print(".")
                  : slash == *path ? mem_print("/")
                                   : mem_print("%.*s", (int)(slash - *path), *path);
    char *folder = mem_real_path(named), *joined = NULL, *next = NULL;
    int32_t number;
    enum owner owner;

    free(named);
    owner = folder != NULL && number_parse(span_from(name), INT32_MAX, &number)
                ? owner_of(span_from(folder))
                : NOBODY;
    if (owner == THIS_PROCESS)
        target->descriptor = (int)number;
    else if (owner == ANOTHER)
        take_foreign(*path, target);
    else if (folder == NULL)
        target->path = mem_print("%s", *path);
    else
        joined = mem_print("%s/%s", strcmp(folder, "/") == 0 ? "" : folder, name);
    if (joined != NULL)
        next = follow(folder, joined);
    if (joined != NULL && next == NULL)
        target->path = joined;
    else
        free(joined);
    free(folder);
    if (next == NULL)
        return false;
    free(*path);
    *path = next;
    return true;
}

bool target_find(const char *path, struct target *target)
{
    char *at = mem_print("%s", path);
    unsigned links = 0;

    *target = (struct target){NULL, -1};
    /* Where there is no /proc these are what they are all the same. */
    if (strcmp(path, "/dev/stdout") == 0)
        target->descriptor = STDOUT_FILENO;
    else if (strcmp(path, "/dev/stderr") == 0)
        target->descriptor = STDERR_FILENO;
    else
        while (links < LINKS_MOST && step(&at, target))
            links++;
    free(at);
    errno = ELOOP;
    return links < LINKS_MOST;
}

int target_duplicate(int descriptor)
{
    int of_process = fcntl(descriptor, F_GETFD), flags = fcntl(descriptor, F_GETFL);

    if (of_process < 0 || flags < 0 || (of_process & FD_CLOEXEC) != 0 ||
        (flags & O_ACCMODE) == O_RDONLY) {
        errno = EBADF;
        return -1;
    }
    return fcntl(descriptor, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
}
