/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the tools make of one invented person: the record is built from `COLUMN=VALUE;
 * COLUMN=VALUE; without COLUMN`, and then goes the way of every record. Its header
 * holds every column that a stream may bring, so that what isn't given is empty, not
 * missing.
 */
#ifndef VIERPHASEN_OUTCOME_H
#define VIERPHASEN_OUTCOME_H

#include <stdbool.h>

#include "base/diag.h"
#include "base/mem.h"
#include "person/facts.h"
#include "person/obligation.h"
#include "plan/flaws.h"
#include "plan/plan.h"
#include "stream/builder.h"

/* A zeroed struct is an empty one; outcome_free ends it. */
struct outcome {
    struct facts *facts;
    bool is_refused; /* then only `refusal` says something */
    struct diag refusal;
    struct plan plan;
    unsigned open_count; /* by due_on, as in a due list */
    struct obligation open[DEADLINE_MOST];
    unsigned flaw_count;
    struct flaw *flaws;
    struct deadline_notes notes;
    struct builder fields; /* of the record, which the facts borrow */
};

/*
 * Works it out for the day for which the concept is loaded; `given` and the arena must
 * outlive it. False and a diag (without the place) if `given` is no such text.
 */
bool outcome_make(struct outcome *outcome, const struct concept *concept,
                  struct span given, struct arena *arena, struct diag *diag);
void outcome_free(struct outcome *outcome);

/* The open obligation of a deadline, by its place in names, or NULL. */
const struct obligation *outcome_open(const struct outcome *outcome, int deadline);

#endif
