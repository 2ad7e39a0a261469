/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/tables.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>
#include <sys/stat.h>

#include "base/apart.h"
#include "base/names.h"
#include "rules/datadir.h"
#include "rules/table.h"

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

/* Each file of a concept is taken as read, also where a tool needs no look at it. */
static bool is_folder(const char *folder, const char *name)
{
    char *path = mem_print("%s/%s", folder, name);
    struct stat info;
    bool is = stat(path, &info) == 0 && S_ISDIR(info.st_mode);

    apart_expect(path);
    free(path);
    return is;
}

/* Lists one folder. */
static bool list_folder(struct tables *tables, const char *folder, struct arena *arena,
                        struct faults *faults)
{
    struct span *files = NULL;
    const struct dirent *entry;
    size_t room = 0;
    DIR *open;

    *tables = (struct tables){.folder = arena_copy(arena, span_from(folder)).ptr,
                              .derive = span_of(NULL, 0),
                              .arena = arena};
    open = opendir(folder);
    if (open == NULL) {
        diag_system(faults_add(faults), folder, "read");
        return false;
    }
    for (errno = 0; (entry = readdir(open)) != NULL; errno = 0) {
        struct span name = span_from(entry->d_name);
        if (is_left_alone(name) || is_folder(folder, entry->d_name))
            continue;
        mem_grow(&files, &room, tables->count + 1u, sizeof *files);
        files[tables->count++] = arena_copy(arena, name);
    }
    if (errno != 0) {
        diag_system(faults_add(faults), folder, "read");
        closedir(open);
        free(files);
        return false;
    }
    closedir(open);
    if (tables->count > 0)
        qsort(files, tables->count, sizeof *files, compare_files);
    tables->files = arena_alloc(arena, (tables->count + 1) * sizeof *files);
    if (tables->count > 0)
        memcpy(tables->files, files, tables->count * sizeof *files);
    free(files);
    return true;
}

/* Walks over the names of all tables that a concept may have, and over its own. */
struct name_walk {
    struct span known, derive;
};

static struct span walk_next(struct name_walk *walk)
{
    struct span name = names_next(&walk->known);

