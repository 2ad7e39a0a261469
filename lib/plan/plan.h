/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The integration plan of a person: what people chose stays, in their order; what the
 * concept's strategies.tsv proposes for open needs follows (vierphasen-concept(5)).
 */
#ifndef VIERPHASEN_PLAN_H
#define VIERPHASEN_PLAN_H

#include <stdbool.h>

#include "base/span.h"
#include "rules/entries.h"

struct buffer;
struct diag;
struct facts;
struct rule;

struct plan_step {
    struct span strategy;    /* its code */
    struct span need;        /* its code, or empty for a cross-cutting strategy */
    const struct rule *rule; /* that proposed it; NULL: people chose it */
};

struct plan {
    unsigned step_count;
    struct plan_step steps[LIST_MOST];
    unsigned uncovered_count;
    struct span uncovered[LIST_MOST]; /* codes of open needs without a strategy */
    const char *status;               /* `none`, `proposed`, `confirmed` or `kept` */
};

/*
 * `status` and `uncovered` are the cells that an earlier run wrote: they tell its
 * proposals from what people chose. The facts must have COL_NEEDS, COL_STRATEGIES and
 * the inputs of strategies.tsv.
 */
bool plan_make(struct plan *plan, const struct facts *facts, struct span status,
               struct span uncovered, struct diag *diag);

/* Adds the steps of a plan as the column `strategies` has them: `CODE@NEED CODE`. */
void plan_write(const struct plan *plan, struct buffer *text);

/*
 * The row that allows people to choose a strategy for a need (-1: for none): its tests
 * on the columns that bind hold. NULL: none does.
 */
const struct rule *plan_allows(const struct facts *facts, struct span strategy,
                               int need);

#endif
