/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import/mapping.h"

#include "base/diag.h"
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

/* A header may become one column, and a column (but needs) come from one header. */
static bool check_row(const struct mapping *mapping, const struct mapping_row *row,
                      const struct concept *concept, struct faults *faults)
{
    const struct table *table = &mapping->table;

    if (mapping_row_is_need(row) && !check_need_part(row))
        return table_fault(
            table, row->row, -1, faults,
            "expected needs. and client_id, code, status, grade or rank");
    if (written_columns_has(concept, row->column))
        return table_fault(table, row->row, -1, faults, "%.*s is a derived column",
                           (int)row->column.len, row->column.ptr);
    for (const struct mapping_row *other = mapping->rows; other < row; other++) {
        bool same_column = span_equal(other->column, row->column) &&
                           !mapping_row_drops(row) && !span_is(row->column, "needs");
        bool same_header = mapping_row_is_need(other) == mapping_row_is_need(row) &&
                           span_equal(other->header, row->header);
        if (same_column || same_header) {
            return table_fault(
                table, row->row, -1, faults, "this %s stands in line %lu too",
                same_column ? "column" : "header", table->lines[other->row]);
        }
    }
    return true;
}

bool mapping_load(struct mapping *mapping, const char *path,
                  const struct concept *concept, struct arena *arena,
                  struct faults *faults)
{
    const struct table *table = &mapping->table;
    int column, header, values;

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
        if (check_row(mapping, row, concept, faults) &&
            mapping_values_take(row, table, table_cell(table, i, values), values,
                                concept, arena, faults))
            mapping->count++;
    }
    return faults->count == 0;
}

static bool bind_rows(const struct mapping *mapping, const struct header *header,
                      const char *export_name, struct mapped_column *columns,
                      struct diag *diag)
{
    for (unsigned i = 0; mapping != NULL && i < mapping->count; i++) {
        const struct mapping_row *row = &mapping->rows[i];
        int at = header_find(header, row->header);
        if (mapping_row_is_need(row) || mapping_row_drops(row))
            continue;
        if (at < 0) {
            missing_header(mapping, row, header, export_name, diag);
            return false;
        }
        columns[at] = (struct mapped_column){row->column, row};
    }
    return true;
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
        for (unsigned j = 0; j < i; j++) {
            if (!span_equal(name, columns[j].name) ||
                (span_is(name, "needs") && columns[i].row != NULL &&
                 columns[j].row != NULL))
                continue;
            diag_set(diag, DIAG_HEADER,
                     "the headers \"%.*s\" and \"%.*s\" are both %.*s",
                     (int)header->names[j].len, header->names[j].ptr,
                     (int)header->names[i].len, header->names[i].ptr, (int)name.len,
                     name.ptr);
            return diag_at(diag, export_name, header->line);
        }
    }
    return true;
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
