/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The calendars of a run (due_calendar.h): one, or one for each value of --split, each
 * with its name, its own count of what is overdue, and what is gone from it since an
 * earlier night.
 *
 * For what is gone, memory grows with the entries and the persons of the run: a UID and
 * a client_id each.
 */
#ifndef VIERPHASEN_DUE_CALENDARS_H
#define VIERPHASEN_DUE_CALENDARS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/dict.h"
#include "base/span.h"
#include "due/due_calendar.h"

struct diag;
struct due_earlier;
struct facts;
struct obligation;
struct output;
struct split;

/* A zeroed struct with `calendar` set; due_calendars_free ends it. */
struct due_calendars {
    struct due_calendar calendar; /* how each is written */

    /* What is gone; NULL: nobody asks. It belongs to the calendars. */
    struct due_earlier *earlier;
    /*
     * Persons who weren't read may be there all the same: their entries stay as they
     * were.
     */
    bool is_incomplete;
    unsigned long long unread; /* how many entries stayed for that */

    struct output *output;
    struct split *split; /* or NULL: all is one calendar */
    struct dict values;  /* of the calendars that have begun */
    struct due_count *counts;
    size_t count, room;
    struct dict entries; /* UID and number of the calendar */
    struct dict persons;
};

/* With a split, the output is one in memory. Both stay with the caller. */
void due_calendars_begin(struct due_calendars *calendars, struct output *output,
                         struct split *split);

/* A person was read. */
void due_calendars_read(struct due_calendars *calendars, const struct facts *facts);

/* The entry of an obligation of that person, in the calendar of a value. False and a
 * diag on failure; so the next. */
bool due_calendars_add(struct due_calendars *calendars, const struct facts *facts,
                       const struct obligation *obligation, struct span value,
                       struct diag *diag);

/* What is gone, the counts and the end; with a split the output then holds the end of
 * each file. */
bool due_calendars_finish(struct due_calendars *calendars, struct diag *diag);

void due_calendars_free(struct due_calendars *calendars);

#endif
