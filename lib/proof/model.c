/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "proof/model.h"

#include <stdlib.h>

#include "proof/gathering.h"
#include "proof/links.h"
#include "value/date.h"

static unsigned add_axis(struct model *model, unsigned points, enum axis_role role,
                         int column, unsigned number)
{
    unsigned axis = space_add(&model->space, points);

    mem_grow(&model->meanings, &model->meaning_room, axis + 1, sizeof *model->meanings);
    model->meanings[axis] = (struct meaning){role, column, number, 0, 0};
    return axis;
}

static bool is_of_derived(const struct concept *concept, int column)
{
    for (unsigned i = 0; i < concept->derived_count; i++)
        if (concept->derived[i].column == column ||
            concept->derived[i].status_column == column)
            return true;
    return false;
}

static void add_list_axes(struct model *model, int column)
{
    model->axis_of[column] = add_axis(model, 2, ROLE_LIST, column, 0);
    for (unsigned code = 0; code < COLUMN_CODES; code++)
        if (model->members[column][code] != AXIS_NONE)
            model->members[column][code] =
                add_axis(model, MEMBER_POINTS, ROLE_MEMBER, column, code);
}

/* The axis of a column that no table derives; of two columns that are one thing once.
 */
static void add_column_axis(struct model *model, int column)
{
    const struct column *about = &model->concept->columns.column[column];

    if (model_column(column) != column)
        return;
    switch (about->kind) {
    case KIND_LIST:
        add_list_axes(model, column);
        break;
    case KIND_DATE:
    case KIND_NUMBER:
    case KIND_TERMS:
        model->axis_of[column] =
            add_axis(model, model->cells[column].count + 2, ROLE_VALUES, column, 0);
        break;
    case KIND_TEXT:
    case KIND_YESNO:
    case KIND_CODE:
    default:
        model->axis_of[column] = add_axis(
            model, about->codes.count + 1 + !about->closed, ROLE_CODES, column, 0);
    }
}

static void add_axes(struct model *model)
{
    const struct columns *columns = &model->concept->columns;

    for (unsigned i = 0; i < columns->count; i++)
        if (!is_of_derived(model->concept, (int)i))
            add_column_axis(model, (int)i);
    for (unsigned i = 0; i < columns->count; i++)
        if (!is_of_derived(model->concept, (int)i))
            model->axis_of[i] = model->axis_of[model_column((int)i)];
    for (unsigned i = 0; i < model->ordering_count; i++) {
        struct ordering *it = &model->orderings[i];
        it->x = model->axis_of[it->column_x];
        it->y = model->axis_of[it->column_y];
        it->axis = add_axis(model, ORDERING_POINTS, ROLE_ORDERING, it->column_x, i);
    }
}

bool model_known(struct model *model, int column, enum view view, struct box *box)
{
    unsigned axis = model->axis_of[column];
    uint64_t *set = space_set(&model->space, axis, &model->arena);
    bool ends = view == VIEW_RULES && model->concept->columns.column[column].is_held;

    for (unsigned i = POINT_KNOWN; i < model->space.axes[axis].points; i++)
        if (!ends || cells_first(model_cells(model, axis), i - 1) <= model->day.as_of)
            set_add(set, i);
    return box_narrow(box, &model->space, axis, set, &model->arena);
}

bool model_empty(struct model *model, int column, struct box *box)
{
    int about = column == COL_NEEDS ? COL_NEEDS_OPEN : column;
    unsigned axis = model->axis_of[about];
    uint64_t *set = space_set(&model->space, axis, &model->arena);
    const struct meaning *meaning = &model->meanings[axis];
    int default_code = model->concept->columns.column[column].default_code;

    /* Of some columns an empty cell has a value, too. */
    set_add(set, default_code >= 0 ? (unsigned)default_code + 1 : POINT_UNKNOWN);
    if (column == COL_STRENGTHS || column == COL_NEEDS)
        set_add(set, POINT_KNOWN); /* none at all, the first cell */
    if (meaning->role == ROLE_DERIVED) {
        const struct derived_axis *derived = &model->derived[meaning->number];
        memset(set, 0, model->space.axes[axis].words * sizeof *set);
        for (unsigned i = 0; i < derived->count; i++)
            if (derived->hits[i].human < 0)
                set_add(set, i);
    }
    return box_narrow(box, &model->space, axis, set, &model->arena);
}

/* --- The axis of a decision table --- */

static void add_hit(struct model *model, unsigned number, const struct hit *hit)
{
    struct derived_axis *axis = &model->derived[number];

    axis->hits[axis->count++] = *hit;
}

/* What comes of a row that is hit where people set `human`, or nothing (-1). */
static struct hit hit_of(const struct derived *derived, unsigned rule, unsigned box,
                         int human)
{
    const struct rule *row =
        rule < derived->table.count ? &derived->table.rules[rule] : NULL;
    struct hit hit = {rule, box, human, human, JUDGED_KEPT};

    if (human >= 0) {
        if (row != NULL && row->code == human)
            hit.status = JUDGED_CONFIRMED;
        return hit;
    }
    hit.status = JUDGED_UNDERIVABLE;
    if (row != NULL && row->is_none && derived->is_decided)
        hit.status = JUDGED_NONE;
    if (row != NULL && row->code >= 0 && row->proposes) {
        hit.status = JUDGED_PROPOSED;
        hit.code = row->code;
    }
    return hit;
}

