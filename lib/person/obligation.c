/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "person/obligation.h"

#include "value/date.h"

/* A person whose rows are being worked out. */
struct view {
    const struct facts *facts;
    struct deadline_notes *notes;
    int32_t began_on; /* the case; DATE_NONE: unknown */
};

static struct view view_of(const struct facts *facts, struct deadline_notes *notes)
{
    return (struct view){facts, notes, case_began_on(facts)};
}

static int32_t later(int32_t a, int32_t b)
{
    return a > b ? a : b;
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

/* Where steps lead; DATE_NONE outside the days that a calendar knows. */
static int32_t step_from(const struct view *view, const struct steps *steps,
                         int32_t day)
{
    day = steps_apply(steps, view->facts->day.calendar, day, &view->notes->doubts);
    return day < CALENDAR_FIRST || day > CALENDAR_LAST ? DATE_NONE : day;
}

/* The date of a term, or DATE_NONE if its column is unknown. */
static int32_t term_date(const struct view *view, const struct date_term *term)
{
    if (term->column < 0 || !view->facts->values[term->column].known)
        return DATE_NONE;
    return step_from(view, &term->steps, view->facts->values[term->column].number);
}

/* The day, or the latest known term of not_before if that is later. */
static int32_t not_before(const struct view *view, const struct deadline_rule *rule,
                          int32_t day)
{
    for (unsigned i = 0; i < rule->earliest_count; i++) {
        /* A birthday long ago counts days in years that nobody asks about. */
        struct deadline_notes aside = {.doubts = 0};
        const struct view looking = {view->facts, &aside, view->began_on};
        int32_t earliest = term_date(&looking, &rule->earliest[i]);
        if (earliest <= day)
            continue;
        day = earliest;
        view->notes->doubts |= aside.doubts;
    }
    return day;
}

/* The first day on which a row can be met; DATE_NONE, before all days: any day counts.
 */
static int32_t counts_since(const struct view *view, const struct deadline_rule *rule)
{
    if (rule->done_since.column < 0)
        return view->facts->values[rule->anchor].number;
    return term_date(view, &rule->done_since);
}

/* The dates of some columns that count: the first and the last; DATE_NONE: none. */
struct dates {
    int32_t first, last;
};

static struct dates find_dates(const struct view *view,
                               const struct deadline_rule *rule,
                               const struct date_columns *columns)
{
    struct dates found = {DATE_NONE, DATE_NONE};

    for (unsigned i = 0; i < columns->count; i++) {
        const struct value *value = &view->facts->values[columns->list[i]];
        if (!value->known || value->number < counts_since(view, rule))
            continue;
        if (found.first == DATE_NONE || value->number < found.first)
            found.first = value->number;
        found.last = later(found.last, value->number);
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
static int32_t bind_day(const struct view *view, const struct deadline_rule *rule,
                        int32_t day, bool *is_fenced)
{
    if (day == DATE_NONE)
        return DATE_NONE;
    day = not_before(view, rule, day);
    if (day < view->began_on && !rule->counts_before_case) {
        *is_fenced = rule->repeat.count == 0;
        if (*is_fenced)
            return DATE_NONE;
        day = step_from(view, &rule->repeat, view->began_on);
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
static int32_t occurrence_due(const struct view *view, const struct deadline_rule *rule,
                              int32_t start, int32_t least)
{
    if (start == DATE_NONE)
        return DATE_NONE;
    least = not_before(view, rule, least);
    /* What is due behind the last day of a stream is not counted to. */
    return least > DATE_MAX
               ? DATE_NONE
               : storable(occurrence_from(start, &rule->every.step[0], least));
}

static int32_t first_due(const struct view *view, const struct deadline_rule *rule,
                         int32_t anchor_on, bool *is_fenced)
{
    int32_t day = step_from(view, &rule->offset, anchor_on);

    if (rule->every.count > 0)
        return occurrence_due(view, rule, day, view->facts->day.as_of);
    return bind_day(view, rule, day, is_fenced);
}

static int32_t anchor_of(const struct view *view, const struct deadline_rule *rule)
{
    return view->facts->values[rule->anchor].number;
}

int32_t obligation_first_due(const struct facts *facts,
                             const struct deadline_rule *rule, int32_t anchor_on,
                             struct deadline_notes *notes)
{
    struct view view = view_of(facts, notes);
    bool is_fenced = false;

    return first_due(&view, rule, anchor_on, &is_fenced);
}

/* `unrecorded skip`, and the input has none of the columns that could meet the row. */
static bool is_left_out(const struct view *view, const struct deadline_rule *rule)
{
    if (!rule->skips_unrecorded)
        return false;
    for (unsigned i = 0; i < rule->done.count; i++)
        if (facts_has(view->facts, rule->done.list[i]))
            return false;
    return rule->done.count > 0;
}

/* Whether a row can be the person's, besides its tests. */
static bool has_anchor(const struct view *view, const struct deadline_rule *rule)
{
    return view->facts->values[rule->anchor].known && !is_left_out(view, rule);
}

/* The day on which a row that applies is due; DATE_NONE: it is met, or never due. */
static int32_t open_due(const struct view *view, const struct deadline_rule *rule)
{
    struct dates met = find_dates(view, rule, &rule->done);
    struct dates closed = find_dates(view, rule, &rule->closed_by);
    bool is_met = met.first != DATE_NONE, is_fenced = false;
    int32_t due_on;

    /* A closing date ends what repeats, whenever it was met. */
    if ((closed.first != DATE_NONE &&
         (!is_met || rule->repeat.count > 0 || closed.first < met.first)) ||
        (is_met && rule->repeat.count == 0)) {
        view->notes->computable = true;
        return DATE_NONE;
    }
    due_on = is_met ? bind_day(view, rule, step_from(view, &rule->repeat, met.last),
                               &is_fenced)
                    : first_due(view, rule, anchor_of(view, rule), &is_fenced);
    view->notes->is_fenced |= is_fenced;
    view->notes->computable |= due_on != DATE_NONE;
    return due_on;
}

static int32_t roll(const struct view *view, int32_t day, enum calendar_roll way)
{
    const struct calendar *calendar = view->facts->day.calendar;
    int32_t rolled = calendar_roll(calendar, day, way);

    if (way != ROLL_NONE)
        view->notes->doubts |= calendar_doubts(calendar, day);
    return rolled != DATE_NONE ? rolled : day;
}

/* The last day of a window that has one, rolled back. */
static int32_t last_day(const struct view *view, const struct obligation *obligation)
{
    const struct deadline_rule *rule = obligation->rule;
    int32_t day = DATE_NONE;

    if (rule->until == UNTIL_STEPS)
        day = step_from(view, &rule->until_steps, obligation->due_on);
    else if (rule->until == UNTIL_TERM)
        day = term_date(view, &rule->until_term);
    return roll(view, later(day, obligation->due_on), ROLL_BACK);
}

/* Works out the days that hang on due_on. */
static void complete(const struct view *view, struct obligation *obligation)
{
    const struct deadline_rule *rule = obligation->rule;

    obligation->work_on = roll(view, obligation->due_on, rule->roll);
    if (rule->roll == ROLL_BACK && rule->earliest_count > 0 &&
        not_before(view, rule, obligation->work_on) > obligation->work_on)
        obligation->work_on = roll(view, obligation->due_on, ROLL_FORWARD);
    if (rule->until == UNTIL_NONE)
        obligation->until_on = later(obligation->due_on, obligation->work_on);
    else if (rule->until == UNTIL_OPEN)
        obligation->until_on = DATE_NONE;
    else
        obligation->until_on = later(last_day(view, obligation), obligation->work_on);
}

/* Takes a row's day if it is the earliest one so far; the upper row wins a tie. */
static void take_earlier(const struct view *view, struct obligation *best,
                         const struct deadline_rule *rule, int32_t due_on)
{
    if (due_on == DATE_NONE || (best->rule != NULL && best->due_on <= due_on))
        return;
    best->rule = rule;
    best->anchor_on = anchor_of(view, rule);
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
    struct view view = view_of(facts, notes);
    struct walk walk = {0, 0};
    const struct rule *held;
    unsigned count;

    notes->computable = notes->is_fenced = false;
    notes->doubts |= facts->concept->doubts | facts->concept->due_doubts;
    for (unsigned i = 0; i < deadlines->name_count; i++)
        obligations[i].rule = NULL;
    while ((held = decision_next(&deadlines->table, facts->values, &facts->day,
                                 &walk)) != NULL) {
        const struct deadline_rule *rule = deadlines_rule(deadlines, held);
        if (!is_left_out(&view, rule))
            take_earlier(&view, &obligations[rule->deadline], rule,
                         open_due(&view, rule));
    }
    count = sort_by_due(obligations, deadlines->name_count);
    for (unsigned i = 0; i < count; i++)
        complete(&view, &obligations[i]);
    return count;
}

/* How the audit judges an obligation that was met or closed on a day, if it was. */
static enum verdict judge(const struct view *view, const struct obligation *obligation,
                          int32_t met_on, int32_t closed_on)
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
static unsigned add_judged(const struct view *view, struct facts *facts,
                           struct judged_obligation *found,
                           const struct deadline_rule *rule, int32_t due_on,
                           const struct dates *met, const struct dates *closed)
{
    struct day day;

    if (due_on == DATE_NONE)
        return 0;
    day = facts_day_for(facts, rule->rule, due_on, &view->notes->doubts);
    if (!rule_holds(rule->rule, facts->values, &day))
        return 0;
    *found = (struct judged_obligation){
        .obligation = {.rule = rule,
                       .anchor_on = anchor_of(view, rule),
                       .due_on = due_on},
        .met_on = closed->first != DATE_NONE ? closed->first : met->first};
    complete(view, &found->obligation);
    found->verdict = judge(view, &found->obligation, met->first, closed->first);
    return 1;
}

unsigned obligations_judge(struct facts *facts, const struct deadline_rule *rule,
                           struct judged_obligation *found,
                           struct deadline_notes *notes)
{
    static const struct dates none = {DATE_NONE, DATE_NONE};
    struct view view = view_of(facts, notes);
    struct dates met, closed, ended;
    bool is_fenced = false, is_closed;
    unsigned count;

    if (!rule->is_audited || rule->done.count == 0 || !has_anchor(&view, rule))
        return 0;
    met = find_dates(&view, rule, &rule->done);
    ended = closed = find_dates(&view, rule, &rule->closed_by);
    is_closed = closed.first != DATE_NONE &&
                (met.first == DATE_NONE || closed.first < met.first);
    count = add_judged(&view, facts, found, rule,
                       first_due(&view, rule, anchor_of(&view, rule), &is_fenced), &met,
                       is_closed ? &closed : &none);
    if (rule->repeat.count == 0 || is_closed || met.first == DATE_NONE)
        return count;
    /* Whatever closes the next one, the last date says when. */
    ended.first = closed.last;
    return count +
           add_judged(&view, facts, &found[count], rule,
                      bind_day(&view, rule, step_from(&view, &rule->repeat, met.last),
                               &is_fenced),
                      &none, &ended);
}

/* The day on which a row is due once the meeting has met its deadline. */
static int32_t next_due(const struct view *view, const struct deadline_rule *rule,
                        const struct meeting *meeting)
{
    int32_t due_on = meeting->obligation.due_on, day = DATE_NONE;
    bool is_fenced = false;

    if (rule->done.count > 0 && meeting->met_on < counts_since(view, rule))
        day = open_due(view, rule);
    else if (rule->every.count > 0)
        day = occurrence_due(view, rule,
                             step_from(view, &rule->offset, anchor_of(view, rule)),
                             later(due_on + 1, view->facts->day.as_of));
    else if (rule->repeat.count > 0 && rule->until != UNTIL_OPEN &&
             find_dates(view, rule, &rule->closed_by).first == DATE_NONE)
        day = bind_day(view, rule, step_from(view, &rule->repeat, due_on), &is_fenced);
    /* What doesn't lead on would never end. */
    return day > due_on ? day : DATE_NONE;
}

bool obligation_next(const struct facts *facts, unsigned deadline,
                     const struct meeting *meeting, struct obligation *next,
                     struct deadline_notes *notes)
{
    const struct deadline_rule *rule = facts->concept->deadlines.first[deadline];
    struct view view = view_of(facts, notes);

    next->rule = NULL;
    for (; rule != NULL; rule = rule->next)
        if (has_anchor(&view, rule) &&
            rule_holds(rule->rule, facts->values, &facts->day))
            take_earlier(&view, next, rule, next_due(&view, rule, meeting));
    if (next->rule == NULL)
        return false;
    complete(&view, next);
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
    return later(obligation->work_on,
                 until_on != DATE_NONE && until_on < as_of ? until_on : as_of);
}

/* The first day on which meeting it counts; DATE_NONE: any day. */
static int32_t opens_on(const struct view *view, const struct obligation *obligation)
{
    const struct deadline_rule *rule = obligation->rule;

    if (rule->until != UNTIL_NONE)
        return obligation->work_on;
    if (rule->done.count > 0)
        return later(counts_since(view, rule),
                     find_dates(view, rule, &rule->done).last);
    /* What follows an event can't come before it. */
    return obligation->anchor_on < obligation->due_on ? obligation->anchor_on
                                                      : DATE_NONE;
}

struct work_window obligation_window(const struct facts *facts,
                                     const struct obligation *obligation,
                                     struct deadline_notes *notes)
{
    const struct deadline_rule *rule = obligation->rule;
    struct view view = view_of(facts, notes);
    int32_t today = roll(&view, facts->day.as_of, ROLL_FORWARD), since;
    struct work_window window = {today, DATE_NONE};

    if (rule->until == UNTIL_NONE && rule->roll == ROLL_FORWARD) {
        window.from = later(today, obligation->work_on);
        return window;
    }
    since = opens_on(&view, obligation);
    if (since > today)
        window.from = roll(&view, since, ROLL_FORWARD);
    if (obligation->until_on == DATE_NONE)
        return window;
    window.until = later(today, roll(&view, obligation->until_on, ROLL_BACK));
    if (window.from > window.until)
        window.from = window.until;
    return window;
}
