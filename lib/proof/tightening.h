/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What comparisons of columns leave of a region: the values of each column that are
 * between the least and the greatest that satisfy all comparisons at once.
 */
#ifndef VIERPHASEN_TIGHTENING_H
#define VIERPHASEN_TIGHTENING_H

#include <stdbool.h>
#include <stdint.h>

struct model;
struct ordering;

enum { TIGHTENED_MOST = 128 }; /* comparisons at once */

enum tightened {
    TIGHTENED_NOTHING, /* the region is as it was */
    TIGHTENED_SOME,    /* it became smaller */
    TIGHTENED_NOBODY,  /* nobody is left */
    TIGHTENED_GAVE_UP  /* too many rounds */
};

/*
 * Takes out of the region what these comparisons (by their places) exclude. Where it
 * leaves somebody, and each comparison of the list is decided or of no matter, the
 * least values that are left satisfy all of them.
 */
enum tightened tighten(const struct model *model, const unsigned *orderings,
                       unsigned count, uint64_t *region);

/* One value for each axis of values that has a known one: the least; [space.count]. */
void least_values(const struct model *model, uint64_t *region, int32_t *values);

/* Whether a comparison has turned out so that both columns are known: which way. */
bool ordering_is_decided(const struct model *model, const struct ordering *ordering,
                         const uint64_t *region, bool *is_from);

#endif
