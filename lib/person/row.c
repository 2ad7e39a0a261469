/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "person/row.h"

#include <stdlib.h>

#include "base/mem.h"
#include "value/date.h"

void row_free(struct row *row)
{
    free(row->columns);
    dict_free(&row->names);
}

const struct row_column *row_find(const struct row *row, struct span name)
{
    long number = dict_find(&row->names, name);

    return number >= 0 ? &row->columns[number] : NULL;
}

static bool add(struct row *row, const struct row_column *column)
{
    if (column->name.len == 0 || dict_add(&row->names, column->name) < row->count)
        return false;
    mem_grow(&row->columns, &row->room, row->count + 1, sizeof *row->columns);
    row->columns[row->count++] = *column;
    return true;
}

bool row_add(struct row *row, struct span name, int cell)
{
    return add(row, &(struct row_column){name, cell, -1});
}

bool row_pass(struct row *row, struct span name, const struct header *header)
{
    return add(row, &(struct row_column){name, ROW_PASSED, header_find(header, name)});
}

void row_set(struct row *row, int cell, struct span value)
{
    row->cells[cell].cell = (struct writer_cell){value, false};
}

void row_set_code(struct row *row, int cell, struct span value)
{
    row->cells[cell].cell = (struct writer_cell){value, true};
}

void row_set_date(struct row *row, int cell, int32_t day)
{
    char *digits = row->cells[cell].digits;

    if (day != DATE_NONE)
        memcpy(digits, day_texts_get(&row->days, day), DATE_BYTES);
    row_set_code(row, cell, span_of(digits, day != DATE_NONE ? DATE_BYTES : 0));
}

void row_set_number(struct row *row, int cell, long number)
{
    char *digits = row->cells[cell].digits;

    row_set_code(row, cell, span_of(digits, number_format(number, digits)));
}

bool row_can_pass(const struct row *row, const struct record *record,
                  enum format format, struct diag *diag)
{
    if (format == FORMAT_TSV || record->plain)
        return true;
    for (unsigned i = 0; i < row->count; i++) {
        const struct row_column *column = &row->columns[i];
        if (column->input >= 0 &&
            !record_can_decode(record, record_field(record, (unsigned)column->input),
                               column->name, diag))
            return false;
    }
    return true;
}

static struct writer_cell cell_of(const struct row *row,
                                  const struct row_column *column)
{
    if (column->cell == ROW_PASSED)
        return (struct writer_cell){span_of("", 0), true};
    return row->cells[column->cell].cell;
}

/* How many columns from `from` on, before `to`, pass from places side by side. */
static unsigned passing(const struct row *row, unsigned from, unsigned to)
{
    unsigned at = from;

    while (at < to && row->columns[at].input >= 0 &&
           row->columns[at].input == row->columns[from].input + (int)(at - from))
        at++;
    return at - from;
}

/* How many are worked out, or empty: at most ROW_CELLS, which are put into `cells`. */
static unsigned gather(const struct row *row, unsigned from, unsigned to,
                       struct writer_cell cells[ROW_CELLS])
{
    unsigned at = from;

    for (; at < to && at - from < ROW_CELLS && row->columns[at].input < 0; at++)
        cells[at - from] = cell_of(row, &row->columns[at]);
    return at - from;
}

void row_columns(const struct row *row, unsigned from, unsigned to,
                 const struct record *record, struct writer *writer)
{
    struct writer_cell cells[ROW_CELLS];

    while (from < to) {
        unsigned first = (unsigned)row->columns[from].input;
        unsigned count = passing(row, from, to);
        if (count > 0) {
            writer_fields(writer, record, first, first + count);
        } else {
            count = gather(row, from, to, cells);
            writer_cells(writer, cells, count);
        }
        from += count;
    }
}

void row_cells(const struct row *row, const struct record *record,
               struct writer *writer)
{
    row_columns(row, 0, row->count, record, writer);
}

void row_write(const struct row *row, const struct record *record,
               struct writer *writer)
{
    row_cells(row, record, writer);
    writer_end(writer);
}
