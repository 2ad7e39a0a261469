/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "proof/matrix.h"

#include <stdlib.h>

#include "base/buffer.h"
#include "base/mem.h"
#include "base/names.h"
#include "person/facts.h"
#include "stream/writer.h"

const char MATRIX_TOTAL[] = "(total)";

/* The place of a name; it is added if it is new. */
static unsigned place_of(struct matrix *matrix, struct span name)
{
    int place = names_find_span(matrix->names, matrix->count, name);

    if (place >= 0)
        return (unsigned)place;
    matrix->names[matrix->count] = name;
    return matrix->count++;
}

static const struct column *about(const struct matrix *matrix, unsigned side)
{
    int column = matrix->column.columns[side];

    return column >= 0 ? &matrix->sides->concepts[side]->columns.column[column] : NULL;
}

/* First the codes of both sides, then what is no code. */
static void name_codes(struct matrix *matrix)
{
    bool has_other = false;

    for (unsigned side = 0; side < BOTH_SIDES; side++) {
        const struct column *column = about(matrix, side);
        for (unsigned i = 0; column != NULL && i < column->codes.count; i++)
            matrix->places[side][i] = place_of(matrix, column->codes.names[i]);
        has_other |= column != NULL && !column->closed;
    }
    matrix->code_count = matrix->count;
    if (has_other)
        matrix->other = place_of(matrix, span_from("(other)"));
    matrix->empty = place_of(matrix, span_from("(empty)"));
}

bool matrix_init(struct matrix *matrix, struct sides *sides, struct span name,
                 struct diag *diag)
{
    struct case_columns columns;
    struct span names[CASE_COLUMNS_MOST];
    int found;

    case_columns_find(&columns, sides);
    for (unsigned i = 0; i < columns.count; i++)
        names[i] = columns.list[i].name;
    found = names_find_span(names, columns.count, name);
    if (found < 0)
        return names_unknown(diag, "--matrix: no table of derive", name, names,
                             columns.count);
    *matrix = (struct matrix){.sides = sides, .column = columns.list[found]};
    case_columns_want(&matrix->column, sides);
    name_codes(matrix);
    matrix->persons =
        mem_array((size_t)matrix->count * matrix->count, sizeof *matrix->persons);
    return true;
}

void matrix_free(struct matrix *matrix)
{
    free(matrix->persons);
}

/*
 * What is no code of this side: a case column where the concept has no table of the
 * name. People's value stands on both sides, and the other one may know it.
 */
static unsigned place_of_text(const struct matrix *matrix, unsigned side)
{
    struct span text = case_column_value(&matrix->column, matrix->sides, side);
    int place = names_find_span(matrix->names, matrix->code_count, text);

    return place >= 0 ? (unsigned)place : matrix->other;
}

static unsigned value_on(const struct matrix *matrix, unsigned side)
{
    const struct column *column = about(matrix, side);
    const struct value *value;

    if (column == NULL)
        return matrix->empty;
    value = &matrix->sides->facts[side]->values[matrix->column.columns[side]];
    if (!value->known)
        return matrix->empty;
    return (uint32_t)value->number < column->codes.count
               ? matrix->places[side][value->number]
               : place_of_text(matrix, side);
}

bool matrix_add(struct matrix *matrix)
{
    unsigned from = value_on(matrix, OLD_SIDE), to = value_on(matrix, NEW_SIDE);

    matrix->persons[from * matrix->count + to]++;
    return from != to;
}

struct span matrix_title(const struct matrix *matrix, struct buffer *text)
{
    text->len = 0;
    buffer_add(text, span_from("old "));
    buffer_add(text, matrix->column.name);
    return buffer_text(text);
}

void matrix_write(const struct matrix *matrix, struct writer *writer)
{
    unsigned count = matrix->count;
    uint64_t *totals = mem_array(count + 1u, sizeof *totals);

    for (unsigned from = 0; from < count; from++) {
        uint64_t total = 0;
        writer_value(writer, matrix->names[from]);
        for (unsigned to = 0; to < count; to++) {
            uint64_t persons = matrix->persons[from * count + to];
            writer_number(writer, (long)persons);
            total += persons;
            totals[to] += persons;
        }
        writer_number(writer, (long)total);
        writer_end(writer);
        totals[count] += total;
    }
    writer_value(writer, span_from(MATRIX_TOTAL));
    for (unsigned to = 0; to <= count; to++)
        writer_number(writer, (long)totals[to]);
    writer_end(writer);
    free(totals);
}
