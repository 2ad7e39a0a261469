/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The examples of a rule, the rules of an example and why it fails, each found without
 * a look at all of them: a page of a concept asks for those of each row.
 */
#ifndef VIERPHASEN_EXAMPLE_LINKS_H
#define VIERPHASEN_EXAMPLE_LINKS_H

#include "proof/examples.h"

/* Of a proof whose examples have run; borrowed, with lists in its arena. */
struct example_links {
    const struct cover_pair *by_example, *by_rule; /* all pairs, in either order */
    size_t pair_count;
    const struct proof_finding **failures; /* in the order of the examples */
    size_t *failures_of; /* [rows of the examples + 1]: those in front of the row's */
};

void example_links_begin(struct example_links *links, struct proof *proof);

/* The pairs of a rule in the order of the examples, or of an example. */
const struct cover_pair *example_links_of_rule(const struct example_links *links,
                                               unsigned table, unsigned row,
                                               size_t *count);
const struct cover_pair *example_links_of_example(const struct example_links *links,
                                                  unsigned example, size_t *count);

#endif
