/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The columns of the stream that is made from an export, and from which of its headers
 * each one comes. They stand where their headers stand: a name that is split becomes
 * two columns side by side; several headers of `needs` become one column at the place
 * of the first. `needs` of a second file come behind them all.
 */
#ifndef VIERPHASEN_TARGETS_H
#define VIERPHASEN_TARGETS_H

#include <stdbool.h>

#include "base/span.h"
#include "stream/header.h"

struct arena;
struct column;
struct concept;
struct diag;
struct mapping;
struct mapping_row;

enum target_part {
    TARGET_CELL,      /* what the cell becomes */
    TARGET_NAME,      /* what stands before the separator of split-name */
    TARGET_OTHER_NAME /* and what stands behind it */
};

enum { NO_SOURCE = -1 };

struct target {
    enum target_part part;
    int source;                    /* a column of the export; NO_SOURCE: joined */
    const struct mapping_row *row; /* of the source, or NULL */
    int number;                    /* in the concept's columns, or -1 */
    const struct column *about;    /* NULL: the column is none of the concept's */
    bool is_key;                   /* client_id or household_id */
};

struct targets {
    unsigned count;
    struct target *list; /* [count] */
    /* By a column of the export: the next one of the same target, or NO_SOURCE. */
    int *next_source;
    /* And the row of the mapping that it has, or NULL. */
    const struct mapping_row **rows;
    struct span *names;    /* [count] */
    struct header written; /* the same */
    int client_id;         /* its place among them */
};

/*
 * Binds an export's header; mapping may be NULL or empty. False and a diag if a mapped
 * header is missing, a column would come twice, or there is no client_id.
 */
bool targets_bind(struct targets *targets, const struct mapping *mapping,
                  const struct concept *concept, const struct header *header,
                  const char *export_name, bool joins_needs, struct arena *arena,
                  struct diag *diag);

/* The target of this name, or -1. */
int targets_find(const struct targets *targets, struct span name);

#endif
