/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The inside of a writer, for the files that make it up: writer.c (values and records),
 * writer_header.c and writer_stretch.c.
 */
#ifndef VIERPHASEN_WRITER_INSIDE_H
#define VIERPHASEN_WRITER_INSIDE_H

#include <limits.h>
#include <stdbool.h>

#include "base/buffer.h"
#include "base/diag.h"
#include "base/mem.h"
#include "base/span.h"
#include "stream/dialect.h"
#include "stream/output.h"
#include "stream/writer.h"

struct writer {
    struct output *output;
    struct dialect dialect;           /* that is written */
    struct dialect wanted;            /* the same, unless the writer is deferred */
    const struct writer_form *form;   /* or NULL */
    const struct writer_words *words; /* or NULL */
    bool is_flat;                     /* TSV, CSV: fields between delimiters */
    void *state;                      /* of the form */
    cell_kinds_of *kinds_of;
    const void *context;
    enum cell_kind *kinds; /* of the columns */
    bool is_misread;       /* EXCEL: a text looks like a number */
    bool in_header;
    bool has_failed;
    struct diag failure;
    bool is_quoted[UCHAR_MAX + 1]; /* after the header: a value with this byte */
    unsigned columns;
    unsigned column;   /* that comes next */
    struct span *keys; /* JSON: what stands before each value, from `{` or `,` to `"` */
    struct arena arena;
    struct buffer scratch; /* a decoded TSV field */

    struct output *aside;    /* in memory: a stretch; NULL until there is one */
    struct output *resumed;  /* the output, while a stretch is encoded */
    unsigned stretch_column; /* its first one */
};

static inline void writer_put_char(struct writer *writer, char c)
{
    *output_room(writer->output, 1) = c;
    output_put(writer->output, 1);
}

/* A value as it is, also where there are words for others. */
void writer_put(struct writer *writer, struct span value);

#endif
