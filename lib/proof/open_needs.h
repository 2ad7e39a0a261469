/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is counted of open needs hangs together: needs_open, areas_open, needs_AREA,
 * score_AREA, score_total and focus are all of one list. Whether a list has the counts
 * that a region allows is worked out here, area by area.
 */
#ifndef VIERPHASEN_OPEN_NEEDS_H
#define VIERPHASEN_OPEN_NEEDS_H

#include <stdbool.h>
#include <stdint.h>

#include "rules/columns.h"
#include "rules/needs.h"

struct model;

/* A list of open needs. */
struct open_needs {
    unsigned grades[NEEDS_MOST]; /* 1 … 3 of an open one, by its number; 0: not open */
    unsigned other_count;        /* where the concept has no catalogue */
    unsigned other_score;
};

/* Whether somebody whose needs are known can be in the region; `found` may be NULL. */
bool open_needs_find(const struct model *model, const uint64_t *region,
                     struct open_needs *found);

#endif
