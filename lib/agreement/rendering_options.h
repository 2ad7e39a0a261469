/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The options that say which form is filled, and as what: in egv-render.
 */
#ifndef VIERPHASEN_RENDERING_OPTIONS_H
#define VIERPHASEN_RENDERING_OPTIONS_H

#include <argp.h>

#include "agreement/rendering.h"

extern const struct argp_option RENDERING_OPTIONS[];

/* Takes an option of these up; ARGP_ERR_UNKNOWN for any other key. */
error_t rendering_options_parse(struct rendering_options *options, int key, char *value,
                                struct argp_state *argp);

#endif
