/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whether the first due days of a person can be counted in doubtful working days at
 * all, asked once a person instead of once a row.
 *
 * Steps lead from a later day to no earlier one. So between two days from which they
 * lead through checked years there is no other day; and where the term of a not_before
 * leads to a day before all checked years, that of an earlier day does so too, and
 * binds no row. What was found of some persons' dates answers for most others.
 */
#ifndef VIERPHASEN_CERTAINTY_H
#define VIERPHASEN_CERTAINTY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rules/concept.h"

struct facts;

/* Steps from the date of a column that a first due day may hang on. */
struct certain_steps {
    int column;
    bool is_bound; /* of not_before: else they must lead into the checked years */
    const struct steps *steps;
};

/* The dates, in one calendar, of which it is known that there is no doubt. */
struct certain_dates {
    int32_t first, last; /* lead through checked years; first > last: none is known */
    int32_t below;       /* this one and those before bind nothing */
};

struct certainty {
    const struct concept *concept;
    unsigned count;
    size_t room;
    struct certain_steps *list;   /* each once */
    struct certain_dates **known; /* [calendars][count]; NULL: not asked yet */
};

/*
 * About the rows that the audit judges and that count working days in their offset or
 * not_before, and nowhere else. The concept must outlive it.
 */
struct certainty *certainty_new(const struct concept *concept);
void certainty_free(struct certainty *certainty); /* NULL is none */

/*
 * Whether the due days of all these rows, those that are counted from a `done` date
 * with them, are without doubt for a person, in the calendar of the office. False: they
 * may have some.
 */
bool certainty_has(struct certainty *certainty, const struct facts *facts);

#endif
