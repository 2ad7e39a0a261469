/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The options that household-days alone has: those of a run over cases, and those of a
 * run over a list.
 */
#ifndef VIERPHASEN_HOUSEHOLD_OPTIONS_H
#define VIERPHASEN_HOUSEHOLD_OPTIONS_H

#include <argp.h>
#include <stdbool.h>

#include "base/span.h"
#include "due/selection_options.h"

/* A zeroed struct: nothing is given. */
struct household_options {
    bool lists_items;
    bool are_shards;
    struct span keep; /* ptr NULL: not given */
    struct selection_options given;
};

/* The option that says which of the two runs it is. */
extern const char HOUSEHOLD_DUE_LIST[];

/* For the tables of the tool's own options. */
extern const struct argp_option HOUSEHOLD_CASE_OPTIONS[], HOUSEHOLD_LIST_OPTIONS[];

/* Takes an option; ARGP_ERR_UNKNOWN: it is none of these. */
error_t household_options_parse(struct household_options *options, int key,
                                const char *value, struct argp_state *argp);

#endif
