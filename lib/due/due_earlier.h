/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The due list of an earlier night, of which a calendar says what is gone: its rows as
 * entries, one behind the other, in whatever dialect it was written.
 */
#ifndef VIERPHASEN_DUE_EARLIER_H
#define VIERPHASEN_DUE_EARLIER_H

#include <stdbool.h>

#include "base/span.h"
#include "due/due_calendar.h"

struct concept;
struct diag;
struct due_earlier;
struct reader_options;

/*
 * Opens a list and reads its header. `split`: the column by which calendars are told
 * apart, which it must have (ptr NULL: there is one calendar). NULL and a diag if it is
 * no list, or isn't whole.
 */
struct due_earlier *due_earlier_open(const char *path,
                                     const struct reader_options *reading,
                                     const struct concept *concept, struct span split,
                                     struct diag *diag);

struct due_earlier_row {
    struct due_entry entry;
    struct span value; /* of the column that splits; empty if none does */
    bool was_overdue;
};

enum due_earlier_status { DUE_EARLIER_ROW, DUE_EARLIER_END, DUE_EARLIER_FAILED };

/* The next row; what it borrows stays until the next call. Failed: a diag. */
enum due_earlier_status due_earlier_next(struct due_earlier *earlier,
                                         struct due_earlier_row *row,
                                         struct diag *diag);

/* Safe on NULL. */
void due_earlier_close(struct due_earlier *earlier);

#endif
