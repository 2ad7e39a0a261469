/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The parameters of a concept: one place for each threshold. `$name` in a test of
 * numbers stands for a number, `+$name` and `-$name` in steps for a span of time
 * such as `6mo`. The value is that of the row which is valid on the as-of day.
 */
#ifndef VIERPHASEN_PARAMETERS_H
#define VIERPHASEN_PARAMETERS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/diag.h"
#include "base/mem.h"
#include "base/span.h"

struct table_source;

enum { PARAMETERS_MOST = 64 }; /* a bit for each in a set of those that a rule uses */

struct parameter {
    struct span name;
    struct span value; /* as written; empty: no row is valid on the as-of day */
    bool is_number;    /* else steps without a sign */
    int32_t number;    /* of a number */
};

struct parameters {
    unsigned count;
    struct parameter list[PARAMETERS_MOST];
};

/*
 * Loads parameters.tsv; path NULL: the concept has none. Rows of other days are checked
 * too. Adds faults for what is wrong.
 */
void parameters_load(struct parameters *parameters, const struct table_source *source,
                     int32_t as_of, struct arena *arena, struct faults *faults);

/* The number of the parameter, or -1; parameters may be NULL. */
int parameters_find(const struct parameters *parameters, struct span name);

/* The number that `name` stands for on the as-of day, or -1: none, or no number. */
int32_t parameters_number(const struct parameters *parameters, struct span name);

/*
 * Whether a text uses a parameter that isn't there, has no value on the as-of day or is
 * of the other sort; then `out` says so, and which one was meant.
 */
bool parameters_fault(const struct parameters *parameters, struct span text,
                      bool is_number, char *out, size_t size);

#endif
