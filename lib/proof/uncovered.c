/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "proof/uncovered.h"

#include <stdlib.h>

void uncovered_free(struct uncovered *it)
{
    free(it->axes);
    boxes_free(&it->found);
}

static void add_axis(struct uncovered *it, unsigned axis)
{
    for (unsigned i = 0; i < it->axis_count; i++)
        if (it->axes[i] == axis)
            return;
    it->axes[it->axis_count++] = axis;
}

static void find_axes(struct uncovered *it)
{
    it->axes = mem_array(it->model->space.count + 1, sizeof *it->axes);
    for (unsigned i = 0; i < it->cover_count; i++)
        for (unsigned j = 0; j < it->covers[i]->count; j++)
            for (unsigned k = 0; k < it->covers[i]->list[j].count; k++)
                add_axis(it, it->covers[i]->list[j].sides[k].axis);
}

/* Whether nobody in the box is covered by a row. */
static bool is_free(const struct uncovered *it, const struct box *box)
{
    struct question question = {.model = it->model,
                                .view = it->view,
                                .never_count = it->aside != NULL,
                                .never = &it->aside};

    for (unsigned i = 0; i < it->cover_count; i++)
        for (unsigned j = 0; j < it->covers[i]->count; j++) {
            question.given = *box;
            if (box_meet(&question.given, &it->model->space, &it->covers[i]->list[j],
                         &it->model->arena) &&
                question_ask(&question, NULL) != ANSWER_NOBODY)
                return false;
        }
    return true;
}

/* Whether two points are told apart by nobody: values that are the same code. */
static bool is_same_value(const struct model *model, unsigned axis, unsigned a,
                          unsigned b)
{
    const struct hit *hits;

    if (model->meanings[axis].role != ROLE_DERIVED)
        return a == b;
    hits = model->derived[model->meanings[axis].number].hits;
    return hits[a].code == hits[b].code;
}

/* Adds a point to a set, and those that are the same value. */
static void add_value(const struct model *model, unsigned axis, unsigned point,
                      uint64_t *set)
{
    for (unsigned i = 0; i < model->space.axes[axis].points; i++)
        if (is_same_value(model, axis, i, point))
            set_add(set, i);
}

/* The box with another side; set NULL: without one on that axis. */
static struct box with_side(struct model *model, const struct box *box, unsigned axis,
                            uint64_t *set)
{
    struct box other = {
        0, arena_alloc(&model->arena, (box->count + 1) * sizeof *other.sides)};

    for (unsigned i = 0; i < box->count; i++)
        if (box->sides[i].axis != axis)
            other.sides[other.count++] = box->sides[i];
        else if (set != NULL)
            other.sides[other.count++] = (struct side){axis, set};
    return other;
}

/* Widens one side as far as nobody is covered. */
static void widen(const struct uncovered *it, struct box *box, unsigned axis)
{
    struct model *model = it->model;
    struct box wider = with_side(model, box, axis, NULL);
    const struct axis *about = &model->space.axes[axis];

    if (wider.count == box->count)
        return;
    if (is_free(it, &wider)) {
        *box = wider;
        return;
    }
    for (unsigned point = 0; point < about->points; point++) {
        const uint64_t *set = box_set(box, axis);
        uint64_t *more = space_set(&model->space, axis, &model->arena);
        if (set_has(set, point))
            continue;
        memcpy(more, set, about->words * sizeof *more);
        add_value(model, axis, point, more);
        wider = with_side(model, box, axis, more);
        if (is_free(it, &wider))
            *box = wider;
    }
}

/* The box of a person, over the axes that matter. */
static struct box box_around(struct uncovered *it, const uint64_t *person)
{
    struct model *model = it->model;
    struct box box = {0};

    for (unsigned i = 0; i < it->axis_count; i++) {
        const struct axis *axis = &model->space.axes[it->axes[i]];
        uint64_t *set = space_set(&model->space, it->axes[i], &model->arena);
        for (unsigned point = 0; point < axis->points; point++)
            if (set_has(person + axis->at, point))
                add_value(model, it->axes[i], point, set);
        box_narrow(&box, &model->space, it->axes[i], set, &model->arena);
    }
    return box;
}

/* Who is covered by no row, and in no box that was found. */
static struct question question_of(struct uncovered *it, const struct boxes **never)
{
    struct question question = {.model = it->model, .view = it->view, .never = never};

    for (unsigned i = 0; i < it->cover_count; i++)
        never[question.never_count++] = it->covers[i];
    if (it->aside != NULL)
        never[question.never_count++] = it->aside;
    return question;
}

/* Leaves out of a side what is in the box only because it doesn't matter. */
static void trim(struct uncovered *it, struct box *box, unsigned axis)
{
    struct model *model = it->model;
    const struct axis *about = &model->space.axes[axis];
    const struct boxes **never = mem_array(it->cover_count + 1, sizeof *never);
    struct question question = question_of(it, never);
    const uint64_t *set = box_set(box, axis);
    uint64_t *kept = space_set(&model->space, axis, &model->arena);

    for (unsigned point = 0; set != NULL && point < about->points; point++) {
        uint64_t *one = space_set(&model->space, axis, &model->arena);
        if (!set_has(set, point) || set_has(kept, point))
            continue;
        add_value(model, axis, point, one);
        question.given = with_side(model, box, axis, one);
        if (question_ask(&question, NULL) != ANSWER_NOBODY)
            add_value(model, axis, point, kept);
    }
    if (set != NULL)
        *box = with_side(model, box, axis, kept);
    free(never);
}

enum answer uncovered_next(struct uncovered *it, struct box *box, uint64_t *person)
{
    const struct boxes **never;
    struct question question;
    enum answer answer;

    if (it->axes == NULL)
        find_axes(it);
    never = mem_array(it->cover_count + 2, sizeof *never);
    question = question_of(it, never);
    never[question.never_count++] = &it->found;
    answer = question_ask(&question, person);
    free(never);
    if (answer != ANSWER_SOMEBODY)
        return answer;
    *box = box_around(it, person);
    for (unsigned i = it->axis_count; i-- > 0;)
        widen(it, box, it->axes[i]);
    boxes_add(&it->found, box);
    for (unsigned i = 0; i < it->axis_count; i++)
        trim(it, box, it->axes[i]);
    return answer;
}
