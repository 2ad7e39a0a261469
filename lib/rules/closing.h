/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Closing days: the table `calendar` of a concept, days on which the office is closed
 * though they are no public holidays. vierphasen-calendar(5) describes it.
 */
#ifndef VIERPHASEN_CLOSING_H
#define VIERPHASEN_CLOSING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"
#include "base/mem.h"
#include "base/span.h"
#include "rules/calendar.h"
#include "rules/yearly.h"

struct table_source;

/* One row: the days first … last, or the rule's day of each year within these. */
struct closing {
    struct span office; /* empty: all */
    bool is_yearly;
    struct yearly yearly;
    int32_t first, last;
};

struct closings {
    unsigned count;
    struct closing *list;
    /* by office, those of all offices first */
};

/* Loads the table of this source; NULL: no row. Adds faults for what is wrong. */
void closings_load(struct closings *closings, const struct table_source *source,
                   struct arena *arena, struct faults *faults);

/*
 * Whether a cell is `12-24` or `24.12.`: it is read as a day of each year, but a
 * spreadsheet makes a date of one year of it.
 */
bool closing_is_bare(struct span date);

enum { CLOSING_BYTES = 16 };

/*
 * Writes `yearly MM-DD` for a cell that is read as this day of each year, in whatever
 * spelling. Returns its length; 0: it is no such cell.
 */
size_t closing_write_yearly(struct span date, char out[CLOSING_BYTES]);

/* Makes the days of an office (empty: of one that has none of its own) days off. */
void closings_apply(const struct closings *closings, struct span office,
                    struct calendar *calendar);

#endif
