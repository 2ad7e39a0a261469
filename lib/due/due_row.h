/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A row of a due list: what is said of an obligation, in which columns. Some cells are
 * worked out from the obligation, the others are cells of the person's record.
 */
#ifndef VIERPHASEN_DUE_ROW_H
#define VIERPHASEN_DUE_ROW_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/span.h"
#include "person/explain.h"
#include "person/facts.h"
#include "person/obligation.h"
#include "rules/concept.h"
#include "stream/header.h"
#include "stream/record.h"
#include "stream/writer.h"

/* Cells that are worked out, but not in the order of the columns. */
enum due_row_cell {
    DUE_ROW_DUE_ON,
    DUE_ROW_WORK_ON,
    DUE_ROW_STATUS,
    DUE_ROW_DAYS,
    DUE_ROW_DEADLINE,
    DUE_ROW_RULE,
    DUE_ROW_LABEL,
    DUE_ROW_ANCHOR_ON,
    DUE_ROW_SOURCE,
    DUE_ROW_EARLIEST_ON,
    DUE_ROW_LATEST_ON,
    DUE_ROW_EXPLAIN,
    DUE_ROW_CELLS,
    DUE_ROW_PASSED = DUE_ROW_CELLS /* the record's */
};

struct due_row_column {
    struct span name;
    enum due_row_cell cell;
    int input; /* DUE_ROW_PASSED: column of the input, or -1: empty */
};

enum { DUE_ROW_DIGITS = 20 };

/*
 * A zeroed struct is an empty one; the caller sets as_of … notes before due_row_name,
 * and due_row_free ends it.
 */
struct due_row {
    int32_t as_of;
    bool has_window;              /* with earliest_on and latest_on */
    bool explains;                /* with due_explain */
    struct deadline_notes *notes; /* for has_window */

    unsigned column_count;
    size_t column_room;
    struct due_row_column *columns;

    struct span cells[DUE_ROW_CELLS];           /* of the current row */
    char digits[DUE_ROW_CELLS][DUE_ROW_DIGITS]; /* of dates and numbers in cells */
    struct explanation explanation;

    struct due_row_column key; /* due_row_sort_by */
    struct span record_key;    /* its cell in the current record, decoded */
    struct buffer key_bytes;
};

/*
 * Names the columns: the fixed ones, those of `keep` (names between commas; ptr NULL:
 * none), and due_explain. False if `keep` holds an empty name or one that is there
 * already.
 */
bool due_row_name(struct due_row *row, const struct header *header, struct span keep);
void due_row_free(struct due_row *row);

/* The column of this name, or NULL. */
const struct due_row_column *due_row_find(const struct due_row *row, struct span name);

/* Works out the cells for an obligation of the person of the facts. */
void due_row_fill(struct due_row *row, const struct facts *facts,
                  const struct obligation *obligation);

/* Writes the row; the record is the person's. */
void due_row_write(const struct due_row *row, const struct record *record,
                   struct writer *writer);

/*
 * Whether all cells of the record that a row has can be decoded: false and a diag if
 * one has a faulty escape.
 */
bool due_row_can_decode(const struct due_row *row, const struct record *record,
                        struct diag *diag);

/*
 * What rows are told apart by: a column of theirs or, if none has this name, of the
 * input. False if neither has it.
 */
bool due_row_sort_by(struct due_row *row, const struct header *header,
                     struct span name);

/*
 * Whether the values of that column say nothing of a person: dates, codes, numbers, and
 * who works on it where. What is free text or unknown to the contract may say anything.
 */
bool due_row_key_is_public(const struct due_row *row, const struct columns *columns);

/* Decodes the cell for all rows of a record. False and a diag if it is faulty. */
bool due_row_read_key(struct due_row *row, const struct record *record,
                      struct diag *diag);

/* The cell of the current row. */
struct span due_row_key(const struct due_row *row);

#endif
