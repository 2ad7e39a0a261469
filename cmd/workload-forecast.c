/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * workload-forecast tells what the coming weeks will bring, for everybody or by office,
 * team, case manager: the concept's deadline table, simulated for each person. With
 * --staffing it sets the persons of each office against its staff instead.
 */
#include "cli/filter.h"
#include "cli/notes.h"
#include "forecast/forecast.h"
#include "forecast/forecast_options.h"
#include "forecast/staff.h"
#include "forecast/weeks.h"
#include "value/date.h"

static struct {
    struct forecast_options options;
    struct forecast forecast;
    struct weeks weeks;
    struct staff staff;
} state = {.options.weeks = FORECAST_WEEKS};

static error_t parse(int key, char *value, struct argp_state *argp)
{
    return forecast_options_parse(&state.options, key, value, argp);
}

static enum filter_status prepare(struct filter *filter, struct reader_options *reading)
{
    const char *staff = state.options.staff_path;

    (void)reading;
    if (staff != NULL && (state.options.by.ptr != NULL || state.options.smooth > 0))
        return filter_usage(filter, "--staffing goes with neither --by nor --smooth");
    if (!grouping_name(&state.weeks.by, state.options.by, filter->concept, false,
                       &filter->diag))
        return FILTER_FAILED;
    weeks_init(&state.weeks, filter->options.as_of, (unsigned)state.options.weeks,
               state.options.smooth);
    filter_reads(filter, staff);
    return staff == NULL ||
                   staff_load(&state.staff, staff, filter->concept, &filter->diag)
               ? FILTER_OK
               : FILTER_FAILED;
}

/* What the facts of a slice must have. */
static void want(struct facts *facts)
{
    bool has_staff = state.options.staff_path != NULL;
    struct grouping *by = has_staff ? &state.staff.by : &state.weeks.by;

    grouping_follow(by, facts->concept);
    grouping_want(by, facts);
    if (!has_staff)
        facts_want_deadlines(facts);
}

static enum filter_status start(struct filter *filter)
{
    bool has_staff = state.options.staff_path != NULL;
    const struct grouping *by = has_staff ? &state.staff.by : &state.weeks.by;

    if (!forecast_init(&state.forecast, filter->concept, filter->facts,
                       WEEK_DAYS * state.weeks.count, &filter->diag))
        return FILTER_FAILED;
    for (unsigned i = 0; i < state.forecast.slice_count; i++)
        want(state.forecast.slices[i].facts);
    if (!forecast_bind(&state.forecast, filter->header, &filter->diag))
        return FILTER_FAILED;
    filter_add_all(filter, has_staff ? "on" : "week_from week_until");
    for (unsigned i = 0; i < by->count; i++)
        filter_add(filter, by->names[i]);
    filter_add_all(filter, has_staff ? STAFF_COLUMNS : weeks_columns(&state.weeks));
    return FILTER_OK;
}

static void count_staff(void)
{
    const struct forecast_slice *first = state.forecast.slices;
    const struct forecast_slice *last = first + state.forecast.slice_count - 1;

    staff_count(&state.staff, first->facts, 0);
    facts_move(last->facts, state.forecast.until);
    staff_count(&state.staff, last->facts, 1);
    facts_move(last->facts, last->from);
}

static void count_weeks(void)
{
    const struct forecast_watcher before = {&state.weeks, weeks_look_before,
                                            weeks_meet_before, DEADLINE_TALK, NULL};
    const struct forecast_watcher after = {
        &state.weeks, weeks_look, weeks_meet, DEADLINE_TALK,
        state.options.smooth > 0 ? weeks_place : NULL};

    if (state.options.smooth > 0)
        forecast_person(&state.forecast, &before);
    forecast_person(&state.forecast, &after);
}

static enum filter_status count(struct filter *filter, const struct record *record)
{
    if (!forecast_read(&state.forecast, record, &filter->diag))
        return FILTER_REFUSED;
    if (state.options.staff_path != NULL)
        count_staff();
    else
        count_weeks();
    return FILTER_OK;
}

/* What --smooth has done. */
static void note_load(const struct filter *filter, const char *which, bool with_backlog)
{
    struct weeks_load before = weeks_load(&state.weeks, true, with_backlog);
    struct weeks_load after = weeks_load(&state.weeks, false, with_backlog);
    char first[WEEKS_LOAD_BYTES], second[WEEKS_LOAD_BYTES];

    filter_note(filter, "talks per week%s: %s; smoothed: %s", which,
                weeks_load_text(&before, first), weeks_load_text(&after, second));
}

/* From which day on a deadline that has rows today has none. */
static void note_ends(const struct filter *filter)
{
    const struct deadlines *today = &filter->concept->deadlines;

    for (unsigned i = 0; i < today->name_count; i++) {
        int32_t end = forecast_ends_on(&state.forecast, i);
        char day[DATE_BYTES];
        if (end == DATE_NONE)
            continue;
        date_format(end, day);
        filter_note(filter, "no row of the deadline %.*s is valid from %.*s on",
                    (int)today->names[i].len, today->names[i].ptr, DATE_BYTES, day);
    }
}

/* What the figures don't speak of. */
static void note_all(const struct filter *filter)
{
    struct missing missing = {filter->concept, filter->header, {0}};

    missing_add_deadlines(&missing, NULL);
    notes_say_missing(filter, &missing);
    note_ends(filter);
    if (state.options.smooth > 0) {
        note_load(filter, "", true);
        note_load(filter, " without the backlog", false);
    }
}

static enum filter_status finish(struct filter *filter)
{
    const struct forecast *forecast = &state.forecast;
    const struct forecast_slice *last = &forecast->slices[forecast->slice_count - 1];

    if (state.options.staff_path != NULL) {
        staff_write(&state.staff, filter->concept, 0, forecast->from, filter->writer);
        staff_write(&state.staff, last->concept, 1, forecast->until, filter->writer);
    } else {
        weeks_write(&state.weeks, filter->writer);
        note_all(filter);
    }
    filter_note_doubts(filter, forecast_doubts(forecast));
    return FILTER_OK;
}

static void clean(struct filter *filter)
{
    (void)filter;
    forecast_free(&state.forecast);
    weeks_free(&state.weeks);
    staff_free(&state.staff);
}

static const struct tool tool = {
    .line = {.name = "workload-forecast",
             .arguments = "[FILE...]",
             .summary = "Forecast the talks and agreements of the coming weeks.",
             .heading = "What to count:",
             .example = "workload-forecast --weeks=12 --by=office,team cases.tsv",
             .groups = OPTIONS_READ | OPTIONS_WRITE | OPTIONS_LABELS | OPTIONS_RULES,
             .own = FORECAST_OPTIONS,
             .parse = parse},
    .kind = FILTER_REPLACE,
    .has_facts = true,
    .lives_on = "deadlines",
    .prepare = prepare,
    .start = start,
    .record = count,
    .finish = finish,
    .clean = clean,
};

int main(int argc, char **argv)
{
    return filter_main(&tool, argc, argv);
}
