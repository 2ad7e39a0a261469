/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The options that due-print alone has.
 */
#ifndef VIERPHASEN_PRINT_OPTIONS_H
#define VIERPHASEN_PRINT_OPTIONS_H

#include <argp.h>
#include <stdbool.h>
#include <stdint.h>

/* Options with a number, with a day, and with the name of a file or folder. */
enum print_number { PRINT_LINES, PRINT_REFUSED, PRINT_WIDTH, PRINT_NUMBERS };
enum print_day { PRINT_AS_OF, PRINT_MADE_ON, PRINT_SINCE, PRINT_DAYS };
enum print_path {
    PRINT_CHECKS,
    PRINT_FORECAST,
    PRINT_INDEX,
    PRINT_FOLDER,
    PRINT_OVERVIEW,
    PRINT_PATHS
};

enum { PRINT_NOT_GIVEN = -1 };

struct print_options {
    bool is_html;
    int32_t numbers[PRINT_NUMBERS]; /* or PRINT_NOT_GIVEN */
    int32_t days[PRINT_DAYS];       /* or DATE_NONE */
    const char *paths[PRINT_PATHS]; /* or NULL */
};

/* Nothing is given. */
extern const struct print_options PRINT_DEFAULTS;

/* For the table of the tool's own options. */
extern const struct argp_option PRINT_OPTIONS[];

/* Takes an option; ARGP_ERR_UNKNOWN: it is none of these. */
error_t print_options_parse(struct print_options *options, int key, char *value,
                            struct argp_state *argp);

/* What doesn't go together, or NULL; fills in what is not given. */
const char *print_options_complete(struct print_options *options);

#endif
