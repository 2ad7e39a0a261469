/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The second file of a raw export: one need a row, joined to the persons by client_id.
 * Neither file is sorted, so the needs file is held in memory; its rows keep their
 * order.
 *
 * No half plan: whatever is wrong with a row, its person is refused too, as far as the
 * row says whose it is; where it doesn't, the message and the counts say that.
 */
#ifndef VIERPHASEN_NEEDS_FILE_H
#define VIERPHASEN_NEEDS_FILE_H

#include <stdbool.h>

#include "base/span.h"
#include "stream/reader.h"

struct concept;
struct diag;
struct mapping;
struct needs_file;

/*
 * Opens the file and binds its header. `is_strict`: rows of nobody are to be refused,
 * so their bytes are kept. NULL and a diag on failure.
 */
struct needs_file *needs_file_open(const char *path,
                                   const struct reader_options *reading,
                                   const struct mapping *mapping,
                                   const struct concept *concept, bool is_strict,
                                   struct diag *diag);
void needs_file_close(struct needs_file *needs_file);

/* READER_END: all rows are loaded. READER_REFUSED: one is faulty; the next call goes
 * on. */
enum reader_status needs_file_load(struct needs_file *needs_file, struct span *raw,
                                   struct diag *diag);

/* What the file holds for a person. */
struct joined {
    struct span needs; /* the cell, every part written; until the next call */
    bool is_faulty;    /* a row of this person was refused */
    bool is_taken;     /* another person has taken them */
    long person;       /* for needs_file_take; -1: no row is of this person */
};

/* Nothing, if no row is of this person. */
struct joined needs_file_find(struct needs_file *needs_file, struct span client_id);

/* The person is written: nobody else can have these needs. */
void needs_file_take(struct needs_file *needs_file, struct joined joined);

/* A person of this client_id is refused: the rows are counted as theirs. */
void needs_file_see(struct needs_file *needs_file, struct span client_id);

/*
 * After the last person, if the file is strict: the next row whose client_id no person
 * had. False: no more. The diag says why it is refused, with its place.
 */
bool needs_file_next_orphan(struct needs_file *needs_file, struct span *raw,
                            struct diag *diag);

struct needs_file_counts {
    unsigned long long read, joined, refused;
    unsigned long long above;      /* lines above the header */
    unsigned long long unmatched;  /* of persons who aren't there, but not refused */
    unsigned long long unreadable; /* of the refused: those that don't say whose */
};

/* Final after the last orphan. */
struct needs_file_counts needs_file_counts(const struct needs_file *needs_file);

#endif
