/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "person/explain.h"

#include "base/mem.h"
#include "value/number.h"

static void add(struct explanation *explanation, struct span text)
{
    mem_grow(&explanation->text, &explanation->room, explanation->len + text.len + 1,
             1);
    if (text.len > 0)
        memcpy(explanation->text + explanation->len, text.ptr, text.len);
    explanation->len += text.len;
}

static void add_text(struct explanation *explanation, const char *text)
{
    add(explanation, span_from(text));
}

void explain_begin(struct explanation *explanation)
{
    explanation->len = 0;
}

void explain_value(struct explanation *explanation, struct span name, struct span value)
{
    add_text(explanation, " ");
    add(explanation, name);
    add_text(explanation, "=");
    add(explanation, value);
}

void explain_column(struct explanation *explanation, const struct facts *facts,
                    int column)
{
    const struct column *about;
    const struct value *value;
    char digits[NUMBER_BYTES];
    bool is_written;

    if (column < 0 || explanation->is_named[column])
        return;
    explanation->is_named[column] = true;
    about = &facts->concept->columns.column[column];
    value = &facts->values[column];
    is_written = about->kind == KIND_LIST ||
                 (column_is_of_case(about) && facts_cell(facts, column).len > 0);
    if (!value->known)
        explain_value(explanation, about->name, span_of("", 0));
    else if (!is_written && about->codes.count > 0 &&
             (unsigned)value->number < about->codes.count)
        explain_value(explanation, about->name, about->codes.names[value->number]);
    else if (!is_written && about->kind == KIND_NUMBER)
        explain_value(explanation, about->name,
                      span_of(digits, number_format(value->number, digits)));
    else
        explain_value(explanation, about->name, facts_cell(facts, column));
}

void explain_parameters(struct explanation *explanation, const struct facts *facts,
                        uint64_t parameters)
{
    for (unsigned i = 0; i < facts->concept->parameters.count; i++) {
        const struct parameter *parameter = &facts->concept->parameters.list[i];
        if ((parameters >> i & 1) == 0)
            continue;
        add_text(explanation, " $");
        add(explanation, parameter->name);
        add_text(explanation, "=");
        add(explanation, parameter->value);
    }
}

static void explain_condition(struct explanation *explanation,
                              const struct facts *facts,
                              const struct condition *condition)
{
    unsigned count = condition->form == CONDITION_REACHES
                         ? condition->range_count + condition->excluded_count
                         : 0;

    explain_column(explanation, facts, condition->column);
    for (unsigned i = 0; i < count; i++) {
        const struct reach *reach = &condition->reaches[i];
        if (reach->low.kind == BOUND_COLUMN)
            explain_column(explanation, facts, reach->low.place);
        if (reach->high.kind == BOUND_COLUMN)
            explain_column(explanation, facts, reach->high.place);
    }
}

void explain_rule(struct explanation *explanation, const struct facts *facts,
                  const struct rule *rule)
{
    if (rule == NULL)
        return;
    if (explanation->len > 0)
        add_text(explanation, " | ");
    memset(explanation->is_named, 0, sizeof explanation->is_named);
    add(explanation, rule->id);
    add_text(explanation, " [");
    add(explanation, rule->source);
    add_text(explanation, "]");
    for (unsigned i = 0; i < rule->condition_count; i++)
        explain_condition(explanation, facts, &rule->conditions[i]);
    explain_parameters(explanation, facts, rule->parameters);
}

struct span explain_text(const struct explanation *explanation)
{
    return span_of(explanation->text, explanation->len);
}
