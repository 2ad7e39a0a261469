/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where documents go: one behind the other to standard output; or each to a file of its
 * own in a new folder, with an index.tsv (record, file, client_id) beside them.
 */
#ifndef VIERPHASEN_DOCUMENTS_H
#define VIERPHASEN_DOCUMENTS_H

#include <stdbool.h>

#include "base/span.h"

struct diag;
struct documents;

/*
 * folder NULL: standard output, with `between` between two documents. Files end in
 * `.EXTENSION`. NULL and a diag on failure.
 */
struct documents *documents_open(const char *folder, const char *extension,
                                 const char *between, struct diag *diag);

/* Writes the document of a record. False and a diag on failure. */
bool documents_write(struct documents *documents, unsigned long long record,
                     struct span client_id, struct span text, struct diag *diag);

/* Adds what comes behind all documents; not to files. */
void documents_write_end(struct documents *documents, struct span text);

unsigned long long documents_count(const struct documents *documents);

/*
 * With `keep` the folder appears; else, and on failure, nothing is left of it. Safe on
 * NULL. False and a diag if not everything was written.
 */
bool documents_close(struct documents *documents, bool keep, struct diag *diag);

#endif
