/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/needs.h"

#include "rules/table.h"
#include "value/code.h"
#include "value/number.h"

static int find_area(const struct needs *needs, struct span code)
{
    for (unsigned i = 0; i < needs->area_count; i++)
        if (span_equal(needs->areas[i].code, code))
            return (int)i;
    return -1;
}

/* `PREFIXcode`, a count that is derived of the needs of the area. */
static bool add_column(struct columns *columns, const char *prefix, struct span code,
                       struct arena *arena)
{
    size_t len = strlen(prefix);
    char *name = arena_alloc(arena, len + code.len + 1);

    memcpy(name, prefix, len);
    memcpy(name + len, code.ptr, code.len);
    return columns_add(columns, span_of(name, len + code.len), KIND_NUMBER,
                       STAGE_FACTS) != NULL;
}

static bool take_area(struct needs *needs, const struct table *table, unsigned row,
                      struct columns *columns, struct arena *arena,
                      struct faults *faults)
{
    struct area *area = &needs->areas[needs->area_count];
    int code = table_column(table, "area"), order = table_column(table, "work_order");

    *area = (struct area){.code = table_cell(table, row, code),
                          .label = table_cell(table, row, table_column(table, "label")),
                          .score_column = (int)columns->count};
    /* score_total and needs_open are of all areas. */
    if (!code_is_valid(area->code) || find_area(needs, area->code) >= 0 ||
        span_is(area->code, "total") || span_is(area->code, "open") ||
        needs->area_count == AREAS_MOST)
        return table_fault(table, row, code, faults,
                           "\"%.*s\", expected a new code of letters, digits, - and _, "
                           "at most %d",
                           table_shown(area->code), area->code.ptr, AREAS_MOST);
    if (!number_parse(table_cell(table, row, order), NUMBER_MAX, &area->work_order))
        return table_fault(table, row, order, faults,
                           "\"%.*s\", expected a whole number",
                           table_shown(table_cell(table, row, order)),
                           table_cell(table, row, order).ptr);
    if (!add_column(columns, "score_", area->code, arena) ||
        !add_column(columns, "needs_", area->code, arena))
        return table_fault(table, row, code, faults, "too many columns, at most %d",
                           COL_MOST);
    code_add(&columns->column[COL_FOCUS].codes, area->code, arena);
    needs->area_count++;
    return true;
}

/* Areas by work_order; of equal ones the upper row goes first. */
static void order_areas(struct needs *needs)
{
    for (unsigned i = 0; i < needs->area_count; i++) {
        unsigned at = i;
        for (; at > 0 && needs->areas[needs->area_order[at - 1]].work_order >
                             needs->areas[i].work_order;
             at--)
            needs->area_order[at] = needs->area_order[at - 1];
        needs->area_order[at] = i;
    }
}

static bool unknown_area(const struct needs *needs, const struct table *table,
                         unsigned row, int column, struct faults *faults)
{
    struct nearest meant = {.name = table_cell(table, row, column)};

    for (unsigned i = 0; i < needs->area_count; i++)
        nearest_consider(&meant, needs->areas[i].code);
    return table_unknown(table, row, column, faults, "area", &meant,
                         "one of the table areas");
}

static bool take_need(struct needs *needs, const struct table *table, unsigned row,
                      struct columns *columns, struct arena *arena,
                      struct faults *faults)
{
    struct column *column = &columns->column[COL_NEEDS];
    int code = table_column(table, "need"), area = table_column(table, "area");
    struct span name = table_cell(table, row, code);
    int number = find_area(needs, table_cell(table, row, area));

    if (!code_is_valid(name) || code_find(&column->codes, name) >= 0 ||
        needs->count == NEEDS_MOST)
        return table_fault(table, row, code, faults,
                           "\"%.*s\", expected a new code of letters, digits, - and _, "
                           "at most %d",
                           table_shown(name), name.ptr, NEEDS_MOST);
    needs->list[needs->count++] = (struct need){
        .code = name,
        .label = table_cell(table, row, table_column(table, "label")),
        .client_label = table_cell(table, row, table_column(table, "client_label")),
        .area = (unsigned)number};
    /* Known at fault too: tables behind it test for the need. */
    code_add(&column->codes, name, arena);
    return number >= 0 || unknown_area(needs, table, row, area, faults);
}

/* Whether the row exists on the day; *is_good: its days are no fault. */
static bool is_of_day(const struct table *table, unsigned row, int32_t day,
                      bool *is_good, struct faults *faults)
{
    int32_t first, last;

    *is_good = table_validity(table, row, &first, &last, faults);
    return *is_good && day >= first && day <= last;
}

/*
 * A need of another day: its code is known, so that a record which has it is not
 * refused, as long as its area is one of today's.
 */
static void take_other_need(struct needs *needs, const struct table *table,
                            unsigned row, const struct table *areas,
                            struct columns *columns, struct arena *arena,
                            struct faults *faults)
{
    struct span area = table_cell(table, row, table_column(table, "area"));
    struct span code = table_cell(table, row, table_column(table, "need"));
    bool is_known = find_area(needs, area) >= 0;

    for (unsigned i = 0; i < areas->rows && !is_known; i++)
        if (span_equal(table_cell(areas, i, table_column(areas, "area")), area))
            return;
    if (code_find(&columns->column[COL_NEEDS].codes, code) < 0)
        take_need(needs, table, row, columns, arena, faults);
}

static void load_areas(struct needs *needs, struct table *table,
                       const struct table_source *source, int32_t as_of,
                       struct columns *columns, struct arena *arena,
                       struct faults *faults)
{
    bool is_good;

    if (source == NULL || !table_load(table, source, arena, faults) ||
        !table_expect(table, "area work_order label source", 2, faults))
        return;
    for (unsigned row = 0; row < table->rows; row++)
        if (is_of_day(table, row, as_of, &is_good, faults))
            take_area(needs, table, row, columns, arena, faults);
    order_areas(needs);
}

void needs_load(struct needs *needs, const struct table_source *areas,
                const struct table_source *source, int32_t as_of,
                struct columns *columns, struct arena *arena, struct faults *faults)
{
    struct table table = {0}, of_areas = {0};
    struct faults unheeded; /* told when the row was read first */
    bool is_good;

    columns->column[COL_FOCUS].closed = true;
    load_areas(needs, &of_areas, areas, as_of, columns, arena, faults);
    needs->exists = source != NULL;
    if (source == NULL || !table_load(&table, source, arena, faults) ||
        !table_expect(&table, "need area label client_label source", 2, faults))
        return;
    for (unsigned row = 0; row < table.rows; row++)
        if (is_of_day(&table, row, as_of, &is_good, faults))
            take_need(needs, &table, row, columns, arena, faults);
    needs->today = needs->count;
    unheeded.count = 0;
    for (unsigned row = 0; row < table.rows; row++)
        if (!is_of_day(&table, row, as_of, &is_good, &unheeded) && is_good)
            take_other_need(needs, &table, row, &of_areas, columns, arena, faults);
    columns->column[COL_NEEDS].closed = true;
}

int needs_find(const struct needs *needs, const struct columns *columns,
               struct span code)
{
    /* Without needs.tsv the column knows the codes that rules test: no catalogue. */
    return needs->exists ? code_find(&columns->column[COL_NEEDS].codes, code) : -1;
}
