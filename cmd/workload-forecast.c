/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * workload-forecast tells what the coming weeks will bring, for everybody or by office,
 * team, case manager: the concept's deadline table, simulated for each person. With
 * --staffing it sets the persons of each office against its staff instead.
 */
#include "cli/filter.h"
#include "cli/notes.h"
#include "cli/partial_run.h"
#include "forecast/forecast.h"
#include "forecast/forecast_notes.h"
#include "forecast/forecast_options.h"
#include "forecast/forecast_partial.h"
#include "forecast/staff.h"
#include "forecast/weeks.h"

static struct {
    struct forecast_options options;
    struct forecast forecast;
    struct weeks weeks;
    struct staff staff;
    struct partial_run partial;
    struct forecast_counts counts;
} state = {.counts.weeks = &state.weeks, .options.weeks = FORECAST_WEEKS};

static error_t parse(int key, char *value, struct argp_state *argp)
{
    return forecast_options_parse(&state.options, key, value, argp);
}

static bool prepare_partial(struct filter *filter)
{
    struct partial_run *run = &state.partial;

    run->writes = state.options.writes_partial;
    run->reads = state.options.merges;
    state.counts.staff = state.options.staff_path != NULL ? &state.staff : NULL;
    forecast_partial_form(&state.counts, &run->form, &run->options);
    return partial_run_prepare(run, filter);
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
    if (staff != NULL &&
        !staff_load(&state.staff, staff, filter->concept, &filter->diag))
        return FILTER_FAILED;
    return prepare_partial(filter) ? FILTER_OK : FILTER_FAILED;
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
    bool reads = state.partial.reads;

    if (!partial_run_start(&state.partial, filter) ||
        !forecast_init(&state.forecast, filter->concept,
                       reads ? state.partial.facts : filter->facts,
                       WEEK_DAYS * state.weeks.count, &filter->diag))
        return FILTER_FAILED;
    for (unsigned i = 0; i < state.forecast.slice_count && !reads; i++)
        want(state.forecast.slices[i].facts);
    if (!reads)
        forecast_bind(&state.forecast, filter->header);
    if (state.partial.writes)
        return FILTER_OK;
    filter_add_all(filter, has_staff ? "on" : "week_from week_until");
    for (unsigned i = 0; i < by->count; i++)
        filter_add(filter, by->names[i]);
    filter_add_all(filter, has_staff ? STAFF_COLUMNS : weeks_columns(&state.weeks));
    return FILTER_OK;
}

static enum filter_status count(struct filter *filter, const struct record *record)
{
    if (state.partial.reads)
        return forecast_partial_add(&state.counts, state.partial.partial, record,
                                    &filter->diag)
                   ? FILTER_OK
                   : FILTER_FAILED;
    if (!forecast_read(&state.forecast, record, &filter->diag))
        return FILTER_REFUSED;
    if (state.options.staff_path != NULL)
        staff_count(&state.staff, &state.forecast);
    else
        weeks_count(&state.weeks, &state.forecast);
    if (state.partial.writes)
        partial_see(state.partial.partial, record);
    return FILTER_OK;
}

/* What the figures don't speak of, and what --smooth has done. */
static void note_all(const struct filter *filter)
{
    struct missing missing = {filter->concept, filter->header, {0}};
    struct buffer lines = {0};
    struct span rest;

    if (!state.partial.reads)
        missing_add_deadlines(&missing, NULL);
    notes_say_missing(filter, &missing);
    forecast_notes_ends(&state.forecast, &lines);
    if (state.options.smooth > 0 && !state.partial.writes)
        forecast_notes_smooth(&state.weeks, &lines);
    rest = buffer_text(&lines);
    while (rest.len > 0) {
        struct span line = span_cut(&rest, '\n');
        filter_note(filter, "%.*s", (int)line.len, line.ptr);
    }
    buffer_free(&lines);
}

static enum filter_status complete(struct filter *filter)
{
    return partial_run_complete(&state.partial, filter) ? FILTER_OK : FILTER_FAILED;
}

static enum filter_status finish(struct filter *filter)
{
    bool has_staff = state.options.staff_path != NULL;

    if (state.partial.writes)
        forecast_partial_write(&state.counts, state.partial.partial, filter->writer);
    else if (has_staff)
        staff_write(&state.staff, &state.forecast, filter->writer);
    else
        weeks_write(&state.weeks, filter->writer);
    if (!has_staff)
        note_all(filter);
    filter_note_doubts(filter, forecast_doubts(&state.forecast));
    return FILTER_OK;
}

static void clean(struct filter *filter)
{
    (void)filter;
    forecast_free(&state.forecast);
    weeks_free(&state.weeks);
    staff_free(&state.staff);
    forecast_counts_free(&state.counts);
    partial_run_free(&state.partial);
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
    .complete = complete,
    .finish = finish,
    .clean = clean,
};

int main(int argc, char **argv)
{
    return filter_main(&tool, argc, argv);
}
