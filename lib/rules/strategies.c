/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/strategies.h"

#include "base/bits.h"
#include "base/names.h"

/* The table that is being compiled. */
struct compiling {
    struct strategies *strategies;
    const struct needs *needs;
    struct condition_context *context;
    struct faults *faults;
    int need, propose, binds, about, client_days,
        office_days; /* columns of the table */
};

static struct span cell(const struct compiling *it, const struct rule *rule, int column)
{
    return decision_cell(&it->strategies->table, rule, column);
}

/* Adds a fault of the row: `"CELL"WHAT`. */
static bool fault(const struct compiling *it, const struct rule *rule, int column,
                  const char *what)
{
    struct span text = cell(it, rule, column);

    return table_fault(&it->strategies->table.table, rule->row, column, it->faults,
                       "\"%.*s\"%s", table_shown(text), text.ptr, what);
}

/* The cell of the column `need`: needs between commas, or none. */
static bool take_needs(const struct compiling *it, struct strategy_rule *compiled)
{
    struct span needs = cell(it, compiled->rule, it->need);

    compiled->is_cross_cutting = needs.len == 0 || span_is(needs, "-");
    while (!compiled->is_cross_cutting && needs.ptr != NULL) {
        struct span name = span_trim(span_cut(&needs, ','));
        int need = needs_find(it->needs, it->context->columns, name);
        if (need < 0)
            return table_unknown_code(&it->strategies->table.table, compiled->rule->row,
                                      it->need, it->faults, "need", name,
                                      &it->context->columns->column[COL_NEEDS].codes);
        compiled->needs |= UINT64_C(1) << need;
    }
    return true;
}

static bool take_propose(const struct compiling *it, struct strategy_rule *compiled)
{
    struct span propose = cell(it, compiled->rule, it->propose);

    compiled->propose = PROPOSE_YES;
    if (span_is(propose, "no"))
        compiled->propose = PROPOSE_NO;
    else if (span_is(propose, "first"))
        compiled->propose = PROPOSE_FIRST;
    else if (propose.len > 0 && !span_is(propose, "yes"))
        return fault(it, compiled->rule, it->propose, ", expected yes, no or first");
    if (compiled->propose == PROPOSE_FIRST && !compiled->is_cross_cutting)
        return fault(it, compiled->rule, it->propose,
                     " for a strategy of needs, expected yes or no: only a "
                     "cross-cutting one can be first");
    return true;
}

static bool take_subjects(const struct compiling *it, struct strategy_rule *compiled)
{
    static const char *const names[SUBJECT_COUNT] = {"language", "rehabilitation",
                                                     "applications"};
    struct span about = cell(it, compiled->rule, it->about);

    while (about.len > 0) {
        int subject = names_find(names, SUBJECT_COUNT, names_next(&about));
        if (subject < 0)
            return fault(it, compiled->rule, it->about,
                         ", expected language, rehabilitation or applications, with "
                         "commas between");
        compiled->is_about[subject] = true;
    }
    return true;
}

static bool is_named(struct span names, struct span name)
{
    while (names.ptr != NULL)
        if (span_equal(span_trim(span_cut(&names, ',')), name))
            return true;
    return false;
}

/* The tests of the row on the columns that `binds` names. */
static bool take_bindings(const struct compiling *it, struct strategy_rule *compiled)
{
    const struct rule *rule = compiled->rule;
    const struct columns *columns = it->context->columns;
    struct span binds = cell(it, rule, it->binds), rest;
    struct condition *kept =
        arena_alloc(it->context->arena, (rule->condition_count + 1) * sizeof *kept);

    if (binds.len == 0)
        binds = columns->column[COL_PROGRAMME].name;
    for (rest = binds; rest.ptr != NULL;) {
        struct span name = span_trim(span_cut(&rest, ','));
        struct nearest meant;
        if (columns_find(columns, name) >= 0)
            continue;
        meant = columns_nearest(columns, name, KIND_ANY);
        return table_unknown(&it->strategies->table.table, rule->row, it->binds,
                             it->faults, "column", &meant, "columns between commas");
    }
    for (unsigned i = 0; i < rule->condition_count; i++)
        if (is_named(binds, columns->column[rule->conditions[i].column].name))
            kept[compiled->binding_count++] = rule->conditions[i];
    compiled->bindings = kept;
    return true;
}

