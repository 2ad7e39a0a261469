/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/table.h"

#include <stdio.h>
#include <stdlib.h>

#include "rules/kept_tables.h"
#include "rules/merge.h"
#include "stream/reader.h"
#include "value/date.h"

/* Columns that any table may have. */
#define ANNOTATIONS "valid_from valid_to note"

/* Cells are collected in arrays that grow, and then moved to the arena. */
struct collected {
    struct span *cells;
    unsigned long *lines;
    size_t cell_count, cell_room, row_count, row_room;
};

/* Adds a row, unless all of its cells are empty. */
static void collect(struct collected *all, const struct record *record,
                    unsigned columns, struct arena *arena)
{
    bool is_blank = true;

    mem_grow(&all->cells, &all->cell_room, all->cell_count + columns,
             sizeof *all->cells);
    mem_grow(&all->lines, &all->row_room, all->row_count + 1, sizeof *all->lines);
    for (unsigned i = 0; i < columns; i++) {
        struct span cell = span_trim(record_field(record, i));
        all->cells[all->cell_count + i] = arena_copy(arena, cell);
        is_blank = is_blank && cell.len == 0;
    }
    if (is_blank)
        return;
    all->lines[all->row_count++] = record->line;
    all->cell_count += columns;
}

/* Takes over a column of the file. */
static void keep_column(struct table *table, const struct collected *all,
                        const struct header *header, unsigned column,
                        struct arena *arena)
{
    table->names[table->columns] = arena_copy(arena, span_trim(header->names[column]));
    table->heads[table->columns] = (struct table_place){table->path, header->line};
    for (unsigned row = 0; row < table->rows; row++)
        table->cells[row * header->count + table->columns] =
            all->cells[row * header->count + column];
    table->columns++;
}

/* The first row with a cell in this column, or the number of rows. */
static unsigned first_cell(const struct collected *all, unsigned columns,
                           unsigned column)
{
    unsigned row = 0;

    while (row < all->row_count && all->cells[row * columns + column].len == 0)
        row++;
    return row;
}

/* Moves what was collected to the table, without columns that nobody named. */
static void keep(struct table *table, const struct collected *all,
                 const struct header *header, struct arena *arena,
                 struct faults *faults)
{
    unsigned columns = header->count;

    table->header_line = header->line;
    table->rows = (unsigned)all->row_count;
    table->names = arena_alloc(arena, (columns + 1) * sizeof *table->names);
    table->heads = arena_alloc(arena, (columns + 1) * sizeof *table->heads);
    table->cells = arena_alloc(arena, (all->cell_count + 1) * sizeof *table->cells);
    table->lines = arena_alloc(arena, (all->row_count + 1) * sizeof *table->lines);
    table->files = arena_alloc(arena, (all->row_count + 1) * sizeof *table->files);
    for (unsigned row = 0; row < table->rows; row++)
        table->files[row] = table->path;
    if (table->rows > 0)
        memcpy(table->lines, all->lines, all->row_count * sizeof *table->lines);
    for (unsigned i = 0; i < columns; i++) {
        unsigned row = first_cell(all, columns, i);
        struct span name = span_trim(header->names[i]);
        if (name.len > 0)
            keep_column(table, all, header, i, arena);
        else if (row < table->rows)
            table_fault(table, row, -1, faults,
                        "a cell of column %u stands below no name, expected one in "
                        "line %lu",
                        i + 1, table->header_line);
    }
    /* Rows were as wide as the file's. */
    for (unsigned row = 1; row < table->rows; row++)
        memmove(&table->cells[(size_t)row * table->columns],
                &table->cells[(size_t)row * columns],
                table->columns * sizeof *table->cells);
    table->valid_from = table_column(table, "valid_from");
    table->valid_to = table_column(table, "valid_to");
}

static bool read_file(struct table *table, const char *path, struct arena *arena,
                      struct faults *faults)
{
    struct reader_options options = READER_DEFAULTS;
    struct collected all = {0};
    struct record record;
    enum reader_status status = READER_FAILED;
    struct diag diag = {0};
    struct reader *reader;

    options.is_table = true;
    options.tabs_are_csv = true;
    options.encoding = ENCODING_AUTO;
    *table = (struct table){.path = arena_copy(arena, span_from(path)).ptr,
                            .valid_from = -1,
                            .valid_to = -1};
    reader = reader_open(&path, 1, &options, &diag);
    while (reader != NULL &&
           ((status = reader_next(reader, &record, &diag)) == READER_RECORD ||
            status == READER_REFUSED)) {
        if (status == READER_RECORD)
            collect(&all, &record, reader_header(reader)->count, arena);
        else
            *faults_add(faults) = diag;
    }
    if (status == READER_END)
        keep(table, &all, reader_header(reader), arena, faults);
    else
        *faults_add(faults) = diag;
    free(all.cells);
    free(all.lines);
    reader_close(reader);
    return status == READER_END;
}

