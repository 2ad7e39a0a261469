/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "forecast/forecast.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "rules/concept.h"
#include "rules/validity.h"
#include "value/date.h"

/* The forecast of one person. */
struct run {
    struct forecast *forecast;
    const struct forecast_watcher *watcher;
    const struct facts *facts;
    struct holding *holding;
    int32_t today;                          /* the facts are those of this day … */
    int32_t until;                          /* … to this one */
    uint64_t met;                           /* deadlines that the forecast has met */
    struct meeting meetings[DEADLINE_MOST]; /* their last meetings */
    uint64_t coming;                        /* deadlines that are open … */
    struct obligation next[DEADLINE_MOST];  /* … with these */
    unsigned open_count; /* those that were open without a meeting, by due_on */
    unsigned open[DEADLINE_MOST];
};

_Static_assert(DEADLINE_MOST <= 64, "a bit for each deadline");

/* The fault of a concept that is none from a later day on. */
static void say_from(struct diag *diag, const struct diag *fault, int32_t from)
{
    char day[DATE_BYTES];

    date_format(from, day);
    *diag = *fault;
    snprintf(diag->text, sizeof diag->text, "on %.*s: %.2000s", DATE_BYTES, day,
             fault->text);
}

/* Loads the concept for the first day of a slice. */
static bool open_slice(struct forecast_slice *slice, const struct concept *concept,
                       struct diag *diag)
{
    struct faults *faults = mem_new(sizeof *faults);

    slice->concept = concept_open(concept->name.ptr, slice->from, faults);
    if (slice->concept == NULL)
        say_from(diag, &faults->list[0], slice->from);
    else
        slice->facts = facts_new(slice->concept, slice->from);
    free(faults);
    return slice->concept != NULL;
}

bool forecast_init(struct forecast *forecast, struct concept *concept,
                   struct facts *facts, unsigned days, struct diag *diag)
{
    int32_t *changes;
    unsigned count;

    *forecast = (struct forecast){.from = concept->loaded_for,
                                  .until = concept->loaded_for + (int32_t)days - 1};
    count =
        validity_changes(&concept->tables, forecast->from, forecast->until, &changes);
    forecast->slices = mem_array(count + 1, sizeof *forecast->slices);
    forecast->slice_count = count + 1;
    forecast->slices[0] = (struct forecast_slice){.from = forecast->from,
                                                  .until = forecast->until,
                                                  .concept = concept,
                                                  .facts = facts};
    for (unsigned i = 0; i < count; i++) {
        forecast->slices[i].until = changes[i] - 1;
        forecast->slices[i + 1].from = changes[i];
        forecast->slices[i + 1].until = forecast->until;
    }
    free(changes);
    for (unsigned i = 0; i < forecast->slice_count; i++) {
        struct forecast_slice *slice = &forecast->slices[i];
        if (i > 0 && !open_slice(slice, concept, diag))
            return false;
        facts_foresee(slice->facts, (unsigned)(slice->until - slice->from + 1));
        slice->holding.rows = mem_array(slice->concept->deadlines.table.count,
                                        sizeof *slice->holding.rows);
    }
    return true;
}

void forecast_free(struct forecast *forecast)
{
    for (unsigned i = 0; i < forecast->slice_count; i++)
        free(forecast->slices[i].holding.rows);
    for (unsigned i = 1; i < forecast->slice_count; i++) {
        facts_free(forecast->slices[i].facts);
        concept_close(forecast->slices[i].concept);
    }
    free(forecast->slices);
    free(forecast->changes);
}

void forecast_bind(struct forecast *forecast, const struct header *header)
{
    struct diag none;

    for (unsigned i = 1; i < forecast->slice_count; i++)
        (void)facts_bind(forecast->slices[i].facts, header, &none);
}

bool forecast_read(struct forecast *forecast, const struct record *record,
                   struct diag *diag)
{
    for (unsigned i = 1; i < forecast->slice_count; i++)
        if (!facts_read(forecast->slices[i].facts, record, diag))
            return false;
    return true;
}

/* The day for an obligation that the watcher may move, as long as the facts hold. */
static int32_t placed_day(struct run *run, const struct obligation *obligation,
                          int32_t seen)
{
    struct work_window window =
        obligation_window(run->facts, obligation, &run->forecast->notes);
    int32_t first = calendar_roll(run->facts->day.calendar, seen, ROLL_FORWARD);

    if (window.from < first)
        window.from = first;
    if (window.until == DATE_NONE || window.until > run->until)
        window.until = run->until;
    /* One that can't be met before its day, which nobody ends, stays there too. */
    if (window.from > obligation->work_on || window.until < obligation->work_on ||
        window.from == window.until ||
        (obligation->rule->until == UNTIL_NONE && window.until > obligation->work_on))
        return obligation->work_on;
    return run->watcher->place(run->watcher->context, obligation, &window);
}

/* The day on which an obligation is met that is first seen on `seen`. */
static int32_t meeting_day(struct run *run, const struct obligation *obligation,
                           int32_t seen)
{
    const struct deadline_rule *rule = obligation->rule;
    int32_t until_on = obligation->until_on, day;

    if (rule->every.count > 0) /* never late; one on a day off may roll to a past day */
        return obligation->work_on >= run->today ? obligation->work_on
                                                 : obligation->due_on;
    if (obligation->work_on < seen) {
        if (rule->until != UNTIL_NONE && (until_on == DATE_NONE || until_on >= seen))
            return seen;
        day = calendar_roll(run->facts->day.calendar, seen, ROLL_FORWARD);
        return day != DATE_NONE ? day : seen;
    }
    /* Behind the last day for which the facts hold it may be another one. */
    if (run->watcher->place == NULL || obligation->work_on > run->until ||
        rule->kind != run->watcher->placed)
        return obligation->work_on;
    return placed_day(run, obligation, seen);
}

