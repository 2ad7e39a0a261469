/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What case-import says on stderr at the end of a run. --quiet silences it.
 */
#ifndef VIERPHASEN_IMPORT_NOTES_H
#define VIERPHASEN_IMPORT_NOTES_H

struct conversion;
struct filter;

/* How many dates of an export can't be meant, a note for each column. */
void import_note_dates(const struct filter *filter,
                       const struct conversion *conversion);

#endif
