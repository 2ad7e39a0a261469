/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where documents go: one behind the other to standard output; each to a file of its
 * own in a folder, with an index.tsv (record, file, client_id) beside them; or one
 * behind the other to a file for each value of a column, as split.h does it.
 */
#ifndef VIERPHASEN_DOCUMENTS_H
#define VIERPHASEN_DOCUMENTS_H

#include <stdbool.h>

#include "base/span.h"
#include "files/folder.h"

struct diag;
struct documents;

struct documents_form {
    const char *folder; /* NULL: standard output */
    enum folder_place place;
    bool is_split;         /* a file for each value */
    const char *extension; /* of the files, without a dot */
    const char *between;   /* what stands between two documents of a stream or file */
};

/* NULL and a diag on failure. The form must stay. */
struct documents *documents_open(const struct documents_form *form, struct diag *diag);

/* A document of a person. */
struct document {
    unsigned long long record; /* its number */
    struct span client_id;
    struct span value; /* of the split */
    struct span text;
};

/* Whether the next document of this value begins a file, or the stream. */
bool documents_begins(const struct documents *documents, struct span value);

/* Writes it. False and a diag on failure. */
bool documents_write(struct documents *documents, const struct document *document,
                     struct diag *diag);

unsigned long long documents_count(const struct documents *documents);

/*
 * Ends the stream, or each file that may hold several, with `tail`. Then the folder
 * appears. False and a diag if not everything was written; nothing is left of the
 * folder then. Frees all.
 */
bool documents_finish(struct documents *documents, struct span tail, struct diag *diag);

/* Without documents_finish nothing is left of the folder. Safe on NULL. */
void documents_free(struct documents *documents);

#endif
