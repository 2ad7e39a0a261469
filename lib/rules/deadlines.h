/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The deadline table of a concept, loaded and compiled: what has to be done for a
 * person, and by when. obligation.h tells what it means for one person.
 * vierphasen-concept(5) describes the table.
 */
#ifndef VIERPHASEN_DEADLINES_H
#define VIERPHASEN_DEADLINES_H

#include <stdbool.h>
#include <stdint.h>

#include "rules/calendar.h"
#include "rules/decision.h"
#include "rules/steps.h"

/* Different deadlines in one table, and different actors. */
enum { DEADLINE_MOST = 64, ACTOR_MOST = 64 };

/* What an obligation asks of people; what a forecast counts. The column `kind`. */
enum deadline_kind {
    DEADLINE_TASK,
    DEADLINE_TALK,
    DEADLINE_AGREEMENT,
    DEADLINE_REVIEW
};

enum { DEADLINE_KINDS = 4 };

extern const char *const DEADLINE_KIND_NAMES[DEADLINE_KINDS];

/* A date column with steps behind it; column -1: none. */
struct date_term {
    int column;
    struct steps steps; /* count 0: the date itself */
};

/* Date columns, in the order in which they are named. */
struct date_columns {
    unsigned count;
    const int *list;
};

/* How long the window is open that a row opens on its due_on. */
enum until_kind {
    UNTIL_NONE,  /* no window: due_on is the last day */
    UNTIL_STEPS, /* steps from due_on */
    UNTIL_TERM,  /* a date of the person */
    UNTIL_OPEN   /* there is no last day */
};

struct deadline_rule {
    const struct rule *rule;
    unsigned deadline; /* its place in names */
    int anchor;        /* date column */
    struct steps offset;
    unsigned earliest_count; /* `not_before`: the latest known one counts */
    struct date_term *earliest;
    enum until_kind until;
    struct steps until_steps;
    struct date_term until_term;
    enum calendar_roll roll;
    struct date_columns done;    /* a date in one of them meets the row */
    struct date_term done_since; /* column -1: the anchor */
    struct date_columns
        closed_by;       /* a date in one of them ends it without a judgement */
    struct steps every;  /* count 0: no reminder; else one step of d, w, mo, y */
    struct steps repeat; /* count 0: none */
    enum deadline_kind kind;
    unsigned actor;          /* who has to act: its place in actors */
    bool skips_unrecorded;   /* left out where the input has none of the done columns */
    bool counts_before_case; /* also what lies before the case's beginning */
    bool is_audited;
    bool counts_besides; /* its done_since, repeat or tests count working days */
    bool moves;          /* a test of it counts from as_of */
    uint64_t parameters; /* a bit for each that its steps name */
    /*
     * A done column holds the last of several dates: it is the anchor of a row with
     * `repeat`, or meets such a row of the same deadline. Which of the dates met this
     * row is not known.
     */
    bool keeps_last;
    const struct deadline_rule *next; /* of the same deadline; NULL: the last one */
};

struct deadlines {
    struct decision table;
    struct deadline_rule *rules; /* [table.compiled] */
    unsigned steps_count;        /* steps.number of today's rows is below it */
    /* A bit for each of today's rows, in words of 64: it is audited and has done
     * columns; it counts working days; it has counts_besides. */
    uint64_t *judged, *doubtful, *besides;
    unsigned name_count;
    struct span names[DEADLINE_MOST]; /* of the rows of all days, in byte order */
    const struct deadline_rule
        *first[DEADLINE_MOST]; /* today's first row of names[i]; NULL: none is valid */
    unsigned actor_count;
    struct span actors[ACTOR_MOST]; /* codes, of the rows of all days */
};

/* Loads and compiles; adds faults for what is wrong. */
void deadlines_load(struct deadlines *deadlines, const struct table_source *source,
                    struct condition_context *context, struct faults *faults);

/* The place of the deadline in names, or -1. */
int deadlines_find(const struct deadlines *deadlines, struct span name);

/*
 * Marks the deadlines that --deadline names, between commas; all if names.ptr is NULL.
 * False and a diag for a name that is none.
 */
bool deadlines_choose(const struct deadlines *deadlines, struct span names,
                      bool is_named[DEADLINE_MOST], struct diag *diag);

/* The compiled row of a rule of the table. */
static inline const struct deadline_rule *
deadlines_rule(const struct deadlines *deadlines, const struct rule *rule)
{
    return &deadlines->rules[rule - deadlines->table.rules];
}

#endif
