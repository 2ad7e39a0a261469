/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Builds the fields of a record from values, so that what was made looks like what was
 * read: one behind the other, one byte between them.
 */
#ifndef VIERPHASEN_BUILDER_H
#define VIERPHASEN_BUILDER_H

#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/span.h"

struct record;

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
void builder_add(struct builder *builder, struct span value);

/* Gives the record the fields that were built; until the next builder_begin. */
void builder_fill(const struct builder *builder, struct record *record);

void builder_free(struct builder *builder);

#endif
