/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What becomes of a column that people fill and rules may propose: the value that
 * stands and how it came about. Software proposes, people decide: a human value always
 * stands.
 */
#ifndef VIERPHASEN_JUDGED_H
#define VIERPHASEN_JUDGED_H

#include "base/span.h"
#include "person/facts.h"

struct judged {
    struct span value;
    /*
     * `confirmed`: human, and the rule hit says the same · `kept`: human, and another
     * rule or none is hit · `proposed`: from the rule hit · `underivable`: empty, no
     * rule hit · empty: the table was not asked
     */
    struct span status;
    struct span rule; /* the row hit, whatever the status */
};

struct judged judged_of(const struct judgement *judgement);

#endif
