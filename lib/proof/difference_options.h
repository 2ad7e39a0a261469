/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The options that concept-diff alone has: the second day, and in which form persons
 * are compared.
 */
#ifndef VIERPHASEN_DIFFERENCE_OPTIONS_H
#define VIERPHASEN_DIFFERENCE_OPTIONS_H

#include <argp.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A zeroed struct: nothing was given. */
struct difference_options {
    bool has_new_as_of;
    int32_t new_as_of;
    const char *matrix; /* a table of `derive` */
    int32_t weeks;      /* 0: persons, not weeks */
};

/* For the table of the tool's own options. */
extern const struct argp_option DIFFERENCE_OPTIONS[];

/* Takes an option; ARGP_ERR_UNKNOWN: it is none of these. */
error_t difference_options_parse(struct difference_options *options, int key,
                                 char *value, struct argp_state *argp);

/* What doesn't go together, also with the number of arguments; or NULL. */
const char *difference_options_conflict(const struct difference_options *options,
                                        size_t argument_count);

#endif
