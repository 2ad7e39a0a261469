/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What an example expects, one part of its cell `expected`; the forms are those of
 * vierphasen-concept(5). Pure text: whether the names in it exist is another question.
 */
#ifndef VIERPHASEN_EXPECTATION_H
#define VIERPHASEN_EXPECTATION_H

#include <stdbool.h>

#include "base/span.h"

enum expectation_kind {
    EXPECT_VALUE,           /* COLUMN=VALUE */
    EXPECT_DUE,             /* due DEADLINE=DATE [STATUS] */
    EXPECT_WORK,            /* work DEADLINE=DATE [STATUS] */
    EXPECT_UNTIL,           /* until DEADLINE=DATE [STATUS]; no DATE: `open` */
    EXPECT_NOTHING_DUE,     /* due none */
    EXPECT_NOTHING_OVERDUE, /* overdue=none */
    EXPECT_AUDIT,           /* audit DEADLINE=STATE */
    EXPECT_CHECK,           /* check NAME */
    EXPECT_NO_CHECK,        /* no check NAME */
    EXPECT_STRATEGY,        /* strategies has(CODE) */
    EXPECT_NO_STRATEGY,     /* strategies lacks(CODE) */
    EXPECT_REFUSED          /* refused COLUMN */
};

struct expectation {
    enum expectation_kind kind;
    struct span text; /* all of it */
    struct span name; /* COLUMN, DEADLINE, NAME or CODE */
    struct span value;
    struct span status; /* of a deadline; empty: any */
};

/*
 * Cuts off the part of a cell before the next `;` that stands in no double quotes,
 * without spaces at its ends. ptr NULL of *rest: that was the last one.
 */
struct span expectation_cut(struct span *rest);

/* Without the double quotes around a text that holds a `;`. */
struct span expectation_unquote(struct span text);

/* Takes a part to pieces. False: it has none of the forms. */
bool expectation_read(struct span text, struct expectation *expectation);

#endif
