/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Counts by group: how often, of how many persons, and of how many days. Memory grows
 * with the groups and the days that are counted in them, never with the persons.
 */
#ifndef VIERPHASEN_TALLY_H
#define VIERPHASEN_TALLY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/groups.h"

struct span;

enum { TALLY_PARTS = 6 };

/* How often, and with how many persons. */
struct tally_count {
    uint64_t count, persons;
    uint64_t last; /* the person that was counted last */
};

/* Why figures of a group are not shown. */
enum tally_veil {
    TALLY_SHOWN,
    TALLY_CELLS_VEILED, /* some of its parts, those in `veiled` */
    TALLY_FEW,          /* all of it: it has too few persons */
    TALLY_SECOND        /* all of it: else those of another group could be computed */
};

struct tally_group {
    const struct span *cells; /* after tally_sort */
    struct tally_count all;
    struct tally_count parts[TALLY_PARTS];
    struct tally_count unseen; /* of all: that it was kept would not be seen */
    struct tally_count days;   /* for how many there is a number of days */
    size_t day_room;
    uint32_t *day_counts; /* [day_room] */

    enum tally_veil veil;
    unsigned veiled; /* a bit for each part that is not shown */
};

struct tally {
    struct groups groups;        /* each with a struct tally_group */
    struct tally_group **sorted; /* after tally_sort */
    struct tally_group total;    /* of all groups, as the caller counts it; no cells */
};

/* A zeroed struct becomes an empty one with groups of so many cells. */
void tally_init(struct tally *tally, unsigned cell_count);
void tally_free(struct tally *tally); /* also of a zeroed struct */

/* The group of these cells, until the next call. */
struct tally_group *tally_group(struct tally *tally, const struct span *cells);

/* Persons are numbers from 1 on that don't fall from call to call. */
static inline void tally_add(struct tally_count *count, uint64_t person)
{
    count->count++;
    count->persons += count->last != person;
    count->last = person;
}

/* Adds a number of days of a person. */
void tally_add_days(struct tally_group *group, uint32_t days, uint64_t person);

/* Sets how often a number of days was counted. */
void tally_set_days(struct tally_group *group, uint32_t days, uint32_t count);

/*
 * The percentile of the days by nearest rank: the smallest number that at least
 * `percent` of 100 don't exceed. Not without days.
 */
uint32_t tally_days(const struct tally_group *group, unsigned percent);

/* After the last count: puts the groups in the order of their cells (groups_sort). */
void tally_sort(struct tally *tally);

#endif
