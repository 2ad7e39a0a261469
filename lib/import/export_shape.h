/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How an export is read by its mapping: which headers show where the header stands,
 * which make it safe to be shown, and which columns are left out.
 */
#ifndef VIERPHASEN_EXPORT_SHAPE_H
#define VIERPHASEN_EXPORT_SHAPE_H

#include <stdbool.h>

#include "stream/heading.h"

struct arena;
struct concept;
struct mapping;
struct mapping_row;
struct reader_options;
struct suggestion;

struct export_shape {
    struct heading heading;
    const struct mapping *mapping;
    const struct concept *concept;
    const struct suggestion *known; /* German names that are known too, or NULL */
    bool of_needs;                  /* the second file */
    bool only_known;
    const struct mapping_row **rows; /* of this file, by header */
    unsigned row_count;
};

/* The shapes of both files, which must outlive their readers. */
struct export_shapes {
    struct export_shape persons, needs;
};

/*
 * Lets the readers of both files read so. `shapes->persons` holds the members from
 * mapping on; the rest is filled. What is sought stands in the arena.
 */
void export_shapes_set(struct export_shapes *shapes, struct reader_options *persons,
                       struct reader_options *needs, struct arena *arena);

#endif
