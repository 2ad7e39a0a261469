/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "proof/box_text.h"

#include "rules/unary.h"
#include "value/date.h"

/* A side while it is written. */
struct writing {
    const struct model *model;
    unsigned axis;
    const uint64_t *set;
    struct buffer *out;
};

static struct span name_of(const struct writing *it, int column)
{
    return it->model->concept->columns.column[column].name;
}

static void print_name(const struct writing *it, int column)
{
    buffer_add(it->out, name_of(it, column));
}

static bool has(const struct writing *it, unsigned point)
{
    return set_has(it->set, point);
}

/* --- Codes --- */

/* Codes in a list, between commas; `other` is one that no rule names. */
struct code_list {
    bool is_in[COLUMN_CODES + 1];
    unsigned count;
    bool has_other, is_other_in, is_null_in;
};

/* A code, or a text that a rule names: in quotes where a test of it has them. */
static void print_code(const struct writing *it, struct span code)
{
    if (unary_is_bare(code) && !span_is(code, "null")) {
        buffer_add(it->out, code);
        return;
    }
    buffer_add_char(it->out, '"');
    for (size_t i = 0; i < code.len; i++)
        buffer_print(it->out, code.ptr[i] == '"' ? "\"%c" : "%c", code.ptr[i]);
    buffer_add_char(it->out, '"');
}

static void print_some(const struct writing *it, const struct code_set *codes,
                       const struct code_list *list, bool which, bool follows)
{
    for (unsigned i = 0; i < list->count; i++) {
        if (list->is_in[i] != which)
            continue;
        buffer_print(it->out, "%s", follows ? "," : "");
        print_code(it, codes->names[i]);
        follows = true;
    }
}

static void print_codes(const struct writing *it, int column,
                        const struct code_list *list)
{
    const struct code_set *codes = &it->model->concept->columns.column[column].codes;
    unsigned in = 0;
    bool excludes;

    for (unsigned i = 0; i < list->count; i++)
        in += list->is_in[i];
    excludes = list->has_other ? list->is_other_in : 2 * in > list->count + 1;
    print_name(it, column);
    buffer_print(it->out, " %s", list->is_null_in ? "null" : "");
    if (!excludes) {
        print_some(it, codes, list, true, list->is_null_in);
        return;
    }
    buffer_print(it->out, "%snot(", list->is_null_in ? "," : "");
    if (in == list->count)
        buffer_print(it->out, "null");
    print_some(it, codes, list, false, false);
    buffer_print(it->out, ")");
}

static void print_column_codes(const struct writing *it, int column)
{
    const struct column *about = &it->model->concept->columns.column[column];
    struct code_list list = {.count = about->codes.count,
                             .has_other = !about->closed,
                             .is_null_in = has(it, POINT_UNKNOWN)};

    for (unsigned i = 0; i < list.count; i++)
        list.is_in[i] = has(it, i + 1);
    list.is_other_in = list.has_other && has(it, list.count + 1);
    print_codes(it, column, &list);
}

static void print_derived(const struct writing *it, int column)
{
    const struct derived_axis *about =
        &it->model->derived[it->model->meanings[it->axis].number];
    struct code_list list = {
        .count = it->model->concept->columns.column[column].codes.count};

    for (unsigned i = 0; i < about->count; i++) {
        if (!has(it, i))
            continue;
        if (about->hits[i].code >= 0)
            list.is_in[about->hits[i].code] = true;
        else
            list.is_null_in = true;
    }
    print_codes(it, column, &list);
}

/* --- Numbers and dates --- */

static void print_steps(const struct writing *it, const struct steps *steps)
{
    static const char *const units[] = {[STEP_DAYS] = "d",
                                        [STEP_WORKING_DAYS] = "b",
                                        [STEP_MONTHS] = "mo",
                                        [STEP_BIRTHDAY] = "age"};

    for (unsigned i = 0; steps != NULL && i < steps->count; i++) {
        const struct step *step = &steps->step[i];
        if (step->kind == STEP_MONTH_DAY)
            buffer_print(it->out, ">%02d-%02d", (int)step->n, (int)step->month_day);
        else
            buffer_print(it->out, "%s%d%s",
                         step->n < 0            ? ""
                         : step->back_from_zero ? "-"
                                                : "+",
                         (int)step->n, units[step->kind]);
    }
}

