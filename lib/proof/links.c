/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "proof/links.h"

#include "proof/model.h"
#include "proof/tightening.h"

static uint64_t *new_set(struct model *model, unsigned axis)
{
    return space_set(&model->space, axis, &model->arena);
}

/* All points of the axis that aren't in a set. */
static uint64_t *others(struct model *model, unsigned axis, const uint64_t *set)
{
    uint64_t *rest = new_set(model, axis);

    for (unsigned i = 0; i < model->space.axes[axis].points; i++)
        if (!set_has(set, i))
            set_add(rest, i);
    return rest;
}

static uint64_t *one_point(struct model *model, unsigned axis, unsigned point)
{
    uint64_t *set = new_set(model, axis);

    set_add(set, point);
    return set;
}

static bool narrow(struct model *model, struct box *box, unsigned axis,
                   const uint64_t *set)
{
    return box_narrow(box, &model->space, axis, set, &model->arena);
}

/* Nobody is at once in these two sets. */
static void exclude(struct model *model, unsigned a, const uint64_t *in_a, unsigned b,
                    const uint64_t *in_b)
{
    struct box box = {0};

    if (narrow(model, &box, a, in_a) && narrow(model, &box, b, in_b))
        boxes_add(&model->never, &box);
}

/* An axis of known values is unknown if and only if the list is. */
static void tie_to_list(struct model *model, unsigned axis, unsigned list,
                        bool both_ways)
{
    struct meaning *meaning = &model->meanings[axis];
    const uint64_t *unknown = one_point(model, axis, POINT_UNKNOWN);

    meaning->first_never = model->never.count;
    if (both_ways)
        exclude(model, axis, unknown, list, one_point(model, list, POINT_KNOWN));
    exclude(model, axis, others(model, axis, unknown), list,
            one_point(model, list, POINT_UNKNOWN));
    meaning->never_count = model->never.count - meaning->first_never;
}

static bool is_output(const struct decision *strategies, struct span code)
{
    for (unsigned i = 0; i < strategies->compiled; i++)
        if (span_equal(strategies->rules[i].output, code))
            return true;
    return false;
}

/* People choose strategies of the table, and a list that is known has one at least. */
static void limit_strategies(struct model *model)
{
    const struct decision *table = &model->concept->strategies.table;
    const struct code_set *codes =
        &model->concept->columns.column[COL_STRATEGIES].codes;
    unsigned list = model->axis_of[COL_STRATEGIES], tested = 0;
    struct meaning *meaning = &model->meanings[list];
    struct box none = {0};

    meaning->first_never = model->never.count;
    narrow(model, &none, list, one_point(model, list, POINT_KNOWN));
    for (unsigned code = 0; code < codes->count; code++) {
        unsigned axis = model->members[COL_STRATEGIES][code];
        bool may_be = !table->exists || is_output(table, codes->names[code]);
        if (axis == AXIS_NONE)
            continue;
        if (!may_be)
            set_drop(model->everybody + model->space.axes[axis].at, MEMBER_HAS);
        tested += may_be;
        narrow(model, &none, axis, one_point(model, axis, MEMBER_LACKS));
    }
    if (table->exists && tested == table->outputs.count)
        boxes_add(&model->never, &none);
    meaning->never_count = model->never.count - meaning->first_never;
}

static void tie_lists(struct model *model)
{
    const struct concept *concept = model->concept;
    unsigned needs = model->axis_of[COL_NEEDS];

    for (unsigned i = 0; i < concept->columns.count; i++)
        for (unsigned code = 0;
             concept->columns.column[i].kind == KIND_LIST && code < COLUMN_CODES;
             code++)
            if (model->members[i][code] != AXIS_NONE)
                tie_to_list(model, model->members[i][code], model->axis_of[i], true);
    tie_to_list(model, model->axis_of[COL_NEEDS_OPEN], needs, true);
    tie_to_list(model, model->axis_of[COL_AREAS_OPEN], needs, true);
    tie_to_list(model, model->axis_of[COL_SCORE_TOTAL], needs, true);
    tie_to_list(model, model->axis_of[COL_FOCUS], needs, false);
    for (unsigned i = 0; i < concept->needs.area_count; i++) {
        int column = concept->needs.areas[i].score_column;
        tie_to_list(model, model->axis_of[column], needs, true);
        tie_to_list(model, model->axis_of[column + 1], needs, true);
    }
    limit_strategies(model);
}

/* --- Comparisons --- */

/* The values from which steps lead somewhere, of those that are known. */
static const uint64_t *leading_set(struct model *model, const struct ordering *it)
{
    const struct cells *cells = model_cells(model, it->y);
    struct box known = {0};
    uint64_t *set;

    model_known(model, it->column_y, it->is_seen_y ? VIEW_RULES : VIEW_CHECKS, &known);
    set = known.sides[0].set;
    for (unsigned i = POINT_KNOWN; i < model->space.axes[it->y].points; i++)
        if (it->is_exact && (cells_last(cells, i - 1) < it->first_y ||
                             cells_first(cells, i - 1) > it->last_y))
            set_drop(set, i);
    return set;
}

