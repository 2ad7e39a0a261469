/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The options that case-import alone has.
 */
#ifndef VIERPHASEN_IMPORT_OPTIONS_H
#define VIERPHASEN_IMPORT_OPTIONS_H

#include <argp.h>
#include <stdbool.h>

#include "stream/input.h"

struct import_options {
    const char *mapping, *needs; /* files, or NULL */
    enum encoding encoding;
    bool shows_headers, shows_values;
    bool only_known, strict_needs;
};

/* For the table of the tool's own options. */
extern const struct argp_option IMPORT_OPTIONS[];

/* Takes an option; ARGP_ERR_UNKNOWN: it is none of these. */
error_t import_options_parse(struct import_options *options, int key, const char *value,
                             struct argp_state *argp);

#endif
