/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/own_keys.h"

#include <stdlib.h>

#include "base/mem.h"

/* A row among the sorted ones: by key, and then by the first day. */
struct place {
    const struct keyed_row *row;
    uint32_t group; /* the number of its key */
};

/*
 * The last days of the rows that were taken so far, by their places: the greatest one
 * of so many places from the first is found in log n steps (a Fenwick tree). A later
 * group counts more than any day.
 */
struct latest {
    size_t count;
    uint64_t *greatest; /* [count + 1]; 0: none */
};

static int compare_keys(const struct keyed_row *a, const struct keyed_row *b)
{
    int order = span_compare(a->key, b->key);

    return order != 0 ? order : span_compare(a->partner, b->partner);
}

static int compare_places(const void *a, const void *b)
{
    const struct keyed_row *first = ((const struct place *)a)->row;
    const struct keyed_row *second = ((const struct place *)b)->row;
    int order = compare_keys(first, second);

    if (order == 0)
        order = (first->first > second->first) - (first->first < second->first);
    return order != 0 ? order : (first > second) - (first < second);
}

/* Days in order as numbers in order. */
static uint64_t stamp(uint32_t group, int32_t day)
{
    return (uint64_t)group << 32 | ((uint32_t)day ^ UINT32_C(0x80000000));
}

static void latest_add(struct latest *latest, size_t place, uint64_t value)
{
    for (size_t i = place + 1; i <= latest->count; i += i & -i)
        if (latest->greatest[i] < value)
            latest->greatest[i] = value;
}

/* The greatest one before a place. */
static uint64_t latest_before(const struct latest *latest, size_t place)
{
    uint64_t greatest = 0;

    for (size_t i = place; i > 0; i -= i & -i)
        if (latest->greatest[i] > greatest)
            greatest = latest->greatest[i];
    return greatest;
}

/* The first place behind those rows of a group that begin on this day or before. */
static size_t place_behind(const struct place *places, size_t count, uint32_t group,
                           int32_t day)
{
    size_t low = 0, high = count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (stamp(places[middle].group, places[middle].row->first) <= stamp(group, day))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The rows, sorted, and for each row its place. */
static struct place *sort_rows(const struct keyed_row *rows, size_t count,
                               size_t *place_of)
{
    struct place *places = mem_array(count, sizeof *places);

    for (size_t i = 0; i < count; i++)
        places[i].row = &rows[i];
    qsort(places, count, sizeof *places, compare_places);
    for (size_t i = 0; i < count; i++) {
        places[i].group = 1;
        if (i > 0)
            places[i].group = places[i - 1].group +
                              (compare_keys(places[i - 1].row, places[i].row) != 0);
        place_of[places[i].row - rows] = i;
    }
    return places;
}

bool *own_keys_clash(const struct keyed_row *rows, size_t count)
{
    bool *clashes = mem_array(count, sizeof *clashes);
    size_t *place_of = mem_array(count, sizeof *place_of);
    struct place *places = sort_rows(rows, count, place_of);
    struct latest latest = {count, mem_array(count + 1, sizeof *latest.greatest)};

    for (size_t i = 0; i < count; i++) {
        uint32_t group = places[place_of[i]].group;
        size_t behind = place_behind(places, count, group, rows[i].last);
        clashes[i] = latest_before(&latest, behind) >= stamp(group, rows[i].first);
        if (rows[i].is_counted)
            latest_add(&latest, place_of[i], stamp(group, rows[i].last));
    }
    free(latest.greatest);
    free(places);
    free(place_of);
    return clashes;
}

size_t own_keys_above(const struct keyed_row *rows, size_t row)
{
    size_t above = 0;

    while (above < row &&
           !(rows[above].is_counted && compare_keys(&rows[above], &rows[row]) == 0 &&
             rows[above].first <= rows[row].last &&
             rows[row].first <= rows[above].last))
        above++;
    return above;
}
