/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "person/obligation.h"

#include "value/date.h"

/* 0000-01-01: what is before can't be written. */
#define EARLIEST INT32_C(-719528)

/* The date of a term, or DATE_NONE if its column is unknown. */
static int32_t term_date(const struct deadlines *deadlines,
                         const struct date_term *term, const struct value *values,
                         struct deadline_notes *notes)
{
    if (term->column < 0 || !values[term->column].known)
        return DATE_NONE;
    return steps_apply(&term->steps, deadlines->calendar, values[term->column].number,
                       &notes->unchecked);
}

/* The first day on which a row can be met; DATE_NONE, before all days: any day counts.
 */
static int32_t counts_since(const struct deadlines *deadlines,
                            const struct deadline_rule *rule,
                            const struct value *values, struct deadline_notes *notes)
{
    if (rule->done_since.column < 0)
        return values[rule->anchor].number;
    return term_date(deadlines, &rule->done_since, values, notes);
}

static bool is_met(const struct deadlines *deadlines, const struct deadline_rule *rule,
                   const struct value *values, struct deadline_notes *notes)
{
    return rule->done >= 0 && values[rule->done].known &&
           values[rule->done].number >= counts_since(deadlines, rule, values, notes);
}

/* The day itself, or DATE_NONE if no stream can hold it. */
static int32_t storable(int32_t day)
{
    return day > DATE_MAX || day < EARLIEST ? DATE_NONE : day;
}

/* Where the steps of a row lead. */
static int32_t step_on(const struct deadlines *deadlines, const struct steps *steps,
                       int32_t day, struct deadline_notes *notes)
{
    return storable(steps_apply(steps, deadlines->calendar, day, &notes->unchecked));
}

int32_t obligation_first_due(const struct deadlines *deadlines,
                             const struct deadline_rule *rule,
                             const struct value *values, int32_t anchor_on,
                             struct deadline_notes *notes)
{
    int32_t day =
        steps_apply(&rule->offset, deadlines->calendar, anchor_on, &notes->unchecked);
    int32_t earliest = term_date(deadlines, &rule->not_before, values, notes);

    return storable(day != DATE_NONE && earliest > day ? earliest : day);
}

/* The same from the anchor that the person has. */
static int32_t first_due(const struct deadlines *deadlines,
                         const struct deadline_rule *rule, const struct value *values,
                         struct deadline_notes *notes)
{
    return obligation_first_due(deadlines, rule, values, values[rule->anchor].number,
                                notes);
}

/* The day on which a row that applies is due; DATE_NONE: met for good, or never. */
static int32_t open_due(const struct deadlines *deadlines,
                        const struct deadline_rule *rule, const struct value *values,
                        struct deadline_notes *notes)
{
    if (!is_met(deadlines, rule, values, notes))
        return first_due(deadlines, rule, values, notes);
    if (rule->repeat.count == 0)
        return DATE_NONE;
    return step_on(deadlines, &rule->repeat, values[rule->done].number, notes);
}

static void roll(const struct deadlines *deadlines, struct obligation *obligation,
                 struct deadline_notes *notes)
{
    enum calendar_roll way = obligation->rule->roll;
    int32_t day = obligation->due_on;
    int32_t rolled = calendar_roll(deadlines->calendar, day, way);

    obligation->work_on = rolled != DATE_NONE ? rolled : day;
    if (way != ROLL_NONE && !calendar_is_checked(deadlines->calendar, day))
        notes->unchecked = true;
}

/* Takes a row's day if it is the earliest one so far; the upper row wins a tie. */
static void take_earlier(struct obligation *best, const struct deadline_rule *rule,
                         const struct value *values, int32_t due_on)
{
    if (due_on == DATE_NONE || (best->rule != NULL && best->due_on <= due_on))
        return;
    best->rule = rule;
    best->anchor_on = values[rule->anchor].number;
    best->due_on = due_on;
}

