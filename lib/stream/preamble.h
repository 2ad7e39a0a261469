/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What stands before a stream's header: a byte order mark, an Excel line `sep=X`, the
 * comments of a rule table; and what the header says of the delimiter. Internal to the
 * reader.
 */
#ifndef VIERPHASEN_PREAMBLE_H
#define VIERPHASEN_PREAMBLE_H

#include <stdbool.h>
#include <stddef.h>

#include "stream/dialect.h"

struct diag;
struct window;

struct preamble {
    struct dialect_search search; /* out: with the delimiter */
    bool is_table;      /* comments and empty lines may stand before the header */
    size_t longest;     /* bytes that a header may have */
    unsigned long line; /* in: 1; out: the physical line of the header */
};

/*
 * Reads until the window holds the header, and uses up all before it. False and a diag
 * if there is none.
 */
bool preamble_read(struct preamble *preamble, struct window *window, struct diag *diag);

#endif
