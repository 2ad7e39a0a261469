/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The reader's gear for a record with quotes: it is cut along the scan's index
 * (quoted_cut.h) or, if that is not possible, goes whole through libcsv in strict mode
 * (RFC 4180), line by line. Internal to the reader; the only module that knows libcsv.
 */
#ifndef VIERPHASEN_QUOTED_H
#define VIERPHASEN_QUOTED_H

#include <stdbool.h>
#include <stddef.h>

#include "stream/builder.h"

struct csv_parser;
struct diag;
struct record;
struct window;

/* A zeroed struct has begun no record. */
struct quoted {
    bool active;        /* a record is begun */
    size_t open_length; /* of its field whose quote is open */
    size_t fed;         /* its bytes so far, with line ends */
    unsigned long line_feeds;
    struct builder fields;
    struct span canonical; /* as in quoted_cut.h; null where it is not known */
    /* `="…"` is a field too, the same as `"…"`: the `=` is for spreadsheets. */
    bool takes_formulas;
    bool is_careful; /* all goes through libcsv */

    struct csv_parser *parser; /* NULL: made when it is needed */
    bool inside;               /* the last quote is open */
    bool complete;
};

enum quoted_status {
    QUOTED_MORE,   /* the record goes on behind the window */
    QUOTED_RECORD, /* it is complete: `fields` */
    QUOTED_OPEN,   /* a field is not closed: at the end of the file, or within the limit
                    */
    QUOTED_FAULT   /* a quote is misplaced */
};

/*
 * Begins a record at window->start, or goes on with the one that is begun, for as long
 * as the window holds lines. Anything but QUOTED_MORE ends the record; the window keeps
 * its bytes until window_use.
 */
enum quoted_status quoted_read(struct quoted *quoted, struct window *window,
                               char delimiter, size_t longest);

/*
 * Says why there is no record (QUOTED_OPEN or QUOTED_FAULT); `longest` as above.
 * Returns false.
 */
bool quoted_refuse(const struct quoted *quoted, const struct record *record,
                   enum quoted_status status, size_t longest, struct diag *diag);

/* Gives up the record that is begun; another file may follow. */
void quoted_drop(struct quoted *quoted);

void quoted_free(struct quoted *quoted);

#endif
