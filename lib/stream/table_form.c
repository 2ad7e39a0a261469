/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stream/table_form.h"

#include "base/buffer.h"
#include "base/mem.h"
#include "stream/output.h"
#include "stream/terminal.h"
#include "value/width.h"

/* Between columns, and below the header. */
static const char GAP[] = "  ", RULE[] = "─";

/* A shown value; its bytes are in `text`. */
struct cell {
    size_t start, len, width;
};

struct table {
    struct output *output;
    size_t terminal; /* 0: lines are as long as they are */
    unsigned count;
    const enum cell_kind *kinds; /* the writer's, which may learn */
    size_t *widths;              /* of the columns, at least 1 */
    unsigned waiting;            /* records whose cells wait, the header not counted */
    bool has_begun; /* the widths are fixed, and nothing waits but a record */
    struct buffer text;
    struct cell *cells; /* of the header and the records that wait */
    size_t cell_count, cell_room;
    struct buffer line, shown;
};

static void *open_table(struct output *output, struct diag *diag)
{
    struct table *table = mem_new(sizeof *table);

    (void)diag;
    table->output = output;
    table->terminal = terminal_width(output);
    return table;
}

static void free_table(void *it)
{
    struct table *table = it;

    buffer_free(&table->text);
    buffer_free(&table->line);
    buffer_free(&table->shown);
    free(table->widths);
    free(table->cells);
    free(table);
}

/* Takes a value up, and what its column must hold of it. */
static void take(struct table *table, unsigned column, struct span value)
{
    struct cell *cell;
    size_t start = table->text.len;

    table->shown.len = 0;
    terminal_show(&table->shown, value);
    terminal_cut(&table->text, buffer_text(&table->shown), TABLE_WIDEST);
    mem_grow(&table->cells, &table->cell_room, table->cell_count + 1,
             sizeof *table->cells);
    cell = &table->cells[table->cell_count++];
    cell->start = start;
    cell->len = table->text.len - start;
    cell->width = width_of(span_of(table->text.bytes + start, cell->len));
    if (!table->has_begun && cell->width > table->widths[column])
        table->widths[column] = cell->width;
}

static bool take_header(void *it, const struct span *names, const enum cell_kind *kinds,
                        unsigned count, struct diag *diag)
{
    struct table *table = it;

    (void)diag;
    table->count = count;
    table->kinds = kinds;
    table->widths = mem_array(count, sizeof *table->widths);
    for (unsigned i = 0; i < count; i++) {
        table->widths[i] = 1;
        take(table, i, names[i]);
    }
    return true;
}

static void put_times(struct buffer *line, const char *text, size_t times)
{
    for (size_t i = 0; i < times; i++)
        buffer_add(line, span_from(text));
}

static void put_cell(struct table *table, unsigned column, const struct cell *cell)
{
    enum cell_kind kind = table->kinds[column];
    bool is_right = kind == CELL_NUMBER || kind == CELL_FIGURE;
    size_t width = table->widths[column];
    size_t space = cell->width < width ? width - cell->width : 0;

    if (is_right)
        put_times(&table->line, " ", space);
    terminal_cut(&table->line, span_of(table->text.bytes + cell->start, cell->len),
                 width);
    if (!is_right && column + 1 < table->count)
        put_times(&table->line, " ", space);
}

/* Writes the line that is put together, without the spaces at its end. */
static void write_line(struct table *table)
{
    struct buffer *line = &table->line;

    if (table->terminal > 0 && width_of(buffer_text(line)) > table->terminal) {
        table->shown.len = 0;
        terminal_cut(&table->shown, buffer_text(line), table->terminal);
        line = &table->shown;
    }
    while (line->len > 0 && line->bytes[line->len - 1] == ' ')
        line->len--;
    buffer_add_char(line, '\n');
    output_write(table->output, buffer_text(line));
    table->line.len = 0;
}

static void write_cells(struct table *table, const struct cell *cells)
{
    for (unsigned i = 0; i < table->count; i++) {
        if (i > 0)
            buffer_add(&table->line, span_from(GAP));
        put_cell(table, i, &cells[i]);
    }
    write_line(table);
}

static void write_rule(struct table *table)
{
    for (unsigned i = 0; i < table->count; i++) {
        if (i > 0)
            buffer_add(&table->line, span_from(GAP));
        put_times(&table->line, RULE, table->widths[i]);
    }
    write_line(table);
}

/* Fixes the widths, and writes what has waited for them. */
static void begin(struct table *table)
{
    write_cells(table, table->cells);
    write_rule(table);
    for (unsigned i = 1; i <= table->waiting; i++)
        write_cells(table, table->cells + (size_t)i * table->count);
    table->has_begun = true;
    table->cell_count = table->text.len = 0;
}

static bool take_value(void *it, unsigned column, struct span value, struct diag *diag)
{
    (void)diag;
    take(it, column, value);
    return true;
}

static bool end_record(void *it, struct diag *diag)
{
    struct table *table = it;

    (void)diag;
    if (table->has_begun) {
        write_cells(table, table->cells);
        table->cell_count = table->text.len = 0;
    } else if (++table->waiting == TABLE_SAMPLE) {
        begin(table);
    }
    return true;
}

static bool close_table(void *it, struct diag *diag)
{
    struct table *table = it;

    (void)diag;
    if (!table->has_begun)
        begin(table);
    return true;
}

const struct writer_form table_form = {.open = open_table,
                                       .header = take_header,
                                       .value = take_value,
                                       .end = end_record,
                                       .close = close_table,
                                       .free = free_table};
