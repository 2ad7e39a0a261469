/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "proof/tightening.h"

#include "proof/model.h"

enum { ROUNDS_MOST = 400000 };

/* The values that are left to an axis; low > high: none is known. */
struct span_left {
    int32_t low, high;
};

/*
 * The ends of an axis are kept beside the region while comparisons pull at them: they
 * may lie within a cell.
 */
struct ends {
    unsigned axis;
    struct span_left left;
};

/* A comparison, and where the ends of its columns stand. */
struct pulled {
    const struct ordering *ordering;
    unsigned x, y;
};

struct tightening {
    const struct model *model;
    uint64_t *region;
    unsigned count, axes;
    struct pulled pulled[TIGHTENED_MOST];
    struct ends ends[2 * TIGHTENED_MOST];
    unsigned long rounds;
    bool has_changed, is_empty;
};

static uint64_t *set_of(const struct tightening *it, unsigned axis)
{
    return it->region + it->model->space.axes[axis].at;
}

static struct span_left left_of(const struct tightening *it, unsigned axis)
{
    const struct axis *about = &it->model->space.axes[axis];
    const struct cells *cells = model_cells(it->model, axis);
    const uint64_t *set = set_of(it, axis);
    struct span_left left = {1, 0};
    unsigned first = set_next(set, about, POINT_KNOWN), last = about->points;

    if (first == about->points)
        return left;
    while (!set_has(set, last - 1))
        last--;
    left.low = cells_first(cells, first - 1);
    left.high = cells_last(cells, last - 2);
    return left;
}

/* The least value that is left and not below `value`; false: there is none. */
static bool raise_to(struct tightening *it, struct ends *ends, int32_t value)
{
    const struct axis *about = &it->model->space.axes[ends->axis];
    const struct cells *cells = model_cells(it->model, ends->axis);
    unsigned point;

    if (value <= ends->left.low)
        return true;
    if (value > ends->left.high)
        return false;
    it->has_changed = true;
    /* The cell of the high end is one, at the latest. */
    point = set_next(set_of(it, ends->axis), about, cells_find(cells, value) + 1);
    ends->left.low = cells_first(cells, point - 1);
    if (ends->left.low < value)
        ends->left.low = value;
    return true;
}

static bool lower_to(struct tightening *it, struct ends *ends, int32_t value)
{
    const struct cells *cells = model_cells(it->model, ends->axis);
    const uint64_t *set = set_of(it, ends->axis);
    unsigned point;

    if (value >= ends->left.high)
        return true;
    if (value < ends->left.low)
        return false;
    it->has_changed = true;
    point = cells_find(cells, value) + 1;
    while (!set_has(set, point)) /* ends with the cell of the low end */
        point--;
    ends->left.high = cells_last(cells, point - 1);
    if (ends->left.high > value)
        ends->left.high = value;
    return true;
}

/* x >= f(y) + shift, or x < f(y) + shift. False: nobody is left. */
static bool pull(struct tightening *it, const struct ordering *ordering, bool is_from,
                 struct ends *x, struct ends *y)
{
    int32_t shift = ordering->shift;

    if (x->left.low > x->left.high || y->left.low > y->left.high ||
        !raise_to(it, y, ordering->first_y) || !lower_to(it, y, ordering->last_y))
        return false;
    if (is_from)
        return raise_to(it, x, ordering_reach(ordering, y->left.low) + shift) &&
               lower_to(it, y, ordering_latest(ordering, x->left.high - shift));
    return lower_to(it, x, ordering_reach(ordering, y->left.high) + shift - 1) &&
           raise_to(it, y, ordering_earliest(ordering, x->left.low - shift + 1));
}

/* Takes out of the region what lies outside the ends. */
static bool keep_between(struct tightening *it, const struct ends *ends)
{
    const struct axis *about = &it->model->space.axes[ends->axis];
    const struct cells *cells = model_cells(it->model, ends->axis);
    uint64_t *set = set_of(it, ends->axis);
    bool has_dropped = false;

    for (unsigned i = POINT_KNOWN; i < about->points; i++) {
        if (!set_has(set, i) || (cells_last(cells, i - 1) >= ends->left.low &&
                                 cells_first(cells, i - 1) <= ends->left.high))
            continue;
        set_drop(set, i);
        has_dropped = true;
    }
    return has_dropped;
}

