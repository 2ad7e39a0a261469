/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/moving.h"

bool moving_add(struct moving *moving, const struct moving_bound *bound,
                struct arena *arena)
{
    struct moving_bound *added = arena_alloc(arena, sizeof *added);

    if (added == NULL)
        return false;
    *added = *bound;
    added->next = moving->first;
    moving->first = added;
    moving->count++;
    return true;
}

bool moving_foresee(struct moving *moving, int32_t from, unsigned days,
                    const struct calendar *calendar, struct arena *arena,
                    bool *unchecked, struct diag *diag)
{
    int32_t *next;

    moving->from = from;
    moving->days = days;
    moving->foreseen = arena_alloc(arena, ((size_t)days * moving->count + 1) *
                                              sizeof *moving->foreseen);
    if (moving->foreseen == NULL) {
        diag_no_memory(diag);
        return false;
    }
    next = moving->foreseen;
    for (unsigned i = 0; i < days; i++) {
        for (const struct moving_bound *it = moving->first; it != NULL; it = it->next) {
            int32_t day =
                steps_apply(&it->steps, calendar, from + (int32_t)i, unchecked);
            if (day == DATE_NONE) {
                diag_set(diag, DIAG_TABLE,
                         "a test of the concept that counts from as_of leads out of "
                         "the calendar on one of the days ahead");
                return false;
            }
            *next++ = day + it->shift;
        }
    }
    return true;
}

void moving_move(const struct moving *moving, int32_t day)
{
    const int32_t *foreseen =
        moving->foreseen + (size_t)(day - moving->from) * moving->count;

    for (const struct moving_bound *it = moving->first; it != NULL; it = it->next)
        *it->bound = *foreseen++;
}

/*
 * The first day (0, 1, …) whose bound is at least `least`; moving->days if there is
 * none. `bounds` points to the bound on day 0.
 */
static unsigned first_reaching(const struct moving *moving, const int32_t *bounds,
                               int32_t least)
{
    unsigned low = 0, high = moving->days;

    while (low < high) {
        unsigned middle = low + (high - low) / 2;
        if (bounds[(size_t)middle * moving->count] >= least)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

unsigned moving_changes(const struct moving *moving, const struct value *values,
                        int32_t *days)
{
    const int32_t *bounds = moving->foreseen;
    unsigned found = 0;

    for (const struct moving_bound *it = moving->first; it != NULL;
         it = it->next, bounds++) {
        const struct value *value = &values[it->column];
        int32_t least = value->number + it->is_low;
        unsigned day;
        /* Most values pass on every day or on none: two looks instead of a search. */
        if (!value->known || bounds[0] >= least ||
            bounds[(size_t)(moving->days - 1) * moving->count] < least)
            continue;
        day = first_reaching(moving, bounds, least);
        days[found++] = moving->from + (int32_t)day;
    }
    return found;
}
