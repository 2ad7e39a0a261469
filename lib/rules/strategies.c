/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/strategies.h"

static bool fault(const struct concept *concept, const struct rule *rule, int column,
                  struct diag *diag, const char *what)
{
    table_fault(&concept->strategies.table, rule->row, column, diag, "%s", what);
    return false;
}

/* The cell of the column `need`: needs between commas, or none. */
static bool take_needs(const struct concept *concept, struct strategy_rule *compiled,
                       int column, struct diag *diag)
{
    const struct rule *rule = compiled->rule;
    struct span needs = decision_cell(&concept->strategies, rule, column);

    compiled->is_cross_cutting = needs.len == 0 || span_is(needs, "-");
    while (!compiled->is_cross_cutting && needs.ptr != NULL) {
        int need = concept_find_need(concept, span_trim(span_cut(&needs, ',')));
        if (need < 0)
            return fault(concept, rule, column, diag,
                         "expected needs of needs.tsv or -");
        compiled->needs |= UINT64_C(1) << need;
    }
    return true;
}

static bool take_propose(const struct concept *concept, struct strategy_rule *compiled,
                         int column, struct diag *diag)
{
    const struct rule *rule = compiled->rule;
    struct span propose = decision_cell(&concept->strategies, rule, column);

    compiled->propose = PROPOSE_YES;
    if (span_is(propose, "no"))
        compiled->propose = PROPOSE_NO;
    else if (span_is(propose, "first"))
        compiled->propose = PROPOSE_FIRST;
    else if (propose.len > 0 && !span_is(propose, "yes"))
        return fault(concept, rule, column, diag, "expected yes, no or first");
    return true;
}

static bool compile(const struct concept *concept, struct strategy_rule *compiled,
                    int need_column, int propose_column, struct diag *diag)
{
    const struct rule *rule = compiled->rule;

    if (!take_propose(concept, compiled, propose_column, diag) ||
        !take_needs(concept, compiled, need_column, diag))
        return false;
    if (compiled->propose == PROPOSE_FIRST && !compiled->is_cross_cutting)
        return fault(concept, rule, propose_column, diag,
                     "only a cross-cutting strategy can be first");
    if (rule->code < 0)
        return fault(concept, rule, -1, diag, "a strategy can't be null");
    for (unsigned i = 0; i < rule->condition_count; i++)
        if (rule->conditions[i].column == COL_PROGRAMME)
            compiled->programme = &rule->conditions[i];
    return true;
}

bool strategies_load(struct concept *concept, const char *path,
                     const struct condition_context *context, struct diag *diag)
{
    static const char *const annotations[] = {"need",      "subgoal",  "by_client",
                                              "by_office", "by_third", NULL};
    static const struct decision_form form = {"rule", "strategy", true, annotations,
                                              true};
    struct decision *table = &concept->strategies;

    if (!decision_load(table, path, &form, context, diag))
        return false;
    concept->strategy_subgoal = table_column(&table->table, "subgoal");
    concept->strategy_client = table_column(&table->table, "by_client");
    concept->strategy_office = table_column(&table->table, "by_office");
    concept->strategy_third = table_column(&table->table, "by_third");
    concept->strategy_rules = arena_alloc(
        &concept->arena, (table->count + 1) * sizeof *concept->strategy_rules);
    if (concept->strategy_rules == NULL) {
        diag_no_memory(diag);
        return false;
    }
    for (unsigned i = 0; i < table->count; i++) {
        concept->strategy_rules[i].rule = &table->rules[i];
        if (!compile(concept, &concept->strategy_rules[i],
                     table_column(&table->table, "need"),
                     table_column(&table->table, "propose"), diag))
            return false;
    }
    return true;
}
