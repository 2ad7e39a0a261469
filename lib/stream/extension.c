/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stream/extension.h"

#include <stdlib.h>

void extension_free(struct extension *extension)
{
    arena_free(&extension->arena);
    arena_free(&extension->overflow);
    free(extension->columns);
}

unsigned extension_add(struct extension *extension, const struct header *input,
                       struct span name)
{
    struct extension_column *column;

    if (!mem_grow(&extension->columns, &extension->capacity, extension->count + 1,
                  sizeof *column)) {
        extension->no_memory = true;
        return 0;
    }
    column = &extension->columns[extension->count];
    *column = (struct extension_column){.name = arena_copy(&extension->arena, name),
                                        .value = span_of("", 0),
                                        .is_clean = true,
                                        .place = -1};
    if (input != NULL)
        column->place = header_find(input, name);
    extension->no_memory |= column->name.ptr == NULL;
    return (unsigned)extension->count++;
}

int extension_find(const struct extension *extension, struct span name)
{
    for (size_t i = 0; i < extension->count; i++)
        if (span_equal(extension->columns[i].name, name))
            return (int)i;
    return -1;
}

bool extension_header(struct extension *extension, const struct header *input,
                      struct writer *writer, struct diag *diag)
{
    unsigned count = input != NULL ? input->count : 0;
    struct span *names =
        arena_alloc(&extension->arena, (count + extension->count) * sizeof *names);

    extension->input_count = count;
    extension->filled_by =
        arena_alloc(&extension->arena, count * sizeof *extension->filled_by);
    if (names == NULL || extension->filled_by == NULL) {
        diag_no_memory(diag);
        return false;
    }
    for (unsigned i = 0; i < count; i++) {
        names[i] = input->names[i];
        extension->filled_by[i] = -1;
    }
    for (size_t i = 0; i < extension->count; i++) {
        int place = extension->columns[i].place;
        if (place < 0)
            names[count++] = extension->columns[i].name;
        else
            extension->filled_by[place] = (int)i;
        extension->fills_in_place |= place >= 0;
    }
    return writer_header(writer, names, count, diag);
}

void extension_begin(struct extension *extension)
{
    extension->room_used = 0;
    if (extension->overflow.last != NULL)
        arena_free(&extension->overflow);
    for (size_t i = 0; i < extension->count; i++)
        extension->columns[i].value = (struct span){"", 0};
}

char *extension_room(struct extension *extension, size_t size)
{
    char *room = extension->room + extension->room_used;

    if (size > EXTENSION_ROOM - extension->room_used) {
        room = arena_alloc(&extension->overflow, size);
        extension->no_memory |= room == NULL;
        return room;
    }
    extension->room_used += size;
    return room;
}

static void write_column(struct writer *writer, const struct extension_column *column)
{
    if (column->is_clean)
        writer_clean(writer, column->value);
    else
        writer_value(writer, column->value);
}

/* The input's columns, in stretches between those that are filled in place. */
static void write_input(const struct extension *extension, struct writer *writer,
                        const struct record *record)
{
    unsigned from = 0;

    for (unsigned i = 0; i < extension->input_count; i++) {
        if (extension->filled_by[i] < 0)
            continue;
        writer_fields(writer, record, from, i);
        write_column(writer, &extension->columns[extension->filled_by[i]]);
        from = i + 1;
    }
    writer_fields(writer, record, from, extension->input_count);
}

void extension_write(const struct extension *extension, struct writer *writer,
                     const struct record *record)
{
    if (extension->fills_in_place)
        write_input(extension, writer, record);
    else
        writer_copy(writer, record);
    for (size_t i = 0; i < extension->count; i++)
        if (extension->columns[i].place < 0)
            write_column(writer, &extension->columns[i]);
    writer_end(writer);
}
