/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One day for all that is due in a household: the last day that lies in the windows of
 * all items of a household in which two or more persons have some. Windows begin and
 * end on working days, so what they share does too, and no calendar is needed.
 *
 * A sort (sorter.h) brings the items of a household together; memory grows with those
 * of the largest one.
 *
 * The functions are called in the order in which they stand here.
 */
#ifndef VIERPHASEN_HOUSEHOLD_DAYS_H
#define VIERPHASEN_HOUSEHOLD_DAYS_H

#include <stdbool.h>

#include "base/span.h"

struct diag;
struct due_row;
struct header;
struct household_days;
struct record;
struct writer;

/*
 * For a list of followup-due --window with this header, or for rows that are made from
 * cases; header or row stay with the caller. `lists_items`: it is the items that are
 * written. NULL and a diag (without a place) on failure, or if a column is missing.
 */
struct household_days *household_days_open_list(const struct header *header,
                                                bool lists_items, struct diag *diag);
struct household_days *household_days_open_rows(const struct due_row *row,
                                                bool lists_items, struct diag *diag);

/*
 * Before the first item: each file is a shard of its own, and a household may have
 * items in one only.
 */
void household_days_expect_shards(struct household_days *days);

/* The columns that are written. */
unsigned household_days_count(const struct household_days *days);
struct span household_days_column(const struct household_days *days, unsigned column);

/*
 * Whether an item of a list can be taken: false and a diag, without the place, if its
 * window is faulty.
 */
bool household_days_check(const struct household_days *days, const struct record *item,
                          struct diag *diag);

/*
 * Takes an item of a list; or the row, filled, of an obligation of the person whose
 * record it is. False and a diag on failure.
 */
bool household_days_add(struct household_days *days, const struct record *item,
                        struct diag *diag);
bool household_days_add_row(struct household_days *days, const struct due_row *row,
                            const struct record *record, struct diag *diag);

/*
 * After the last item: writes a row for each household, or its items with the day, in
 * the order of the households' bytes. False and a diag on failure, also if a household
 * has items in two shards.
 */
bool household_days_write(struct household_days *days, struct writer *writer,
                          struct diag *diag);

/* How many items had no household_id. */
unsigned long long household_days_alone(const struct household_days *days);

/* Safe on NULL. */
void household_days_free(struct household_days *days);

#endif
