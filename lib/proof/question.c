/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "proof/question.h"

#include <stdlib.h>

#include "proof/open_needs.h"
#include "proof/tightening.h"

enum { STEPS_ALLOWED = 200000, STEPS_ALLOWED_IN_ALL = 2000000 };

/* The boxes that have a side of one axis. */
struct occurrences {
    bool is_meant; /* the axis matters to the question */
    bool is_waiting;
    unsigned count;
    size_t room;
    unsigned *list;
};

/*
 * A search: `never` are boxes in which nobody may be. A region is narrowed by those of
 * which but one side is left, and cut in two where there is none such.
 */
struct search {
    const struct question *question;
    struct model *model;
    unsigned count;
    size_t room;
    const struct box **never;
    struct occurrences *axes; /* [space.count] */
    unsigned *queue;          /* axes that changed */
    unsigned queued, looked_at;
    unsigned ordering_count;
    unsigned *orderings;
    bool counts_needs;
    bool excludes_all; /* a box without sides */
    size_t depth_room;
    uint64_t **regions; /* by depth */
    unsigned long steps;
    bool gave_up;
};

static uint64_t *set_of(const struct search *it, uint64_t *region, unsigned axis)
{
    return region + it->model->space.axes[axis].at;
}

/* --- What matters to the question --- */

static void mean_axis(struct search *it, unsigned axis);

static void add_never(struct search *it, const struct box *box)
{
    mem_grow(&it->never, &it->room, it->count + 1, sizeof *it->never);
    it->never[it->count] = box;
    it->excludes_all |= box->count == 0;
    for (unsigned i = 0; i < box->count; i++) {
        struct occurrences *axis = &it->axes[box->sides[i].axis];
        mean_axis(it, box->sides[i].axis);
        mem_grow(&axis->list, &axis->room, axis->count + 1, sizeof *axis->list);
        axis->list[axis->count++] = it->count;
    }
    it->count++;
}

/* An axis that matters brings along what defines it. The queue keeps them meanwhile. */
static void mean_axis(struct search *it, unsigned axis)
{
    if (it->axes[axis].is_meant)
        return;
    it->axes[axis].is_meant = true;
    it->queue[it->queued++] = axis;
}

static void mean_all(struct search *it)
{
    const struct model *model = it->model;

    while (it->looked_at < it->queued) {
        const struct meaning *meaning = &model->meanings[it->queue[it->looked_at++]];
        for (unsigned i = 0; i < meaning->never_count; i++)
            add_never(it, &model->never.list[meaning->first_never + i]);
        if (meaning->role == ROLE_ORDERING)
            it->orderings[it->ordering_count++] = meaning->number;
        it->counts_needs |= meaning->column == COL_NEEDS && meaning->role == ROLE_LIST;
    }
}

static bool touches(const struct search *it, const struct boxes *boxes)
{
    for (unsigned i = 0; i < boxes->count; i++)
        for (unsigned j = 0; j < boxes->list[i].count; j++)
            if (it->axes[boxes->list[i].sides[j].axis].is_meant)
                return true;
    return false;
}

/* A check that refuses matters if it speaks of what matters. */
static void add_refusals(struct search *it)
{
    const struct checks *checks = &it->model->concept->checks;
    const struct boxes *rules = it->model->rules[it->model->table_count - 1];
    bool *is_taken = mem_new(checks->table.count + 1), has_taken;

    do {
        has_taken = false;
        for (unsigned i = 0; i < checks->table.count; i++) {
            if (is_taken[i] || checks->rules[i].level != CHECK_REFUSE ||
                !touches(it, &rules[i]))
                continue;
            has_taken = is_taken[i] = true;
            for (unsigned j = 0; j < rules[i].count; j++)
                add_never(it, &rules[i].list[j]);
            mean_all(it);
        }
    } while (has_taken);
    free(is_taken);
}

static void prepare(struct search *it)
{
    const struct question *question = it->question;
    const struct boxes *together = &it->model->together;

    for (unsigned i = 0; i < question->given.count; i++)
        mean_axis(it, question->given.sides[i].axis);
    for (unsigned i = 0; i < question->never_count; i++)
        for (unsigned j = 0; j < question->never[i]->count; j++)
            add_never(it, &question->never[i]->list[j]);
    mean_all(it);
    if (!question->is_refused)
        add_refusals(it);
    for (unsigned i = 0; i < together->count; i++)
        if (it->axes[together->list[i].sides[0].axis].is_meant &&
            it->axes[together->list[i].sides[1].axis].is_meant)
            add_never(it, &together->list[i]);
}

