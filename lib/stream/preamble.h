/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What stands before a stream's header: a byte order mark, an Excel line `sep=X`, the
 * comments of a rule table, the titles of an export; and what the header says of the
 * delimiter. Internal to the reader.
 */
#ifndef VIERPHASEN_PREAMBLE_H
#define VIERPHASEN_PREAMBLE_H

#include <stdbool.h>
#include <stddef.h>

#include "stream/dialect.h"

struct diag;
struct heading;
struct window;

struct preamble {
    struct dialect_search search; /* out: with the delimiter */
    bool is_table; /* comments and empty lines may stand before the header */
    const struct heading
        *heading;       /* of an export; NULL: the header is the first line */
    size_t longest;     /* bytes that a header may have */
    unsigned long line; /* in: 1; out: the physical line of the header */
    unsigned skipped;   /* out: lines above the header of an export */
};

/*
 * Reads until the window holds the header, and uses up all before it. False and a diag
 * if there is none.
 */
bool preamble_read(struct preamble *preamble, struct window *window, struct diag *diag);

#endif
