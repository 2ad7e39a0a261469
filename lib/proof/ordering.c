/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "proof/ordering.h"

#include <stddef.h>

#include "value/date.h"

int32_t ordering_reach(const struct ordering *it, int32_t y)
{
    unsigned doubts = 0; /* told when the concept was loaded */

    return it->steps == NULL ? y : steps_apply(it->steps, it->calendar, y, &doubts);
}

int32_t ordering_latest(const struct ordering *it, int32_t day)
{
    int32_t low = it->first_y - 1, high = it->last_y;

    while (low < high) {
        int32_t middle = high - (high - low) / 2;
        if (ordering_reach(it, middle) <= day)
            low = middle;
        else
            high = middle - 1;
    }
    return low;
}

int32_t ordering_earliest(const struct ordering *it, int32_t day)
{
    int32_t low = it->first_y, high = it->last_y + 1;

    while (low < high) {
        int32_t middle = low + (high - low) / 2;
        if (ordering_reach(it, middle) >= day)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

void ordering_limit(struct ordering *it, int32_t least, int32_t most)
{
    it->first_y = least;
    it->last_y = most;
    /* Only a calendar's ends cut something off, and that at the ends. */
    while (it->first_y <= it->last_y && ordering_reach(it, it->first_y) == DATE_NONE)
        it->first_y++;
    while (it->last_y > it->first_y && ordering_reach(it, it->last_y) == DATE_NONE)
        it->last_y--;
}
