/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which open obligations a due list shows: by a window of time, by name
 * and by kind.
 */
#ifndef VIERPHASEN_SELECTION_H
#define VIERPHASEN_SELECTION_H

#include <stdbool.h>
#include <stdint.h>

#include "base/span.h"
#include "person/obligation.h"

enum selection_window {
    WINDOW_NOW,     /* due and overdue */
    WINDOW_WITHIN,  /* … and what comes due up to last_begin */
    WINDOW_ALL,     /* every open obligation */
    WINDOW_OVERDUE, /* only what is overdue */
    WINDOW_NEXT     /* only the earliest of each person */
};

struct selection {
    enum selection_window window;
    int32_t as_of;
    int32_t last_begin;           /* WINDOW_WITHIN: windows that begin up to this day */
    bool is_named[DEADLINE_MOST]; /* of deadlines_choose */
    bool is_kind[DEADLINE_KINDS];
};

/* Sets last_begin to as_of and a time behind it: `14d`, `2w`, `1mo`. False: malformed.
 */
bool selection_within(struct selection *selection, struct span time);

/*
 * Lists only what is of these kinds, names between commas; all if kinds.ptr is null.
 * False: one of them is no kind.
 */
bool selection_kinds(struct selection *selection, struct span kinds);

/*
 * Leaves the obligations of one person that are listed, in their order; returns their
 * count.
 */
unsigned selection_select(const struct selection *selection,
                          struct obligation *obligations, unsigned count);

#endif
