/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The findings that case-check --count counted, as a table for a page of HTML, those of
 * all offices together.
 */
#ifndef VIERPHASEN_OVERVIEW_CHECKS_H
#define VIERPHASEN_OVERVIEW_CHECKS_H

#include <stdbool.h>

#include "base/buffer.h"
#include "base/groups.h"

struct diag;

/* A zeroed struct has no findings. */
struct overview_checks {
    struct groups checks; /* by level, then check */
};

/* False and a diag on failure. */
bool overview_checks_read(struct overview_checks *checks, const char *path,
                          struct diag *diag);

void overview_checks_write(const struct overview_checks *checks, struct buffer *out);

void overview_checks_free(struct overview_checks *checks);

#endif