static void print_day(const struct writing *it, int32_t day)
{
    char digits[DATE_BYTES];

    date_format(day, digits);
    buffer_add(it->out, span_of(digits, DATE_BYTES));
}

/*
 * The bound where a cell begins: `as_of-6mo`, a date. Ages count down where days of
 * birth count up.
 */
static void print_cut(const struct writing *it, const struct cut *cut)
{
    const struct moving_bound *moving;

    if (cut->origin == CUT_TODAY) {
        buffer_print(it->out, "as_of");
        return;
    }
    if (cut->origin != CUT_MOVING) {
        print_day(it, cut->first);
        return;
    }
    moving = &it->model->concept->moving.list[cut->number];
    buffer_print(it->out, "as_of");
    print_steps(it, &moving->steps);
}

/* Neighbouring cells of the set, from one to the other. */
struct run {
    unsigned first, last;
};

/* The next run from a cell on; false: there is none. */
static bool next_run(const struct writing *it, unsigned from, struct run *run)
{
    unsigned cells = it->model->space.axes[it->axis].points - 1;

    while (from < cells && !has(it, from + 1))
        from++;
    if (from == cells)
        return false;
    run->first = run->last = from;
    while (run->last + 1 < cells && has(it, run->last + 2))
        run->last++;
    return true;
}

static bool is_counted(const struct writing *it)
{
    int column = it->model->meanings[it->axis].column;

    return it->model->concept->columns.column[column].kind != KIND_DATE;
}

/* Whether the ends of a run are ages, which are easier to read than days of birth. */
static bool is_of_ages(const struct cells *cells, const struct run *run)
{
    return (run->first == 0 || cells->cuts[run->first - 1].origin == CUT_AGE) &&
           (run->last == cells->count || cells->cuts[run->last].origin == CUT_AGE);
}

static void print_between(const struct writing *it, int32_t low, int32_t high,
                          bool is_open)
{
    if (low == high)
        buffer_print(it->out, "%d", (int)low);
    else if (is_open)
        buffer_print(it->out, ">= %d", (int)low);
    else if (low <= 0)
        buffer_print(it->out, "<= %d", (int)high);
    else
        buffer_print(it->out, "[%d..%d]", (int)low, (int)high);
}

static void print_ages(const struct writing *it, const struct cells *cells,
                       const struct run *run)
{
    bool is_open = run->first == 0;
    int32_t low = run->last == cells->count ? 0 : cells->cuts[run->last].number;
    int32_t high = is_open ? INT32_MAX : cells->cuts[run->first - 1].number - 1;

    print_between(it, low, high, is_open);
}

static void print_days(const struct writing *it, const struct cells *cells,
                       const struct run *run)
{
    const struct cut *low = run->first > 0 ? &cells->cuts[run->first - 1] : NULL;
    const struct cut *high = run->last < cells->count ? &cells->cuts[run->last] : NULL;

    if (low == NULL) {
        buffer_print(it->out, "%s ", high->is_past ? "<=" : "<");
        print_cut(it, high);
    } else if (high == NULL) {
        buffer_print(it->out, "%s ", low->is_past ? ">" : ">=");
        print_cut(it, low);
    } else {
        buffer_print(it->out, "%s", low->is_past ? "(" : "[");
        print_cut(it, low);
        buffer_print(it->out, "..");
        print_cut(it, high);
        buffer_print(it->out, "%s", high->is_past ? "]" : ")");
    }
}

static void print_runs(const struct writing *it, const struct cells *cells, bool ages)
{
    bool follows = has(it, POINT_UNKNOWN);
    struct run run;

    buffer_print(it->out, " %s", follows ? "null" : "");
    for (unsigned from = 0; next_run(it, from, &run); from = run.last + 1) {
        buffer_print(it->out, "%s", follows ? "," : "");
        follows = true;
        if (run.first == 0 && run.last == cells->count)
            buffer_print(it->out, "not(null)");
        else if (ages)
            print_ages(it, cells, &run);
        else if (is_counted(it))
            print_between(it, cells_first(cells, run.first),
                          cells_last(cells, run.last), run.last == cells->count);
        else
            print_days(it, cells, &run);
    }
}

