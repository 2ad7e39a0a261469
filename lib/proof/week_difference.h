/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The work of the coming weeks under two concepts: two forecasts of the same persons,
 * and what one has more than the other.
 */
#ifndef VIERPHASEN_WEEK_DIFFERENCE_H
#define VIERPHASEN_WEEK_DIFFERENCE_H

#include <stdbool.h>

#include "forecast/forecast.h"
#include "forecast/weeks.h"
#include "proof/sides.h"

/* A zeroed struct is an empty one; week_difference_free ends it. */
struct week_difference {
    struct sides *sides;
    struct forecast forecasts[BOTH_SIDES];
    struct weeks weeks[BOTH_SIDES];
};

/*
 * Looks so many weeks ahead from the day for which both concepts are loaded. False and
 * a diag if one has no deadlines, or can't be loaded for a later day.
 */
bool week_difference_init(struct week_difference *difference, struct sides *sides,
                          unsigned weeks, struct diag *diag);
void week_difference_free(struct week_difference *difference);

/* Binds the facts of later days; sides_bind has bound those of the first. */
void week_difference_bind(struct week_difference *difference,
                          const struct header *header);

/* Reads a record, as sides_read, and counts the person. */
bool week_difference_add(struct week_difference *difference,
                         const struct record *record, struct diag *diag);

/* The columns, between spaces. */
extern const char WEEK_DIFFERENCE_COLUMNS[];

/* Writes a row for each week. Returns whether any figure differs. */
bool week_difference_write(struct week_difference *difference, struct writer *writer);

#endif
