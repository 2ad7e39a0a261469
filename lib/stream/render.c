/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stream/render.h"

#include "base/buffer.h"
#include "base/mem.h"
#include "stream/writer.h"
#include "value/text.h"

/* The columns are those of the writer that wrote the records. */
static void tell(const void *context, const struct span *names, unsigned count,
                 enum cell_kind *kinds)
{
    const enum cell_kind *known = writer_kinds(context);

    (void)names;
    memcpy(kinds, known, count * sizeof *kinds);
}

static void write_header(struct writer *writer, struct span line)
{
    struct arena arena = {NULL};
    struct span *names = mem_array(line.len + 1, sizeof *names);
    unsigned count = 0;

    while (line.ptr != NULL) {
        struct span field = span_cut(&line, '\t');
        char *name = arena_alloc(&arena, field.len + 1);
        names[count++] = span_of(name, text_unescape(field, name));
    }
    writer_header(writer, names, count);
    free(names);
    arena_free(&arena);
}

static void write_record(struct writer *writer, struct span line, struct buffer *room)
{
    while (line.ptr != NULL) {
        struct span field = span_cut(&line, '\t');
        char *value = buffer_room(room, field.len + 1);
        writer_value(writer, span_of(value, text_unescape(field, value)));
    }
    writer_end(writer);
}

bool render_records(const struct writer *writer, struct span records,
                    struct output *output, struct diag *diag)
{
    struct writer *to = writer_new(output, writer_dialect(writer));
    struct buffer room = {0};
    bool good;

    writer_tell(to, tell, writer);
    write_header(to, span_cut(&records, '\n'));
    while (records.ptr != NULL && records.len > 0 && writer_check(to, diag))
        write_record(to, span_cut(&records, '\n'), &room);
    good = writer_close(to, false, diag);
    writer_free(to);
    buffer_free(&room);
    return good;
}
