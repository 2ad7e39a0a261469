/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * profile-score adds what can be counted of a person: age, open needs and their grades
 * by area, strengths, what the concept derives and people don't set, the profile where
 * the concept has a table for it, and the columns that its checks want filled and that
 * are empty. No statistics, no guess: whoever has the record can redo each number by
 * hand.
 */
#include <stdlib.h>

#include "cli/filter.h"
#include "person/explain.h"
#include "plan/gaps.h"

static struct {
    unsigned gaps, explain; /* added columns */
    size_t gaps_room;
    const struct derived *profile; /* NULL: the concept has none */
    struct explanation explanation;
} state;

/* What the concept derives, in its order; the profile stands behind the counts. */
static void add_derived(struct filter *filter)
{
    const struct concept *concept = filter->concept;

    for (unsigned i = 0; i < concept->derived_count; i++)
        if (!concept->derived[i].is_decided && &concept->derived[i] != state.profile)
            filter_add_fact(filter, concept->derived[i].column);
}

static void add_areas(struct filter *filter)
{
    const struct needs *needs = &filter->concept->needs;

    for (unsigned i = 0; i < needs->area_count; i++) {
        const struct area *area = &needs->areas[needs->area_order[i]];
        filter_add_fact(filter, area->score_column);
        filter_add_fact(filter, area->score_column + 1);
    }
}

static enum filter_status start(struct filter *filter)
{
    const struct concept *concept = filter->concept;

    state.profile = concept_find(concept, "profile");
    filter_add_fact(filter, COL_AGE);
    add_derived(filter);
    filter_add_fact(filter, COL_NEEDS_OPEN);
    filter_add_fact(filter, COL_AREAS_OPEN);
    add_areas(filter);
    filter_add_fact(filter, COL_SCORE_TOTAL);
    filter_add_fact(filter, COL_FOCUS);
    filter_add_fact(filter, COL_STRENGTH_COUNT);
    if (state.profile != NULL)
        filter_add_judged(filter, (unsigned)(state.profile - concept->derived));
    state.gaps = filter_add_all(filter, "profile_gaps");
    if (filter->options.explain)
        state.explain = filter_add_all(filter, "profile_explain");
    gaps_want(filter->facts);
    state.gaps_room = gaps_room(concept);
    return FILTER_OK;
}

/* Of all tables whose columns this tool adds. */
static void explain(struct filter *filter)
{
    const struct facts *facts = filter->facts;

    explain_begin(&state.explanation);
    for (unsigned i = 0; i < facts->concept->derived_count; i++) {
        const struct derived *derived = &facts->concept->derived[i];
        if (!derived->is_decided || derived == state.profile)
            explain_rule(&state.explanation, facts, facts->judgements[i].rule);
    }
    filter_set_explanation(filter, state.explain, &state.explanation);
}

static enum filter_status score(struct filter *filter, const struct record *record)
{
    char *gaps = filter_room(filter, state.gaps_room);

    (void)record;
    filter_set_code(filter, state.gaps, gaps_list(filter->facts, gaps));
    if (filter->options.explain)
        explain(filter);
    return FILTER_OK;
}

static void clean(struct filter *filter)
{
    (void)filter;
    free(state.explanation.text);
}

static const struct tool tool = {
    .line = {.name = "profile-score",
             .arguments = "[FILE...]",
             .summary = "Add age, needs, scores, prognosis and gaps to each case.",
             .example = "profile-score cases.tsv | assign-category > new.tsv",
             .groups = OPTIONS_READ | OPTIONS_WRITE | OPTIONS_LABELS | OPTIONS_RULES |
                       OPTIONS_EXPLAIN | OPTIONS_SHARES},
    .kind = FILTER_EXTEND,
    .has_facts = true,
    .start = start,
    .record = score,
    .clean = clean,
};

int main(int argc, char **argv)
{
    return filter_main(&tool, argc, argv);
}
