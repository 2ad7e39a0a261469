/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "proof/gathering.h"

#include "value/date.h"
#include "value/number.h"

int model_column(int column)
{
    return column == COL_AGE              ? COL_BIRTH_DATE
           : column == COL_STRENGTH_COUNT ? COL_STRENGTHS
                                          : column;
}

int32_t gathering_born_after(const struct model *model, int32_t age)
{
    int32_t as_of = model->day.as_of, low = DATE_MIN, high = as_of + 1;

    while (low < high) {
        int32_t middle = low + (high - low) / 2;
        if (date_age(middle, as_of) < age)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

int32_t gathering_bound(const struct model *model, const struct bound *bound)
{
    return bound->kind == BOUND_MOVING ? model->day.bounds[bound->place]
                                       : bound->number;
}

static bool has_same_steps(const struct steps *a, const struct steps *b)
{
    return a == NULL || b == NULL ? a == b : steps_equal(a, b);
}

static bool is_plain(const struct model *model, int column)
{
    const struct column *about = &model->concept->columns.column[column];

    return column_is_of_case(about) && about->kind != KIND_TERMS;
}

struct ordering *gathering_ordering(struct model *model, int column,
                                    const struct bound *bound, bool is_low,
                                    enum view view)
{
    const struct column *columns = model->concept->columns.column;
    /* x <= f(y) + n is what x >= f(y) + n + 1 isn't. */
    struct ordering wanted = {
        .column_x = column,
        .column_y = bound->place,
        .is_seen_x = view == VIEW_RULES && columns[column].is_held,
        .is_seen_y = view == VIEW_RULES && columns[bound->place].is_held,
        .steps = bound->steps,
        .shift = bound->number + !is_low,
        .calendar = model->day.calendar};

    for (unsigned i = 0; i < model->ordering_count; i++) {
        struct ordering *known = &model->orderings[i];
        if (known->column_x == wanted.column_x && known->column_y == wanted.column_y &&
            known->is_seen_x == wanted.is_seen_x &&
            known->is_seen_y == wanted.is_seen_y && known->shift == wanted.shift &&
            has_same_steps(known->steps, wanted.steps))
            return known;
    }
    wanted.is_exact =
        is_plain(model, wanted.column_x) && is_plain(model, wanted.column_y);
    mem_grow(&model->orderings, &model->ordering_room, model->ordering_count + 1,
             sizeof *model->orderings);
    model->orderings[model->ordering_count] = wanted;
    return &model->orderings[model->ordering_count++];
}

static void cut_at(struct model *model, int column, int32_t first)
{
    const struct cut cut = {.first = first};

    cells_cut(&model->cells[model_column(column)], &cut);
}

/* Cuts where a test on numbers or dates begins or ceases to hold. */
static void cut_bound(struct model *model, int column, const struct bound *bound,
                      bool is_low)
{
    const struct moving_bound *moving = &model->concept->moving.list[bound->place];
    int32_t number = gathering_bound(model, bound);
    struct cut cut = {.first = number + !is_low};

    if (number == DATE_NONE)
        return;
    if (column == COL_AGE) {
        cut.origin = CUT_AGE;
        cut.number = cut.first;
        cut.first = gathering_born_after(model, cut.number);
    } else if (bound->kind == BOUND_MOVING) {
        cut.origin = CUT_MOVING;
        cut.number = bound->place;
        cut.is_past = is_low ? moving->shift > 0 : moving->shift == 0;
    }
    cells_cut(&model->cells[model_column(column)], &cut);
}

static void take_bound(struct model *model, int column, const struct bound *bound,
                       bool is_low, enum view view)
{
    if (bound->kind == BOUND_COLUMN)
        gathering_ordering(model, column, bound, is_low, view);
    else
        cut_bound(model, column, bound, is_low);
}

static void take_condition(struct model *model, const struct condition *condition,
                           enum view view)
{
    unsigned count = condition->range_count + condition->excluded_count;
    int column = condition->column;

    if (condition->form == CONDITION_LIST)
        for (unsigned code = 0; code < COLUMN_CODES; code++)
            if (((condition->mask | condition->lacks) >> code & 1) != 0)
                model->members[column][code] = 0;
    for (unsigned i = 0; i < count && condition->form == CONDITION_RANGES; i++) {
        const struct bound low = {.number = condition->ranges[i].low};
        const struct bound high = {.number = condition->ranges[i].high};
        cut_bound(model, column, &low, true);
        cut_bound(model, column, &high, false);
    }
    for (unsigned i = 0; i < count && condition->form == CONDITION_REACHES; i++) {
        take_bound(model, column, &condition->reaches[i].low, true, view);
        take_bound(model, column, &condition->reaches[i].high, false, view);
    }
}

/* The values that a column can have. */
static void set_ends(struct model *model, int column)
{
    const struct column *about = &model->concept->columns.column[column];
    const struct cut tomorrow = {model->day.as_of + 1, CUT_TODAY, 0, true};
    struct cells *cells = &model->cells[column];

    cells->most = NUMBER_MAX;
    if (about->kind == KIND_DATE) {
        cells->least = DATE_MIN;
        cells->most = column == COL_BIRTH_DATE ? model->day.as_of : DATE_MAX;
        if (about->is_held)
            cells_cut(cells, &tomorrow);
    } else if (about->kind == KIND_TERMS && column != COL_STRENGTHS)
        cells->least = 1;
    if (column == COL_STRENGTHS || column == COL_NEEDS_OPEN)
        cut_at(model, column, 1);
}

/* Where steps behind a column lead out of the calendar. */
static void cut_steps(struct model *model, struct ordering *ordering)
{
    struct cells *cells = &model->cells[model_column(ordering->column_y)];

    ordering_limit(ordering, cells->least, cells->most);
    cut_at(model, ordering->column_y, ordering->first_y);
    cut_at(model, ordering->column_y, ordering->last_y + 1);
}

/* Where an anchor's deadline would lie outside the days that a stream can hold. */
static void cut_anchor(struct model *model, const struct deadline_rule *rule)
{
    struct ordering offset = {.steps = &rule->offset, .calendar = model->day.calendar};

    ordering_limit(&offset, DATE_MIN, DATE_MAX);
    cut_at(model, rule->anchor, offset.first_y);
    cut_at(model, rule->anchor, ordering_latest(&offset, DATE_MAX) + 1);
}

/* Adds a number to a hash (FNV-1a, by the word). */
static uint64_t hash_in(uint64_t hash, int32_t number)
{
    return (hash ^ (uint32_t)number) * UINT64_C(0x100000001b3);
}

uint64_t gathering_shape(const struct model *model)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325);

    for (unsigned i = 0; i < model->concept->columns.count; i++)
        for (unsigned j = 0; j < model->cells[i].count; j++) {
            const struct cut *cut = &model->cells[i].cuts[j];
            hash = hash_in(hash, (int32_t)i);
            hash = hash_in(hash, (int32_t)cut->origin * 2 + cut->is_past);
            hash = hash_in(hash, cut->origin == CUT_FIXED ? cut->first : cut->number);
        }
    return hash;
}

