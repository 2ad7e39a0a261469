/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A test on numbers or dates as it is written: `<= 12`, `[6..12]`, `>= as_of-6mo`, `<
 * category_since`. condition.c makes of it what is asked for each record.
 */
#ifndef VIERPHASEN_INTERVAL_H
#define VIERPHASEN_INTERVAL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/span.h"
#include "rules/steps.h"

struct column;
struct condition_context;

/* An end of a range as it is written. */
struct operand {
    enum { OPERAND_FIXED, OPERAND_DAY, OPERAND_COLUMN } kind;
    int32_t number; /* fixed: a day or a number, without the shift */
    int column;
    struct steps steps; /* behind as_of or a column */
    int32_t shift;      /* 1, -1: the bound itself does not pass */
};

struct interval {
    struct operand low, high;
};

/* The ends of an interval that is open to one side. */
#define INTERVAL_LEAST (INT32_MIN + 1)
#define INTERVAL_MOST (INT32_MAX - 1)

/* Whether both ends are the same for everybody on every day. */
static inline bool interval_is_fixed(const struct interval *interval)
{
    return interval->low.kind == OPERAND_FIXED && interval->high.kind == OPERAND_FIXED;
}

/*
 * Reads one test on a column of numbers or dates. False, and what is wrong in
 * context->fault.
 */
bool interval_read(struct interval *interval, const struct column *column,
                   struct span test, struct condition_context *context);

#endif
