/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the deadline table will ask for in the weeks to come, simulated for one person.
 *
 * On each day the obligations are those that a due list of that day would show for the
 * person as the record stands, with the rules, the age, the group and the tests of that
 * day. Each is met on its work_on; a window (`until`) that runs when it is first seen,
 * on that day; one that is late then, on the first working day from then on. Then the
 * next one of that deadline runs by `repeat`: from the day on which the last one was
 * due, or from the day on which it was met if that was later or, moved by the caller,
 * earlier. Of a reminder (`every`) each occurrence counts. What else meeting it might
 * change, such as the agreement that follows a first talk, is not guessed: a deadline
 * knows its own meetings only.
 *
 * Between two days on which something changes for the person (a birthday, a test that
 * counts from as_of, a date that becomes known) the facts are constant, so that the
 * days between are not visited. Where rows come or go by valid_from and valid_to the
 * concept is loaded anew: a forecast has a slice of days for each.
 */
#ifndef VIERPHASEN_FORECAST_H
#define VIERPHASEN_FORECAST_H

#include <stdbool.h>
#include <stdint.h>

#include "person/facts.h"
#include "person/obligation.h"
#include "rules/deadlines.h"

/* Days on which the same rows are valid. */
struct forecast_slice {
    int32_t from, until;
    struct concept *concept; /* loaded for `from` */
    struct facts *facts;
    struct holding holding; /* of one person on one day */
};

struct forecast {
    /* For reading only. */
    int32_t from, until; /* the first and the last day; from is the as-of day */
    struct deadline_notes notes;
    unsigned slice_count;
    struct forecast_slice *slices;

    size_t change_room;
    struct change *changes; /* of one person in one slice */
};

/* Who watches the forecast of a person. Each function is given the context. */
struct forecast_watcher {
    void *context;
    /*
     * The facts are now those of `day`: the first day, and each one on which they may
     * have changed. May be NULL.
     */
    void (*look)(void *context, const struct facts *facts, int32_t day);
    /* An obligation is met, in a deadline's order of days. */
    void (*meet)(void *context, const struct meeting *meeting);
    /*
     * The day for an obligation of the kind `placed` that can be met on the working
     * days from window->from to window->until, among which its work_on is; one of
     * these. NULL: its work_on, as for all others.
     */
    enum deadline_kind placed;
    int32_t (*place)(void *context, const struct obligation *obligation,
                     const struct work_window *window);
};

/*
 * Prepares forecasts of `days` days from the day on for which `concept` was loaded.
 * The first slice has that concept and `facts`, which must outlive the forecast; those
 * of the others are its own. False and a diag if the concept can't be loaded for a
 * later day; forecast_free is safe then.
 */
bool forecast_init(struct forecast *forecast, struct concept *concept,
                   struct facts *facts, unsigned days, struct diag *diag);
void forecast_free(struct forecast *forecast);

/*
 * Binds the facts of the other slices to a header that those of the first one are bound
 * to already; the caller said before what each is to have.
 */
void forecast_bind(struct forecast *forecast, const struct header *header);

/*
 * Reads a record that the first slice's facts have read already. False and a diag if
 * that is not a record under the rules of a later day.
 */
bool forecast_read(struct forecast *forecast, const struct record *record,
                   struct diag *diag);

/* The forecast of the person that was read last. The facts move through the days, and
 * are those of the first day again at the end. */
void forecast_person(struct forecast *forecast, const struct forecast_watcher *watcher);

/* About the days that were counted, in all slices (calendar.h). */
unsigned forecast_doubts(const struct forecast *forecast);

/*
 * From which day of the forecast on a deadline, by its place in names, has no valid row
 * to the end. DATE_NONE: it has, or it had none in the first place.
 */
int32_t forecast_ends_on(const struct forecast *forecast, unsigned deadline);

#endif
