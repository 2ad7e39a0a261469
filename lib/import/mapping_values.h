/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The cell `values` of a mapping: how the values of a header translate. It is empty,
 * pairs FROM=TO between |, `label`, `split=C` (alone, or with one of those behind a
 * space) or `split-name=C` (case-import(1)).
 */
#ifndef VIERPHASEN_MAPPING_VALUES_H
#define VIERPHASEN_MAPPING_VALUES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/span.h"

struct arena;
struct concept;
struct faults;
struct mapping_row;
struct table;

/*
 * Reads the cell of a row whose column is known. False and a fault if it can't be read,
 * or does not fit the column.
 */
bool mapping_values_take(struct mapping_row *row, const struct table *table,
                         struct span values, int cell, const struct concept *concept,
                         struct arena *arena, struct faults *faults);

/* Room that the translation of a cell of `len` bytes may need. */
size_t mapping_room(const struct mapping_row *row, size_t len);

/*
 * Translates a trimmed cell; row may be NULL. The result is the cell, a text of the
 * mapping, or (where there is a separator) is written to out, which has mapping_room:
 * the parts, translated, as the column has them, without the empty ones that a trailing
 * separator leaves.
 */
struct span mapping_translate(const struct mapping_row *row, struct span cell,
                              char *out);

/*
 * The next part of a cell, trimmed, as it is before it is translated: the cell itself
 * where there is no separator. `rest` begins as the cell and ends with a null pointer.
 */
struct span mapping_next_part(const struct mapping_row *row, struct span *rest);

/* What one part becomes: itself, or a text of the mapping. */
struct span mapping_translate_part(const struct mapping_row *row, struct span part);

/*
 * Cuts a name at the first separator of `split-name`: what stands before it, or behind
 * it, where another column has the rest.
 */
struct span mapping_name_part(const struct mapping_row *row, struct span cell,
                              bool behind);

/* The column that has the rest of a name: `given_name` for `family_name`, and back. */
struct span mapping_other_name(const struct mapping_row *row);

#endif
