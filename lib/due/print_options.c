/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "due/print_options.h"

#include "base/diag.h"
#include "base/names.h"
#include "due/page_layout.h"
#include "value/date.h"
#include "value/number.h"

enum {
    KEY_NUMBER = 1000,
    KEY_DAY = KEY_NUMBER + PRINT_NUMBERS,
    KEY_PATH = KEY_DAY + PRINT_DAYS,
    MOST = 9999999
};

static const char *const number_names[PRINT_NUMBERS] = {"lines", "refused", "width"};
static const char *const day_names[PRINT_DAYS] = {"as-of", "made-on", "since"};

const struct print_options PRINT_DEFAULTS = {
    .numbers = {PRINT_NOT_GIVEN, PRINT_NOT_GIVEN, PRINT_NOT_GIVEN},
    .days = {DATE_NONE, DATE_NONE, DATE_NONE}};

const struct argp_option PRINT_OPTIONS[] = {
    {"as-of", KEY_DAY + PRINT_AS_OF, "DATE", 0, "Print DATE as the day of the list", 0},
    {"checks", KEY_PATH + PRINT_CHECKS, "FILE", 0,
     "With --overview: show these counts of case-check --count", 0},
    {"forecast", KEY_PATH + PRINT_FORECAST, "FILE", 0,
     "With --overview: show this forecast of workload-forecast", 0},
    {"index", KEY_PATH + PRINT_INDEX, "FILE", 0,
     "With --output-dir: names of the files, a table with the columns name and "
     "case_manager",
     0},
    {"lines", KEY_NUMBER + PRINT_LINES, "N", 0,
     "Lines of a page (default: 60); 0: no pages", 0},
    {"made-on", KEY_DAY + PRINT_MADE_ON, "DATE", 0,
     "Print that the list was made up on DATE", 0},
    {"output-dir", KEY_PATH + PRINT_FOLDER, "DIR", 0,
     "Write NAME.txt or NAME.html for each case manager to the new or empty folder DIR",
     0},
    {"overview", KEY_PATH + PRINT_OVERVIEW, "FILE", 0,
     "With --to=html: write a page of counts to FILE", 0},
    {"refused", KEY_NUMBER + PRINT_REFUSED, "N", 0,
     "Print that N records could not be read and are missing", 0},
    {"since", KEY_DAY + PRINT_SINCE, "DATE", 0,
     "With --overview: say that changes are those since the list of DATE", 0},
    {"to", 't', "FORMAT", 0, "Write txt (the default) or html", 0},
    {"width", KEY_NUMBER + PRINT_WIDTH, "N", 0,
     "Characters of a line (default: 80, at least 72)", 0},
    {NULL, 0, NULL, 0, NULL, 0}};

static error_t set_format(struct print_options *options, const char *value,
                          struct argp_state *argp)
{
    const struct span formats[] = {span_from("txt"), span_from("html")};
    int format = names_find_span(formats, 2, span_from(value));
    struct diag diag = {0};

    if (format < 0) {
        names_unknown(&diag, "--to: no format", span_from(value), formats, 2);
        argp_error(argp, "%s", diag.text);
    }
    options->is_html = format == 1;
    return 0;
}

error_t print_options_parse(struct print_options *options, int key, char *value,
                            struct argp_state *argp)
{
    int number = key - KEY_NUMBER, day = key - KEY_DAY, path = key - KEY_PATH;

    if (key == 't')
        return set_format(options, value, argp);
    if (number < 0 || path >= PRINT_PATHS)
        return ARGP_ERR_UNKNOWN;
    if (path >= 0)
        options->paths[path] = value;
    else if (day >= 0 && !date_parse(span_from(value), &options->days[day]))
        argp_error(argp, "--%s: expected a date YYYY-MM-DD or DD.MM.YYYY",
                   day_names[day]);
    else if (day < 0 &&
             !number_parse(span_from(value), MOST, &options->numbers[number]))
        argp_error(argp, "--%s: expected a number of up to 7 digits",
                   number_names[number]);
    return 0;
}

static const char *find_conflict(const struct print_options *options)
{
    const char *const *paths = options->paths;
    bool has_overview = paths[PRINT_OVERVIEW] != NULL;
    const int32_t *numbers = options->numbers;

    if (options->is_html && (numbers[PRINT_WIDTH] != PRINT_NOT_GIVEN ||
                             numbers[PRINT_LINES] != PRINT_NOT_GIVEN))
        return "--width and --lines do not go with --to=html";
    if (numbers[PRINT_WIDTH] != PRINT_NOT_GIVEN &&
        numbers[PRINT_WIDTH] < PAGE_WIDTH_LEAST)
        return "--width: expected at least 72";
    if (numbers[PRINT_LINES] > 0 && numbers[PRINT_LINES] < PAGE_LINES_LEAST)
        return "--lines: expected 0 or at least 20";
    if ((paths[PRINT_INDEX] != NULL) != (paths[PRINT_FOLDER] != NULL))
        return "--index and --output-dir go together";
    if (paths[PRINT_FOLDER] != NULL && paths[PRINT_FOLDER][0] == '\0')
        return "--output-dir: expected the name of a folder";
    if (has_overview && !options->is_html)
        return "--overview goes with --to=html";
    if (!has_overview &&
        (paths[PRINT_CHECKS] != NULL || paths[PRINT_FORECAST] != NULL ||
         options->days[PRINT_SINCE] != DATE_NONE))
        return "--checks, --forecast and --since go with --overview";
    if (has_overview && (paths[PRINT_OVERVIEW][0] == '\0' ||
                         span_is(span_from(paths[PRINT_OVERVIEW]), "-")))
        return "--overview: expected the name of a file";
    return NULL;
}

const char *print_options_complete(struct print_options *options)
{
    static const int32_t defaults[PRINT_NUMBERS] = {
        [PRINT_LINES] = 60, [PRINT_REFUSED] = 0, [PRINT_WIDTH] = 80};
    const char *conflict = find_conflict(options);

    for (unsigned i = 0; i < PRINT_NUMBERS; i++)
        if (options->numbers[i] == PRINT_NOT_GIVEN)
            options->numbers[i] = defaults[i];
    return conflict;
}
