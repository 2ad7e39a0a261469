/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a writer begins: the columns, and the line or the keys that name them. */
#include "base/buffer.h"
#include "base/mem.h"
#include "stream/dialect.h"
#include "stream/encoding.h"
#include "stream/output.h"
#include "stream/packed.h"
#include "stream/writer_inside.h"
#include "value/text.h"

static void give_header(struct writer *writer, const struct span *names)
{
    if (!writer->has_failed)
        writer->has_failed = !writer->form->header(writer->state, names, writer->kinds,
                                                   writer->columns, &writer->failure);
}

static void make_keys(struct writer *writer, const struct span *names)
{
    writer->keys = arena_alloc(&writer->arena, writer->columns * sizeof *writer->keys);
    for (unsigned i = 0; i < writer->columns; i++) {
        char *key = arena_alloc(&writer->arena, 6 * names[i].len + 8);
        size_t len;
        memcpy(key, i == 0 ? "{\"" : ",\"", 2);
        len = 2 + encoding_json(names[i], key + 2);
        memcpy(key + len, "\":\"", 3);
        writer->keys[i] = span_of(key, len + 3);
    }
}

/*
 * Whether a reader would not find the delimiter in the header: it is no usual one, or
 * in TSV, which has no quotes, a name looks like something else.
 */
static bool is_hidden(struct writer *writer, const struct span *names)
{
    struct dialect_search search = {.delimiter = -1};
    struct buffer *line = &writer->scratch;
    struct span text;
    size_t length;
    char sep;

    if (writer->dialect.format == FORMAT_CSV)
        return strchr(";,", writer->dialect.delimiter) == NULL;
    if (writer->dialect.format != FORMAT_TSV)
        return false;
    line->len = 0;
    for (unsigned i = 0; i < writer->columns; i++) {
        char *room = buffer_room(line, 2 * names[i].len + 1);
        size_t size = text_escape(names[i], room);
        room[size] = i + 1 < writer->columns ? '\t' : '\n';
        line->len += size + 1;
    }
    text = buffer_text(line);
    /* Behind an open quote the search would go on in the records. */
    dialect_find_header(&search, text, false);
    return search.delimiter != '\t' || span_starts(text, TEXT_BOM) ||
           dialect_sep_line(text, &length, &sep) || packed_fault(text) != NULL;
}

static void learn_kinds(struct writer *writer, const struct span *names)
{
    writer->kinds =
        arena_alloc(&writer->arena, (writer->columns + 1) * sizeof *writer->kinds);
    if (writer->kinds_of != NULL)
        writer->kinds_of(writer->context, names, writer->columns, writer->kinds);
}

/* A reader of one column may take each of these for its delimiter. */
static void learn_quoted(struct writer *writer)
{
    struct span marks = span_from(writer->columns == 1 ? "\"\r\n,;\t" : "\"\r\n");

    for (size_t i = 0; i < marks.len; i++)
        writer->is_quoted[(unsigned char)marks.ptr[i]] = true;
    writer->is_quoted[(unsigned char)writer->dialect.delimiter] = true;
}

void writer_header(struct writer *writer, const struct span *names, unsigned count)
{
    writer->columns = count;
    learn_kinds(writer, names);
    learn_quoted(writer);
    if (writer->words != NULL) {
        struct span *heads = arena_alloc(&writer->arena, (count + 1) * sizeof *heads);
        writer->words->heads(writer->words->context, names, count, heads);
        names = heads;
    }
    if (writer->form != NULL) {
        give_header(writer, names);
        return;
    }
    if (writer->dialect.format == FORMAT_JSON) {
        make_keys(writer, names);
        return;
    }
    if (writer->dialect.format == FORMAT_EXCEL)
        output_write(writer->output, span_from(TEXT_BOM));
    if (is_hidden(writer, names)) {
        output_write(writer->output, span_from("sep="));
        writer_put_char(writer, writer->dialect.delimiter);
        writer_put_char(writer, '\n');
    }
    writer->in_header = true;
    for (unsigned i = 0; i < count; i++)
        writer_put(writer, names[i]);
    writer->in_header = false;
    writer->is_misread = false; /* names are no ids */
    writer_end(writer);
}
