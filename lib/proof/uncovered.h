/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which persons no row of a table covers, as few boxes as possible: each is as large as
 * it can be, over the axes that the rows test, where it doesn't matter what else lies
 * in it and can't be such a person. What of a side is there for that reason alone is
 * left out again.
 */
#ifndef VIERPHASEN_UNCOVERED_H
#define VIERPHASEN_UNCOVERED_H

#include <stdbool.h>
#include <stdint.h>

#include "proof/question.h"

/* A zeroed struct with its parts set; uncovered_free ends it. */
struct uncovered {
    struct model *model;
    enum view view;
    unsigned cover_count;
    const struct boxes *const *covers; /* where the rows hold */
    const struct boxes *aside; /* persons that nobody asks about; NULL: everybody is */

    unsigned axis_count;
    unsigned *axes;     /* that the covers test */
    struct boxes found; /* so far, at their largest */
};

/*
 * The next box, whose sides live in the model, and somebody in it (a region).
 * ANSWER_NOBODY: that were all.
 */
enum answer uncovered_next(struct uncovered *it, struct box *box, uint64_t *person);

void uncovered_free(struct uncovered *it);

#endif
