/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * All that is wrong with a record. The facts stop at the first fault; whoever repairs
 * an export wants to know the others in the same round.
 */
#ifndef VIERPHASEN_RECORD_FAULTS_H
#define VIERPHASEN_RECORD_FAULTS_H

#include "stream/builder.h"

struct diag;
struct facts;
struct faults;
struct header;
struct record;

/* A zeroed struct is ready; builder_free ends it. */
struct record_faults {
    struct builder without; /* the record without its faulty values */
};

/*
 * Adds the fault that facts_read has found in the record, and those that it finds in
 * what is left without the faulty value, up to `most` in the list. What a check of the
 * concept says counts only if it is the one fault: without values it can't be asked.
 */
void record_faults_add(struct record_faults *finder, struct facts *facts,
                       const struct header *header, const struct record *record,
                       const struct diag *first, unsigned most, struct faults *faults);

#endif
