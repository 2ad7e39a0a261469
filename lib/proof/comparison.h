/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Holds what an example expects against what the tools made of it, and says which rules
 * it proves: those that gave an expected value.
 */
#ifndef VIERPHASEN_COMPARISON_H
#define VIERPHASEN_COMPARISON_H

#include <stdbool.h>

#include "base/buffer.h"
#include "base/diag.h"
#include "proof/cover.h"
#include "proof/expectation.h"
#include "proof/outcome.h"

/* All that one example expects. */
struct comparison {
    const struct outcome *outcome;
    const struct expectation *all;
    unsigned count;
    struct cover *cover; /* takes the rules that it proves */
};

/*
 * Whether the concept has what the expectation names, and a date where one is expected;
 * else a diag without its place.
 */
bool comparison_knows(const struct concept *concept,
                      const struct expectation *expectation, struct diag *diag);

/* Whether the expectation holds. False: `found` is what there is instead. */
bool comparison_holds(const struct comparison *comparison,
                      const struct expectation *expectation, struct buffer *found);

#endif
