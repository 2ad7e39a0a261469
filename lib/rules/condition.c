/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/condition.h"

#include <stdarg.h>
#include <stdio.h>

#include "rules/interval.h"
#include "rules/unary.h"
#include "value/code.h"
#include "value/date.h"
#include "value/number.h"

enum { RANGES_MOST = 16 };

/* A cell that is being compiled. */
struct compiling {
    struct condition_context *context;
    struct column *column;
    struct condition *condition;
    uint64_t excluded_mask; /* codes inside not(…) */
    bool has_excluded;
    struct interval ranges[RANGES_MOST], excluded[RANGES_MOST];
    unsigned range_count, excluded_count;
};

#define fault(it, ...) condition_fault((it)->context, __VA_ARGS__)

static bool add_range(struct compiling *it, struct span test, bool excluded)
{
    unsigned *count = excluded ? &it->excluded_count : &it->range_count;
    struct interval *range = excluded ? &it->excluded[*count] : &it->ranges[*count];

    if (*count == RANGES_MOST)
        return fault(it, "too many tests in one cell, at most %d", RANGES_MOST);
    if (!interval_read(range, it->column, test, it->context))
        return false;
    ++*count;
    return true;
}

/* The codes of a closed column, as far as they fit. */
static bool unknown_code(const struct compiling *it, struct span test)
{
    const struct code_set *codes = &it->column->codes;
    struct nearest meant = {.name = test};
    char list[300];
    size_t used = 0;
    bool yes;

    if (it->column->kind == KIND_YESNO && code_parse_yesno(test, &yes))
        return fault(it, "unknown code \"%.*s\", expected %s", (int)test.len, test.ptr,
                     yes ? "yes" : "no");
    list[0] = '\0';
    for (unsigned i = 0; i < codes->count; i++)
        nearest_consider(&meant, codes->names[i]);
    for (unsigned i = 0; i < codes->count && used + 1 < sizeof list; i++)
        used += (size_t)snprintf(list + used, sizeof list - used, " %.*s",
                                 (int)codes->names[i].len, codes->names[i].ptr);
    if (meant.best.ptr != NULL)
        return fault(it,
                     "unknown code \"%.*s\" (did you mean \"%.*s\"?), expected one "
                     "of%s",
                     (int)test.len, test.ptr, (int)meant.best.len, meant.best.ptr,
                     list);
    return fault(it, "unknown code \"%.*s\", expected one of%s", (int)test.len,
                 test.ptr, list);
}

static bool add_code(struct compiling *it, struct span test, uint64_t *mask)
{
    struct span name = unary_unquote(test, it->context->arena);
    bool is_quoted = name.ptr != test.ptr;
    int code = code_find(&it->column->codes, name);

    if (code < 0 && it->column->closed)
        return unknown_code(it, test);
    if (code < 0 && it->column->kind != KIND_TEXT && !code_is_valid(name))
        return fault(it,
                     "malformed test \"%.*s\", expected a code of letters, digits, "
                     "- and _",
                     (int)test.len, test.ptr);
    if (!is_quoted && it->column->kind == KIND_TEXT && !unary_is_bare(test))
        return fault(it,
                     "malformed test \"%.*s\", expected a text with blanks, commas "
                     "or brackets in double quotes",
                     (int)test.len, test.ptr);
    if (code < 0 && it->column->codes.count >= COLUMN_CODES)
        return fault(it, "too many codes in tests on this column, at most %d",
                     COLUMN_CODES);
    if (code < 0)
        code = code_add(&it->column->codes, name, it->context->arena);
    *mask |= UINT64_C(1) << code;
    return true;
}

static bool add_list_test(struct compiling *it, struct span test)
{
    struct span code;

    if (unary_is_call(test, "has", &code))
        return add_code(it, code, &it->condition->mask);
    if (unary_is_call(test, "lacks", &code))
        return add_code(it, code, &it->condition->lacks);
    return fault(it, "malformed test \"%.*s\", expected has(CODE) or lacks(CODE)",
                 (int)test.len, test.ptr);
}

