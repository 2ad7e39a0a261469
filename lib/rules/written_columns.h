/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The columns that profile-score, assign-category and pick-strategy fill in place, and
 * that no export may bring along: what stood in them would be lost, or be taken for the
 * work of a tool (vierphasen-stream(5)). What people fill and a tool only proposes
 * (category, strategies) is none of them.
 */
#ifndef VIERPHASEN_WRITTEN_COLUMNS_H
#define VIERPHASEN_WRITTEN_COLUMNS_H

#include <stdbool.h>

#include "base/span.h"

struct concept;

/* Whether it is one of them: derived by the concept, or how something came about. */
bool written_columns_has(const struct concept *concept, struct span name);

#endif
