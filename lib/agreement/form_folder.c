/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agreement/form_folder.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/diag.h"
#include "base/mem.h"
#include "base/names.h"
#include "rules/datadir.h"
#include "stream/input.h"
#include "value/code.h"

enum { READ_BYTES = 1 << 16, FORM_MOST = 1 << 20 };

static const char DATA_FOLDER[] = "forms", EXTENSION[] = ".html";

bool form_folder_find(char *out, const char *folder, struct span name)
{
    char relative[sizeof DATA_FOLDER + FORM_NAME_MOST + sizeof EXTENSION];

    snprintf(relative, sizeof relative, "%s/%.*s%s", DATA_FOLDER, (int)name.len,
             name.ptr, EXTENSION);
    if (folder != NULL) {
        snprintf(out, DATADIR_PATH, "%s%s", folder, relative + strlen(DATA_FOLDER));
        if (access(out, F_OK) == 0)
            return true;
    }
    return datadir_find(out, relative);
}

bool form_folder_check(const char *folder, struct diag *diag)
{
    DIR *directory = folder != NULL ? opendir(folder) : NULL;

    if (folder != NULL && directory == NULL)
        return diag_system(diag, folder, "open");
    if (directory != NULL)
        closedir(directory);
    return true;
}

bool form_folder_read(const char *path, struct buffer *bytes, struct diag *diag)
{
    struct input *input = input_open(path, ENCODING_UTF8, READ_BYTES, diag);
    ssize_t count = 1;

    if (input == NULL)
        return false;
    while (count > 0 && bytes->len <= FORM_MOST) {
        count = input_read(input, buffer_room(bytes, READ_BYTES), READ_BYTES, diag);
        bytes->len += count > 0 ? (size_t)count : 0;
    }
    input_close(input);
    if (count > 0) {
        diag_set(diag, DIAG_TABLE, "longer than a form may be, 1 MiB");
        diag_at(diag, path, 0);
    }
    return count == 0;
}

/* Whether the text of a file makes it a form. */
static bool is_form(const char *path)
{
    static const char title[] = "<title>";
    struct buffer bytes = {0};
    struct diag diag;
    bool found = form_folder_read(path, &bytes, &diag) && bytes.len > 0 &&
                 memmem(bytes.bytes, bytes.len, title, strlen(title)) != NULL;

    buffer_free(&bytes);
    return found;
}

/* The names found so far; room for them grows. */
struct found {
    struct span *list;
    unsigned count;
    size_t room;
    struct arena arena;
};

/* Adds the names of the forms, or of the parts, in a folder; of an unreadable one none.
 */
static void add_folder(struct found *found, const char *folder, bool is_part)
{
    DIR *directory = opendir(folder);
    const struct dirent *entry;
    char path[DATADIR_PATH];

    while (directory != NULL && (entry = readdir(directory)) != NULL) {
        struct span name = span_from(entry->d_name);
        if (name.len <= strlen(EXTENSION) ||
            strcmp(name.ptr + name.len - strlen(EXTENSION), EXTENSION) != 0)
            continue;
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        name.len -= strlen(EXTENSION);
        if (!code_is_valid(name) || is_form(path) == is_part ||
            names_find_span(found->list, found->count, name) >= 0)
            continue;
        mem_grow(&found->list, &found->room, found->count + 1, sizeof *found->list);
        found->list[found->count++] = arena_copy(&found->arena, name);
    }
    if (directory != NULL)
        closedir(directory);
}

static int compare(const void *a, const void *b)
{
    return span_compare(*(const struct span *)a, *(const struct span *)b);
}

bool form_folder_unknown(const char *folder, struct span name, bool is_part,
                         struct diag *diag)
{
    struct found found = {0};
    char path[DATADIR_PATH];

    if (folder != NULL)
        add_folder(&found, folder, is_part);
    if (datadir_find(path, DATA_FOLDER))
        add_folder(&found, path, is_part);
    if (found.count > 0)
        qsort(found.list, found.count, sizeof *found.list, compare);
    names_unknown(diag, is_part ? "no part" : "--form: no form", name, found.list,
                  found.count);
    if (is_part)
        diag->code = DIAG_TABLE;
    free(found.list);
    arena_free(&found.arena);
    return false;
}
