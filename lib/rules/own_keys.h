/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whether the key of a row is its own on each day on which the row exists. All rows are
 * looked at together, in n log n steps, whatever their keys and days are.
 */
#ifndef VIERPHASEN_OWN_KEYS_H
#define VIERPHASEN_OWN_KEYS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/span.h"

/* A row of a table, in the order of the table. */
struct keyed_row {
    struct span key, partner; /* the key is what both say together */
    int32_t first, last;      /* the days on which it exists */
    bool is_counted;          /* false: no other row can clash with it */
};

/*
 * For each of the rows whether a row above it has the same key and exists on one of its
 * days. The list belongs to the caller (free).
 */
bool *own_keys_clash(const struct keyed_row *rows, size_t count);

/* The first such row above one that clashes; in as many steps as there are rows. */
size_t own_keys_above(const struct keyed_row *rows, size_t row);

#endif
