/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/filled.h"

#include "base/buffer.h"
#include "cli/filter.h"
#include "plan/judged.h"

void filled_add_fact(struct filled *filled, struct filter *filter, int fact)
{
    unsigned column = filter_add(filter, filter->concept->columns.column[fact].name);

    facts_want(filter->facts, fact);
    filled->list[filled->count++] = (struct filled_column){column, false, fact};
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
    filled->list[filled->count++] = (struct filled_column){column, true, (int)number};
}

static void set_fact(struct filter *filter, unsigned column, int fact)
{
    const struct value *value = &filter->facts->values[fact];
    const struct code_set *codes = &filter->concept->columns.column[fact].codes;

    if (value->known && codes->count > 0)
        filter_set_code(filter, column, codes->names[value->number]);
    else if (value->known)
        filter_set_number(filter, column, value->number);
}

static void set_judged(struct filter *filter, unsigned column, unsigned number)
{
    struct judged judged = judged_of(filter->facts, number);

    filter_set_code(filter, column, judged.value);
    filter_set_code(filter, column + 1, judged.status);
    filter_set_code(filter, column + 2, judged.rule);
}

void filled_set(const struct filled *filled, struct filter *filter)
{
    for (unsigned i = 0; i < filled->count; i++) {
        const struct filled_column *it = &filled->list[i];
        if (it->is_judged)
            set_judged(filter, it->column, (unsigned)it->number);
        else
            set_fact(filter, it->column, it->number);
    }
}
