/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "person/held.h"

#include "value/date.h"

void held_add(struct held *held, int column)
{
    held->list[held->count++] = (struct held_date){.column = column};
}

void held_take(struct held *held, const struct value *values)
{
    held->latest = DATE_NONE;
    held->last = DATE_MAX;
    for (unsigned i = 0; i < held->count; i++) {
        struct held_date *date = &held->list[i];
        date->value = values[date->column];
        if (date->value.known && date->value.number > held->latest)
            held->latest = date->value.number;
    }
}

void held_set(struct held *held, struct value *values, int32_t last)
{
    static const struct value unknown = {false, 0, 0};
    /* Nearly always all of them took place: no value changes. */
    bool changes = held->latest > last || held->latest > held->last;

    held->last = last;
    for (unsigned i = 0; changes && i < held->count; i++) {
        const struct held_date *date = &held->list[i];
        values[date->column] =
            date->value.known && date->value.number <= last ? date->value : unknown;
    }
}
