/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Tests in FEEL, the language of DMN 1.3. Our notation is that of its unary tests, with
 * one difference: a test on an unknown value, or against one, is false here, also
 * `not(A)`. In FEEL not(A) holds for null, and a test whose result is null may hold for
 * null as well. So what isn't plainly the same becomes an expression on `?`, the value,
 * with guards.
 *
 * Steps become durations: a month that lacks the day leads to its last one, as engines
 * of FEEL do it. FEEL has no working days: feel_counts_working_days says where these
 * are.
 */
#ifndef VIERPHASEN_FEEL_H
#define VIERPHASEN_FEEL_H

#include <stdbool.h>

#include "base/buffer.h"
#include "base/mem.h"
#include "base/span.h"
#include "proof/written_tests.h"
#include "rules/concept.h"

struct feel {
    struct concept *concept;
    struct span names[COL_MOST]; /* of the columns; no two are the same */
    struct arena arena;
};

/* What a test needs to be known beside its own column. */
struct feel_needs {
    bool columns[COL_MOST];
    bool as_of;
};

/* A zeroed struct becomes one for the concept, which must outlive it. */
void feel_begin(struct feel *feel, struct concept *concept);
void feel_end(struct feel *feel);

/* The type of a column's values: string, number, date or codes (a list of strings). */
const char *feel_type(const struct column *column);

/* The value of a column as tables see it: a default is filled in, a held date is
 * unknown before its day. */
void feel_value(const struct feel *feel, int column, struct buffer *out,
                struct feel_needs *needs);

/* A text as a string literal. */
void feel_string(struct span text, struct buffer *out);

/*
 * The entry of a rule for a column: all its tests on it must hold; `-` if there are
 * none. Adds what they need beside it.
 */
void feel_entry(struct feel *feel, const struct rule *rule, int column,
                struct buffer *out, struct feel_needs *needs);

/* Whether a text of tests on a column counts working days. */
bool feel_counts_working_days(struct feel *feel, int column, struct span text);

#endif
