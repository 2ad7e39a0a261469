/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The figures of a forecast: what is met in each week in each group of persons, and how
 * many persons the group has on the week's first day. And the choice of a week for a
 * talk that may be held earlier.
 *
 * A week is seven days, the first one from the as-of day on. A person belongs to the
 * group that the facts of a day give, so that figures move on with those who turn 25.
 */
#ifndef VIERPHASEN_WEEKS_H
#define VIERPHASEN_WEEKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/groups.h"
#include "person/grouping.h"
#include "rules/deadlines.h"

struct facts;
struct forecast;
struct meeting;
struct obligation;
struct work_window;
struct writer;

enum { WEEK_DAYS = 7 };

/* One week of one group. */
struct week {
    uint32_t met[DEADLINE_KINDS];
    uint32_t backlog;                   /* of these: met when they were overdue */
    uint32_t late_talks;                /* of the talks */
    uint32_t talks_before, late_before; /* the same if no talk is moved */
    int32_t persons;                    /* more than in the week before */
};

struct weeks {
    struct grouping by;
    struct groups groups; /* each with struct week[count] */
    int32_t from;
    unsigned count; /* weeks */
    int32_t smooth; /* a talk may be moved by so many days; 0: none is */

    const struct facts *facts; /* of the present day */
    size_t group;              /* of the person, on the present day */
    struct week *now;          /* its weeks */
};

/* A zeroed struct with its `by`. */
void weeks_init(struct weeks *weeks, int32_t from, unsigned count, int32_t smooth);
void weeks_free(struct weeks *weeks);

/* These are functions of a forecast_watcher; their context is a struct weeks. */
void weeks_look(void *weeks, const struct facts *facts, int32_t day);
void weeks_meet(void *weeks, const struct meeting *meeting);

/*
 * A day of the least loaded of the weeks in which the talk can be held, by the talks
 * that the group has so far, and at most `smooth` days from its work_on. Of equals the
 * week of its work_on, then earlier ones, the latest first, in which it is the last day
 * on which it can be held; then later ones, the first day.
 */
int32_t weeks_place(void *weeks, const struct obligation *talk,
                    const struct work_window *window);

/* The same without moving talks, before them: only talks are counted, no persons. */
void weeks_look_before(void *weeks, const struct facts *facts, int32_t day);
void weeks_meet_before(void *weeks, const struct meeting *meeting);

/* Counts the person that the forecast has read. */
void weeks_count(struct weeks *weeks, struct forecast *forecast);

/* The talks of all groups in the forecast's weeks. */
struct weeks_load {
    uint64_t weeks, total, peak; /* peak: in the week with most of them */
};

/* Before or after talks were moved, with the backlog or without. */
struct weeks_load weeks_load(const struct weeks *weeks, bool before, bool with_backlog);

enum { WEEKS_LOAD_BYTES = 128 };

/* `peak N, mean N.N, peak to mean N.NN`, rounded half up. Returns out. */
const char *weeks_load_text(const struct weeks_load *load, char out[WEEKS_LOAD_BYTES]);

/* The weeks of the group of all, where there are no columns; also if nobody came. */
const struct week *weeks_of_everybody(struct weeks *weeks);

/* The names of the columns that weeks_write writes behind those of the groups. */
const char *weeks_columns(const struct weeks *weeks);

/* Writes a row for each week and group. Once, at the end. */
void weeks_write(struct weeks *weeks, struct writer *writer);

#endif
