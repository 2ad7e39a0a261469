/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The items of household_days.h as they are made from cases: the open obligations of
 * each person that are selected, with their windows, as rows of a due list.
 */
#ifndef VIERPHASEN_HOUSEHOLD_CASES_H
#define VIERPHASEN_HOUSEHOLD_CASES_H

#include <stdbool.h>

#include "base/diag.h"
#include "base/span.h"
#include "due/due_row.h"
#include "due/household_days.h"
#include "due/selection.h"
#include "person/facts.h"
#include "stream/header.h"
#include "stream/record.h"

/* A zeroed struct with a selection; household_cases_free ends it. */
struct household_cases {
    struct selection selection;
    struct due_row row;
    struct deadline_notes notes;
    unsigned long long without_date, fenced; /* records */
};

/*
 * Names the columns and wants what they need of the facts. `keep`: more columns of the
 * cases, names between commas (ptr NULL: none). False and a diag if `keep` holds a
 * wrong name.
 */
bool household_cases_start(struct household_cases *cases, struct facts *facts,
                           const struct header *header, struct span keep, bool explains,
                           struct diag *diag);

/*
 * Gives the items of the person of the facts to `days`. False and a diag on failure.
 */
bool household_cases_add(struct household_cases *cases, const struct facts *facts,
                         const struct record *record, struct household_days *days,
                         struct diag *diag);

void household_cases_free(struct household_cases *cases);

#endif
