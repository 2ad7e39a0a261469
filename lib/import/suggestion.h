/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A mapping to begin with: each header of an export, and the case column that it
 * probably is, where the names are the same or are among the German names of
 * lib/data/mappings/german.tsv.
 */
#ifndef VIERPHASEN_SUGGESTION_H
#define VIERPHASEN_SUGGESTION_H

#include <stdbool.h>

#include "base/span.h"

struct arena;
struct concept;
struct diag;
struct header;
struct suggestion;
struct writer;

/* Loads the German names, into the arena. NULL and a diag on failure. */
const struct suggestion *suggestion_load(struct arena *arena, struct diag *diag);

/* How many there are, of both files. */
unsigned suggestion_count(const struct suggestion *known);

/* Writes those of the export or of the needs file to an array; returns their number. */
unsigned suggestion_headers(const struct suggestion *known, bool of_needs,
                            struct span *headers);

/* Whether a header is one of them. */
bool suggestion_has(const struct suggestion *known, struct span header, bool of_needs);

/* The column of an export's header, or of one that is near; an empty span: unknown. */
struct span suggestion_column(const struct suggestion *known, struct span header);

/*
 * Writes a record `column header values` for each header; an unknown one has no column.
 * `needs`: the header of the needs file, or NULL.
 */
void suggestion_mapping(const struct suggestion *known, struct writer *writer,
                        const struct concept *concept, const struct header *header,
                        const struct header *needs);

#endif
