/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "proof/rule_name.h"

#include "base/buffer.h"

struct span rule_key(const struct table *table, unsigned row, struct arena *arena)
{
    struct span key = table_cell(table, row, 0), kept;
    int rule = table_column(table, "rule");
    struct buffer text = {0};

    if (rule <= 0)
        return key;
    buffer_add(&text, key);
    buffer_add_char(&text, '/');
    buffer_add(&text, table_cell(table, row, rule));
    kept = arena_copy(arena, buffer_text(&text));
    buffer_free(&text);
    return kept;
}

struct span rule_name(const struct concept *concept, const struct decision *table,
                      const struct rule *rule, struct arena *arena)
{
    struct buffer name = {0};
    struct span kept, column = span_of("", 0);

    if (table == &concept->deadlines.table)
        return rule_key(&table->table, rule->row, arena);
    if (table == &concept->checks.table)
        column =
            table_cell(&table->table, rule->row, table_column(&table->table, "column"));
    buffer_print(&name, "%.*s%s%.*s%s", (int)rule->id.len, rule->id.ptr,
                 column.len > 0 ? " (" : "", (int)column.len, column.ptr,
                 column.len > 0 ? ")" : "");
    kept = arena_copy(arena, buffer_text(&name));
    buffer_free(&name);
    return kept;
}
