/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which rules of a concept were met, and by which examples. A concept is loaded for a
 * day, and another day has other rules; here a rule is the row of its file, whatever
 * the day.
 */
#ifndef VIERPHASEN_COVER_H
#define VIERPHASEN_COVER_H

#include <stdbool.h>

#include "base/mem.h"
#include "rules/concept.h"

/* The tables of `derive`, strategies, deadlines and checks. */
enum { COVER_TABLES = DERIVED_MOST + 3 };

/* An example that met a rule. */
struct cover_pair {
    unsigned table; /* as in cover_tables */
    unsigned row;
    unsigned example;
};

/* A zeroed struct becomes one in which nothing was met; cover_free ends it. */
struct cover {
    unsigned table_count;
    bool *met[COVER_TABLES]; /* [rows of the table] */
    unsigned example;        /* to which what is added belongs: a row of examples */
    size_t pair_count, pair_room;
    struct cover_pair *pairs; /* each once, in the order of the examples */
};

/* The rule tables of a concept, in a fixed order; returns their count. */
unsigned cover_tables(const struct concept *concept,
                      const struct decision *tables[COVER_TABLES]);

/* The name of one of them. */
struct span cover_table_name(const struct concept *concept, unsigned table);

/* The concept is loaded for any day. */
void cover_begin(struct cover *cover, const struct concept *concept,
                 struct arena *arena);
void cover_free(struct cover *cover);

/* A rule of the same concept, loaded for any day; NULL: nothing. */
void cover_add(struct cover *cover, const struct concept *concept,
               const struct rule *rule);

static inline bool cover_has(const struct cover *cover, unsigned table,
                             const struct rule *rule)
{
    return cover->met[table][rule->row];
}

#endif
