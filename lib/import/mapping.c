/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import/mapping.h"

#include <stdio.h>

#include "base/diag.h"
#include "base/mem.h"
#include "base/names.h"
#include "rules/concept.h"
#include "stream/header.h"

static const char NEEDS[] = "needs.";

const char *const MAPPING_PARTS[MAPPING_PART_COUNT] = {"client_id", "code", "status",
                                                       "grade", "rank"};

static bool is_need_row(const struct mapping_row *row)
{
    return span_starts(row->column, NEEDS);
}

/* `from=to|from=to` */
static bool take_pairs(struct mapping_row *row, const struct table *table,
                       struct span values, int cell, struct arena *arena,
                       struct diag *diag)
{
    struct mapping_pair *pairs = arena_alloc(arena, (values.len + 1) * sizeof *pairs);
    struct span rest = values;

    row->way = MAPPING_PAIRS;
    row->pairs = pairs;
    while (rest.ptr != NULL) {
        struct span to = span_cut(&rest, '|'), from = span_cut(&to, '=');
        if (to.ptr == NULL || from.len == 0) {
            table_fault(table, row->row, cell, diag,
                        "expected from=to pairs between |, split=CHARACTER or label");
            return false;
        }
        pairs[row->pair_count++] =
            (struct mapping_pair){span_trim(from), span_trim(to)};
    }
    return true;
}

/* The labels of a decision table's outputs, or of a plain table, as pairs. */
static bool take_labels(struct mapping_row *row, const struct table *table, int cell,
                        const struct concept *concept, struct arena *arena,
                        struct diag *diag)
{
    struct mapping_pair *pairs;
    const struct decision *decision = NULL;
    unsigned most = concept->need_count + concept->area_count;

    if (span_is(row->column, "category"))
        decision = &concept->categories;
    else if (span_is(row->column, "u25_group"))
        decision = &concept->u25_groups;
    most += decision != NULL ? decision->count : 0;
    pairs = arena_alloc(arena, (most + 1) * sizeof *pairs);
    row->way = MAPPING_LABEL;
    row->pairs = pairs;
    for (unsigned i = 0; decision != NULL && i < decision->count; i++)
        if (decision->rules[i].code >= 0)
            pairs[row->pair_count++] = (struct mapping_pair){decision->rules[i].label,
                                                             decision->rules[i].output};
    for (unsigned i = 0; span_is(row->column, "needs.code") && i < concept->need_count;
         i++)
        pairs[row->pair_count++] =
            (struct mapping_pair){concept->needs[i].label, concept->needs[i].code};
    for (unsigned i = 0; span_is(row->column, "goal_area") && i < concept->area_count;
         i++)
        pairs[row->pair_count++] =
            (struct mapping_pair){concept->areas[i].label, concept->areas[i].code};
    if (row->pair_count > 0)
        return true;
    table_fault(table, row->row, cell, diag, "the concept has no labels for %.*s",
                (int)row->column.len, row->column.ptr);
    return false;
}

static bool take_values(struct mapping_row *row, const struct table *table,
                        struct span values, int cell, const struct concept *concept,
                        struct arena *arena, struct diag *diag)
{
    if (values.len == 0)
        return true;
    if (span_is(values, "label"))
        return take_labels(row, table, cell, concept, arena, diag);
    if (!span_starts(values, "split="))
        return take_pairs(row, table, values, cell, arena, diag);
    row->way = MAPPING_SPLIT;
    row->separator = values.len == 7 ? values.ptr[6] : '\0';
    if (row->separator != '\0')
        return true;
    table_fault(table, row->row, cell, diag, "expected one character behind split=");
    return false;
}

/* A name that a tool writes and that no export can fill (vierphasen-stream(5)). */
static bool is_derived(const struct concept *concept, struct span name)
{
    static const char written[] =
        "category_status category_rule team_rule u25_group_status u25_group_rule "
        "profile_rule profile_gaps strategies_status uncovered profile_explain "
        "category_explain strategies_explain due_explain due_on work_on status days "
        "deadline rule label anchor_on source";
    struct span rest = span_from(written);

    while (rest.ptr != NULL)
        if (span_equal(span_cut(&rest, ' '), name))
            return true;
    return columns_find(&concept->columns, name) >= COL_CASE_COUNT;
}

static bool check_need_part(const struct mapping_row *row)
{
    struct span part = span_after(row->column, sizeof NEEDS - 1);

    return names_find(MAPPING_PARTS, MAPPING_PART_COUNT, part) >= 0;
}

