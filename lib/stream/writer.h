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

#include <stdbool.h>

#include "base/span.h"
#include "stream/dialect.h"

struct diag;
struct output;
struct record;
struct writer;

/* What a column holds, for formats that write more than bytes. */
enum cell_kind {
    CELL_TEXT,
    CELL_DATE,
    CELL_NUMBER, /* whole */
    CELL_FIGURE  /* with a fraction, behind a point */
};

/* What the column of this name holds; the context is the one of writer_tell. */
typedef enum cell_kind cell_kind_of(const void *context, struct span name);

/*
 * A format that is no stream of fields, such as a workbook. The writer calls these in
 * this order, with decoded values, and frees what `open` gave. `value` and `end` (of a
 * record) return false and a diag (without a place) where something can't be written:
 * then only `free` follows. `close` puts what is not in the output yet.
 */
struct writer_form {
    bool is_whole; /* a part of the records is never written */
    void *(*open)(struct output *output);
    void (*header)(void *it, const struct span *names, const enum cell_kind *kinds,
                   unsigned count);
    bool (*value)(void *it, unsigned column, struct span value, struct diag *diag);
    bool (*end)(void *it, struct diag *diag);
    bool (*close)(void *it, struct diag *diag);
    void (*free)(void *it);
};

/* The output stays with the caller. */
struct writer *writer_new(struct output *output, struct dialect dialect);
void writer_free(struct writer *writer);

/* Before the header: who tells what columns hold. Else all are text. */
void writer_tell(struct writer *writer, cell_kind_of *kind_of, const void *context);

/*
 * Words that are written in place of the names of columns and of values, for people.
 * `heads` gives those of a header, which stay; `value` that of a value (of a TSV field
 * without escapes, as it stands) in a column, or the value itself.
 */
struct writer_words {
    void *context;
    void (*heads)(void *context, const struct span *names, unsigned count,
                  struct span *heads);
    struct span (*value)(void *context, unsigned column, struct span value);
};

/* Before the header; borrowed. */
void writer_translate(struct writer *writer, const struct writer_words *words);

enum format writer_format(const struct writer *writer);

/* False and a diag (without a place) if a value could not be written. */
bool writer_check(const struct writer *writer, struct diag *diag);

/*
 * Behind the last record: all is in the output. A run that `stopped` before the end of
 * its input leaves what it has, if the format can be left in part. False and a diag on
 * failure.
 */
bool writer_close(struct writer *writer, bool stopped, struct diag *diag);

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
