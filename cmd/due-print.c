/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * due-print writes a due list for people, in German: as text for the printer, each case
 * manager on pages of their own, or as pages of HTML; to standard output, or each to a
 * file in a new folder; and with --overview a page of counts. It reads a list of
 * followup-due, or of due-changes --all. Names are printed if the list has them
 * (followup-due --keep=given_name,family_name). A list with a faulty row is not
 * printed: the status is 0 or 2.
 */
#include <stdio.h>

#include "base/apart.h"
#include "base/buffer.h"
#include "cli/filter.h"
#include "due/due_pages.h"
#include "due/overview.h"
#include "due/page_layout.h"
#include "due/page_output.h"
#include "due/print_options.h"
#include "stream/output.h"
#include "value/date.h"

enum { STAND_BYTES = 64 };

static struct {
    struct print_options options;
    char stand[STAND_BYTES], since[DATE_BYTES];
    struct due_pages *pages;
    struct page_output *output;
    struct overview *overview;      /* or NULL */
    struct output *overview_output; /* likewise */
} state;

static error_t parse(int key, char *value, struct argp_state *argp)
{
    return print_options_parse(&state.options, key, value, argp);
}

/* Adds `WHAT DD.MM.YYYY` to the day of the list, if it is given. */
static void add_day(const char *what, enum print_day which)
{
    size_t used = strlen(state.stand);
    char day[DATE_BYTES];

    if (state.options.days[which] == DATE_NONE)
        return;
    date_format_german(state.options.days[which], day);
    snprintf(state.stand + used, sizeof state.stand - used, "%s%s %.*s",
             used > 0 ? ", " : "", what, DATE_BYTES, day);
}

static enum filter_status prepare(struct filter *filter, struct reader_options *reading)
{
    const char *conflict = print_options_complete(&state.options);

    (void)reading;
    if (filter->options.file_count > 1)
        return filter_usage(filter, "expected one file");
    if (conflict != NULL)
        return filter_usage(filter, conflict);
    /* The overview is opened before the input is. */
    apart_expect(filter->options.file_count > 0 ? filter->options.files[0] : "-");
    apart_expect(state.options.paths[PRINT_CHECKS]);
    apart_expect(state.options.paths[PRINT_FORECAST]);
    apart_expect(state.options.paths[PRINT_INDEX]);
    add_day("Stand", PRINT_AS_OF);
    add_day("nachgeholt am", PRINT_MADE_ON);
    return FILTER_OK;
}

static bool open_overview(struct filter *filter)
{
    struct diag *diag = &filter->diag;
    const char *const *paths = state.options.paths;
    int32_t since = state.options.days[PRINT_SINCE];
    struct overview_form form = {.stand = span_from(state.stand),
                                 .forecast = paths[PRINT_FORECAST],
                                 .checks = paths[PRINT_CHECKS],
                                 .path = paths[PRINT_OVERVIEW],
                                 .folder = paths[PRINT_FOLDER]};

    form.refused = (unsigned long)state.options.numbers[PRINT_REFUSED];
    if (since != DATE_NONE) {
        date_format_german(since, state.since);
        form.since = span_of(state.since, DATE_BYTES);
    }
    state.overview = overview_open(&form, diag);
    if (state.overview != NULL)
        state.overview_output = output_open(form.path, OUTPUT_PRIVATE, diag);
    due_pages_count(state.pages, state.overview);
    return state.overview_output != NULL &&
           output_is_apart(state.overview_output, "--overview", &filter->diag);
}

static enum filter_status start(struct filter *filter)
{
    const struct print_options *options = &state.options;
    struct diag *diag = &filter->diag;
    struct page_form form = {.width = (unsigned)options->numbers[PRINT_WIDTH],
                             .lines = (unsigned)options->numbers[PRINT_LINES],
                             .stand = span_from(state.stand),
                             .is_html = options->is_html};

    form.refused = (unsigned long)options->numbers[PRINT_REFUSED];
    state.pages =
        due_pages_open(filter->header, filter_input_name(filter), &form, diag);
    if (state.pages == NULL ||
        (options->paths[PRINT_OVERVIEW] != NULL && !open_overview(filter)))
        return FILTER_FAILED;
    state.output = page_output_open(options->paths[PRINT_FOLDER],
                                    options->paths[PRINT_INDEX], form.is_html, diag);
    return state.output != NULL ? FILTER_OK : FILTER_FAILED;
}

static enum filter_status add(struct filter *filter, const struct record *record)
{
    switch (due_pages_add(state.pages, record, &filter->diag)) {
    case DUE_PAGES_GOOD:
        return FILTER_OK;
    case DUE_PAGES_REFUSED:
        return FILTER_REFUSED;
    default:
        return FILTER_FAILED;
    }
}

static bool take(void *context, struct span case_manager, struct span text,
                 struct diag *diag)
{
    (void)context;
    return page_output_write(state.output, case_manager, text, diag);
}

/* The page of counts is written whole before anything takes its place. */
static bool write_overview(struct diag *diag)
{
    struct buffer page = {0};

    if (state.overview == NULL)
        return true;
    overview_write(state.overview, due_pages_have_changes(state.pages),
                   page_output_names(state.output), &page);
    output_write(state.overview_output, buffer_text(&page));
    buffer_free(&page);
    return output_sync(state.overview_output, diag);
}

static enum filter_status finish(struct filter *filter)
{
    struct page_output *output = state.output;
    struct output *overview = state.overview_output;
    struct diag *diag = &filter->diag;

    if (!due_pages_each(state.pages, take, NULL, diag) || !write_overview(diag))
        return FILTER_FAILED;
    state.output = NULL;
    if (!page_output_close(output, true, diag))
        return FILTER_FAILED;
    state.overview_output = NULL;
    return output_close(overview, true, diag) ? FILTER_OK : FILTER_FAILED;
}

static void clean(struct filter *filter)
{
    (void)filter;
    page_output_close(state.output, false, NULL);
    output_close(state.overview_output, false, NULL);
    overview_free(state.overview);
    due_pages_free(state.pages);
}

static const struct tool tool = {
    .line = {.name = "due-print",
             .arguments = "[FILE]",
             .summary = "Print a due list, in German, each case manager on new pages.",
             .heading = "What to print:",
             .example = "followup-due --within=2w --window cases.tsv | due-print",
             .groups = OPTIONS_ALL,
             .own = PRINT_OPTIONS,
             .parse = parse},
    .kind = FILTER_CONSUME,
    .needs_all = true,
    .prepare = prepare,
    .start = start,
    .record = add,
    .finish = finish,
    .clean = clean,
};

int main(int argc, char **argv)
{
    state.options = PRINT_DEFAULTS;
    return filter_main(&tool, argc, argv);
}
