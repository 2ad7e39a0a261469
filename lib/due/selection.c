/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "due/selection.h"

#include "base/names.h"
#include "person/obligation.h"
#include "value/date.h"
#include "value/number.h"

bool selection_within(struct selection *selection, struct span time)
{
    size_t digits = number_digits(time);
    int32_t n = 0;

    if (!number_parse(span_of(time.ptr, digits), NUMBER_MAX, &n))
        return false;
    time = span_after(time, digits);
    if (span_is(time, "d"))
        selection->last_begin = selection->as_of + n;
    else if (span_is(time, "w"))
        selection->last_begin = selection->as_of + 7 * n;
    else if (span_is(time, "mo"))
        selection->last_begin = date_add_months(selection->as_of, n);
    else
        return false;
    return true;
}

bool selection_kinds(struct selection *selection, struct span kinds, struct diag *diag)
{
    struct span names[DEADLINE_KINDS];

    for (unsigned i = 0; i < DEADLINE_KINDS; i++)
        names[i] = span_from(DEADLINE_KIND_NAMES[i]);
    return names_choose(names, DEADLINE_KINDS, kinds, selection->is_kind,
                        "--kind: no kind", diag);
}

bool selection_actors(struct selection *selection, const struct deadlines *deadlines,
                      struct span actors, struct diag *diag)
{
    return names_choose(deadlines->actors, deadlines->actor_count, actors,
                        selection->is_actor, "--actor: no actor", diag);
}

static bool is_in_window(const struct selection *selection,
                         const struct obligation *obligation)
{
    enum obligation_status status = obligation_status(obligation, selection->as_of);

    switch (selection->window) {
    case WINDOW_ALL:
    case WINDOW_NEXT:
        return true;
    case WINDOW_OVERDUE:
        return status == OBLIGATION_OVERDUE;
    case WINDOW_WITHIN:
        return obligation_begins_on(obligation) <= selection->last_begin;
    case WINDOW_NOW:
    default:
        return status != OBLIGATION_UPCOMING;
    }
}

unsigned selection_select(const struct selection *selection,
                          struct obligation *obligations, unsigned count)
{
    unsigned listed = 0;

    for (unsigned i = 0; i < count; i++) {
        if (!selection_has(selection, obligations[i].rule) ||
            !is_in_window(selection, &obligations[i]))
            continue;
        obligations[listed++] = obligations[i];
        if (selection->window == WINDOW_NEXT)
            break;
    }
    return listed;
}
