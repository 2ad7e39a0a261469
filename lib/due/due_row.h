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
#include "base/diag.h"
#include "base/span.h"
#include "person/explain.h"
#include "person/facts.h"
#include "person/obligation.h"
#include "person/row.h"
#include "person/row_stretches.h"
#include "stream/header.h"
#include "stream/record.h"

/* Cells that are worked out. */
enum due_row_cell {
    DUE_ROW_DUE_ON,
    DUE_ROW_WORK_ON,
    DUE_ROW_UNTIL_ON,
    DUE_ROW_STATUS,
    DUE_ROW_DAYS,
    DUE_ROW_DEADLINE,
    DUE_ROW_RULE,
    DUE_ROW_KIND,
    DUE_ROW_ACTOR,
    DUE_ROW_LABEL,
    DUE_ROW_CATEGORY,
    DUE_ROW_TEAM,
    DUE_ROW_ANCHOR_ON,
    DUE_ROW_SOURCE,
    DUE_ROW_EARLIEST_ON,
    DUE_ROW_LATEST_ON,
    DUE_ROW_EXPLAIN,
    DUE_ROW_CELLS
};

_Static_assert((int)DUE_ROW_CELLS <= (int)ROW_CELLS, "a row holds all cells");

/*
 * A zeroed struct is an empty one; the caller sets as_of … notes before due_row_name,
 * and due_row_free ends it.
 */
struct due_row {
    int32_t as_of;
    bool has_window;              /* with earliest_on and latest_on */
    bool explains;                /* with due_explain */
    struct deadline_notes *notes; /* for has_window */

    struct row row;
    struct row_stretches stretches;
    int category, team; /* columns of the facts, or -1 */
    struct explanation explanation;

    struct row_column key;  /* due_row_sort_by */
    struct span record_key; /* its cell in the current record, decoded */
    struct buffer key_bytes;
};

/*
 * Names the columns, row->row.columns: the fixed ones, those of `keep` (names between
 * commas; ptr NULL: none), and due_explain; and wants of the facts what is shown. False
 * and a diag if `keep` holds an empty name, one that is there already, or one that
 * neither the input nor the concept knows.
 */
bool due_row_name(struct due_row *row, struct facts *facts, const struct header *header,
                  struct span keep, struct diag *diag);
void due_row_free(struct due_row *row);

/* Works out the cells for an obligation of the person of the facts. */
void due_row_fill(struct due_row *row, const struct facts *facts,
                  const struct obligation *obligation);

/* The next obligations are another person's. */
static inline void due_row_person(struct due_row *row)
{
    row_stretches_person(&row->stretches);
}

/* Writes the row that was filled for this obligation. */
void due_row_write(struct due_row *row, const struct facts *facts,
                   const struct obligation *obligation, const struct record *record,
                   struct writer *writer);

/*
 * What rows are told apart by: a column of theirs or, if none has this name, of the
 * input. False and a diag if neither has it.
 */
bool due_row_sort_by(struct due_row *row, const struct header *header, struct span name,
                     struct diag *diag);

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
