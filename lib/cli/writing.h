/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The writer of a filter's records: made in the format that is asked for, told what
 * columns hold, and closed with a word on what the reader of that format will see.
 */
#ifndef VIERPHASEN_WRITING_H
#define VIERPHASEN_WRITING_H

#include <stdbool.h>

#include "stream/dialect.h"

struct filter;
struct record;

/* Makes the writer of filter->output. False and the filter's diag on failure. */
bool writing_open(struct filter *filter, struct dialect dialect);

/* Whether all of a record, or of the header, could be written; else the filter's diag
 * says its place. */
bool writing_check(struct filter *filter, const struct record *record);
bool writing_check_header(struct filter *filter);

/*
 * All is in the output, but for what a run that `stopped` at a refused record must not
 * leave. False and the filter's diag on failure.
 */
bool writing_close(struct filter *filter, bool stopped);

#endif
