/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/datadir.h"

#include <dirent.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/journal.h"
#include "base/mem.h"
#include "base/names.h"
#include "base/span.h"

#ifndef VIERPHASEN_DATA
#define VIERPHASEN_DATA "/usr/local/share/vierphasen"
#endif

/* Whether the path made from the format exists; out holds it. */
static bool exists(char *out, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static bool exists(char *out, const char *format, ...)
{
    va_list args;
    int len;

    va_start(args, format);
    len = vsnprintf(out, DATADIR_PATH, format, args);
    va_end(args);
    return len > 0 && len < DATADIR_PATH && access(out, F_OK) == 0;
}

/* The kernel hands over the path by which the program was started: no /proc is needed.
 */
bool datadir_program_folder(char *out)
{
    const char *started_as = (const char *)getauxval(AT_EXECFN);
    char *slash;

    if (started_as == NULL || realpath(started_as, out) == NULL)
        return false;
    slash = strrchr(out, '/');
    *slash = '\0';
    return true;
}

/* The same, looked up once a process; an empty path: it is unknown. */
static const char *program_folder(void)
{
    static char folder[DATADIR_PATH];
    static bool is_looked_up;

    if (!is_looked_up && !datadir_program_folder(folder))
        folder[0] = '\0';
    is_looked_up = true;
    return folder;
}

bool datadir_find(char *out, const char *name)
{
    const char *folder = program_folder();
    bool is_there =
        (folder[0] != '\0' && exists(out, "%s/../share/vierphasen/%s", folder, name)) ||
        exists(out, "%s/%s", VIERPHASEN_DATA, name);

    if (is_there)
        journal_place(out, JOURNAL_DATA, name);
    return is_there;
}

static bool find_concept(char *out, const char *name)
{
    const char *folders = getenv("VIERPHASEN_CONCEPTS");
    struct span rest = folders != NULL ? span_from(folders) : span_of(NULL, 0);
    char relative[DATADIR_PATH];

    if (name[0] == '\0')
        return false;
    if (strchr(name, '/') != NULL || strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
        return exists(out, "%s", name);
    while (rest.ptr != NULL) {
        struct span folder = span_cut(&rest, ':');
        if (folder.len > 0 && exists(out, "%.*s/%s", (int)folder.len, folder.ptr, name))
            return true;
    }
    snprintf(relative, sizeof relative, "concepts/%s", name);
    return datadir_find(out, relative);
}

bool datadir_find_concept(char *out, const char *name)
{
    bool is_there = find_concept(out, name);

    if (is_there)
        journal_place(out, JOURNAL_TABLE, name);
    return is_there;
}

/* A growing list of names. */
struct names {
    char **list;
    unsigned count;
    size_t room;
};

static void add_name(struct names *names, const char *name)
{
    for (unsigned i = 0; i < names->count; i++)
        if (strcmp(names->list[i], name) == 0)
            return;
    mem_grow(&names->list, &names->room, names->count + 1, sizeof *names->list);
    names->list[names->count++] = mem_print("%s", name);
}

/* Adds what is a concept in this folder; one that can't be read has none. */
static void add_concepts(struct names *names, const char *folder)
{
    DIR *directory = opendir(folder);
    const struct dirent *entry;
    char path[DATADIR_PATH];

    if (directory == NULL && errno == ENOMEM)
        mem_exhausted();
    while (directory != NULL && (entry = readdir(directory)) != NULL)
        if (entry->d_name[0] != '.' &&
            (exists(path, "%s/%s/concept.tsv", folder, entry->d_name) ||
             exists(path, "%s/%s/concept.csv", folder, entry->d_name)))
            add_name(names, entry->d_name);
    if (directory != NULL)
        closedir(directory);
}

static int compare_names(const void *a, const void *b)
{
    char *const *first = a, *const *second = b;

    return strcmp(*first, *second);
}

char **datadir_list_concepts(unsigned *count)
{
    const char *folders = getenv("VIERPHASEN_CONCEPTS");
    struct span rest = folders != NULL ? span_from(folders) : span_of(NULL, 0);
    struct names names = {0};
    char path[DATADIR_PATH];

    while (rest.ptr != NULL) {
        struct span folder = span_cut(&rest, ':');
        if (folder.len > 0 && exists(path, "%.*s", (int)folder.len, folder.ptr))
            add_concepts(&names, path);
    }
    if (datadir_find(path, "concepts"))
        add_concepts(&names, path);
    if (names.count > 0)
        qsort(names.list, names.count, sizeof *names.list, compare_names);
    *count = names.count;
    return names.list;
}

bool datadir_unknown_concept(const char *what, const char *name, struct diag *diag)
{
    unsigned count;
    char **names;
    struct span *spans;

    if (strchr(name, '/') != NULL)
        return diag_set(diag, DIAG_SYSTEM, "no such folder: %.400s", name);
    names = datadir_list_concepts(&count);
    spans = mem_array(count + 1, sizeof *spans);
    for (unsigned i = 0; i < count; i++)
        spans[i] = span_from(names[i]);
    names_unknown(diag, what, span_from(name), spans, count);
    if (name[0] != '\0') {
        size_t len = strlen(diag->text);
        snprintf(diag->text + len, sizeof diag->text - len,
                 " (a folder needs a slash: ./%.60s)", name);
    }
    for (unsigned i = 0; i < count; i++)
        free(names[i]);
    free(names);
    free(spans);
    return false;
}
