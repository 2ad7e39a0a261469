/* SPDX-License-Identifier: GPL-3.0-or-later */
/* model_boxes: where tests hold, as boxes of a model. */
#include "proof/gathering.h"
#include "proof/model.h"

#include "rules/interval.h"
#include "value/date.h"

enum { BOXES_MOST = 1024 }; /* of one rule */

/* The tests of one column while they become boxes, one of which has to hold. */
struct turning {
    struct model *model;
    const struct condition *condition;
    enum view view;
    unsigned axis;
    uint64_t *known;   /* the points of a known value, as the view has it */
    uint64_t *unknown; /* the others */
    struct boxes *out;
};

static uint64_t *new_set(const struct turning *it, unsigned axis)
{
    return space_set(&it->model->space, axis, &it->model->arena);
}

static void add(const struct turning *it, unsigned axis, const uint64_t *set)
{
    struct box box = {0};

    if (box_narrow(&box, &it->model->space, axis, set, &it->model->arena))
        boxes_add(it->out, &box);
}

static unsigned words_of(const struct turning *it)
{
    return it->model->space.axes[it->axis].words;
}

/* Adds one set to another of the column's axis. */
static void unite(const struct turning *it, uint64_t *set, const uint64_t *other)
{
    for (unsigned i = 0; i < words_of(it); i++)
        set[i] |= other[i];
}

/* Whether a code passes; -1: the value is unknown. */
static bool passes_code(const struct condition *condition, int code)
{
    if (code < 0)
        return condition->if_unknown;
    return condition->if_known || (condition->mask >> code & 1) != 0;
}

static void turn_codes(const struct turning *it)
{
    unsigned points = it->model->space.axes[it->axis].points;
    unsigned codes =
        it->model->concept->columns.column[it->condition->column].codes.count;
    uint64_t *set = new_set(it, it->axis);

    for (unsigned point = 0; point < points; point++) {
        int code = (int)point - 1;
        if (passes_code(it->condition, code == (int)codes ? CODE_OTHER : code))
            set_add(set, point);
    }
    add(it, it->axis, set);
}

/* On the column of a decision table, or on its NAME_status. */
static void turn_derived(const struct turning *it)
{
    unsigned number = it->model->meanings[it->axis].number;
    const struct derived *derived = &it->model->concept->derived[number];
    const struct derived_axis *about = &it->model->derived[number];
    bool on_status = it->condition->column == derived->status_column;
    uint64_t *set = new_set(it, it->axis);

    for (unsigned point = 0; point < about->count; point++) {
        const struct hit *hit = &about->hits[point];
        if (passes_code(it->condition, on_status ? (int)hit->status : hit->code))
            set_add(set, point);
    }
    add(it, it->axis, set);
}

/* One test of has(CODE) or lacks(CODE), and `null`. */
static void add_member(const struct turning *it, unsigned code, enum member_point point,
                       bool if_unknown)
{
    unsigned axis = it->model->members[it->condition->column][code];
    uint64_t *set = new_set(it, axis);

    set_add(set, point);
    if (if_unknown)
        set_add(set, MEMBER_UNKNOWN);
    add(it, axis, set);
}

static void turn_list(const struct turning *it)
{
    const struct condition *condition = it->condition;
    bool has_codes = (condition->mask | condition->lacks) != 0;
    uint64_t *set = new_set(it, it->axis);

    if (condition->if_unknown && !has_codes)
        set_add(set, POINT_UNKNOWN);
    if (condition->if_known)
        set_add(set, POINT_KNOWN);
    add(it, it->axis, set);
    for (unsigned code = 0; code < COLUMN_CODES; code++) {
        if ((condition->mask >> code & 1) != 0)
            add_member(it, code, MEMBER_HAS, condition->if_unknown);
        if ((condition->lacks >> code & 1) != 0)
            add_member(it, code, MEMBER_LACKS, condition->if_unknown);
    }
}

