/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "audit/tally.h"

#include <stdlib.h>

#include "base/mem.h"

void tally_init(struct tally *tally, unsigned cell_count)
{
    tally->groups.value_count = cell_count;
    tally->groups.size = sizeof(struct tally_group);
}

static struct tally_group *group_at(const struct tally *tally, size_t number)
{
    return groups_at(&tally->groups, number);
}

void tally_free(struct tally *tally)
{
    for (size_t i = 0; i < tally->groups.count; i++)
        free(group_at(tally, i)->day_counts);
    free(tally->total.day_counts);
    free(tally->sorted);
    groups_free(&tally->groups);
}

struct tally_group *tally_group(struct tally *tally, const struct span *cells)
{
    return groups_take(&tally->groups, cells);
}

/* Makes room for the count of a number of days. */
static void reach_days(struct tally_group *group, uint32_t days)
{
    size_t had = group->day_room;

    mem_grow(&group->day_counts, &group->day_room, (size_t)days + 1,
             sizeof *group->day_counts);
    if (group->day_room > had)
        memset(group->day_counts + had, 0,
               (group->day_room - had) * sizeof *group->day_counts);
}

void tally_set_days(struct tally_group *group, uint32_t days, uint32_t count)
{
    reach_days(group, days);
    group->day_counts[days] = count;
}

void tally_add_days(struct tally_group *group, uint32_t days, uint64_t person)
{
    reach_days(group, days);
    group->day_counts[days]++;
    tally_add(&group->days, person);
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

void tally_sort(struct tally *tally)
{
    size_t count = tally->groups.count;

    free(tally->sorted);
    tally->sorted = mem_array(count, sizeof(struct tally_group *));
    groups_sort(&tally->groups);
    for (size_t i = 0; i < count; i++) {
        size_t number = tally->groups.order[i];
        tally->sorted[i] = group_at(tally, number);
        tally->sorted[i]->cells = tally->groups.group[number].values;
    }
}
