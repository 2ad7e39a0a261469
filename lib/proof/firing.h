/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How often each rule fires in a caseload: a row of a decision table if it is the one
 * that is hit, a row of strategies if it proposes or allows an entry of the plan, a row
 * of deadlines if its tests hold and its anchor is known, a check if it is a finding or
 * refuses the record. A record counts once for a rule.
 */
#ifndef VIERPHASEN_FIRING_H
#define VIERPHASEN_FIRING_H

#include <stdbool.h>

#include "base/diag.h"
#include "proof/examples.h"
#include "stream/reader.h"

/* A zeroed struct; firing_free ends it. */
struct firing {
    const struct concept *concept;
    unsigned long records;               /* that were counted */
    unsigned long refused;               /* faulty ones, which tell nothing */
    unsigned long *counts[COVER_TABLES]; /* [today's rules] */
};

/*
 * Reads the files, one at least, and counts. False and a diag if they can't be read. A
 * faulty record is told by `tell` and left out.
 */
bool firing_count(struct firing *firing, const struct concept *concept,
                  const char *const *files, size_t file_count,
                  const struct reader_options *options,
                  void (*tell)(const struct diag *diag), struct diag *diag);

/*
 * Adds to the findings of a proof each rule that never fired, or all with how often
 * they did.
 */
void firing_tell(const struct firing *firing, struct proof *proof, bool all);

void firing_free(struct firing *firing);

#endif
