/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A table of a concept that extends another, laid over the one that it inherits: the
 * one place that knows what `off` and `before` mean, so that no compiler of tables
 * does. vierphasen-concept(5), "Local concepts", says how rows are told apart and where
 * each comes to stand.
 *
 * Rows of one key all stand in one file: a key of the local table takes the place of
 * every inherited row of that key.
 */
#ifndef VIERPHASEN_MERGE_H
#define VIERPHASEN_MERGE_H

#include "base/diag.h"
#include "base/mem.h"
#include "base/span.h"
#include "rules/table.h"

/*
 * The local table over the inherited one (NULL: there is none), without the columns
 * `off` and `before`; in the arena, as are both. `name` is that of the table. Adds
 * faults, with the local file, for what fits no inherited row; such a row is left out,
 * and the inherited table stays as it is if the local one can't be laid over it.
 */
struct table *merge_tables(struct table *inherited, const struct table *local,
                           struct span name, struct arena *arena,
                           struct faults *faults);

/*
 * Adds a fault for each of these columns in a table of a concept that extends none, and
 * drops it.
 */
void merge_refuse(struct table *table, struct faults *faults);

#endif
