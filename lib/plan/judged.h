/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What becomes of a column that people fill and rules may propose: the value that
 * stands and how it came about. Software proposes, people decide: a human value always
 * stands.
 */
#ifndef VIERPHASEN_JUDGED_H
#define VIERPHASEN_JUDGED_H

#include "base/span.h"

struct facts;

struct judged {
    struct span value;
    struct span status; /* `confirmed`, `kept`, `proposed`, `underivable` or `none` */
    struct span rule;   /* the row hit, whatever the status */
};

/* The known value of a column of codes, in the spelling of the concept; else empty. */
struct span judged_value(const struct facts *facts, int column);

/*
 * Of a table of `derive`, by its number in concept->derived; the status is of one of
 * `decided` only.
 */
struct judged judged_of(const struct facts *facts, unsigned number);

#endif
