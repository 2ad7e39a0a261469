/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import/suggestion.h"

#include <errno.h>

#include "base/diag.h"
#include "base/mem.h"
#include "base/span.h"
#include "rules/columns.h"
#include "rules/concept.h"
#include "rules/datadir.h"
#include "rules/table.h"
#include "stream/header.h"
#include "stream/writer.h"

/* The known names: a table like a mapping, but with several headers for a column. */
struct known_names {
    struct table table;
    int column, header, values;
};

static bool load_known(struct known_names *known, struct arena *arena,
                       struct diag *diag)
{
    char path[DATADIR_PATH];
    struct faults faults;

    if (!datadir_find(path, "mappings/german.tsv")) {
        errno = ENOENT;
        return diag_system(diag, path, "open");
    }
    faults.count = 0;
    if (!table_load_file(&known->table, path, arena, &faults)) {
        *diag = faults.list[0];
        return false;
    }
    known->column = table_column(&known->table, "column");
    known->header = table_column(&known->table, "header");
    known->values = table_column(&known->table, "values");
    return true;
}

static bool is_need_column(struct span column)
{
    return span_starts(column, "needs.");
}

static void write_row(struct writer *writer, struct span column, struct span header,
                      struct span values)
{
    writer_value(writer, column);
    writer_value(writer, header);
    writer_value(writer, values);
    writer_end(writer);
}

static void suggest(struct writer *writer, const struct known_names *known,
                    const struct concept *concept, const struct header *others,
                    struct span header, bool for_needs)
{
    const struct table *table = &known->table;
    struct span column = span_of("", 0), values = span_of("", 0);
    int same = columns_find(&concept->columns, header);

    for (unsigned row = 0; row < table->rows && column.len == 0; row++) {
        struct span candidate = table_cell(table, row, known->column);
        if (is_need_column(candidate) == for_needs &&
            span_equal(table_cell(table, row, known->header), header)) {
            column = candidate;
            values = table_cell(table, row, known->values);
        }
    }
    if (!for_needs && same >= 0 && column_is_of_case(&concept->columns.column[same]))
        column = header;
    else if (header_find(others, column) >= 0)
        column = span_of("", 0); /* another header has that very name */
    write_row(writer, column, header, values);
}

bool suggestion_mapping(struct writer *writer, const struct concept *concept,
                        const struct header *header, const struct header *needs,
                        struct diag *diag)
{
    struct arena arena = {NULL};
    struct known_names known;
    bool good = load_known(&known, &arena, diag);

    for (unsigned i = 0; good && i < header->count; i++)
        suggest(writer, &known, concept, header, header->names[i], false);
    for (unsigned i = 0; good && needs != NULL && i < needs->count; i++)
        suggest(writer, &known, concept, needs, needs->names[i], true);
    arena_free(&arena);
    return good;
}
