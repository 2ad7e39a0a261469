/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A buffer is a text that grows. A zeroed struct is an empty one; buffer_free ends it.
 */
#ifndef VIERPHASEN_BUFFER_H
#define VIERPHASEN_BUFFER_H

#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/span.h"

struct buffer {
    char *bytes;
    size_t len, room;
};

/*
 * Room for `size` more bytes behind the text, which it doesn't lengthen. What pointed
 * into the buffer before is lost. NULL only for no bytes in an empty buffer.
 */
static inline char *buffer_room(struct buffer *buffer, size_t size)
{
    mem_grow(&buffer->bytes, &buffer->room, buffer->len + size, 1);
    return buffer->bytes + buffer->len;
}

static inline void buffer_add(struct buffer *buffer, struct span text)
{
    if (text.len == 0)
        return;
    memcpy(buffer_room(buffer, text.len), text.ptr, text.len);
    buffer->len += text.len;
}

/* Adds what a format says. */
void buffer_print(struct buffer *buffer, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void buffer_print_list(struct buffer *buffer, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));

static inline void buffer_add_char(struct buffer *buffer, char c)
{
    *buffer_room(buffer, 1) = c;
    buffer->len++;
}

/* The text; it holds until the next change. */
static inline struct span buffer_text(const struct buffer *buffer)
{
    return span_of(buffer->bytes, buffer->len);
}

static inline void buffer_free(struct buffer *buffer)
{
    free(buffer->bytes);
    *buffer = (struct buffer){NULL, 0, 0};
}

#endif
