/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stream/added.h"

#include <stdlib.h>

#include "stream/header.h"
#include "stream/record.h"
#include "stream/writer.h"

void added_free(struct added *added)
{
    arena_free(&added->arena);
    arena_free(&added->overflow);
    free(added->columns);
}

unsigned added_add(struct added *added, const struct header *input, struct span name)
{
    struct added_column *column;

    mem_grow(&added->columns, &added->capacity, added->count + 1, sizeof *column);
    column = &added->columns[added->count];
    *column = (struct added_column){.name = arena_copy(&added->arena, name),
                                    .value = span_of("", 0),
                                    .is_clean = true,
                                    .place = -1};
    if (input != NULL)
        column->place = header_find(input, name);
    return (unsigned)added->count++;
}

void added_header(struct added *added, const struct header *input,
                  struct writer *writer)
{
    unsigned count = input != NULL ? input->count : 0;
    struct span *names =
        arena_alloc(&added->arena, (count + added->count) * sizeof *names);

    added->input_count = count;
    added->filled_by = arena_alloc(&added->arena, count * sizeof *added->filled_by);
    for (unsigned i = 0; i < count; i++) {
        names[i] = input->names[i];
        added->filled_by[i] = -1;
    }
    for (size_t i = 0; i < added->count; i++) {
        int place = added->columns[i].place;
        if (place < 0)
            names[count++] = added->columns[i].name;
        else
            added->filled_by[place] = (int)i;
        added->fills_in_place |= place >= 0;
    }
    writer_header(writer, names, count);
}

void added_begin(struct added *added)
{
    added->room_used = 0;
    if (added->overflow.last != NULL)
        arena_free(&added->overflow);
    for (size_t i = 0; i < added->count; i++)
        added->columns[i].value = (struct span){"", 0};
}

char *added_room(struct added *added, size_t size)
{
    char *room = added->room + added->room_used;

    if (size > ADDED_ROOM - added->room_used)
        return arena_alloc(&added->overflow, size);
    added->room_used += size;
    return room;
}

static void write_column(struct writer *writer, const struct added_column *column)
{
    if (column->is_clean)
        writer_clean(writer, column->value);
    else
        writer_value(writer, column->value);
}

/* The input's columns, in stretches between those that are filled in place. */
static void write_input(const struct added *added, struct writer *writer,
                        const struct record *record)
{
    unsigned from = 0;

    for (unsigned i = 0; i < added->input_count; i++) {
        if (added->filled_by[i] < 0)
            continue;
        writer_fields(writer, record, from, i);
        write_column(writer, &added->columns[added->filled_by[i]]);
        from = i + 1;
    }
    writer_fields(writer, record, from, added->input_count);
}

void added_write(const struct added *added, struct writer *writer,
                 const struct record *record)
{
    if (added->fills_in_place)
        write_input(added, writer, record);
    else
        writer_copy(writer, record);
    for (size_t i = 0; i < added->count; i++)
        if (added->columns[i].place < 0)
            write_column(writer, &added->columns[i]);
    writer_end(writer);
}
