/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The agreement between a person and the Jobcenter, as values for a document template:
 * what the law calls it on the day, the goal, strengths before needs, the steps of the
 * plan, the dates. It proposes nothing itself: the steps are those of the column
 * `strategies`.
 *
 * Sources: SGB II § 15 in the version of the day (lib/data/forms/regimes.tsv).
 */
#ifndef VIERPHASEN_AGREEMENT_H
#define VIERPHASEN_AGREEMENT_H

#include <stdbool.h>

#include "agreement/template.h"
#include "base/span.h"
#include "person/obligation.h"

struct concept;
struct facts;
struct law;

struct agreement {
    const struct concept *concept;
    const struct facts *facts;
    const struct law *law;
    bool is_proposal;
    int32_t review_on;    /* the latest day of the next joint review */
    int32_t next_talk_on; /* DATE_NONE: to be filled in by hand */
    struct deadline_notes notes;
    char scratch[64]; /* a date or number, until the next value is asked for */
};

/* Says what the facts must have for agreement_make. */
void agreement_want(struct facts *facts);

/* Works out the dates. `strategies_status` is the cell of that name. */
void agreement_make(struct agreement *agreement, const struct law *law,
                    const struct facts *facts, struct span strategies_status);

/* The values for template_fill; agreement must stay. */
struct template_values agreement_values(struct agreement *agreement);

#endif
