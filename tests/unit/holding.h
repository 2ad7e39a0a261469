/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * For tests of what comes next of a deadline once it is met.
 */
#ifndef VIERPHASEN_TEST_HOLDING_H
#define VIERPHASEN_TEST_HOLDING_H

#include "rules.h"

#include "person/obligation.h"

/* What comes next of a deadline under the rows that hold today. */
static inline bool next_after(const struct facts *facts, unsigned deadline,
                              const struct meeting *meeting, struct obligation *next,
                              struct deadline_notes *notes)
{
    static struct held_row rows[128];
    struct holding holding = {.rows = rows};

    assert_true(facts->concept->deadlines.table.count <= 128);
    holding_find(&holding, facts);
    return holding_next(&holding, deadline, meeting, next, notes);
}

#endif
