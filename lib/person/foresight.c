/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "person/foresight.h"

#include <stdlib.h>

#include "base/mem.h"
#include "value/date.h"

static void add_threshold(struct foresight *foresight, int derivation, int column,
                          int32_t number)
{
    mem_grow(&foresight->list, &foresight->room, foresight->count + 1,
             sizeof *foresight->list);
    foresight->list[foresight->count++] =
        (struct threshold){derivation, column, number};
}

/* The derivation of a column that moves with the day, or -1. */
static int moving_derivation(const struct columns *columns, int column)
{
    int derivation = derivation_of(columns, column);

    return derivation >= 0 && DERIVATIONS[derivation].reached_on != NULL ? derivation
                                                                         : -1;
}

/* An end of a reach: what the derived column is compared with, or is. */
static void watch_bound(struct foresight *foresight, const struct columns *columns,
                        const struct condition *condition, const struct bound *bound)
{
    bool is_column = bound->kind == BOUND_COLUMN;
    int tested = moving_derivation(columns, condition->column);
    int operand = is_column ? moving_derivation(columns, bound->place) : -1;

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
    int derivation = moving_derivation(columns, condition->column);

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
    int derivation = moving_derivation(columns, column);

    if (derivation >= 0)
        foresight->watched[derivation] = column;
}

unsigned foresight_most(const struct foresight *foresight, unsigned days)
{
    unsigned most = foresight->count;

    for (unsigned i = 0; i < DERIVATION_COUNT; i++)
        most += foresight->watched[i] > 0 ? days : 0;
    return most;
}

void foresight_free(struct foresight *foresight)
{
    free(foresight->list);
}

void foreseen_add(struct foreseen *foreseen, int32_t day)
{
    if (day != DATE_NONE && day > foreseen->from &&
        day < foreseen->from + (int32_t)foreseen->days)
        foreseen->list[foreseen->count++] = day;
}

void foreseen_add_dates(struct foreseen *foreseen, const int *columns, unsigned count,
                        const struct value *values)
{
    for (unsigned i = 0; i < count; i++)
        if (values[columns[i]].known)
            foreseen_add(foreseen, values[columns[i]].number);
}

static void add_bound_day(struct foreseen *foreseen, unsigned bound,
                          const struct value *value)
{
    if (value->known)
        foreseen_add(foreseen,
                     moving_change(foreseen->moving, bound, value->number,
                                   foreseen->bounds, foreseen->from, foreseen->days));
}

void foreseen_add_moving(struct foreseen *foreseen, const bool *is_wanted,
                         const struct value *values)
{
    for (unsigned i = 0; i < foreseen->moving->count; i++) {
        unsigned column = foreseen->moving->list[i].column;
        if (is_wanted[column])
            add_bound_day(foreseen, i, &values[column]);
    }
}

void foreseen_add_held(struct foreseen *foreseen, int column, const struct value *value)
{
    if (!value->known || value->number <= foreseen->from)
        return; /* known already */
    foreseen_add(foreseen, value->number);
    for (unsigned i = 0; i < foreseen->moving->count; i++)
        if (foreseen->moving->list[i].column == column)
            add_bound_day(foreseen, i, value);
}

/* The day on which a derived column reaches what a test compares it with. */
static int32_t threshold_day(const struct threshold *threshold,
                             const struct value *values)
{
    const struct derivation *derivation = &DERIVATIONS[threshold->derivation];
    int32_t number = threshold->number;

    if (!values[derivation->source].known)
        return DATE_NONE;
    if (threshold->column >= 0) {
        if (!values[threshold->column].known)
            return DATE_NONE;
        number += values[threshold->column].number;
    }
    return derivation->reached_on(&values[derivation->source], number);
}

/* Each day on which a derived column has another value. */
static void add_each(int derivation, int column, const struct value *values,
                     struct foreseen *foreseen)
{
    struct threshold next = {derivation, -1, values[column].number};
    int32_t day = foreseen->from;

    while (values[column].known && day != DATE_NONE &&
           day < foreseen->from + (int32_t)foreseen->days) {
        next.number++;
        day = threshold_day(&next, values);
        foreseen_add(foreseen, day);
    }
}

void foresight_add(const struct foresight *foresight, const struct value *values,
                   struct foreseen *foreseen)
{
    for (unsigned i = 0; i < foresight->count; i++)
        foreseen_add(foreseen, threshold_day(&foresight->list[i], values));
    for (unsigned i = 0; i < DERIVATION_COUNT; i++)
        if (foresight->watched[i] > 0)
            add_each((int)i, foresight->watched[i], values, foreseen);
}

static int compare_days(const void *a, const void *b)
{
    const int32_t *first = a, *second = b;

    return (*first > *second) - (*first < *second);
}

unsigned foreseen_sort(struct foreseen *foreseen)
{
    unsigned kept = 0;

    if (foreseen->count > 1)
        qsort(foreseen->list, foreseen->count, sizeof *foreseen->list, compare_days);
    for (unsigned i = 0; i < foreseen->count; i++)
        if (kept == 0 || foreseen->list[kept - 1] != foreseen->list[i])
            foreseen->list[kept++] = foreseen->list[i];
    return kept;
}
