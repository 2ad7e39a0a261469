/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Builds the fields of a record from values, so that what was made looks like what was
 * read: one behind the other, a TAB between them. So the text of a record whose values
 * are plain is its line of TSV.
 */
#ifndef VIERPHASEN_BUILDER_H
#define VIERPHASEN_BUILDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/span.h"

struct record;

enum { BUILDER_BETWEEN = '\t' };

/* A zeroed struct is an empty builder. */
struct builder {
    struct buffer text;
    uint32_t *ends; /* of the values in the text */
    size_t count, ends_room;
};

void builder_begin(struct builder *builder);

/* Room to make the next value in, at most `size` bytes. */
char *builder_room(struct builder *builder, size_t size);

/* Adds a value that may lie anywhere, also in the room. */
void builder_take(struct builder *builder, struct span value);

/* Makes room and adds a copy of the value. */
static inline void builder_add(struct builder *builder, struct span value)
{
    struct buffer *text = &builder->text;
    char *room = buffer_room(text, value.len + 1);

    mem_grow(&builder->ends, &builder->ends_room, builder->count + 1,
             sizeof *builder->ends);
    if (value.len > 0)
        memcpy(room, value.ptr, value.len);
    room[value.len] = BUILDER_BETWEEN;
    text->len += value.len;
    builder->ends[builder->count++] = (uint32_t)text->len++;
}

/*
 * Whether no value holds a control character (Unicode Cc) or a backslash, so that none
 * has to be encoded for TSV.
 */
bool builder_is_plain(const struct builder *builder);

/* Gives the record the fields that were built; until the next builder_begin. */
void builder_fill(const struct builder *builder, struct record *record);

void builder_free(struct builder *builder);

#endif
