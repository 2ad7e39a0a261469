/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A mapping to begin with: each header of an export, and the case column that it
 * probably is, where the names are the same or are among the German names of
 * lib/data/mappings/german.tsv.
 */
#ifndef VIERPHASEN_SUGGESTION_H
#define VIERPHASEN_SUGGESTION_H

#include <stdbool.h>

struct concept;
struct diag;
struct header;
struct writer;

/*
 * Writes a record `column header values` for each header; an unknown one has no column.
 * `needs`: the header of the needs file, or NULL. False and a diag on failure.
 */
bool suggestion_mapping(struct writer *writer, const struct concept *concept,
                        const struct header *header, const struct header *needs,
                        struct diag *diag);

#endif
