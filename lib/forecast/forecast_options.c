/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "forecast/forecast_options.h"

#include "value/number.h"

/* Keys of the tool's own, as in cli/options.h. */
enum {
    OPTION_WEEKS = 1000,
    OPTION_BY,
    OPTION_SMOOTH,
    OPTION_STAFFING,
    OPTION_PARTIAL,
    OPTION_MERGE
};
enum { WEEKS_MOST = 520, SMOOTH_MOST = 365 };

const struct argp_option FORECAST_OPTIONS[] = {
    {"weeks", OPTION_WEEKS, "N", 0, "Look N weeks ahead, 1 to 520 (52)", 0},
    {"by", OPTION_BY, "COLUMNS", 0,
     "Count by these columns, such as office,team,case_manager", 0},
    {"smooth", OPTION_SMOOTH, "DAYS", OPTION_ARG_OPTIONAL,
     "Move talks by at most DAYS days (14) to weeks that have fewer of them", 0},
    {"staffing", OPTION_STAFFING, "FILE", 0,
     "List persons a head of staff by office and group; FILE has the staff", 0},
    {"partial", OPTION_PARTIAL, NULL, 0,
     "Write counts for --merge; of small groups they are personal data", 0},
    {"merge", OPTION_MERGE, NULL, 0,
     "FILEs are what --partial wrote, not case streams: add it up", 0},
    {NULL, 0, NULL, 0, NULL, 0}};

static void take_number(const char *name, const char *text, int32_t most,
                        int32_t *number, struct argp_state *argp)
{
    if (!number_parse(span_from(text), most, number) || *number == 0)
        argp_error(argp, "%s: expected a number from 1 to %d", name, (int)most);
}

error_t forecast_options_parse(struct forecast_options *options, int key, char *value,
                               struct argp_state *argp)
{
    switch (key) {
    case OPTION_WEEKS:
        take_number("--weeks", value, WEEKS_MOST, &options->weeks, argp);
        return 0;
    case OPTION_BY:
        options->by = span_from(value);
        return 0;
    case OPTION_SMOOTH:
        take_number("--smooth", value != NULL ? value : "14", SMOOTH_MOST,
                    &options->smooth, argp);
        return 0;
    case OPTION_STAFFING:
        options->staff_path = value;
        return 0;
    case OPTION_PARTIAL:
        options->writes_partial = true;
        return 0;
    case OPTION_MERGE:
        options->merges = true;
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}
