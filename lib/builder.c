/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "builder.h"

#include <stdlib.h>

#include "mem.h"

void builder_begin(struct builder *builder)
{
    builder->len = builder->count = 0;
}

char *builder_room(struct builder *builder, size_t size)
{
    if (!mem_grow(&builder->text, &builder->room, builder->len + size + 1, 1) ||
        !mem_grow(&builder->ends, &builder->ends_room, builder->count + 1,
                  sizeof *builder->ends)) {
        builder->no_memory = true;
        return NULL;
    }
    return builder->text + builder->len;
}

void builder_end_value(struct builder *builder, size_t len)
{
    builder->len += len;
    builder->ends[builder->count++] = (uint32_t)builder->len++;
}

void builder_add(struct builder *builder, struct span value)
{
    char *room = builder_room(builder, value.len);

    if (room == NULL)
        return;
    if (value.len > 0)
        memcpy(room, value.ptr, value.len);
    builder_end_value(builder, value.len);
}

struct record builder_record(const struct builder *builder, const struct record *like)
{
    return (struct record){.base = builder->text,
                           .ends = builder->ends,
                           .count = (uint32_t)builder->count,
                           .dialect = {FORMAT_CSV, '\0'},
                           .raw = like->raw,
                           .file = like->file,
                           .line = like->line};
}

void builder_free(struct builder *builder)
{
    free(builder->text);
    free(builder->ends);
}
