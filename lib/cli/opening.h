/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a filter opens before the first record: its concept, its input, its outputs; and
 * the header that it writes.
 */
#ifndef VIERPHASEN_OPENING_H
#define VIERPHASEN_OPENING_H

#include <stdbool.h>

struct filter;

/*
 * In this order. False and the filter's diag, or faults (filter_faults); neither: a row
 * of another file was refused.
 */
bool opening_concept(struct filter *filter);
bool opening_input(struct filter *filter);
bool opening_output(struct filter *filter);

/* Whether the header comes behind the last record, when its columns are known. */
bool opening_is_late(const struct filter *filter);

/*
 * Writes the header of the new stream; opening_output does, unless the tool writes
 * late. False and a diag if it can't be written.
 */
bool opening_header(struct filter *filter);

#endif
