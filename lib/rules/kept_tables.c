/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/kept_tables.h"

#include <string.h>

#include "base/dict.h"

static struct {
    struct dict paths;
    struct table *tables; /* by number of a path */
    size_t room;
    struct arena arena;
} kept;

static void *copy(const void *list, size_t count, size_t size, struct arena *arena)
{
    void *to = arena_alloc(arena, (count + 1) * size);

    if (count > 0)
        memcpy(to, list, count * size);
    return to;
}

/* The lists are others, as who has a table drops rows; the texts are the same. */
static struct table copy_lists(const struct table *table, struct arena *arena)
{
    struct table own = *table;

    own.names = copy(table->names, table->columns, sizeof *table->names, arena);
    own.heads = copy(table->heads, table->columns, sizeof *table->heads, arena);
    own.cells = copy(table->cells, (size_t)table->rows * table->columns,
                     sizeof *table->cells, arena);
    own.files = copy(table->files, table->rows, sizeof *table->files, arena);
    own.lines = copy(table->lines, table->rows, sizeof *table->lines, arena);
    return own;
}

/* A number of a descriptor stands for another file later on. */
static bool lasts(const char *path)
{
    return strncmp(path, "/proc/", 6) != 0 && strncmp(path, "/dev/", 5) != 0;
}

bool kept_tables_find(const char *path, struct table *table, struct arena *arena)
{
    long number = dict_find(&kept.paths, span_from(path));

    if (number < 0)
        return false;
    *table = copy_lists(&kept.tables[number], arena);
    return true;
}

void kept_tables_add(const char *path, const struct table *table)
{
    size_t number;
    struct table *own;

    if (!lasts(path))
        return;
    number = dict_add(&kept.paths, span_from(path));
    mem_grow(&kept.tables, &kept.room, number + 1, sizeof *kept.tables);
    own = &kept.tables[number];
    *own = copy_lists(table, &kept.arena);
    own->path = arena_copy(&kept.arena, span_from(path)).ptr;
    for (unsigned i = 0; i < own->columns; i++) {
        own->names[i] = arena_copy(&kept.arena, own->names[i]);
        own->heads[i].file = own->path;
    }
    for (size_t i = 0; i < (size_t)own->rows * own->columns; i++)
        own->cells[i] = arena_copy(&kept.arena, own->cells[i]);
    for (unsigned row = 0; row < own->rows; row++)
        own->files[row] = own->path;
}
