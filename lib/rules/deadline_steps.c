/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/deadline_steps.h"

#include <stdlib.h>

#include "rules/deadlines.h"

enum { WORD_ROWS = 64 };

/* Different steps, each behind a column. */
struct different {
    struct {
        int column;
        const struct steps *steps;
    } * list;
    unsigned count;
    size_t room;
};

/* Gives steps the number of those that are equal, or the next one. */
static void give_number(struct different *all, int column, struct steps *steps)
{
    unsigned i = 0;

    if (column < 0 || steps->count == 0)
        return;
    while (i < all->count &&
           (all->list[i].column != column || !steps_equal(all->list[i].steps, steps)))
        i++;
    steps->number = i + 1;
    if (i < all->count)
        return;
    mem_grow(&all->list, &all->room, i + 1, sizeof *all->list);
    all->list[i].column = column;
    all->list[i].steps = steps;
    all->count++;
}

/* Looks at an end of a test. */
static void look_at_bound(struct deadline_rule *row, const struct moving *moving,
                          const struct bound *bound)
{
    if (bound->kind != BOUND_MOVING)
        return;
    row->moves = true;
    row->counts_besides |= moving->list[bound->place].steps.works;
}

/* Looks at the tests of a row. */
static void look_at_tests(struct deadline_rule *row, const struct moving *moving)
{
    for (unsigned i = 0; i < row->rule->condition_count; i++) {
        const struct condition *condition = &row->rule->conditions[i];
        unsigned count = condition->form == CONDITION_REACHES
                             ? condition->range_count + condition->excluded_count
                             : 0;
        for (unsigned j = 0; j < count; j++) {
            const struct reach *reach = &condition->reaches[j];
            look_at_bound(row, moving, &reach->low);
            look_at_bound(row, moving, &reach->high);
        }
    }
}

/* Numbers the steps of a row, and looks where it counts working days. */
static bool look_at_steps(struct deadline_rule *row, struct different *all)
{
    bool works = row->offset.works;

    give_number(all, row->anchor, &row->offset);
    give_number(all, row->done_since.column, &row->done_since.steps);
    row->counts_besides = row->repeat.works || row->done_since.steps.works;
    for (unsigned i = 0; i < row->earliest_count; i++) {
        give_number(all, row->earliest[i].column, &row->earliest[i].steps);
        works |= row->earliest[i].steps.works;
    }
    return works;
}

void deadline_steps_compare(struct deadlines *deadlines, const struct moving *moving,
                            struct arena *arena)
{
    size_t words = deadlines->table.count / WORD_ROWS + 1;
    struct different all = {0};

    deadlines->judged = arena_alloc(arena, words * sizeof *deadlines->judged);
    deadlines->doubtful = arena_alloc(arena, words * sizeof *deadlines->doubtful);
    deadlines->besides = arena_alloc(arena, words * sizeof *deadlines->besides);
    for (unsigned i = 0; i < deadlines->table.count; i++) {
        struct deadline_rule *row = &deadlines->rules[i];
        uint64_t bit = UINT64_C(1) << i % WORD_ROWS;
        bool works = look_at_steps(row, &all);
        look_at_tests(row, moving);
        if (row->is_audited && row->done.count > 0)
            deadlines->judged[i / WORD_ROWS] |= bit;
        if (works || row->counts_besides)
            deadlines->doubtful[i / WORD_ROWS] |= bit;
        if (row->counts_besides)
            deadlines->besides[i / WORD_ROWS] |= bit;
    }
    deadlines->steps_count = all.count + 1;
    free(all.list);
}
