/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is wrong or missing in a case: the rows of checks.tsv that are findings, what is
 * wrong in its plan, and, where the concept has deadlines, that no deadline gives a day
 * on which anybody would look at the case again.
 */
#ifndef VIERPHASEN_FLAWS_H
#define VIERPHASEN_FLAWS_H

#include <stdbool.h>

#include "person/facts.h"
#include "person/obligation.h"
#include "plan/plan_flaws.h"

/*
 * The findings that no row of the table makes: those of plan_flaws.h, then no-date and
 * duplicate.
 */
enum { FLAWS_BUILT_IN = PLAN_FLAWS + 2 };

extern const char *const FLAW_NAMES[FLAWS_BUILT_IN];
extern const char *const FLAW_DUPLICATE;

struct flaw {
    struct span check;
    enum check_level level;
    int column; /* that is wrong or empty; -1: none in particular */
    struct span label;
    const struct rule *rule; /* of checks.tsv; NULL: none of its rows */
};

/* The most that one person can have. */
unsigned flaws_most(const struct concept *concept);

/*
 * The finding that a record before has the same client_id. Who calls knows that: it is
 * the one finding that needs memory by keys.
 */
struct flaw flaw_duplicate(void);

/* Says what the facts must have. */
void flaws_want(struct facts *facts);

/*
 * The findings of a person: in the order of the table, then those of the plan, then
 * FLAW_NO_DATE; flaws has room for flaws_most. A person all of whose deadlines lie
 * before the case began isn't without a date: notes->is_fenced says so. Returns their
 * count.
 */
unsigned flaws_find(struct facts *facts, struct flaw *flaws,
                    struct deadline_notes *notes);

#endif
