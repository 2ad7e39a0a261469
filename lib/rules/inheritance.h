/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a local concept makes of a table of the concept that it extends
 * (vierphasen-concept(5)): rows of the same key are replaced in their place, rows that
 * are `off` go, new rows stand behind or before others. The compilers of tables see one
 * table, whose rows know their files.
 */
#ifndef VIERPHASEN_INHERITANCE_H
#define VIERPHASEN_INHERITANCE_H

#include <stdbool.h>

#include "base/diag.h"
#include "base/mem.h"

struct table;
struct table_source;

/*
 * Makes of a local table, as it stands in its file, the whole one: `below` is that of
 * the concept that is extended, NULL if this has none. The columns `off` and `before`
 * are gone then. Everything is allocated in the arena. False and a fault if the table
 * has no key; a row at fault is left out, with a fault.
 */
bool table_inherit(struct table *table, const struct table *below,
                   const struct table_source *source, struct arena *arena,
                   struct faults *faults);

#endif
