/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * On which of the coming days the facts of a person may become others: what a forecast
 * must look at. A derived column that moves with the day (derivation.h) changes what a
 * test says on the day on which it reaches a number that the test compares it with.
 */
#ifndef VIERPHASEN_FORESIGHT_H
#define VIERPHASEN_FORESIGHT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "person/derivation.h"
#include "rules/condition.h"

/* A number that tests compare a derived column with. */
struct threshold {
    int column; /* whose value is added; -1: none */
    int32_t number;
};

/* What tests compare the column of one derivation with. */
struct thresholds {
    int column;      /* the derived column */
    bool is_watched; /* each of its values counts */
    unsigned count;
    size_t room;
    struct threshold *list; /* by column, then by number, each once */
};

/* A moving bound of a column that is wanted. */
struct watched_bound {
    uint16_t column;
    bool is_low, is_felt;
    unsigned place; /* in the bounds of a day */
};

/* A zeroed struct is an empty one. */
struct foresight {
    struct thresholds of[DERIVATIONS_MOST];
    unsigned bound_count;
    size_t bound_room;
    struct watched_bound *bounds; /* those of columns that a stream has */
    size_t felt_room;
    bool *felt; /* [felt_room]: whether a test that was taken up has a moving bound */
};

/* Takes up the numbers and the moving bounds of a condition. */
void foresight_watch(struct foresight *foresight, const struct columns *columns,
                     const struct condition *condition);

/* Takes up each value that a derived column can have: somebody asks for it itself. */
void foresight_watch_column(struct foresight *foresight, const struct columns *columns,
                            int column);

/* Lists the moving bounds of the columns that are there. */
void foresight_bind(struct foresight *foresight, const struct moving *moving,
                    const bool *is_there);

void foresight_free(struct foresight *foresight);

/* A coming day on which the facts of a person may become others. */
struct change {
    int32_t day;
    bool is_felt; /* else only a test turns that nobody here asks for */
};

/* Days ahead, behind `from` and less than `days` after it, in order, each once. */
struct foreseen {
    int32_t from;
    unsigned days;
    unsigned count;
    struct change *list; /* room for all that is added */
    const struct moving *moving;
    const int32_t *bounds; /* of each of the days */
};

/* How many days foresight_add may add, of so many. */
unsigned foresight_most(const struct foresight *foresight, unsigned days);

/* Adds a day, if it is one of those; DATE_NONE is none. */
void foreseen_add(struct foreseen *foreseen, int32_t day, bool is_felt);

/* Adds the dates in these columns. */
void foreseen_add_dates(struct foreseen *foreseen, const int *columns, unsigned count,
                        const struct value *values);

/* Adds the day of a date that is not known before it, and those on which it begins or
 * ceases to pass moving bounds. */
void foreseen_add_held(struct foreseen *foreseen, int column,
                       const struct value *value);

/*
 * Adds the days on which the values of a person begin or cease to pass the moving
 * bounds that were listed, and on which the derived columns reach what was taken up;
 * the values are those of the day `from`. The count of all days.
 */
unsigned foresight_add(const struct foresight *foresight, const struct value *values,
                       struct foreseen *foreseen);

#endif
