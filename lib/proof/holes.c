/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "proof/holes.h"

#include <stdlib.h>

#include "base/buffer.h"
#include "proof/cover.h"
#include "value/date.h"

/* The days of rows that belong together. */
struct period {
    int32_t first, last;
    unsigned row;
};

struct periods {
    const struct table *table;
    struct span name; /* of the deadline or the need; empty: of the whole table */
    unsigned count;
    struct period *list;
};

static int compare_periods(const void *a, const void *b)
{
    const struct period *one = a, *other = b;

    return (one->first > other->first) - (one->first < other->first);
}

static void say(struct remarks *remarks, const struct periods *it, unsigned row,
                const char *what, int32_t first, int32_t last)
{
    const struct subject subject = {it->table, row, it->name};
    char from[DATE_BYTES], to[DATE_BYTES];
    struct buffer text = {0};
    struct remark *remark;

    date_format(first, from);
    date_format(last, to);
    buffer_print(&text, "no row%s is valid from %.*s to %.*s", what, DATE_BYTES, from,
                 DATE_BYTES, to);
    remark =
        remarks_add(remarks, PROOF_HOLE, &subject, buffer_text(&text), span_of("", 0));
    /* The days stand in the text: nothing is added. */
    remark->first = remark->needs_first = remark->needs_last = INT32_MIN;
    remark->last = INT32_MAX;
    buffer_free(&text);
}

/* Says each hole between the periods; returns their count. */
static unsigned find(struct remarks *remarks, struct periods *it, const char *what,
                     int32_t first, int32_t last)
{
    int32_t until = INT32_MIN;
    unsigned holes = 0;

    qsort(it->list, it->count, sizeof *it->list, compare_periods);
    for (unsigned i = 0; i < it->count; i++) {
        const struct period *period = &it->list[i];
        if (period->last < first || period->first > last)
            continue;
        if (until != INT32_MIN && period->first > until + 1) {
            say(remarks, it, period->row, what, until + 1, period->first - 1);
            holes++;
        }
        until = period->last > until ? period->last : until;
    }
    return holes;
}

static void add(struct periods *it, int32_t first, int32_t last, unsigned row)
{
    it->list[it->count++] = (struct period){first, last, row};
}

static unsigned find_in_table(struct remarks *remarks, const struct decision *table,
                              int32_t first, int32_t last)
{
    struct periods periods = {&table->table, span_of("", 0), 0,
                              mem_array(table->compiled + 1, sizeof *periods.list)};
    unsigned holes;

    for (unsigned i = 0; i < table->compiled; i++)
        add(&periods, table->rules[i].first, table->rules[i].last, table->rules[i].row);
    holes = find(remarks, &periods, "", first, last);
    free(periods.list);
    return holes;
}

static void find_in_deadline(struct remarks *remarks, const struct deadlines *deadlines,
                             unsigned name, int32_t first, int32_t last)
{
    const struct decision *table = &deadlines->table;
    struct periods periods = {&table->table, deadlines->names[name], 0,
                              mem_array(table->compiled + 1, sizeof *periods.list)};

    for (unsigned i = 0; i < table->compiled; i++)
        if (deadlines->rules[i].deadline == name)
            add(&periods, table->rules[i].first, table->rules[i].last,
                table->rules[i].row);
    find(remarks, &periods, " of this deadline", first, last);
    free(periods.list);
}

/* The rows of one need, in the order of the table. */
static void find_in_need(struct remarks *remarks, const struct table *table,
                         struct span need, int32_t first, int32_t last)
{
    struct periods periods = {table, need, 0,
                              mem_array(table->rows + 1, sizeof *periods.list)};
    struct faults *unheeded = mem_new(sizeof *unheeded);
    int column = table_column(table, "need");

    for (unsigned i = 0; i < table->rows; i++) {
        int32_t from, to;
        if (span_equal(table_cell(table, i, column), need) &&
            table_validity(table, i, &from, &to, unheeded))
            add(&periods, from, to, i);
    }
    find(remarks, &periods, " of this need", first, last);
    free(unheeded);
    free(periods.list);
}

static void find_in_needs(const struct concept *concept, struct remarks *remarks,
                          int32_t first, int32_t last)
{
    const struct table_source *source =
        tables_find(&concept->tables, span_from("needs"));
    struct faults *unheeded = mem_new(sizeof *unheeded);
    struct table table;

    if (source != NULL && table_load(&table, source, &remarks->arena, unheeded))
        for (unsigned i = 0; i < concept->needs.count; i++)
            find_in_need(remarks, &table, concept->needs.list[i].code, first, last);
    free(unheeded);
}

void holes_find(const struct concept *concept, struct remarks *remarks, int32_t first,
                int32_t last)
{
    const struct decision *tables[COVER_TABLES];
    unsigned count = cover_tables(concept, tables);

    for (unsigned i = 0; i < count; i++) {
        unsigned holes =
            tables[i]->exists ? find_in_table(remarks, tables[i], first, last) : 0;
        if (tables[i] != &concept->deadlines.table || holes > 0)
            continue;
        for (unsigned j = 0; j < concept->deadlines.name_count; j++)
            find_in_deadline(remarks, &concept->deadlines, j, first, last);
    }
    find_in_needs(concept, remarks, first, last);
}
