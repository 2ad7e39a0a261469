/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the rows of a deadline table have to do with each other: which are of one
 * deadline, whether one would hide another, and whose dates others move on.
 */
#ifndef VIERPHASEN_DEADLINE_ROWS_H
#define VIERPHASEN_DEADLINE_ROWS_H

#include "base/diag.h"
#include "base/mem.h"
#include "rules/deadlines.h"

/*
 * Joins the rows of each deadline to a list, in the order of the table, and sets what
 * of a row follows from others. Adds a fault, in the column `until` of the table, for
 * each row that an open one would hide.
 */
void deadline_rows_link(struct deadlines *deadlines, int until, struct arena *arena,
                        struct faults *faults);

#endif
