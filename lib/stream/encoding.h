/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How values are spelt in the formats that are written, on their way to an output.
 */
#ifndef VIERPHASEN_ENCODING_H
#define VIERPHASEN_ENCODING_H

#include <stddef.h>

#include "base/span.h"
#include "stream/output.h"

struct record;

/* Values are encoded in parts, so that any length fits the output's room. */
enum { ENCODING_PART = OUTPUT_ROOM / 8 };

/* The inside of a JSON string (RFC 8259), with the shortest escapes; the length. */
size_t encoding_json(struct span text, char *out);

/* The inside of a field in quotes: each quote doubled; the length. */
size_t encoding_quoted(struct span text, char *out);

/* Writes a text of any length through an encoder that makes at most 6 bytes of one. */
void encoding_put(struct output *output, struct span text,
                  size_t (*encode)(struct span, char *));

/* Writes the fields of a plain record, at most OUTPUT_ROOM bytes, as TSV. */
void encoding_put_tabs(struct output *output, const struct record *record);

#endif