/* --- Narrowing --- */

static void wait(struct search *it, unsigned axis)
{
    if (it->axes[axis].is_waiting)
        return;
    it->axes[axis].is_waiting = true;
    it->queue[it->queued++] = axis;
}

static void wait_for_all(struct search *it)
{
    for (unsigned i = 0; i < it->model->space.count; i++)
        if (it->axes[i].is_meant)
            wait(it, i);
}

static void forget_queue(struct search *it)
{
    while (it->queued > 0)
        it->axes[it->queue[--it->queued]].is_waiting = false;
}

enum left { LEFT_ONE_SIDE, LEFT_MANY, LEFT_ALL_INSIDE, LEFT_OUTSIDE };

/* How the region lies to a box: with how many sides it may still get out of it. */
static enum left look(const struct search *it, const uint64_t *region,
                      const struct box *box, unsigned *open, unsigned *side)
{
    *open = 0;
    for (unsigned i = 0; i < box->count; i++) {
        const struct axis *axis = &it->model->space.axes[box->sides[i].axis];
        const uint64_t *set = region + axis->at;
        if (!set_meets(set, box->sides[i].set, axis->words))
            return LEFT_OUTSIDE;
        if (set_is_within(set, box->sides[i].set, axis->words))
            continue;
        ++*open;
        *side = i;
    }
    return *open == 0 ? LEFT_ALL_INSIDE : *open == 1 ? LEFT_ONE_SIDE : LEFT_MANY;
}

static void leave(struct search *it, uint64_t *region, const struct side *side)
{
    uint64_t *set = set_of(it, region, side->axis);

    for (unsigned i = 0; i < it->model->space.axes[side->axis].words; i++)
        set[i] &= ~side->set[i];
    wait(it, side->axis);
}

/* Leaves boxes by their last open side, as long as there are such. False: nobody. */
static bool leave_boxes(struct search *it, uint64_t *region)
{
    while (it->queued > 0) {
        unsigned axis = it->queue[--it->queued];
        const struct occurrences *of = &it->axes[axis];
        it->axes[axis].is_waiting = false;
        for (unsigned i = 0; i < of->count; i++) {
            const struct box *box = it->never[of->list[i]];
            unsigned open, side;
            enum left left = look(it, region, box, &open, &side);
            if (left == LEFT_ALL_INSIDE)
                return false;
            if (left == LEFT_ONE_SIDE)
                leave(it, region, &box->sides[side]);
        }
    }
    return true;
}

/* The same, and what comparisons and counts leave. False: nobody. */
static bool narrow(struct search *it, uint64_t *region)
{
    unsigned needs = it->model->axis_of[COL_NEEDS];

    for (;;) {
        enum tightened tightened;
        if (!leave_boxes(it, region))
            return false;
        tightened = tighten(it->model, it->orderings, it->ordering_count, region);
        it->gave_up |= tightened == TIGHTENED_GAVE_UP;
        if (tightened == TIGHTENED_NOBODY || tightened == TIGHTENED_GAVE_UP)
            return false;
        if (tightened == TIGHTENED_NOTHING)
            break;
        for (unsigned i = 0; i < it->ordering_count; i++) {
            const struct ordering *ordering = &it->model->orderings[it->orderings[i]];
            wait(it, ordering->axis);
            wait(it, ordering->x);
            wait(it, ordering->y);
        }
    }
    return !it->counts_needs || set_has(set_of(it, region, needs), POINT_UNKNOWN) ||
           open_needs_find(it->model, region, NULL);
}

/* --- Cutting in two --- */

/* The side by which a region is cut: of the box that is nearest to be left or met. */
static bool choose_side(const struct search *it, const uint64_t *region,
                        struct side *chosen)
{
    unsigned fewest = UINT_MAX;

    for (unsigned i = 0; i < it->count && fewest > 2; i++) {
        unsigned open, side;
        if (look(it, region, it->never[i], &open, &side) != LEFT_MANY || open >= fewest)
            continue;
        fewest = open;
        *chosen = it->never[i]->sides[side];
    }
    return fewest < UINT_MAX;
}

