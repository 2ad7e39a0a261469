/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * profile-score adds what can be counted of a person: age, open needs and their grades
 * by area, strengths, the class of the professional's prognosis, the profile where the
 * concept has a table for it, and the columns that the concept wants filled and that
 * are empty. No statistics, no guess: whoever has the record can redo each number by
 * hand.
 */
#include <stdlib.h>

#include "cli/filter.h"
#include "person/explain.h"
#include "plan/gaps.h"

/* The added columns, as filter numbers; the scores stand between areas_open and total.
 */
static struct {
    unsigned first, scores, rest, explain;
    struct gaps gaps;
    struct arena arena;
    struct explanation explanation;
} state;

enum { AGE, AGE_GROUP, NEW_CASE, NEEDS_OPEN, AREAS_OPEN };
enum { SCORE_TOTAL, STRENGTH_COUNT, PROGNOSIS, PROFILE, PROFILE_RULE, PROFILE_GAPS };

static enum filter_status start(struct filter *filter)
{
    const struct concept *concept = filter->concept;
    static const int wanted[] = {COL_AGE,        COL_AGE_GROUP,      COL_NEW_CASE,
                                 COL_NEEDS_OPEN, COL_STRENGTH_COUNT, COL_PROGNOSIS,
                                 COL_PROFILE};

    state.first =
        filter_add_all(filter, "age age_group new_case needs_open areas_open");
    state.scores = state.first + AREAS_OPEN + 1;
    for (unsigned i = 0; i < concept->area_count; i++) {
        const struct area *area = &concept->areas[concept->area_order[i]];
        filter_add(filter, concept->columns.column[area->score_column].name);
    }
    state.rest = filter_add_all(
        filter,
        "score_total strength_count prognosis profile profile_rule profile_gaps");
    if (filter->options.explain)
        state.explain = filter_add_all(filter, "profile_explain");
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
        facts_want(filter->facts, wanted[i]);
    gaps_want(filter->facts);
    if (gaps_bind(&state.gaps, concept, filter->header, &state.arena))
        return FILTER_OK;
    return filter_no_memory(filter);
}

static enum filter_status score(struct filter *filter, const struct record *record)
{
    const struct concept *concept = filter->concept;
    const struct facts *facts = filter->facts;
    char *gaps = filter_room(filter, state.gaps.room);

    filter_set_fact(filter, state.first + AGE, COL_AGE);
    filter_set_fact(filter, state.first + AGE_GROUP, COL_AGE_GROUP);
    filter_set_fact(filter, state.first + NEW_CASE, COL_NEW_CASE);
    filter_set_fact(filter, state.first + NEEDS_OPEN, COL_NEEDS_OPEN);
    filter_set_fact(filter, state.first + AREAS_OPEN, COL_AREAS_OPEN);
    for (unsigned i = 0; i < concept->area_count; i++)
        filter_set_fact(filter, state.scores + i,
                        concept->areas[concept->area_order[i]].score_column);
    filter_set_fact(filter, state.rest + SCORE_TOTAL, COL_SCORE_TOTAL);
    filter_set_fact(filter, state.rest + STRENGTH_COUNT, COL_STRENGTH_COUNT);
    filter_set_fact(filter, state.rest + PROGNOSIS, COL_PROGNOSIS);
    if (facts->profile != NULL) {
        filter_set_code(filter, state.rest + PROFILE, facts->profile->output);
        filter_set_code(filter, state.rest + PROFILE_RULE, facts->profile->id);
    }
    if (gaps != NULL)
        filter_set_code(filter, state.rest + PROFILE_GAPS,
                        gaps_list(&state.gaps, facts, record, gaps));
    if (filter->options.explain) {
        explain_begin(&state.explanation);
        explain_rule(&state.explanation, facts, facts->profile);
        filter_set_explanation(filter, state.explain, &state.explanation);
    }
    return FILTER_OK;
}

static void clean(struct filter *filter)
{
    (void)filter;
    arena_free(&state.arena);
    free(state.explanation.text);
}

static const struct tool tool = {
    .line = {.name = "profile-score",
             .arguments = "[FILE...]",
             .summary = "Add age, needs, scores, prognosis and gaps to each case.",
             .groups = OPTIONS_READ | OPTIONS_WRITE | OPTIONS_RULES | OPTIONS_EXPLAIN},
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
