/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * workload-forecast tells how many talks, agreements, reviews and tasks the coming
 * weeks will bring, for everybody or by office, team, case manager: the concept's
 * deadline table, simulated for each person. With --staffing it sets the persons of
 * each office against its staff instead.
 */
#include "cli/filter.h"
#include "forecast/forecast.h"
#include "forecast/staff.h"
#include "forecast/weeks.h"
#include "value/number.h"

enum { OPTION_WEEKS = OPTION_OWN, OPTION_BY, OPTION_SMOOTH, OPTION_STAFFING };
enum { WEEKS_MOST = 520, SMOOTH_MOST = 365 };

static const struct argp_option options[] = {
    {"weeks", OPTION_WEEKS, "N", 0, "Look N weeks ahead, 1 to 520 (52)", 0},
    {"by", OPTION_BY, "COLUMNS", 0,
     "Count by these columns, such as office,team,case_manager", 0},
    {"smooth", OPTION_SMOOTH, "DAYS", OPTION_ARG_OPTIONAL,
     "Hold talks earlier, by at most DAYS days (14), where weeks have fewer of them",
     0},
    {"staffing", OPTION_STAFFING, "FILE", 0,
     "List persons a head of staff by office and age group; FILE has the staff", 0},
    {NULL, 0, NULL, 0, NULL, 0}};

static struct {
    int32_t week_count, smooth; /* smooth 0: talks stay where they are */
    const char *staff_path;     /* NULL: a forecast by weeks */
    struct span by;
    struct forecast forecast;
    struct weeks weeks;
    struct staff staff;
} state = {.week_count = 52};

static void take_number(const char *name, const char *text, int32_t most,
                        int32_t *number, struct argp_state *argp)
{
    if (!number_parse(span_from(text), most, number) || *number == 0)
        argp_error(argp, "%s: expected a number from 1 to %d", name, (int)most);
}

static error_t parse(int key, char *value, struct argp_state *argp)
{
    switch (key) {
    case OPTION_WEEKS:
        take_number("--weeks", value, WEEKS_MOST, &state.week_count, argp);
        return 0;
    case OPTION_BY:
        state.by = span_from(value);
        return 0;
    case OPTION_SMOOTH:
        take_number("--smooth", value != NULL ? value : "14", SMOOTH_MOST,
                    &state.smooth, argp);
        return 0;
    case OPTION_STAFFING:
        state.staff_path = value;
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static enum filter_status prepare(struct filter *filter, struct reader_options *reading)
{
    const char *fault =
        grouping_name(&state.weeks.by, state.by, &filter->concept->columns, false);

    (void)reading;
    if (state.staff_path != NULL && (state.by.ptr != NULL || state.smooth > 0))
        return filter_usage(filter, "--staffing goes with neither --by nor --smooth");
    if (fault != NULL)
        return filter_usage(filter, fault);
    weeks_init(&state.weeks, filter->facts, filter->options.as_of,
               (unsigned)state.week_count, state.smooth);
    return state.staff_path == NULL || staff_load(&state.staff, state.staff_path,
                                                  filter->concept, &filter->diag)
               ? FILTER_OK
               : FILTER_FAILED;
}

static enum filter_status start(struct filter *filter)
{
    const struct grouping *by = &state.weeks.by;

    if (!forecast_init(&state.forecast, filter->concept, filter->facts,
                       WEEK_DAYS * state.weeks.count, &filter->diag))
        return FILTER_FAILED;
    grouping_want(&state.staff.by, filter->facts);
    if (state.staff_path != NULL) {
        filter_add_all(filter, STAFF_COLUMNS);
        return FILTER_OK;
    }
    facts_want_deadlines(filter->facts);
    grouping_want(by, filter->facts);
    filter_add_all(filter, "week_from week_until");
    for (unsigned i = 0; i < by->count; i++) {
        filter_add(filter, by->names[i]);
        if (by->columns[i] == COL_AGE)
            forecast_watch_age(&state.forecast);
    }
    filter_add_all(filter, weeks_columns(&state.weeks));
    return FILTER_OK;
}

static void count_staff(const struct filter *filter)
{
    staff_count(&state.staff, filter->facts, 0);
    forecast_move(&state.forecast, state.forecast.until);
    staff_count(&state.staff, filter->facts, 1);
    forecast_move(&state.forecast, state.forecast.from);
}

static void count_weeks(void)
{
    const struct forecast_watcher before = {&state.weeks, weeks_look_before,
                                            weeks_meet_before, DEADLINE_TALK, NULL};
    const struct forecast_watcher after = {&state.weeks, weeks_look, weeks_meet,
                                           DEADLINE_TALK,
                                           state.smooth > 0 ? weeks_place : NULL};

    if (state.smooth > 0)
        forecast_person(&state.forecast, &before);
    forecast_person(&state.forecast, &after);
}

static enum filter_status count(struct filter *filter, const struct record *record)
{
    (void)record;
    if (state.staff_path != NULL)
        count_staff(filter);
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

static enum filter_status finish(struct filter *filter)
{
    const int32_t days[STAFF_DAYS] = {state.forecast.from, state.forecast.until};

    if (state.staff_path != NULL)
        staff_write(&state.staff, filter->concept, days, filter->writer);
    else
        weeks_write(&state.weeks, filter->writer);
    if (state.forecast.notes.unchecked || filter->concept->counts_unchecked)
        filter_note_unchecked(filter);
    if (state.smooth > 0) {
        note_load(filter, "", true);
        note_load(filter, " without the backlog", false);
    }
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
             .groups = OPTIONS_READ | OPTIONS_WRITE | OPTIONS_RULES,
             .own = options,
             .parse = parse},
    .kind = FILTER_REPLACE,
    .has_facts = true,
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
