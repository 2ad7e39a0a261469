/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What people chose of the cell `strategies`. pick-strategy leaves its proposals in the
 * same cell and says in strategies_status and uncovered which they are; a proposal is
 * not a choice (vierphasen-stream(5)).
 */
#ifndef VIERPHASEN_CHOICES_H
#define VIERPHASEN_CHOICES_H

#include <stdbool.h>

#include "base/span.h"
#include "rules/concept.h"
#include "rules/entries.h"
#include "stream/header.h"
#include "stream/record.h"

/* Where an earlier run wrote what it proposed; -1: the stream lacks the column. */
struct choices {
    int status_at, uncovered_at;
};

void choices_bind(struct choices *choices, const struct header *header);

/* Whether an earlier run that wrote this status and these uncovered needs proposed the
 * entry. */
bool choices_is_proposal(const struct plan_entry *entry, struct span status,
                         struct span uncovered);

/*
 * The value of the column: the codes that people chose; unknown if they chose none.
 * `entries` are those of the record's cell.
 */
struct value choices_of(const struct choices *choices, const struct concept *concept,
                        const struct record *record, const struct plan_entry *entries,
                        unsigned count);

#endif
