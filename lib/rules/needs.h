/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The areas of a concept and the needs (Handlungsbedarfe) in them: areas.tsv and
 * needs.tsv. Each area has two derived columns, score_AREA and needs_AREA.
 */
#ifndef VIERPHASEN_NEEDS_H
#define VIERPHASEN_NEEDS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/diag.h"
#include "base/mem.h"
#include "base/span.h"
#include "rules/columns.h"

struct table_source;

enum { AREAS_MOST = 32, NEEDS_MOST = COLUMN_CODES };

struct area {
    struct span code, label;
    int32_t work_order;
    int score_column; /* of score_AREA, behind it needs_AREA */
};

struct need {
    struct span code, label;
    struct span client_label; /* in the words of a letter to the person; may be empty */
    unsigned area;
};

struct needs {
    unsigned area_count;
    struct area areas[AREAS_MOST];   /* in the order of areas.tsv */
    unsigned area_order[AREAS_MOST]; /* their numbers by work_order */
    bool exists;                     /* needs.tsv does: codes are checked */
    unsigned count, today;           /* of all days; today's stand first */
    struct need list[NEEDS_MOST];
};

/*
 * Loads the tables at these paths (NULL: the concept lacks it) for one day; the columns
 * of areas are added to `columns`. Adds faults for what is wrong.
 */
void needs_load(struct needs *needs, const struct table_source *areas,
                const struct table_source *source, int32_t as_of,
                struct columns *columns, struct arena *arena, struct faults *faults);

/* The number of a need of needs.tsv, or -1. */
int needs_find(const struct needs *needs, const struct columns *columns,
               struct span code);

#endif
