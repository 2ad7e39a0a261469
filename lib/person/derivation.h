/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is derived of a person without a table: one place for each such column, its
 * source, how it is derived, and from which day on it has a value. Facts and forecast
 * walk over these and name no column.
 */
#ifndef VIERPHASEN_DERIVATION_H
#define VIERPHASEN_DERIVATION_H

#include <stdbool.h>
#include <stdint.h>

#include "rules/concept.h"
#include "rules/entries.h"

/* What there is to derive from, besides the values. */
struct derivation_input {
    const struct concept *concept;
    int32_t as_of;
    unsigned need_count;
    const struct need_entry *needs;
};

struct derivation {
    int source; /* the case column that it is derived from */
    /* Sets its columns among the values; the source's may be unknown. */
    void (*derive)(const struct derivation_input *input, struct value *values);
    /*
     * NULL: it doesn't move with the day. Else it never falls from one day to a later
     * one; this is the first day on which it is at least `number`, or DATE_NONE. The
     * source is known.
     */
    int32_t (*reached_on)(const struct value *source, int32_t number);
};

enum { DERIVATIONS_MOST = 8 };

extern const struct derivation DERIVATIONS[];
extern const unsigned DERIVATION_COUNT; /* at most DERIVATIONS_MOST */

/*
 * Derives once what can't be derived of any record, since the stream lacks its source,
 * and takes it out of `derives`, which is by number. Sets by column whether it varies
 * from record to record, as far as no table gives it; is_bound: the stream has it.
 */
void derivations_settle(const struct concept *concept, const bool *is_bound,
                        bool *derives, bool *varies, struct value *values);

/* The number of the derivation that sets a column, or -1. */
int derivation_of(const struct columns *columns, int column);

#endif
