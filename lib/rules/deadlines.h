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

enum { DEADLINE_MOST = 64 }; /* different deadlines in one table */

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
    enum deadline_kind kind;
    /*
     * The done column holds the last of several dates: a row with `repeat` is met by
     * it, or has it as an anchor that moves on. Which of them met the row is not known.
     */
    bool keeps_last;
    const struct deadline_rule *next; /* of the same deadline; NULL: the last one */
};

struct deadlines {
    struct decision table;
    unsigned count;
    struct deadline_rule *rules;
    unsigned name_count;
    struct span names[DEADLINE_MOST];                 /* in byte order */
    const struct deadline_rule *first[DEADLINE_MOST]; /* row of the deadline names[i] */
    const struct calendar *calendar;
    bool counts_unchecked; /* a test counts working days outside the checked years */
};

/* Loads and compiles; see decision_load. */
bool deadlines_load(struct deadlines *deadlines, const char *path,
                    const struct condition_context *context, struct diag *diag);

/* The place of the deadline in names, or -1. */
int deadlines_find(const struct deadlines *deadlines, struct span name);

/*
 * Marks the deadlines of these names, between commas, by their places; all if names.ptr
 * is null. NULL, or what is wrong: a message about the option --deadline.
 */
const char *deadlines_choose(const struct deadlines *deadlines, struct span names,
                             bool is_named[DEADLINE_MOST]);

#endif
