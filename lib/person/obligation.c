/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "person/obligation.h"

#include "person/reckoning.h"
#include "value/date.h"

int32_t obligation_first_due(const struct facts *facts,
                             const struct deadline_rule *rule, int32_t anchor_on,
                             struct deadline_notes *notes)
{
    struct reckoning view = reckoning_of(facts, notes);
    bool is_fenced = false;

    return reckoning_first(&view, rule, anchor_on, &is_fenced);
}

/* Takes a row's day if it is the earliest one so far; the upper row wins a tie. */
static void take_earlier(const struct reckoning *view, struct obligation *best,
                         const struct deadline_rule *rule, int32_t due_on)
{
    if (due_on == DATE_NONE || (best->rule != NULL && best->due_on <= due_on))
        return;
    best->rule = rule;
    best->anchor_on = reckoning_anchor(view, rule);
    best->due_on = due_on;
}

/* Puts the obligations that there are in order: by due_on, stable by name. */
static unsigned sort_by_due(struct obligation *best, unsigned count)
{
    unsigned sorted = 0;

    for (unsigned i = 0; i < count; i++) {
        struct obligation next = best[i];
        unsigned at = sorted;
        if (next.rule == NULL)
            continue;
        for (; at > 0 && best[at - 1].due_on > next.due_on; at--)
            best[at] = best[at - 1];
        best[at] = next;
        sorted++;
    }
    return sorted;
}

unsigned obligations_open(const struct facts *facts, struct obligation *obligations,
                          struct deadline_notes *notes)
{
    const struct deadlines *deadlines = &facts->concept->deadlines;
    struct reckoning view = reckoning_of(facts, notes);
    struct walk walk = {0};
    const struct rule *held;
    unsigned count;

    notes->computable = notes->is_fenced = false;
    notes->doubts |= facts->concept->doubts | facts->concept->due_doubts;
    for (unsigned i = 0; i < deadlines->name_count; i++)
        obligations[i].rule = NULL;
    while ((held = decision_next(&deadlines->table, facts->values, &facts->day,
                                 &walk)) != NULL) {
        const struct deadline_rule *rule = deadlines_rule(deadlines, held);
        if (!reckoning_leaves_out(&view, rule))
            take_earlier(&view, &obligations[rule->deadline], rule,
                         reckoning_open(&view, rule));
    }
    count = sort_by_due(obligations, deadlines->name_count);
    for (unsigned i = 0; i < count; i++)
        reckoning_complete(&view, &obligations[i]);
    return count;
}

/* How the audit judges an obligation that was met or closed on a day, if it was. */
static enum verdict judge(const struct reckoning *view,
                          const struct obligation *obligation, int32_t met_on,
                          int32_t closed_on)
{
    int32_t until_on = obligation->until_on;

    if (closed_on != DATE_NONE)
        return VERDICT_CLOSED;
    if (met_on != DATE_NONE)
        return until_on == DATE_NONE || met_on <= until_on ? VERDICT_KEPT
                                                           : VERDICT_LATE;
    return until_on != DATE_NONE && until_on < view->facts->day.as_of ? VERDICT_MISSED
                                                                      : VERDICT_OPEN;
}

/* Adds an obligation if there is one: the row's tests have to hold on its due_on. */
static unsigned add_judged(const struct reckoning *view, struct facts *facts,
                           struct judged_obligation *found,
                           const struct deadline_rule *rule, int32_t due_on,
                           const struct reckoned_dates *met,
                           const struct reckoned_dates *closed)
{
    struct day day;

    if (due_on == DATE_NONE)
        return 0;
    day = facts_day_for(facts, rule->rule, due_on, &view->notes->doubts);
    if (!rule_holds(rule->rule, facts->values, &day))
        return 0;
    *found = (struct judged_obligation){
        .obligation = {.rule = rule,
                       .anchor_on = reckoning_anchor(view, rule),
                       .due_on = due_on},
        .met_on = closed->first != DATE_NONE ? closed->first : met->first};
    reckoning_complete(view, &found->obligation);
    found->verdict = judge(view, &found->obligation, met->first, closed->first);
    return 1;
}

unsigned obligations_judge(struct facts *facts, const struct deadline_rule *rule,
                           struct judged_obligation *found,
                           struct deadline_notes *notes)
{
    static const struct reckoned_dates none = {DATE_NONE, DATE_NONE};
    struct reckoning view = reckoning_of(facts, notes);
    struct reckoned_dates met, closed, ended;
    bool is_fenced = false, is_closed;
    unsigned count;

    if (!rule->is_audited || rule->done.count == 0 ||
        !reckoning_has_anchor(&view, rule))
        return 0;
    met = reckoning_dates(&view, rule, &rule->done);
    ended = closed = reckoning_dates(&view, rule, &rule->closed_by);
    is_closed = closed.first != DATE_NONE &&
                (met.first == DATE_NONE || closed.first < met.first);
    count = add_judged(
        &view, facts, found, rule,
        reckoning_first(&view, rule, reckoning_anchor(&view, rule), &is_fenced), &met,
        is_closed ? &closed : &none);
    if (rule->repeat.count == 0 || is_closed || met.first == DATE_NONE)
        return count;
    /* Whatever closes the next one, the last date says when. */
    ended.first = closed.last;
    return count +
           add_judged(&view, facts, &found[count], rule,
                      reckoning_bind(&view, rule,
                                     reckoning_step(&view, &rule->repeat, met.last),
                                     &is_fenced),
                      &none, &ended);
}

