/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tally.h"

#include <stdlib.h>

#include "mem.h"

void tally_free(struct tally *tally)
{
    for (size_t i = 0; i < tally->count; i++)
        free(tally->counts[i].day_counts);
    free(tally->counts);
    free(tally->sorted);
    groups_free(&tally->groups);
}

struct tally_group *tally_group(struct tally *tally, const struct span *cells)
{
    long number = groups_find(&tally->groups, cells);

    if (number == GROUPS_NO_MEMORY ||
        !mem_grow(&tally->counts, &tally->capacity, tally->groups.count,
                  sizeof *tally->counts))
        return NULL;
    if (tally->count < tally->groups.count)
        tally->counts[tally->count++] = (struct tally_group){.cells = NULL};
    return &tally->counts[number];
}

bool tally_add_days(struct tally_group *group, uint32_t days, uint64_t person)
{
    size_t had = group->day_room;

    if (!mem_grow(&group->day_counts, &group->day_room, (size_t)days + 1,
                  sizeof *group->day_counts))
        return false;
    if (group->day_room > had)
        memset(group->day_counts + had, 0,
               (group->day_room - had) * sizeof *group->day_counts);
    group->day_counts[days]++;
    tally_add(&group->days, person);
    return true;
}

uint32_t tally_days(const struct tally_group *group, unsigned percent)
{
    uint64_t rank = (group->days.count * percent + 99) / 100;
    uint64_t reached = group->day_counts[0];
    uint32_t days = 0;

    while (reached < rank)
        reached += group->day_counts[++days];
    return days;
}

bool tally_sort(struct tally *tally)
{
    free(tally->sorted);
    tally->sorted = malloc((tally->count + 1) * sizeof(struct tally_group *));
    if (tally->sorted == NULL || !groups_sort(&tally->groups))
        return false;
    for (size_t i = 0; i < tally->count; i++) {
        size_t number = tally->groups.order[i];
        tally->sorted[i] = &tally->counts[number];
        tally->sorted[i]->cells = tally->groups.group[number].values;
    }
    return true;
}
