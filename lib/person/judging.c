/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "person/judging.h"

#include "rules/narrowing.h"
#include "stream/header.h"
#include "stream/record.h"

static const char *const STATUS_SUFFIX = "_status";

const struct derived *judging_table(const struct concept *concept, int column)
{
    for (unsigned i = 0; i < concept->derived_count; i++)
        if (concept->derived[i].column == column ||
            concept->derived[i].status_column == column)
            return &concept->derived[i];
    return NULL;
}

/* Where NAME_status stands in the stream, or -1. */
static int find_status(const struct header *header, struct span name)
{
    for (unsigned i = 0; i < header->count; i++) {
        struct span column = header->names[i];
        if (column.len > name.len && memcmp(column.ptr, name.ptr, name.len) == 0 &&
            span_is(span_after(column, name.len), STATUS_SUFFIX))
            return (int)i;
    }
    return -1;
}

/* The table without the rules that no record can hit. */
static const struct derived *narrow(const struct derived *derived,
                                    const struct judged_columns *columns,
                                    struct arena *arena)
{
    struct derived *narrowed = arena_alloc(arena, sizeof *narrowed);

    *narrowed = *derived;
    narrowing_make(&narrowed->table, &derived->table, columns->varies, columns->values,
                   arena);
    return narrowed;
}

/* A table that is asked for. What says nothing of any record has said so already. */
static void add_table(struct judging *judging, const struct judged_columns *columns,
                      struct judged_table table)
{
    const struct derived *derived = table.derived;
    bool is_bound = columns->is_bound[derived->column];

    columns->varies[derived->column] = is_bound || !narrowing_is_empty(&derived->table);
    if (columns->varies[derived->column]) {
        judging->tables[judging->count++] = table;
    } else {
        table.judgement->is_human = false;
        judgement_make(table.judgement, derived, columns->values, NULL);
    }
    if (derived->status_column >= 0) {
        judging->told[judging->told_count++] = table;
        columns->varies[derived->status_column] = true;
    }
}

void judging_bind(struct judging *judging, const struct concept *concept,
                  const struct header *header, const struct judged_columns *columns,
                  struct judgement *judgements, struct arena *arena)
{
    *judging = (struct judging){.concept = concept};
    for (unsigned i = 0; i < concept->derived_count; i++) {
        const struct derived *derived = &concept->derived[i];
        struct judged_table table = {derived, &judgements[i]};
        judging->status_at[i] = find_status(header, derived->name);
        if (columns->is_bound[derived->column])
            judging->humans[judging->human_count++] = table;
        if (columns->wanted[derived->column]) {
            table.derived = narrow(derived, columns, arena);
            add_table(judging, columns, table);
        }
    }
}

bool judging_is_proposed(const struct judging *judging, const struct derived *derived,
                         const struct record *record)
{
    int status = judging->status_at[derived - judging->concept->derived];

    return status >= 0 && span_is(record_field(record, (unsigned)status), "proposed");
}

void judging_take(const struct judging *judging, const struct value *values)
{
    for (unsigned i = 0; i < judging->human_count; i++) {
        const struct judged_table *table = &judging->humans[i];
        const struct value *value = &values[table->derived->column];
        table->judgement->is_human = value->known;
        table->judgement->human_code = value->number;
    }
}

void judging_make(const struct judging *judging, struct value *values,
                  const struct day *day)
{
    for (unsigned i = 0; i < judging->count; i++)
        judgement_make(judging->tables[i].judgement, judging->tables[i].derived, values,
                       day);
}

void judging_tell(const struct judging *judging, struct value *values)
{
    for (unsigned i = 0; i < judging->told_count; i++) {
        const struct judged_table *table = &judging->told[i];
        values[table->derived->status_column] =
            (struct value){true, (int32_t)table->judgement->status, 0};
    }
}
