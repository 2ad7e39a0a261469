/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the deadline table means for one person: the obligations that are open, those
 * that were met, and when each can be met. Due lists, calendars, audits and forecasts
 * are views of these and have no dates of their own.
 *
 * Pure: (table, values of a person) → days. `values` are those of the facts.
 */
#ifndef VIERPHASEN_OBLIGATION_H
#define VIERPHASEN_OBLIGATION_H

#include <stdbool.h>
#include <stdint.h>

#include "rules/deadlines.h"

struct obligation {
    const struct deadline_rule *rule; /* the row that gives the day */
    int32_t anchor_on;
    int32_t due_on;  /* the raw day */
    int32_t work_on; /* the working day that it rolls to */
};

/* What was found besides the obligations. */
struct deadline_notes {
    bool computable; /* some row applies and has its anchor, met or not */
    bool unchecked;  /* a day was counted or rolled outside the checked years; never
                        cleared here */
};

/*
 * The open obligations of a person, by due_on, then by deadline; at most DEADLINE_MOST.
 * Returns their count.
 */
unsigned obligations_open(const struct deadlines *deadlines, const struct value *values,
                          struct obligation *obligations, struct deadline_notes *notes);

/*
 * The day on which a row whose tests hold is first due, met or not, if its anchor were
 * anchor_on. DATE_NONE: on none that a stream can hold.
 */
int32_t obligation_first_due(const struct deadlines *deadlines,
                             const struct deadline_rule *rule,
                             const struct value *values, int32_t anchor_on,
                             struct deadline_notes *notes);

/* An obligation that was met. */
struct meeting {
    struct obligation obligation;
    int32_t met_on;
};

/*
 * The obligations that a date in the row's `done` column met, at most one a deadline:
 * of its met rows the one that was due first. In the order of the deadlines' names;
 * returns their count.
 */
unsigned obligations_met(const struct deadlines *deadlines, const struct value *values,
                         struct meeting *meetings, struct deadline_notes *notes);

/*
 * The obligation of one deadline (its place in names) that is open once `meeting` has
 * met it: in a forecast, where dates are supposed. It meets each row of the deadline
 * that has no `done` column, and each whose `done_since` is not later than
 * meeting->met_on. A row that it meets comes again `repeat` after
 * meeting->obligation.due_on, or not at all; one that doesn't lead on from that day is
 * left out. False if nothing is open.
 */
bool obligation_next(const struct deadlines *deadlines, unsigned deadline,
                     const struct value *values, const struct meeting *meeting,
                     struct obligation *next, struct deadline_notes *notes);

/*
 * Before the window from the earlier to the later of due_on and work_on an obligation
 * is upcoming, in it due, behind it overdue.
 */
enum obligation_status { OBLIGATION_UPCOMING, OBLIGATION_DUE, OBLIGATION_OVERDUE };

enum obligation_status obligation_status(const struct obligation *obligation,
                                         int32_t as_of);

/* The first and the last day of that window. */
int32_t obligation_begins_on(const struct obligation *obligation);
int32_t obligation_ends_on(const struct obligation *obligation);

/* The working days on which an open obligation can be met. */
struct work_window {
    int32_t from;
    int32_t until; /* DATE_NONE: there is no last day */
};

/*
 * Seen from as_of. What is due at the latest: from the first day on which meeting it
 * counts (done_since or the anchor, and not before it was last met; without a `done`
 * column the anchor, or any day if it is due by then) until work_on; if that is past,
 * at once. What rolls forward is due at the earliest: from work_on, without an end.
 */
struct work_window obligation_window(const struct deadlines *deadlines,
                                     const struct obligation *obligation,
                                     const struct value *values, int32_t as_of,
                                     struct deadline_notes *notes);

#endif
