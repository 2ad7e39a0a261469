/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What case-import says of an export's headers; notes are silenced by --quiet.
 */
#ifndef VIERPHASEN_IMPORT_NOTES_H
#define VIERPHASEN_IMPORT_NOTES_H

struct filter;
struct mapping;

/* For --stats: how many lines were above the headers, if any; `needs: ` or nothing. */
void import_notes_print_above(const struct filter *filter, const char *which,
                              unsigned long long lines);

/*
 * At the end: columns that no concept knows, headers that nothing maps; without a
 * mapping, names that were meant for others.
 */
void import_notes_say_leftovers(const struct filter *filter,
                                const struct mapping *mapping);

/* That nothing shows the header that was taken to be one, if it is so. */
void import_notes_say_guessed(const struct filter *filter);

#endif
