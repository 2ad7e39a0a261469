/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * assign-category proposes the category, the team and, for people under 25, the
 * Zielgruppe, each with the rule that was hit. A category or group that a person set
 * stands; what an earlier run proposed is proposed anew.
 */
#include <stdlib.h>

#include "cli/filter.h"
#include "person/explain.h"
#include "plan/judged.h"

static struct {
    unsigned first, explain;
    struct explanation explanation;
} state;

enum {
    CATEGORY,
    CATEGORY_STATUS,
    CATEGORY_RULE,
    TEAM,
    TEAM_RULE,
    GROUP,
    GROUP_STATUS,
    GROUP_RULE
};

static enum filter_status start(struct filter *filter)
{
    state.first =
        filter_add_all(filter, "category category_status category_rule team team_rule "
                               "u25_group u25_group_status u25_group_rule");
    if (filter->options.explain)
        state.explain = filter_add_all(filter, "category_explain");
    facts_want(filter->facts, COL_CATEGORY);
    facts_want(filter->facts, COL_U25_GROUP);
    facts_want(filter->facts, COL_TEAM);
    return FILTER_OK;
}

static void set_judged(struct filter *filter, unsigned first,
                       const struct judgement *judgement)
{
    struct judged judged = judged_of(judgement);

    filter_set_code(filter, first, judged.value);
    filter_set_code(filter, first + 1, judged.status);
    filter_set_code(filter, first + 2, judged.rule);
}

static enum filter_status assign(struct filter *filter, const struct record *record)
{
    const struct facts *facts = filter->facts;

    (void)record;
    set_judged(filter, state.first + CATEGORY, &facts->category);
    set_judged(filter, state.first + GROUP, &facts->u25_group);
    if (facts->team != NULL) {
        filter_set_code(filter, state.first + TEAM, facts->team->output);
        filter_set_code(filter, state.first + TEAM_RULE, facts->team->id);
    }
    if (filter->options.explain) {
        explain_begin(&state.explanation);
        explain_rule(&state.explanation, facts, facts->category.rule);
        explain_rule(&state.explanation, facts, facts->team);
        explain_rule(&state.explanation, facts, facts->u25_group.rule);
        filter_set_explanation(filter, state.explain, &state.explanation);
    }
    return FILTER_OK;
}

static void clean(struct filter *filter)
{
    (void)filter;
    free(state.explanation.text);
}

static const struct tool tool = {
    .line = {.name = "assign-category",
             .arguments = "[FILE...]",
             .summary = "Propose category, team and U25 group of each case.",
             .groups = OPTIONS_READ | OPTIONS_WRITE | OPTIONS_RULES | OPTIONS_EXPLAIN},
    .kind = FILTER_EXTEND,
    .has_facts = true,
    .start = start,
    .record = assign,
    .clean = clean,
};

int main(int argc, char **argv)
{
    return filter_main(&tool, argc, argv);
}
