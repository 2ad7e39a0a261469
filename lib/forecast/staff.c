/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "forecast/staff.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/buffer.h"
#include "base/diag.h"
#include "base/names.h"
#include "forecast/forecast.h"
#include "person/facts.h"
#include "rules/concept.h"
#include "rules/table.h"
#include "stream/writer.h"
#include "value/code.h"
#include "value/date.h"
#include "value/number.h"

const char STAFF_COLUMNS[] = "persons case_managers leads assistants staff "
                             "persons_per_head target over";

/* The columns of the table by which persons are grouped, in its order. */
enum { OFFICE, GROUP };

/* By number of role. */
static const char *const ROLES[STAFF_ROLES] = {"case_managers", "leads", "assistants"};

void staff_free(struct staff *staff)
{
    groups_free(&staff->groups);
    arena_free(&staff->arena);
}

static void count(struct staff *staff, const struct facts *facts, unsigned day)
{
    struct staff_unit *unit;

    grouping_follow(&staff->by, facts->concept);
    grouping_read(&staff->by, facts);
    unit = groups_take(&staff->groups, staff->by.cells);
    unit->persons[day]++;
}

void staff_count(struct staff *staff, const struct forecast *forecast)
{
    const struct forecast_slice *first = forecast->slices;
    const struct forecast_slice *last = first + forecast->slice_count - 1;

    count(staff, first->facts, 0);
    facts_move(last->facts, forecast->until);
    count(staff, last->facts, 1);
    facts_move(last->facts, last->from);
}

static void take_heads(struct staff_unit *unit, const struct table *table, unsigned row,
                       struct faults *faults)
{
    for (unsigned i = 0; i < STAFF_ROLES; i++) {
        int column = table_column(table, ROLES[i]);
        if (!number_parse_hundredths(table_cell(table, row, column), &unit->heads[i]))
            table_fault(table, row, column, faults,
                        "expected a number of at most two decimals, such as 3.5");
    }
}

/* Whether a cell is a code of the column, if that has a list of them. */
static bool check_group(const struct table *table, unsigned row,
                        const struct column *column, struct faults *faults)
{
    struct span cell = table_cell(table, row, GROUP);
    struct nearest meant = {.name = cell};
    struct buffer codes = {0};

    if (!column->closed || code_find(&column->codes, cell) >= 0)
        return true;
    buffer_add(&codes, span_from("one of"));
    for (unsigned i = 0; i < column->codes.count; i++) {
        nearest_consider(&meant, column->codes.names[i]);
        buffer_add_char(&codes, ' ');
        buffer_add(&codes, column->codes.names[i]);
    }
    buffer_add_char(&codes, '\0');
    table_unknown(table, row, GROUP, faults, "code", &meant, codes.bytes);
    buffer_free(&codes);
    return false;
}

static void take_row(struct staff *staff, const struct table *table, unsigned row,
                     const struct column *column, struct faults *faults)
{
    const struct span values[] = {table_cell(table, row, OFFICE),
                                  table_cell(table, row, GROUP)};
    struct staff_unit *unit;

    if (values[OFFICE].len == 0)
        table_fault(table, row, OFFICE, faults, "expected the name of an office");
    if (!check_group(table, row, column, faults) || values[OFFICE].len == 0)
        return;
    unit = groups_take(&staff->groups, values);
    if (unit->is_known)
        table_fault(table, row, -1, faults, "this office and %.*s stand twice",
                    (int)column->name.len, column->name.ptr);
    unit->is_known = true;
    take_heads(unit, table, row, faults);
}

/* The column that the header names behind `office`, or -1 and a fault. */
static int find_group(const struct table *table, const struct columns *columns,
                      struct faults *faults)
{
    struct nearest meant = {.name = span_of("", 0)};
    int column = -1;

    if (table->columns < 2 || !span_is(table->names[OFFICE], "office")) {
        table_fault(table, TABLE_HEADER, -1, faults,
                    "expected office, then the column by which persons are grouped");
        return -1;
    }
    meant.name = table->names[GROUP];
    column = columns_find(columns, meant.name);
    if (column >= 0 && column != COL_OFFICE && grouping_takes(columns, column))
        return column;
    for (int i = 0; i < (int)columns->count; i++)
        if (grouping_takes(columns, i))
            nearest_consider(&meant, columns->column[i].name);
    table_unknown(table, TABLE_HEADER, -1, faults, "column to group by", &meant,
                  "behind office one that holds codes, such as category");
    return -1;
}

static void load(struct staff *staff, const char *path, const struct concept *concept,
                 struct faults *faults)
{
    static const char roles[] = "case_managers leads assistants";
    const struct columns *columns = &concept->columns;
    struct table table;
    char names[256];
    int group;

