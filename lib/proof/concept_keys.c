/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "proof/concept_keys.h"

#include "rules/table.h"
#include "rules/tables.h"

struct span concept_key(const struct concept *concept, const char *key,
                        struct arena *arena)
{
    const struct table_source *source =
        tables_find(&concept->tables, span_from("concept"));
    struct faults faults = {0}; /* told when the concept was loaded */
    struct table table;

    table_load(&table, source, arena, &faults);
    table_drop_rows(&table, concept->loaded_for, &faults);
    for (unsigned row = 0; row < table.rows; row++)
        if (span_is(table_cell(&table, row, table_column(&table, "key")), key))
            return table_cell(&table, row, table_column(&table, "value"));
    return span_of("", 0);
}

struct span concept_title(const struct concept *concept, struct arena *arena)
{
    struct span title = concept_key(concept, "title", arena);

    return title.len > 0 ? title : concept_short_name(concept);
}

struct span concept_short_name(const struct concept *concept)
{
    struct span name = concept->name;

    while (name.len > 0 && name.ptr[name.len - 1] == '/')
        name.len--;
    for (size_t i = name.len; i > 0; i--) {
        if (name.ptr[i - 1] != '/')
            continue;
        name = span_after(name, i);
        break;
    }
    if (name.len == 0 || span_is(name, ".") || span_is(name, ".."))
        return span_from("concept");
    return name;
}