static void tie_ordering(struct model *model, const struct ordering *it)
{
    struct meaning *meaning = &model->meanings[it->axis];
    const uint64_t *x_unknown = one_point(model, it->axis, ORDERING_X_UNKNOWN);
    const uint64_t *y_unknown = one_point(model, it->axis, ORDERING_Y_UNKNOWN);
    const uint64_t *leading = leading_set(model, it), *known_x;
    uint64_t *compared = new_set(model, it->axis);
    struct box known = {0};

    meaning->first_never = model->never.count;
    model_known(model, it->column_x, it->is_seen_x ? VIEW_RULES : VIEW_CHECKS, &known);
    known_x = known.sides[0].set;
    set_add(compared, ORDERING_FROM);
    set_add(compared, ORDERING_BEFORE);
    exclude(model, it->axis, x_unknown, it->x, known_x);
    exclude(model, it->axis, others(model, it->axis, x_unknown), it->x,
            others(model, it->x, known_x));
    exclude(model, it->axis, y_unknown, it->y, leading);
    exclude(model, it->axis, compared, it->y, others(model, it->y, leading));
    meaning->never_count = model->never.count - meaning->first_never;
}

/*
 * Two comparisons of the same columns that can't turn out so together. It follows from
 * the values as well; told beforehand, no search runs into it.
 */
static void tie_two(struct model *model, const struct ordering *a,
                    const struct ordering *b, uint64_t *region)
{
    for (unsigned i = ORDERING_FROM; i <= ORDERING_BEFORE; i++)
        for (unsigned j = ORDERING_FROM; j <= ORDERING_BEFORE; j++) {
            const unsigned orderings[] = {(unsigned)(a - model->orderings),
                                          (unsigned)(b - model->orderings)};
            uint64_t *of_a = one_point(model, a->axis, i);
            uint64_t *of_b = one_point(model, b->axis, j);
            struct box box = {0};
            memcpy(region, model->everybody, model->space.words * sizeof *region);
            region[model->space.axes[a->axis].at] = *of_a;
            region[model->space.axes[b->axis].at] = *of_b;
            if (tighten(model, orderings, 2, region) != TIGHTENED_NOBODY)
                continue;
            narrow(model, &box, a->axis, of_a);
            narrow(model, &box, b->axis, of_b);
            boxes_add(&model->together, &box);
        }
}

static void tie_orderings(struct model *model)
{
    uint64_t *region =
        arena_alloc(&model->arena, (model->space.words + 1) * sizeof *region);

    for (unsigned i = 0; i < model->ordering_count; i++) {
        const struct ordering *a = &model->orderings[i];
        tie_ordering(model, a);
        for (unsigned j = 0; j < i && a->is_exact; j++) {
            const struct ordering *b = &model->orderings[j];
            if (b->is_exact &&
                ((a->x == b->x && a->y == b->y) || (a->x == b->y && a->y == b->x)))
                tie_two(model, a, b, region);
        }
    }
}

/* --- Decision tables --- */

/* The hits of one row by one of its boxes, or of all rows behind it and of none. */
static uint64_t *hits_set(struct model *model, unsigned number, unsigned rule,
                          unsigned box, bool behind)
{
    const struct derived_axis *about = &model->derived[number];
    uint64_t *set = new_set(model, about->axis);

    for (unsigned i = 0; i < about->count; i++) {
        const struct hit *hit = &about->hits[i];
        bool is_it = behind ? hit->rule != HIT_ANY && hit->rule > rule
                            : hit->rule == rule && hit->box == box;
        if (is_it)
            set_add(set, i);
    }
    return set;
}

static void tie_rule(struct model *model, unsigned number, unsigned rule)
{
    const struct boxes *boxes = &model->rules[number][rule];
    unsigned axis = model->derived[number].axis;

    for (unsigned i = 0; i < boxes->count; i++) {
        const struct box *box = &boxes->list[i];
        const uint64_t *hit = hits_set(model, number, rule, i, false);
        struct box passed_by = {0};
        for (unsigned j = 0; j < box->count; j++) {
            const struct side *side = &box->sides[j];
            exclude(model, axis, hit, side->axis, others(model, side->axis, side->set));
        }
        if (narrow(model, &passed_by, axis, hits_set(model, number, rule, i, true)) &&
            box_meet(&passed_by, &model->space, box, &model->arena))
            boxes_add(&model->never, &passed_by);
    }
}

void links_add(struct model *model)
{
    tie_lists(model);
    tie_orderings(model);
    for (unsigned i = 0; i < model->concept->derived_count; i++) {
        struct meaning *meaning = &model->meanings[model->derived[i].axis];
        meaning->first_never = model->never.count;
        for (unsigned j = 0; j < model->concept->derived[i].table.count; j++)
            tie_rule(model, i, j);
        meaning->never_count = model->never.count - meaning->first_never;
    }
}