void gathering_take(struct model *model)
{
    const struct concept *concept = model->concept;

    for (unsigned i = 0; i < concept->columns.count; i++) {
        set_ends(model, (int)i);
        if (concept->columns.column[i].kind != KIND_LIST)
            continue;
        model->members[i] =
            arena_alloc(&model->arena, COLUMN_CODES * sizeof *model->members[i]);
        for (unsigned code = 0; code < COLUMN_CODES; code++)
            model->members[i][code] = AXIS_NONE;
    }
    for (unsigned i = 0; i < model->table_count; i++) {
        const struct decision *table = model->tables[i];
        enum view view = table == &concept->checks.table ? VIEW_CHECKS : VIEW_RULES;
        for (unsigned j = 0; j < table->count; j++)
            for (unsigned k = 0; k < table->rules[j].condition_count; k++)
                take_condition(model, &table->rules[j].conditions[k], view);
    }
    for (unsigned i = 0; i < concept->needs.count; i++)
        model->members[COL_NEEDS][i] = 0;
    for (unsigned i = 0; i < concept->deadlines.table.count; i++)
        cut_anchor(model, &concept->deadlines.rules[i]);
    for (unsigned i = 0; i < model->ordering_count; i++)
        cut_steps(model, &model->orderings[i]);
}
