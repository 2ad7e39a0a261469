/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which tables the folder of a concept holds: each NAME.tsv or NAME.csv. The folder is
 * strict, so that a table under another name is told and not left out in silence:
 * vierphasen-concept(5).
 */
#ifndef VIERPHASEN_TABLES_H
#define VIERPHASEN_TABLES_H

#include "base/diag.h"
#include "base/mem.h"
#include "base/span.h"

struct tables {
    const char *folder;
    unsigned count;
    struct span *files; /* their names, in byte order; without those left alone */
    struct arena *arena;
};

/* Lists the folder; a fault if it can't be read. Everything lives in the arena. */
void tables_list(struct tables *tables, const char *folder, struct arena *arena,
                 struct faults *faults);

/*
 * Adds a fault for each file that is no table of a concept, and for a table that stands
 * in two. `derive` names tables of the concept's own, between spaces or commas.
 */
void tables_check(const struct tables *tables, struct span derive,
                  struct faults *faults);

/* The path of the table of this name, in the arena; NULL: the concept lacks it. */
const char *tables_path(const struct tables *tables, struct span name);

#endif
