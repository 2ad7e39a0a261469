/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the steps and tests of a deadline table have in common, found when it is loaded,
 * so that who works it out for a person does nothing twice: many rows count from the
 * same date by the same steps.
 */
#ifndef VIERPHASEN_DEADLINE_STEPS_H
#define VIERPHASEN_DEADLINE_STEPS_H

struct arena;
struct deadlines;
struct moving;

/*
 * Numbers the steps of today's rows (steps.number), equal ones behind the same column
 * alike, and sets steps_count, judged and doubtful, and moves and counts_besides of
 * these rows.
 */
void deadline_steps_compare(struct deadlines *deadlines, const struct moving *moving,
                            struct arena *arena);

#endif
