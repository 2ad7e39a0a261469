/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The counts of a forecast as partial figures (person/partial.h): what is counted in
 * one shard of a caseload, written and added up. A row is a week of a group, from 1, or
 * of the staff a group with its persons on the first day and on the last.
 *
 * Where talks are moved, what is counted of a person hangs on those who came before in
 * the same group: then a group must lie in one shard, and one that is in two partials
 * is refused.
 */
#ifndef VIERPHASEN_FORECAST_PARTIAL_H
#define VIERPHASEN_FORECAST_PARTIAL_H

#include <stdbool.h>

#include "base/buffer.h"
#include "base/groups.h"
#include "forecast/staff.h"
#include "forecast/weeks.h"

struct diag;
struct partial;
struct partial_form;
struct record;
struct writer;

/* What is counted. A zeroed struct with weeks, and with staff if it is that. */
struct forecast_counts {
    struct weeks *weeks;
    struct staff *staff;  /* NULL: weeks are counted */
    struct groups owners; /* whose partial a group is, where talks are moved */
};

void forecast_counts_free(struct forecast_counts *counts);

/* Sets the options, whose text is put into `options`, the keys and the counts. */
void forecast_partial_form(const struct forecast_counts *counts,
                           struct partial_form *form, struct buffer *options);

/* Writes all that was counted. */
void forecast_partial_write(struct forecast_counts *counts, struct partial *partial,
                            struct writer *writer);

/* Adds a row to the counts. False and a diag, with the place. */
bool forecast_partial_add(struct forecast_counts *counts, struct partial *partial,
                          const struct record *record, struct diag *diag);

#endif