    return name.len > 0 ? name : names_next(&walk->derive);
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

/* Whether the name begins with the stem and a dot. */
static bool is_of_stem(struct span file, struct span stem)
{
    return file.len > stem.len && memcmp(file.ptr, stem.ptr, stem.len) == 0 &&
           file.ptr[stem.len] == '.';
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
    while ((name = walk_next(&walk)).len > 0)
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

    while ((name = walk_next(&walk)).len > 0) {
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

    while ((name = walk_next(&walk)).len > 0)
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

void tables_check(const struct tables *tables, struct faults *faults)
{
    for (unsigned i = 0; i < tables->count; i++) {
        struct span file = tables->files[i], stem = stem_of(file);
        check_file(tables, file, tables->derive, faults);
        /* NAME.csv stands before NAME.tsv, and between them what begins with `NAME.`
         * too. */
        for (unsigned j = i; j > 0 && is_of_stem(tables->files[j - 1], stem); j--)
            if (is_table_of(file, stem) && is_table_of(tables->files[j - 1], stem))
                file_fault(tables, file,
                           "this table stands in a .csv and in a .tsv, expected one "
                           "of them",
                           faults);
    }
}

/* The path of the table of this name in the folder itself, or NULL. */
static const char *own_path(const struct tables *tables, struct span name)
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

const struct table_source *tables_find(const struct tables *tables, struct span name)
{
    const char *path = own_path(tables, name);
    const struct table_source *below =
        tables->below != NULL ? tables_find(tables->below, name) : NULL;
    struct table_source *source;

    if (path == NULL)
        return below;
    source = arena_alloc(tables->arena, sizeof *source);
    *source = (struct table_source){.path = path,
                                    .name = arena_copy(tables->arena, name),
                                    .is_local = tables->below != NULL,
                                    .below = below};
    return source;
}

const char *tables_path(const struct tables *tables, struct span name)
{
    const struct table_source *source = tables_find(tables, name);

    return source != NULL ? source->path : NULL;
}

/* --- The concepts below --- */

/* The name or the path that `extends` gives: a path counts from the folder. To free. */
static char *path_below(const struct tables *tables, struct span name)
{
    bool is_relative =
        span_is(name, ".") || span_is(name, "..") ||
        (name.len > 0 && name.ptr[0] != '/' && memchr(name.ptr, '/', name.len) != NULL);

    return is_relative ? mem_print("%s/%.*s", tables->folder, (int)name.len, name.ptr)
                       : mem_print("%.*s", (int)name.len, name.ptr);
}

/* The folder of the concept that `extends` names. */
static bool find_below(char *out, const struct tables *tables, struct span name)
{
    char *path = path_below(tables, name);
    bool is_there = datadir_find_concept(out, path);

    free(path);
    return is_there;
}

static bool is_one_folder(const char *first, const char *second)
{
    struct stat a, b;

    return stat(first, &a) == 0 && stat(second, &b) == 0 && a.st_dev == b.st_dev &&
           a.st_ino == b.st_ino;
}

/* A name or path of `extends` that leads to no folder; false. */
static bool unknown_below(const struct tables *tables, const struct table *keys,
                          unsigned row, struct span name, struct faults *faults)
{
    int value = table_column(keys, "value");
    struct diag diag = {0};
    char *path;

    if (name.len == 0)
        return table_fault(keys, row, value, faults,
                           "no name, expected that of the concept that is extended, or "
                           "a path to its folder");
    path = path_below(tables, name);
    datadir_unknown_concept("no concept", path, &diag);
    free(path);
    return table_fault(keys, row, value, faults, "%s", diag.text);
}

/* Follows the row `extends`; `top` is the concept from which the chain came. */
static bool follow(const struct tables *top, struct tables *tables,
                   const struct table *keys, unsigned row, struct faults *faults)
{
    int value = table_column(keys, "value");
    struct span name = table_cell(keys, row, value);
    int days[] = {keys->valid_from, keys->valid_to};
    char folder[DATADIR_PATH];
    struct tables *below;

    for (size_t i = 0; i < sizeof days / sizeof *days; i++)
        if (table_cell(keys, row, days[i]).len > 0)
            return table_fault(keys, row, days[i], faults,
                               "a concept extends another on all days, expected an "
                               "empty cell");
    if (!find_below(folder, tables, name))
        return unknown_below(tables, keys, row, name, faults);
    for (const struct tables *above = top; above != NULL; above = above->below)
        if (is_one_folder(above->folder, folder))
            return table_fault(keys, row, value, faults,
                               "\"%.*s\" extends this concept in turn, expected one "
                               "that doesn't",
                               table_shown(name), name.ptr);
    below = arena_alloc(tables->arena, sizeof *below);
    if (!list_folder(below, folder, tables->arena, faults))
        return false;
    tables->below = below;
    return true;
}

/* Reads what concept.tsv says of other tables; false at a fault. */
static bool read_keys(const struct tables *top, struct tables *tables,
                      struct faults *faults)
{
    const char *path = own_path(tables, span_from("concept"));
    struct faults unheeded = {0}; /* told when the table is loaded */
    struct table keys;
    int key, value;
    bool good = true;

    if (path == NULL || !table_load_file(&keys, path, tables->arena, &unheeded))
        return true;
    key = table_column(&keys, "key");
    value = table_column(&keys, "value");
    for (unsigned row = 0; row < keys.rows && good; row++) {
        if (span_is(table_cell(&keys, row, key), "derive"))
            tables->derive = table_cell(&keys, row, value);
        if (span_is(table_cell(&keys, row, key), "extends") && tables->below == NULL)
            good = follow(top, tables, &keys, row, faults);
    }
    return good;
}

/* A concept that says nothing of its own tables has those of the one below. */
static struct span inherit_derive(struct tables *tables)
{
    if (tables->derive.ptr == NULL)
        tables->derive =
            tables->below != NULL ? inherit_derive(tables->below) : span_of("", 0);
    return tables->derive;
}

void tables_list(struct tables *tables, const char *folder, struct arena *arena,
                 struct faults *faults)
{
    struct tables *lowest = tables;

    if (!list_folder(tables, folder, arena, faults))
        return;
    while (read_keys(tables, lowest, faults) && lowest->below != NULL)
        lowest = lowest->below;
    inherit_derive(tables);
}
