/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where the header of an export stands: programs of an office write a title, a date or
 * empty lines above it. It is found by names that it must have, each line with its own
 * delimiter, so that a title decides nothing.
 */
#ifndef VIERPHASEN_HEADING_H
#define VIERPHASEN_HEADING_H

#include <stdbool.h>
#include <stddef.h>

#include "base/span.h"
#include "stream/header.h"

struct buffer;
struct diag;
struct dialect_search;

/* The header stands in the first so many lines. */
enum { HEADING_LINES = 20 };

/* How an export is read, which no tool of ours wrote. Borrowed. */
struct heading {
    /*
     * The header is the first line that has one of these names, which stand in the
     * order of span_compare. Without names it is the first line that holds something.
     */
    const struct span *sought;
    unsigned count;
    const char *what; /* the names are in messages: `mapped header` */
    /* If no line has one of the names: the first of those with the most names. */
    bool guesses;
    struct name_test drops; /* columns that are left out */
};

/* What a line holds, taken for a header. */
struct heading_line {
    bool is_sought;
    unsigned filled; /* fields that hold something */
};

/*
 * Looks at the record at the start of text, which may be cut off. `search` is what is
 * known of the delimiter; `scratch` is used for what has to be decoded.
 */
struct heading_line heading_look(const struct heading *heading,
                                 struct dialect_search search, struct span text,
                                 struct buffer *scratch);

/* Says that no line is the header, without a word of what they hold. False. */
bool heading_missing(const struct heading *heading, struct diag *diag);

#endif
