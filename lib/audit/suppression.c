/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "audit/suppression.h"

#include <stdlib.h>

#include "audit/tally.h"
#include "base/mem.h"
#include "base/span.h"

/* The number of the part, where the figure is the whole row. */
enum { WHOLE_ROW = -1 };

struct figure {
    struct tally_group *group; /* NULL: none */
    int part;
};

/* What is veiled in a sum, and which of its figures would be veiled next. */
struct sum {
    unsigned veiled; /* figures … */
    uint64_t size;   /* … their sum … */
    uint64_t persons;
    bool has_zero;        /* one of them is zero */
    bool is_hollow;       /* all of them are parts of rows that are veiled as a whole */
    uint64_t all_persons; /* of all figures, veiled or shown */
    struct figure next;
    uint64_t next_size;
    bool next_is_spared; /* a share is made of it */
};

struct table {
    const struct suppression *rule;
    size_t count;
    struct tally_group *const *groups;
    struct tally_group *total; /* NULL: none is shown */
    /* A number for each cell's bytes, so that lines are found without looking at them.
     */
    uint32_t *values; /* [count * cells] */
    /* The places of the groups, line by line, for each choice of cells to run along. */
    uint32_t *lines; /* [(1 << cells) * count] */
    bool changed;
};

static bool is_whole(const struct tally_group *group)
{
    return group->veil == TALLY_FEW || group->veil == TALLY_SECOND;
}

static void veil(struct table *table, struct figure figure)
{
    table->changed = true;
    if (figure.part == WHOLE_ROW) {
        figure.group->veil = TALLY_SECOND;
        return;
    }
    figure.group->veil = TALLY_CELLS_VEILED;
    figure.group->veiled |= 1U << figure.part;
}

/* Whether a figure is veiled before the one found so far; of equals the first is. */
static bool comes_before(const struct sum *sum, bool is_spared, uint64_t size)
{
    if (sum->next.group == NULL)
        return true;
    if ((size == 0) != (sum->next_size == 0))
        return size > 0;
    return is_spared != sum->next_is_spared ? sum->next_is_spared
                                            : size < sum->next_size;
}

static void add(const struct table *table, struct sum *sum, struct tally_group *group,
                int part)
{
    bool is_spared = part >= 0 && (table->rule->shares >> part & 1) != 0;
    const struct tally_count *count =
        part == WHOLE_ROW ? &group->all : &group->parts[part];
    uint64_t size = part == WHOLE_ROW ? count->persons : count->count;
    const struct figure figure = {group, part};

    sum->all_persons += count->persons;
    if (is_whole(group) || (part != WHOLE_ROW && (group->veiled >> part & 1) != 0)) {
        sum->is_hollow =
            (sum->veiled == 0 || sum->is_hollow) && part >= 0 && is_whole(group);
        sum->veiled++;
        sum->size += size;
        sum->persons += count->persons;
        sum->has_zero |= size == 0;
    } else if (comes_before(sum, is_spared, size)) {
        sum->next = figure;
        sum->next_size = size;
        sum->next_is_spared = is_spared;
    }
}

/* Whether nothing that is veiled can be had from the sum. */
static bool is_safe(const struct sum *sum, unsigned minimum)
{
    /* That nobody was late, say, is no secret. That a row has nobody at all is one:
     * else its zeros would hide nothing. */
    if (sum->veiled == 0 || (sum->is_hollow && sum->size == 0))
        return true;
    return sum->veiled > 1 && sum->persons >= minimum &&
           (sum->has_zero || sum->size > sum->veiled);
}

/* Makes a line safe, in one part or in the rows as such. */
static void guard_line(struct table *table, const uint32_t *places, size_t count,
                       int part)
{
    for (;;) {
        struct sum sum = {0};
        for (size_t i = 0; i < count; i++)
            add(table, &sum, table->groups[places[i]], part);
        /* The total of so few persons is veiled wherever it stands. */
        if (is_safe(&sum, table->rule->minimum) ||
            sum.all_persons < table->rule->minimum || sum.next.group == NULL)
            return;
        veil(table, sum.next);
    }
}

/* Makes the parts of a row safe; if they can't be, veils it as a whole. */
static void guard_row(struct table *table, struct tally_group *group)
{
    while (!is_whole(group)) {
        struct sum sum = {0};
        for (unsigned i = 0; i < table->rule->summed; i++)
            add(table, &sum, group, (int)i);
        if (is_safe(&sum, table->rule->minimum))
            return;
        veil(table,
             sum.next.group != NULL ? sum.next : (struct figure){group, WHOLE_ROW});
    }
}

/* What places are sorted by. */
struct sorting {
    const struct table *table;
    unsigned cell;  /* by one cell */
    unsigned along; /* a bit for each cell that doesn't matter */
};