/* Whether some check tells a value that people confirmed from one that they kept. */
static bool tells_confirmed(const struct model *model, int status_column)
{
    const struct decision *checks = &model->concept->checks.table;
    const uint64_t both = UINT64_C(1) << JUDGED_CONFIRMED | UINT64_C(1) << JUDGED_KEPT;

    for (unsigned i = 0; i < checks->count; i++)
        for (unsigned j = 0; j < checks->rules[i].condition_count; j++) {
            const struct condition *it = &checks->rules[i].conditions[j];
            if (it->column == status_column && !it->if_known &&
                (it->mask & both) != 0 && (it->mask & both) != both)
                return true;
        }
    return false;
}

/* Each way to hit a row, and none. */
static void add_hits(struct model *model, unsigned number, int human)
{
    const struct derived *derived = &model->concept->derived[number];
    struct hit hit;

    for (unsigned i = 0; i < derived->table.count; i++)
        for (unsigned j = 0; j < model->rules[number][i].count; j++) {
            hit = hit_of(derived, i, j, human);
            add_hit(model, number, &hit);
        }
    hit = hit_of(derived, derived->table.count, 0, human);
    add_hit(model, number, &hit);
}

static void add_derived_axis(struct model *model, unsigned number)
{
    const struct derived *derived = &model->concept->derived[number];
    unsigned codes = model->concept->columns.column[derived->column].codes.count;
    bool tells = derived->is_decided && tells_confirmed(model, derived->status_column);
    struct derived_axis *axis = &model->derived[number];
    size_t ways = 1;

    for (unsigned i = 0; i < derived->table.count; i++)
        ways += model->rules[number][i].count;
    axis->hits = arena_alloc(&model->arena, ways * (codes + 1) * sizeof *axis->hits +
                                                codes * sizeof *axis->hits);
    add_hits(model, number, -1);
    for (unsigned code = 0; code < codes && derived->is_decided; code++) {
        const struct hit hit = {HIT_ANY, 0, (int)code, (int)code, JUDGED_KEPT};
        if (tells)
            add_hits(model, number, (int)code);
        else
            add_hit(model, number, &hit);
    }
    axis->axis = add_axis(model, axis->count, ROLE_DERIVED, derived->column, number);
    model->axis_of[derived->column] = axis->axis;
    if (derived->status_column >= 0)
        model->axis_of[derived->status_column] = axis->axis;
}

/* --- The whole --- */

static void turn_rules(struct model *model, unsigned table)
{
    const struct decision *decision = model->tables[table];
    enum view view =
        decision == &model->concept->checks.table ? VIEW_CHECKS : VIEW_RULES;

    model->rules[table] =
        arena_alloc(&model->arena, (decision->count + 1) * sizeof *model->rules[table]);
    for (unsigned i = 0; i < decision->count && !model->is_too_large; i++) {
        model_boxes(model, decision->rules[i].conditions,
                    decision->rules[i].condition_count, view, &model->rules[table][i]);
        model->too_large_table = table;
        model->too_large_row = i;
    }
}

/* What each axis alone allows. */
static void fill_everybody(struct model *model)
{
    const struct columns *columns = &model->concept->columns;

    model->everybody =
        arena_alloc(&model->arena, (model->space.words + 1) * sizeof(uint64_t));
    for (unsigned i = 0; i < model->space.count; i++)
        for (unsigned point = 0; point < model->space.axes[i].points; point++)
            set_add(model->everybody + model->space.axes[i].at, point);
    for (unsigned i = 0; i < columns->count; i++) {
        unsigned axis = model->axis_of[i];
        if (i == COL_CLIENT_ID || columns->column[i].default_code >= 0)
            set_drop(model->everybody + model->space.axes[axis].at, POINT_UNKNOWN);
    }
}

static struct model *gather(const struct concept *concept, int32_t as_of)
{
    struct model *model = mem_new(sizeof *model);

    model->concept = concept;
    days_init(&model->days, concept, as_of);
    model->day = days_on(&model->days, 0, as_of);
    model->table_count = cover_tables(concept, model->tables);
    gathering_take(model);
    return model;
}

uint64_t model_shape(const struct concept *concept, int32_t as_of)
{
    struct model *model = gather(concept, as_of);
    uint64_t shape = gathering_shape(model);

    model_free(model);
    return shape;
}

struct model *model_new(const struct concept *concept)
{
    struct model *model = gather(concept, concept->loaded_for);

    add_axes(model);
    for (unsigned i = 0; i < model->table_count && !model->is_too_large; i++) {
        turn_rules(model, i);
        if (i < concept->derived_count && !model->is_too_large)
            add_derived_axis(model, i);
    }
    if (model->is_too_large)
        return model;
    fill_everybody(model);
    links_add(model);
    return model;
}

void model_free(struct model *model)
{
    for (unsigned i = 0; i < COL_MOST; i++)
        cells_free(&model->cells[i]);
    for (unsigned i = 0; i < model->table_count; i++)
        for (unsigned j = 0; model->rules[i] != NULL && j < model->tables[i]->count;
             j++)
            boxes_free(&model->rules[i][j]);
    boxes_free(&model->never);
    boxes_free(&model->together);
    space_free(&model->space);
    days_free(&model->days);
    arena_free(&model->arena);
    free(model->meanings);
    free(model->orderings);
    free(model);
}
