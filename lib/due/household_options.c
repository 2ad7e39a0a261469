/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "due/household_options.h"

/* Keys of the tool's own, as in cli/options.h. */
enum {
    OPTION_DUE_LIST = 1000,
    OPTION_ITEMS,
    OPTION_SHARDS,
    OPTION_KEEP,
    OPTION_WINDOW
};

const char HOUSEHOLD_DUE_LIST[] = "--due-list";

// clang-format off
#define OPTIONS_OF_BOTH \
    {HOUSEHOLD_DUE_LIST + 2, OPTION_DUE_LIST, NULL, 0, \
     "FILEs are lists of followup-due --window, not case streams", 0}, \
    {"items", OPTION_ITEMS, NULL, 0, \
     "List the items behind the days instead of the households", 0}, \
    {"shards", OPTION_SHARDS, NULL, 0, \
     "Refuse a household with items in two of the FILEs", 0}
// clang-format on

const struct argp_option HOUSEHOLD_CASE_OPTIONS[] = {
    OPTIONS_OF_BOTH,
    SELECTION_OPTIONS,
    SELECTION_OPTION_OVERDUE,
    {"keep", OPTION_KEEP, "COLUMNS", 0,
     "With --items: add these columns of the input (names between commas)", 0},
    {"window", OPTION_WINDOW, NULL, OPTION_HIDDEN, NULL, 0}, /* it always is */
    {NULL, 0, NULL, 0, NULL, 0}};

const struct argp_option HOUSEHOLD_LIST_OPTIONS[] = {OPTIONS_OF_BOTH,
                                                     {NULL, 0, NULL, 0, NULL, 0}};

error_t household_options_parse(struct household_options *options, int key,
                                const char *value, struct argp_state *argp)
{
    switch (key) {
    case OPTION_DUE_LIST:
    case OPTION_WINDOW:
        return 0;
    case OPTION_ITEMS:
        options->lists_items = true;
        return 0;
    case OPTION_SHARDS:
        options->are_shards = true;
        return 0;
    case OPTION_KEEP:
        options->keep = span_from(value);
        return 0;
    default:
        return selection_options_parse(&options->given, key, value, argp);
    }
}
