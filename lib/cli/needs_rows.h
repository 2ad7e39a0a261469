/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The rows of the needs file as a filter takes them: loaded before the first person,
 * those of nobody at the end, and what the run says of them.
 */
#ifndef VIERPHASEN_NEEDS_ROWS_H
#define VIERPHASEN_NEEDS_ROWS_H

#include "cli/filter.h"

struct needs_file;

/* Loads all rows; refuses those at fault. */
enum filter_status needs_rows_load(struct filter *filter,
                                   struct needs_file *needs_file);

/*
 * After the last person: refuses the rows of nobody, where they are to be. Says, also
 * with --quiet, how many refused rows don't tell whose they are; and that no row is of
 * a person of the export.
 */
enum filter_status needs_rows_finish(struct filter *filter,
                                     struct needs_file *needs_file);

/* The lines of --stats about the needs file. */
void needs_rows_stats(const struct filter *filter, const struct needs_file *needs_file);

#endif
