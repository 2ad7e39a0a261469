/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The steps of a plan as a document prints them: each strategy once, with all the needs
 * that it answers, and with days of its own (the strategies' columns client_days and
 * office_days, counted from the day of the document).
 */
#ifndef VIERPHASEN_PLAN_STEPS_H
#define VIERPHASEN_PLAN_STEPS_H

#include "base/buffer.h"
#include "rules/entries.h"

struct facts;
struct strategy_rule;

struct plan_step {
    struct span strategy;             /* its code */
    const struct strategy_rule *rule; /* that describes it; NULL: none does */
    size_t needs_at, needs_len;       /* their labels in plan_steps.needs */
    int32_t client_on, office_on;     /* DATE_NONE: people have to agree on a day */
};

struct plan_steps {
    unsigned count;
    struct plan_step list[LIST_MOST];
    struct buffer needs;
};

/* The steps of the facts' plan, in its order. Adds to *doubts as steps_apply does. */
void plan_steps_make(struct plan_steps *steps, const struct facts *facts, int32_t from,
                     unsigned *doubts);

/*
 * What a letter calls a strategy: its client_label, else its label, else its code; and
 * a cell of its row by the table's column.
 */
struct span plan_step_label(const struct facts *facts, const struct plan_step *step);
struct span plan_step_cell(const struct facts *facts, const struct plan_step *step,
                           int column);

/* What a letter calls a need: its client_label, else its label, else its code. */
struct span need_entry_label(const struct facts *facts, int need, struct span code);

#endif
