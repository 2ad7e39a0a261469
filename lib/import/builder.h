/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Builds a record from values, so that what was made looks like what was read.
 */
#ifndef VIERPHASEN_BUILDER_H
#define VIERPHASEN_BUILDER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/span.h"
#include "stream/record.h"

/* A zeroed struct is an empty builder. */
struct builder {
    char *text;
    size_t len, room;
    uint32_t *ends;
    size_t count, ends_room;
    bool no_memory;
};

void builder_begin(struct builder *builder);

/* Room to make the next value in, at most `size` bytes; NULL if there is no memory. */
char *builder_room(struct builder *builder, size_t size);

/* Adds a value that may lie anywhere, also in the room. */
void builder_take(struct builder *builder, struct span value);

/* Makes room and adds a copy of the value. */
void builder_add(struct builder *builder, struct span value);

/* The record, with the place of `like`; until the next builder_begin. */
struct record builder_record(const struct builder *builder, const struct record *like);

void builder_free(struct builder *builder);

#endif
