/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A row of a new stream: cells that a tool works out, and cells that pass from the
 * record of the person that the row is about. A column that the input lacks is there
 * and empty.
 */
#ifndef VIERPHASEN_ROW_H
#define VIERPHASEN_ROW_H

#include <stdbool.h>
#include <stdint.h>

#include "base/diag.h"
#include "base/dict.h"
#include "base/span.h"
#include "stream/header.h"
#include "stream/record.h"
#include "stream/writer.h"
#include "value/day_texts.h"
#include "value/number.h"

enum { ROW_CELLS = 32, ROW_PASSED = -1 };

struct row_column {
    struct span name;
    int cell;  /* one of the tool's numbers below ROW_CELLS, or ROW_PASSED */
    int input; /* ROW_PASSED: its place in the input, or -1 */
};

/* What a tool worked out for a cell. A zeroed one is empty. */
struct row_cell {
    struct writer_cell cell;
    char digits[NUMBER_BYTES]; /* of a date or a number */
};

/* A zeroed struct has no columns; row_free ends it. */
struct row {
    unsigned count;
    size_t room;
    struct row_column *columns;
    struct dict names; /* of the columns: a name's number is its column's */
    struct row_cell cells[ROW_CELLS]; /* of the current row */
    struct day_texts days;
};

void row_free(struct row *row);

/* The column of this name, or NULL. */
const struct row_column *row_find(const struct row *row, struct span name);

/*
 * Adds a column that the tool fills, or one that passes from a record under this
 * header. The name is borrowed. False if it is empty or there already.
 */
bool row_add(struct row *row, struct span name, int cell);
bool row_pass(struct row *row, struct span name, const struct header *header);

/* A cell of the current row: any bytes, a code, a day (DATE_NONE: empty), a number. */
void row_set(struct row *row, int cell, struct span value);
void row_set_code(struct row *row, int cell, struct span value);
void row_set_date(struct row *row, int cell, int32_t day);
void row_set_number(struct row *row, int cell, long number);

/*
 * Whether what passes can be written in this format: false and a diag (with the column,
 * without the place) if a cell has to be decoded and has a faulty escape.
 */
bool row_can_pass(const struct row *row, const struct record *record,
                  enum format format, struct diag *diag);

/* Writes the columns from `from` to before `to`; the record is the person's. */
void row_columns(const struct row *row, unsigned from, unsigned to,
                 const struct record *record, struct writer *writer);

/* Writes the row, or its cells only. */
void row_cells(const struct row *row, const struct record *record,
               struct writer *writer);
void row_write(const struct row *row, const struct record *record,
               struct writer *writer);

#endif
