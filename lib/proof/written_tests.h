/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The tests of one cell, taken apart for those who write them down in another way: in
 * words, or in FEEL. What is asked for each record is another form (condition.h).
 */
#ifndef VIERPHASEN_WRITTEN_TESTS_H
#define VIERPHASEN_WRITTEN_TESTS_H

#include <stdbool.h>

#include "base/mem.h"
#include "base/span.h"
#include "rules/concept.h"
#include "rules/interval.h"

enum written_kind {
    WRITTEN_NULL,  /* null */
    WRITTEN_KNOWN, /* not(null) */
    WRITTEN_CODE,  /* A */
    WRITTEN_HAS,   /* has(A) */
    WRITTEN_LACKS, /* lacks(A) */
    WRITTEN_RANGE  /* on numbers and dates */
};

struct written_test {
    enum written_kind kind;
    bool is_excluded; /* it stands in not(…) */
    struct span code; /* without its quotes */
    struct interval range;
};

/* One of them holds, or none of the excluded ones if there are any. */
struct written_tests {
    unsigned count;
    const struct written_test *list; /* in the order of the cell */
};

/*
 * Takes a text of tests on a column apart; it was compiled with the concept already
 * (rule->texts). Everything lives in the arena.
 */
void written_tests_read(struct concept *concept, int column, struct span text,
                        struct arena *arena, struct written_tests *tests);

/* Whether a test of this kind, excluded or not, is among them. */
bool written_tests_have(const struct written_tests *tests, enum written_kind kind,
                        bool is_excluded);

/* Whether an end of a range is open. */
static inline bool written_is_open(const struct operand *operand)
{
    return operand->kind == OPERAND_FIXED &&
           (operand->number == INTERVAL_LEAST || operand->number == INTERVAL_MOST);
}

/* Whether a range is one value: both ends are the same, and pass. */
bool written_is_value(const struct interval *range);

#endif
