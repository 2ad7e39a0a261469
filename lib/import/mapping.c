/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import/mapping.h"

#include <stdlib.h>

#include "base/diag.h"
#include "base/dict.h"
#include "base/mem.h"
#include "base/names.h"
#include "import/mapping_values.h"
#include "import/missing_header.h"
#include "rules/concept.h"
#include "rules/written_columns.h"
#include "stream/header.h"
#include "value/text.h"

static const char NEEDS[] = "needs.";

const char *const MAPPING_PARTS[MAPPING_PART_COUNT] = {"client_id", "code", "status",
                                                       "grade", "rank"};

bool mapping_row_is_need(const struct mapping_row *row)
{
    return span_starts(row->column, NEEDS);
}

bool mapping_row_drops(const struct mapping_row *row)
{
    return span_is(row->column, "-");
}

static bool check_need_part(const struct mapping_row *row)
{
    struct span part = span_after(row->column, sizeof NEEDS - 1);

    return names_find(MAPPING_PARTS, MAPPING_PART_COUNT, part) >= 0;
}

/* What the rows so far name: numbers are rows, by way of `rows`. */
struct taken {
    struct dict names;
    unsigned *rows;
    size_t room;
};

/* The row that has the name already, or the new one. */
static unsigned take_name(struct taken *taken, struct span name, unsigned row)
{
    size_t known = taken->names.count, number = dict_add(&taken->names, name);

    mem_grow(&taken->rows, &taken->room, number + 1, sizeof *taken->rows);
    if (number == known)
        taken->rows[number] = row;
    return taken->rows[number];
}

static void free_taken(struct taken *taken)
{
    dict_free(&taken->names);
    free(taken->rows);
}

enum { TAKEN_COLUMNS, TAKEN_HEADERS, TAKEN_HEADERS_OF_NEEDS, TAKEN };

/* A header may become one column, and a column (but needs) come from one header. */
static bool check_row(const struct mapping *mapping, const struct mapping_row *row,
                      struct taken taken[TAKEN], const struct concept *concept,
                      struct faults *faults)
{
    const struct table *table = &mapping->table;
    bool is_need = mapping_row_is_need(row);
    unsigned other;

    if (mapping_row_is_need(row) && !check_need_part(row))
        return table_fault(
            table, row->row, -1, faults,
            "expected needs. and client_id, code, status, grade or rank");
    if (written_columns_has(concept, row->column))
        return table_fault(table, row->row, -1, faults, "%.*s is a derived column",
                           (int)row->column.len, row->column.ptr);
    if (!mapping_row_drops(row) && !span_is(row->column, "needs")) {
        other = take_name(&taken[TAKEN_COLUMNS], row->column, row->row);
        if (other != row->row)
            return table_fault(table, row->row, -1, faults,
                               "this column stands in line %lu too",
                               table->lines[other]);
    }
    other = take_name(&taken[is_need ? TAKEN_HEADERS_OF_NEEDS : TAKEN_HEADERS],
                      row->header, row->row);
    return other == row->row ||
           table_fault(table, row->row, -1, faults,
                       "this header stands in line %lu too", table->lines[other]);
}

bool mapping_load(struct mapping *mapping, const char *path,
                  const struct concept *concept, struct arena *arena,
                  struct faults *faults)
{
    const struct table *table = &mapping->table;
    int column, header, values;
    struct taken taken[TAKEN] = {0};

    *mapping = (struct mapping){0};
    if (!table_load_file(&mapping->table, path, arena, faults))
        return false;
    table_drop_rows(&mapping->table, concept->loaded_for, faults);
    column = table_column(table, "column");
    header = table_column(table, "header");
    values = table_column(table, "values");
    mapping->rows = arena_alloc(arena, (table->rows + 1) * sizeof *mapping->rows);
    if (!table_expect(table, "column header values", 2, faults))
        return false;
    for (unsigned i = 0; i < table->rows; i++) {
        struct mapping_row *row = &mapping->rows[mapping->count];
        *row =
            (struct mapping_row){.column = table_cell(table, i, column),
                                 .header = text_trim_wide(table_cell(table, i, header)),
                                 .row = i};
        if (row->column.len == 0 || row->header.len == 0)
            continue; /* a header that is not mapped, or not yet */
        if (check_row(mapping, row, taken, concept, faults) &&
            mapping_values_take(row, table, table_cell(table, i, values), values,
                                concept, arena, faults))
            mapping->count++;
    }
    for (unsigned i = 0; i < TAKEN; i++)
        free_taken(&taken[i]);
    return faults->count == 0;
}