static void print_values(const struct writing *it)
{
    const struct cells *cells = model_cells(it->model, it->axis);
    int column = it->model->meanings[it->axis].column;
    bool ages = column == COL_BIRTH_DATE && cells->count > 0;
    struct run run;

    for (unsigned from = 0; next_run(it, from, &run); from = run.last + 1)
        ages = ages && is_of_ages(cells, &run);
    if (column == COL_STRENGTHS)
        column = COL_STRENGTH_COUNT;
    print_name(it, ages ? COL_AGE : column);
    print_runs(it, cells, ages);
}

/* --- Lists and comparisons --- */

static void print_member(const struct writing *it)
{
    const struct meaning *meaning = &it->model->meanings[it->axis];
    struct span code = it->model->concept->columns.column[meaning->column]
                           .codes.names[meaning->number];
    bool is_unknown = has(it, MEMBER_UNKNOWN);

    print_name(it, meaning->column);
    buffer_print(it->out, " %s", is_unknown ? "null" : "");
    if (has(it, MEMBER_HAS) && has(it, MEMBER_LACKS))
        buffer_print(it->out, "not(null)");
    else if (has(it, MEMBER_HAS) || has(it, MEMBER_LACKS))
        buffer_print(it->out, "%s%s(%.*s)", is_unknown ? "," : "",
                     has(it, MEMBER_HAS) ? "has" : "lacks", (int)code.len, code.ptr);
}

static void print_known(const struct writing *it, int column)
{
    print_name(it, column);
    buffer_print(it->out, " not(null)");
}

/* However the comparison turns out: nothing is said but that it can be made. */
static void print_compared(const struct writing *it, const struct ordering *ordering)
{
    if (has(it, ORDERING_X_UNKNOWN)) {
        print_name(it, ordering->column_x);
        buffer_print(it->out, " null or ");
    } else {
        print_known(it, ordering->column_x);
        if (has(it, ORDERING_Y_UNKNOWN))
            return;
        buffer_print(it->out, "; ");
    }
    print_known(it, ordering->column_y);
}

/* By each point but ORDERING_X_UNKNOWN x is known. */
static void print_ordering(const struct writing *it)
{
    const struct ordering *ordering =
        &it->model->orderings[it->model->meanings[it->axis].number];
    bool is_from = has(it, ORDERING_FROM), is_before = has(it, ORDERING_BEFORE);
    bool x_unknown = has(it, ORDERING_X_UNKNOWN),
         y_unknown = has(it, ORDERING_Y_UNKNOWN);

    if (is_from && is_before) {
        print_compared(it, ordering);
        return;
    }
    if (!x_unknown && y_unknown) {
        print_known(it, ordering->column_x);
        buffer_print(it->out, "; ");
    }
    if (x_unknown || is_from || is_before) {
        print_name(it, ordering->column_x);
        buffer_print(it->out, " %s", x_unknown ? "null" : "");
    }
    if (is_from || is_before) {
        buffer_print(it->out, "%s%s ", x_unknown ? "," : "",
                     is_from               ? ordering->shift > 0 ? ">" : ">="
                     : ordering->shift > 0 ? "<="
                                           : "<");
        print_name(it, ordering->column_y);
        print_steps(it, ordering->steps);
    }
    if (y_unknown) {
        buffer_print(it->out, "%s", x_unknown || is_from || is_before ? " or " : "");
        print_name(it, ordering->column_y);
        buffer_print(it->out, " null");
    }
}

void box_print(const struct model *model, const struct box *box, struct buffer *out)
{
    for (unsigned i = 0; i < box->count; i++) {
        const struct meaning *meaning = &model->meanings[box->sides[i].axis];
        const struct writing it = {model, box->sides[i].axis, box->sides[i].set, out};
        buffer_print(out, "%s", i > 0 ? "; " : "");
        switch (meaning->role) {
        case ROLE_VALUES:
            print_values(&it);
            break;
        case ROLE_LIST:
            print_name(&it, meaning->column);
            buffer_print(out, " %s", has(&it, POINT_UNKNOWN) ? "null" : "not(null)");
            break;
        case ROLE_MEMBER:
            print_member(&it);
            break;
        case ROLE_ORDERING:
            print_ordering(&it);
            break;
        case ROLE_DERIVED:
            print_derived(&it, meaning->column);
            break;
        case ROLE_CODES:
        default:
            print_column_codes(&it, meaning->column);
        }
    }
    if (box->count == 0)
        buffer_print(out, "everybody");
}
