/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/filled.h"

#include "base/buffer.h"
#include "cli/filter.h"
#include "plan/judged.h"
#include "stream/added.h"
#include "value/number.h"

/* Small numbers are most numbers: their texts are made once. */
static void make_numbers(struct filled *filled)
{
    for (unsigned i = 0; i < FILLED_NUMBERS; i++) {
        bool is_short = i < 10;
        filled->numbers[i] =
            span_of(NUMBER_PAIRS + (size_t)2 * i + is_short, is_short ? 1 : 2);
    }
}

void filled_add_fact(struct filled *filled, struct filter *filter, int fact)
{
    const struct column *about = &filter->concept->columns.column[fact];
    bool has_codes = about->codes.count > 0;
    unsigned column = filter_add(filter, about->name);

    if (filled->fact_count == 0)
        make_numbers(filled);
    facts_want(filter->facts, fact);
    filled->facts[filled->fact_count++] = (struct filled_fact){
        column, fact, has_codes ? about->codes.count : FILLED_NUMBERS,
        has_codes ? about->codes.names : filled->numbers};
}

/* Adds a column `NAMEending`; its number. */
static unsigned add_named(struct filter *filter, struct span name, const char *ending)
{
    struct buffer text = {0};
    unsigned column;

    buffer_add(&text, name);
    buffer_add(&text, span_from(ending));
    column = filter_add(filter, buffer_text(&text));
    buffer_free(&text);
    return column;
}

void filled_add_judged(struct filled *filled, struct filter *filter, unsigned number)
{
    const struct derived *derived = &filter->concept->derived[number];
    unsigned column = filter_add(filter, derived->name);

    add_named(filter, derived->name, "_status");
    add_named(filter, derived->name, "_rule");
    facts_want(filter->facts, derived->column);
    filled->tables[filled->table_count++] = (struct filled_table){column, number};
}

static void set_number(struct added *added, unsigned column, long number)
{
    char *digits = added_room(added, NUMBER_BYTES);

    added_set(added, column, span_of(digits, number_format(number, digits)), true);
}

static void set_judged(struct added *added, unsigned column, struct judged judged)
{
    added_set(added, column, judged.value, true);
    added_set(added, column + 1, judged.status, true);
    added_set(added, column + 2, judged.rule, true);
}

void filled_set(const struct filled *filled, const struct facts *facts,
                struct added *added)
{
    for (unsigned i = 0; i < filled->fact_count; i++) {
        const struct filled_fact *it = &filled->facts[i];
        const struct value *value = &facts->values[it->number];
        if (!value->known)
            continue;
        if ((uint32_t)value->number < it->text_count)
            added_set(added, it->column, it->texts[value->number], true);
        else
            set_number(added, it->column, value->number);
    }
    for (unsigned i = 0; i < filled->table_count; i++)
        set_judged(added, filled->tables[i].column,
                   judged_of(facts, filled->tables[i].number));
}