static int compare_cell(const void *a, const void *b, void *context)
{
    const struct sorting *by = context;
    const uint32_t *first = a, *second = b;

    return span_compare(by->table->groups[*first]->cells[by->cell],
                        by->table->groups[*second]->cells[by->cell]);
}

static int compare_line(const struct sorting *by, uint32_t first, uint32_t second)
{
    unsigned cells = by->table->rule->cells;
    const uint32_t *a = &by->table->values[first * (size_t)cells];
    const uint32_t *b = &by->table->values[second * (size_t)cells];

    for (unsigned i = 0; i < cells; i++)
        if ((by->along >> i & 1) == 0 && a[i] != b[i])
            return a[i] < b[i] ? -1 : 1;
    return 0;
}

/* The groups of a line come together, and stay in their order. */
static int compare_places(const void *a, const void *b, void *context)
{
    const uint32_t *first = a, *second = b;
    int order = compare_line(context, *first, *second);

    return order != 0 ? order : (*first > *second) - (*first < *second);
}

static void number_places(uint32_t *places, size_t count)
{
    for (size_t i = 0; i < count; i++)
        places[i] = (uint32_t)i;
}

/* Numbers the cells, then puts the places of each choice of cells in order. */
static void find_lines(struct table *table)
{
    unsigned cells = table->rule->cells;
    struct sorting by = {table, 0, 0};

    for (; by.cell < cells; by.cell++) {
        uint32_t number = 0, *places = table->lines;
        number_places(places, table->count);
        qsort_r(places, table->count, sizeof *places, compare_cell, &by);
        for (size_t i = 0; i < table->count; i++) {
            number += i > 0 && compare_cell(&places[i - 1], &places[i], &by) != 0;
            table->values[places[i] * (size_t)cells + by.cell] = number;
        }
    }
    for (by.along = 1; by.along < 1U << cells; by.along++) {
        uint32_t *places = table->lines + by.along * table->count;
        number_places(places, table->count);
        qsort_r(places, table->count, sizeof *places, compare_places, &by);
    }
}

/* Makes the lines along some cells safe. One of a single row has no total of its own.
 */
static void guard_lines(struct table *table, unsigned along)
{
    const struct sorting by = {table, 0, along};
    const uint32_t *places = table->lines + along * table->count;

    for (size_t from = 0, to; from < table->count; from = to) {
        to = from + 1;
        while (to < table->count && compare_line(&by, places[from], places[to]) == 0)
            to++;
        if (to - from == 1)
            continue;
        guard_line(table, places + from, to - from, WHOLE_ROW);
        for (unsigned part = 0; part < table->rule->parts; part++)
            guard_line(table, places + from, to - from, (int)part);
    }
}

static bool is_few(const struct table *table, const struct tally_count *count)
{
    return count->persons > 0 && count->persons < table->rule->minimum;
}

/* Veils what speaks of few persons itself. */
static void veil_few(struct table *table, struct tally_group *group)
{
    if (is_few(table, &group->all))
        group->veil = TALLY_FEW;
    for (unsigned part = 0; !is_whole(group) && part < table->rule->parts; part++)
        if (is_few(table, &group->parts[part]))
            veil(table, (struct figure){group, (int)part});
}

/* Whether a part of a group, or all of it, is veiled. */
static bool is_veiled(const struct tally_group *group, unsigned part)
{
    return is_whole(group) || (group->veiled >> part & 1) != 0;
}

/* Makes the total safe, as a row and against adding up the groups. */
static void guard_total(struct table *table)
{
    guard_row(table, table->total);
    for (unsigned part = 0; part < table->rule->parts; part++) {
        struct sum sum = {0};
        if (!is_veiled(table->total, part))
            continue;
        for (size_t i = 0; i < table->count; i++)
            add(table, &sum, table->groups[i], (int)part);
        if (sum.veiled == 0 && sum.next.group != NULL)
            veil(table, sum.next);
    }
}

/* Each round veils something, so there is a last one. */
static void guard(struct table *table)
{
    find_lines(table);
    for (size_t i = 0; i < table->count; i++)
        veil_few(table, table->groups[i]);
    if (table->total != NULL)
        veil_few(table, table->total);
    do {
        table->changed = false;
        if (table->total != NULL)
            guard_total(table);
        for (size_t i = 0; i < table->count; i++)
            guard_row(table, table->groups[i]);
        for (unsigned along = 1; along < 1U << table->rule->cells; along++)
            guard_lines(table, along);
    } while (table->changed);
}

void suppression_apply(const struct suppression *rule,
                       struct tally_group *const *groups, size_t count,
                       struct tally_group *total)
{
    struct table table = {
        .rule = rule, .count = count, .groups = groups, .total = total};

    if (rule->minimum < 2 || count == 0)
        return;
    table.values = mem_array(count, (rule->cells + 1) * sizeof *table.values);
    table.lines = mem_array(count, (sizeof *table.lines) << rule->cells);
    guard(&table);
    free(table.values);
    free(table.lines);
}
