/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whose a refused record is: the client_ids that it may hold, as the mapping translates
 * them. A quote may have swallowed records: then each of its lines may be one. A record
 * with too many or too few fields may have its key where a field more or less puts it.
 */
#ifndef VIERPHASEN_REFUSED_KEYS_H
#define VIERPHASEN_REFUSED_KEYS_H

#include <stdbool.h>

#include "base/buffer.h"
#include "base/span.h"

struct mapping_row;
struct record;

/* Where a file has its client_id. */
struct key_place {
    unsigned field, fields;        /* the number of the field, and how many there are */
    const struct mapping_row *row; /* NULL: as it stands */
};

/* A zeroed struct has no key; refused_keys_free ends it. */
struct refused_keys {
    struct key_place place;
    const struct record *record;
    struct span rest; /* lines that may be records */
    bool by_lines;    /* else the record is one, and tried in two places at most */
    unsigned tried;
    bool all_are_read; /* when there are no more: every record in it has told its key */
    struct buffer room;
};

void refused_keys_begin(struct refused_keys *keys, const struct record *record,
                        struct key_place place);

/* The next one, which holds until the next call; false: no more. None is empty. */
bool refused_keys_next(struct refused_keys *keys, struct span *key);

void refused_keys_free(struct refused_keys *keys);

#endif
