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

/* Fills in what the columns of a header hold; the context is that of writer_tell. */
typedef void cell_kinds_of(const void *context, const struct span *names,
                           unsigned count, enum cell_kind *kinds);

/*
 * A format that is no stream of fields, such as a workbook. The writer calls these in
 * this order, with decoded values, and frees what `open` gave. Those that may fail
 * return NULL or false and a diag (with a column perhaps, and no file); then only
 * `free` follows. `close` puts what is not in the output yet. Names and kinds stay as
 * long as the writer.
 */
struct writer_form {
    bool is_whole; /* a part of the records is never written */
    void *(*open)(struct output *output, struct diag *diag);
    bool (*header)(void *it, const struct span *names, const enum cell_kind *kinds,
                   unsigned count, struct diag *diag);
    bool (*value)(void *it, unsigned column, struct span value, struct diag *diag);
    bool (*end)(void *it, struct diag *diag); /* of a record */
    bool (*close)(void *it, struct diag *diag);
    void (*free)(void *it); /* NULL too */
};

/* A value of a record. */
struct writer_cell {
    struct span value;
    bool is_clean; /* known to hold no control character and no backslash */
};

/* The output stays with the caller. */
struct writer *writer_new(struct output *output, struct dialect dialect);

/*
 * The same for records that the caller takes from the output in pieces. Where the
 * format is no stream the writer is deferred: it writes TSV, of which render_records
 * (render.h) makes the format.
 */
struct writer *writer_new_pieces(struct output *output, struct dialect dialect);
bool writer_is_deferred(const struct writer *writer);

void writer_free(struct writer *writer);

/*
 * Before the header: who tells what columns hold. Else all are text, and numbers are
 * the columns into which writer_number writes.
 */
void writer_tell(struct writer *writer, cell_kinds_of *kinds_of, const void *context);

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

/* Before the header; borrowed. What columns hold is told by their names. */
void writer_translate(struct writer *writer, const struct writer_words *words);

/* What was asked for, also of a deferred one. */
struct dialect writer_dialect(const struct writer *writer);
enum format writer_format(const struct writer *writer);

/* After the header: what each column holds. */
const enum cell_kind *writer_kinds(const struct writer *writer);

/*
 * False and a diag without a file (`line` is one of what is written, if it is set) if
 * something could not be written.
 */
bool writer_check(const struct writer *writer, struct diag *diag);

/*
 * Whether a spreadsheet would take a text of this stream for a number (excel_misreads):
 * FORMAT_EXCEL only.
 */
bool writer_is_misread(const struct writer *writer);
void writer_set_misread(struct writer *writer); /* what another process wrote is so */

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
/* … several of these values at once … */
void writer_cells(struct writer *writer, const struct writer_cell *cells,
                  unsigned count);
/* … a stretch, see below … */
void writer_stretch(struct writer *writer, struct span stretch, unsigned columns);

/* … and then its end. */
void writer_end(struct writer *writer);

/*
 * A stretch is what some neighbouring columns say in many records, encoded once. What
 * is written between writer_stretch_begin and writer_stretch_end goes into it, from the
 * next column on, which then still is the next one. The bytes stay until the next
 * stretch begins, and are good for these columns. Not every format has stretches.
 */
bool writer_has_stretches(const struct writer *writer);
void writer_stretch_begin(struct writer *writer);
struct span writer_stretch_end(struct writer *writer);

#endif
