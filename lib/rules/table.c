/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/table.h"

#include <stdio.h>
#include <stdlib.h>

#include "stream/reader.h"
#include "value/date.h"

/* Cells are collected in arrays that grow, and then moved to the arena. */
struct collected {
    struct span *cells;
    unsigned long *lines;
    size_t cell_count, cell_room, row_count, row_room;
};

static bool copy_cell(struct span *cell, const struct record *record, unsigned column,
                      struct span name, struct arena *arena, struct diag *diag)
{
    struct span field = record_field(record, column), value;
    char *copy = arena_alloc(arena, field.len + 1);

    if (copy == NULL) {
        diag_no_memory(diag);
        return false;
    }
    if (!record_decode(record, field, copy, &value, name, diag)) {
        diag_at(diag, record->file, record->line);
        return false;
    }
    if (value.ptr != copy && value.len > 0)
        memcpy(copy, value.ptr, value.len);
    *cell = span_trim(span_of(copy, value.len));
    return true;
}

static bool collect(struct collected *all, const struct record *record,
                    const struct header *header, struct arena *arena, struct diag *diag)
{
    if (!mem_grow(&all->cells, &all->cell_room, all->cell_count + header->count,
                  sizeof *all->cells) ||
        !mem_grow(&all->lines, &all->row_room, all->row_count + 1,
                  sizeof *all->lines)) {
        diag_no_memory(diag);
        return false;
    }
    all->lines[all->row_count++] = record->line;
    for (unsigned i = 0; i < header->count; i++)
        if (!copy_cell(&all->cells[all->cell_count++], record, i, header->names[i],
                       arena, diag))
            return false;
    return true;
}

static bool keep(struct table *table, const struct collected *all,
                 const struct header *header, struct arena *arena)
{
    table->columns = header->count;
    table->header_line = header->line;
    table->rows = (unsigned)all->row_count;
    table->names = arena_alloc(arena, header->count * sizeof *table->names);
    table->cells = arena_alloc(arena, all->cell_count * sizeof *table->cells);
    table->lines = arena_alloc(arena, all->row_count * sizeof *table->lines);
    if (table->names == NULL || table->cells == NULL || table->lines == NULL)
        return false;
    for (unsigned i = 0; i < header->count; i++) {
        table->names[i] = arena_copy(arena, header->names[i]);
        if (table->names[i].ptr == NULL)
            return false;
    }
    table->valid_from = table_column(table, "valid_from");
    table->valid_to = table_column(table, "valid_to");
    if (all->row_count > 0) {
        memcpy(table->cells, all->cells, all->cell_count * sizeof *table->cells);
        memcpy(table->lines, all->lines, all->row_count * sizeof *table->lines);
    }
    return true;
}

bool table_load(struct table *table, const char *path, struct arena *arena,
                struct diag *diag)
{
    struct reader_options options = READER_DEFAULTS;
    struct collected all = {0};
    struct record record;
    enum reader_status status = READER_RECORD;
    struct reader *reader;
    bool good = true;

    options.is_table = true;
    *table = (struct table){.path = arena_copy(arena, span_from(path)).ptr};
    reader = reader_open(&path, 1, &options, diag);
    if (reader == NULL)
        return false;
    while (good && (status = reader_next(reader, &record, diag)) == READER_RECORD)
        good = collect(&all, &record, reader_header(reader), arena, diag);
    if (good && status == READER_END && table->path != NULL)
        good = keep(table, &all, reader_header(reader), arena);
    if (table->path == NULL || (status == READER_END && !good))
        diag_no_memory(diag);
    free(all.cells);
    free(all.lines);
    reader_close(reader);
    return good && status == READER_END;
}

int table_column(const struct table *table, const char *name)
{
    for (unsigned i = 0; i < table->columns; i++)
        if (span_is(table->names[i], name))
            return (int)i;
    return -1;
}

struct span table_cell(const struct table *table, unsigned row, int column)
{
    if (column < 0)
        return span_of("", 0);
    return table->cells[row * table->columns + (unsigned)column];
}

void table_fault(const struct table *table, unsigned row, int column, struct diag *diag,
                 const char *format, ...)
{
    char text[sizeof diag->text];
    va_list args;

    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    diag_set(diag, DIAG_TABLE, "%s", text);
    diag_at(diag, table->path,
            row < table->rows ? table->lines[row] : table->header_line);
    if (column >= 0)
        diag_in_column(diag, table->names[column]);
}

bool table_validity(const struct table *table, unsigned row, int32_t *first,
                    int32_t *last, struct diag *diag)
{
    struct span from = table_cell(table, row, table->valid_from);
    struct span to = table_cell(table, row, table->valid_to);

    *first = DATE_MIN;
    *last = DATE_MAX;
    if ((from.len > 0 && !date_parse(from, first)) ||
        (to.len > 0 && !date_parse(to, last)))
        table_fault(table, row, -1, diag, "valid_from or valid_to is no date");
    else if (*first > *last)
        table_fault(table, row, -1, diag, "valid_from is after valid_to");
    else
        return true;
    return false;
}

bool table_drop_rows(struct table *table, int32_t day, struct diag *diag)
{
    unsigned kept = 0;

    for (unsigned row = 0; row < table->rows; row++) {
        int32_t first, last;
        if (!table_validity(table, row, &first, &last, diag))
            return false;
        if (day < first || day > last)
            continue;
        memmove(&table->cells[kept * table->columns],
                &table->cells[row * table->columns],
                table->columns * sizeof *table->cells);
        table->lines[kept++] = table->lines[row];
    }
    table->rows = kept;
    return true;
}

static bool holds_name(struct span names, struct span name)
{
    while (names.ptr != NULL)
        if (span_equal(span_cut(&names, ' '), name))
            return true;
    return false;
}

bool table_expect(const struct table *table, const char *names, unsigned needed,
                  struct diag *diag)
{
    struct span rest = span_from(names);

    for (unsigned i = 0; i < needed; i++) {
        struct span name = span_cut(&rest, ' ');
        unsigned at = 0;
        while (at < table->columns && !span_equal(table->names[at], name))
            at++;
        if (at == table->columns) {
            table_fault(table, TABLE_HEADER, -1, diag, "no column \"%.*s\"",
                        (int)name.len, name.ptr);
            return false;
        }
    }
    for (unsigned i = 0; i < table->columns; i++) {
        struct span name = table->names[i];
        if (!holds_name(span_from(names), name) &&
            !holds_name(span_from("valid_from valid_to note"), name)) {
            table_fault(table, TABLE_HEADER, -1, diag, "unknown column \"%.*s\"",
                        (int)name.len, name.ptr);
            return false;
        }
    }
    return true;
}
