/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the rules of a concept can tell apart: gathered from the tests of all its tables
 * before there is any axis.
 */
#ifndef VIERPHASEN_GATHERING_H
#define VIERPHASEN_GATHERING_H

#include "proof/model.h"

/* Cuts the cells, and finds the comparisons and the codes of lists. */
void gathering_take(struct model *model);

/*
 * A hash of which bounds lie in which order: on two days that have the same, the same
 * cells stand in the same order.
 */
uint64_t gathering_shape(const struct model *model);

/* The first day of birth of those who are younger than `age` on the model's day. */
int32_t gathering_born_after(const struct model *model, int32_t age);

/* Whether an end of a range is a column, and then its comparison. */
struct ordering *gathering_ordering(struct model *model, int column,
                                    const struct bound *bound, bool is_low,
                                    enum view view);

/*
 * An end of a range that is no column. DATE_NONE: it leads out of the calendar, which
 * no concept does on the day for which it is loaded.
 */
int32_t gathering_bound(const struct model *model, const struct bound *bound);

#endif
