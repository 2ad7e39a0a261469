/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/days.h"

#include <stdlib.h>

#include "base/mem.h"
#include "rules/concept.h"

void days_init(struct days *days, const struct concept *concept, int32_t from)
{
    days->concept = concept;
    days->from = from;
    days->count = 1;
    days->bounds = mem_new(concept->calendars.count * sizeof *days->bounds);
    days->others = mem_new((concept->moving.count + 1) * sizeof *days->others);
}

void days_free(struct days *days)
{
    for (unsigned i = 0; i < days->concept->calendars.count; i++)
        free(days->bounds[i]);
    free(days->bounds);
    free(days->others);
}

struct day days_on(struct days *days, unsigned calendar, int32_t as_of)
{
    const struct moving *moving = &days->concept->moving;
    struct day day = {as_of, calendars_get(&days->concept->calendars, calendar), NULL};
    size_t width = moving->count;
    unsigned doubts = 0; /* told when the concept was loaded */

    if (days->bounds[calendar] == NULL) {
        days->bounds[calendar] =
            mem_new((days->count * width + 1) * sizeof **days->bounds);
        for (unsigned i = 0; i < days->count; i++)
            moving_bounds(moving, day.calendar, days->from + (int32_t)i,
                          days->bounds[calendar] + i * width, &doubts);
    }
    day.bounds = days->bounds[calendar] + (size_t)(as_of - days->from) * width;
    return day;
}

struct day days_for(struct days *days, const struct rule *rule,
                    const struct calendar *calendar, int32_t as_of, unsigned *doubts)
{
    for (unsigned i = 0; i < rule->moving_count; i++)
        days->others[rule->moving[i]] = moving_bound_on(
            &days->concept->moving.list[rule->moving[i]], calendar, as_of, doubts);
    return (struct day){as_of, calendar, days->others};
}