/* The points of the values from low to high, as far as the view knows them. */
static uint64_t *range_set(const struct turning *it, int32_t low, int32_t high)
{
    const struct cells *cells = model_cells(it->model, it->axis);
    uint64_t *set = new_set(it, it->axis);

    if (it->condition->column == COL_AGE) {
        int32_t born = low > 0 ? gathering_born_after(it->model, low) : cells->most + 1;
        low =
            high < INT16_MAX ? gathering_born_after(it->model, high + 1) : cells->least;
        high = born - 1;
    }
    low = low < cells->least ? cells->least : low;
    high = high > cells->most ? cells->most : high;
    if (low > high)
        return set;
    for (unsigned i = cells_find(cells, low); i <= cells_find(cells, high); i++)
        if (set_has(it->known, i + 1))
            set_add(set, i + 1);
    return set;
}

static void turn_ranges(const struct turning *it)
{
    const struct condition *condition = it->condition;
    uint64_t *set = new_set(it, it->axis), *rest = new_set(it, it->axis);

    unite(it, rest, it->known);
    for (unsigned i = 0; i < condition->excluded_count; i++) {
        const struct range *range = &condition->ranges[condition->range_count + i];
        const uint64_t *excluded = range_set(it, range->low, range->high);
        for (unsigned j = 0; j < words_of(it); j++)
            rest[j] &= ~excluded[j];
    }
    for (unsigned i = 0; i < condition->range_count; i++)
        unite(it, set,
              range_set(it, condition->ranges[i].low, condition->ranges[i].high));
    if (condition->excluded_count > 0)
        unite(it, set, rest);
    if (condition->if_known)
        unite(it, set, it->known);
    if (condition->if_unknown)
        unite(it, set, it->unknown);
    add(it, it->axis, set);
}

/* --- Ranges with ends that move or are columns --- */

/* Narrows to those of whom a comparison says one of two things. */
static bool narrow_ordering(const struct turning *it, struct box *box,
                            const struct bound *bound, bool is_low,
                            enum ordering_point a, enum ordering_point b)
{
    const struct ordering *ordering =
        gathering_ordering(it->model, it->condition->column, bound, is_low, it->view);
    uint64_t *set = new_set(it, ordering->axis);

    set_add(set, a);
    set_add(set, b);
    return box_narrow(box, &it->model->space, ordering->axis, set, &it->model->arena);
}

/* Who is between the ends. False: nobody. */
static bool box_of_reach(const struct turning *it, const struct reach *reach,
                         struct box *box)
{
    int32_t low = INTERVAL_LEAST, high = INTERVAL_MOST;
    const uint64_t *set;

    if (reach->low.kind == BOUND_COLUMN)
        narrow_ordering(it, box, &reach->low, true, ORDERING_FROM, ORDERING_FROM);
    else
        low = gathering_bound(it->model, &reach->low);
    if (reach->high.kind != BOUND_COLUMN)
        high = gathering_bound(it->model, &reach->high);
    else if (!narrow_ordering(it, box, &reach->high, false, ORDERING_BEFORE,
                              ORDERING_BEFORE))
        return false; /* from and before the same day */
    set = range_set(it, low, high);
    /* Whom a comparison speaks of has a value. */
    return (box->count > 0 && set_is_within(it->known, set, words_of(it))) ||
           box_narrow(box, &it->model->space, it->axis, set, &it->model->arena);
}

/*
 * Narrows to who is below (or above) the ends, of those whose value is known; both ends
 * must be, too.
 */
static bool box_outside(const struct turning *it, const struct reach *reach,
                        bool is_below, struct box *box)
{
    const struct bound *end = is_below ? &reach->low : &reach->high;
    const struct bound *other = is_below ? &reach->high : &reach->low;
    enum ordering_point outside = is_below ? ORDERING_BEFORE : ORDERING_FROM;
    int32_t number;

    if (other->kind == BOUND_COLUMN)
        narrow_ordering(it, box, other, !is_below, ORDERING_FROM, ORDERING_BEFORE);
    if (end->kind == BOUND_COLUMN)
        return narrow_ordering(it, box, end, is_below, outside, outside);
    number = gathering_bound(it->model, end);
    return box_narrow(box, &it->model->space, it->axis,
                      is_below ? range_set(it, INTERVAL_LEAST, number - 1)
                               : range_set(it, number + 1, INTERVAL_MOST),
                      &it->model->arena);
}

