/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The options that workload-forecast alone has: how far it looks, by what it counts,
 * and whether talks are moved or the staff is looked at instead.
 */
#ifndef VIERPHASEN_FORECAST_OPTIONS_H
#define VIERPHASEN_FORECAST_OPTIONS_H

#include <argp.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/span.h"

struct forecast_options {
    int32_t weeks;
    int32_t smooth;              /* days; 0: talks stay where they are */
    const char *staff_path;      /* NULL: a forecast by weeks */
    struct span by;              /* ptr NULL: not given */
    bool writes_partial, merges; /* partial figures */
};

/* For the table of the tool's own options. */
extern const struct argp_option FORECAST_OPTIONS[];

/* What holds if nothing is given. */
enum { FORECAST_WEEKS = 52 };

/* Takes an option; ARGP_ERR_UNKNOWN: it is none of these. */
error_t forecast_options_parse(struct forecast_options *options, int key, char *value,
                               struct argp_state *argp);

#endif