/* Takes the way out of a comparison that the values exclude. */
static bool settle(struct tightening *it, const struct ordering *ordering,
                   const struct ends *x, const struct ends *y)
{
    uint64_t *set = set_of(it, ordering->axis), before = set[0];
    bool is_compared = x->left.low <= x->left.high && y->left.low <= y->left.high &&
                       y->left.high >= ordering->first_y &&
                       y->left.low <= ordering->last_y;
    int32_t low = y->left.low > ordering->first_y ? y->left.low : ordering->first_y;
    int32_t high = y->left.high < ordering->last_y ? y->left.high : ordering->last_y;

    if ((before & (UINT64_C(1) << ORDERING_FROM | UINT64_C(1) << ORDERING_BEFORE)) == 0)
        return false;
    if (!is_compared || x->left.high < ordering_reach(ordering, low) + ordering->shift)
        set_drop(set, ORDERING_FROM);
    if (!is_compared || x->left.low >= ordering_reach(ordering, high) + ordering->shift)
        set_drop(set, ORDERING_BEFORE);
    it->is_empty |= set[0] == 0;
    return set[0] != before;
}

/* The place of an axis among the ends, which are filled when it is new. */
static unsigned place_of(struct tightening *it, unsigned axis)
{
    for (unsigned i = 0; i < it->axes; i++)
        if (it->ends[i].axis == axis)
            return i;
    it->ends[it->axes] = (struct ends){axis, left_of(it, axis)};
    return it->axes++;
}

bool ordering_is_decided(const struct model *model, const struct ordering *ordering,
                         const uint64_t *region, bool *is_from)
{
    uint64_t set = region[model->space.axes[ordering->axis].at];

    *is_from = set == UINT64_C(1) << ORDERING_FROM;
    return ordering->is_exact && (*is_from || set == UINT64_C(1) << ORDERING_BEFORE);
}

/* Pulls until nothing moves; false: nobody is left, or there were too many rounds. */
static bool pull_all(struct tightening *it)
{
    do {
        it->has_changed = false;
        for (unsigned i = 0; i < it->count; i++) {
            const struct pulled *pulled = &it->pulled[i];
            bool is_from;
            if (!ordering_is_decided(it->model, pulled->ordering, it->region, &is_from))
                continue;
            if (++it->rounds > ROUNDS_MOST ||
                !pull(it, pulled->ordering, is_from, &it->ends[pulled->x],
                      &it->ends[pulled->y]))
                return false;
        }
    } while (it->has_changed);
    return true;
}

static void take_orderings(struct tightening *it, const unsigned *orderings,
                           unsigned count)
{
    for (unsigned i = 0; i < count; i++) {
        const struct ordering *ordering = &it->model->orderings[orderings[i]];
        if (ordering->is_exact)
            it->pulled[it->count++] = (struct pulled){
                ordering, place_of(it, ordering->x), place_of(it, ordering->y)};
    }
}

static void begin(struct tightening *it, const struct model *model, uint64_t *region)
{
    it->model = model;
    it->region = region;
    it->rounds = 0;
    it->is_empty = false;
    it->count = it->axes = 0;
}

enum tightened tighten(const struct model *model, const unsigned *orderings,
                       unsigned count, uint64_t *region)
{
    struct tightening it; /* its lists are filled as they come: there is much room */
    bool is_smaller = false;

    if (count > TIGHTENED_MOST)
        return TIGHTENED_GAVE_UP;
    begin(&it, model, region);
    take_orderings(&it, orderings, count);
    if (!pull_all(&it))
        return it.rounds > ROUNDS_MOST ? TIGHTENED_GAVE_UP : TIGHTENED_NOBODY;
    for (unsigned i = 0; i < it.axes; i++)
        if (it.ends[i].left.low <= it.ends[i].left.high)
            is_smaller |= keep_between(&it, &it.ends[i]);
    for (unsigned i = 0; i < it.count; i++)
        is_smaller |= settle(&it, it.pulled[i].ordering, &it.ends[it.pulled[i].x],
                             &it.ends[it.pulled[i].y]);
    return it.is_empty  ? TIGHTENED_NOBODY
           : is_smaller ? TIGHTENED_SOME
                        : TIGHTENED_NOTHING;
}

void least_values(const struct model *model, uint64_t *region, int32_t *values)
{
    struct tightening it; /* as above */

    begin(&it, model, region);
    for (unsigned i = 0; i < model->ordering_count && it.count < TIGHTENED_MOST; i++) {
        bool is_from;
        if (ordering_is_decided(model, &model->orderings[i], region, &is_from))
            take_orderings(&it, &i, 1);
    }
    pull_all(&it);
    for (unsigned i = 0; i < model->space.count; i++)
        if (model->meanings[i].role == ROLE_VALUES)
            values[i] = left_of(&it, i).low;
    for (unsigned i = 0; i < it.axes; i++)
        values[it.ends[i].axis] = it.ends[i].left.low;
}
