/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import/suggestion.h"

#include <errno.h>

#include "base/diag.h"
#include "base/mem.h"
#include "base/names.h"
#include "base/span.h"
#include "rules/columns.h"
#include "rules/concept.h"
#include "rules/datadir.h"
#include "rules/table.h"
#include "stream/header.h"
#include "stream/writer.h"

/* A table like a mapping, but with several headers for a column. */
struct suggestion {
    struct table table;
    int column, header, values;
};

const struct suggestion *suggestion_load(struct arena *arena, struct diag *diag)
{
    struct suggestion *known = arena_alloc(arena, sizeof *known);
    char path[DATADIR_PATH];
    struct faults faults;

    if (!datadir_find(path, "mappings/german.tsv")) {
        errno = ENOENT;
        diag_system(diag, path, "open");
        return NULL;
    }
    faults.count = 0;
    if (!table_load_file(&known->table, path, arena, &faults)) {
        *diag = faults.list[0];
        return NULL;
    }
    known->column = table_column(&known->table, "column");
    known->header = table_column(&known->table, "header");
    known->values = table_column(&known->table, "values");
    return known;
}

static bool is_need_column(struct span column)
{
    return span_starts(column, "needs.");
}

static struct span known_header(const struct suggestion *known, unsigned row)
{
    return table_cell(&known->table, row, known->header);
}

static bool is_of_file(const struct suggestion *known, unsigned row, bool of_needs)
{
    return is_need_column(table_cell(&known->table, row, known->column)) == of_needs;
}

unsigned suggestion_count(const struct suggestion *known)
{
    return known->table.rows;
}

unsigned suggestion_headers(const struct suggestion *known, bool of_needs,
                            struct span *headers)
{
    unsigned count = 0;

    for (unsigned row = 0; row < known->table.rows; row++)
        if (is_of_file(known, row, of_needs))
            headers[count++] = known_header(known, row);
    return count;
}

/* The row of a header, or -1. */
static int find(const struct suggestion *known, struct span header, bool of_needs)
{
    for (unsigned row = 0; row < known->table.rows; row++)
        if (is_of_file(known, row, of_needs) &&
            span_equal(known_header(known, row), header))
            return (int)row;
    return -1;
}

bool suggestion_has(const struct suggestion *known, struct span header, bool of_needs)
{
    return find(known, header, of_needs) >= 0;
}

struct span suggestion_column(const struct suggestion *known, struct span header)
{
    struct nearest nearest = {.name = header};
    int row = find(known, header, false);

    for (unsigned i = 0; row < 0 && i < known->table.rows; i++)
        if (is_of_file(known, i, false))
            nearest_consider(&nearest, known_header(known, i));
    if (row < 0 && nearest.best.ptr != NULL)
        row = find(known, nearest.best, false);
    return row >= 0 ? table_cell(&known->table, (unsigned)row, known->column)
                    : span_of("", 0);
}

static void write_row(struct writer *writer, struct span column, struct span header,
                      struct span values)
{
    writer_value(writer, column);
    writer_value(writer, header);
    writer_value(writer, values);
    writer_end(writer);
}

static void suggest(struct writer *writer, const struct suggestion *known,
                    const struct concept *concept, const struct header *others,
                    struct span header, bool of_needs)
{
    const struct table *table = &known->table;
    struct span column = span_of("", 0), values = span_of("", 0);
    int same = columns_find(&concept->columns, header);
    int row = find(known, header, of_needs);

    if (row >= 0) {
        column = table_cell(table, (unsigned)row, known->column);
        values = table_cell(table, (unsigned)row, known->values);
    }
    if (!of_needs && same >= 0 && column_is_of_case(&concept->columns.column[same]))
        column = header;
    else if (column.len > 0 && header_find(others, column) >= 0)
        column = span_of("", 0); /* another header has that very name */
    write_row(writer, column, header, values);
}

void suggestion_mapping(const struct suggestion *known, struct writer *writer,
                        const struct concept *concept, const struct header *header,
                        const struct header *needs)
{
    for (unsigned i = 0; i < header->count; i++)
        suggest(writer, known, concept, header, header->names[i], false);
    for (unsigned i = 0; needs != NULL && i < needs->count; i++)
        suggest(writer, known, concept, needs, needs->names[i], true);
}
