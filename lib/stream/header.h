/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The names of a stream's columns: decoded, unique and not empty.
 */
#ifndef VIERPHASEN_HEADER_H
#define VIERPHASEN_HEADER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/span.h"

struct arena;
struct diag;
struct record;

/* Asks whether something holds for a name; without a function it never does. */
struct name_test {
    bool (*holds)(const void *context, struct span name);
    const void *context;
};

static inline bool name_test(struct name_test test, struct span name)
{
    return test.holds != NULL && test.holds(test.context, name);
}

struct header {
    unsigned count;
    const struct span *names;
    const uint32_t *sorted; /* [count]: their numbers by name; NULL: not sorted */
    unsigned dropped;   /* so many names behind those are of columns that are dropped */
    unsigned long line; /* physical line in its file */
    /*
     * Whether it may be shown. The first line of a file that came without its header is
     * a record: its "names" are a person's. So they may be shown only if one of them is
     * a name that is known.
     */
    bool is_safe;
};

/* The index of the column of this name, or -1. */
int header_find(const struct header *header, struct span name);

enum { HEADER_SHOWN_BYTES = 24 };

/* The name of a column for a message, or `column 3` if it may not be shown. */
struct span header_shown(const struct header *header, unsigned column,
                         char scratch[HEADER_SHOWN_BYTES]);

/* How a header is taken. */
struct header_rules {
    unsigned most;       /* columns */
    bool may_lack_names; /* they keep their place, without a name */
    /* Names are trimmed (text_trim_wide), and columns without one are left out. */
    bool is_export;
    struct name_test known, drops;
};

/*
 * Takes the names from a record, into the arena. places[i], of record->count, is the
 * field of name i, first of the columns, then of those that are dropped; behind them
 * stand the fields that have no name. False and a diag if there are too many names, a
 * repeated one, or an empty one where there may be none.
 */
bool header_take(struct header *header, const struct header_rules *rules,
                 const struct record *record, uint32_t *places, struct arena *arena,
                 struct diag *diag);

/*
 * Brings the columns of another file into the order of `header`: places[i], where
 * column i of `other` lies, becomes where column i of `header` does. False if they are
 * not the same columns.
 */
bool header_follow(const struct header *header, const struct header *other,
                   uint32_t *places);

#endif
