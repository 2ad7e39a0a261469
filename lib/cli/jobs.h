/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * --jobs: a filter's records by several processes. This one reads the files, cuts them
 * into blocks at record ends, gives each block to the next process in turn (job.h), and
 * takes back what they make of them in the same order: so the output, the messages, the
 * reject file, the counts and the status are those of one process.
 *
 * A tool knows nothing of it, but for what it adds up over records (struct tool).
 */
#ifndef VIERPHASEN_JOBS_H
#define VIERPHASEN_JOBS_H

#include "cli/filter.h"

/*
 * All records of filter->own->reader, by filter->options.jobs processes; a file that is
 * no longer than a block by this one. As of filter_run.
 */
enum filter_status jobs_run(struct filter *filter);

#endif
