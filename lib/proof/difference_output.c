/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "proof/difference_output.h"

#include "base/buffer.h"
#include "proof/difference.h"
#include "stream/output.h"
#include "stream/writer.h"

const char DIFFERENCE_COLUMNS[] = "table key change column old new file line";

void difference_write(const struct row_change *change, struct writer *writer)
{
    writer_value(writer, change->table);
    writer_value(writer, change->key);
    writer_value(writer, span_from(ROW_CHANGE_NAMES[change->kind]));
    writer_value(writer, change->column);
    writer_value(writer, change->old);
    writer_value(writer, change->new);
    writer_value(writer, change->file);
    writer_number(writer, (long)change->line);
    writer_end(writer);
}

/* The cell in quotes, or the words for an empty one. */
static void add_cell(struct buffer *text, struct span cell, const char *if_empty)
{
    const char *quote = cell.len > 0 ? "\"" : "";

    buffer_add(text, span_from(quote));
    buffer_add(text, cell.len > 0 ? cell : span_from(if_empty));
    buffer_add(text, span_from(quote));
}

/* Behind which row it stands. */
static void add_place(struct buffer *text, struct span key)
{
    buffer_add(text, span_from(key.len > 0 ? "behind " : ""));
    add_cell(text, key, "the top");
}

static void add_text(struct buffer *text, const struct row_change *change)
{
    switch (change->kind) {
    case ROW_ADDED:
        buffer_print(text, "added: %.*s", (int)change->new.len, change->new.ptr);
        return;
    case ROW_REMOVED:
        buffer_print(text, "removed: %.*s", (int)change->old.len, change->old.ptr);
        return;
    case ROW_CHANGED:
        buffer_add(text, change->column);
        buffer_add(text, span_from(": was "));
        add_cell(text, change->old, "empty");
        buffer_add(text, span_from(", is "));
        add_cell(text, change->new, "empty");
        return;
    case ROW_MOVED:
    default:
        buffer_add(text, span_from("moved from "));
        add_place(text, change->old);
        buffer_add(text, span_from(" to "));
        add_place(text, change->new);
    }
}

void difference_write_line(const struct row_change *change, struct output *output)
{
    struct buffer text = {0};

    buffer_print(&text, "%.*s:%lu: %.*s %.*s: ", (int)change->file.len,
                 change->file.ptr, change->line, (int)change->table.len,
                 change->table.ptr, (int)change->key.len, change->key.ptr);
    add_text(&text, change);
    for (size_t i = 0; i < text.len; i++)
        if ((unsigned char)text.bytes[i] < ' ' || text.bytes[i] == 0x7f)
            text.bytes[i] = '?';
    buffer_add_char(&text, '\n');
    output_write(output, buffer_text(&text));
    buffer_free(&text);
}
