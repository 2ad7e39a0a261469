/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "proof/open_needs.h"

#include <stdlib.h>

#include "proof/model.h"
#include "rules/entries.h"

enum { GRADE_MOST = 3, ANY_FOCUS = -1, NO_FOCUS = -2 };

/* What the region leaves to one area: how many needs are open, and which. */
struct area_left {
    unsigned least, most; /* open needs */
};

/* The areas that are filled up, one after the other in their work order. */
struct filling {
    const struct model *model;
    const uint64_t *region;
    struct area_left left[AREAS_MOST];
    bool counts_open, counts_areas, counts_total; /* somebody asks for this sum */
    int focus;                                    /* an area, ANY_FOCUS or NO_FOCUS */
    unsigned focus_score;
    bool *was_here; /* [areas + 1][open + 1][areas + 1][total + 1]: led nowhere */
    unsigned open_most, areas_most, total_most;
    unsigned counts[AREAS_MOST], scores[AREAS_MOST]; /* what was chosen */
};

static const uint64_t *set_of(const struct filling *it, int column)
{
    return it->region + it->model->space.axes[it->model->axis_of[column]].at;
}

static bool allows(const struct filling *it, int column, unsigned value)
{
    const struct cells *cells = &it->model->cells[column];

    return set_has(set_of(it, column), cells_find(cells, (int32_t)value) + 1);
}

/* Whether the region leaves out a known value of the column. */
static bool is_asked(const struct filling *it, int column)
{
    const struct axis *axis = &it->model->space.axes[it->model->axis_of[column]];

    for (unsigned i = POINT_KNOWN; i < axis->points; i++)
        if (!set_has(it->region + axis->at, i))
            return true;
    return false;
}

/* Whether a need (or a code that rules test) may be, or must be, open. */
static bool may_be(const struct filling *it, unsigned code, enum member_point point)
{
    unsigned axis = it->model->members[COL_NEEDS][code];

    return axis == AXIS_NONE ||
           set_has(it->region + it->model->space.axes[axis].at, point);
}

static void find_left(struct filling *it)
{
    const struct needs *needs = &it->model->concept->needs;

    for (unsigned i = 0; i < needs->count; i++) {
        struct area_left *left = &it->left[needs->list[i].area];
        left->least += !may_be(it, i, MEMBER_LACKS);
        left->most += may_be(it, i, MEMBER_HAS);
    }
}

static bool *visit(const struct filling *it, unsigned place, unsigned open,
                   unsigned areas, unsigned total)
{
    size_t at = place;

    at = at * (it->open_most + 1) + (it->counts_open ? open : 0);
    at = at * (it->areas_most + 1) + (it->counts_areas ? areas : 0);
    at = at * (it->total_most + 1) + (it->counts_total ? total : 0);
    return &it->was_here[at];
}

/* Whether the focus leaves an area this score; earlier ones must not be as high. */
static bool may_score(const struct filling *it, unsigned place, unsigned area,
                      unsigned score)
{
    const struct needs *needs = &it->model->concept->needs;
    bool is_behind = false;

    if (it->focus == ANY_FOCUS)
        return true;
    if (it->focus == NO_FOCUS)
        return score == 0;
    if ((int)area == it->focus)
        return score == it->focus_score;
    for (unsigned i = 0; i < place; i++)
        is_behind |= (int)needs->area_order[i] == it->focus;
    return score < it->focus_score + is_behind;
}

/* Fills the areas from a place of the work order on. False: there is no way. */
static bool fill(struct filling *it, unsigned place, unsigned open, unsigned areas,
                 unsigned total)
{
    const struct needs *needs = &it->model->concept->needs;
    unsigned area = place < needs->area_count ? needs->area_order[place] : 0;
    int column = needs->areas[area].score_column;
    bool *was_here = visit(it, place, open, areas, total);

    if (*was_here)
        return false;
    *was_here = true;
    if (place == needs->area_count)
        return allows(it, COL_NEEDS_OPEN, open) && allows(it, COL_AREAS_OPEN, areas) &&
               allows(it, COL_SCORE_TOTAL, total);
    for (unsigned count = it->left[area].least; count <= it->left[area].most; count++) {
        if (!allows(it, column + 1, count))
            continue;
        for (unsigned score = count; score <= GRADE_MOST * count; score++) {
            if (!allows(it, column, score) || !may_score(it, place, area, score))
                continue;
            it->counts[area] = count;
            it->scores[area] = score;
            if (fill(it, place + 1, open + count, areas + (count > 0), total + score))
                return true;
        }
    }
    return false;
}

