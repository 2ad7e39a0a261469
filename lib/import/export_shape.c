/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import/export_shape.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/names.h"
#include "import/mapping.h"
#include "import/suggestion.h"
#include "rules/columns.h"
#include "rules/concept.h"
#include "rules/known_columns.h"
#include "stream/reader.h"

static int compare_rows(const void *a, const void *b)
{
    const struct mapping_row *const *first = a, *const *second = b;

    return span_compare((*first)->header, (*second)->header);
}

/* The mapping's row of a header of this file, or NULL. */
static const struct mapping_row *row_of(const struct export_shape *shape,
                                        struct span name)
{
    const struct mapping_row wanted = {.header = name}, *key = &wanted;
    const struct mapping_row *const *found =
        shape->row_count == 0 ? NULL
                              : bsearch(&key, shape->rows, shape->row_count,
                                        sizeof *shape->rows, compare_rows);

    return found != NULL ? *found : NULL;
}

static bool is_known(const void *context, struct span name)
{
    const struct export_shape *shape = context;

    return row_of(shape, name) != NULL || known_columns_have(shape->concept, name) ||
           (shape->known != NULL &&
            suggestion_has(shape->known, name, shape->of_needs));
}

/* The needs file's own columns are found by name; what else it has is never read. */
static bool is_dropped(const void *context, struct span name)
{
    const struct export_shape *shape = context;
    const struct mapping_row *row = row_of(shape, name);

    if (shape->of_needs)
        return false;
    return row != NULL
               ? mapping_row_drops(row)
               : shape->only_known && columns_find(&shape->concept->columns, name) < 0;
}

/* Writes the mapped headers of the file to an array; returns their number. */
static unsigned add_mapped(const struct export_shape *shape, struct span *sought)
{
    const struct mapping *mapping = shape->mapping;
    unsigned count = 0;

    for (unsigned i = 0; i < mapping->count; i++)
        if (mapping_row_is_need(&mapping->rows[i]) == shape->of_needs)
            sought[count++] = mapping->rows[i].header;
    return count;
}

static int compare_names(const void *a, const void *b)
{
    return span_compare(*(const struct span *)a, *(const struct span *)b);
}

static void seek(struct export_shape *shape, struct span *sought, unsigned count,
                 const char *what)
{
    if (count > 0)
        qsort(sought, count, sizeof *sought, compare_names);
    shape->heading.sought = sought;
    shape->heading.count = count;
    shape->heading.what = what;
}

/* For a mapping to begin with: all names that are known at all. */
static void seek_known(struct export_shape *shape, struct arena *arena)
{
    const struct columns *columns = &shape->concept->columns;
    unsigned most = columns->count + MAPPING_PART_COUNT + shape->mapping->count +
                    suggestion_count(shape->known);
    struct span *sought = arena_alloc(arena, most * sizeof *sought);
    unsigned count = 0;

    for (unsigned i = 0; i < columns->count; i++)
        sought[count++] = columns->column[i].name;
    for (unsigned i = 0; shape->of_needs && i < MAPPING_PART_COUNT; i++)
        sought[count++] = span_from(MAPPING_PARTS[i]);
    count += suggestion_headers(shape->known, shape->of_needs, sought + count);
    count += add_mapped(shape, sought + count);
    seek(shape, sought, count, "known header");
    shape->heading.guesses = true;
}

static void seek_mapped(struct export_shape *shape, struct arena *arena)
{
    struct span *sought =
        arena_alloc(arena, (shape->mapping->count + 1) * sizeof *sought);

    seek(shape, sought, add_mapped(shape, sought), "mapped header");
}

/* Each header stands in one row of a file. */
static void sort_rows(struct export_shape *shape, struct arena *arena)
{
    const struct mapping *mapping = shape->mapping;
    const struct mapping_row **rows =
        arena_alloc(arena, (mapping->count + 1) * sizeof *rows);

    for (unsigned i = 0; i < mapping->count; i++)
        if (mapping_row_is_need(&mapping->rows[i]) == shape->of_needs)
            rows[shape->row_count++] = &mapping->rows[i];
    if (shape->row_count > 0)
        qsort(rows, shape->row_count, sizeof *rows, compare_rows);
    shape->rows = rows;
}

static void set(struct export_shape *shape, struct reader_options *reading,
                struct arena *arena)
{
    sort_rows(shape, arena);
    shape->heading = (struct heading){.drops = {is_dropped, shape}};
    if (shape->known != NULL)
        seek_known(shape, arena);
    else
        seek_mapped(shape, arena);
    reading->heading = &shape->heading;
    reading->known = (struct name_test){is_known, shape};
}

void export_shapes_set(struct export_shapes *shapes, struct reader_options *persons,
                       struct reader_options *needs, struct arena *arena)
{
    shapes->needs = shapes->persons;
    shapes->needs.of_needs = true;
    *needs = *persons;
    set(&shapes->persons, persons, arena);
    set(&shapes->needs, needs, arena);
}
