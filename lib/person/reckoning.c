/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "person/reckoning.h"

#include "value/date.h"

struct reckoning reckoning_of(const struct facts *facts, struct deadline_notes *notes)
{
    return (struct reckoning){facts, notes, case_began_on(facts), NULL};
}

int32_t case_began_on(const struct facts *facts)
{
    const struct concept *concept = facts->concept;
    int32_t earliest = DATE_NONE;

    for (unsigned i = 0; i < concept->begin_count; i++) {
        const struct value *begin = &facts->values[concept->begins[i]];
        if (begin->known && begin->number <= facts->day.as_of &&
            (earliest == DATE_NONE || begin->number < earliest))
            earliest = begin->number;
    }
    return earliest;
}

/* Where steps lead. */
static struct led lead(const struct calendar *calendar, const struct steps *steps,
                       int32_t day)
{
    struct led led = {.calendar = calendar, .from = day};

    led.to = steps_apply(steps, calendar, day, &led.doubts);
    if (led.to < CALENDAR_FIRST || led.to > CALENDAR_LAST)
        led.to = DATE_NONE;
    return led;
}

/* The same for steps that have a number: many rows ask it, so the answer is kept. */
static inline const struct led *recall(const struct facts *facts,
                                       const struct steps *steps, int32_t day)
{
    struct led *led = &facts->led[steps->number];

    if (led->from != day || led->calendar != facts->day.calendar)
        *led = lead(facts->day.calendar, steps, day);
    return led;
}

static inline int32_t step(const struct facts *facts, const struct steps *steps,
                           int32_t day, unsigned *doubts)
{
    struct led led;

    if (steps->count == 0)
        return day;
    led = steps->number > 0 ? *recall(facts, steps, day)
                            : lead(facts->day.calendar, steps, day);
    *doubts |= led.doubts;
    return led.to;
}

int32_t reckoning_step(const struct reckoning *view, const struct steps *steps,
                       int32_t day)
{
    return step(view->facts, steps, day, &view->notes->doubts);
}

static inline int32_t date_of_term(const struct facts *facts,
                                   const struct date_term *term, unsigned *doubts)
{
    const struct value *value = &facts->values[term->column];

    return value->known ? step(facts, &term->steps, value->number, doubts) : DATE_NONE;
}

int32_t reckoning_term(const struct reckoning *view, const struct date_term *term)
{
    return date_of_term(view->facts, term, &view->notes->doubts);
}

/* The day, or the latest known term of not_before if that is later. */
static int32_t not_before(const struct reckoning *view,
                          const struct deadline_rule *rule, int32_t day)
{
    for (unsigned i = 0; i < rule->earliest_count; i++) {
        /* A birthday long ago counts days in years that nobody asks about. */
        unsigned doubts = 0;
        int32_t earliest = date_of_term(view->facts, &rule->earliest[i], &doubts);
        if (earliest <= day)
            continue;
        day = earliest;
        view->notes->doubts |= doubts;
        if (view->trace != NULL)
            view->trace->bound = &rule->earliest[i];
    }
    return day;
}

int32_t reckoning_since(const struct reckoning *view, const struct deadline_rule *rule)
{
    if (rule->done_since.column < 0)
        return view->facts->values[rule->anchor].number;
    return reckoning_term(view, &rule->done_since);
}

struct reckoned_dates reckoning_some_dates(const struct reckoning *view,
                                           const struct deadline_rule *rule,
                                           const struct date_columns *columns)
{
    struct reckoned_dates found = {DATE_NONE, DATE_NONE};
    bool is_since_known = false;
    int32_t since = DATE_NONE;

    for (unsigned i = 0; i < columns->count; i++) {
        const struct value *value = &view->facts->values[columns->list[i]];
        if (!value->known)
            continue;
        if (!is_since_known)
            since = reckoning_since(view, rule);
        is_since_known = true;
        if (value->number < since)
            continue;
        if (found.first == DATE_NONE || value->number < found.first)
            found.first = value->number;
        found.last = reckoning_later(found.last, value->number);
    }
    return found;
}

/* The day itself, or DATE_NONE behind the last day of a stream. */
static int32_t storable(int32_t day)
{
    return day > DATE_MAX ? DATE_NONE : day;
}

/*
 * The due_on of a row whose steps lead to `day`: not before its earliest day, nor
 * before the case began. DATE_NONE: there is none.
 */
int32_t reckoning_bind(const struct reckoning *view, const struct deadline_rule *rule,
                       int32_t day, bool *is_fenced)
{
    if (day == DATE_NONE)
        return DATE_NONE;
    if (view->trace != NULL)
        view->trace->stepped_on = day;
    if (rule->earliest_count > 0)
        day = not_before(view, rule, day);
    if (day < view->began_on && !rule->counts_before_case) {
        *is_fenced = rule->repeat.count == 0;
        if (*is_fenced)
            return DATE_NONE;
        day = reckoning_step(view, &rule->repeat, view->began_on);
        if (view->trace != NULL)
            view->trace->from_beginning = true;
    }
    return storable(day);
}

/* The first of `start` and the steps of `every` behind it that is not before `least`.
 */
