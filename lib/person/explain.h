/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The text of an `…_explain` column: for each rule that fired its id, its source and
 * what it looked at, `RULE [SOURCE] COLUMN=VALUE COLUMN=VALUE`, joined by ` | `.
 */
#ifndef VIERPHASEN_EXPLAIN_H
#define VIERPHASEN_EXPLAIN_H

#include <stdbool.h>

#include "base/span.h"
#include "person/facts.h"
#include "rules/decision.h"

/* A text that grows; a zeroed struct is empty. free(text) ends it. */
struct explanation {
    char *text;
    size_t len, room;
    bool is_named[COL_MOST]; /* columns that the rule added last has already */
};

/* Begins anew, for the next record. */
void explain_begin(struct explanation *explanation);

/* Adds a rule with the columns that it tests, in the order of its table. NULL: nothing.
 */
void explain_rule(struct explanation *explanation, const struct facts *facts,
                  const struct rule *rule);

/*
 * Adds ` COLUMN=VALUE` to the rule that was added last, once for each column; column
 * -1: nothing.
 */
void explain_column(struct explanation *explanation, const struct facts *facts,
                    int column);

/* Adds ` $NAME=VALUE` for each of these parameters: a bit for its place. */
void explain_parameters(struct explanation *explanation, const struct facts *facts,
                        uint64_t parameters);

/* The same for a value that is no column of the facts. */
void explain_value(struct explanation *explanation, struct span name,
                   struct span value);

struct span explain_text(const struct explanation *explanation);

#endif
