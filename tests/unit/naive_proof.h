/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the proofs of the dates share: steps as a table writes them, followed from every
 * day of a range, and one form for all that they say when the library is wrong:
 *
 *     2026-01-31 +1mo (DE): got 2026-03-03, wanted 2026-02-28
 *
 * Starts are days of naive_dates.h, results are numbers as the library has them. Run
 * from the project's root.
 */
#ifndef VIERPHASEN_TEST_NAIVE_PROOF_H
#define VIERPHASEN_TEST_NAIVE_PROOF_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "naive_dates.h"
#include "rules/calendar.h"
#include "rules/steps.h"
#include "value/date.h"

#define HOLIDAY_TABLE "lib/data/calendars/germany.tsv"

struct notation {
    char text[48];
    struct steps steps;
};

static inline struct calendar *proof_calendar(const char *land)
{
    struct diag diag = {0};
    struct calendar *calendar = calendar_open(HOLIDAY_TABLE, span_from(land), &diag);

    if (calendar == NULL)
        diag_print(&diag, "proof", stderr);
    return calendar;
}

static inline struct notation notation_of(const char *text)
{
    struct notation notation;

    snprintf(notation.text, sizeof notation.text, "%s", text);
    if (!steps_parse(span_from(notation.text), NULL, &notation.steps))
        fail_msg("\"%s\" is no sequence of steps", notation.text);
    return notation;
}

/* `+6mo`; the sign is the caller's, because there is a -0b. */
static inline struct notation notation_count(char sign, int n, const char *unit)
{
    char text[48];

    snprintf(text, sizeof text, "%c%d%s", sign, n, unit);
    return notation_of(text);
}

/* A number of the library, so that messages never depend on its own conversions. */
static inline const char *proof_text(int32_t number)
{
    return number == DATE_NONE ? "no date" : naive_text(number);
}

static inline void proof_fault(int start, const char *step, const char *land,
                               int32_t got, int32_t wanted)
{
    fail_msg("%s %s (%s): got %s, wanted %s", naive_text(naive_number(start)), step,
             land, proof_text(got), proof_text(wanted));
}

/* got is the library's, wanted is a day that was found by counting. */
static inline void proof_equal(int start, const char *step, const char *land,
                               int32_t got, int wanted)
{
    if (got != naive_number(wanted))
        proof_fault(start, step, land, got, naive_number(wanted));
}

/* A later start never gives an earlier result: `before` is that of the day before. */
static inline void proof_monotone(int start, const char *step, const char *land,
                                  int32_t before, int32_t got)
{
    if (got < before)
        fail_msg("%s %s (%s): got %s, but from the day before %s",
                 naive_text(naive_number(start)), step, land, proof_text(got),
                 proof_text(before));
}

#endif
