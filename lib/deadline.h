/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The deadline table of a concept: what has to be done for a person, and by when. Due
 * lists, calendars, audits and forecasts are views of it and have no dates of their
 * own. vierphasen-concept(5) describes the table.
 */
#ifndef VIERPHASEN_DEADLINE_H
#define VIERPHASEN_DEADLINE_H

#include <stdbool.h>
#include <stdint.h>

#include "calendar.h"
#include "decision.h"
#include "steps.h"

enum { DEADLINE_MOST = 64 }; /* different deadlines in one table */

/* A date column with steps behind it; column -1: none. */
struct date_term {
    int column;
    struct steps steps; /* count 0: the date itself */
};

struct deadline_rule {
    const struct rule *rule;
    unsigned deadline; /* its place in names */
    int anchor;        /* date column */
    struct steps offset;
    struct date_term not_before;
    enum calendar_roll roll;
    int done;                    /* date column that meets the row, or -1 */
    struct date_term done_since; /* column -1: the anchor */
    struct steps repeat;         /* count 0: none */
};

struct deadlines {
    struct decision table;
    unsigned count;
    struct deadline_rule *rules;
    unsigned name_count;
    struct span names[DEADLINE_MOST]; /* in byte order */
    const struct calendar *calendar;
};

/* Loads and compiles; see decision_load. */
bool deadlines_load(struct deadlines *deadlines, const char *path,
                    const struct condition_context *context, struct diag *diag);

/* An open obligation: a deadline of one person that is not met. */
struct obligation {
    const struct deadline_rule *rule; /* the one that won */
    int32_t anchor_on;
    int32_t due_on;  /* the raw day */
    int32_t work_on; /* the working day that it rolls to */
};

enum obligation_status { OBLIGATION_UPCOMING, OBLIGATION_DUE, OBLIGATION_OVERDUE };

/* What deadlines_open found besides the obligations. */
struct deadline_notes {
    bool computable; /* some row applies and has its anchor, met or not */
    bool unchecked;  /* a day was counted or rolled outside the checked years; never
                        cleared here */
};

/*
 * The open obligations of a person, by due_on, then by deadline; at most DEADLINE_MOST.
 * Returns their count.
 */
unsigned deadlines_open(const struct deadlines *deadlines, const struct value *values,
                        struct obligation *obligations, struct deadline_notes *notes);

/*
 * Before the window from the earlier to the later of due_on and work_on an obligation
 * is upcoming, in it due, behind it overdue.
 */
enum obligation_status obligation_status(const struct obligation *obligation,
                                         int32_t as_of);

/* The first day of that window. */
int32_t obligation_begins_on(const struct obligation *obligation);

#endif
