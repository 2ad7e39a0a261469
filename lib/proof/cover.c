/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "proof/cover.h"

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

void cover_begin(struct cover *cover, const struct concept *concept,
                 struct arena *arena)
{
    const struct decision *tables[COVER_TABLES];

    cover->table_count = cover_tables(concept, tables);
    for (unsigned i = 0; i < cover->table_count; i++)
        cover->met[i] =
            arena_alloc(arena, (tables[i]->table.rows + 1) * sizeof *cover->met[i]);
}

void cover_add(struct cover *cover, const struct concept *concept,
               const struct rule *rule)
{
    const struct decision *tables[COVER_TABLES];
    unsigned count = cover_tables(concept, tables);

    for (unsigned i = 0; rule != NULL && i < count; i++)
        if (rule >= tables[i]->rules && rule < tables[i]->rules + tables[i]->compiled)
            cover->met[i][rule->row] = true;
}
