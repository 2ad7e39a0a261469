/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A manifest: what a run was, as rows `kind name value bytes sha256` of a TSV stream,
 * in the order of the kinds. vierphasen-manifest(5) describes it.
 */
#ifndef VIERPHASEN_MANIFEST_H
#define VIERPHASEN_MANIFEST_H

#include <stdbool.h>
#include <stddef.h>

#include "base/journal.h"
#include "base/mem.h"
#include "base/span.h"

struct diag;
struct writer;

enum { MANIFEST_VERSION = 1 };

/* From MANIFEST_CONCEPT on as in a journal. */
enum manifest_kind {
    MANIFEST_FORM,     /* value: MANIFEST_VERSION */
    MANIFEST_TOOL,     /* name; value: the version */
    MANIFEST_ARGUMENT, /* name: its number, from 1; value: as given */
    MANIFEST_AS_OF,    /* value: the day, also if the clock gave it */
    MANIFEST_CONCEPT,
    MANIFEST_CALENDAR,
    MANIFEST_TABLE,
    MANIFEST_DATA,
    MANIFEST_INPUT,
    MANIFEST_SECRET,
    MANIFEST_OUTPUT,
    MANIFEST_COUNT, /* name: of what; value: how many */
    MANIFEST_STATUS /* value: the exit status, 0 or 1 */
};

struct manifest_row {
    enum manifest_kind kind;
    struct span name, value;
    /* Of tables, data, inputs and outputs: */
    unsigned long long bytes;
    unsigned char hash[JOURNAL_HASH_BYTES];
    unsigned long line; /* of its file */
};

/* A zeroed struct is an empty one. */
struct manifest {
    const char *path; /* for messages */
    struct manifest_row *rows;
    size_t count, room;
    struct arena arena; /* of the texts */
};

void manifest_write_header(struct writer *writer);
void manifest_write(struct writer *writer, const struct manifest_row *row);

/* Whether the bytes of what the row names are told. */
bool manifest_has_bytes(enum manifest_kind kind);

/*
 * Reads one strictly: each row has what its kind has, all are there, in order, and none
 * twice. The path stays with the caller. False and a diag with the line.
 */
bool manifest_read(struct manifest *manifest, const char *path, struct diag *diag);
void manifest_free(struct manifest *manifest);

/* The next row of a kind at or behind number *i, which is set behind it; NULL: none. */
const struct manifest_row *manifest_next(const struct manifest *manifest,
                                         enum manifest_kind kind, size_t *i);

/* The value of the row of a kind of which there is at most one; ptr NULL: there is
 * none. */
struct span manifest_value(const struct manifest *manifest, enum manifest_kind kind);

#endif
