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
struct reader_options;
struct suggestion;

struct export_shape {
    struct heading heading;
    const struct mapping *mapping;
    const struct concept *concept;
    const struct suggestion *known; /* German names that are known too, or NULL */
    bool of_needs;                  /* the second file */
    bool only_known;
};

/*
 * Lets a reader read so. `shape` holds the members from mapping on; its heading is
 * filled. It must outlive the reader. What is sought stands in the arena.
 */
void export_shape_set(struct export_shape *shape, struct reader_options *reading,
                      struct arena *arena);

#endif