/* A header may become one column, and a column come from one header. */
static bool check_row(const struct mapping *mapping, const struct mapping_row *row,
                      const struct concept *concept, struct diag *diag)
{
    const struct table *table = &mapping->table;

    if (is_need_row(row) && !check_need_part(row)) {
        table_fault(table, row->row, -1, diag,
                    "expected needs. and client_id, code, status, grade or rank");
        return false;
    }
    if (is_derived(concept, row->column) && !span_is(row->column, "u25_group")) {
        table_fault(table, row->row, -1, diag, "%.*s is a derived column",
                    (int)row->column.len, row->column.ptr);
        return false;
    }
    for (const struct mapping_row *other = mapping->rows; other < row; other++) {
        bool same_column = span_equal(other->column, row->column);
        bool same_header = is_need_row(other) == is_need_row(row) &&
                           span_equal(other->header, row->header);
        if (same_column || same_header) {
            table_fault(table, row->row, -1, diag, "this %s stands in line %lu too",
                        same_column ? "column" : "header", table->lines[other->row]);
            return false;
        }
    }
    return true;
}

bool mapping_load(struct mapping *mapping, const char *path,
                  const struct concept *concept, struct arena *arena, struct diag *diag)
{
    const struct table *table = &mapping->table;
    int column, header, values;

    *mapping = (struct mapping){0};
    if (!table_load(&mapping->table, path, arena, diag) ||
        !table_drop_rows(&mapping->table, concept->as_of, diag))
        return false;
    column = table_column(table, "column");
    header = table_column(table, "header");
    values = table_column(table, "values");
    mapping->rows = arena_alloc(arena, (table->rows + 1) * sizeof *mapping->rows);
    if (!table_expect(table, "column header values", 2, diag))
        return false;
    for (unsigned i = 0; i < table->rows; i++) {
        struct mapping_row *row = &mapping->rows[mapping->count];
        *row = (struct mapping_row){.column = table_cell(table, i, column),
                                    .header = table_cell(table, i, header),
                                    .row = i};
        if (row->column.len == 0 || row->header.len == 0)
            continue; /* a header that is not mapped, or not yet */
        if (!check_row(mapping, row, concept, diag) ||
            !take_values(row, table, table_cell(table, i, values), values, concept,
                         arena, diag))
            return false;
        mapping->count++;
    }
    return true;
}

/* "…, which has: A, B, C" as far as it fits. */
static void missing_header(const struct mapping *mapping, const struct mapping_row *row,
                           const struct header *header, const char *file_name,
                           struct diag *diag)
{
    char list[1500];
    size_t used = 0;

    for (unsigned i = 0; i < header->count && used + 1 < sizeof list; i++)
        used += (size_t)snprintf(list + used, sizeof list - used, "%s%.*s",
                                 i > 0 ? ", " : "", (int)header->names[i].len,
                                 header->names[i].ptr);
    table_fault(&mapping->table, row->row, -1, diag,
                "no header \"%.*s\" in %.200s, which has: %s", (int)row->header.len,
                row->header.ptr, file_name, list);
}

static bool bind_rows(const struct mapping *mapping, const struct header *header,
                      const char *export_name, struct mapped_column *columns,
                      struct diag *diag)
{
    for (unsigned i = 0; mapping != NULL && i < mapping->count; i++) {
        const struct mapping_row *row = &mapping->rows[i];
        int at = header_find(header, row->header);
        if (is_need_row(row))
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
        if (columns[i].row == NULL && is_derived(concept, name)) {
            diag_set(
                diag, DIAG_HEADER,
                "the header %.*s is the name of a derived column, map it to another",
                (int)name.len, name.ptr);
            return diag_at(diag, export_name, header->line);
        }
        for (unsigned j = 0; j < i; j++) {
            if (!span_equal(name, columns[j].name))
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
        if (!is_need_row(candidate))
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

/* Terms, without the empty ones that a trailing separator leaves. */
static struct span split(struct span cell, char separator, char *out)
{
    size_t len = 0;

    while (cell.ptr != NULL) {
        struct span term = span_trim(span_cut(&cell, separator));
        if (term.len == 0)
            continue;
        if (len > 0)
            out[len++] = '|';
        memcpy(out + len, term.ptr, term.len);
        len += term.len;
    }
    return span_of(out, len);
}

struct span mapping_translate(const struct mapping_row *row, struct span cell,
                              char *out)
{
    if (row == NULL || cell.len == 0)
        return cell;
    if (row->way == MAPPING_SPLIT)
        return split(cell, row->separator, out);
    for (unsigned i = 0; i < row->pair_count; i++)
        if (span_equal(row->pairs[i].from, cell))
            return row->pairs[i].to;
    return cell;
}
