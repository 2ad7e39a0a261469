/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/decision.h"

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#include "value/date.h"

/* Columns that may stand in any decision table and test nothing. */
static const char *const ANNOTATIONS[] = {"rule",       "label",    "source",
                                          "note",       "before",   "propose",
                                          "valid_from", "valid_to", NULL};

/* What each column of a table is. */
struct layout {
    int key, output, label, source;
    int *inputs; /* [columns]: the number of the case column, or -1 */
};

static bool is_one_of(struct span name, const char *const *names)
{
    for (; names != NULL && *names != NULL; names++)
        if (span_is(name, *names))
            return true;
    return false;
}

static bool find_layout(struct layout *layout, const struct table *table,
                        const struct decision_form *form,
                        const struct condition_context *context, struct diag *diag)
{
    *layout = (struct layout){.key = table_column(table, form->key),
                              .output = -1,
                              .label = table_column(table, "label"),
                              .source = table_column(table, "source")};
    layout->inputs =
        arena_alloc(context->arena, table->columns * sizeof *layout->inputs);
    if (layout->inputs == NULL) {
        diag_no_memory(diag);
        return false;
    }
    for (unsigned i = 0; i < table->columns; i++) {
        struct span name = table->names[i];
        bool is_output = name.len > 0 && name.ptr[0] == '=';
        layout->inputs[i] = -1;
        if (is_output && form->output != NULL &&
            span_is(span_after(name, 1), form->output))
            layout->output = (int)i;
        else if (!is_output && span_is(name, form->key))
            continue;
        else if (!is_output &&
                 (is_one_of(name, ANNOTATIONS) || is_one_of(name, form->annotations)))
            continue;
        else if (is_output ||
                 (layout->inputs[i] = columns_find(context->columns, name)) < 0) {
            table_fault(table, TABLE_HEADER, -1, diag, "unknown column \"%.*s\"",
                        (int)name.len, name.ptr);
            return false;
        }
    }
    if (layout->key < 0 || (form->output != NULL && layout->output < 0)) {
        table_fault(table, TABLE_HEADER, -1, diag, "no column \"%s%s\"",
                    layout->key < 0 ? "" : "=",
                    layout->key < 0 ? form->key : form->output);
        return false;
    }
    return true;
}

static bool compile_conditions(struct rule *rule, const struct table *table,
                               unsigned row, const struct layout *layout,
                               const struct condition_context *context,
                               struct diag *diag)
{
    struct condition *conditions =
        arena_alloc(context->arena, table->columns * sizeof *conditions);

    if (conditions == NULL) {
        diag_no_memory(diag);
        return false;
    }
    rule->conditions = conditions;
    for (unsigned i = 0; i < table->columns; i++) {
        struct span cell = table_cell(table, row, (int)i);
        const char *fault;
        if (layout->inputs[i] < 0 || cell.len == 0 || span_is(cell, "-"))
            continue;
        fault = condition_compile(&conditions[rule->condition_count++],
                                  layout->inputs[i], cell, context);
        if (fault != NULL) {
            table_fault(table, row, (int)i, diag, "%s: \"%.*s\"", fault, (int)cell.len,
                        cell.ptr);
            return false;
        }
    }
    return true;
}

/* A row's id is its own on each day on which it exists. */
static bool is_own_id(const struct table *table, unsigned row,
                      const struct layout *layout, const struct range *days,
                      struct diag *diag)
{
    struct span id = table_cell(table, row, layout->key);

    for (unsigned i = 0; i < row; i++) {
        struct range other;
        if (!span_equal(table_cell(table, i, layout->key), id))
            continue;
        if (!table_validity(table, i, &other.low, &other.high, diag))
            return false;
        if (other.low <= days->high && days->low <= other.high) {
            table_fault(table, row, layout->key, diag,
                        "\"%.*s\" stands in line %lu too", (int)id.len, id.ptr,
                        table->lines[i]);
            return false;
        }
    }
    return true;
}

