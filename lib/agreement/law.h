/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the law of a day makes of the agreement: lib/data/forms/regimes.tsv, a row for
 * each version of SGB II § 15 and SGB III § 37.
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
    struct span authority, authority_subject; /* `Jobcenter`, `Das Jobcenter` */
    bool has_signatures;
    int32_t review_months; /* both sides review it after so many at the latest … */
    int32_t young_review_months; /* … and so many where the person is under 25 */
    /* Agreements from before older_than ended at the latest on older_ends_on. */
    int32_t older_than, older_ends_on; /* DATE_NONE, DATE_NONE: they run on */
};

/*
 * The law of the day for a legal circle, `sgb2` or `sgb3`. False and a fault if the
 * table is missing, faulty or silent.
 */
bool law_load(struct law *law, const char *legal_circle, int32_t as_of,
              struct arena *arena, struct faults *faults);

#endif
