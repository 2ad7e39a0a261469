/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From a record of a raw export to a checked record of the contract: columns renamed,
 * cells trimmed and translated, needs joined, every value checked and brought into its
 * normal form (vierphasen-stream(5)).
 */
#ifndef VIERPHASEN_CONVERSION_H
#define VIERPHASEN_CONVERSION_H

#include <stdbool.h>

#include "base/span.h"

struct buffer;
struct concept;
struct conversion;
struct diag;
struct faults;
struct header;
struct mapping;
struct needs_file;
struct record;
struct targets;

/*
 * Binds an export's header. The mapping may be empty; join is NULL without a needs
 * file. All arguments must outlive the conversion. NULL and a diag on failure.
 */
struct conversion *conversion_new(const struct concept *concept,
                                  const struct mapping *mapping,
                                  struct needs_file *needs_file,
                                  const struct header *header, const char *export_name,
                                  struct diag *diag);
void conversion_free(struct conversion *conversion);

/* The columns of the stream that is made, and where they come from. */
const struct header *conversion_header(const struct conversion *conversion);
const struct targets *conversion_targets(const struct conversion *conversion);

enum { CONVERSION_FAULTS = 5 };

/*
 * Converts and checks a record. False if it is to be refused: the faults, at most
 * CONVERSION_FAULTS, name the export's headers, not the place. They stay until the next
 * record.
 */
bool conversion_take(struct conversion *conversion, const struct record *record,
                     struct faults **faults);

/*
 * A record that is refused before it could be taken: the needs file's rows of whoever
 * it may be are counted as theirs.
 */
void conversion_see(struct conversion *conversion, const struct record *record);

/*
 * The record taken last, each value in its normal form; until the next one. It is
 * copied to a stream as any record is.
 */
const struct record *conversion_record(const struct conversion *conversion);

/*
 * Adds to a text how many dates of a column can't be meant, in the records that were
 * taken: before 1910, or more than 50 years ahead of the as-of day. False: there are
 * none.
 */
bool conversion_say_doubtful(const struct conversion *conversion, unsigned column,
                             struct buffer *text);

#endif
