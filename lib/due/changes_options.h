/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The options that due-changes alone has.
 */
#ifndef VIERPHASEN_CHANGES_OPTIONS_H
#define VIERPHASEN_CHANGES_OPTIONS_H

#include <argp.h>
#include <stdbool.h>
#include <stddef.h>

enum changes_option {
    CHANGES_ALL,
    CHANGES_READ,
    CHANGES_SPLIT,
    CHANGES_OUTPUT_DIR,
    CHANGES_INDEX,
    CHANGES_OLD_INDEX,
    CHANGES_COUNT
};

struct diag;

/* The values that were given, NULL: not given. A zeroed struct: nothing. */
struct changes_options {
    const char *given[CHANGES_COUNT];
};

/* For the table of the tool's own options. */
extern const struct argp_option CHANGES_OPTIONS[];

/* Takes an option; ARGP_ERR_UNKNOWN: it is none of these. */
error_t changes_options_parse(struct changes_options *options, int key,
                              const char *value);

/*
 * False and a diag if what is given doesn't go together, also with --output and the
 * number of files.
 */
bool changes_options_check(const struct changes_options *options, bool has_output,
                           size_t file_count, struct diag *diag);

#endif
