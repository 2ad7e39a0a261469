/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whether there is a person in a box and in none of others. What can't be (the boxes of
 * model->never, comparisons, counts of needs) is taken away as well. The answer is
 * exact: boxes are subtracted from the space until nobody is left, or somebody is
 * found; it is no sample.
 */
#ifndef VIERPHASEN_QUESTION_H
#define VIERPHASEN_QUESTION_H

#include <stdbool.h>
#include <stdint.h>

#include "proof/model.h"

enum answer {
    ANSWER_NOBODY,
    ANSWER_SOMEBODY,
    ANSWER_UNDECIDED /* not within the steps that are allowed */
};

struct question {
    struct model *model;
    enum view view;  /* VIEW_RULES: held columns know no day to come */
    bool is_refused; /* persons whom a check refuses count, too */
    struct box given;
    unsigned never_count;
    const struct boxes *const *never; /* who is in one of these is not meant */
};

/*
 * ANSWER_SOMEBODY fills `found`, a region of the model: each point of it is such a
 * person, as far as comparisons and counts of needs let it be one.
 */
enum answer question_ask(const struct question *question, uint64_t *found);

/* The same of a person who is in one of these boxes, too. */
enum answer question_ask_any(const struct question *question, const struct boxes *boxes,
                             uint64_t *found);

#endif
