/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Steps from one day to another, in the notation of dateutils where it has one:
 * `+6mo` `-3mo` `+1y` `+2w` `+10d` · `+10b` working days · `>09-30` the next 30
 * September on or after · `+25age` the 25th birthday. Several steps go from left to
 * right and are not merged. `+$contact`, `-$contact`: as long as the parameter says.
 * The law behind each is in date.h and calendar.h.
 */
#ifndef VIERPHASEN_STEPS_H
#define VIERPHASEN_STEPS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/span.h"
#include "rules/calendar.h"
#include "rules/parameters.h"

enum step_kind {
    STEP_DAYS,
    STEP_WORKING_DAYS,
    STEP_MONTHS,
    STEP_MONTH_DAY,
    STEP_BIRTHDAY
};

struct step {
    enum step_kind kind;
    int32_t n; /* STEP_MONTH_DAY: the month */
    int32_t month_day;
    bool back_from_zero; /* -0b */
};

enum { STEPS_MOST = 6 };

struct steps {
    unsigned count;
    struct step step[STEPS_MOST];
    uint64_t parameters; /* a bit for each that stands in them */
    bool works;          /* some of them count working days */
    unsigned number;     /* equal ones have the same (deadline_steps.h); 0: none */
};

/*
 * False if the text is no sequence of 1 … STEPS_MOST steps, or names a parameter that
 * isn't there, is no span of time or has no value on the as-of day. Spaces between
 * steps are allowed. parameters NULL: there are none.
 */
bool steps_parse(struct span text, const struct parameters *parameters,
                 struct steps *steps);

/* Whether both lead to the same day from any day. */
bool steps_equal(const struct steps *a, const struct steps *b);

/*
 * The day that the steps lead to; DATE_NONE if the calendar ends before. Adds
 * to *doubts what is not certain of the working days that were counted (calendar.h).
 */
int32_t steps_apply(const struct steps *steps, const struct calendar *calendar,
                    int32_t day, unsigned *doubts);

#endif
