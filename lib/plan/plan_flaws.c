/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plan/plan_flaws.h"

#include "person/facts.h"
#include "rules/concept.h"
#include "rules/strategies.h"

void plan_flaws_want(struct facts *facts)
{
    if (!facts->concept->strategies.table.exists)
        return;
    facts_want(facts, COL_NEEDS);
    facts_want(facts, COL_STRATEGIES);
}

static bool is_named(const struct facts *facts, struct span need)
{
    for (unsigned i = 0; i < facts->plan_count; i++)
        if (span_equal(facts->plan[i].need_code, need))
            return true;
    return false;
}

static bool lacks_strategy(const struct facts *facts)
{
    for (unsigned i = 0; i < facts->need_count; i++)
        if (facts->needs[i].status != NEED_DONE &&
            !is_named(facts, facts->needs[i].code))
            return true;
    return false;
}

static bool is_filled(const struct strategies *strategies, const struct rule *rule,
                      int column)
{
    return column >= 0 && decision_cell(&strategies->table, rule, column).len > 0;
}

/* Of one step: whether it asks for something that it doesn't answer, or dates. */
static unsigned find_in_step(const struct strategies *strategies,
                             const struct strategy_rule *step)
{
    unsigned found = 0;

    if (!is_filled(strategies, step->rule, strategies->by_client))
        return 0;
    if (!is_filled(strategies, step->rule, strategies->by_office))
        found |= 1U << PLAN_FLAW_SUPPORT;
    if (step->client_days.count == 0)
        found |= 1U << PLAN_FLAW_DAY;
    return found;
}

unsigned plan_flaws_find(const struct facts *facts)
{
    const struct strategies *strategies = &facts->concept->strategies;
    unsigned found = 0;

    if (!strategies->table.exists || !facts_has(facts, COL_STRATEGIES))
        return 0;
    if (facts_has(facts, COL_NEEDS) && lacks_strategy(facts))
        found |= 1U << PLAN_FLAW_NEED;
    for (unsigned i = 0; i < facts->plan_count; i++) {
        const struct plan_entry *entry = &facts->plan[i];
        const struct strategy_rule *step =
            strategies_find(strategies, entry->strategy, entry->need);
        if (step != NULL)
            found |= find_in_step(strategies, step);
    }
    return found;
}