static bool take_days(const struct compiling *it, const struct rule *rule, int column,
                      struct steps *steps)
{
    struct span text = cell(it, rule, column);

    char what[256];

    if (parameters_fault(it->context->parameters, text, false, what, sizeof what))
        return table_fault(&it->strategies->table.table, rule->row, column, it->faults,
                           "%s", what);
    return text.len == 0 || steps_parse(text, it->context->parameters, steps) ||
           fault(it, rule, column, " are no steps, expected such as +2w +10b +1mo");
}

static void compile(const struct compiling *it, struct strategy_rule *compiled)
{
    const struct rule *rule = compiled->rule;

    if (!take_needs(it, compiled) || !take_propose(it, compiled) ||
        !take_bindings(it, compiled) || !take_subjects(it, compiled) ||
        !take_days(it, rule, it->client_days, &compiled->client_days) ||
        !take_days(it, rule, it->office_days, &compiled->office_days))
        return;
    if (rule->code < 0)
        table_fault(&it->strategies->table.table, rule->row, -1, it->faults,
                    "the strategy is null, expected a code");
}

static void add_to_set(const struct compiling *it, uint64_t **set, unsigned rule)
{
    if (*set == NULL)
        *set =
            arena_alloc(it->context->arena, it->strategies->table.words * sizeof **set);
    bits_add(*set, rule);
}

/* Which rules a plan has to ask, for a need and for none. */
static void make_sets(const struct compiling *it)
{
    struct strategies *strategies = it->strategies;

    for (unsigned i = 0; i < strategies->table.count; i++) {
        const struct strategy_rule *rule = &strategies->rules[i];
        if (rule->is_cross_cutting)
            add_to_set(it, &strategies->cross_cutting[rule->propose], i);
        for (uint64_t left = rule->needs; left != 0; left &= left - 1)
            if (rule->propose != PROPOSE_NO)
                add_to_set(it, &strategies->for_need[bits_lowest(left)], i);
    }
}

void strategies_load(struct strategies *strategies, const struct table_source *source,
                     const struct needs *needs, struct condition_context *context,
                     struct faults *faults)
{
    static const char *const annotations[] = {
        "need",      "propose",  "binds", "client_label", "subgoal",     "by_client",
        "by_office", "by_third", "about", "client_days",  "office_days", NULL};
    const struct decision_form form = {.key = "rule",
                                       .has_unique_keys = true,
                                       .output = span_from("strategy"),
                                       .output_column = -1,
                                       .annotations = annotations};
    const struct table *table = &strategies->table.table;
    struct compiling it = {strategies, needs, context, faults, -1, -1, -1, -1, -1, -1};

    if (!decision_load(&strategies->table, source, &form, context, faults))
        return;
    it.need = table_column(table, "need");
    it.propose = table_column(table, "propose");
    it.binds = table_column(table, "binds");
    it.about = table_column(table, "about");
    it.client_days = table_column(table, "client_days");
    it.office_days = table_column(table, "office_days");
    strategies->client_label = table_column(table, "client_label");
    strategies->subgoal = table_column(table, "subgoal");
    strategies->by_client = table_column(table, "by_client");
    strategies->by_office = table_column(table, "by_office");
    strategies->by_third = table_column(table, "by_third");
    strategies->rules = arena_alloc(context->arena, (strategies->table.compiled + 1) *
                                                        sizeof *strategies->rules);
    for (unsigned i = 0; i < strategies->table.compiled; i++) {
        strategies->rules[i].rule = &strategies->table.rules[i];
        compile(&it, &strategies->rules[i]);
    }
    make_sets(&it);
}

const struct strategy_rule *strategies_find(const struct strategies *strategies,
                                            struct span strategy, int need)
{
    const struct strategy_rule *found = NULL;

    for (unsigned i = 0; i < strategies->table.count; i++) {
        const struct strategy_rule *rule = &strategies->rules[i];
        if (strategy_answers(rule, strategy, need))
            return rule;
        if (found == NULL && span_equal(rule->rule->output, strategy))
            found = rule;
    }
    return found;
}
