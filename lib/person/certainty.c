/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "person/certainty.h"

#include <stdlib.h>

#include "base/mem.h"
#include "person/facts.h"
#include "value/date.h"

static void add_steps(struct certainty *certainty, int column,
                      const struct steps *steps, bool is_bound)
{
    for (unsigned i = 0; i < certainty->count; i++) {
        const struct certain_steps *known = &certainty->list[i];
        if (known->column == column && known->is_bound == is_bound &&
            steps_equal(known->steps, steps))
            return;
    }
    mem_grow(&certainty->list, &certainty->room, certainty->count + 1,
             sizeof *certainty->list);
    certainty->list[certainty->count++] =
        (struct certain_steps){column, is_bound, steps};
}

/* What the first due day of a row, or one that it repeats from, hangs on. */
static void add_row(struct certainty *certainty, const struct deadline_rule *row)
{
    add_steps(certainty, row->anchor, &row->offset, false);
    for (unsigned i = 0; row->repeat.count > 0 && i < row->done.count; i++)
        add_steps(certainty, row->done.list[i], &row->repeat, false);
    for (unsigned i = 0; i < row->earliest_count; i++)
        if (row->earliest[i].steps.works)
            add_steps(certainty, row->earliest[i].column, &row->earliest[i].steps,
                      true);
}

struct certainty *certainty_new(const struct concept *concept)
{
    const struct deadlines *deadlines = &concept->deadlines;
    struct certainty *certainty = mem_new(sizeof *certainty);

    certainty->concept = concept;
    for (unsigned i = 0; i < deadlines->table.count; i++)
        if (bits_has(deadlines->judged, i) && bits_has(deadlines->doubtful, i) &&
            !deadlines->rules[i].counts_besides)
            add_row(certainty, &deadlines->rules[i]);
    certainty->known = mem_new(concept->calendars.count * sizeof *certainty->known);
    return certainty;
}

void certainty_free(struct certainty *certainty)
{
    if (certainty == NULL)
        return;
    for (unsigned i = 0; i < certainty->concept->calendars.count; i++)
        free(certainty->known[i]);
    free(certainty->known);
    free(certainty->list);
    free(certainty);
}

static struct certain_dates *known_in(struct certainty *certainty, unsigned calendar)
{
    struct certain_dates **known = &certainty->known[calendar];

    if (*known != NULL)
        return *known;
    *known = mem_array(certainty->count + 1, sizeof **known);
    for (unsigned i = 0; i < certainty->count; i++)
        (*known)[i] = (struct certain_dates){INT32_MAX, INT32_MIN, DATE_NONE};
    return *known;
}

/* Takes up a date that isn't in what is known. False: it leaves a doubt. */
static bool take_up(struct certain_dates *known, const struct certain_steps *it,
                    const struct calendar *calendar, int32_t day)
{
    unsigned doubts = 0;
    int32_t checked_from = calendar_checked_from(calendar);
    int32_t to = steps_apply(it->steps, calendar, day, &doubts);

    if (to == DATE_NONE)
        return false;
    if (it->is_bound && to < checked_from) {
        if (day > known->below)
            known->below = day;
        return true;
    }
    if (doubts != 0 || to < checked_from)
        return false;
    if (day < known->first)
        known->first = day;
    if (day > known->last)
        known->last = day;
    return true;
}

bool certainty_has(struct certainty *certainty, const struct facts *facts)
{
    struct certain_dates *known = known_in(certainty, facts->calendar);

    for (unsigned i = 0; i < certainty->count; i++, known++) {
        const struct certain_steps *it = &certainty->list[i];
        const struct value *value = &facts->values[it->column];
        if (!value->known || value->number <= known->below ||
            (value->number >= known->first && value->number <= known->last))
            continue;
        if (!take_up(known, it, facts->day.calendar, value->number))
            return false;
    }
    return true;
}
