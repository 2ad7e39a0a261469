/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What case-import says at the end of a run of dates that nobody means. --quiet
 * silences it.
 */
#ifndef VIERPHASEN_IMPORT_DATES_H
#define VIERPHASEN_IMPORT_DATES_H

struct conversion;
struct filter;

/* How many dates of an export can't be meant, a note for each column. */
void import_dates_note(const struct filter *filter,
                       const struct conversion *conversion);

#endif
