/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A mapping: which header of a raw export is which case column, and how its values
 * translate (mapping_values.h). A table `column header values` that an office writes
 * once for its own export (case-import(1)). Rows `needs.…` describe a second file with
 * one need a row. Several headers may be the column `needs`.
 */
#ifndef VIERPHASEN_MAPPING_H
#define VIERPHASEN_MAPPING_H

#include <stdbool.h>

#include "base/span.h"
#include "rules/table.h"

struct arena;
struct concept;
struct diag;
struct header;

struct mapping_pair {
    struct span from, to;
};

struct mapping_row {
    struct span column, header;
    unsigned pair_count;
    const struct mapping_pair *pairs; /* also those of `label` */
    size_t longest_to;                /* of the pairs */
    char separator;                   /* between the parts of a cell; '\0': it is one */
    char joint;                       /* between them in the stream */
    char name_separator; /* between family and given name; '\0': it is one name */
    unsigned row;        /* in the table */
};

struct mapping {
    struct table table;
    unsigned count;
    struct mapping_row *rows;
};

/* Loads and checks the file. False and a diag with file:line on any fault. */
bool mapping_load(struct mapping *mapping, const char *path,
                  const struct concept *concept, struct arena *arena,
                  struct faults *faults);

/* Whether the row says that its header is dropped: its column is `-`. */
bool mapping_row_drops(const struct mapping_row *row);

/* Whether the row is of the second file: `needs.…`. */
bool mapping_row_is_need(const struct mapping_row *row);

/* What a column of the export becomes. Several may be the column `needs`. */
struct mapped_column {
    struct span name;              /* in the stream */
    const struct mapping_row *row; /* NULL: passes under its own header */
};

/*
 * Says for each column of an export's header what it becomes; mapping may be NULL.
 * False and a diag if a mapped header is missing, two headers are one column, or a
 * header that is not mapped has the name of a derived column.
 */
bool mapping_bind(const struct mapping *mapping, const struct concept *concept,
                  const struct header *header, const char *export_name,
                  struct mapped_column *columns, struct diag *diag);

/* The parts of a need: client_id, code, status, grade, rank. */
enum { MAPPING_PART_COUNT = 5 };
extern const char *const MAPPING_PARTS[MAPPING_PART_COUNT];

/*
 * The header of the second file that is one of these:
 * its place there, or -1 if there is none; *row is the mapping's row or NULL. Without
 * rows `needs.…` the headers are the parts' names. False and a diag if a mapped header
 * is missing, or a part that is needed.
 */
bool mapping_bind_need(const struct mapping *mapping, const char *part, bool needed,
                       const struct header *header, const char *file_name, int *place,
                       const struct mapping_row **row, struct diag *diag);

#endif