static int32_t occurrence_from(int32_t start, const struct step *step, int32_t least)
{
    struct civil from, to;
    int32_t day;
    int months;

    if (start >= least)
        return start;
    if (step->kind == STEP_DAYS)
        return start + (least - start + step->n - 1) / step->n * step->n;
    from = date_civil(start);
    to = date_civil(least);
    months = 12 * (to.year - from.year) + to.month - from.month;
    months -= months % step->n;
    day = date_add_months(start, months);
    return day >= least || day == DATE_NONE ? day
                                            : date_add_months(start, months + step->n);
}

/* The occurrence of a reminder on or after `least`. */
int32_t reckoning_occurrence(const struct reckoning *view,
                             const struct deadline_rule *rule, int32_t start,
                             int32_t least)
{
    if (start == DATE_NONE)
        return DATE_NONE;
    if (view->trace != NULL)
        view->trace->stepped_on = start;
    least = not_before(view, rule, least);
    /* What is due behind the last day of a stream is not counted to. */
    return least > DATE_MAX
               ? DATE_NONE
               : storable(occurrence_from(start, &rule->every.step[0], least));
}

int32_t reckoning_first(const struct reckoning *view, const struct deadline_rule *rule,
                        int32_t anchor_on, bool *is_fenced)
{
    int32_t day = reckoning_step(view, &rule->offset, anchor_on);

    if (rule->every.count > 0)
        return reckoning_occurrence(view, rule, day, view->facts->day.as_of);
    return reckoning_bind(view, rule, day, is_fenced);
}

bool reckoning_is_unrecorded(const struct facts *facts,
                             const struct deadline_rule *rule)
{
    for (unsigned i = 0; i < rule->done.count; i++)
        if (facts_has(facts, rule->done.list[i]))
            return false;
    return rule->done.count > 0;
}

/* What became of a row that gives no further day, for who asks. */
static void trace_end(const struct reckoning *view, bool is_closed, int32_t ended_on)
{
    if (view->trace == NULL)
        return;
    view->trace->state = is_closed ? OBLIGATION_CLOSED : OBLIGATION_MET;
    view->trace->ended_on = ended_on;
}

/* … and of one that does, or would. */
static void trace_day(const struct reckoning *view, int32_t from_on, bool repeats,
                      bool is_fenced, int32_t due_on)
{
    if (view->trace == NULL)
        return;
    view->trace->from_on = from_on;
    view->trace->repeats = repeats;
    view->trace->state = due_on != DATE_NONE ? OBLIGATION_OPEN
                         : is_fenced         ? OBLIGATION_FENCED
                                             : OBLIGATION_NEVER;
}

int32_t reckoning_open(const struct reckoning *view, const struct deadline_rule *rule)
{
    struct reckoned_dates met = reckoning_dates(view, rule, &rule->done);
    struct reckoned_dates closed = reckoning_dates(view, rule, &rule->closed_by);
    bool is_met = met.first != DATE_NONE, repeats = rule->repeat.count > 0;
    /* A closing date ends what repeats, whenever it was met. */
    bool is_closed =
        closed.first != DATE_NONE && (!is_met || repeats || closed.first < met.first);
    bool is_fenced = false;
    int32_t anchor_on = reckoning_anchor(view, rule), due_on;

    if (is_closed || (is_met && !repeats)) {
        view->notes->computable = true;
        trace_end(view, is_closed, is_closed ? closed.first : met.first);
        return DATE_NONE;
    }
    due_on = is_met ? reckoning_bind(view, rule,
                                     reckoning_step(view, &rule->repeat, met.last),
                                     &is_fenced)
                    : reckoning_first(view, rule, anchor_on, &is_fenced);
    trace_day(view, is_met ? met.last : anchor_on, is_met, is_fenced, due_on);
    view->notes->is_fenced |= is_fenced;
    view->notes->computable |= due_on != DATE_NONE;
    return due_on;
}

int32_t reckoning_roll(const struct reckoning *view, int32_t day,
                       enum calendar_roll way)
{
    const struct calendar *calendar = view->facts->day.calendar;
    int32_t rolled = calendar_roll(calendar, day, way);

    if (way != ROLL_NONE)
        view->notes->doubts |= calendar_doubts(calendar, day);
    return rolled != DATE_NONE ? rolled : day;
}

/* The last day of a window that has one, rolled back. */
static int32_t last_day(const struct reckoning *view,
                        const struct obligation *obligation)
{
    const struct deadline_rule *rule = obligation->rule;
    int32_t day = DATE_NONE;

    if (rule->until == UNTIL_STEPS)
        day = reckoning_step(view, &rule->until_steps, obligation->due_on);
    else if (rule->until == UNTIL_TERM)
        day = reckoning_term(view, &rule->until_term);
    return reckoning_roll(view, reckoning_later(day, obligation->due_on), ROLL_BACK);
}

/* Works out the days that hang on due_on. */
void reckoning_complete(const struct reckoning *view, struct obligation *obligation)
{
    const struct deadline_rule *rule = obligation->rule;

    obligation->work_on = reckoning_roll(view, obligation->due_on, rule->roll);
    if (rule->roll == ROLL_BACK && rule->earliest_count > 0 &&
        not_before(view, rule, obligation->work_on) > obligation->work_on)
        obligation->work_on = reckoning_roll(view, obligation->due_on, ROLL_FORWARD);
    if (rule->until == UNTIL_NONE)
        obligation->until_on = reckoning_later(obligation->due_on, obligation->work_on);
    else if (rule->until == UNTIL_OPEN)
        obligation->until_on = DATE_NONE;
    else
        obligation->until_on =
            reckoning_later(last_day(view, obligation), obligation->work_on);
}
