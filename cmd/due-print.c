/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * due-print writes a due list as text for the printer, in German, each case manager on
 * pages of their own: to standard output, or each to a file in a new folder. It reads a
 * list of followup-due, or of due-changes --all. Names are printed if the list has them
 * (followup-due --keep=given_name,family_name). A list with a faulty row is not
 * printed: the status is 0 or 2.
 */
#include <stdio.h>

#include "cli/filter.h"
#include "due/due_pages.h"
#include "due/page_layout.h"
#include "due/page_output.h"
#include "value/date.h"
#include "value/number.h"

/* Options with a number, options with a day, and the others. */
enum number { NUMBER_LINES, NUMBER_REFUSED, NUMBER_WIDTH, NUMBERS };
static const char *const number_names[NUMBERS] = {"lines", "refused", "width"};
enum date { DAY_AS_OF, DAY_MADE_ON, DAYS };
enum {
    OPTION_DAY = OPTION_OWN + NUMBERS,
    OPTION_INDEX = OPTION_DAY + DAYS,
    OPTION_FOLDER,
    MOST = 9999999,
    STAND_BYTES = 64
};

static const struct argp_option options[] = {
    {"as-of", OPTION_DAY + DAY_AS_OF, "DATE", 0, "Print DATE as the day of the list",
     0},
    {"index", OPTION_INDEX, "FILE", 0,
     "With --output-dir: names of the files, a table with the columns name and "
     "case_manager",
     0},
    {"lines", OPTION_OWN + NUMBER_LINES, "N", 0,
     "Lines of a page (default: 60); 0: no pages", 0},
    {"made-on", OPTION_DAY + DAY_MADE_ON, "DATE", 0,
     "Print that the list was made up on DATE", 0},
    {"output-dir", OPTION_FOLDER, "DIR", 0,
     "Write NAME.txt for each case manager to the new or empty folder DIR", 0},
    {"refused", OPTION_OWN + NUMBER_REFUSED, "N", 0,
     "Print that N records could not be read and are missing", 0},
    {"width", OPTION_OWN + NUMBER_WIDTH, "N", 0,
     "Characters of a line (default: 80, at least 72)", 0},
    {NULL, 0, NULL, 0, NULL, 0}};

static struct {
    int32_t numbers[NUMBERS], days[DAYS];
    const char *index, *folder;
    char stand[STAND_BYTES];
    struct due_pages *pages;
    struct page_output *output;
} state = {.numbers = {[NUMBER_WIDTH] = 80, [NUMBER_LINES] = 60},
           .days = {DATE_NONE, DATE_NONE}};

static error_t parse(int key, char *value, struct argp_state *argp)
{
    int number = key - OPTION_OWN, day = key - OPTION_DAY;

    if (key == OPTION_INDEX)
        state.index = value;
    else if (key == OPTION_FOLDER)
        state.folder = value;
    else if (day >= 0 && day < DAYS && !date_parse(span_from(value), &state.days[day]))
        argp_error(argp, "--%s: expected a date YYYY-MM-DD or DD.MM.YYYY",
                   day == DAY_AS_OF ? "as-of" : "made-on");
    else if (number >= 0 && number < NUMBERS &&
             !number_parse(span_from(value), MOST, &state.numbers[number]))
        argp_error(argp, "--%s: expected a number of up to 7 digits",
                   number_names[number]);
    else if (number < 0 || day >= DAYS)
        return ARGP_ERR_UNKNOWN;
    return 0;
}

/* Adds `WHAT DD.MM.YYYY` to the day of the list, if it is given. */
static void add_day(const char *what, enum date which)
{
    size_t used = strlen(state.stand);
    char day[DATE_BYTES];

    if (state.days[which] == DATE_NONE)
        return;
    date_format_german(state.days[which], day);
    snprintf(state.stand + used, sizeof state.stand - used, "%s%s %.*s",
             used > 0 ? ", " : "", what, DATE_BYTES, day);
}

static enum filter_status prepare(struct filter *filter, struct reader_options *reading)
{
    (void)reading;
    if (filter->options.file_count > 1)
        return filter_usage(filter, "expected one file");
    if (state.numbers[NUMBER_WIDTH] < PAGE_WIDTH_LEAST)
        return filter_usage(filter, "--width: expected at least 72");
    if (state.numbers[NUMBER_LINES] > 0 &&
        state.numbers[NUMBER_LINES] < PAGE_LINES_LEAST)
        return filter_usage(filter, "--lines: expected 0 or at least 20");
    if ((state.index != NULL) != (state.folder != NULL))
        return filter_usage(filter, "--index and --output-dir go together");
    if (state.folder != NULL && state.folder[0] == '\0')
        return filter_usage(filter, "--output-dir: expected the name of a folder");
    add_day("Stand", DAY_AS_OF);
    add_day("nachgeholt am", DAY_MADE_ON);
    return FILTER_OK;
}

static enum filter_status start(struct filter *filter)
{
    struct diag *diag = &filter->diag;
    struct page_form form = {.width = (unsigned)state.numbers[NUMBER_WIDTH],
                             .lines = (unsigned)state.numbers[NUMBER_LINES],
                             .stand = span_from(state.stand),
                             .refused = (unsigned long)state.numbers[NUMBER_REFUSED]};

    state.pages =
        due_pages_open(filter->header, filter_input_name(filter), &form, diag);
    if (state.pages != NULL)
        state.output = page_output_open(state.folder, state.index, diag);
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

static enum filter_status finish(struct filter *filter)
{
    struct page_output *output = state.output;

    if (!due_pages_each(state.pages, take, NULL, &filter->diag))
        return FILTER_FAILED;
    state.output = NULL;
    return page_output_close(output, true, &filter->diag) ? FILTER_OK : FILTER_FAILED;
}

static void clean(struct filter *filter)
{
    (void)filter;
    page_output_close(state.output, false, NULL);
    due_pages_free(state.pages);
}

static const struct tool tool = {
    .line = {.name = "due-print",
             .arguments = "[FILE]",
             .summary = "Print a due list, in German, each case manager on new pages.",
             .heading = "What to print:",
             .example = "followup-due --within=2w --window cases.tsv | due-print",
             .groups = OPTIONS_ALL,
             .own = options,
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
    return filter_main(&tool, argc, argv);
}
