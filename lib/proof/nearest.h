/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Somebody for whom no row holds, as the tools see him, and the rows that fail by one
 * test alone: there one will look first.
 */
#ifndef VIERPHASEN_NEAREST_H
#define VIERPHASEN_NEAREST_H

#include "base/buffer.h"
#include "proof/inquiry.h"
#include "proof/outcome.h"

/*
 * Prints ` (line 2 asks for "age < 25", line 3 for "age > 25")`, at most four rows, or
 * nothing. `is_meant` says which rows of the table count; NULL: all.
 */
void nearest_print(const struct inquiry *inquiry, const struct outcome *outcome,
                   const struct decision *table,
                   bool (*is_meant)(const struct outcome *outcome,
                                    const struct rule *rule),
                   struct buffer *out);

#endif
