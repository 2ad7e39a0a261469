/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/tables.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>
#include <sys/stat.h>

#include "base/names.h"

/* The tables that every concept may have. */
#define KNOWN                                                                       \
    "concept columns parameters areas needs strategies deadlines checks calendars " \
    "calendar terms examples"

enum { PREFIX_LEAST = 3 };

static int compare_files(const void *a, const void *b)
{
    const struct span *first = a, *second = b;

    return span_compare(*first, *second);
}

static bool ends_with(struct span name, const char *ending)
{
    size_t len = strlen(ending);

    return name.len >= len && strncasecmp(name.ptr + name.len - len, ending, len) == 0;
}

/* README*, LICENSE*, *.md, dot files and what an editor leaves behind. */
static bool is_left_alone(struct span name)
{
    return span_starts(name, ".") || span_starts(name, "README") ||
           span_starts(name, "LICENSE") || ends_with(name, ".md") ||
           ends_with(name, "~");
}

static bool is_folder(const char *folder, const char *name)
{
    char *path = mem_print("%s/%s", folder, name);
    struct stat info;
    bool is = stat(path, &info) == 0 && S_ISDIR(info.st_mode);

    free(path);
    return is;
}

void tables_list(struct tables *tables, const char *folder, struct arena *arena,
                 struct faults *faults)
{
    struct span *files = NULL;
    const struct dirent *entry;
    size_t room = 0;
    DIR *open;

    *tables = (struct tables){.folder = arena_copy(arena, span_from(folder)).ptr,
                              .arena = arena};
    open = opendir(folder);
    if (open == NULL) {
        diag_system(faults_add(faults), folder, "read");
        return;
    }
    while ((entry = readdir(open)) != NULL) {
        struct span name = span_from(entry->d_name);
        if (is_left_alone(name) || is_folder(folder, entry->d_name))
            continue;
        mem_grow(&files, &room, tables->count + 1u, sizeof *files);
        files[tables->count++] = arena_copy(arena, name);
    }
    closedir(open);
    if (tables->count > 0)
        qsort(files, tables->count, sizeof *files, compare_files);
    tables->files = arena_alloc(arena, (tables->count + 1) * sizeof *files);
    if (tables->count > 0)
        memcpy(tables->files, files, tables->count * sizeof *files);
    free(files);
}

/* The next of the names that stand between spaces or commas; ptr NULL at the end. */
static struct span next_name(struct span *names)
{
    struct span name = span_of("", 0);

    while (names->ptr != NULL && name.len == 0) {
        const char *comma = memchr(names->ptr, ',', names->len);
        const char *space = memchr(names->ptr, ' ', names->len);
        bool is_space = space != NULL && (comma == NULL || space < comma);
        name = span_cut(names, is_space ? ' ' : ',');
    }
    return name.len > 0 ? name : span_of(NULL, 0);
}

/* Walks over the names of all tables that a concept may have, and over its own. */
struct name_walk {
    struct span known, derive;
};

static struct span walk_next(struct name_walk *walk)
{
    struct span name = next_name(&walk->known);

    return name.ptr != NULL ? name : next_name(&walk->derive);
}

static struct name_walk walk_begin(struct span derive)
{
    return (struct name_walk){span_from(KNOWN), derive};
}

/* The name before the last dot. */
static struct span stem_of(struct span file)
{
    const char *dot = memrchr(file.ptr, '.', file.len);

    return dot != NULL ? span_of(file.ptr, (size_t)(dot - file.ptr)) : file;
}

static bool is_table_of(struct span file, struct span name)
{
    return span_equal(stem_of(file), name) &&
           (span_is(span_after(file, name.len), ".tsv") ||
            span_is(span_after(file, name.len), ".csv"));
}

