/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Dates that say that something took place (columns.tsv: held): they are not known
 * before their day. Here is what the record says of them, whatever day it is.
 */
#ifndef VIERPHASEN_HELD_H
#define VIERPHASEN_HELD_H

#include <stdint.h>

#include "rules/columns.h"

struct held_date {
    int column;
    struct value value; /* as the record has it */
};

/* A zeroed struct holds no column. */
struct held {
    unsigned count;
    struct held_date list[COL_MOST];
    int32_t latest; /* of the dates that the record has */
    int32_t last;   /* the values have those up to this day */
};

/* Adds a column of the stream. */
void held_add(struct held *held, int column);

/* Takes the dates from the values of a record that was read: all are known. */
void held_take(struct held *held, const struct value *values);

/* Makes the dates up to a day known, and the later ones unknown. */
void held_set(struct held *held, struct value *values, int32_t last);

#endif
