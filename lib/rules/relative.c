/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/relative.h"

bool relative_add(struct relative *relative, const struct relative_bound *bound,
                  struct arena *arena)
{
    struct relative_bound *added = arena_alloc(arena, sizeof *added);

    if (added == NULL)
        return false;
    *added = *bound;
    added->next = relative->first;
    relative->first = added;
    relative->count++;
    return true;
}

bool relative_foresee(struct relative *relative, int32_t from, unsigned days,
                      const struct calendar *calendar, struct arena *arena,
                      bool *unchecked, struct diag *diag)
{
    int32_t *next;

    relative->from = from;
    relative->days = days;
    relative->foreseen = arena_alloc(arena, ((size_t)days * relative->count + 1) *
                                                sizeof *relative->foreseen);
    if (relative->foreseen == NULL) {
        diag_no_memory(diag);
        return false;
    }
    next = relative->foreseen;
    for (unsigned i = 0; i < days; i++) {
        for (const struct relative_bound *it = relative->first; it != NULL;
             it = it->next) {
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

void relative_move(const struct relative *relative, int32_t day)
{
    const int32_t *foreseen =
        relative->foreseen + (size_t)(day - relative->from) * relative->count;

    for (const struct relative_bound *it = relative->first; it != NULL; it = it->next)
        *it->bound = *foreseen++;
}

/*
 * The first day (0, 1, …) whose bound is at least `least`; relative->days if there is
 * none. `bounds` points to the bound on day 0.
 */
static unsigned first_reaching(const struct relative *relative, const int32_t *bounds,
                               int32_t least)
{
    unsigned low = 0, high = relative->days;

    while (low < high) {
        unsigned middle = low + (high - low) / 2;
        if (bounds[(size_t)middle * relative->count] >= least)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

unsigned relative_changes(const struct relative *relative, const struct value *values,
                          int32_t *days)
{
    const int32_t *bounds = relative->foreseen;
    unsigned found = 0;

    for (const struct relative_bound *it = relative->first; it != NULL;
         it = it->next, bounds++) {
        const struct value *value = &values[it->column];
        int32_t least = value->number + it->is_low;
        unsigned day;
        /* Most values pass on every day or on none: two looks instead of a search. */
        if (!value->known || bounds[0] >= least ||
            bounds[(size_t)(relative->days - 1) * relative->count] < least)
            continue;
        day = first_reaching(relative, bounds, least);
        days[found++] = relative->from + (int32_t)day;
    }
    return found;
}
