/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Holes in time: a table, a deadline or a need that has rows on earlier and on later
 * days, and none on some days between.
 */
#ifndef VIERPHASEN_HOLES_H
#define VIERPHASEN_HOLES_H

#include "proof/remarks.h"
#include "rules/concept.h"

/* Looks at the days from `first` to `last`; the concept is loaded for any. */
void holes_find(const struct concept *concept, struct remarks *remarks, int32_t first,
                int32_t last);

#endif
