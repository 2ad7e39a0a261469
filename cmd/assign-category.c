/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * assign-category proposes what people decide: the tables of the concept's `decided`,
 * such as category, U25 group and team, each with its status and the rule that was hit.
 * A value that a person set stands; what an earlier run proposed is proposed anew.
 */
#include <stdlib.h>

#include "cli/filter.h"
#include "person/explain.h"

static struct {
    unsigned explain;
    struct explanation explanation;
} state;

/* The profile is profile-score's. */
static bool is_ours(const struct derived *derived)
{
    return derived->is_decided && !span_is(derived->name, "profile");
}

static enum filter_status start(struct filter *filter)
{
    const struct concept *concept = filter->concept;

    for (unsigned i = 0; i < concept->derived_count; i++)
        if (is_ours(&concept->derived[i]))
            filter_add_judged(filter, i);
    if (filter->options.explain)
        state.explain = filter_add_all(filter, "category_explain");
    return FILTER_OK;
}

static enum filter_status assign(struct filter *filter, const struct record *record)
{
    const struct facts *facts = filter->facts;

    (void)record;
    if (!filter->options.explain)
        return FILTER_OK;
    explain_begin(&state.explanation);
    for (unsigned i = 0; i < facts->concept->derived_count; i++)
        if (is_ours(&facts->concept->derived[i]))
            explain_rule(&state.explanation, facts, facts->judgements[i].rule);
    filter_set_explanation(filter, state.explain, &state.explanation);
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
             .summary = "Propose category, U25 group and team of each case.",
             .example = "assign-category cases.tsv > planned.tsv",
             .groups = OPTIONS_READ | OPTIONS_WRITE | OPTIONS_LABELS | OPTIONS_RULES |
                       OPTIONS_EXPLAIN | OPTIONS_SHARES},
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