static bool bind_rows(const struct mapping *mapping, const struct header *header,
                      const char *export_name, struct mapped_column *columns,
                      struct diag *diag)
{
    struct dict places = {0}; /* numbers are columns */
    bool is_good = true;

    for (unsigned i = 0; i < header->count; i++)
        dict_add(&places, header->names[i]);
    for (unsigned i = 0; mapping != NULL && i < mapping->count && is_good; i++) {
        const struct mapping_row *row = &mapping->rows[i];
        long at = dict_find(&places, row->header);
        if (mapping_row_is_need(row) || mapping_row_drops(row))
            continue;
        is_good = at >= 0;
        if (is_good)
            columns[at] = (struct mapped_column){row->column, row};
        else
            missing_header(mapping, row, header, export_name, diag);
    }
    dict_free(&places);
    return is_good;
}

/* Each column comes from one header, `needs` also from several that are mapped. */
static bool check_columns(const struct header *header, const char *export_name,
                          const struct mapped_column *columns, struct diag *diag)
{
    struct dict names = {0};
    unsigned *first = mem_array(header->count + 1, sizeof *first);
    bool is_good = true;

    for (unsigned i = 0; i < header->count && is_good; i++) {
        struct span name = columns[i].name;
        size_t known = names.count, number = dict_add(&names, name);
        unsigned j = number == known ? i : first[number];
        first[number] = j;
        is_good = i == j || (span_is(name, "needs") && columns[i].row != NULL &&
                             columns[j].row != NULL);
        if (is_good)
            continue;
        diag_set(diag, DIAG_HEADER, "the headers \"%.*s\" and \"%.*s\" are both %.*s",
                 (int)header->names[j].len, header->names[j].ptr,
                 (int)header->names[i].len, header->names[i].ptr, (int)name.len,
                 name.ptr);
        diag_at(diag, export_name, header->line);
    }
    dict_free(&names);
    free(first);
    return is_good;
}

bool mapping_bind(const struct mapping *mapping, const struct concept *concept,
                  const struct header *header, const char *export_name,
                  struct mapped_column *columns, struct diag *diag)
{
    for (unsigned i = 0; i < header->count; i++)
        columns[i] = (struct mapped_column){header->names[i], NULL};
    if (!bind_rows(mapping, header, export_name, columns, diag))
        return false;
    for (unsigned i = 0; i < header->count; i++) {
        struct span name = columns[i].name;
        if (columns[i].row == NULL && written_columns_has(concept, name)) {
            diag_set(
                diag, DIAG_HEADER,
                "the header %.*s is the name of a derived column, map it to another",
                (int)name.len, name.ptr);
            return diag_at(diag, export_name, header->line);
        }
    }
    return check_columns(header, export_name, columns, diag);
}

bool mapping_bind_need(const struct mapping *mapping, const char *part, bool needed,
                       const struct header *header, const char *file_name, int *place,
                       const struct mapping_row **row, struct diag *diag)
{
    bool is_mapped = false;

    *place = -1;
    *row = NULL;
    for (unsigned i = 0; mapping != NULL && i < mapping->count; i++) {
        const struct mapping_row *candidate = &mapping->rows[i];
        if (!mapping_row_is_need(candidate))
            continue;
        is_mapped = true;
        if (span_is(span_after(candidate->column, sizeof NEEDS - 1), part))
            *row = candidate;
    }
    if (*row != NULL) {
        *place = header_find(header, (*row)->header);
        if (*place < 0)
            missing_header(mapping, *row, header, file_name, diag);
        return *place >= 0;
    }
    if (!is_mapped)
        *place = header_find(header, span_from(part));
    if (*place >= 0 || !needed)
        return true;
    diag_set(diag, DIAG_HEADER,
             "no column %s, expected it or a row needs.%s in the mapping", part, part);
    return diag_at(diag, file_name, header->line);
}