static bool add_value(struct compiling *it, struct span test, bool excluded)
{
    struct span rest = test, word = span_cut(&rest, ' ');

    if (test.len == 0 || span_is(test, "-"))
        return fault(it, "malformed test \"%.*s\", expected a value between commas",
                     (int)test.len, test.ptr);
    if (rest.ptr != NULL && columns_find(it->context->columns, word) >= 0)
        return fault(it,
                     "\"%.*s\" tests another column, expected a semicolon before it",
                     (int)test.len, test.ptr);
    if (test.ptr[0] == '=' && it->condition->form <= CONDITION_LIST)
        return fault(it, "malformed test \"%.*s\", expected %.*s", (int)test.len,
                     test.ptr, (int)span_trim(span_after(test, 1)).len,
                     span_trim(span_after(test, 1)).ptr);
    if (it->column->kind == KIND_TERMS)
        return fault(it, "malformed test \"%.*s\", expected null or not(null) on terms",
                     (int)test.len, test.ptr);
    switch (it->condition->form) {
    case CONDITION_MASK:
        return add_code(it, test, excluded ? &it->excluded_mask : &it->condition->mask);
    case CONDITION_LIST:
        return excluded
                   ? fault(it, "not(…) does not work on lists, expected lacks(CODE)")
                   : add_list_test(it, test);
    case CONDITION_RANGES:
    case CONDITION_REACHES:
    default:
        return add_range(it, test, excluded);
    }
}

/* not(A,null): neither A nor unknown, which is what not(A) is already. */
static bool add_excluded(struct compiling *it, struct span inside)
{
    bool has_value = false;

    if (it->has_excluded)
        return fault(it, "more than one not(…) on a column, expected not(A,B)");
    while (inside.ptr != NULL) {
        struct span value = unary_cut(&inside);
        if (span_is(value, "null"))
            continue;
        has_value = true;
        if (!add_value(it, value, true))
            return false;
    }
    it->has_excluded = has_value;
    it->condition->if_known |= !has_value;
    return true;
}

static bool add_test(struct compiling *it, struct span test)
{
    struct span inside;

    if (span_is(test, "null")) {
        it->condition->if_unknown = true;
        return true;
    }
    if (unary_is_call(test, "not", &inside))
        return add_excluded(it, inside);
    return add_value(it, test, false);
}

/* `> 6,< 12` holds for every number: the comma is *or*. */
static bool covers_all(const struct compiling *it)
{
    const struct interval *above = NULL, *below = NULL;
    int32_t low, high;

    for (unsigned i = 0; i < it->range_count; i++) {
        const struct interval *range = &it->ranges[i];
        if (!interval_is_fixed(range))
            continue;
        if (range->low.number == INTERVAL_LEAST)
            below = range;
        else if (range->high.number == INTERVAL_MOST)
            above = range;
    }
    if (above == NULL || below == NULL)
        return false;
    low = above->low.number + above->low.shift;
    high = below->high.number + below->high.shift;
    if (low > high + 1)
        return false;
    if (it->column->kind == KIND_NUMBER && low <= high)
        fault(it, "this holds for every number, since a comma is or: [%d..%d]?", low,
              high);
    else if (low > high)
        fault(it, "this holds for every value, since a comma is or: not(null)?");
    else
        fault(it, "this holds for every date, since a comma is or: [A..B]?");
    return true;
}

/* The bound that an operand becomes. */
static struct bound keep_bound(const struct compiling *it,
                               const struct operand *operand, bool is_low)
{
    const struct moving_bound moving = {it->condition->column, is_low, operand->shift,
                                        operand->steps};
    struct bound bound = {.number = operand->number + operand->shift};

    if (operand->kind == OPERAND_FIXED)
        return bound;
    if (operand->kind == OPERAND_DAY) {
        bound.kind = BOUND_MOVING;
        bound.place = (uint16_t)moving_add(it->context->moving, &moving);
        return bound;
    }
    bound.kind = BOUND_COLUMN;
    bound.place = (uint16_t)operand->column;
    bound.number = operand->shift;
    if (operand->steps.count > 0) {
        struct steps *steps = arena_alloc(it->context->arena, sizeof *steps);
        *steps = operand->steps;
        bound.steps = steps;
    }
    return bound;
}

/* Each interval: first those that hold, then the excluded ones. */
static const struct interval *interval_at(const struct compiling *it, unsigned i)
{
    return i < it->range_count ? &it->ranges[i] : &it->excluded[i - it->range_count];
}

