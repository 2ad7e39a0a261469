/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What became of the obligations of a person, for the audit: concepts says that it
 * judges a row on its due_on.
 */
#ifndef VIERPHASEN_VERDICT_H
#define VIERPHASEN_VERDICT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "person/obligation.h"
#include "person/reckoning.h"
#include "rules/deadlines.h"

enum verdict {
    VERDICT_KEPT,   /* met on or before until_on; `open`: on any day */
    VERDICT_LATE,   /* met after it */
    VERDICT_MISSED, /* until_on is past */
    VERDICT_OPEN,
    VERDICT_CLOSED /* `closed_by` ended it */
};

struct judged_obligation {
    struct obligation obligation;
    enum verdict verdict;
    int32_t met_on; /* or the day that closed it; DATE_NONE */
};

/*
 * Whether the stream shows each obligation by this row that was met, and whether it was
 * in time. Of what repeats it shows the last date, and not which one met the row.
 */
bool verdict_is_recorded(const struct facts *facts, const struct deadline_rule *row);

/*
 * The obligations of one row of the table as the audit judges them: none if the row
 * isn't judged or its tests don't hold on its due_on (as_of in `when` is that day);
 * with `repeat` the first one and, where it was met, the one from the latest date.
 * `found` has room for two; returns their count.
 */
unsigned obligations_judge(struct facts *facts, const struct deadline_rule *row,
                           struct judged_obligation *found,
                           struct deadline_notes *notes);

/* Which obligations somebody asks for. */
struct verdicts_wanted {
    const bool *is_named; /* [DEADLINE_MOST]: those of these deadlines */
    bool recorded;        /* only of rows that verdict_is_recorded tells */
    int32_t from, until;  /* those that are due on other days may be left out */
};

/* Goes through the obligations of all rows, in the order of the table. */
struct verdicts {
    struct facts *facts;
    const struct verdicts_wanted *wanted; /* NULL: all */

    struct reckoning view;
    bool is_certain;       /* first due days are without doubt (certainty.h) */
    unsigned word;         /* of 64 rows, behind the present one */
    uint64_t left, picked; /* its rows that are still to come; those that may hold */
    unsigned count, taken;
    struct judged_obligation found[2]; /* of the present row */
};

struct verdicts verdicts_begin(struct facts *facts,
                               const struct verdicts_wanted *wanted,
                               struct deadline_notes *notes);

/* The next one, until the next call; NULL: there is none. */
const struct judged_obligation *verdicts_next(struct verdicts *it);

#endif
