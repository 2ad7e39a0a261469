/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stream/record_form.h"

#include "base/buffer.h"
#include "base/mem.h"
#include "base/shown.h"
#include "stream/output.h"
#include "stream/terminal.h"
#include "value/width.h"

enum { GAP = 2 };

struct block {
    struct output *output;
    size_t terminal; /* 0: lines are as long as they are */
    unsigned count;
    struct span *names; /* shown, with spaces up to the values */
    size_t indent;
    bool has_records;
    struct arena arena;
    struct buffer line, shown;
};

static void *open_block(struct output *output, struct diag *diag)
{
    struct block *block = mem_new(sizeof *block);

    (void)diag;
    block->output = output;
    block->terminal = terminal_width(output);
    return block;
}

static void free_block(void *it)
{
    struct block *block = it;

    arena_free(&block->arena);
    buffer_free(&block->line);
    buffer_free(&block->shown);
    free(block);
}

static void put_spaces(struct buffer *line, size_t count)
{
    for (size_t i = 0; i < count; i++)
        buffer_add_char(line, ' ');
}

static bool take_names(void *it, const struct span *names, const enum cell_kind *kinds,
                       unsigned count, struct diag *diag)
{
    struct block *block = it;

    (void)kinds;
    (void)diag;
    block->count = count;
    block->names = arena_alloc(&block->arena, count * sizeof *block->names);
    for (unsigned i = 0; i < count; i++) {
        block->line.len = 0;
        terminal_show(&block->line, names[i]);
        block->names[i] = arena_copy(&block->arena, buffer_text(&block->line));
        if (width_of(block->names[i]) + GAP > block->indent)
            block->indent = width_of(block->names[i]) + GAP;
    }
    for (unsigned i = 0; i < count; i++) {
        block->line.len = 0;
        buffer_add(&block->line, block->names[i]);
        put_spaces(&block->line, block->indent - width_of(block->names[i]));
        block->names[i] = arena_copy(&block->arena, buffer_text(&block->line));
    }
    block->line.len = 0;
    return true;
}

/* Writes the line without the spaces at its end; the next one begins below a value. */
static void write_line(struct block *block)
{
    struct buffer *line = &block->line;

    while (line->len > 0 && line->bytes[line->len - 1] == ' ')
        line->len--;
    buffer_add_char(line, '\n');
    output_write(block->output, buffer_text(line));
    line->len = 0;
}

/* How many bytes of a text go on a line: up to the last space that fits, else what
 * fits. */
static size_t fit_words(struct span text, size_t width)
{
    size_t used, fit = width_fit(text, width, &used), at = fit;

    if (fit == text.len)
        return fit;
    while (at > 0 && text.ptr[at] != ' ')
        at--;
    return at > 0 ? at : fit > 0 ? fit : text.len;
}

/* Writes a line of a value, in as many lines as it needs. */
static void write_wrapped(struct block *block, struct span text)
{
    size_t width = block->terminal > block->indent + RECORD_VALUE_LEAST
                       ? block->terminal - block->indent
                       : RECORD_VALUE_LEAST;

    for (;;) {
        size_t fit = block->terminal > 0 ? fit_words(text, width) : text.len;
        buffer_add(&block->line, span_of(text.ptr, fit));
        write_line(block);
        text = span_after(text, fit);
        while (text.len > 0 && text.ptr[0] == ' ')
            text = span_after(text, 1);
        if (text.len == 0)
            return;
        put_spaces(&block->line, block->indent);
    }
}

static bool write_value(void *it, unsigned column, struct span value, struct diag *diag)
{
    struct block *block = it;
    bool is_first = true;

    (void)diag;
    if (column == 0 && block->has_records)
        output_write(block->output, span_from("\n"));
    buffer_add(&block->line, block->names[column]);
    if (value.ptr == NULL)
        value = span_of("", 0);
    while (value.ptr != NULL) {
        struct span line = span_cut(&value, '\n');
        if (value.ptr != NULL && line.len > 0 && line.ptr[line.len - 1] == '\r')
            line.len--;
        if (!is_first)
            put_spaces(&block->line, block->indent);
        is_first = false;
        block->shown.len = 0;
        shown_add(&block->shown, line, SHOWN_SAFE);
        write_wrapped(block, buffer_text(&block->shown));
    }
    return true;
}

static bool end_block(void *it, struct diag *diag)
{
    struct block *block = it;

    (void)diag;
    block->has_records = true;
    return true;
}

static bool close_block(void *it, struct diag *diag)
{
    (void)it;
    (void)diag;
    return true;
}

const struct writer_form record_form = {.open = open_block,
                                        .header = take_names,
                                        .value = write_value,
                                        .end = end_block,
                                        .close = close_block,
                                        .free = free_block};
