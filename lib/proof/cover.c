/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "proof/cover.h"

#include <stdlib.h>

unsigned cover_tables(const struct concept *concept,
                      const struct decision *tables[COVER_TABLES])
{
    const struct decision *others[] = {
        &concept->strategies.table, &concept->deadlines.table, &concept->checks.table};
    unsigned count = 0;

    for (unsigned i = 0; i < concept->derived_count; i++)
        tables[count++] = &concept->derived[i].table;
    for (unsigned i = 0; i < sizeof others / sizeof *others; i++)
        tables[count++] = others[i];
    return count;
}

struct span cover_table_name(const struct concept *concept, unsigned table)
{
    static const char *const others[] = {"strategies", "deadlines", "checks"};

    return table < concept->derived_count
               ? concept->derived[table].name
               : span_from(others[table - concept->derived_count]);
}

void cover_begin(struct cover *cover, const struct concept *concept,
                 struct arena *arena)
{
    const struct decision *tables[COVER_TABLES];

    cover->table_count = cover_tables(concept, tables);
    for (unsigned i = 0; i < cover->table_count; i++)
        cover->met[i] =
            arena_alloc(arena, (tables[i]->table.rows + 1) * sizeof *cover->met[i]);
}

void cover_free(struct cover *cover)
{
    free(cover->pairs);
}

/* An example may expect several values that one rule gives. */
static bool is_paired(const struct cover *cover, unsigned table, unsigned row)
{
    for (size_t i = cover->pair_count; i > 0; i--) {
        const struct cover_pair *pair = &cover->pairs[i - 1];
        if (pair->example != cover->example)
            return false;
        if (pair->table == table && pair->row == row)
            return true;
    }
    return false;
}

static void add(struct cover *cover, unsigned table, unsigned row)
{
    cover->met[table][row] = true;
    if (is_paired(cover, table, row))
        return;
    mem_grow(&cover->pairs, &cover->pair_room, cover->pair_count + 1,
             sizeof *cover->pairs);
    cover->pairs[cover->pair_count++] = (struct cover_pair){table, row, cover->example};
}

void cover_add(struct cover *cover, const struct concept *concept,
               const struct rule *rule)
{
    const struct decision *tables[COVER_TABLES];
    unsigned count = cover_tables(concept, tables);

    for (unsigned i = 0; rule != NULL && i < count; i++)
        if (rule >= tables[i]->rules && rule < tables[i]->rules + tables[i]->compiled)
            add(cover, i, rule->row);
}
