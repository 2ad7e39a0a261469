/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is wrong or missing in a case: checks.tsv. Every row that holds is a finding; a
 * gap, while its column is empty besides. A record for which a row of the level
 * `refuse` holds is refused by every tool. vierphasen-concept(5) describes the table.
 */
#ifndef VIERPHASEN_CHECKS_H
#define VIERPHASEN_CHECKS_H

#include <stdbool.h>

#include "rules/decision.h"

enum check_level { CHECK_GAP, CHECK_WARNING, CHECK_ERROR, CHECK_REFUSE };

enum { CHECK_LEVELS = 4 };

extern const char *const CHECK_LEVEL_NAMES[CHECK_LEVELS];

struct check_rule {
    const struct rule *rule; /* rule->id is the check */
    enum check_level level;
    int column;           /* that lacks or is wrong; -1: none in particular */
    bool tests_case_only; /* case-import can hold it against an export */
};

struct checks {
    struct decision table;
    struct check_rule *rules; /* [table.compiled] */
    unsigned refuse_count;    /* today's rows of the level refuse */
    unsigned gap_count;       /* … and of the level gap, in their order */
    const struct check_rule **gaps;
    uint64_t *gap_set; /* … and as bits of the table's rules */
};

/* Adds faults for what is wrong. The context's stage is STAGE_CHECKS. */
void checks_load(struct checks *checks, const struct table_source *source,
                 struct condition_context *context, struct faults *faults);

/* The compiled row of a rule of the table. */
static inline const struct check_rule *checks_rule(const struct checks *checks,
                                                   const struct rule *rule)
{
    return &checks->rules[rule - checks->table.rules];
}

#endif