/* The day on which a row is due once the meeting has met its deadline. */
static int32_t next_due(const struct reckoning *view, const struct deadline_rule *rule,
                        const struct meeting *meeting)
{
    int32_t due_on = meeting->obligation.due_on, day = DATE_NONE;
    bool is_fenced = false;

    if (rule->done.count > 0 && meeting->met_on < reckoning_since(view, rule))
        day = reckoning_open(view, rule);
    else if (rule->every.count > 0)
        day = reckoning_occurrence(
            view, rule,
            reckoning_step(view, &rule->offset, reckoning_anchor(view, rule)),
            reckoning_later(due_on + 1, view->facts->day.as_of));
    else if (rule->repeat.count > 0 && rule->until != UNTIL_OPEN &&
             reckoning_dates(view, rule, &rule->closed_by).first == DATE_NONE)
        day = reckoning_bind(view, rule, reckoning_step(view, &rule->repeat, due_on),
                             &is_fenced);
    /* What doesn't lead on would never end. */
    return day > due_on ? day : DATE_NONE;
}

bool obligation_next(const struct facts *facts, unsigned deadline,
                     const struct meeting *meeting, struct obligation *next,
                     struct deadline_notes *notes)
{
    const struct deadline_rule *rule = facts->concept->deadlines.first[deadline];
    struct reckoning view = reckoning_of(facts, notes);

    next->rule = NULL;
    for (; rule != NULL; rule = rule->next)
        if (reckoning_has_anchor(&view, rule) &&
            rule_holds(rule->rule, facts->values, &facts->day))
            take_earlier(&view, next, rule, next_due(&view, rule, meeting));
    if (next->rule == NULL)
        return false;
    reckoning_complete(&view, next);
    return true;
}

int32_t obligation_begins_on(const struct obligation *obligation)
{
    return obligation->rule->until != UNTIL_NONE ||
                   obligation->due_on < obligation->work_on
               ? obligation->due_on
               : obligation->work_on;
}

enum obligation_status obligation_status(const struct obligation *obligation,
                                         int32_t as_of)
{
    if (as_of < obligation_begins_on(obligation))
        return OBLIGATION_UPCOMING;
    return obligation->until_on == DATE_NONE || as_of <= obligation->until_on
               ? OBLIGATION_DUE
               : OBLIGATION_OVERDUE;
}

int32_t obligation_days(const struct obligation *obligation, int32_t as_of)
{
    bool has_last =
        obligation->rule->until != UNTIL_NONE && obligation->until_on != DATE_NONE;

    return (has_last ? obligation->until_on : obligation->due_on) - as_of;
}

int32_t obligation_stands_on(const struct obligation *obligation, int32_t as_of)
{
    int32_t until_on = obligation->until_on;

    if (obligation->rule->until == UNTIL_NONE)
        return obligation->work_on;
    return reckoning_later(obligation->work_on,
                           until_on != DATE_NONE && until_on < as_of ? until_on
                                                                     : as_of);
}

/* The first day on which meeting it counts; DATE_NONE: any day. */
static int32_t opens_on(const struct reckoning *view,
                        const struct obligation *obligation)
{
    const struct deadline_rule *rule = obligation->rule;

    if (rule->until != UNTIL_NONE)
        return obligation->work_on;
    if (rule->done.count > 0)
        return reckoning_later(reckoning_since(view, rule),
                               reckoning_dates(view, rule, &rule->done).last);
    /* What follows an event can't come before it. */
    return obligation->anchor_on < obligation->due_on ? obligation->anchor_on
                                                      : DATE_NONE;
}

struct work_window obligation_window(const struct facts *facts,
                                     const struct obligation *obligation,
                                     struct deadline_notes *notes)
{
    const struct deadline_rule *rule = obligation->rule;
    struct reckoning view = reckoning_of(facts, notes);
    int32_t today = reckoning_roll(&view, facts->day.as_of, ROLL_FORWARD), since;
    struct work_window window = {today, DATE_NONE};

    if (rule->until == UNTIL_NONE && rule->roll == ROLL_FORWARD) {
        window.from = reckoning_later(today, obligation->work_on);
        return window;
    }
    since = opens_on(&view, obligation);
    if (since > today)
        window.from = reckoning_roll(&view, since, ROLL_FORWARD);
    if (obligation->until_on == DATE_NONE)
        return window;
    window.until =
        reckoning_later(today, reckoning_roll(&view, obligation->until_on, ROLL_BACK));
    if (window.from > window.until)
        window.from = window.until;
    return window;
}

void obligation_trace(const struct facts *facts, const struct deadline_rule *rule,
                      struct obligation_trace *trace)
{
    struct deadline_notes notes = {.doubts = 0};
    struct reckoning view = reckoning_of(facts, &notes);
    struct obligation *obligation = &trace->obligation;

    *trace = (struct obligation_trace){.state = OBLIGATION_UNKNOWN,
                                       .ended_on = DATE_NONE,
                                       .from_on = DATE_NONE,
                                       .stepped_on = DATE_NONE};
    *obligation = (struct obligation){rule, DATE_NONE, DATE_NONE, DATE_NONE, DATE_NONE};
    if (facts->values[rule->anchor].known)
        obligation->anchor_on = reckoning_anchor(&view, rule);
    if (reckoning_leaves_out(&view, rule))
        trace->state = OBLIGATION_LEFT_OUT;
    if (!reckoning_has_anchor(&view, rule))
        return;
    view.trace = trace;
    obligation->due_on = reckoning_open(&view, rule);
    view.trace = NULL;
    if (trace->state == OBLIGATION_OPEN)
        reckoning_complete(&view, obligation);
}
