/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "person/foresight.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "value/date.h"

/* Whether a threshold stands behind another one. */
static bool comes_behind(const struct threshold *a, const struct threshold *b)
{
    return a->column != b->column ? a->column > b->column : a->number > b->number;
}

static void add_threshold(struct foresight *foresight, int derivation, int column,
                          int32_t number)
{
    struct thresholds *all = &foresight->of[derivation];
    const struct threshold added = {column, number};
    unsigned at = all->count;

    while (at > 0 && comes_behind(&all->list[at - 1], &added))
        at--;
    if (at > 0 && !comes_behind(&added, &all->list[at - 1]))
        return;
    mem_grow(&all->list, &all->room, all->count + 1, sizeof *all->list);
    memmove(&all->list[at + 1], &all->list[at], (all->count - at) * sizeof *all->list);
    all->list[at] = added;
    all->count++;
}

/* The derivation of a column that moves with the day, or -1. */
static int moving_derivation(const struct columns *columns, int column)
{
    int derivation = derivation_of(columns, column);

    return derivation >= 0 && DERIVATIONS[derivation].reached_on != NULL ? derivation
                                                                         : -1;
}

/* The same, while its tests are taken up. */
static int take_up(struct foresight *foresight, const struct columns *columns,
                   int column)
{
    int derivation = moving_derivation(columns, column);

    if (derivation >= 0)
        foresight->of[derivation].column = column;
    return derivation;
}

static void feel(struct foresight *foresight, unsigned bound)
{
    size_t had = foresight->felt_room;

    mem_grow(&foresight->felt, &foresight->felt_room, bound + 1u,
             sizeof *foresight->felt);
    memset(foresight->felt + had, 0, foresight->felt_room - had);
    foresight->felt[bound] = true;
}

/* An end of a reach: what the derived column is compared with, or is. */
static void watch_bound(struct foresight *foresight, const struct columns *columns,
                        const struct condition *condition, const struct bound *bound)
{
    bool is_column = bound->kind == BOUND_COLUMN;
    int tested = take_up(foresight, columns, condition->column);
    int operand = is_column ? take_up(foresight, columns, bound->place) : -1;

    if (bound->kind == BOUND_MOVING)
        feel(foresight, bound->place);
    /* Which side counts depends on the test: one day more to look at costs little. */
    for (int32_t more = -1; more <= 1; more++) {
        if (tested >= 0)
            add_threshold(foresight, tested, is_column ? bound->place : -1,
                          bound->number + more);
        if (operand >= 0)
            add_threshold(foresight, operand, condition->column, more - bound->number);
    }
}

void foresight_watch(struct foresight *foresight, const struct columns *columns,
                     const struct condition *condition)
{
    unsigned count = condition->range_count + condition->excluded_count;
    int derivation = take_up(foresight, columns, condition->column);

    for (unsigned i = 0; condition->form == CONDITION_REACHES && i < count; i++) {
        watch_bound(foresight, columns, condition, &condition->reaches[i].low);
        watch_bound(foresight, columns, condition, &condition->reaches[i].high);
    }
    for (unsigned i = 0;
         condition->form == CONDITION_RANGES && derivation >= 0 && i < count; i++) {
        add_threshold(foresight, derivation, -1, condition->ranges[i].low);
        if (condition->ranges[i].high < INT32_MAX)
            add_threshold(foresight, derivation, -1, condition->ranges[i].high + 1);
    }
}

void foresight_watch_column(struct foresight *foresight, const struct columns *columns,
                            int column)
{
    int derivation = take_up(foresight, columns, column);

    if (derivation >= 0)
        foresight->of[derivation].is_watched = true;
}

unsigned foresight_most(const struct foresight *foresight, unsigned days)
{
    unsigned most = foresight->bound_count;

    for (unsigned i = 0; i < DERIVATION_COUNT; i++)
        most += foresight->of[i].count + (foresight->of[i].is_watched ? days : 0);
    return most;
}

void foresight_bind(struct foresight *foresight, const struct moving *moving,
                    const bool *is_there)
{
    foresight->bound_count = 0;
    for (unsigned i = 0; i < moving->count; i++) {
        const struct moving_bound *bound = &moving->list[i];
        if (!is_there[bound->column])
            continue;
        mem_grow(&foresight->bounds, &foresight->bound_room, foresight->bound_count + 1,
                 sizeof *foresight->bounds);
        foresight->bounds[foresight->bound_count++] =
            (struct watched_bound){bound->column, bound->is_low,
                                   i < foresight->felt_room && foresight->felt[i], i};
    }
}

