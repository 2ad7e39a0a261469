/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Conditions: the tests of a decision table, in the notation of DMN's unary tests
 * (vierphasen-concept(5)). A comma between tests is *or*:
 *
 *     A,B   not(A,B)   < 12   <= $near_months   > 12   >= 12   [6..12]   (6..12]
 *     null   not(null)   not(A,null)   has(CODE)   lacks(CODE)   "Frankfurt (Oder)"
 *     >= as_of-6mo   < category_since   <= school_ends_on+3mo   2026-11-21
 *
 * A test on an unknown value, or against an unknown operand, is false, except `null`.
 * Compiled, a condition on a code is one look-up in a mask, one on a number or date a
 * few comparisons; only an operand that is a column or counts from as_of asks for more.
 */
#ifndef VIERPHASEN_CONDITION_H
#define VIERPHASEN_CONDITION_H

#include <stdbool.h>
#include <stdint.h>

#include "base/mem.h"
#include "base/span.h"
#include "rules/columns.h"
#include "rules/moving.h"
#include "rules/parameters.h"
#include "value/date.h"

struct range {
    int32_t low, high; /* both inclusive */
};

/* An end of a range that is not the same for every person on every day. */
struct bound {
    enum { BOUND_FIXED, BOUND_MOVING, BOUND_COLUMN } kind;
    uint16_t place;            /* in day.bounds, or the column */
    int32_t number;            /* fixed: the bound; column: 1, 0 or -1 is added */
    const struct steps *steps; /* column: behind it; NULL: none */
};

struct reach {
    struct bound low, high; /* both inclusive */
};

struct condition {
    uint16_t column;
    bool if_unknown; /* `null` is among the tests */
    bool if_known;   /* `not(null)` is */
    enum { CONDITION_MASK, CONDITION_LIST, CONDITION_RANGES, CONDITION_REACHES } form;
    uint64_t mask;           /* codes that pass; list: has one of these */
    uint64_t lacks;          /* list: lacks one of these */
    uint16_t range_count;    /* of the ranges or reaches: one of them holds … */
    uint16_t excluded_count; /* … or, if > 0, none of these, which stand behind them */
    union {
        const struct range *ranges;
        const struct reach *reaches;
    };
};

enum { FAULT_BYTES = 512 };

/* What a condition's compiler needs to know, and what it says. */
struct condition_context {
    struct columns *columns; /* codes that only rules name are added to open columns */
    int stage;               /* of the table: later columns can't be tested */
    const struct parameters *parameters; /* NULL: there are none */
    const struct calendar *calendar;     /* of the concept, to try steps with b */
    int32_t as_of;                       /* the same */
    struct arena *arena;
    unsigned *doubts;         /* takes those about working days that are counted */
    struct moving *moving;    /* takes the bounds that count from as_of */
    uint64_t parameters_used; /* a bit for each that a test names is added */
    char fault[FAULT_BYTES];  /* what is wrong with the test */
};

/*
 * Compiles the tests of one column, which are neither empty nor `-`. False, and a text
 * in context->fault, if something is wrong with them.
 */
bool condition_compile(struct condition *condition, int column, struct span tests,
                       struct condition_context *context);

/* Says what is wrong with a test, and returns false. */
bool condition_fault(struct condition_context *context, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Of a CONDITION_REACHES, for a known value. */
bool condition_reaches(const struct condition *condition, int32_t number,
                       const struct value *values, const struct day *day);

/* The number that a column with steps behind it gives, or DATE_NONE. */
int32_t bound_of_column(const struct bound *bound, const struct value *values,
                        const struct day *day);

/* One end of a reach for this person on this day; DATE_NONE: it is unknown. */
static inline int32_t bound_get(const struct bound *bound, const struct value *values,
                                const struct day *day)
{
    if (bound->kind == BOUND_COLUMN)
        return bound_of_column(bound, values, day);
    return bound->kind == BOUND_FIXED ? bound->number : day->bounds[bound->place];
}

/* How many reaches a condition has. */
static inline unsigned condition_reach_count(const struct condition *condition)
{
    return condition->form == CONDITION_REACHES
               ? condition->range_count + condition->excluded_count
               : 0;
}

/* Whether one of its ends counts from as_of. */
static inline bool condition_moves(const struct condition *condition)
{
    for (unsigned i = 0; i < condition_reach_count(condition); i++)
        if (condition->reaches[i].low.kind == BOUND_MOVING ||
            condition->reaches[i].high.kind == BOUND_MOVING)
            return true;
    return false;
}

static inline bool condition_holds(const struct condition *condition,
                                   const struct value *values, const struct day *day)
{
    const struct value *value = &values[condition->column];

    if (!value->known)
        return condition->if_unknown;
    if (condition->if_known)
        return true;
    if (condition->form == CONDITION_MASK)
        return (condition->mask >> value->number & 1) != 0;
    if (condition->form == CONDITION_LIST)
        return (value->set & condition->mask) != 0 ||
               (~value->set & condition->lacks) != 0;
    if (condition->form == CONDITION_REACHES)
        return condition_reaches(condition, value->number, values, day);
    for (unsigned i = 0; i < condition->range_count; i++)
        if (value->number >= condition->ranges[i].low &&
            value->number <= condition->ranges[i].high)
            return true;
    for (unsigned i = 0; i < condition->excluded_count; i++) {
        const struct range *range = &condition->ranges[condition->range_count + i];
        if (value->number >= range->low && value->number <= range->high)
            return false;
    }
    return condition->excluded_count > 0;
}

#endif
