/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The persons that a run is about: ids from a file, one a line. They never stand on a
 * command line, where every user of the machine can read them.
 */
#ifndef VIERPHASEN_PERSONS_H
#define VIERPHASEN_PERSONS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"
#include "base/dict.h"
#include "base/span.h"

struct diag;
struct record;

/* A zeroed struct is an empty list; persons_free ends it. */
struct persons {
    struct dict ids;
    bool *is_found;   /* [ids.count] */
    size_t found;     /* how many were */
    struct buffer id; /* of the record that was asked about last */
};

/*
 * Reads a file, `-` for standard input; `block`: bytes for one read(2), 0: many. Lines
 * end with LF or CRLF; blanks around an id and empty lines are dropped, an id that
 * comes twice is one. A first line `client_id` is the header of a stream. False and a
 * diag if the file can't be read.
 */
bool persons_read(struct persons *persons, const char *path, size_t block,
                  struct diag *diag);
void persons_free(struct persons *persons);

/*
 * Whether the record is of one of them, who is then found; `column`: client_id. False
 * and a diag (without the place) if the field can't be decoded.
 */
bool persons_choose(struct persons *persons, const struct record *record,
                    unsigned column, bool *is_chosen, struct diag *diag);

/* How many of the ids no record had. */
static inline size_t persons_unfound(const struct persons *persons)
{
    return persons->ids.count - persons->found;
}

#endif
