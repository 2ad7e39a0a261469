/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The counts of an audit as partial figures (person/partial.h): what is counted in one
 * shard of a caseload, written and added up. A row is one figure of a group:
 *
 *     all              what adds up to the group
 *     kept, late, …    a part of it, by the names of the view
 *     unseen           of all: that it was kept would not be seen
 *     days             for how many there is a number of days
 *     day              how many have the number that stands in `days`
 */
#ifndef VIERPHASEN_AUDIT_PARTIAL_H
#define VIERPHASEN_AUDIT_PARTIAL_H

#include <stdbool.h>

#include "audit/audit_options.h"
#include "audit/tally.h"
#include "base/buffer.h"

struct partial;
struct partial_form;
struct record;
struct writer;

/* Sets the options, whose text is put into `options`, the keys and the counts. */
void audit_partial_form(const struct audit_options *plan, struct partial_form *form,
                        struct buffer *options);

/* Writes all that was counted. */
void audit_partial_write(enum findings_view view, struct partial *partial,
                         struct tally *tally, struct writer *writer);

/* Adds a row to the counts. False and a diag, with the place. */
bool audit_partial_add(enum findings_view view, struct partial *partial,
                       struct tally *tally, const struct record *record,
                       struct diag *diag);

/*
 * After the last row: whether the counts of each group add up, as those do that were
 * counted. False and a diag without a place.
 */
bool audit_partial_check(enum findings_view view, const struct tally *tally,
                         struct diag *diag);

#endif
