/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/buffer.h"

#include <stdio.h>

void buffer_print_list(struct buffer *buffer, const char *format, va_list args)
{
    va_list again;
    int len;

    va_copy(again, args);
    len = vsnprintf(NULL, 0, format, again);
    va_end(again);
    if (len < 0)
        mem_exhausted();
    buffer_room(buffer, (size_t)len + 1);
    vsnprintf(buffer->bytes + buffer->len, (size_t)len + 1, format, args);
    buffer->len += (size_t)len;
}

void buffer_print(struct buffer *buffer, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    buffer_print_list(buffer, format, args);
    va_end(args);
}
