/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The values of a column of numbers or dates, cut into cells at every bound of a test:
 * no rule tells two values of one cell apart. Cells are numbered from 0, upwards.
 */
#ifndef VIERPHASEN_CELLS_H
#define VIERPHASEN_CELLS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Where a cell begins, and what it is called: by the bound that was first there. */
struct cut {
    int32_t first; /* of the cell's values */
    enum {
        CUT_FIXED,  /* a number or a date */
        CUT_MOVING, /* a bound that counts from as_of */
        CUT_TODAY,  /* the day behind as_of */
        CUT_AGE     /* a day of birth: whoever was born on `first` or later is younger
                       than `number` */
    } origin;
    int32_t number; /* moving: its place in concept->moving */
    bool is_past;   /* moving: the bound itself lies in the cell before */
};

/* A zeroed struct with its ends set has one cell; cells_free takes its memory. */
struct cells {
    int32_t least, most; /* of all values */
    unsigned count;      /* of the cuts; one less than cells */
    size_t room;
    struct cut *cuts; /* in order, each day or number once */
};

/* Cuts before cut->first. A cut that is there stays as it is. */
void cells_cut(struct cells *cells, const struct cut *cut);
void cells_free(struct cells *cells);

/* The cell of a value from least to most. */
unsigned cells_find(const struct cells *cells, int32_t value);

/* The ends of a cell. */
int32_t cells_first(const struct cells *cells, unsigned cell);
int32_t cells_last(const struct cells *cells, unsigned cell);

#endif
