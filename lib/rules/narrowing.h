/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A decision table as one stream needs it. Columns that the stream lacks have the same
 * value in each record: what these say of a rule is said once, before the first record.
 * Rules that no record can hit are gone then, and so are the pickers that tell none of
 * the others apart.
 */
#ifndef VIERPHASEN_NARROWING_H
#define VIERPHASEN_NARROWING_H

#include <stdbool.h>

#include "base/mem.h"
#include "rules/decision.h"

/*
 * Makes of a table one that finds the same rules while each column that doesn't vary
 * has the value that it has now. It shares the rules, which keep their places, and
 * lives as long as the arena and the table.
 */
void narrowing_make(struct decision *narrowed, const struct decision *table,
                    const bool *varies, const struct value *values,
                    struct arena *arena);

/* Whether no record can hit a rule of the table. */
bool narrowing_is_empty(const struct decision *narrowed);

#endif
