/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * --partial and --merge: a tool that counts writes its counts as partial figures, or
 * reads such instead of cases and adds them up (person/partial.h). What both tools that
 * have these options do alike is here; the tool itself writes and adds its counts.
 */
#ifndef VIERPHASEN_PARTIAL_RUN_H
#define VIERPHASEN_PARTIAL_RUN_H

#include <stdbool.h>

#include "base/buffer.h"
#include "cli/filter.h"
#include "person/partial.h"

struct partial_run {
    bool writes, reads; /* as the options say */
    struct partial_form form;
    struct buffer options;   /* of the form */
    struct partial *partial; /* NULL: neither is asked for */
    struct facts *facts;     /* of a run that reads no cases: no one binds them */
};

/*
 * In prepare, with `writes`, `reads` and what the form has of the tool. A run that
 * reads partials takes the filter's facts away and needs every row. False and a diag.
 */
bool partial_run_prepare(struct partial_run *run, struct filter *filter);

/* In start: binds the columns that are read, and names those that are written, which
 * are its own if it writes. False and a diag. */
bool partial_run_start(struct partial_run *run, struct filter *filter);

/* In complete: whether all was read, and what there is to say about what is written. */
bool partial_run_complete(const struct partial_run *run, struct filter *filter);

void partial_run_free(struct partial_run *run);

#endif
