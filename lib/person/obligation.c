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

/* Puts the obligations in order that are in these places: by due_on, stable by place.
 * Their count. */
static unsigned sort_by_due(struct obligation *best, uint64_t places)
{
    unsigned sorted = 0;

    for (; places != 0; places &= places - 1) {
        struct obligation next = best[__builtin_ctzll(places)];
        unsigned at = sorted++;
        for (; at > 0 && best[at - 1].due_on > next.due_on; at--)
            best[at] = best[at - 1];
        best[at] = next;
    }
    return sorted;
}

/* The obligations that are open, by deadline, while rows are gone through. */
struct opening {
    struct reckoning view;
    uint64_t found; /* a bit for each deadline that has one */
    struct obligation *best;
};

static struct opening begin_opening(const struct facts *facts, struct obligation *best,
                                    struct deadline_notes *notes)
{
    notes->computable = notes->is_fenced = false;
    notes->doubts |= facts->concept->doubts | facts->concept->due_doubts;
    return (struct opening){reckoning_of(facts, notes), 0, best};
}

/* Takes a row that holds, if it is open and no other of its deadline is due earlier. */
static void open_row(struct opening *it, const struct deadline_rule *row)
{
    struct obligation *best = &it->best[row->deadline];
    uint64_t bit = UINT64_C(1) << row->deadline;

    if ((it->found & bit) == 0)
        best->rule = NULL;
    take_earlier(&it->view, best, row, reckoning_open(&it->view, row));
    if (best->rule != NULL)
        it->found |= bit;
}

static unsigned end_opening(struct opening *it)
{
    unsigned count = sort_by_due(it->best, it->found);

    for (unsigned i = 0; i < count; i++)
        reckoning_complete(&it->view, &it->best[i]);
    return count;
}

/* The next row that holds and isn't left out, or NULL. */
static const struct deadline_rule *next_row(const struct facts *facts,
                                            struct walk *walk)
{
    const struct deadlines *deadlines = &facts->concept->deadlines;
    const struct rule *held;

    while ((held = decision_next(&facts->deadlines, facts->values, &facts->day,
                                 walk)) != NULL) {
        const struct deadline_rule *row = deadlines_rule(deadlines, held);
        if (!reckoning_leaves_out(facts, row))
            return row;
    }
    return NULL;
}

unsigned obligations_open(const struct facts *facts, struct obligation *obligations,
                          struct deadline_notes *notes)
{
    struct opening it = begin_opening(facts, obligations, notes);
    struct walk walk = {0};
    const struct deadline_rule *row;

    while ((row = next_row(facts, &walk)) != NULL)
        open_row(&it, row);
    return end_opening(&it);
}

/* Adds a row behind those that hold. */
static void hold(struct holding *holding, const struct deadline_rule *row)
{
    struct held_row *held = &holding->rows[holding->count++];
    uint64_t bit = UINT64_C(1) << row->deadline;

    *held = (struct held_row){row, NULL};
    if ((holding->deadlines & bit) == 0)
        holding->first[row->deadline] = held;
    else
        holding->last[row->deadline]->next = held;
    holding->last[row->deadline] = held;
    holding->deadlines |= bit;
}

void holding_find(struct holding *holding, const struct facts *facts)
{
    struct walk walk = {0};
    const struct deadline_rule *row;

    holding->facts = facts;
    holding->began_on = case_began_on(facts);
    holding->count = 0;
    holding->deadlines = 0;
    while ((row = next_row(facts, &walk)) != NULL)
        hold(holding, row);
}

unsigned holding_open(const struct holding *holding, struct obligation *obligations,
                      struct deadline_notes *notes)
{
    struct opening it = begin_opening(holding->facts, obligations, notes);

    for (unsigned i = 0; i < holding->count; i++)
        open_row(&it, holding->rows[i].rule);
    return end_opening(&it);
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

bool holding_next(const struct holding *holding, unsigned deadline,
                  const struct meeting *meeting, struct obligation *next,
                  struct deadline_notes *notes)
{
    const struct reckoning view = {holding->facts, notes, holding->began_on, NULL};

    next->rule = NULL;
    if ((holding->deadlines >> deadline & 1) == 0)
        return false;
    for (const struct held_row *row = holding->first[deadline]; row != NULL;
         row = row->next)
        take_earlier(&view, next, row->rule, next_due(&view, row->rule, meeting));
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
    if (reckoning_leaves_out(facts, rule))
        trace->state = OBLIGATION_LEFT_OUT;
    if (!reckoning_has_anchor(facts, rule))
        return;
    view.trace = trace;
    obligation->due_on = reckoning_open(&view, rule);
    view.trace = NULL;
    if (trace->state == OBLIGATION_OPEN)
        reckoning_complete(&view, obligation);
}
