/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import/builder.h"

#include <stdlib.h>

#include "base/mem.h"

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

void builder_take(struct builder *builder, struct span value)
{
    if (value.len > 0)
        memmove(builder->text + builder->len, value.ptr, value.len);
    builder->len += value.len;
    builder->ends[builder->count++] = (uint32_t)builder->len++;
}

void builder_add(struct builder *builder, struct span value)
{
    if (builder_room(builder, value.len) != NULL)
        builder_take(builder, value);
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
