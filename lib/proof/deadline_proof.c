/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "proof/deadline_proof.h"

#include "value/date.h"

/* A row of deadlines that is being looked at. */
struct looking {
    struct inquiry *inquiry;
    const struct deadline_rule *row;
    const struct boxes *boxes;
};

static bool is_for_nobody(const struct looking *it, const struct box *besides)
{
    return inquiry_ask(it->inquiry, VIEW_RULES, it->boxes, besides, NULL) ==
           ANSWER_NOBODY;
}

static void say(const struct looking *it, struct buffer *text)
{
    inquiry_needs_all_days(inquiry_say(it->inquiry, PROOF_DAYLESS,
                                       &it->inquiry->model->concept->deadlines.table,
                                       it->row->rule, text),
                           it->row->rule);
    buffer_free(text);
}

static struct span name_of(const struct looking *it, int column)
{
    return it->inquiry->model->concept->columns.column[column].name;
}

/* The anchor's dates from which the offset leads to a day that a stream can hold. */
static bool has_leading_anchor(const struct looking *it, struct box *box)
{
    struct model *model = it->inquiry->model;
    unsigned axis = model->axis_of[it->row->anchor];
    const struct cells *cells = model_cells(model, axis);
    uint64_t *set = space_set(&model->space, axis, &model->arena);

    for (unsigned i = POINT_KNOWN; i < model->space.axes[axis].points; i++) {
        unsigned doubts = 0; /* told when the concept was loaded */
        int32_t day = steps_apply(&it->row->offset, model->day.calendar,
                                  cells_first(cells, i - 1), &doubts);
        if (day != DATE_NONE && day <= DATE_MAX)
            set_add(set, i);
    }
    return box_narrow(box, &model->space, axis, set, &model->arena);
}

/* Whether the row gives a day to nobody; then why. */
static bool find_dayless(const struct looking *it)
{
    const struct deadline_rule *row = it->row;
    struct buffer text = {0};
    struct box known = {0}, leading;
    struct span anchor = name_of(it, row->anchor);

    model_known(it->inquiry->model, row->anchor, VIEW_RULES, &known);
    leading = known;
    if (is_for_nobody(it, &known)) {
        buffer_print(&text, "can never give a day: ");
        inquiry_print_contradiction(it->inquiry, VIEW_RULES, row->rule,
                                    row->rule->conditions, row->rule->condition_count,
                                    &known, &text);
        buffer_print(&text, " for nobody whose %.*s is known", (int)anchor.len,
                     anchor.ptr);
        say(it, &text);
        return true;
    }
    if (has_leading_anchor(it, &leading) && !is_for_nobody(it, &leading))
        return false;
    buffer_print(&text,
                 "can never give a day: the offset leads from %.*s out of the calendar",
                 (int)anchor.len, anchor.ptr);
    say(it, &text);
    return true;
}

/* The last day of the window that a date opens; DATE_NONE: it hangs on another date. */
static int32_t last_day(const struct looking *it, int32_t anchor, int32_t due_on)
{
    const struct deadline_rule *row = it->row;
    const struct calendar *calendar = it->inquiry->model->day.calendar;
    unsigned doubts = 0;

    if (row->until == UNTIL_STEPS)
        return steps_apply(&row->until_steps, calendar, due_on, &doubts);
    if (row->until_term.steps.count == 0)
        return anchor;
    return steps_apply(&row->until_term.steps, calendar, anchor, &doubts);
}

/*
 * A window whose last day lies before its first, whatever the date: from steps of days
 * and months alone one can tell by a few years.
 */
static bool is_always_over(const struct looking *it)
{
    const struct deadline_rule *row = it->row;
    const struct calendar *calendar = it->inquiry->model->day.calendar;
    int32_t from = date_from_civil(2000, 1, 1), to = date_from_civil(2040, 1, 1);
    bool is_of_anchor = row->until == UNTIL_TERM &&
                        row->until_term.column == row->anchor &&
                        row->earliest_count == 0;

    if (row->until != UNTIL_STEPS && !is_of_anchor)
        return false;
    for (int32_t day = from; day < to; day++) {
        unsigned doubts = 0;
        int32_t due_on = steps_apply(&row->offset, calendar, day, &doubts);
        int32_t last = due_on != DATE_NONE ? last_day(it, day, due_on) : DATE_NONE;
        if (last == DATE_NONE || last >= due_on)
            return false;
    }
    return true;
}

static void find_closed_window(const struct looking *it)
{
    const struct deadline_rule *row = it->row;
    struct buffer text = {0};
    struct box known = {0};

    if (is_always_over(it)) {
        buffer_print(&text, "its window is over before it opens: the last day that "
                            "until gives lies before the first");
        say(it, &text);
        return;
    }
    if (row->until != UNTIL_TERM)
        return;
    model_known(it->inquiry->model, row->anchor, VIEW_RULES, &known);
    if (model_known(it->inquiry->model, row->until_term.column, VIEW_RULES, &known) &&
        !is_for_nobody(it, &known))
        return;
    buffer_print(&text,
                 "its window has no last day: %.*s is unknown wherever its tests hold",
                 (int)name_of(it, row->until_term.column).len,
                 name_of(it, row->until_term.column).ptr);
    say(it, &text);
}

void deadlines_prove(struct inquiry *inquiry)
{
    const struct model *model = inquiry->model;
    const struct deadlines *deadlines = &model->concept->deadlines;

    for (unsigned i = 0; i < deadlines->table.count; i++) {
        const struct looking it = {inquiry, &deadlines->rules[i],
                                   &model->rules[model->table_count - 2][i]};
        if (!inquiry_find_contradiction(inquiry, VIEW_RULES, &deadlines->table,
                                        it.row->rule, it.boxes) &&
            !find_dayless(&it))
            find_closed_window(&it);
    }
}
