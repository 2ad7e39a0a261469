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

enum { OWN_KEY = -1 };

/*
 * For each of the rows the number of the first row above it that has the same key and
 * exists on one of its days, or OWN_KEY. Of rows that clash at least the first `most`
 * are told. The list belongs to the caller (free).
 */
long *own_keys_find(const struct keyed_row *rows, size_t count, unsigned most);

#endif
