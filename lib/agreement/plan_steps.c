/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agreement/plan_steps.h"

#include "person/facts.h"
#include "rules/concept.h"
#include "rules/strategies.h"
#include "value/date.h"

struct span need_entry_label(const struct facts *facts, int need, struct span code)
{
    const struct need *known = need >= 0 ? &facts->concept->needs.list[need] : NULL;

    if (known == NULL || known->label.len + known->client_label.len == 0)
        return code;
    return known->client_label.len > 0 ? known->client_label : known->label;
}

static int32_t step_day(const struct steps *days, const struct facts *facts,
                        int32_t from, unsigned *doubts)
{
    return days->count > 0 ? steps_apply(days, facts->day.calendar, from, doubts)
                           : DATE_NONE;
}

/* The step of this strategy that is there already; its count: none. */
static unsigned find(const struct plan_steps *steps, struct span strategy)
{
    unsigned i = 0;

    while (i < steps->count && !span_equal(steps->list[i].strategy, strategy))
        i++;
    return i;
}

/* Appends the labels of all needs that the plan names for a strategy. */
static void add_needs(struct plan_steps *steps, struct plan_step *step,
                      const struct facts *facts)
{
    step->needs_at = steps->needs.len;
    for (unsigned i = 0; i < facts->plan_count; i++) {
        const struct plan_entry *entry = &facts->plan[i];
        if (!span_equal(entry->strategy, step->strategy) || entry->need_code.len == 0)
            continue;
        if (steps->needs.len > step->needs_at)
            buffer_add(&steps->needs, span_from(", "));
        buffer_add(&steps->needs,
                   need_entry_label(facts, entry->need, entry->need_code));
    }
    step->needs_len = steps->needs.len - step->needs_at;
}

void plan_steps_make(struct plan_steps *steps, const struct facts *facts, int32_t from,
                     unsigned *doubts)
{
    steps->count = 0;
    steps->needs.len = 0;
    for (unsigned i = 0; i < facts->plan_count; i++) {
        const struct plan_entry *entry = &facts->plan[i];
        struct plan_step *step = &steps->list[steps->count];
        if (find(steps, entry->strategy) < steps->count)
            continue;
        *step =
            (struct plan_step){.strategy = entry->strategy,
                               .rule = strategies_find(&facts->concept->strategies,
                                                       entry->strategy, entry->need),
                               .client_on = DATE_NONE,
                               .office_on = DATE_NONE};
        if (step->rule != NULL) {
            step->client_on = step_day(&step->rule->client_days, facts, from, doubts);
            step->office_on = step_day(&step->rule->office_days, facts, from, doubts);
        }
        add_needs(steps, step, facts);
        steps->count++;
    }
}

struct span plan_step_label(const struct facts *facts, const struct plan_step *step)
{
    struct span label =
        plan_step_cell(facts, step, facts->concept->strategies.client_label);

    if (label.len > 0)
        return label;
    return step->rule != NULL && step->rule->rule->label.len > 0
               ? step->rule->rule->label
               : step->strategy;
}

struct span plan_step_cell(const struct facts *facts, const struct plan_step *step,
                           int column)
{
    return step->rule != NULL ? decision_cell(&facts->concept->strategies.table,
                                              step->rule->rule, column)
                              : span_of("", 0);
}
