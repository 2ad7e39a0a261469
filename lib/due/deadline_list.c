/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "due/deadline_list.h"

#include "base/buffer.h"
#include "base/mem.h"
#include "person/missing.h"

#include <stdlib.h>

const char *const DEADLINE_LIST_COLUMNS = "deadline kind actor label rules";

/* Adds a word that is none of the first one's. */
static void add_word(struct buffer *words, struct span word)
{
    struct span rest = buffer_text(words);

    while (rest.ptr != NULL && rest.len > 0)
        if (span_equal(span_cut(&rest, ' '), word))
            return;
    if (words->len > 0)
        buffer_add_char(words, ' ');
    buffer_add(words, word);
}

static struct span kind_of(const struct deadlines *deadlines,
                           const struct deadline_rule *row)
{
    (void)deadlines;
    return span_from(DEADLINE_KIND_NAMES[row->kind]);
}

static struct span actor_of(const struct deadlines *deadlines,
                            const struct deadline_rule *row)
{
    return deadlines->actors[row->actor];
}

static struct span id_of(const struct deadlines *deadlines,
                         const struct deadline_rule *row)
{
    (void)deadlines;
    return row->rule->id;
}

/* What the chosen rows of a deadline say, each once, between spaces. */
static void write_words(const struct deadlines *deadlines, unsigned deadline,
                        const struct selection *selection,
                        struct span (*word)(const struct deadlines *deadlines,
                                            const struct deadline_rule *row),
                        struct writer *writer)
{
    struct buffer words = {0};

    for (const struct deadline_rule *row = deadlines->first[deadline]; row != NULL;
         row = row->next)
        if (selection_has(selection, row))
            add_word(&words, word(deadlines, row));
    writer_value(writer, buffer_text(&words));
    buffer_free(&words);
}

static void write_missing(const struct concept *concept, unsigned deadline,
                          const struct selection *selection,
                          const struct header *header, struct writer *writer)
{
    struct missing *missing = mem_new(sizeof *missing);
    struct buffer names = {0};

    missing->concept = concept;
    missing->header = header;
    for (const struct deadline_rule *row = concept->deadlines.first[deadline];
         row != NULL; row = row->next)
        if (selection_has(selection, row))
            missing_add_deadline(missing, row);
    missing_name(missing, &names);
    writer_value(writer, buffer_text(&names));
    buffer_free(&names);
    free(missing);
}

/* The first row that is chosen, or NULL. */
static const struct deadline_rule *first_row(const struct deadlines *deadlines,
                                             unsigned deadline,
                                             const struct selection *selection)
{
    const struct deadline_rule *row = deadlines->first[deadline];

    while (row != NULL && !selection_has(selection, row))
        row = row->next;
    return row;
}

void deadline_list_write(const struct concept *concept,
                         const struct selection *selection, const struct header *header,
                         struct writer *writer)
{
    const struct deadlines *deadlines = &concept->deadlines;

    for (unsigned i = 0; i < deadlines->name_count; i++) {
        const struct deadline_rule *row = first_row(deadlines, i, selection);
        if (!selection->is_named[i] || (row == NULL && deadlines->first[i] != NULL))
            continue;
        writer_clean(writer, deadlines->names[i]);
        write_words(deadlines, i, selection, kind_of, writer);
        write_words(deadlines, i, selection, actor_of, writer);
        writer_value(writer, row != NULL ? row->rule->label : span_of("", 0));
        write_words(deadlines, i, selection, id_of, writer);
        if (header != NULL)
            write_missing(concept, i, selection, header, writer);
        writer_end(writer);
    }
}
