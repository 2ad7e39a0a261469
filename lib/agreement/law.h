/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the law of a day makes of the agreement: lib/data/forms/regimes.tsv, a row for
 * each version of SGB II § 15.
 */
#ifndef VIERPHASEN_LAW_H
#define VIERPHASEN_LAW_H

#include <stdbool.h>
#include <stdint.h>

#include "base/span.h"

struct arena;
struct faults;

struct law {
    struct span title, form;
    bool has_signatures;
    int32_t review_months; /* both sides review it after so many at the latest */
};

/* The law of the day. False and a diag if the table is missing, faulty or silent. */
bool law_load(struct law *law, int32_t as_of, struct arena *arena,
              struct faults *faults);

#endif