static bool try_focus(struct filling *it, int focus, unsigned score)
{
    size_t size = it->model->concept->needs.area_count + 1;
    bool found;

    it->focus = focus;
    it->focus_score = score;
    size *= (it->open_most + 1) * (size_t)(it->areas_most + 1) * (it->total_most + 1);
    it->was_here = mem_new(size * sizeof *it->was_here);
    found = fill(it, 0, 0, 0, 0);
    free(it->was_here);
    return found;
}

static bool try_all(struct filling *it)
{
    const struct needs *needs = &it->model->concept->needs;
    const struct axis *axis = &it->model->space.axes[it->model->axis_of[COL_FOCUS]];
    const uint64_t *focus = it->region + axis->at;

    if (set_count(focus, axis->words) == axis->points)
        return try_focus(it, ANY_FOCUS, 0);
    if (set_has(focus, POINT_UNKNOWN) && try_focus(it, NO_FOCUS, 0))
        return true;
    for (unsigned i = 0; i < needs->area_count; i++) {
        if (!set_has(focus, i + 1))
            continue;
        for (unsigned score = 1; score <= GRADE_MOST * it->left[i].most; score++)
            if (try_focus(it, (int)i, score))
                return true;
    }
    return false;
}

/* Opens the needs that make up the counts, first those that must be open. */
static void open_chosen(const struct filling *it, struct open_needs *found)
{
    const struct needs *needs = &it->model->concept->needs;
    unsigned counts[AREAS_MOST], scores[AREAS_MOST];

    memcpy(counts, it->counts, sizeof counts);
    memcpy(scores, it->scores, sizeof scores);
    for (unsigned round = 0; round < 2; round++)
        for (unsigned i = 0; i < needs->count; i++) {
            unsigned area = needs->list[i].area, grade;
            bool must = !may_be(it, i, MEMBER_LACKS);
            if (counts[area] == 0 || must == (round > 0) || !may_be(it, i, MEMBER_HAS))
                continue;
            grade = scores[area] - (counts[area] - 1);
            grade = grade > GRADE_MOST ? GRADE_MOST : grade;
            found->grades[i] = grade;
            counts[area]--;
            scores[area] -= grade;
        }
}

/* Without a catalogue a need is in no area, and there are as many as one likes. */
static bool find_uncatalogued(const struct filling *it, struct open_needs *found)
{
    const struct needs *needs = &it->model->concept->needs;
    unsigned must = 0;

    for (unsigned i = 0; i < COLUMN_CODES; i++)
        must += it->model->members[COL_NEEDS][i] != AXIS_NONE &&
                !may_be(it, i, MEMBER_LACKS);
    for (unsigned i = 0; i < needs->area_count; i++)
        if (!allows(it, needs->areas[i].score_column, 0) ||
            !allows(it, needs->areas[i].score_column + 1, 0))
            return false;
    if (!allows(it, COL_AREAS_OPEN, 0) ||
        !set_has(set_of(it, COL_FOCUS), POINT_UNKNOWN))
        return false;
    for (unsigned count = must; count <= LIST_MOST; count++) {
        if (!allows(it, COL_NEEDS_OPEN, count))
            continue;
        for (unsigned score = count; score <= GRADE_MOST * count; score++) {
            if (!allows(it, COL_SCORE_TOTAL, score))
                continue;
            if (found != NULL)
                *found =
                    (struct open_needs){.other_count = count, .other_score = score};
            return true;
        }
    }
    return false;
}

bool open_needs_find(const struct model *model, const uint64_t *region,
                     struct open_needs *found)
{
    const struct needs *needs = &model->concept->needs;
    struct filling it = {.model = model, .region = region};

    if (!needs->exists)
        return find_uncatalogued(&it, found);
    find_left(&it);
    it.counts_open = is_asked(&it, COL_NEEDS_OPEN);
    it.counts_areas = is_asked(&it, COL_AREAS_OPEN);
    it.counts_total = is_asked(&it, COL_SCORE_TOTAL);
    it.open_most = it.counts_open ? needs->count : 0;
    it.areas_most = it.counts_areas ? needs->area_count : 0;
    it.total_most = it.counts_total ? GRADE_MOST * needs->count : 0;
    if (!try_all(&it))
        return false;
    if (found != NULL) {
        *found = (struct open_needs){.other_count = 0};
        open_chosen(&it, found);
    }
    return true;
}
