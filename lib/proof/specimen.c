/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "proof/specimen.h"

#include <stdlib.h>

#include "proof/open_needs.h"
#include "proof/tightening.h"
#include "value/date.h"

struct choosing {
    const struct model *model;
    uint64_t *region; /* a copy */
    int32_t *values;  /* [space.count] */
    struct buffer *out;
};

static uint64_t *set_of(const struct choosing *it, unsigned axis)
{
    return it->region + it->model->space.axes[axis].at;
}

static void begin_part(const struct choosing *it, const char *word, int column)
{
    struct span name = it->model->concept->columns.column[column].name;

    buffer_print(it->out, "%s%s%.*s", it->out->len > 0 ? "; " : "", word, (int)name.len,
                 name.ptr);
}

static void print_value(const struct choosing *it, int column, struct span value)
{
    begin_part(it, "", column);
    buffer_add_char(it->out, '=');
    if (memchr(value.ptr, ';', value.len) != NULL || span_starts(value, "\""))
        buffer_print(it->out, "\"%.*s\"", (int)value.len, value.ptr);
    else
        buffer_add(it->out, value);
}

/* --- Numbers and dates --- */

/* What would be an ordinary value, where there is a choice. */
static int32_t ordinary(const struct model *model, unsigned axis)
{
    int column = model->meanings[axis].column;

    if (column == COL_BIRTH_DATE)
        return date_add_months(model->day.as_of, -30 * 12);
    return model->concept->columns.column[column].kind == KIND_DATE ? model->day.as_of
                                                                    : 0;
}

/* The values that comparisons leave to an axis while all others stay. */
static void leave_room(const struct choosing *it, unsigned axis, int32_t *low,
                       int32_t *high)
{
    const struct model *model = it->model;

    for (unsigned i = 0; i < model->ordering_count; i++) {
        const struct ordering *ordering = &model->orderings[i];
        int32_t least = INT32_MIN, most = INT32_MAX, shift = ordering->shift;
        bool is_from;
        if ((ordering->x != axis && ordering->y != axis) ||
            ordering->x == ordering->y ||
            !ordering_is_decided(model, ordering, it->region, &is_from))
            continue;
        if (ordering->x == axis && is_from)
            least = ordering_reach(ordering, it->values[ordering->y]) + shift;
        else if (ordering->x == axis)
            most = ordering_reach(ordering, it->values[ordering->y]) + shift - 1;
        else if (is_from)
            most = ordering_latest(ordering, it->values[ordering->x] - shift);
        else
            least = ordering_earliest(ordering, it->values[ordering->x] - shift + 1);
        *low = least > *low ? least : *low;
        *high = most < *high ? most : *high;
    }
}

static int32_t distance(int32_t a, int32_t b)
{
    return a < b ? b - a : a - b;
}

/* Moves a value to where it is most ordinary. */
static void move(const struct choosing *it, unsigned axis)
{
    const struct cells *cells = model_cells(it->model, axis);
    const struct axis *about = &it->model->space.axes[axis];
    int32_t wanted = ordinary(it->model, axis), best = it->values[axis];
    int32_t low = cells->least, high = cells->most;

    leave_room(it, axis, &low, &high);
    for (unsigned i = POINT_KNOWN; i < about->points; i++) {
        int32_t first = cells_first(cells, i - 1), last = cells_last(cells, i - 1), at;
        first = first > low ? first : low;
        last = last < high ? last : high;
        if (!set_has(set_of(it, axis), i) || first > last)
            continue;
        at = wanted < first ? first : wanted > last ? last : wanted;
        if (distance(at, wanted) < distance(best, wanted))
            best = at;
    }
    it->values[axis] = best;
}

static void choose_values(const struct choosing *it)
{
    least_values(it->model, it->region, it->values);
    for (unsigned round = 0; round < 2; round++)
        for (unsigned i = 0; i < it->model->space.count; i++)
            if (it->model->meanings[i].role == ROLE_VALUES)
                move(it, i);
}

static void print_number(const struct choosing *it, unsigned axis, int column)
{
    int32_t value = it->values[axis];
    char text[32];

    if (it->model->concept->columns.column[column].kind == KIND_DATE) {
        date_format(value, text);
        print_value(it, column, span_of(text, DATE_BYTES));
        return;
    }
    snprintf(text, sizeof text, "%d", (int)value);
    if (it->model->concept->columns.column[column].kind == KIND_NUMBER) {
        print_value(it, column, span_from(text));
        return;
    }
    for (int32_t i = 0; i < value; i++)
        if (i == 0)
            print_value(it, column, span_from("a"));
        else
            buffer_print(it->out, "|a");
}

/* --- The others --- */

static void print_code(const struct choosing *it, unsigned axis, int column)
{
    const struct column *about = &it->model->concept->columns.column[column];
    unsigned code =
        set_next(set_of(it, axis), &it->model->space.axes[axis], POINT_KNOWN) - 1;

    if (about->default_code >= 0 &&
        set_has(set_of(it, axis), (unsigned)about->default_code + 1))
        return;
    print_value(it, column,
                code < about->codes.count ? about->codes.names[code]
                                          : span_from("something-else"));
}