    if (!table_load_file(&table, path, &staff->arena, faults))
        return;
    table_drop_rows(&table, concept->loaded_for, faults);
    group = find_group(&table, columns, faults);
    if (group < 0)
        return;
    snprintf(names, sizeof names, "office %.*s %s", (int)table.names[GROUP].len,
             table.names[GROUP].ptr, roles);
    if (!table_expect(&table, names, STAFF_ROLES + 2, faults))
        return;
    staff->by.count = 2;
    staff->by.names[OFFICE] = columns->column[COL_OFFICE].name;
    staff->by.names[GROUP] = columns->column[group].name;
    staff->by.columns[OFFICE] = COL_OFFICE;
    staff->by.columns[GROUP] = group;
    for (unsigned row = 0; row < table.rows; row++)
        take_row(staff, &table, row, &columns->column[group], faults);
}

bool staff_load(struct staff *staff, const char *path, const struct concept *concept,
                struct diag *diag)
{
    struct faults *faults = mem_new(sizeof *faults);
    bool good;

    staff->groups.value_count = 2;
    staff->groups.size = sizeof(struct staff_unit);
    load(staff, path, concept, faults);
    good = faults->count == 0;
    if (!good)
        *diag = faults->list[0];
    free(faults);
    return good;
}

static void write_empty(struct writer *writer)
{
    writer_clean(writer, span_of("", 0));
}

static void write_hundredths(struct writer *writer, uint64_t hundredths)
{
    char text[NUMBER_BYTES];

    writer_clean(writer,
                 span_of(text, number_format_hundredths((long)hundredths, text)));
}

/* Persons for a head, to one decimal, half a tenth up. */
static void write_ratio(uint64_t persons, uint64_t heads, struct writer *writer)
{
    char text[NUMBER_BYTES];
    uint64_t tenths = number_divide(1000 * persons, heads);

    writer_clean(writer, span_of(text, number_format_decimals((long)tenths, 1, text)));
}

/* What the ratio should be, and whether there are more persons than that. */
static void write_target(uint64_t persons, uint64_t heads, int32_t target,
                         bool is_known, struct writer *writer)
{
    if (target < 0) {
        write_empty(writer);
        write_empty(writer);
        return;
    }
    writer_number(writer, target);
    if (is_known)
        writer_clean(
            writer, span_from(100 * persons > (uint64_t)target * heads ? "yes" : "no"));
    else
        write_empty(writer);
}

/* Persons for a head that the concept wants of a group, or -1. */
static int32_t find_target(const struct concept *concept, struct span group)
{
    char *name = mem_print("staffing_%.*s", (int)group.len, group.ptr);
    int32_t target = parameters_number(&concept->parameters, span_from(name));

    free(name);
    return target;
}

static void write_unit(const struct staff *staff, size_t group, unsigned day,
                       const struct concept *concept, struct writer *writer)
{
    const struct staff_unit *unit = groups_at(&staff->groups, group);
    const struct span *values = staff->groups.group[group].values;
    uint64_t heads = 0;

    writer_value(writer, values[OFFICE]);
    writer_value(writer, values[GROUP]);
    writer_number(writer, (long)unit->persons[day]);
    for (unsigned i = 0; i < STAFF_ROLES; i++) {
        heads += (uint64_t)unit->heads[i];
        if (unit->is_known)
            write_hundredths(writer, (uint64_t)unit->heads[i]);
        else
            write_empty(writer);
    }
    if (unit->is_known)
        write_hundredths(writer, heads);
    else
        write_empty(writer);
    if (heads > 0)
        write_ratio(unit->persons[day], heads, writer);
    else
        write_empty(writer);
    write_target(unit->persons[day], heads, find_target(concept, values[GROUP]),
                 unit->is_known, writer);
}

static void write_all(const struct staff *staff, const struct concept *concept,
                      unsigned day, int32_t on, struct writer *writer)
{
    char text[DATE_BYTES];

    date_format(on, text);
    for (size_t i = 0; i < staff->groups.count; i++) {
        writer_clean(writer, span_of(text, DATE_BYTES));
        write_unit(staff, staff->groups.order[i], day, concept, writer);
        writer_end(writer);
    }
}

void staff_write(struct staff *staff, const struct forecast *forecast,
                 struct writer *writer)
{
    const struct forecast_slice *first = forecast->slices;
    const struct forecast_slice *last = first + forecast->slice_count - 1;

    groups_sort(&staff->groups);
    write_all(staff, first->concept, 0, forecast->from, writer);
    write_all(staff, last->concept, 1, forecast->until, writer);
}
