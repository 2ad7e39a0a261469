/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * When the rows of a concept come and go, by valid_from and valid_to. A concept is
 * loaded for a day; whoever looks ahead loads it anew for the days named here.
 */
#ifndef VIERPHASEN_VALIDITY_H
#define VIERPHASEN_VALIDITY_H

#include <stdint.h>

#include "rules/tables.h"

/*
 * The days from `after` + 1 to `until` on which a row of some table of the folder is
 * the first time, or no longer, valid; in order, each once. They belong to the caller
 * (free). Returns their count. Tables that no rule is made of (examples, terms) don't
 * count, nor faults: who loaded the concept was told.
 */
unsigned validity_changes(const struct tables *tables, int32_t after, int32_t until,
                          int32_t **days);

#endif