void foresight_free(struct foresight *foresight)
{
    free(foresight->bounds);
    for (unsigned i = 0; i < DERIVATION_COUNT; i++)
        free(foresight->of[i].list);
    free(foresight->felt);
}

void foreseen_add(struct foreseen *foreseen, int32_t day, bool is_felt)
{
    struct change *list = foreseen->list;
    unsigned at = foreseen->count;

    if (day <= foreseen->from || day >= foreseen->from + (int32_t)foreseen->days)
        return;
    while (at > 0 && list[at - 1].day > day)
        at--;
    if (at > 0 && list[at - 1].day == day) {
        list[at - 1].is_felt |= is_felt;
        return;
    }
    memmove(&list[at + 1], &list[at], (foreseen->count++ - at) * sizeof *list);
    list[at] = (struct change){day, is_felt};
}

void foreseen_add_dates(struct foreseen *foreseen, const int *columns, unsigned count,
                        const struct value *values)
{
    for (unsigned i = 0; i < count; i++)
        if (values[columns[i]].known)
            foreseen_add(foreseen, values[columns[i]].number, true);
}

/* Adds the day on which a number begins or ceases to pass a moving bound. */
static void add_bound_day(struct foreseen *foreseen, unsigned bound, int32_t number,
                          bool is_felt)
{
    foreseen_add(foreseen,
                 moving_change(foreseen->moving, bound, number, foreseen->bounds,
                               foreseen->from, foreseen->days),
                 is_felt);
}

void foreseen_add_held(struct foreseen *foreseen, int column, const struct value *value)
{
    if (!value->known || value->number <= foreseen->from)
        return; /* known already */
    foreseen_add(foreseen, value->number, true);
    for (unsigned i = 0; i < foreseen->moving->count; i++)
        if (foreseen->moving->list[i].column == column)
            add_bound_day(foreseen, i, value->number, true);
}

/* The days on which values begin or cease to pass moving bounds. */
static void add_moving(const struct foresight *foresight, const struct value *values,
                       struct foreseen *foreseen)
{
    const int32_t *first = foreseen->bounds;
    const int32_t *last =
        first + (foreseen->days - 1) * (size_t)foreseen->moving->count;

    for (unsigned i = 0; i < foresight->bound_count; i++) {
        const struct watched_bound *bound = &foresight->bounds[i];
        const struct value *value = &values[bound->column];
        int32_t least = value->number + bound->is_low;
        /* Most dates pass on every day or on none. */
        if (value->known && first[bound->place] < least && last[bound->place] >= least)
            add_bound_day(foreseen, bound->place, value->number, bound->is_felt);
    }
}

/* The days on which a derived column reaches these numbers, in ascending order. */
static void add_thresholds(const struct derivation *derivation,
                           const struct thresholds *all, const struct value *values,
                           struct foreseen *foreseen)
{
    const struct value *source = &values[derivation->source];
    const struct value *now = &values[all->column];
    int32_t end = foreseen->from + (int32_t)foreseen->days;
    unsigned i = 0;

    for (; i < all->count && all->list[i].column < 0; i++) {
        int32_t day;
        if (now->known && all->list[i].number <= now->number)
            continue; /* reached long ago */
        day = derivation->reached_on(source, all->list[i].number);
        if (day >= end)
            break;
        foreseen_add(foreseen, day, true);
    }
    for (; i < all->count; i++) {
        int column = all->list[i].column;
        if (column >= 0 && values[column].known)
            foreseen_add(foreseen,
                         derivation->reached_on(source, all->list[i].number +
                                                            values[column].number),
                         true);
    }
}

/* Each day on which a derived column has another value. */
static void add_each(const struct derivation *derivation, const struct value *now,
                     const struct value *values, struct foreseen *foreseen)
{
    int32_t end = foreseen->from + (int32_t)foreseen->days, day = foreseen->from;

    for (int32_t next = now->number + 1; now->known && day != DATE_NONE && day < end;
         next++) {
        day = derivation->reached_on(&values[derivation->source], next);
        foreseen_add(foreseen, day, true);
    }
}

unsigned foresight_add(const struct foresight *foresight, const struct value *values,
                       struct foreseen *foreseen)
{
    add_moving(foresight, values, foreseen);
    for (unsigned i = 0; i < DERIVATION_COUNT; i++) {
        const struct thresholds *all = &foresight->of[i];
        if (!values[DERIVATIONS[i].source].known)
            continue;
        if (all->count > 0)
            add_thresholds(&DERIVATIONS[i], all, values, foreseen);
        if (all->is_watched)
            add_each(&DERIVATIONS[i], &values[all->column], values, foreseen);
    }
    return foreseen->count;
}
