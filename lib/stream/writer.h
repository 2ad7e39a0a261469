/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The writer: records in any dialect of vierphasen-stream(5), with quotes and escapes
 * only where they are needed. What a record of the same dialect holds is copied as one
 * block.
 *
 * Errors are kept in the output (output.h).
 */
#ifndef VIERPHASEN_WRITER_H
#define VIERPHASEN_WRITER_H

#include "base/span.h"
#include "stream/dialect.h"

struct output;
struct record;
struct writer;

/* The output stays with the caller. */
struct writer *writer_new(struct output *output, struct dialect dialect);
void writer_free(struct writer *writer);

enum format writer_format(const struct writer *writer);

/*
 * Fixes the columns and writes the header (JSON: nothing). Once, before any record. The
 * names are copied.
 */
void writer_header(struct writer *writer, const struct span *names, unsigned count);

/* A record is written from left to right: one of these for each next column or columns
 * … */
void writer_copy(struct writer *writer,
                 const struct record *record); /* all its columns */
/* … its columns from `from` to before `to` … */
void writer_fields(struct writer *writer, const struct record *record, unsigned from,
                   unsigned to);
void writer_field(struct writer *writer, const struct record *record, unsigned column);
void writer_value(struct writer *writer, struct span value); /* of any bytes */
/* … a value without control characters and backslashes, such as a number or a code … */
void writer_clean(struct writer *writer, struct span value);
void writer_number(struct writer *writer, long number);

/* … and then its end. */
void writer_end(struct writer *writer);

#endif