bool table_load_file(struct table *table, const char *path, struct arena *arena,
                     struct faults *faults)
{
    unsigned before = faults->count;

    if (kept_tables_find(path, table, arena))
        return true;
    if (!read_file(table, path, arena, faults))
        return false;
    if (faults->count == before)
        kept_tables_add(path, table);
    return true;
}

bool table_load(struct table *table, const struct table_source *source,
                struct arena *arena, struct faults *faults)
{
    struct table below, *whole = NULL;

    if (!table_load_file(table, source->path, arena, faults))
        return false;
    if (!source->is_local) {
        merge_refuse(table, faults);
        return true;
    }
    if (source->below != NULL && !table_load(&below, source->below, arena, faults))
        return false;
    whole = merge_tables(source->below != NULL ? &below : NULL, table, source->name,
                         arena, faults);
    if (whole != NULL)
        *table = *whole;
    return whole != NULL;
}

int table_column(const struct table *table, const char *name)
{
    return names_find_span(table->names, table->columns, span_from(name));
}

struct span table_cell(const struct table *table, unsigned row, int column)
{
    if (column < 0)
        return span_of("", 0);
    return table->cells[row * table->columns + (unsigned)column];
}

bool table_fault(const struct table *table, unsigned row, int column,
                 struct faults *faults, const char *format, ...)
{
    struct diag *diag = faults_add(faults);
    char text[sizeof diag->text];
    va_list args;

    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    diag_set(diag, DIAG_TABLE, "%s", text);
    if (row < table->rows)
        diag_at(diag, table->files[row], table->lines[row]);
    else if (column >= 0)
        diag_at(diag, table->heads[column].file, table->heads[column].line);
    else
        diag_at(diag, table->path, table->header_line);
    if (column >= 0 && row < table->rows)
        diag_in_column(diag, table->names[column]);
    return false;
}

const char *table_other_row(const struct table *table, unsigned row, unsigned other,
                            struct arena *arena)
{
    struct span file = table_file(table, other), kept;
    bool is_here = span_equal(file, table_file(table, row));
    char *text = is_here ? mem_print("line %lu", table->lines[other])
                         : mem_print("%s:%lu", file.ptr, table->lines[other]);

    kept = arena_copy(arena, span_from(text));
    free(text);
    return kept.ptr;
}

bool table_unknown(const struct table *table, unsigned row, int column,
                   struct faults *faults, const char *what, const struct nearest *meant,
                   const char *expected)
{
    char hint[128] = "";

    if (meant->name.len == 0)
        return table_fault(table, row, column, faults, "no %s, expected %s", what,
                           expected);
    if (meant->best.ptr != NULL)
        snprintf(hint, sizeof hint, " (did you mean \"%.*s\"?)",
                 table_shown(meant->best), meant->best.ptr);
    return table_fault(table, row, column, faults, "unknown %s \"%.*s\"%s, expected %s",
                       what, table_shown(meant->name), meant->name.ptr, hint, expected);
}

bool table_unknown_code(const struct table *table, unsigned row, int column,
                        struct faults *faults, const char *what, struct span text,
                        const struct code_set *codes)
{
    struct nearest meant = {.name = text};
    char list[300] = "one of";
    size_t used = strlen(list);

    for (unsigned i = 0; i < codes->count; i++) {
        struct span code = codes->names[i];
        nearest_consider(&meant, code);
        if (used + code.len + 2 <= sizeof list)
            used += (size_t)snprintf(list + used, sizeof list - used, " %.*s",
                                     (int)code.len, code.ptr);
    }
    return table_unknown(table, row, column, faults, what, &meant,
                         codes->count > 0 ? list : "a table that gives some");
}

int table_choose(const struct table *table, unsigned row, int column,
                 struct faults *faults, const char *what, const char *const *names,
                 unsigned count)
{
    struct span cell = table_cell(table, row, column);
    struct nearest meant = {.name = cell};
    int number = names_find(names, count, cell);
    char list[300] = "one of";
    size_t used = strlen(list);

    if (number >= 0)
        return number;
    for (unsigned i = 0; i < count; i++) {
        if (names[i] == NULL || used + strlen(names[i]) + 2 > sizeof list)
            continue;
        nearest_consider(&meant, span_from(names[i]));
        used += (size_t)snprintf(list + used, sizeof list - used, " %s", names[i]);
    }
    table_unknown(table, row, column, faults, what, &meant, list);
    return -1;
}

bool table_date(const struct table *table, unsigned row, int column, int32_t *day,
                struct faults *faults)
{
    struct span cell = table_cell(table, row, column);

    if (date_parse(cell, day))
        return true;
    if (date_lacks_century(cell))
        return table_fault(table, row, column, faults,
                           "\"%.*s\" has a year of two digits, which may be of any "
                           "century, expected YYYY-MM-DD or DD.MM.YYYY",
                           (int)cell.len, cell.ptr);
    return table_fault(table, row, column, faults,
                       "malformed date \"%.*s\", expected YYYY-MM-DD or DD.MM.YYYY "
                       "from 1900 to 2199",
                       table_shown(cell), cell.ptr);
}

