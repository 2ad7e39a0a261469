/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/checks.h"

const char *const CHECK_LEVEL_NAMES[CHECK_LEVELS] = {[CHECK_GAP] = "gap",
                                                     [CHECK_WARNING] = "warning",
                                                     [CHECK_ERROR] = "error",
                                                     [CHECK_REFUSE] = "refuse"};

static bool take_level(const struct checks *checks, struct check_rule *check, int cell,
                       struct faults *faults)
{
    int level = table_choose(&checks->table.table, check->rule->row, cell, faults,
                             "level", CHECK_LEVEL_NAMES, CHECK_LEVELS);

    check->level = (enum check_level)(level >= 0 ? level : 0);
    return level >= 0;
}

/* Only what people may set has a NAME_status. */
static bool is_decided(const struct columns *columns, struct span name)
{
    for (unsigned i = 0; i < columns->count; i++) {
        struct span status = columns->column[i].name;
        if (status.len > name.len && memcmp(status.ptr, name.ptr, name.len) == 0 &&
            span_is(span_after(status, name.len), "_status"))
            return true;
    }
    return false;
}

/* Of a gap: what the tools alone derive is never missing. */
static bool may_be_named(const struct columns *columns, int column,
                         enum check_level level)
{
    const struct column *about = &columns->column[column];

    return level != CHECK_GAP || column_is_of_case(about) ||
           is_decided(columns, about->name);
}

static bool take_column(const struct checks *checks, struct check_rule *check, int cell,
                        const struct columns *columns, struct faults *faults)
{
    const struct table *table = &checks->table.table;
    struct span name = decision_cell(&checks->table, check->rule, cell);
    struct nearest meant = {.name = name};

    check->column = name.len > 0 ? columns_find(columns, name) : -1;
    if (name.len == 0)
        return check->level != CHECK_GAP ||
               table_fault(table, check->rule->row, cell, faults,
                           "a gap without a column, expected the one that is missing");
    if (check->column >= 0 && may_be_named(columns, check->column, check->level))
        return true;
    for (unsigned i = 0; i < columns->count; i++)
        if (may_be_named(columns, (int)i, check->level))
            nearest_consider(&meant, columns->column[i].name);
    return table_unknown(table, check->rule->row, cell, faults, "column", &meant,
                         "a case column, or one that people decide");
}

static bool tests_case_only(const struct rule *rule, const struct columns *columns)
{
    for (unsigned i = 0; i < rule->condition_count; i++)
        if (!column_is_of_case(&columns->column[rule->conditions[i].column]))
            return false;
    return true;
}

void checks_load(struct checks *checks, const struct table_source *source,
                 struct condition_context *context, struct faults *faults)
{
    static const char *const annotations[] = {"column", "level", NULL};
    const struct decision_form form = {
        .key = "check", .output_column = -1, .annotations = annotations};
    const struct decision *table = &checks->table;
    int level, column;

    if (!decision_load(&checks->table, source, &form, context, faults))
        return;
    level = table_column(&table->table, "level");
    column = table_column(&table->table, "column");
    checks->rules =
        arena_alloc(context->arena, (table->compiled + 1) * sizeof *checks->rules);
    checks->gaps =
        arena_alloc(context->arena, (table->count + 1) * sizeof *checks->gaps);
    checks->gap_set =
        arena_alloc(context->arena, (table->words + 1) * sizeof *checks->gap_set);
    for (unsigned i = 0; i < table->compiled; i++) {
        struct check_rule *check = &checks->rules[i];
        check->rule = &table->rules[i];
        if (!take_level(checks, check, level, faults) ||
            !take_column(checks, check, column, context->columns, faults))
            continue;
        check->tests_case_only = tests_case_only(check->rule, context->columns);
        checks->refuse_count += i < table->count && check->level == CHECK_REFUSE;
        if (i < table->count && check->level == CHECK_GAP) {
            checks->gaps[checks->gap_count++] = check;
            bits_add(checks->gap_set, i);
        }
    }
}
