/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/moving.h"

#include <stdlib.h>

/* What a bound is, as numbers: equal ones are the same bound. */
struct moving_key {
    int32_t column, is_low, shift, count;
    int32_t steps[STEPS_MOST][4];
};

static struct moving_key key_of(const struct moving_bound *bound)
{
    struct moving_key key = {
        bound->column, bound->is_low, bound->shift, (int32_t)bound->steps.count, {{0}}};

    for (unsigned i = 0; i < bound->steps.count; i++) {
        const struct step *step = &bound->steps.step[i];
        key.steps[i][0] = (int32_t)step->kind;
        key.steps[i][1] = step->n;
        key.steps[i][2] = step->month_day;
        key.steps[i][3] = step->back_from_zero;
    }
    return key;
}

unsigned moving_add(struct moving *moving, const struct moving_bound *bound)
{
    struct moving_key key = key_of(bound);
    size_t place = dict_add(&moving->known, span_of((const char *)&key, sizeof key));

    if (place < moving->count)
        return (unsigned)place;
    mem_grow(&moving->list, &moving->capacity, moving->count + 1, sizeof *moving->list);
    moving->list[moving->count] = *bound;
    return moving->count++;
}

void moving_free(struct moving *moving)
{
    free(moving->list);
    dict_free(&moving->known);
    *moving = (struct moving){0};
}

int32_t moving_bound_on(const struct moving_bound *bound,
                        const struct calendar *calendar, int32_t as_of,
                        unsigned *doubts)
{
    int32_t day = steps_apply(&bound->steps, calendar, as_of, doubts);

    return day == DATE_NONE ? DATE_NONE : day + bound->shift;
}

void moving_bounds(const struct moving *moving, const struct calendar *calendar,
                   int32_t as_of, int32_t *bounds, unsigned *doubts)
{
    for (unsigned i = 0; i < moving->count; i++)
        bounds[i] = moving_bound_on(&moving->list[i], calendar, as_of, doubts);
}

int32_t moving_change(const struct moving *moving, unsigned bound, int32_t number,
                      const int32_t *bounds, int32_t from, unsigned days)
{
    int32_t least = number + moving->list[bound].is_low;
    size_t width = moving->count;
    unsigned at;

    /* Most values pass on every day or on none: two looks instead of a search. */
    if (bounds[bound] >= least || bounds[(days - 1) * width + bound] < least)
        return DATE_NONE;
    /* A bound moves by about a day a day: the day is not far from here. */
    at = (unsigned)(least - bounds[bound]);
    if (at >= days)
        at = days - 1;
    while (bounds[at * width + bound] < least)
        at++;
    while (bounds[(at - 1) * width + bound] >= least)
        at--;
    return from + (int32_t)at;
}
