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
    unsigned other = 0;

    for (unsigned side = 0; side < BOTH_SIDES; side++) {
        const struct column *column = about(matrix, side);
        for (unsigned i = 0; column != NULL && i < column->codes.count; i++)
            matrix->places[side][i] = place_of(matrix, column->codes.names[i]);
        has_other |= column != NULL && !column->closed;
    }
    if (has_other)
        other = place_of(matrix, span_from("(other)"));
    matrix->empty = place_of(matrix, span_from("(empty)"));
    for (unsigned side = 0; side < BOTH_SIDES; side++) {
        const struct column *column = about(matrix, side);
        unsigned first = column != NULL ? column->codes.count : 0;
        for (unsigned i = first; i <= COLUMN_CODES; i++)
            matrix->places[side][i] = other;
    }
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

static unsigned value_on(const struct matrix *matrix, unsigned side)
{
    int column = matrix->column.columns[side];
    const struct value *value =
        column >= 0 ? &matrix->sides->facts[side]->values[column] : NULL;

    if (value == NULL || !value->known)
        return matrix->empty;
    /* A case column of this name may hold what is no code. */
    return matrix->places[side][value->number >= 0 && value->number < COLUMN_CODES
                                    ? value->number
                                    : COLUMN_CODES];
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
