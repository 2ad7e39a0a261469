/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A row of a due list: what is said of an obligation, in which columns. Some cells are
 * worked out from the obligation, the others are cells of the person's record.
 */
#ifndef VIERPHASEN_DUEROW_H
#define VIERPHASEN_DUEROW_H

#include <stdbool.h>
#include <stdint.h>

#include "base/diag.h"
#include "base/span.h"
#include "person/explain.h"
#include "person/facts.h"
#include "person/obligation.h"
#include "rules/concept.h"
#include "stream/header.h"
#include "stream/record.h"
#include "stream/writer.h"

/* Cells that are worked out, but not in the order of the columns. */
enum duerow_cell {
    DUEROW_DUE_ON,
    DUEROW_WORK_ON,
    DUEROW_STATUS,
    DUEROW_DAYS,
    DUEROW_DEADLINE,
    DUEROW_RULE,
    DUEROW_LABEL,
    DUEROW_ANCHOR_ON,
    DUEROW_SOURCE,
    DUEROW_EARLIEST_ON,
    DUEROW_LATEST_ON,
    DUEROW_EXPLAIN,
    DUEROW_CELLS,
    DUEROW_PASSED = DUEROW_CELLS /* the record's */
};

struct duerow_column {
    struct span name;
    enum duerow_cell cell;
    int input; /* DUEROW_PASSED: column of the input, or -1: empty */
};

enum { DUEROW_DIGITS = 20 };

/*
 * A zeroed struct is an empty one; the caller sets as_of … notes before duerow_name,
 * and duerow_free ends it.
 */
struct duerow {
    int32_t as_of;
    bool has_window;              /* with earliest_on and latest_on */
    bool explains;                /* with due_explain */
    struct deadline_notes *notes; /* for has_window */

    unsigned column_count;
    size_t column_room;
    struct duerow_column *columns;

    struct span cells[DUEROW_CELLS];          /* of the current row */
    char digits[DUEROW_CELLS][DUEROW_DIGITS]; /* of dates and numbers in cells */
    struct explanation explanation;

    struct duerow_column key; /* duerow_sort_by */
    struct span record_key;   /* its cell in the current record, decoded */
    char *key_bytes;
    size_t key_room;
};

/*
 * Names the columns: the fixed ones, those of `keep` (names between commas; ptr NULL:
 * none), and due_explain. False if `keep` holds an empty name or one that is there
 * already, or, with a diag, if there is no memory.
 */
bool duerow_name(struct duerow *row, const struct header *header, struct span keep,
                 struct diag *diag);
void duerow_free(struct duerow *row);

/* The column of this name, or NULL. */
const struct duerow_column *duerow_find(const struct duerow *row, struct span name);

/* Works out the cells for an obligation of the person of the facts. */
void duerow_fill(struct duerow *row, const struct facts *facts,
                 const struct obligation *obligation);

/* Writes the row; the record is the person's. */
void duerow_write(const struct duerow *row, const struct record *record,
                  struct writer *writer);

/*
 * Whether all cells of the record that a row has can be decoded: false and a diag if
 * one has a faulty escape.
 */
bool duerow_can_decode(const struct duerow *row, const struct record *record,
                       struct diag *diag);

/*
 * What rows are told apart by: a column of theirs or, if none has this name, of the
 * input. False if neither has it.
 */
bool duerow_sort_by(struct duerow *row, const struct header *header, struct span name);

/*
 * Whether the values of that column say nothing of a person: dates, codes, numbers, and
 * who works on it where. What is free text or unknown to the contract may say anything.
 */
bool duerow_key_is_public(const struct duerow *row, const struct columns *columns);

/* Decodes the cell for all rows of a record. False and a diag if it is faulty. */
bool duerow_read_key(struct duerow *row, const struct record *record,
                     struct diag *diag);

/* The cell of the current row. */
struct span duerow_key(const struct duerow *row);

#endif