static uint64_t *region_at(struct search *it, size_t depth)
{
    size_t room = it->depth_room;

    mem_grow(&it->regions, &it->depth_room, depth + 1, sizeof *it->regions);
    for (; room < it->depth_room; room++)
        it->regions[room] = NULL;
    if (it->regions[depth] == NULL)
        it->regions[depth] = mem_array(it->model->space.words + 1, sizeof(uint64_t));
    return it->regions[depth];
}

/* Whether somebody is in the region at a depth; then it stands at *found. */
static bool solve(struct search *it, size_t depth, const uint64_t **found)
{
    size_t size = it->model->space.words * sizeof(uint64_t);
    uint64_t *region = region_at(it, depth), *half;
    struct side side;
    uint64_t *set;

    if (++it->steps > STEPS_ALLOWED || ++it->model->steps > STEPS_ALLOWED_IN_ALL)
        it->gave_up = true;
    if (it->gave_up || !narrow(it, region)) {
        forget_queue(it);
        return false;
    }
    /* Whatever is still open, a comparison too, may turn out in each of its ways. */
    if (!choose_side(it, region, &side)) {
        *found = region;
        return true;
    }
    half = memcpy(region_at(it, depth + 1), region, size);
    leave(it, half, &side);
    if (solve(it, depth + 1, found))
        return true;
    half = memcpy(region_at(it, depth + 1), region, size);
    set = set_of(it, half, side.axis);
    for (unsigned i = 0; i < it->model->space.axes[side.axis].words; i++)
        set[i] &= side.set[i];
    wait(it, side.axis);
    return solve(it, depth + 1, found);
}

/* Where the search begins. False: the box is empty. */
static bool begin(struct search *it)
{
    const struct model *model = it->model;
    const struct box *given = &it->question->given;
    uint64_t *region = region_at(it, 0);

    memcpy(region, model->everybody, model->space.words * sizeof *region);
    for (unsigned i = 0;
         i < model->concept->columns.count && it->question->view == VIEW_RULES; i++) {
        const struct axis *axis = &model->space.axes[model->axis_of[i]];
        for (unsigned point = POINT_KNOWN;
             model->concept->columns.column[i].is_held && point < axis->points; point++)
            if (cells_first(&model->cells[i], point - 1) > model->day.as_of)
                set_drop(region + axis->at, point);
    }
    for (unsigned i = 0; i < given->count; i++) {
        const struct axis *axis = &model->space.axes[given->sides[i].axis];
        for (unsigned j = 0; j < axis->words; j++)
            region[axis->at + j] &= given->sides[i].set[j];
        if (set_is_empty(region + axis->at, axis->words))
            return false;
    }
    return true;
}

static void end(struct search *it)
{
    for (unsigned i = 0; i < it->model->space.count; i++)
        free(it->axes[i].list);
    for (size_t i = 0; i < it->depth_room; i++)
        free(it->regions[i]);
    free(it->regions);
    free(it->never);
    free(it->axes);
    free(it->queue);
    free(it->orderings);
}

enum answer question_ask(const struct question *question, uint64_t *found)
{
    struct model *model = question->model;
    struct search it = {.question = question, .model = model};
    const uint64_t *region = NULL;
    enum answer answer = ANSWER_NOBODY;

    it.axes = mem_array(model->space.count + 1, sizeof *it.axes);
    it.queue = mem_array(model->space.count + 1, sizeof *it.queue);
    it.orderings = mem_array(model->ordering_count + 1, sizeof *it.orderings);
    prepare(&it);
    it.queued = 0;
    if (!it.excludes_all && begin(&it)) {
        wait_for_all(&it);
        if (solve(&it, 0, &region))
            answer = ANSWER_SOMEBODY;
        else if (it.gave_up)
            answer = ANSWER_UNDECIDED;
    }
    if (answer == ANSWER_SOMEBODY && found != NULL)
        memcpy(found, region, model->space.words * sizeof *found);
    end(&it);
    return answer;
}

enum answer question_ask_any(const struct question *question, const struct boxes *boxes,
                             uint64_t *found)
{
    enum answer answer = ANSWER_NOBODY;

    for (unsigned i = 0; i < boxes->count && answer != ANSWER_SOMEBODY; i++) {
        struct question narrower = *question;
        enum answer one;
        if (!box_meet(&narrower.given, &question->model->space, &boxes->list[i],
                      &question->model->arena))
            continue;
        one = question_ask(&narrower, found);
        answer = one != ANSWER_NOBODY ? one : answer;
    }
    return answer;
}
