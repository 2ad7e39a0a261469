/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/origins.h"

#include <stdlib.h>

#include "base/buffer.h"
#include "base/mem.h"
#include "rules/datadir.h"
#include "rules/table.h"
#include "rules/tables.h"

/* A table that people decide, of one concept. */
struct decider {
    unsigned concept;
    struct span table;
    struct code_set codes; /* outputs of its rows, whatever their days */
};

struct origins {
    struct span own; /* the concept that is used */
    bool is_loaded;
    unsigned concept_count;
    char **concepts; /* in byte order */
    size_t count, room;
    struct decider *deciders;
    struct arena arena;
};

struct origins *origins_new(struct span concept_name)
{
    struct origins *origins = mem_new(sizeof *origins);

    origins->own = concept_name;
    return origins;
}

void origins_free(struct origins *origins)
{
    for (unsigned i = 0; i < origins->concept_count; i++)
        free(origins->concepts[i]);
    free(origins->concepts);
    free(origins->deciders);
    arena_free(&origins->arena);
    free(origins);
}

/* --- What there is --- */

static void load_codes(struct origins *origins, struct decider *decider,
                       const struct table_source *source, struct faults *unheeded)
{
    char *output = mem_print("%.*s=", (int)decider->table.len, decider->table.ptr);
    struct table table;
    int column;

    if (table_load(&table, source, &origins->arena, unheeded)) {
        column = table_column(&table, output);
        for (unsigned row = 0; row < table.rows; row++) {
            struct span code = table_cell(&table, row, column);
            if (code.len > 0 && !span_is(code, "null") && !span_is(code, "none"))
                code_add(&decider->codes, code, &origins->arena);
        }
    }
    free(output);
}

/* The tables that stand in a cell `decided`, between spaces or commas. */
static void add_decided(struct origins *origins, unsigned concept,
                        const struct tables *tables, struct span names,
                        struct faults *unheeded)
{
    while (names.ptr != NULL) {
        struct span words = span_cut(&names, ',');
        while (words.ptr != NULL) {
            struct span name = span_cut(&words, ' ');
            const struct table_source *source =
                name.len > 0 ? tables_find(tables, name) : NULL;
            struct decider *decider;
            if (source == NULL)
                continue;
            mem_grow(&origins->deciders, &origins->room, origins->count + 1,
                     sizeof *origins->deciders);
            decider = &origins->deciders[origins->count++];
            *decider = (struct decider){.concept = concept, .table = name};
            load_codes(origins, decider, source, unheeded);
        }
    }
}

static void load_concept(struct origins *origins, unsigned concept,
                         struct faults *unheeded)
{
    char folder[DATADIR_PATH];
    struct tables tables;
    struct table keys;
    const struct table_source *source;

    if (!datadir_find_concept(folder, origins->concepts[concept]))
        return;
    tables_list(&tables, arena_copy(&origins->arena, span_from(folder)).ptr,
                &origins->arena, unheeded);
    source = tables_find(&tables, span_from("concept"));
    if (source == NULL || !table_load(&keys, source, &origins->arena, unheeded))
        return;
    for (unsigned row = 0; row < keys.rows; row++)
        if (span_is(table_cell(&keys, row, table_column(&keys, "key")), "decided"))
            add_decided(origins, concept, &tables,
                        table_cell(&keys, row, table_column(&keys, "value")), unheeded);
}

static void load(struct origins *origins)
{
    struct faults *unheeded;

    if (origins->is_loaded)
        return;
    origins->is_loaded = true;
    origins->concepts = datadir_list_concepts(&origins->concept_count);
    for (unsigned i = 0; i < origins->concept_count; i++) {
        if (span_is(origins->own, origins->concepts[i]))
            continue;
        unheeded = mem_new(sizeof *unheeded);
        load_concept(origins, i, unheeded);
        free(unheeded);
    }
}

/* --- What it says --- */

/* The first concept whose table gives the code; NULL: none. */
static const char *find_code(const struct origins *origins, struct span table,
                             struct span code)
{
    for (size_t i = 0; i < origins->count; i++)
        if (span_equal(origins->deciders[i].table, table) &&
            code_find(&origins->deciders[i].codes, code) >= 0)
            return origins->concepts[origins->deciders[i].concept];
    return NULL;
}

void origins_explain_code(struct origins *origins, struct span table, struct span code,
                          struct buffer *text)
{
    const char *origin;

    load(origins);
    origin = find_code(origins, table, code);
    buffer_print(text, " of the concept %.*s: ", (int)origins->own.len,
                 origins->own.ptr);
    if (origin != NULL)
        buffer_print(text,
                     "the concept %s gives this code, read the cases with "
                     "--concept=%s or empty the column",
                     origin, origin);
    else
        buffer_add(text, span_from("if the cases were categorised under another one, "
                                   "name it with --concept or empty the column"));
}

static bool decides(const struct origins *origins, unsigned concept, struct span table)
{
    for (size_t i = 0; i < origins->count; i++)
        if (origins->deciders[i].concept == concept &&
            span_equal(origins->deciders[i].table, table))
            return true;
    return false;
}

void origins_name_deciders(struct origins *origins, const struct span *tables,
                           unsigned count, struct buffer *text)
{
    bool is_first = true;

    load(origins);
    for (unsigned i = 0; i < origins->concept_count; i++) {
        bool decides_all = true;
        for (unsigned j = 0; j < count && decides_all; j++)
            decides_all = decides(origins, i, tables[j]);
        if (!decides_all)
            continue;
        buffer_print(text, "%s--concept=%s", is_first ? "" : " or ",
                     origins->concepts[i]);
        is_first = false;
    }
    if (is_first)
        buffer_add(text, span_from("--concept"));
}
