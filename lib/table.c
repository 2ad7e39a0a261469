/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table.h"

#include <stdio.h>
#include <stdlib.h>

#include "reader.h"
#include "text.h"

/* Cells are collected in arrays that grow, and then moved to the arena. */
struct collected {
    struct span *cells;
    unsigned long *lines;
    size_t cell_count, cell_room, row_count, row_room;
};

static bool copy_cell(struct span *cell, const struct record *record, unsigned column,
                      struct arena *arena)
{
    struct span field = record_field(record, column);
    char *copy = arena_alloc(arena, field.len + 1);

    if (copy == NULL)
        return false;
    if (record->dialect.format == FORMAT_TSV)
        *cell = span_of(copy, text_unescape(field, copy));
    else
        *cell = span_of(memcpy(copy, field.ptr, field.len), field.len);
    *cell = span_trim(*cell);
    return true;
}

static bool collect(struct collected *all, const struct record *record,
                    unsigned columns, struct arena *arena)
{
    if (!mem_grow(&all->cells, &all->cell_room, all->cell_count + columns,
                  sizeof *all->cells) ||
        !mem_grow(&all->lines, &all->row_room, all->row_count + 1, sizeof *all->lines))
        return false;
    all->lines[all->row_count++] = record->line;
    for (unsigned i = 0; i < columns; i++)
        if (!copy_cell(&all->cells[all->cell_count++], record, i, arena))
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
        good = collect(&all, &record, reader_header(reader)->count, arena);
    if (status == READER_END || !good) {
        good = good && table->path != NULL &&
               keep(table, &all, reader_header(reader), arena);
        if (!good)
            diag_no_memory(diag);
    }
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
