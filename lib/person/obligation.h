/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the deadline table means for one person: the obligations that are open, those
 * that were met, and when each can be met. Due lists, calendars, audits and forecasts
 * are views of these and have no dates of their own.
 *
 * Pure: facts → days. Everything is counted in the calendar of facts->day, and seen
 * from its as_of. vierphasen-concept(5) says what the columns of the table mean.
 */
#ifndef VIERPHASEN_OBLIGATION_H
#define VIERPHASEN_OBLIGATION_H

#include <stdbool.h>
#include <stdint.h>

#include "person/facts.h"
#include "rules/deadlines.h"

struct obligation {
    const struct deadline_rule *rule; /* the row that gives the day */
    int32_t anchor_on;
    int32_t due_on;   /* the raw day */
    int32_t work_on;  /* the working day that it rolls to */
    int32_t until_on; /* the last day on which it is not overdue; DATE_NONE: `open` */
};

/* What was found besides the obligations. */
struct deadline_notes {
    bool computable; /* some row that applies gives a day, met or not */
    bool is_fenced;  /* a row was dropped because it is due before the case began */
    unsigned doubts; /* about days that were counted or rolled (calendar.h); never
                        cleared here */
};

/*
 * The open obligations of a person, by due_on, then by deadline; at most DEADLINE_MOST.
 * Returns their count.
 */
unsigned obligations_open(const struct facts *facts, struct obligation *obligations,
                          struct deadline_notes *notes);

/* What became of a row of the table whose tests hold. */
enum obligation_state {
    OBLIGATION_OPEN,     /* it gives a day */
    OBLIGATION_MET,      /* a date in `done` ended it */
    OBLIGATION_CLOSED,   /* a date in `closed_by` did */
    OBLIGATION_FENCED,   /* it would be due before the case began */
    OBLIGATION_UNKNOWN,  /* its anchor is not known: it has not begun */
    OBLIGATION_LEFT_OUT, /* `unrecorded skip`, and the input could not show it met */
    OBLIGATION_NEVER     /* its day is none that a stream can hold */
};

/* How the day of a row came about. Days are DATE_NONE where there is none. */
struct obligation_trace {
    enum obligation_state state;
    struct obligation obligation; /* OBLIGATION_OPEN: with all its days */
    int32_t ended_on;             /* the first date that met or closed it */
    int32_t from_on;    /* what it is counted from: the anchor, or, with … */
    bool repeats;       /* … the latest date that met it */
    int32_t stepped_on; /* where its steps lead from there; `every`: the first time */
    const struct date_term *bound; /* of `not_before`, that moved it; NULL: none did */
    bool from_beginning; /* that day lies before the case began: counted from there */
};

/* Of a row whose tests hold: the day that obligations_open works out, and why. */
void obligation_trace(const struct facts *facts, const struct deadline_rule *rule,
                      struct obligation_trace *trace);

/* The day on which the present case began (`case_begins`); DATE_NONE: unknown. */
int32_t case_began_on(const struct facts *facts);

/*
 * The day on which a row whose tests hold is first due, met or not, if its anchor were
 * anchor_on. DATE_NONE: on none that a stream can hold.
 */
int32_t obligation_first_due(const struct facts *facts,
                             const struct deadline_rule *rule, int32_t anchor_on,
                             struct deadline_notes *notes);

/* An obligation that was met, in a forecast. */
struct meeting {
    struct obligation obligation;
    int32_t met_on;
};

/* One of the rows that hold. */
struct held_row {
    const struct deadline_rule *rule;
    const struct held_row *next; /* of the same deadline, or NULL */
};

/*
 * The rows of the table that hold for a person on a day, for who asks for more than
 * the open obligations. Zeroed, with room for all rows of the table.
 */
struct holding {
    const struct facts *facts;
    int32_t began_on; /* the case */
    unsigned count;
    struct held_row *rows; /* in the order of the table */
    uint64_t deadlines;    /* a bit for each of which there are rows … */
    struct held_row *first[DEADLINE_MOST], *last[DEADLINE_MOST]; /* … and these are */
};

/* Finds the rows for the day of the facts. */
void holding_find(struct holding *holding, const struct facts *facts);

/* What obligations_open gives, as long as the rows hold. */
unsigned holding_open(const struct holding *holding, struct obligation *obligations,
                      struct deadline_notes *notes);

/*
 * The obligation of one deadline (its place in names) that is open once `meeting` has
 * met it: in a forecast, where dates are supposed. It meets each row of the deadline
 * that has no `done` column, and each whose `done_since` is not later than
 * meeting->met_on. A row that it meets comes again `repeat` (or `every`) after
 * meeting->obligation.due_on, or not at all; one that doesn't lead on from that day is
 * left out. False if nothing is open.
 */
bool holding_next(const struct holding *holding, unsigned deadline,
                  const struct meeting *meeting, struct obligation *next,
                  struct deadline_notes *notes);

/*
 * Before due_on (without `until`: before the earlier of due_on and work_on) an
 * obligation is upcoming, then due up to until_on, then overdue. `open`: never.
 */
enum obligation_status { OBLIGATION_UPCOMING, OBLIGATION_DUE, OBLIGATION_OVERDUE };

enum obligation_status obligation_status(const struct obligation *obligation,
                                         int32_t as_of);

/* until_on (a window with a last day) or due_on, minus as_of: the column `days`. */
int32_t obligation_days(const struct obligation *obligation, int32_t as_of);

/*
 * The day on which a calendar or a forecast shows it: work_on; a window that runs, on
 * the later of that and as_of, and one that is over, on its last day.
 */
int32_t obligation_stands_on(const struct obligation *obligation, int32_t as_of);

/* The first day on which it is not upcoming. */
int32_t obligation_begins_on(const struct obligation *obligation);

/* The working days on which an open obligation can be met. */
struct work_window {
    int32_t from;
    int32_t until; /* DATE_NONE: there is no last day */
};

/*
 * Seen from as_of. With `until`: from work_on to until_on. Without: from the first day
 * on which meeting it counts (done_since or the anchor, and not before it was last met;
 * without a `done` column the anchor, or any day if it is due by then) to until_on. If
 * that is past, at once. What rolls forward without `until` is due at the earliest:
 * from work_on, without an end.
 */
struct work_window obligation_window(const struct facts *facts,
                                     const struct obligation *obligation,
                                     struct deadline_notes *notes);

#endif
