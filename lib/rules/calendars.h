/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The calendars of a concept: its own Land's, and those of offices that have another
 * Land (calendars.tsv) or closing days of their own (calendar.tsv). Each is compiled
 * when the first person of such an office comes.
 */
#ifndef VIERPHASEN_CALENDARS_H
#define VIERPHASEN_CALENDARS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/diag.h"
#include "base/mem.h"
#include "base/span.h"
#include "rules/calendar.h"
#include "rules/closing.h"

struct table_source;

struct office_calendar {
    struct span office; /* of number 0: empty, for every office that isn't listed */
    struct span land;
    struct calendar *calendar; /* NULL: nobody has asked for it yet */
};

struct calendars {
    const char *holidays; /* path of the table of holidays */
    unsigned count;
    struct office_calendar *list; /* behind number 0 in byte order of the offices */
    struct closings closings;
    int32_t loaded_for; /* the day whose rows of calendars.tsv hold */
};

/*
 * Loads the tables of these sources; NULL: the concept lacks it. `land` is the
 * concept's own. Adds faults for what is wrong.
 */
void calendars_load(struct calendars *calendars, struct span land,
                    const struct table_source *offices,
                    const struct table_source *closing, int32_t as_of,
                    struct arena *arena, struct faults *faults);
void calendars_free(struct calendars *calendars);

/* The number of the calendar of an office. */
unsigned calendars_find(const struct calendars *calendars, struct span office);

/* The calendar of this number. It is the concept's until it is freed. */
const struct calendar *calendars_get(const struct calendars *calendars,
                                     unsigned number);

/*
 * The last year for which closing days are listed as dates, of the calendars that were
 * asked for; where offices differ, the earliest. 0: none are.
 */
int32_t calendars_listed_to(const struct calendars *calendars);

#endif
