/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "forecast/staff.h"

#include "base/diag.h"
#include "person/facts.h"
#include "rules/concept.h"
#include "rules/table.h"
#include "stream/writer.h"
#include "value/date.h"
#include "value/number.h"

const char STAFF_COLUMNS[] = "on office age_group persons case_managers leads "
                             "assistants staff persons_per_head target over";

/* By number of role. */
static const char *const ROLES[STAFF_ROLES] = {"case_managers", "leads", "assistants"};

void staff_free(struct staff *staff)
{
    groups_free(&staff->groups);
    arena_free(&staff->arena);
}

void staff_count(struct staff *staff, const struct facts *facts, unsigned day)
{
    struct staff_unit *unit;

    grouping_read(&staff->by, facts);
    unit = groups_take(&staff->groups, staff->by.cells);
    unit->persons[day]++;
}

static bool take_heads(struct staff_unit *unit, const struct table *table, unsigned row,
                       struct diag *diag)
{
    for (unsigned i = 0; i < STAFF_ROLES; i++) {
        int column = table_column(table, ROLES[i]);
        if (!number_parse_hundredths(table_cell(table, row, column), &unit->heads[i])) {
            table_fault(table, row, column, diag,
                        "expected a number of at most two decimals, such as 3.5");
            return false;
        }
    }
    return true;
}

static bool take_row(struct staff *staff, const struct table *table, unsigned row,
                     const struct code_set *age_groups, struct diag *diag)
{
    int office = table_column(table, "office");
    int age_group = table_column(table, "age_group");
    const struct span values[] = {table_cell(table, row, office),
                                  table_cell(table, row, age_group)};
    struct staff_unit *unit;

    if (values[0].len == 0) {
        table_fault(table, row, office, diag, "expected the name of an office");
        return false;
    }
    if (code_find(age_groups, values[1]) < 0) {
        table_fault(table, row, age_group, diag, "expected u25 or ue25");
        return false;
    }
    unit = groups_take(&staff->groups, values);
    if (unit->is_known) {
        table_fault(table, row, -1, diag, "this office and age group stand twice");
        return false;
    }
    unit->is_known = true;
    return take_heads(unit, table, row, diag);
}

bool staff_load(struct staff *staff, const char *path, const struct concept *concept,
                struct diag *diag)
{
    const struct columns *columns = &concept->columns;
    struct table table;

    staff->groups.value_count = 2;
    staff->groups.size = sizeof(struct staff_unit);
    /* These are columns of every concept. */
    grouping_name(&staff->by, span_from("office,age_group"), columns, false);
    if (!table_load(&table, path, &staff->arena, diag) ||
        !table_drop_rows(&table, concept->as_of, diag) ||
        !table_expect(&table, "office age_group case_managers leads assistants", 5,
                      diag))
        return false;
    for (unsigned row = 0; row < table.rows; row++)
        if (!take_row(staff, &table, row, &columns->column[COL_AGE_GROUP].codes, diag))
            return false;
    return true;
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

static void write_unit(const struct staff *staff, size_t group, unsigned day,
                       const struct concept *concept, struct writer *writer)
{
    const struct staff_unit *unit = groups_at(&staff->groups, group);
    const struct span *values = staff->groups.group[group].values;
    int32_t target = -1;
    uint64_t heads = 0;

    if (span_is(values[1], "u25"))
        target = concept->staffing_u25;
    else if (span_is(values[1], "ue25"))
        target = concept->staffing_ue25;
    writer_value(writer, values[0]);
    writer_value(writer, values[1]);
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
    write_target(unit->persons[day], heads, target, unit->is_known, writer);
}

void staff_write(struct staff *staff, const struct concept *concept,
                 const int32_t days[STAFF_DAYS], struct writer *writer)
{
    groups_sort(&staff->groups);
    for (unsigned i = 0; i < STAFF_DAYS; i++) {
        for (size_t j = 0; j < staff->groups.count; j++) {
            char text[DATE_BYTES];
            date_format(days[i], text);
            writer_clean(writer, span_of(text, DATE_BYTES));
            write_unit(staff, staff->groups.order[j], i, concept, writer);
            writer_end(writer);
        }
    }
}