bool table_validity(const struct table *table, unsigned row, int32_t *first,
                    int32_t *last, struct faults *faults)
{
    struct span from = table_cell(table, row, table->valid_from);
    struct span to = table_cell(table, row, table->valid_to);

    *first = DATE_MIN;
    *last = DATE_MAX;
    if (from.len > 0 && !table_date(table, row, table->valid_from, first, faults))
        return false;
    if (to.len > 0 && !table_date(table, row, table->valid_to, last, faults))
        return false;
    return *first <= *last ||
           table_fault(table, row, table->valid_to, faults,
                       "\"%.*s\" is before valid_from, expected %.*s or later",
                       (int)to.len, to.ptr, (int)from.len, from.ptr);
}

void table_drop_rows(struct table *table, int32_t day, struct faults *faults)
{
    unsigned kept = 0;

    for (unsigned row = 0; row < table->rows; row++) {
        int32_t first, last;
        if (!table_validity(table, row, &first, &last, faults) || day < first ||
            day > last)
            continue;
        memmove(&table->cells[(size_t)kept * table->columns],
                &table->cells[(size_t)row * table->columns],
                table->columns * sizeof *table->cells);
        table->files[kept] = table->files[row];
        table->lines[kept++] = table->lines[row];
    }
    table->rows = kept;
}

/* Takes up each of the names, which stand between spaces. */
static bool consider_all(struct nearest *meant, const char *names)
{
    struct span rest = span_from(names);

    while (rest.ptr != NULL) {
        struct span name = span_cut(&rest, ' ');
        if (span_equal(name, meant->name))
            return true;
        nearest_consider(meant, name);
    }
    return false;
}

/*
 * Whether a column has one of the names, or one that any table may have. If none has,
 * the file is another one, an export perhaps, whose cells may not be shown.
 */
static bool has_any(const struct table *table, const char *names)
{
    for (unsigned i = 0; i < table->columns; i++)
        if (names_has(span_from(names), table->names[i]) ||
            names_has(span_from(ANNOTATIONS), table->names[i]))
            return true;
    return false;
}

bool table_expect(const struct table *table, const char *names, unsigned needed,
                  struct faults *faults)
{
    struct span rest = span_from(names);
    bool good;

    if (!has_any(table, names))
        return table_fault(table, TABLE_HEADER, -1, faults,
                           "none of the columns is there, expected %s: another file?",
                           names);
    good = !table_has_formula(table, TABLE_HEADER, faults);

    for (unsigned i = 0; i < needed; i++) {
        struct span name = span_cut(&rest, ' ');
        if (names_find_span(table->names, table->columns, name) < 0)
            good = table_fault(table, TABLE_HEADER, -1, faults,
                               "no column \"%.*s\", expected %s", (int)name.len,
                               name.ptr, names);
    }
    for (unsigned i = 0; i < table->columns; i++) {
        struct nearest meant = {.name = table->names[i]};
        if (meant.name.ptr[0] != '=' && !consider_all(&meant, names) &&
            !consider_all(&meant, ANNOTATIONS))
            good = table_unknown(table, TABLE_HEADER, (int)i, faults, "column", &meant,
                                 names);
    }
    for (unsigned row = 0; row < table->rows; row++)
        table_has_formula(table, row, faults);
    return good;
}

/* What a cell was meant to say: `=> 12` is `>= 12`, `=A` is A. */
static bool cell_formula(const struct table *table, unsigned row, int column,
                         struct span cell, struct faults *faults)
{
    struct span rest = span_after(cell, 1);
    bool is_turned = rest.len > 0 && (rest.ptr[0] == '<' || rest.ptr[0] == '>');
    const char *sign = !is_turned ? "" : rest.ptr[0] == '<' ? "<= " : ">= ";

    while (rest.len > 0 && memchr("=<> ", rest.ptr[0], 4) != NULL)
        rest = span_after(rest, 1);
    return table_fault(table, row, column, faults,
                       "\"%.*s\" is a formula for a spreadsheet, expected \"%s%.*s\"",
                       table_shown(cell), cell.ptr, sign, table_shown(rest), rest.ptr);
}

bool table_has_formula(const struct table *table, unsigned row, struct faults *faults)
{
    bool is_header = row == TABLE_HEADER, found = false;

    for (unsigned i = 0; i < table->columns; i++) {
        struct span cell = is_header ? table->names[i] : table_cell(table, row, (int)i);
        if (cell.len == 0 || cell.ptr[0] != '=')
            continue;
        found = true;
        if (is_header)
            table_fault(table, row, (int)i, faults,
                        "\"%.*s\" is a formula for a spreadsheet, expected \"%.*s=\"",
                        table_shown(cell), cell.ptr, table_shown(span_after(cell, 1)),
                        cell.ptr + 1);
        else
            cell_formula(table, row, (int)i, cell, faults);
    }
    return found;
}
