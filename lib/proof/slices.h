/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is proved of a concept without examples, on all of its days: a slice is the days
 * between which no row comes or goes, and every proof is made once for each slice, on
 * the day of it that is nearest to the as-of day.
 */
#ifndef VIERPHASEN_SLICES_H
#define VIERPHASEN_SLICES_H

#include "proof/examples.h"

/* Adds the findings to a proof that is loaded. */
void slices_prove(struct proof *proof);

#endif
