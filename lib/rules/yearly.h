/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Rules that give at most one day a year: `12-25`, `easter+60`, `wed-before 11-23`. A
 * day lies in the year it is asked for; rules that could leave their year are none.
 */
#ifndef VIERPHASEN_YEARLY_H
#define VIERPHASEN_YEARLY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/span.h"

struct yearly {
    enum {
        YEARLY_FIXED,     /* month and day */
        YEARLY_EASTER,    /* offset days from Easter Sunday */
        YEARLY_WED_BEFORE /* the last Wednesday before month and day */
    } kind;
    int month, day;
    int32_t offset; /* days */
};

/* False if the text is none of `MM-DD`, `easter`, `easter±N`, `wed-before MM-DD`. */
bool yearly_parse(struct span text, struct yearly *yearly);

/* `MM-DD` only. */
bool yearly_parse_day(struct span text, struct yearly *yearly);

/* The day in this year, whose Easter Sunday is `easter`; DATE_NONE: it has none. */
int32_t yearly_day(const struct yearly *yearly, int year, int32_t easter);

#endif
