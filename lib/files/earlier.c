/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "files/earlier.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/cleanup.h"
#include "base/diag.h"
#include "base/dict.h"
#include "base/mem.h"

const char EARLIER_UNFINISHED[] = ".unfinished-";

enum { LETTERS = 6, READ_BYTES = 1 << 16 };

static const char INDEX[] = "index.tsv";

/* Reads a file of the folder; false: there is none, or no regular one. */
static bool read_file(int folder, const char *name, struct buffer *bytes)
{
    int fd = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    struct stat stat;
    ssize_t count = fd >= 0 && fstat(fd, &stat) == 0 && S_ISREG(stat.st_mode) ? 1 : -1;

    while (count > 0) {
        count = read(fd, buffer_room(bytes, READ_BYTES), READ_BYTES);
        bytes->len += count > 0 ? (size_t)count : 0;
    }
    if (fd >= 0)
        close(fd);
    return count == 0;
}

static struct span nth_cell(struct span row, unsigned place)
{
    struct span cell = span_cut(&row, '\t');

    while (place-- > 0)
        cell = span_cut(&row, '\t');
    return cell;
}

/* The place of a column in a header; -1: it is not there. */
static int find_column(struct span header, const char *name)
{
    for (int place = 0; header.ptr != NULL; place++)
        if (span_is(span_cut(&header, '\t'), name))
            return place;
    return -1;
}

/* The names in the column `file`; false if the text has no such column. */
static bool take_names(struct span text, struct dict *names)
{
    int place = find_column(span_cut(&text, '\n'), "file");

    dict_add(names, span_from(INDEX));
    while (place >= 0 && text.ptr != NULL && text.len > 0)
        dict_add(names, nth_cell(span_cut(&text, '\n'), (unsigned)place));
    return place >= 0;
}

static bool is_dots(const char *name)
{
    return strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

/* A listing of an open folder of its own; NULL and errno. */
static DIR *list(int folder)
{
    int fd = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *listing = fd >= 0 ? fdopendir(fd) : NULL;

    if (listing == NULL && fd >= 0)
        close(fd);
    return listing;
}

static bool holds_only(int folder, const struct dict *names)
{
    DIR *listing = list(folder);
    const struct dirent *entry;
    bool good = listing != NULL;

    errno = 0;
    while (good && (entry = readdir(listing)) != NULL)
        good =
            is_dots(entry->d_name) || dict_find(names, span_from(entry->d_name)) >= 0;
    good = good && errno == 0;
    if (listing != NULL)
        closedir(listing);
    return good;
}

bool earlier_is_output(int folder, struct diag *diag)
{
    struct buffer index = {0};
    struct dict names = {0};
    bool good = true;

    if (!read_file(folder, INDEX, &index) || !take_names(buffer_text(&index), &names))
        good = diag_set(diag, DIAG_SYSTEM,
                        "--force: the folder has no index.tsv that names its files, "
                        "expected the output of an earlier run");
    else if (!holds_only(folder, &names))
        good = diag_set(diag, DIAG_SYSTEM,
                        "--force: the folder holds a file that its index.tsv does not "
                        "name, expected the output of an earlier run alone");
    dict_free(&names);
    buffer_free(&index);
    return good;
}

void earlier_lock(int folder)
{
    /* Where there are no locks, unfinished folders aren't removed, either. */
    (void)!flock(folder, LOCK_EX | LOCK_NB);
}

static bool is_unfinished(const char *entry, const char *name)
{
    size_t len = strlen(name), between = strlen(EARLIER_UNFINISHED);

    return strlen(entry) == len + between + LETTERS && memcmp(entry, name, len) == 0 &&
           memcmp(entry + len, EARLIER_UNFINISHED, between) == 0;
}

static void remove_one(int parent, const char *name)
{
    int fd = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    struct stat stat;

    if (fd < 0)
        return;
    if (fstat(fd, &stat) == 0 && stat.st_uid == geteuid() &&
        flock(fd, LOCK_EX | LOCK_NB) == 0) {
        cleanup_empty_folder(fd);
        unlinkat(parent, name, AT_REMOVEDIR);
    }
    close(fd);
}

void earlier_remove_unfinished(int parent, const char *name)
{
    DIR *listing = list(parent);
    const struct dirent *entry;

    while (listing != NULL && (entry = readdir(listing)) != NULL)
        if (is_unfinished(entry->d_name, name))
            remove_one(parent, entry->d_name);
    if (listing != NULL)
        closedir(listing);
}
