/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How the days of a deadline's row are worked out for a person: what obligation.h is
 * made of, and of no use elsewhere. Days are DATE_NONE where there is none.
 */
#ifndef VIERPHASEN_RECKONING_H
#define VIERPHASEN_RECKONING_H

#include <stdbool.h>
#include <stdint.h>

#include "person/obligation.h"
#include "value/date.h"

/* A person whose rows are being worked out. */
struct reckoning {
    const struct facts *facts;
    struct deadline_notes *notes;
    int32_t began_on; /* the case; DATE_NONE: unknown */
    struct obligation_trace
        *trace; /* takes what reckoning_open did; NULL: nobody asks */
};

/* The dates of some columns that count: the first and the last; DATE_NONE: none. */
struct reckoned_dates {
    int32_t first, last;
};

struct reckoning reckoning_of(const struct facts *facts, struct deadline_notes *notes);

static inline int32_t reckoning_later(int32_t a, int32_t b)
{
    return a > b ? a : b;
}

/* Of a row whose anchor is known. */
static inline int32_t reckoning_anchor(const struct reckoning *view,
                                       const struct deadline_rule *rule)
{
    return view->facts->values[rule->anchor].number;
}

/* Where steps lead; DATE_NONE outside the days that a calendar knows. */
int32_t reckoning_step(const struct reckoning *view, const struct steps *steps,
                       int32_t day);

/* The date of a term, or DATE_NONE if its column is unknown. */
int32_t reckoning_term(const struct reckoning *view, const struct date_term *term);

/* The first day on which a row can be met; DATE_NONE, before all days: any day counts.
 */
int32_t reckoning_since(const struct reckoning *view, const struct deadline_rule *rule);

struct reckoned_dates reckoning_some_dates(const struct reckoning *view,
                                           const struct deadline_rule *rule,
                                           const struct date_columns *columns);

/* The same of columns of which there may be none. */
static inline struct reckoned_dates reckoning_dates(const struct reckoning *view,
                                                    const struct deadline_rule *rule,
                                                    const struct date_columns *columns)
{
    return columns->count > 0 ? reckoning_some_dates(view, rule, columns)
                              : (struct reckoned_dates){DATE_NONE, DATE_NONE};
}

/*
 * The due_on of a row whose steps lead to `day`: not before its earliest day, nor
 * before the case began.
 */
int32_t reckoning_bind(const struct reckoning *view, const struct deadline_rule *rule,
                       int32_t day, bool *is_fenced);

/* The occurrence of a reminder on or after `least`. */
int32_t reckoning_occurrence(const struct reckoning *view,
                             const struct deadline_rule *rule, int32_t start,
                             int32_t least);

/* The first due_on, met or not, if the anchor were anchor_on. */
int32_t reckoning_first(const struct reckoning *view, const struct deadline_rule *rule,
                        int32_t anchor_on, bool *is_fenced);

/* Whether the input has none of the columns that could meet a row that has some. */
bool reckoning_is_unrecorded(const struct facts *facts,
                             const struct deadline_rule *rule);

/* `unrecorded skip`, and so it is. */
static inline bool reckoning_leaves_out(const struct facts *facts,
                                        const struct deadline_rule *rule)
{
    return rule->skips_unrecorded && reckoning_is_unrecorded(facts, rule);
}

/* Whether a row can be the person's, besides its tests. */
static inline bool reckoning_has_anchor(const struct facts *facts,
                                        const struct deadline_rule *rule)
{
    return facts->values[rule->anchor].known && !reckoning_leaves_out(facts, rule);
}

/* The day on which a row that applies is due; DATE_NONE: it is met, or never due. */
int32_t reckoning_open(const struct reckoning *view, const struct deadline_rule *rule);

/* The day that it rolls to, or the day itself where no calendar reaches. */
int32_t reckoning_roll(const struct reckoning *view, int32_t day,
                       enum calendar_roll way);

/* Works out the days that hang on due_on. */
void reckoning_complete(const struct reckoning *view, struct obligation *obligation);

#endif
