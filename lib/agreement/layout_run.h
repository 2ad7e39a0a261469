/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The marks between two values, laid out once: where no block is open, what they become
 * depends on the place alone, which is the same in nearly every document.
 */
#ifndef VIERPHASEN_LAYOUT_RUN_H
#define VIERPHASEN_LAYOUT_RUN_H

#include "agreement/layout.h"

struct arena;

/* What some marks became at one place. */
struct layout_run {
    unsigned from; /* the first of the marks: no block was open before it */
    bool is_first; /* nothing stood above them */
    struct layout_place before, after;
    bool has_cells;        /* which begin with the headings: */
    struct span headings;  /* of the table around them, each with a NUL behind it */
    struct span out, line; /* what they added; the block that they began, */
    size_t label;          /* and so many bytes of it that only name what follows */
};

enum { LAYOUT_RUNS = 3 };

/* Of the marks of a part: what the first places gave. A zeroed struct has kept nothing.
 */
struct layout_runs {
    unsigned count;
    struct layout_run *list[LAYOUT_RUNS];
};

/* Lays out all marks of a part. What is kept lies in the arena. */
void layout_run(struct layout *layout, const struct mark *marks, unsigned count,
                struct layout_runs *runs, struct arena *arena);

#endif
