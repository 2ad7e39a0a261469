/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A buffer is a text that grows. A zeroed struct is an empty one; buffer_free ends it.
 */
#ifndef VIERPHASEN_BUFFER_H
#define VIERPHASEN_BUFFER_H

#include <stddef.h>

#include "base/span.h"

struct buffer {
    char *bytes;
    size_t len, room;
};

/*
 * Room for `size` more bytes behind the text, which it doesn't lengthen. What pointed
 * into the buffer before is lost. NULL only for no bytes in an empty buffer.
 */
char *buffer_room(struct buffer *buffer, size_t size);

void buffer_add(struct buffer *buffer, struct span text);

static inline void buffer_add_char(struct buffer *buffer, char c)
{
    buffer_add(buffer, span_of(&c, 1));
}

/* The text; it holds until the next change. */
static inline struct span buffer_text(const struct buffer *buffer)
{
    return span_of(buffer->bytes, buffer->len);
}

void buffer_free(struct buffer *buffer);

#endif
