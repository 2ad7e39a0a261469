/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the deadline table will ask for in the weeks to come, simulated for one person.
 *
 * On each day the obligations are those that a due list of that day would show for the
 * person as the record stands, with the age, the group and the tests of that day. Each
 * is met on its work_on; one that is late when it is first seen, on the first working
 * day from then on. Then the next one of that deadline runs by `repeat`: from the day
 * on which the last one was due, or from the day on which it was met if that was later
 * or, moved by the caller, earlier. What else meeting it might change, such as the
 * agreement that follows a first talk, is not guessed: a deadline knows its own
 * meetings only.
 *
 * Between two days on which something changes for the person (a birthday, a test that
 * counts from as_of) the facts are constant, so that the days between are not visited.
 * Rows that come and go by valid_from and valid_to are those of the as-of day.
 */
#ifndef VIERPHASEN_FORECAST_H
#define VIERPHASEN_FORECAST_H

#include <stdbool.h>
#include <stdint.h>

#include "person/obligation.h"

struct concept;
struct diag;
struct facts;

/* Ages that a test can tell apart. */
enum { FORECAST_AGES = 300 };

struct forecast {
    /* For reading only. */
    int32_t from, until; /* the first and the last day; from is the as-of day */
    struct deadline_notes notes;

    struct concept *concept;
    struct facts *facts;
    bool age_counts[FORECAST_AGES]; /* that birthday can change something */
    int32_t *changes; /* of one person, with room for all that there can be */
};

/* Who watches the forecast of a person. Each function is given the context. */
struct forecast_watcher {
    void *context;
    /*
     * The facts are now those of `day`: the first day, and each one on which they may
     * have changed. May be NULL.
     */
    void (*look)(void *context, int32_t day);
    /* An obligation is met, in a deadline's order of days. */
    void (*meet)(void *context, const struct meeting *meeting);
    /*
     * The day for an obligation of the kind `placed` that can be met on the working
     * days from window->from to window->until, which is its work_on; one of these.
     * NULL: its work_on, as for all others.
     */
    enum deadline_kind placed;
    int32_t (*place)(void *context, const struct obligation *obligation,
                     const struct work_window *window);
};

/*
 * Prepares forecasts of `days` days from the concept's as-of day on, for persons whom
 * facts_read has read into `facts`; both must outlive the forecast. False and a diag on
 * a fault; forecast_free is safe then.
 */
bool forecast_init(struct forecast *forecast, struct concept *concept,
                   struct facts *facts, unsigned days, struct diag *diag);
void forecast_free(struct forecast *forecast);

/*
 * The forecast of the person that was read last. Concept and facts move through the
 * days, and are those of the as-of day again at the end.
 */
void forecast_person(struct forecast *forecast, const struct forecast_watcher *watcher);

/* Has every birthday looked at: somebody asks for the age itself. */
void forecast_watch_age(struct forecast *forecast);

/* Makes concept and facts those of a day of the forecast. */
void forecast_move(struct forecast *forecast, int32_t day);

#endif
