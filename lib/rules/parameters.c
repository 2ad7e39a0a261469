/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/parameters.h"

#include <stdio.h>

#include "base/names.h"
#include "rules/steps.h"
#include "rules/table.h"
#include "value/code.h"
#include "value/number.h"

/* The cells of parameters.tsv, and what becomes of them. */
struct loading {
    struct parameters *parameters;
    struct table table;
    int name, value;
    int32_t as_of;
    struct faults *faults;
};

/* A name is written behind `$`: what can't be told from the steps around it is none. */
static bool is_name(struct span name)
{
    for (size_t i = 0; i < name.len; i++)
        if (name.ptr[i] == '-')
            return false;
    return code_is_valid(name);
}

static bool read_value(struct span text, struct parameter *parameter)
{
    char signed_text[32];
    struct steps steps;

    parameter->value = text;
    parameter->is_number = number_parse(text, NUMBER_MAX, &parameter->number);
    if (parameter->is_number)
        return true;
    if (text.len == 0 || text.len > sizeof signed_text - 1 || text.ptr[0] < '0' ||
        text.ptr[0] > '9')
        return false;
    signed_text[0] = '+';
    memcpy(signed_text + 1, text.ptr, text.len);
    return steps_parse(span_of(signed_text, text.len + 1), NULL, &steps) &&
           steps.count == 1;
}

static bool take_row(struct loading *it, unsigned row)
{
    struct span name = table_cell(&it->table, row, it->name);
    struct parameter read = {.name = name}, *known;
    int number = parameters_find(it->parameters, name);
    int32_t first, last;

    if (!is_name(name))
        return table_fault(&it->table, row, it->name, it->faults,
                           "\"%.*s\" is no name, expected letters, digits and _",
                           table_shown(name), name.ptr);
    if (!read_value(table_cell(&it->table, row, it->value), &read))
        return table_fault(&it->table, row, it->value, it->faults,
                           "\"%.*s\" is no value, expected a number, or steps "
                           "without a sign such as 6mo",
                           table_shown(read.value), read.value.ptr);
    if (!table_validity(&it->table, row, &first, &last, it->faults))
        return false;
    if (number < 0 && it->parameters->count == PARAMETERS_MOST)
        return table_fault(&it->table, row, it->name, it->faults,
                           "too many parameters, at most %d", PARAMETERS_MOST);
    if (number < 0) {
        number = (int)it->parameters->count++;
        it->parameters->list[number] =
            (struct parameter){.name = name, .is_number = read.is_number};
    }
    known = &it->parameters->list[number];
    if (known->is_number != read.is_number)
        return table_fault(&it->table, row, it->value, it->faults,
                           "\"%.*s\" is a number in one row and steps in another, "
                           "expected one of them",
                           table_shown(name), name.ptr);
    if (it->as_of < first || it->as_of > last)
        return true;
    if (known->value.len > 0)
        return table_fault(&it->table, row, it->name, it->faults,
                           "\"%.*s\" has two values on one day, expected one",
                           table_shown(name), name.ptr);
    *known = read;
    return true;
}

void parameters_load(struct parameters *parameters, const struct table_source *source,
                     int32_t as_of, struct arena *arena, struct faults *faults)
{
    struct loading it = {.parameters = parameters, .as_of = as_of, .faults = faults};

    parameters->count = 0;
    if (source == NULL || !table_load(&it.table, source, arena, faults) ||
        !table_expect(&it.table, "name value label source", 2, faults))
        return;
    it.name = table_column(&it.table, "name");
    it.value = table_column(&it.table, "value");
    for (unsigned row = 0; row < it.table.rows; row++)
        take_row(&it, row);
}

int parameters_find(const struct parameters *parameters, struct span name)
{
    for (unsigned i = 0; parameters != NULL && i < parameters->count; i++)
        if (span_equal(parameters->list[i].name, name))
            return (int)i;
    return -1;
}

int32_t parameters_number(const struct parameters *parameters, struct span name)
{
    int number = parameters_find(parameters, name);

    if (number < 0 || parameters->list[number].value.len == 0 ||
        !parameters->list[number].is_number)
        return -1;
    return parameters->list[number].number;
}

static bool is_good(const struct parameters *parameters, struct span name,
                    bool is_number)
{
    int number = parameters_find(parameters, name);

    return number >= 0 && parameters->list[number].value.len > 0 &&
           parameters->list[number].is_number == is_number;
}

/* What is wrong with the use of a parameter. */
static void explain(const struct parameters *parameters, struct span name,
                    bool is_number, char *out, size_t size)
{
    struct nearest meant = {.name = name};
    int number = parameters_find(parameters, name);

    for (unsigned i = 0; parameters != NULL && i < parameters->count; i++)
        nearest_consider(&meant, parameters->list[i].name);
    if (number < 0 && meant.best.ptr != NULL)
        snprintf(out, size,
                 "unknown parameter \"$%.*s\" (did you mean \"$%.*s\"?), expected "
                 "one of the table parameters",
                 table_shown(name), name.ptr, table_shown(meant.best), meant.best.ptr);
    else if (number < 0)
        snprintf(out, size,
                 "unknown parameter \"$%.*s\", expected one of the table parameters",
                 table_shown(name), name.ptr);
    else if (parameters->list[number].value.len == 0)
        snprintf(out, size,
                 "the parameter \"$%.*s\" has no value on the as-of day, expected a "
                 "row that is valid on it",
                 table_shown(name), name.ptr);
    else
        snprintf(out, size, "the parameter \"$%.*s\" is %s, expected %s",
                 table_shown(name), name.ptr, is_number ? "steps" : "a number",
                 is_number ? "a number" : "steps such as 6mo");
}

bool parameters_fault(const struct parameters *parameters, struct span text,
                      bool is_number, char *out, size_t size)
{
    while (text.len > 0) {
        const char *dollar = memchr(text.ptr, '$', text.len);
        struct span name;
        if (dollar == NULL)
            return false;
        text = span_after(text, (size_t)(dollar - text.ptr) + 1);
        name = code_leading_name(text);
        if (!is_good(parameters, name, is_number)) {
            explain(parameters, name, is_number, out, size);
            return true;
        }
    }
    return false;
}
