/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "person/row_stretches.h"

#include <stdlib.h>

#include "stream/writer.h"

static enum row_subject subject_of(const struct row_column *column,
                                   const enum row_subject subjects[ROW_CELLS])
{
    return column->cell == ROW_PASSED ? ROW_OF_PERSON : subjects[column->cell];
}

void row_stretches_cut(struct row_stretches *stretches, const struct row *row,
                       const enum row_subject subjects[ROW_CELLS], unsigned rules)
{
    struct row_stretch *last = NULL;

    stretches->row = row;
    stretches->list =
        arena_alloc(&stretches->arena, row->count * sizeof *stretches->list);
    for (unsigned i = 0; i < row->count; i++) {
        enum row_subject subject = subject_of(&row->columns[i], subjects);
        if (last == NULL || last->subject != subject) {
            last = &stretches->list[stretches->count++];
            last->subject = subject;
            last->from = i;
        }
        last->to = i + 1;
    }
    stretches->of_rules = arena_alloc(
        &stretches->arena, (size_t)rules * stretches->count * sizeof(struct span));
}

void row_stretches_free(struct row_stretches *stretches)
{
    for (unsigned i = 0; i < stretches->count; i++)
        buffer_free(&stretches->list[i].bytes);
    arena_free(&stretches->arena);
    *stretches = (struct row_stretches){.count = 0};
}

/* Encodes a stretch; the bytes stay until the next one. */
static struct span encode(const struct row_stretches *stretches,
                          const struct row_stretch *stretch,
                          const struct record *record, struct writer *writer)
{
    writer_stretch_begin(writer);
    row_columns(stretches->row, stretch->from, stretch->to, record, writer);
    return writer_stretch_end(writer);
}

/* The bytes of a stretch in this row. */
static struct span bytes_of(struct row_stretches *stretches, unsigned number,
                            unsigned rule, const struct record *record,
                            struct writer *writer)
{
    struct row_stretch *stretch = &stretches->list[number];
    struct span *of_rule = &stretches->of_rules[rule * stretches->count + number];

    if (stretch->subject == ROW_OF_RULE) {
        if (of_rule->len == 0)
            *of_rule = arena_copy(&stretches->arena,
                                  encode(stretches, stretch, record, writer));
        return *of_rule;
    }
    if (stretch->person != stretches->person) {
        stretch->bytes.len = 0;
        buffer_add(&stretch->bytes, encode(stretches, stretch, record, writer));
        stretch->person = stretches->person;
    }
    return buffer_text(&stretch->bytes);
}

void row_stretches_write(struct row_stretches *stretches, unsigned rule,
                         const struct record *record, struct writer *writer)
{
    const struct row *row = stretches->row;

    if (!writer_has_stretches(writer)) {
        row_write(row, record, writer);
        return;
    }
    for (unsigned i = 0; i < stretches->count; i++) {
        const struct row_stretch *stretch = &stretches->list[i];
        if (stretch->subject == ROW_OF_ITSELF)
            row_columns(row, stretch->from, stretch->to, record, writer);
        else
            writer_stretch(writer, bytes_of(stretches, i, rule, record, writer),
                           stretch->to - stretch->from);
    }
    writer_end(writer);
}
