/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * pick-strategy proposes the plan: a strategy for each open need, in the order in which
 * they are to be worked on, and the cross-cutting ones. What people chose stays, in
 * their order; what is still uncovered is named.
 */
#include <stdlib.h>

#include "base/buffer.h"
#include "cli/filter.h"
#include "person/explain.h"
#include "plan/plan.h"

static struct {
    unsigned first, explain;
    int status, uncovered; /* columns of the input, or -1 */
    struct plan plan;
    struct buffer strategies; /* the cell */
    struct explanation explanation;
} state;

enum { STRATEGIES, STATUS, UNCOVERED };

static enum filter_status start(struct filter *filter)
{
    state.first = filter_add_all(filter, "strategies strategies_status uncovered");
    if (filter->options.explain)
        state.explain = filter_add_all(filter, "strategies_explain");
    state.status = header_find(filter->header, span_from("strategies_status"));
    state.uncovered = header_find(filter->header, span_from("uncovered"));
    facts_want(filter->facts, COL_NEEDS);
    facts_want(filter->facts, COL_STRATEGIES);
    facts_want(filter->facts, COL_PROGRAMME);
    facts_want_decision(filter->facts, &filter->concept->strategies.table);
    return FILTER_OK;
}

static struct span cell(const struct record *record, int column)
{
    return column >= 0 ? record_field(record, (unsigned)column) : span_of("", 0);
}

static char *append(char *to, struct span text)
{
    if (text.len > 0)
        memcpy(to, text.ptr, text.len);
    return to + text.len;
}

static void set_uncovered(struct filter *filter, const struct plan *plan)
{
    size_t room = 1;
    char *text, *to;

    for (unsigned i = 0; i < plan->uncovered_count; i++)
        room += plan->uncovered[i].len + 1;
    text = to = filter_room(filter, room);
    for (unsigned i = 0; i < plan->uncovered_count; i++) {
        if (i > 0)
            *to++ = ' ';
        to = append(to, plan->uncovered[i]);
    }
    filter_set_code(filter, state.first + UNCOVERED,
                    span_of(text, (size_t)(to - text)));
}

static void explain_plan(struct filter *filter, const struct plan *plan)
{
    explain_begin(&state.explanation);
    for (unsigned i = 0; i < plan->step_count; i++) {
        const struct plan_step *step = &plan->steps[i];
        explain_rule(&state.explanation, filter->facts, step->rule);
        if (step->rule != NULL && step->need.len > 0)
            explain_value(&state.explanation, span_from("need"), step->need);
    }
    filter_set_explanation(filter, state.explain, &state.explanation);
}

static enum filter_status pick(struct filter *filter, const struct record *record)
{
    struct plan *plan = &state.plan;

    if (!plan_make(plan, filter->facts, cell(record, state.status),
                   cell(record, state.uncovered), &filter->diag))
        return FILTER_REFUSED;
    state.strategies.len = 0;
    plan_write(plan, &state.strategies);
    filter_set_code(filter, state.first + STRATEGIES, buffer_text(&state.strategies));
    filter_set_code(filter, state.first + STATUS, span_from(plan->status));
    set_uncovered(filter, plan);
    if (filter->options.explain)
        explain_plan(filter, plan);
    return FILTER_OK;
}

static void clean(struct filter *filter)
{
    (void)filter;
    buffer_free(&state.strategies);
    free(state.explanation.text);
}

static const struct tool tool = {
    .line = {.name = "pick-strategy",
             .arguments = "[FILE...]",
             .summary = "Propose strategies for the open needs of each case.",
             .example = "pick-strategy --explain cases.tsv > planned.tsv",
             .groups = OPTIONS_READ | OPTIONS_WRITE | OPTIONS_LABELS | OPTIONS_RULES |
                       OPTIONS_EXPLAIN | OPTIONS_SHARES},
    .kind = FILTER_EXTEND,
    .has_facts = true,
    .lives_on = "needs strategies",
    .start = start,
    .record = pick,
    .clean = clean,
};

int main(int argc, char **argv)
{
    return filter_main(&tool, argc, argv);
}
