/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A forecast of workload-forecast as a picture of bars (SVG) with a text, and the same
 * as a table, for a page of HTML.
 */
#ifndef VIERPHASEN_OVERVIEW_WEEKS_H
#define VIERPHASEN_OVERVIEW_WEEKS_H

#include <stdbool.h>

#include "base/buffer.h"
#include "base/groups.h"

struct diag;

/* A zeroed struct has no weeks. */
struct overview_weeks {
    struct groups weeks; /* in the order of their days */
};

/* Reads a forecast; rows of one week are added up. False and a diag on failure. */
bool overview_weeks_read(struct overview_weeks *weeks, const char *path,
                         struct diag *diag);

void overview_weeks_write(const struct overview_weeks *weeks, struct buffer *out);

void overview_weeks_free(struct overview_weeks *weeks);

#endif