/* Who is in none of the excluded ranges: a product of who is outside of each. */
static void add_excluded(const struct turning *it)
{
    const struct condition *condition = it->condition;
    const struct space *space = &it->model->space;
    struct boxes all = {0};
    struct box known = {0};

    if (box_narrow(&known, space, it->axis, it->known, &it->model->arena))
        boxes_add(&all, &known);
    for (unsigned i = 0; i < condition->excluded_count; i++) {
        const struct reach *reach = &condition->reaches[condition->range_count + i];
        struct boxes next = {0};
        for (unsigned j = 0; j < 2 * all.count; j++) {
            struct box box = all.list[j / 2];
            if (box_outside(it, reach, j % 2 == 0, &box))
                boxes_add(&next, &box);
        }
        boxes_free(&all);
        all = next;
    }
    for (unsigned i = 0; i < all.count; i++)
        boxes_add(it->out, &all.list[i]);
    boxes_free(&all);
}

/*
 * `null` beside one comparison is one more point of it; ranges of the column alone are
 * one set, and so one box.
 */
static void turn_reaches(const struct turning *it)
{
    const struct condition *condition = it->condition;
    unsigned first = it->out->count;
    uint64_t *set = new_set(it, it->axis);

    for (unsigned i = 0; i < condition->range_count; i++) {
        const struct reach *reach = &condition->reaches[i];
        struct box box = {0};
        if (!box_of_reach(it, reach, &box))
            continue;
        if (box.count == 1 && box.sides[0].axis == it->axis)
            unite(it, set, box.sides[0].set);
        else
            boxes_add(it->out, &box);
    }
    if (condition->excluded_count > 0)
        add_excluded(it);
    if (condition->if_known)
        unite(it, set, it->known);
    if (condition->if_unknown && set_is_empty(set, words_of(it)) &&
        it->out->count == first + 1 && it->out->list[first].count == 1 &&
        it->out->list[first].sides[0].axis != it->axis) {
        set_add(it->out->list[first].sides[0].set, ORDERING_X_UNKNOWN);
        return;
    }
    if (condition->if_unknown)
        unite(it, set, it->unknown);
    add(it, it->axis, set);
}

static void turn(struct model *model, const struct condition *condition, enum view view,
                 struct boxes *out)
{
    struct turning it = {.model = model,
                         .condition = condition,
                         .view = view,
                         .axis = model->axis_of[condition->column],
                         .out = out};
    const struct meaning *meaning = &model->meanings[it.axis];

    if (meaning->role == ROLE_DERIVED) {
        turn_derived(&it);
    } else if (meaning->role == ROLE_LIST) {
        turn_list(&it);
    } else if (meaning->role == ROLE_CODES) {
        turn_codes(&it);
    } else {
        struct box known = {0};
        model_known(model, condition->column, view, &known);
        it.known = known.sides[0].set;
        it.unknown = new_set(&it, it.axis);
        for (unsigned i = 0; i < model->space.axes[it.axis].points; i++)
            if (!set_has(it.known, i))
                set_add(it.unknown, i);
        if (condition->form == CONDITION_REACHES)
            turn_reaches(&it);
        else
            turn_ranges(&it);
    }
}

void model_boxes(struct model *model, const struct condition *conditions,
                 unsigned count, enum view view, struct boxes *boxes)
{
    static const struct box everybody = {0, NULL};
    struct boxes all = {0};

    boxes_add(&all, &everybody);
    for (unsigned i = 0; i < count && all.count <= BOXES_MOST; i++) {
        struct boxes ways = {0}, next = {0};
        turn(model, &conditions[i], view, &ways);
        for (unsigned j = 0; j < all.count * ways.count; j++) {
            struct box box = all.list[j / ways.count];
            if (box_meet(&box, &model->space, &ways.list[j % ways.count],
                         &model->arena))
                boxes_add(&next, &box);
        }
        boxes_free(&all);
        boxes_free(&ways);
        all = next;
    }
    for (unsigned i = 0; i < all.count && all.count <= BOXES_MOST; i++)
        boxes_add(boxes, &all.list[i]);
    model->is_too_large |= all.count > BOXES_MOST;
    boxes_free(&all);
}