/*
 * What comes next once a deadline was met. What has its work_on on the day of that
 * meeting too is met by it; of a reminder each one counts. False: nothing.
 */
static bool next_one(struct run *run, unsigned deadline)
{
    struct meeting *last = &run->meetings[deadline];
    struct obligation *next = &run->next[deadline];

    while (holding_next(run->holding, deadline, last, next, &run->forecast->notes)) {
        if (next->work_on > last->met_on || next->rule->every.count > 0)
            return true;
        last->obligation = *next;
    }
    return false;
}

/* Meets what is open of a deadline, and what follows, up to the last day of these
 * facts. */
static void meet_all(struct run *run, unsigned deadline)
{
    struct meeting *last = &run->meetings[deadline];
    const struct obligation *obligation = &run->next[deadline];
    int32_t seen = run->today;

    do {
        struct meeting meeting = {*obligation, meeting_day(run, obligation, seen)};
        if (meeting.met_on > run->until)
            return;
        run->watcher->meet(run->watcher->context, &meeting);
        if (meeting.met_on != obligation->work_on)
            meeting.obligation.due_on = meeting.met_on;
        *last = meeting;
        run->met |= UINT64_C(1) << deadline;
        seen = meeting.met_on + 1;
    } while (next_one(run, deadline));
    run->coming &= ~(UINT64_C(1) << deadline);
}

/* Whether one of the rows that hold gives another day on each day. */
static bool has_reminder(const struct holding *holding)
{
    for (unsigned i = 0; i < holding->count; i++)
        if (holding->rows[i].rule->every.count > 0)
            return true;
    return false;
}

/* Finds what is open under the facts of today. */
static void find_coming(struct run *run)
{
    struct obligation open[DEADLINE_MOST];
    unsigned count = holding_open(run->holding, open, &run->forecast->notes);

    run->open_count = 0;
    run->coming = 0;
    for (unsigned i = 0; i < count; i++) {
        unsigned deadline = open[i].rule->deadline;
        if ((run->met >> deadline & 1) != 0)
            continue;
        run->next[deadline] = open[i];
        run->open[run->open_count++] = deadline;
        run->coming |= UINT64_C(1) << deadline;
    }
    for (uint64_t left = run->met; left != 0; left &= left - 1) {
        unsigned deadline = (unsigned)__builtin_ctzll(left);
        if (next_one(run, deadline))
            run->coming |= UINT64_C(1) << deadline;
    }
}

/* The days for which the facts are what they are now. */
static void run_days(struct run *run)
{
    uint64_t again = run->met & run->coming;

    for (unsigned i = 0; i < run->open_count; i++)
        if ((run->met >> run->open[i] & 1) == 0)
            meet_all(run, run->open[i]);
    for (; again != 0; again &= again - 1)
        meet_all(run, (unsigned)__builtin_ctzll(again));
}

/* Looks at the person on the first day, or on one on which something is felt. */
static void look(struct run *run, struct facts *facts)
{
    facts_move(facts, run->today);
    if (run->watcher->look != NULL)
        run->watcher->look(run->watcher->context, facts, run->today);
    holding_find(run->holding, facts);
    find_coming(run);
}

/* Goes through the days of a slice on which something changes, and back. */
static void run_slice(struct run *run, struct forecast_slice *slice)
{
    struct forecast *forecast = run->forecast;
    struct change *changes, now = {slice->from, true};
    bool has_moved = false;
    unsigned count;

    mem_grow(&forecast->changes, &forecast->change_room,
             facts_changes_most(slice->facts) + 1, sizeof *forecast->changes);
    changes = forecast->changes;
    count = facts_changes(slice->facts, changes);
    changes[count++] = (struct change){slice->until + 1, false};
    run->facts = slice->facts;
    run->holding = &slice->holding;
    for (unsigned i = 0; i < count; now = changes[i++]) {
        run->today = now.day;
        run->until = changes[i].day - 1;
        if (now.is_felt) {
            look(run, slice->facts);
            has_moved |= i > 0;
        } else {
            facts_pass(slice->facts, run->today);
            if (has_reminder(run->holding))
                find_coming(run);
        }
        run_days(run);
    }
    if (has_moved)
        facts_move(slice->facts, slice->from);
    else
        facts_pass(slice->facts, slice->from);
}

void forecast_person(struct forecast *forecast, const struct forecast_watcher *watcher)
{
    struct run run; /* much of it is set when it is needed */

    run.forecast = forecast;
    run.watcher = watcher;
    run.met = 0;
    for (unsigned i = 0; i < forecast->slice_count; i++)
        run_slice(&run, &forecast->slices[i]);
}

unsigned forecast_doubts(const struct forecast *forecast)
{
    unsigned doubts = forecast->notes.doubts;

    for (unsigned i = 0; i < forecast->slice_count; i++)
        doubts |= forecast->slices[i].concept->doubts;
    return doubts;
}

int32_t forecast_ends_on(const struct forecast *forecast, unsigned deadline)
{
    const struct forecast_slice *slices = forecast->slices;
    unsigned slice = forecast->slice_count;

    while (slice > 0 && slices[slice - 1].concept->deadlines.first[deadline] == NULL)
        slice--;
    return slice > 0 && slice < forecast->slice_count ? slices[slice].from : DATE_NONE;
}
