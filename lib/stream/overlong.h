/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Finds the end of a record that is too long to be held, byte by byte, where the reader
 * would have found it: quoted fields may hold line ends (RFC 4180), a quoting fault
 * ends the record at the next LF. Internal to the reader.
 */
#ifndef VIERPHASEN_OVERLONG_H
#define VIERPHASEN_OVERLONG_H

#include <stdbool.h>
#include <stddef.h>

#include "stream/dialect.h"

struct overlong {
    struct dialect dialect;
    size_t longest; /* bytes of a quoted field; a longer one is a fault */
    enum {
        OVERLONG_FIELD_START,
        OVERLONG_PLAIN,  /* in a field without quotes, or behind a fault */
        OVERLONG_QUOTED, /* inside quotes */
        OVERLONG_CLOSED  /* behind a quote that closes the field or is doubled */
    } state;
    bool is_faulty; /* a quote is misplaced: the next LF ends the record */
    size_t length;  /* of the quoted field so far */
};

/* Begins at the first byte of a record. */
void overlong_begin(struct overlong *overlong, struct dialect dialect, size_t longest);

/* Takes the next byte; true if it is the LF that ends the record. */
bool overlong_walk(struct overlong *overlong, char c);

#endif