static void print_human(const struct choosing *it, unsigned axis, int column)
{
    const struct derived_axis *about =
        &it->model->derived[it->model->meanings[axis].number];
    int human = -1;

    for (unsigned i = about->count; i-- > 0;) {
        if (!set_has(set_of(it, axis), i))
            continue;
        human = about->hits[i].human;
        if (human < 0)
            return;
    }
    print_value(it, column,
                it->model->concept->columns.column[column].codes.names[human]);
}

/* One entry of a list, behind those that are there. */
static void print_entry(const struct choosing *it, int column, unsigned *count,
                        struct span entry)
{
    if (*count == 0)
        print_value(it, column, entry);
    else
        buffer_print(it->out, " %.*s", (int)entry.len, entry.ptr);
    ++*count;
}

static void print_need(const struct choosing *it, unsigned *count, struct span code,
                       unsigned grade)
{
    char *entry = mem_print("%.*s:erkannt:%u", (int)code.len, code.ptr, grade);

    print_entry(it, COL_NEEDS, count, span_from(entry));
    free(entry);
}

static bool must_have(const struct choosing *it, int column, unsigned code)
{
    unsigned axis = it->model->members[column][code];

    return axis != AXIS_NONE && !set_has(set_of(it, axis), MEMBER_LACKS);
}

static void print_needs(const struct choosing *it)
{
    const struct concept *concept = it->model->concept;
    const struct code_set *codes = &concept->columns.column[COL_NEEDS].codes;
    struct open_needs found = {.other_count = 0};
    unsigned count = 0, grade;

    open_needs_find(it->model, it->region, &found);
    for (unsigned i = 0; i < concept->needs.count && concept->needs.exists; i++)
        if (found.grades[i] > 0)
            print_need(it, &count, concept->needs.list[i].code, found.grades[i]);
    for (unsigned code = 0; found.other_count > 0; found.other_count--, code++) {
        char other[32];
        while (code < codes->count && !must_have(it, COL_NEEDS, code))
            code++;
        snprintf(other, sizeof other, "something-else-%u", code);
        grade = found.other_score - (found.other_count - 1);
        grade = grade > 3 ? 3 : grade;
        found.other_score -= grade;
        print_need(it, &count,
                   code < codes->count ? codes->names[code] : span_from(other), grade);
    }
}

static void print_strategies(const struct choosing *it)
{
    const struct concept *concept = it->model->concept;
    const struct code_set *codes = &concept->columns.column[COL_STRATEGIES].codes;
    const struct code_set *outputs = &concept->strategies.table.outputs;
    unsigned count = 0;

    for (unsigned i = 0; i < codes->count; i++)
        if (must_have(it, COL_STRATEGIES, i))
            print_entry(it, COL_STRATEGIES, &count, codes->names[i]);
    for (unsigned i = 0; i < outputs->count && count == 0; i++) {
        int code = code_find(codes, outputs->names[i]);
        unsigned axis =
            code >= 0 ? it->model->members[COL_STRATEGIES][code] : AXIS_NONE;
        if (axis == AXIS_NONE || set_has(set_of(it, axis), MEMBER_HAS))
            print_entry(it, COL_STRATEGIES, &count, outputs->names[i]);
    }
    if (count == 0)
        print_entry(it, COL_STRATEGIES, &count, span_from("something-else"));
}

static void print_column(const struct choosing *it, unsigned axis)
{
    const struct meaning *meaning = &it->model->meanings[axis];
    int column = meaning->column;
    bool may_be_empty = set_has(set_of(it, axis), POINT_UNKNOWN);

    /* An empty cell of these two is a list without entries. */
    if (column == COL_NEEDS || column == COL_STRENGTHS) {
        bool is_known = set_has(set_of(it, axis), POINT_KNOWN) || !may_be_empty;
        if (!is_known)
            begin_part(it, "without ", column);
        else if (column == COL_NEEDS)
            print_needs(it);
        else if (!set_has(set_of(it, axis), POINT_KNOWN))
            print_number(it, axis, column);
    } else if (may_be_empty || column == COL_CLIENT_ID) {
        return;
    } else if (meaning->role == ROLE_LIST) {
        print_strategies(it);
    } else if (meaning->role == ROLE_VALUES) {
        print_number(it, axis, column);
    } else {
        print_code(it, axis, column);
    }
}

void specimen_print(const struct model *model, const uint64_t *region,
                    struct buffer *out)
{
    size_t size = model->space.words * sizeof *region;
    struct choosing it = {.model = model, .out = out};

    it.region = memcpy(mem_array(model->space.words + 1, sizeof *region), region, size);
    it.values = mem_array(model->space.count + 1, sizeof *it.values);
    choose_values(&it);
    for (unsigned i = 0; i < model->space.count; i++) {
        const struct meaning *meaning = &model->meanings[i];
        bool is_derived_number =
            model->concept->columns.column[meaning->column].stage == STAGE_FACTS;
        if (meaning->role == ROLE_DERIVED &&
            model->concept->derived[meaning->number].is_decided)
            print_human(&it, i, meaning->column);
        else if ((meaning->role == ROLE_CODES || meaning->role == ROLE_VALUES ||
                  meaning->role == ROLE_LIST) &&
                 !is_derived_number)
            print_column(&it, i);
    }
    free(it.region);
    free(it.values);
}
