/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a row of a rule table is called in a finding. */
#ifndef VIERPHASEN_RULE_NAME_H
#define VIERPHASEN_RULE_NAME_H

#include "base/mem.h"
#include "base/span.h"
#include "rules/concept.h"

/* The key of a row; DEADLINE/RULE, for a deadline has several rules. */
struct span rule_key(const struct table *table, unsigned row, struct arena *arena);

/* DEADLINE/RULE, CHECK (COLUMN), or the rule. */
struct span rule_name(const struct concept *concept, const struct decision *table,
                      const struct rule *rule, struct arena *arena);

#endif
