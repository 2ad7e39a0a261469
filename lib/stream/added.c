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
    free(added->cells);
}

unsigned added_add(struct added *added, const struct header *input, struct span name)
{
    size_t count = added->count + 1;
    int place = input != NULL ? header_find(input, name) : -1;

    mem_grow(&added->columns, &added->column_room, count, sizeof *added->columns);
    mem_grow(&added->cells, &added->cell_room, count, sizeof *added->cells);
    added->columns[added->count] =
        (struct added_column){arena_copy(&added->arena, name), place};
    added->cells[added->count] = (struct writer_cell){span_of("", 0), true};
    return (unsigned)added->count++;
}

/* Puts a column among those that are filled in place. */
static void put_in_place(struct added *added, unsigned column)
{
    unsigned at = added->in_place_count++;
    int place = added->columns[column].place;

    for (; at > 0 && added->columns[added->in_place[at - 1]].place > place; at--)
        added->in_place[at] = added->in_place[at - 1];
    added->in_place[at] = column;
}

/* Before the first record: so many cells without a value. */
static void make_empty(struct added *added)
{
    added->empty = arena_alloc(&added->arena, added->count * sizeof *added->empty);
    for (size_t i = 0; i < added->count; i++)
        added->empty[i] = (struct writer_cell){span_of("", 0), true};
}

void added_header(struct added *added, const struct header *input,
                  struct writer *writer)
{
    unsigned count = input != NULL ? input->count : 0;
    struct span *names =
        arena_alloc(&added->arena, (count + added->count) * sizeof *names);

    added->input_count = count;
    added->in_place =
        arena_alloc(&added->arena, added->count * sizeof *added->in_place);
    for (unsigned i = 0; i < count; i++)
        names[i] = input->names[i];
    for (unsigned i = 0; i < added->count; i++) {
        if (added->columns[i].place < 0)
            names[count++] = added->columns[i].name;
        else
            put_in_place(added, i);
    }
    if (input != NULL && added->count > 0)
        make_empty(added);
    writer_header(writer, names, count);
}

void added_begin(struct added *added)
{
    added->room_used = 0;
    if (added->overflow.last != NULL)
        arena_free(&added->overflow);
    if (added->empty != NULL)
        memcpy(added->cells, added->empty, added->count * sizeof *added->cells);
}

char *added_room(struct added *added, size_t size)
{
    char *room = added->room + added->room_used;

    if (size > ADDED_ROOM - added->room_used)
        return arena_alloc(&added->overflow, size);
    added->room_used += size;
    return room;
}

/* The input's columns, in stretches between those that are filled in place. */
static void write_input(const struct added *added, struct writer *writer,
                        const struct record *record)
{
    unsigned from = 0;

    for (unsigned i = 0; i < added->in_place_count; i++) {
        unsigned column = added->in_place[i];
        unsigned place = (unsigned)added->columns[column].place;
        writer_fields(writer, record, from, place);
        writer_cells(writer, &added->cells[column], 1);
        from = place + 1;
    }
    writer_fields(writer, record, from, added->input_count);
}

/* The others, in stretches too. */
static void write_right(const struct added *added, struct writer *writer)
{
    unsigned count = (unsigned)added->count, from = 0;

    for (unsigned i = 0; i < count && added->in_place_count > 0; i++) {
        if (added->columns[i].place < 0)
            continue;
        writer_cells(writer, added->cells + from, i - from);
        from = i + 1;
    }
    writer_cells(writer, added->cells + from, count - from);
}

void added_write(const struct added *added, struct writer *writer,
                 const struct record *record)
{
    if (added->in_place_count > 0)
        write_input(added, writer, record);
    else
        writer_copy(writer, record);
    if (added->count > 0)
        write_right(added, writer);
    writer_end(writer);
}
