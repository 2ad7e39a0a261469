/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which open obligations a due list shows: by a window of time, by name, by kind and by
 * who has to act.
 */
#ifndef VIERPHASEN_SELECTION_H
#define VIERPHASEN_SELECTION_H

#include <stdbool.h>
#include <stdint.h>

#include "base/diag.h"
#include "base/span.h"
#include "rules/deadlines.h"

struct obligation;

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
    bool is_actor[ACTOR_MOST];
};

/* Sets last_begin to as_of and a time behind it: `14d`, `2w`, `1mo`. False: malformed.
 */
bool selection_within(struct selection *selection, struct span time);

/*
 * Lists only what is of these kinds, or what these have to do, names between commas;
 * all if ptr is null. False and a diag for a name that is none.
 */
bool selection_kinds(struct selection *selection, struct span kinds, struct diag *diag);
bool selection_actors(struct selection *selection, const struct deadlines *deadlines,
                      struct span actors, struct diag *diag);

/* Whether obligations of this row may be listed at all. */
static inline bool selection_has(const struct selection *selection,
                                 const struct deadline_rule *rule)
{
    return selection->is_named[rule->deadline] && selection->is_kind[rule->kind] &&
           selection->is_actor[rule->actor];
}

/*
 * Leaves the obligations of one person that are listed, in their order; returns their
 * count.
 */
unsigned selection_select(const struct selection *selection,
                          struct obligation *obligations, unsigned count);

#endif
