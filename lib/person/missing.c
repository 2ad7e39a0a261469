/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "person/missing.h"

#include <stdio.h>

#include "person/derivation.h"

enum { NAMED = 2 }; /* in what the tools say */

void missing_add_column(struct missing *missing, int column)
{
    const struct columns *columns = &missing->concept->columns;
    int derivation = derivation_of(columns, column);
    const struct column *about;

    if (derivation >= 0)
        column = DERIVATIONS[derivation].source;
    about = &columns->column[column];
    /* Where an empty cell has a meaning the column may be left out. */
    if (column_is_of_case(about) && about->default_code < 0 &&
        header_find(missing->header, about->name) < 0)
        missing->rows[column]++;
}

static void add_bound(struct missing *missing, const struct bound *bound)
{
    if (bound->kind == BOUND_COLUMN)
        missing_add_column(missing, bound->place);
}

void missing_add_rule(struct missing *missing, const struct rule *rule)
{
    for (unsigned i = 0; i < rule->condition_count; i++) {
        const struct condition *condition = &rule->conditions[i];
        unsigned count = condition->form == CONDITION_REACHES
                             ? condition->range_count + condition->excluded_count
                             : 0;
        missing_add_column(missing, condition->column);
        for (unsigned j = 0; j < count; j++) {
            add_bound(missing, &condition->reaches[j].low);
            add_bound(missing, &condition->reaches[j].high);
        }
    }
}

static void add_term(struct missing *missing, const struct date_term *term)
{
    if (term->column >= 0)
        missing_add_column(missing, term->column);
}

static void add_columns(struct missing *missing, const struct date_columns *columns)
{
    for (unsigned i = 0; i < columns->count; i++)
        missing_add_column(missing, columns->list[i]);
}

void missing_add_deadline(struct missing *missing, const struct deadline_rule *row)
{
    missing_add_rule(missing, row->rule);
    missing_add_column(missing, row->anchor);
    for (unsigned i = 0; i < row->earliest_count; i++)
        add_term(missing, &row->earliest[i]);
    add_term(missing, &row->until_term);
    add_term(missing, &row->done_since);
    add_columns(missing, &row->done);
    add_columns(missing, &row->closed_by);
}

void missing_add_deadlines(struct missing *missing, const bool *is_chosen)
{
    const struct deadlines *deadlines = &missing->concept->deadlines;

    for (unsigned i = 0; i < deadlines->table.count; i++)
        if (is_chosen == NULL || is_chosen[deadlines->rules[i].deadline])
            missing_add_deadline(missing, &deadlines->rules[i]);
}

static void add_name(const struct missing *missing, unsigned column,
                     const char *separator, struct buffer *text)
{
    if (text->len > 0)
        buffer_add(text, span_from(separator));
    buffer_add(text, missing->concept->columns.column[column].name);
}

/* The column that most rules read, of those that fewer read than the one before. */
static int find_next(const struct missing *missing, int before)
{
    unsigned most = before >= 0 ? missing->rows[before] : ~0U;
    int best = -1;

    for (int i = 0; i < (int)missing->concept->columns.count; i++) {
        unsigned rows = missing->rows[i];
        bool is_behind = rows < most || (rows == most && i > before);
        if (rows > 0 && is_behind && (best < 0 || rows > missing->rows[best]))
            best = i;
    }
    return best;
}

static void add_table(struct missing *missing, const struct decision *table)
{
    for (unsigned i = 0; i < table->count; i++)
        missing_add_rule(missing, &table->rules[i]);
}

void missing_add_all(struct missing *missing)
{
    const struct concept *concept = missing->concept;

    for (unsigned i = 0; i < concept->derived_count; i++)
        add_table(missing, &concept->derived[i].table);
    add_table(missing, &concept->strategies.table);
    add_table(missing, &concept->checks.table);
    for (unsigned i = 0; i < concept->checks.table.count; i++)
        if (concept->checks.rules[i].column >= 0)
            missing_add_column(missing, concept->checks.rules[i].column);
    missing_add_deadlines(missing, NULL);
}

bool missing_say(const struct missing *missing, struct buffer *text)
{
    struct buffer names = {0};
    unsigned count = 0;
    char number[32];

    for (int column = find_next(missing, -1); column >= 0;
         column = find_next(missing, column))
        if (count++ < NAMED)
            add_name(missing, (unsigned)column, ", ", &names);
    if (count > 0) {
        snprintf(number, sizeof number, "%s (%u)", count > NAMED ? " …" : "", count);
        buffer_add(text, span_from("no column "));
        buffer_add(text, buffer_text(&names));
        buffer_add(text, span_from(number));
        buffer_add(text, span_from(": what hangs on them can't be worked out or ticked "
                                   "off (--list-deadlines FILE names it)"));
    }
    buffer_free(&names);
    return count > 0;
}

void missing_name(const struct missing *missing, struct buffer *text)
{
    size_t start = text->len;

    for (unsigned i = 0; i < missing->concept->columns.count; i++) {
        if (missing->rows[i] == 0)
            continue;
        if (text->len > start)
            buffer_add_char(text, ' ');
        buffer_add(text, missing->concept->columns.column[i].name);
    }
}
