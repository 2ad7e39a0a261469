/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "proof/account_values.h"

#include "person/derivation.h"
#include "value/date.h"

static void add(struct account_columns *columns, int column)
{
    if (column < 0 || columns->is_listed[column])
        return;
    columns->is_listed[column] = true;
    columns->list[columns->count++] = column;
}

static void add_condition(struct account_columns *columns,
                          const struct condition *condition)
{
    unsigned count = condition->form == CONDITION_REACHES
                         ? condition->range_count + condition->excluded_count
                         : 0;

    add(columns, condition->column);
    for (unsigned i = 0; i < count; i++) {
        const struct reach *reach = &condition->reaches[i];
        if (reach->low.kind == BOUND_COLUMN)
            add(columns, reach->low.place);
        if (reach->high.kind == BOUND_COLUMN)
            add(columns, reach->high.place);
    }
}

static void add_dates(struct account_columns *columns, const struct date_columns *dates)
{
    for (unsigned i = 0; i < dates->count; i++)
        add(columns, dates->list[i]);
}

/* What the days of a row are counted from, bound by and met by. */
static void add_deadline(struct account_columns *columns, const struct concept *concept,
                         const struct deadline_rule *row)
{
    add(columns, row->anchor);
    for (unsigned i = 0; i < row->earliest_count; i++)
        add(columns, row->earliest[i].column);
    add(columns, row->until_term.column);
    add_dates(columns, &row->done);
    add(columns, row->done_since.column);
    add_dates(columns, &row->closed_by);
    for (unsigned i = 0; i < concept->begin_count; i++)
        add(columns, concept->begins[i]);
}

void account_columns_find(struct account_columns *columns, const struct facts *facts,
                          const struct account_item *item)
{
    const struct concept *concept = facts->concept;
    int derivation = item->column >= 0 && item->table.len == 0
                         ? derivation_of(&concept->columns, item->column)
                         : -1;

    *columns = (struct account_columns){.count = 0};
    if (derivation >= 0)
        add(columns, DERIVATIONS[derivation].source);
    for (unsigned i = 0; i < item->seen; i++)
        add_condition(columns, &item->rule->conditions[i]);
    if (item->trace != NULL)
        add_deadline(columns, concept, item->deadline);
}

struct span account_value(const struct facts *facts, int column,
                          struct account_digits *digits)
{
    const struct column *about = &facts->concept->columns.column[column];
    const struct value *value = &facts->values[column];

    if (!value->known)
        return span_of("", 0);
    if (about->kind == KIND_DATE) {
        date_format(value->number, digits->bytes);
        return span_of(digits->bytes, DATE_BYTES);
    }
    if (about->kind == KIND_NUMBER)
        return span_of(digits->bytes, number_format(value->number, digits->bytes));
    if (about->kind != KIND_LIST && about->kind != KIND_TERMS &&
        (unsigned)value->number < about->codes.count)
        return about->codes.names[value->number];
    return facts_cell(facts, column);
}

static bool needs_quotes(struct span text)
{
    return text.len == 0 || text.ptr[0] == ' ' || text.ptr[text.len - 1] == ' ' ||
           memchr(text.ptr, ';', text.len) != NULL ||
           memchr(text.ptr, '"', text.len) != NULL;
}

static void write_value(struct span text, struct buffer *out)
{
    if (!needs_quotes(text)) {
        buffer_add(out, text);
        return;
    }
    buffer_add_char(out, '"');
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '"')
            buffer_add_char(out, '"');
        buffer_add_char(out, text.ptr[i]);
    }
    buffer_add_char(out, '"');
}

/* What people chose, as far as rules can ask for it: the cell holds more. */
static void write_choices(const struct facts *facts, struct buffer *out)
{
    const struct code_set *codes =
        &facts->concept->columns.column[COL_STRATEGIES].codes;
    uint64_t chosen = facts->values[COL_STRATEGIES].set;
    const char *between = "";

    if (chosen == 0)
        write_value(span_of("", 0), out);
    for (unsigned i = 0; i < codes->count; i++) {
        if ((chosen >> i & 1) == 0)
            continue;
        buffer_add(out, span_from(between));
        buffer_add(out, codes->names[i]);
        between = " ";
    }
}

void account_write_values(const struct facts *facts, const struct account_item *item,
                          struct buffer *out)
{
    struct account_columns columns;
    struct account_digits digits;

    account_columns_find(&columns, facts, item);
    for (unsigned i = 0; i < columns.count; i++) {
        int column = columns.list[i];
        buffer_add(out, span_from(i > 0 ? "; " : ""));
        buffer_add(out, facts->concept->columns.column[column].name);
        buffer_add_char(out, '=');
        if (facts->values[column].known && column == COL_STRATEGIES)
            write_choices(facts, out);
        else if (facts->values[column].known)
            write_value(account_value(facts, column, &digits), out);
    }
}

bool account_uses(const struct account_item *item, unsigned parameter)
{
    uint64_t used = item->rule != NULL ? item->rule->parameters : 0;

    if (item->trace != NULL)
        used |= item->deadline->parameters;
    return (used >> parameter & 1) != 0;
}

void account_write_parameters(const struct facts *facts,
                              const struct account_item *item, struct buffer *out)
{
    const struct parameters *parameters = &facts->concept->parameters;
    const char *between = "";

    for (unsigned i = 0; i < parameters->count; i++) {
        if (!account_uses(item, i))
            continue;
        buffer_add(out, span_from(between));
        buffer_add(out, parameters->list[i].name);
        buffer_add_char(out, '=');
        buffer_add(out, parameters->list[i].value);
        between = "; ";
    }
}

/* A path from the folder that holds the file on. */
static struct span short_path(struct span path)
{
    unsigned slashes = 0;

    for (size_t i = path.len; i > 0; i--) {
        slashes += path.ptr[i - 1] == '/';
        if (slashes == 2)
            return span_after(path, i);
    }
    return path;
}

void account_write_place(const struct account_item *item, struct buffer *out)
{
    const struct table *table;

    if (item->rule == NULL)
        return;
    table = &item->decision->table;
    buffer_add(out, short_path(table_file(table, item->rule->row)));
    buffer_print(out, ":%lu", table->lines[item->rule->row]);
}

void account_write_test(const struct facts *facts, const struct account_item *item,
                        struct buffer *out)
{
    int column;

    if (item->failed < 0)
        return;
    column = item->rule->conditions[item->failed].column;
    buffer_add(out, facts->concept->columns.column[column].name);
    buffer_add_char(out, ' ');
    buffer_add(out, item->rule->texts[item->failed]);
}
