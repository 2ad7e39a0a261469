/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stream/builder.h"

#include <stdlib.h>

#include "base/mem.h"
#include "stream/record.h"

void builder_begin(struct builder *builder)
{
    builder->text.len = builder->count = 0;
}

char *builder_room(struct builder *builder, size_t size)
{
    mem_grow(&builder->ends, &builder->ends_room, builder->count + 1,
             sizeof *builder->ends);
    return buffer_room(&builder->text, size + 1);
}

void builder_take(struct builder *builder, struct span value)
{
    struct buffer *text = &builder->text;

    if (value.len > 0)
        memmove(text->bytes + text->len, value.ptr, value.len);
    text->len += value.len;
    builder->ends[builder->count++] = (uint32_t)text->len++;
}

void builder_add(struct builder *builder, struct span value)
{
    struct buffer *text = &builder->text;
    char *room = buffer_room(text, value.len + 1);

    mem_grow(&builder->ends, &builder->ends_room, builder->count + 1,
             sizeof *builder->ends);
    if (value.len > 0)
        memcpy(room, value.ptr, value.len);
    text->len += value.len;
    builder->ends[builder->count++] = (uint32_t)text->len++;
}

void builder_fill(const struct builder *builder, struct record *record)
{
    record->base = builder->text.bytes;
    record->ends = builder->ends;
    record->start = 0;
    record->count = (uint32_t)builder->count;
}

void builder_free(struct builder *builder)
{
    buffer_free(&builder->text);
    free(builder->ends);
}
