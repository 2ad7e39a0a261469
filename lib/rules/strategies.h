/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The catalogue of strategies: strategies.tsv, loaded and compiled into a concept.
 * vierphasen-concept(5) describes the table.
 */
#ifndef VIERPHASEN_STRATEGIES_H
#define VIERPHASEN_STRATEGIES_H

#include <stdbool.h>

#include "rules/concept.h"

/* The needs must be loaded. See decision_load. */
bool strategies_load(struct concept *concept, const char *path,
                     const struct condition_context *context, struct diag *diag);

#endif
