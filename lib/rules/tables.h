/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which tables the folder of a concept holds: each NAME.tsv or NAME.csv. The folder is
 * strict, so that a table under another name is told and not left out in silence:
 * vierphasen-concept(5). Where a concept `extends` another, the tables of the folders
 * below belong to it.
 */
#ifndef VIERPHASEN_TABLES_H
#define VIERPHASEN_TABLES_H

#include "base/diag.h"
#include "base/mem.h"
#include "base/span.h"

struct table_source;

struct tables {
    const char *folder;
    unsigned count;
    struct span *files;   /* their names, in byte order; without those left alone */
    struct span derive;   /* the tables of its own, between spaces or commas */
    struct tables *below; /* of the concept that it extends, or NULL */
    struct arena *arena;
};

/*
 * Lists the folder, and those below it. Faults if one can't be read or isn't there, or
 * if a concept extends itself. Everything lives in the arena.
 */
void tables_list(struct tables *tables, const char *folder, struct arena *arena,
                 struct faults *faults);

/*
 * Adds a fault for each file of the folder that is no table of a concept, and for a
 * table that stands in two.
 */
void tables_check(const struct tables *tables, struct faults *faults);

/*
 * Where the table of this name stands, for table_load; in the arena. NULL: neither the
 * concept nor one below has it.
 */
const struct table_source *tables_find(const struct tables *tables, struct span name);

/* The path of the uppermost file of a table that there is, for messages. */
const char *tables_path(const struct tables *tables, struct span name);

#endif
