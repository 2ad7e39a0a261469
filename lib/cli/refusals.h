/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The messages of refused records. On a terminal those that say the same of the same
 * column are told once, and at the end how many more there were: a column with a wrong
 * form in each record would else hide every other fault.
 */
#ifndef VIERPHASEN_REFUSALS_H
#define VIERPHASEN_REFUSALS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/dict.h"

struct diag;

/* A zeroed struct tells every message. */
struct refusals {
    bool groups;
    struct dict texts;        /* what was told: file, column and text */
    unsigned long long *more; /* of each, how often it was not told again */
    size_t room;
};

/*
 * Tells the faults of a record on stderr, or counts them if they were told: the first,
 * and `count` others, which stand at its place.
 */
void refusals_tell(struct refusals *refusals, const char *tool,
                   const struct diag *first, struct diag *others, unsigned count);

/* Tells what was counted, in the order in which it came up, and frees all. */
void refusals_end(struct refusals *refusals, const char *tool);

#endif