static bool check_row(const struct table *table, unsigned row,
                      const struct layout *layout, const struct decision_form *form,
                      const struct range *days, struct diag *diag)
{
    if (!code_is_valid(table_cell(table, row, layout->key))) {
        table_fault(table, row, layout->key, diag,
                    "expected a code of letters, digits, - and _");
        return false;
    }
    if (form->needs_source && table_cell(table, row, layout->source).len == 0) {
        table_fault(table, row, -1, diag, "row without a source");
        return false;
    }
    return strcmp(form->key, "rule") != 0 || is_own_id(table, row, layout, days, diag);
}

static bool take_output(struct decision *decision, struct rule *rule,
                        const struct layout *layout, const struct decision_form *form,
                        const struct condition_context *context, struct diag *diag)
{
    const struct table *table = &decision->table;

    rule->code = -1;
    if (layout->output < 0)
        return true;
    rule->output = table_cell(table, rule->row, layout->output);
    if (span_is(rule->output, "null"))
        return true;
    if (!code_is_valid(rule->output)) {
        table_fault(table, rule->row, layout->output, diag,
                    "expected a code of letters, digits, - and _, or null");
        return false;
    }
    if (!form->many_outputs && decision->outputs.count == COLUMN_CODES &&
        code_find(&decision->outputs, rule->output) < 0) {
        table_fault(table, rule->row, layout->output, diag,
                    "more than %d different outputs", COLUMN_CODES);
        return false;
    }
    rule->code = code_add(&decision->outputs, rule->output, context->arena);
    if (rule->code < 0)
        diag_no_memory(diag);
    return rule->code >= 0;
}

static bool compile_rows(struct decision *decision, const struct layout *layout,
                         const struct decision_form *form,
                         const struct condition_context *context, struct diag *diag)
{
    const struct table *table = &decision->table;

    for (unsigned row = 0; row < table->rows; row++) {
        struct rule *rule = &decision->rules[decision->count];
        struct range days;
        if (!table_validity(table, row, &days.low, &days.high, diag) ||
            !check_row(table, row, layout, form, &days, diag))
            return false;
        if (context->as_of < days.low || context->as_of > days.high)
            continue;
        *rule = (struct rule){.id = table_cell(table, row, layout->key),
                              .source = table_cell(table, row, layout->source),
                              .label = table_cell(table, row, layout->label),
                              .row = row};
        if (!take_output(decision, rule, layout, form, context, diag) ||
            !compile_conditions(rule, table, row, layout, context, diag))
            return false;
        decision->count++;
    }
    return true;
}

bool decision_load(struct decision *decision, const char *path,
                   const struct decision_form *form,
                   const struct condition_context *context, struct diag *diag)
{
    struct layout layout;

    *decision = (struct decision){0};
    if (access(path, F_OK) != 0 && errno == ENOENT)
        return true;
    if (!table_load(&decision->table, path, context->arena, diag) ||
        !find_layout(&layout, &decision->table, form, context, diag))
        return false;
    decision->exists = true;
    decision->rules = arena_alloc(context->arena,
                                  (decision->table.rows + 1) * sizeof *decision->rules);
    if (decision->rules == NULL) {
        diag_no_memory(diag);
        return false;
    }
    return compile_rows(decision, &layout, form, context, diag);
}

bool rule_holds(const struct rule *rule, const struct value *values)
{
    for (unsigned i = 0; i < rule->condition_count; i++)
        if (!condition_holds(&rule->conditions[i], values))
            return false;
    return true;
}

const struct rule *decision_first(const struct decision *decision,
                                  const struct value *values)
{
    for (unsigned i = 0; i < decision->count; i++) {
        const struct rule *rule = &decision->rules[i];
        if (rule_holds(rule, values))
            return rule->code >= 0 ? rule : NULL;
    }
    return NULL;
}

struct span decision_cell(const struct decision *decision, const struct rule *rule,
                          int column)
{
    return table_cell(&decision->table, rule->row, column);
}
