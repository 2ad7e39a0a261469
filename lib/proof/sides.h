/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Two concepts, or one on two days, and what each makes of the same record: two sets of
 * facts over it. A record that one of them refuses can't be compared.
 */
#ifndef VIERPHASEN_SIDES_H
#define VIERPHASEN_SIDES_H

#include <stdbool.h>

#include "base/diag.h"

struct concept;
struct facts;
struct header;
struct record;

enum { OLD_SIDE, NEW_SIDE, BOTH_SIDES };

struct sides {
    struct concept *concepts[BOTH_SIDES];
    struct facts *facts[BOTH_SIDES];
    unsigned long long refused[BOTH_SIDES]; /* records that this side alone refuses */
};

/* What else may refuse a record once the facts of a side have it. False and a diag. */
typedef bool sides_reader(void *context, unsigned side, const struct record *record,
                          struct diag *diag);

/* The concepts must outlive the sides; sides_free is safe on a zeroed struct. */
void sides_init(struct sides *sides, struct concept *old, struct concept *new);
void sides_free(struct sides *sides);

/* Binds the facts, of which the caller said before what they must have. */
bool sides_bind(struct sides *sides, const struct header *header, struct diag *diag);

/*
 * Reads a record on both sides; also NULL: the facts are all. False and a diag (with
 * the column, without the place) that says which side refuses it, if only one does.
 */
bool sides_read(struct sides *sides, const struct record *record, sides_reader *also,
                void *context, struct diag *diag);

#endif
