/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/buffer.h"

#include <stdlib.h>

#include "base/mem.h"

char *buffer_room(struct buffer *buffer, size_t size)
{
    mem_grow(&buffer->bytes, &buffer->room, buffer->len + size, 1);
    return buffer->bytes + buffer->len;
}

void buffer_add(struct buffer *buffer, struct span text)
{
    if (text.len == 0)
        return;
    memcpy(buffer_room(buffer, text.len), text.ptr, text.len);
    buffer->len += text.len;
}

void buffer_free(struct buffer *buffer)
{
    free(buffer->bytes);
    *buffer = (struct buffer){0};
}
