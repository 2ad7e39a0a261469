/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What case-import prints about an export instead of importing it: a mapping to begin
 * with (--show-headers), or the values of its coded headers (--show-values). Either
 * looks at the needs file too, if there is one.
 */
#ifndef VIERPHASEN_SHOWING_H
#define VIERPHASEN_SHOWING_H

#include "cli/filter.h"

struct mapping;
struct targets;
struct suggestion;
struct value_list;

/* A zeroed struct shows nothing; showing_free ends it. */
struct showing {
    bool headers, values;           /* which of the two */
    const char *needs;              /* the file, or NULL */
    struct reader *reader;          /* of it */
    const struct suggestion *known; /* for headers */
    const struct mapping *mapping;  /* for values */
    struct value_list *value_lists; /* for values */
};

/* In start: names the columns, and opens the needs file. `targets`: for values only. */
enum filter_status showing_start(struct showing *showing, struct filter *filter,
                                 const struct reader_options *reading,
                                 const struct mapping *mapping,
                                 const struct targets *targets);

/* In begin: all of --show-headers. FILTER_DONE, or FILTER_FAILED. */
enum filter_status showing_headers(struct showing *showing, struct filter *filter);

/* In record, and in finish: for --show-values. */
enum filter_status showing_record(struct showing *showing, const struct record *record);
enum filter_status showing_values(struct showing *showing, struct filter *filter);

void showing_free(struct showing *showing);

#endif
