/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Conditions: the cells of a decision table, in the notation of DMN's unary tests
 * (vierphasen-concept(5)). A comma between tests is *or*:
 *
 *     A,B   not(A,B)   < 12   <= 12   > 12   >= 12   [6..12]   (6..12]   null not(null)
 *     has(CODE)   lacks(CODE)   >= as_of-6mo   2026-11-21
 *
 * A test on an unknown value is false, except `null`. Compiled, a condition on a code
 * is one look-up in a mask, one on a number or date a few comparisons.
 */
#ifndef VIERPHASEN_CONDITION_H
#define VIERPHASEN_CONDITION_H

#include <stdbool.h>
#include <stdint.h>

#include "base/mem.h"
#include "base/span.h"
#include "rules/calendar.h"
#include "rules/columns.h"
#include "rules/moving.h"

struct range {
    int32_t low, high; /* both inclusive */
};

struct condition {
    uint16_t column;
    bool if_unknown; /* `null` is among the tests */
    bool if_known;   /* `not(null)` is */
    enum { CONDITION_MASK, CONDITION_LIST, CONDITION_RANGES } form;
    uint64_t mask;           /* codes that pass; list: has one of these */
    uint64_t lacks;          /* list: lacks one of these */
    uint16_t range_count;    /* of the ranges: one of them holds … */
    uint16_t excluded_count; /* … or, if > 0, none of these, which stand behind them */
    const struct range *ranges;
};

/* What a condition's compiler needs to know. */
struct condition_context {
    struct columns *columns; /* codes that only rules name are added to open columns */
    enum column_stage stage; /* of the table: later columns can't be tested */
    const struct calendar *calendar;
    int32_t as_of;
    struct arena *arena;
    bool *unchecked; /* set if working days were counted outside the checked years */
    struct moving *moving; /* takes the tests that count from as_of; NULL: nobody */
};

/*
 * Compiles a cell that is neither empty nor `-`. NULL, or a static text that says what
 * is wrong with it.
 */
const char *condition_compile(struct condition *condition, int column, struct span cell,
                              const struct condition_context *context);

static inline bool condition_holds(const struct condition *condition,
                                   const struct value *values)
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
