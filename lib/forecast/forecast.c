/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "forecast/forecast.h"

#include <stdlib.h>

#include "base/mem.h"
#include "person/facts.h"
#include "rules/concept.h"
#include "value/date.h"

/* The forecast of one person. */
struct run {
    struct forecast *forecast;
    const struct forecast_watcher *watcher;
    const struct deadlines *deadlines;
    int32_t today;                          /* the facts are those of this day … */
    int32_t until;                          /* … to this one */
    uint64_t met;                           /* deadlines that the forecast has met */
    struct meeting meetings[DEADLINE_MOST]; /* their last meetings */
};

_Static_assert(DEADLINE_MOST <= 64, "a bit for each deadline");

/* Birthdays that begin or end a range of ages. */
static void mark_ages(struct forecast *forecast, const struct decision *decision)
{
    for (unsigned i = 0; i < decision->count; i++) {
        const struct rule *rule = &decision->rules[i];
        for (unsigned j = 0; j < rule->condition_count; j++) {
            const struct condition *condition = &rule->conditions[j];
            unsigned count = condition->range_count + condition->excluded_count;
            for (unsigned k = 0; condition->column == COL_AGE && k < count; k++) {
                const struct range *range = &condition->ranges[k];
                if (range->low > 0 && range->low < FORECAST_AGES)
                    forecast->age_counts[range->low] = true;
                if (range->high >= 0 && range->high < FORECAST_AGES - 1)
                    forecast->age_counts[range->high + 1] = true;
            }
        }
    }
}

bool forecast_init(struct forecast *forecast, struct concept *concept,
                   struct facts *facts, unsigned days, struct diag *diag)
{
    *forecast = (struct forecast){.from = concept->as_of,
                                  .until = concept->as_of + (int32_t)days - 1,
                                  .concept = concept,
                                  .facts = facts};
    if (!concept_foresee(concept, days, diag))
        return false;
    forecast->age_counts[25] = true; /* age_group */
    mark_ages(forecast, &concept->profiles);
    mark_ages(forecast, &concept->categories);
    mark_ages(forecast, &concept->u25_groups);
    mark_ages(forecast, &concept->teams);
    mark_ages(forecast, &concept->deadlines.table);
    /* One day for each test, one for each birthday, and the end. */
    forecast->changes =
        mem_array(concept->moving.count + FORECAST_AGES + 1, sizeof *forecast->changes);
    return true;
}

void forecast_free(struct forecast *forecast)
{
    free(forecast->changes);
}

void forecast_watch_age(struct forecast *forecast)
{
    for (unsigned i = 0; i < FORECAST_AGES; i++)
        forecast->age_counts[i] = true;
}

void forecast_move(struct forecast *forecast, int32_t day)
{
    if (forecast->concept->as_of == day)
        return;
    concept_move(forecast->concept, day);
    facts_derive(forecast->facts);
}

static unsigned add_birthdays(const struct forecast *forecast, unsigned count)
{
    const struct value *birth = &forecast->facts->values[COL_BIRTH_DATE];
    const struct value *age = &forecast->facts->values[COL_AGE];
    int32_t last;

    if (!birth->known || !age->known)
        return count;
    last = age->number + 1 + (forecast->until - forecast->from) / 365;
    for (int32_t n = age->number + 1; n <= last && n < FORECAST_AGES; n++) {
        int32_t day =
            forecast->age_counts[n] ? date_birthday(birth->number, n) : DATE_NONE;
        if (day > forecast->from && day <= forecast->until)
            forecast->changes[count++] = day;
    }
    return count;
}

static int compare_days(const void *a, const void *b)
{
    const int32_t *first = a, *second = b;

    return (*first > *second) - (*first < *second);
}

/* The days on which the person's facts may change, and the day behind the last one. */
static unsigned find_changes(const struct forecast *forecast)
{
    unsigned count = moving_changes(&forecast->concept->moving, forecast->facts->values,
                                    forecast->changes);

    count = add_birthdays(forecast, count);
    if (count > 1)
        qsort(forecast->changes, count, sizeof *forecast->changes, compare_days);
    forecast->changes[count++] = forecast->until + 1;
    return count;
}

/* The day on which an obligation is met that is first seen on `seen`. */
static int32_t meeting_day(struct run *run, const struct obligation *obligation,
                           int32_t seen)
{
    const struct forecast *forecast = run->forecast;
    struct work_window window;
    int32_t day;

    if (obligation->work_on < seen) {
        day = calendar_roll(run->deadlines->calendar, seen, ROLL_FORWARD);
        return day != DATE_NONE ? day : seen;
    }
    /* Behind the last day for which the facts hold it may be another one. */
    if (run->watcher->place == NULL || obligation->work_on > run->until ||
        obligation->rule->kind != run->watcher->placed)
        return obligation->work_on;
    window = obligation_window(run->deadlines, obligation, forecast->facts->values,
                               seen, &run->forecast->notes);
    if (window.until != obligation->work_on || window.from >= window.until)
        return obligation->work_on;
    return run->watcher->place(run->watcher->context, obligation, &window);
}

/*
 * What comes next once a deadline was met. What has its work_on on the day of that
 * meeting too is met by it. False: nothing.
 */
static bool next_one(struct run *run, unsigned deadline, struct obligation *next)
{
    struct meeting *last = &run->meetings[deadline];

    while (obligation_next(run->deadlines, deadline, run->forecast->facts->values, last,
                           next, &run->forecast->notes)) {
        if (next->work_on > last->met_on)
            return true;
        last->obligation = *next;
    }
    return false;
}

/* Meets an obligation, and those that follow, up to the last day of these facts. */
static void meet_all(struct run *run, struct obligation *obligation)
{
    unsigned deadline = obligation->rule->deadline;
    struct meeting *last = &run->meetings[deadline];
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
    } while (next_one(run, deadline, obligation));
}

/* The days for which the facts are what they are now. */
static void run_days(struct run *run)
{
    struct obligation open[DEADLINE_MOST];
    unsigned count = obligations_open(run->deadlines, run->forecast->facts->values,
                                      open, &run->forecast->notes);

    for (unsigned i = 0; i < count; i++)
        if ((run->met >> open[i].rule->deadline & 1) == 0)
            meet_all(run, &open[i]);
}

/* The same later on, when some deadlines were met before. */
static void run_later_days(struct run *run)
{
    uint64_t met = run->met;

    run_days(run);
    for (unsigned i = 0; i < run->deadlines->name_count; i++) {
        struct obligation next;
        if ((met >> i & 1) != 0 && next_one(run, i, &next))
            meet_all(run, &next);
    }
}

void forecast_person(struct forecast *forecast, const struct forecast_watcher *watcher)
{
    struct run run = {.forecast = forecast,
                      .watcher = watcher,
                      .deadlines = &forecast->concept->deadlines,
                      .today = forecast->from};
    unsigned count = find_changes(forecast);

    for (unsigned i = 0; i < count; i++) {
        run.until = forecast->changes[i] - 1;
        if (run.until < run.today)
            continue;
        forecast_move(forecast, run.today);
        if (watcher->look != NULL)
            watcher->look(watcher->context, run.today);
        if (run.today == forecast->from)
            run_days(&run);
        else
            run_later_days(&run);
        run.today = forecast->changes[i];
    }
    forecast_move(forecast, forecast->from);
}
