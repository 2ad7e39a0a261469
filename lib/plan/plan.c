/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plan/plan.h"

#include "base/buffer.h"
#include "base/diag.h"
#include "person/choices.h"
#include "person/facts.h"
#include "rules/concept.h"
#include "rules/condition.h"
#include "rules/decision.h"

/* Open needs in the order in which a plan takes them up. */
struct open_needs {
    unsigned count;
    const struct need_entry *entries[LIST_MOST];
};

/* The place of an area in the work order. */
static unsigned place_of(const struct concept *concept, unsigned area)
{
    unsigned place = 0;

    while (concept->needs.area_order[place] != area)
        place++;
    return place;
}

/*
 * With ranks, ranked needs go first, by rank; the others by their area's place, then by
 * needs.tsv. Without a needs.tsv they keep their order.
 */
static bool goes_before(const struct concept *concept, const struct need_entry *a,
                        const struct need_entry *b)
{
    int32_t rank_a = concept->has_ranks ? a->rank : 0;
    int32_t rank_b = concept->has_ranks ? b->rank : 0;
    unsigned place_a, place_b;

    if (rank_a != rank_b)
        return rank_b == 0 || (rank_a != 0 && rank_a < rank_b);
    if (a->need < 0)
        return false;
    place_a = place_of(concept, concept->needs.list[a->need].area);
    place_b = place_of(concept, concept->needs.list[b->need].area);
    return place_a != place_b ? place_a < place_b : a->need < b->need;
}

static void order_needs(struct open_needs *open, const struct facts *facts)
{
    open->count = 0;
    for (unsigned i = 0; facts->values[COL_NEEDS].known && i < facts->need_count; i++) {
        const struct need_entry *entry = &facts->needs[i];
        unsigned at = open->count;
        if (entry->status == NEED_DONE)
            continue;
        for (; at > 0 && goes_before(facts->concept, entry, open->entries[at - 1]);
             at--)
            open->entries[at] = open->entries[at - 1];
        open->entries[at] = entry;
        open->count++;
    }
}

static void add_step(struct plan *plan, struct span strategy, struct span need,
                     const struct rule *rule)
{
    if (plan->step_count < LIST_MOST)
        plan->steps[plan->step_count++] = (struct plan_step){strategy, need, rule};
}

const struct rule *plan_allows(const struct facts *facts, struct span strategy,
                               int need)
{
    const struct strategies *strategies = &facts->concept->strategies;

    for (unsigned i = 0; i < strategies->table.count; i++) {
        const struct strategy_rule *rule = &strategies->rules[i];
        bool holds = strategy_answers(rule, strategy, need);
        for (unsigned j = 0; holds && j < rule->binding_count; j++)
            holds = condition_holds(&rule->bindings[j], facts->values, &facts->day);
        if (holds)
            return rule->rule;
    }
    return NULL;
}

static bool is_allowed(const struct facts *facts, const struct plan_entry *entry)
{
    return (entry->need >= 0 || entry->need_code.len == 0) &&
           plan_allows(facts, entry->strategy, entry->need) != NULL;
}

/* The row that proposes a strategy for the need, or NULL. */
static const struct rule *propose_for(const struct facts *facts, int need)
{
    const struct strategies *strategies = &facts->concept->strategies;
    struct walk walk = {0};

    if (need < 0 || strategies->for_need[need] == NULL)
        return NULL;
    walk.within = strategies->for_need[need];
    return decision_next(&facts->strategies, facts->values, &facts->day, &walk);
}

/* Whether the plan has a cross-cutting strategy already, by another row. */
static bool has_step(const struct plan *plan, struct span strategy)
{
    for (unsigned i = 0; i < plan->step_count; i++)
        if (plan->steps[i].need.len == 0 &&
            span_equal(plan->steps[i].strategy, strategy))
            return true;
    return false;
}

static void propose_cross_cutting(struct plan *plan, const struct facts *facts,
                                  enum propose propose)
{
    const struct strategies *strategies = &facts->concept->strategies;
    struct walk walk = {.within = strategies->cross_cutting[propose]};
    const struct rule *rule;

    while (walk.within != NULL &&
           (rule = decision_next(&facts->strategies, facts->values, &facts->day,
                                 &walk)) != NULL) {
        if (!has_step(plan, rule->output))
            add_step(plan, rule->output, span_of("", 0), rule);
    }
}

/* Proposes for a need that nobody covered, or lists it as uncovered, or both. */
static void take_up_need(struct plan *plan, const struct facts *facts,
                         const struct need_entry *entry, bool people_chose)
{
    const struct rule *rule = propose_for(facts, entry->need);

    if (rule == NULL || people_chose)
        plan->uncovered[plan->uncovered_count++] = entry->code;
    if (rule != NULL)
        add_step(plan, rule->output, entry->code, rule);
}

/* What people chose; *all_allowed says whether each entry is allowed for its need. */
static void keep_choices(struct plan *plan, const struct facts *facts,
                         struct span status, struct span uncovered, bool *all_allowed)
{
    for (unsigned i = 0; i < facts->plan_count; i++) {
        const struct plan_entry *entry = &facts->plan[i];
        if (choices_is_proposal(entry, status, uncovered))
            continue;
        add_step(plan, entry->strategy, entry->need_code, NULL);
        *all_allowed = *all_allowed && is_allowed(facts, entry);
    }
}

/* Whether people chose a strategy for the need. */
static bool is_covered(const struct plan *plan, struct span need)
{
    for (unsigned i = 0; i < plan->step_count; i++)
        if (plan->steps[i].rule == NULL && span_equal(plan->steps[i].need, need))
            return true;
    return false;
}

bool plan_make(struct plan *plan, const struct facts *facts, struct span status,
               struct span uncovered, struct diag *diag)
{
    struct open_needs open;
    bool all_allowed = true, people_chose;

    plan->step_count = plan->uncovered_count = 0;
    order_needs(&open, facts);
    keep_choices(plan, facts, status, uncovered, &all_allowed);
    if (plan->step_count > PLAN_CHOICES) {
        diag_set(diag, DIAG_LIST, "got %u chosen entries, expected at most %d",
                 plan->step_count, PLAN_CHOICES);
        diag_in_column(diag, span_from("strategies"));
        return false;
    }
    people_chose = plan->step_count > 0;
    if (!people_chose)
        propose_cross_cutting(plan, facts, PROPOSE_FIRST);
    for (unsigned i = 0; i < open.count; i++)
        if (!is_covered(plan, open.entries[i]->code))
            take_up_need(plan, facts, open.entries[i], people_chose);
    if (!people_chose)
        propose_cross_cutting(plan, facts, PROPOSE_YES);
    if (people_chose)
        plan->status = all_allowed && plan->uncovered_count == 0 ? "confirmed" : "kept";
    else
        plan->status = plan->step_count > 0 ? "proposed" : "none";
    return true;
}

void plan_write(const struct plan *plan, struct buffer *text)
{
    for (unsigned i = 0; i < plan->step_count; i++) {
        const struct plan_step *step = &plan->steps[i];
        if (i > 0)
            buffer_add_char(text, ' ');
        buffer_add(text, step->strategy);
        if (step->need.len > 0)
            buffer_add_char(text, '@');
        buffer_add(text, step->need);
    }
}