static bool applies(const struct deadline_rule *rule, const struct value *values)
{
    return values[rule->anchor].known && rule_holds(rule->rule, values);
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

unsigned obligations_open(const struct deadlines *deadlines, const struct value *values,
                          struct obligation *obligations, struct deadline_notes *notes)
{
    unsigned count;

    notes->computable = false;
    notes->unchecked |= deadlines->counts_unchecked;
    for (unsigned i = 0; i < deadlines->name_count; i++)
        obligations[i].rule = NULL;
    for (unsigned i = 0; i < deadlines->count; i++) {
        const struct deadline_rule *rule = &deadlines->rules[i];
        if (!applies(rule, values))
            continue;
        notes->computable = true;
        take_earlier(&obligations[rule->deadline], rule, values,
                     open_due(deadlines, rule, values, notes));
    }
    count = sort_by_due(obligations, deadlines->name_count);
    for (unsigned i = 0; i < count; i++)
        roll(deadlines, &obligations[i], notes);
    return count;
}

unsigned obligations_met(const struct deadlines *deadlines, const struct value *values,
                         struct meeting *meetings, struct deadline_notes *notes)
{
    unsigned count = 0;

    for (unsigned i = 0; i < deadlines->name_count; i++) {
        struct obligation met = {.rule = NULL};
        for (const struct deadline_rule *rule = deadlines->first[i]; rule != NULL;
             rule = rule->next)
            if (rule->done >= 0 && applies(rule, values) &&
                is_met(deadlines, rule, values, notes))
                take_earlier(&met, rule, values,
                             first_due(deadlines, rule, values, notes));
        if (met.rule == NULL)
            continue;
        roll(deadlines, &met, notes);
        meetings[count++] = (struct meeting){met, values[met.rule->done].number};
    }
    return count;
}

/* The day on which a row is due once the meeting has met its deadline. */
static int32_t next_due(const struct deadlines *deadlines,
                        const struct deadline_rule *rule, const struct value *values,
                        const struct meeting *meeting, struct deadline_notes *notes)
{
    int32_t due_on = meeting->obligation.due_on, day = DATE_NONE;

    if (rule->done >= 0 &&
        meeting->met_on < counts_since(deadlines, rule, values, notes))
        day = open_due(deadlines, rule, values, notes);
    else if (rule->repeat.count > 0)
        day = step_on(deadlines, &rule->repeat, due_on, notes);
    /* What doesn't lead on would never end. */
    return day > due_on ? day : DATE_NONE;
}

bool obligation_next(const struct deadlines *deadlines, unsigned deadline,
                     const struct value *values, const struct meeting *meeting,
                     struct obligation *next, struct deadline_notes *notes)
{
    next->rule = NULL;
    for (const struct deadline_rule *rule = deadlines->first[deadline]; rule != NULL;
         rule = rule->next)
        if (applies(rule, values))
            take_earlier(next, rule, values,
                         next_due(deadlines, rule, values, meeting, notes));
    if (next->rule == NULL)
        return false;
    roll(deadlines, next, notes);
    return true;
}

int32_t obligation_begins_on(const struct obligation *obligation)
{
    return obligation->due_on < obligation->work_on ? obligation->due_on
                                                    : obligation->work_on;
}

int32_t obligation_ends_on(const struct obligation *obligation)
{
    return obligation->due_on > obligation->work_on ? obligation->due_on
                                                    : obligation->work_on;
}

enum obligation_status obligation_status(const struct obligation *obligation,
                                         int32_t as_of)
{
    if (as_of < obligation_begins_on(obligation))
        return OBLIGATION_UPCOMING;
    return as_of <= obligation_ends_on(obligation) ? OBLIGATION_DUE
                                                   : OBLIGATION_OVERDUE;
}

static int32_t later(int32_t a, int32_t b)
{
    return a > b ? a : b;
}

/* The first working day on or after the day, as far as the calendar reaches. */
static int32_t working_from(const struct deadlines *deadlines, int32_t day,
                            struct deadline_notes *notes)
{
    int32_t rolled = calendar_roll(deadlines->calendar, day, ROLL_FORWARD);

    if (!calendar_is_checked(deadlines->calendar, day))
        notes->unchecked = true;
    return rolled != DATE_NONE ? rolled : day;
}

/* The first day on which meeting it counts; DATE_NONE: any day. */
static int32_t opens_on(const struct deadlines *deadlines,
                        const struct obligation *obligation, const struct value *values,
                        struct deadline_notes *notes)
{
    if (obligation->rule->done >= 0)
        return counts_since(deadlines, obligation->rule, values, notes);
    /* What follows an event can't come before it. */
    return obligation->anchor_on < obligation->due_on ? obligation->anchor_on
                                                      : DATE_NONE;
}

struct work_window obligation_window(const struct deadlines *deadlines,
                                     const struct obligation *obligation,
                                     const struct value *values, int32_t as_of,
                                     struct deadline_notes *notes)
{
    const struct deadline_rule *rule = obligation->rule;
    int32_t today = working_from(deadlines, as_of, notes), since;
    struct work_window window;

    if (rule->roll == ROLL_FORWARD)
        return (struct work_window){later(today, obligation->work_on), DATE_NONE};
    since = opens_on(deadlines, obligation, values, notes);
    if (is_met(deadlines, rule, values, notes))
        since = later(since, values[rule->done].number);
    window.until = calendar_roll(deadlines->calendar, obligation->work_on, ROLL_BACK);
    window.until = later(today, window.until);
    window.from = today;
    if (since > today)
        window.from = working_from(deadlines, since, notes);
    if (window.from > window.until)
        window.from = window.until;
    return window;
}
