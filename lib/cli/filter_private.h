/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a filter has that is no tool's business, for the files that make it up:
 * filter.c, opening.c and jobs.c.
 */
#ifndef VIERPHASEN_FILTER_PRIVATE_H
#define VIERPHASEN_FILTER_PRIVATE_H

#include <stdbool.h>

#include "base/diag.h"
#include "cli/filled.h"
#include "cli/filter.h"
#include "cli/labelling.h"
#include "cli/refusals.h"
#include "cli/side_files.h"
#include "stream/added.h"

struct job;
struct reader;

struct filter_private {
    struct side_files files;
    struct faults faults; /* of the concept */
    struct filled filled;
    struct labelling labelling;
    struct reader *reader;
    struct job *job; /* NULL: this is no process of --jobs, or the one that has them */
    struct added added;
    struct refusals refusals;
    unsigned noted_doubts;
    bool has_refused; /* a record, or a row of a second file */
    bool is_kept;     /* what was written */
};

/*
 * The records of the reader up to READER_END. FILTER_OK: all of them; FILTER_REFUSED:
 * stopped at a refused one.
 */
enum filter_status filter_run(struct filter *filter);

#endif
