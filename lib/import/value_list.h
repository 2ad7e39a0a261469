/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What stands in the coded headers of an export: each different value, how often, and
 * what the mapping makes of it, so that a mapping can be completed before it refuses
 * anybody. Only columns of codes, yes and no, and lists of codes, and the code, status
 * and grade of a needs file: never names, keys, dates or texts. A header with more
 * values than such a column has is none of them, and is left out.
 */
#ifndef VIERPHASEN_VALUE_LIST_H
#define VIERPHASEN_VALUE_LIST_H

#include <stdbool.h>

#include "base/span.h"

struct concept;
struct diag;
struct header;
struct mapping;
struct reader;
struct record;
struct targets;
struct value_list;
struct writer;

/* Different values of a header, and their bytes. */
enum { VALUE_LIST_MOST = 500, VALUE_LIST_BYTES = 1 << 16 };

/* The columns that value_list_write writes, between spaces. */
extern const char *const VALUE_LIST_COLUMNS;

/* The lists of an export's headers, empty. All arguments must outlive them. */
struct value_list *value_list_new(const struct concept *concept,
                                  const struct targets *targets,
                                  const struct header *header);
void value_list_free(struct value_list *list);

/* Takes the values of a record of the export. */
void value_list_take(struct value_list *list, const struct record *record);

/*
 * Adds the values of a needs file that was opened, to its end; rows that are no records
 * are passed over. False and a diag if its header lacks a mapped one, or on failure.
 */
bool value_list_take_needs(struct value_list *list, struct reader *reader,
                           const struct mapping *mapping, const char *file_name,
                           struct diag *diag);

/*
 * Writes a record for each value: those of a header together, the most frequent first,
 * else by their bytes. What it becomes is `(refused)` if the column does not take it,
 * `(unknown)` if the mapping makes it empty.
 */
void value_list_write(struct value_list *list, struct writer *writer);

/*
 * The next header that was left out, from *at on, which begins as 0; ptr NULL: no more.
 */
struct span value_list_next_crowded(const struct value_list *list, unsigned *at);

#endif