/* Whether a file looks like a table, whatever its name. */
static bool looks_like_table(struct span file, struct span derive)
{
    static const char *const endings[] = {".tsv", ".csv", ".txt", ".xlsx", ".ods"};
    struct name_walk walk = walk_begin(derive);
    struct span name;

    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (ends_with(file, endings[i]))
            return true;
    while ((name = walk_next(&walk)).ptr != NULL)
        if (file.len == name.len && strncasecmp(file.ptr, name.ptr, name.len) == 0)
            return true;
    return false;
}

static size_t common_prefix(struct span a, struct span b)
{
    size_t len = 0;

    while (len < a.len && len < b.len && strncasecmp(a.ptr + len, b.ptr + len, 1) == 0)
        len++;
    return len;
}

/*
 * The table that a file was probably meant to be: one of the same name but for case,
 * one that is nearly so called, one whose name stands within ("Kopie von deadlines"),
 * one that begins like it ("categories"); ptr NULL: none.
 */
static struct span meant_table(struct span stem, struct span derive)
{
    struct nearest meant = {.name = stem};
    struct name_walk walk = walk_begin(derive);
    struct span name, within = {NULL, 0}, begins = {NULL, 0};
    size_t longest = PREFIX_LEAST;

    while ((name = walk_next(&walk)).ptr != NULL) {
        size_t prefix = common_prefix(stem, name);
        if (prefix == name.len && stem.len == name.len)
            return name;
        nearest_consider(&meant, name);
        if (memmem(stem.ptr, stem.len, name.ptr, name.len) != NULL &&
            name.len > within.len)
            within = name;
        if (prefix > longest) {
            longest = prefix;
            begins = name;
        }
    }
    if (meant.best.ptr != NULL)
        return meant.best;
    return within.ptr != NULL ? within : begins;
}

static void file_fault(const struct tables *tables, struct span file, const char *text,
                       struct faults *faults)
{
    struct diag *diag = faults_add(faults);
    char *path = mem_print("%s/%.*s", tables->folder, (int)file.len, file.ptr);

    diag_set(diag, DIAG_TABLE, "%s", text);
    diag_at(diag, path, 0);
    free(path);
}

static void check_file(const struct tables *tables, struct span file,
                       struct span derive, struct faults *faults)
{
    struct name_walk walk = walk_begin(derive);
    struct span name, meant;
    char text[512];

    while ((name = walk_next(&walk)).ptr != NULL)
        if (is_table_of(file, name))
            return;
    if (!looks_like_table(file, derive))
        return;
    meant = meant_table(stem_of(file), derive);
    if (meant.ptr != NULL)
        snprintf(text, sizeof text,
                 "no table of a concept, expected %.*s.tsv or %.*s.csv", (int)meant.len,
                 meant.ptr, (int)meant.len, meant.ptr);
    else
        snprintf(text, sizeof text,
                 "no table of a concept, expected NAME.tsv or NAME.csv with one of the "
                 "names %s%s%.*s",
                 KNOWN, derive.len > 0 ? " " : "",
                 derive.len < 200 ? (int)derive.len : 200, derive.ptr);
    file_fault(tables, file, text, faults);
}

void tables_check(const struct tables *tables, struct span derive,
                  struct faults *faults)
{
    for (unsigned i = 0; i < tables->count; i++) {
        struct span file = tables->files[i], stem = stem_of(file);
        check_file(tables, file, derive, faults);
        /* NAME.csv stands just before NAME.tsv, but for names that lie between. */
        for (unsigned j = 0; j < i; j++)
            if (is_table_of(file, stem) && is_table_of(tables->files[j], stem))
                file_fault(tables, file,
                           "this table stands in a .csv and in a .tsv, expected one "
                           "of them",
                           faults);
    }
}

const char *tables_path(const struct tables *tables, struct span name)
{
    for (unsigned i = 0; i < tables->count; i++)
        if (is_table_of(tables->files[i], name)) {
            char *path = mem_print("%s/%.*s", tables->folder, (int)tables->files[i].len,
                                   tables->files[i].ptr);
            struct span kept = arena_copy(tables->arena, span_from(path));
            free(path);
            return kept.ptr;
        }
    return NULL;
}