static void keep_ranges(struct compiling *it)
{
    struct condition *condition = it->condition;
    unsigned count = it->range_count + it->excluded_count;
    bool all_fixed = true;

    condition->range_count = (uint16_t)it->range_count;
    condition->excluded_count = (uint16_t)it->excluded_count;
    for (unsigned i = 0; i < count; i++)
        all_fixed = all_fixed && interval_is_fixed(interval_at(it, i));
    if (all_fixed) {
        struct range *ranges =
            arena_alloc(it->context->arena, (count + 1) * sizeof *ranges);
        for (unsigned i = 0; i < count; i++) {
            const struct interval *from = interval_at(it, i);
            ranges[i] = (struct range){from->low.number + from->low.shift,
                                       from->high.number + from->high.shift};
        }
        condition->ranges = ranges;
    } else {
        struct reach *reaches =
            arena_alloc(it->context->arena, (count + 1) * sizeof *reaches);
        for (unsigned i = 0; i < count; i++) {
            const struct interval *from = interval_at(it, i);
            reaches[i] = (struct reach){keep_bound(it, &from->low, true),
                                        keep_bound(it, &from->high, false)};
        }
        condition->form = CONDITION_REACHES;
        condition->reaches = reaches;
    }
}

bool condition_fault(struct condition_context *context, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    vsnprintf(context->fault, FAULT_BYTES, format, args);
    va_end(args);
    return false;
}

bool condition_compile(struct condition *condition, int column, struct span tests,
                       struct condition_context *context)
{
    struct compiling it; /* its ranges are filled as they come: there is much room */

    it.context = context;
    it.condition = condition;
    it.column = &context->columns->column[column];
    it.excluded_mask = 0;
    it.has_excluded = false;
    it.range_count = it.excluded_count = 0;
    context->fault[0] = '\0';
    if (it.column->stage >= context->stage)
        return fault(&it,
                     "\"%.*s\" is derived later than this table, expected a "
                     "column that is known before",
                     (int)it.column->name.len, it.column->name.ptr);
    *condition = (struct condition){.column = (uint16_t)column};
    if (it.column->kind == KIND_DATE || it.column->kind == KIND_NUMBER ||
        it.column->kind == KIND_TERMS)
        condition->form = CONDITION_RANGES;
    else if (it.column->kind == KIND_LIST)
        condition->form = CONDITION_LIST;
    while (tests.ptr != NULL)
        if (!add_test(&it, unary_cut(&tests)))
            return false;
    if (it.has_excluded && condition->form == CONDITION_MASK)
        condition->mask |= ~it.excluded_mask;
    if (condition->form == CONDITION_RANGES) {
        if (covers_all(&it))
            return false;
        keep_ranges(&it);
    }
    return true;
}

int32_t bound_of_column(const struct bound *bound, const struct value *values,
                        const struct day *day)
{
    const struct value *value = &values[bound->place];
    int32_t number = value->number;
    unsigned doubts = 0;

    if (!value->known)
        return DATE_NONE;
    if (bound->steps != NULL)
        number = steps_apply(bound->steps, day->calendar, number, &doubts);
    return number == DATE_NONE ? DATE_NONE : number + bound->number;
}

/* Whether a number lies in a reach. False, and *is_known too, where an end is unknown.
 */
static bool lies_in(const struct reach *reach, int32_t number,
                    const struct value *values, const struct day *day, bool *is_known)
{
    int32_t low = bound_get(&reach->low, values, day);
    int32_t high = bound_get(&reach->high, values, day);

    *is_known = low != DATE_NONE && high != DATE_NONE;
    return *is_known && number >= low && number <= high;
}

bool condition_reaches(const struct condition *condition, int32_t number,
                       const struct value *values, const struct day *day)
{
    const struct reach *reach = condition->reaches;
    bool is_known;

    for (unsigned i = 0; i < condition->range_count; i++, reach++)
        if (lies_in(reach, number, values, day, &is_known))
            return true;
    for (unsigned i = 0; i < condition->excluded_count; i++, reach++)
        if (lies_in(reach, number, values, day, &is_known) || !is_known)
            return false;
    return condition->excluded_count > 0;
}
