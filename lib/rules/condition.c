/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/condition.h"

#include "rules/steps.h"
#include "value/number.h"

enum { RANGES_MOST = 16 };

/* An end of a range. */
struct operand {
    int32_t day; /* or number */
    int32_t shift;
    bool is_relative; /* `day` is as_of with these steps */
    struct steps steps;
};

struct interval {
    struct operand low, high; /* both inclusive, with their shifts */
};

/* A cell that is being compiled. */
struct compiling {
    const struct condition_context *context;
    struct column *column;
    struct condition *condition;
    uint64_t excluded_mask; /* codes inside not(…) */
    bool has_excluded;
    struct interval ranges[RANGES_MOST], excluded[RANGES_MOST];
    unsigned range_count, excluded_count;
};

static const char NOT_A_TEST[] = "malformed test";

/* Cuts off the first test of *rest, up to a comma outside brackets. */
static struct span cut_test(struct span *rest)
{
    struct span text = *rest;
    int depth = 0;

    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        depth += c == '(' || c == '[';
        depth -= c == ')' || c == ']';
        if (c == ',' && depth == 0) {
            *rest = span_after(text, i + 1);
            return span_trim(span_of(text.ptr, i));
        }
    }
    *rest = span_of(NULL, 0);
    return span_trim(text);
}

/* `NAME(INSIDE)`: gives the inside. */
static bool is_call(struct span test, const char *name, struct span *inside)
{
    size_t len = strlen(name);

    if (!span_starts(test, name) || test.len < len + 2 || test.ptr[len] != '(' ||
        test.ptr[test.len - 1] != ')')
        return false;
    *inside = span_trim(span_of(test.ptr + len + 1, test.len - len - 2));
    return true;
}

/* A number, an ISO date, or `as_of` with steps behind it. */
static bool read_operand(const struct compiling *it, struct span text,
                         struct operand *operand)
{
    text = span_trim(text);
    if (it->column->kind == KIND_NUMBER)
        return number_parse(text, NUMBER_MAX, &operand->day);
    if (!span_starts(text, "as_of"))
        return text.len == DATE_BYTES && text.ptr[4] == '-' &&
               date_parse(text, &operand->day);
    text = span_after(text, 5);
    operand->is_relative = true;
    operand->day = it->context->as_of;
    if (text.len == 0)
        return true;
    if (!steps_parse(text, &operand->steps))
        return false;
    operand->day = steps_apply(&operand->steps, it->context->calendar, operand->day,
                               it->context->unchecked);
    return operand->day != DATE_NONE;
}

/* `< X`, `<= X`, `> X`, `>= X`, `X` */
static bool read_comparison(const struct compiling *it, struct span test,
                            struct interval *range)
{
    bool or_equal = test.len > 1 && test.ptr[1] == '=';
    char sign = test.ptr[0];

    if (sign != '<' && sign != '>') {
        if (!read_operand(it, test, &range->low))
            return false;
        range->high = range->low;
        return true;
    }
    if (sign == '<')
        range->high.shift = or_equal ? 0 : -1;
    else
        range->low.shift = or_equal ? 0 : 1;
    return read_operand(it, span_after(test, or_equal ? 2 : 1),
                        sign == '<' ? &range->high : &range->low);
}

/* `[A..B]`, `(A..B]`, `[A..B)`, `(A..B)` */
static bool read_interval(const struct compiling *it, struct span test,
                          struct interval *range)
{
    const char *dots = memmem(test.ptr, test.len, "..", 2);
    char last = test.ptr[test.len - 1];
    struct span low, high;

    if (dots == NULL || (last != ')' && last != ']'))
        return false;
    low = span_of(test.ptr + 1, (size_t)(dots - test.ptr) - 1);
    high = span_of(dots + 2, (size_t)(test.ptr + test.len - 1 - (dots + 2)));
    if (!read_operand(it, low, &range->low) || !read_operand(it, high, &range->high))
        return false;
    range->low.shift = test.ptr[0] == '(';
    range->high.shift = -(last == ')');
    return range->low.day + range->low.shift <= range->high.day + range->high.shift;
}

static const char *add_range(struct compiling *it, struct span test, bool excluded)
{
    unsigned *count = excluded ? &it->excluded_count : &it->range_count;
    struct interval *range = excluded ? &it->excluded[*count] : &it->ranges[*count];
    bool interval = test.ptr[0] == '[' || test.ptr[0] == '(';

    if (*count == RANGES_MOST)
        return "too many tests in one cell";
    *range = (struct interval){.low.day = INT32_MIN, .high.day = INT32_MAX};
    if (!(interval ? read_interval(it, test, range) : read_comparison(it, test, range)))
        return it->column->kind == KIND_NUMBER
                   ? "malformed test, expected one on whole numbers"
                   : "malformed test, expected one on dates YYYY-MM-DD or as_of";
    ++*count;
    return NULL;
}

static const char *add_code(struct compiling *it, struct span test, uint64_t *mask)
{
    int code = code_find(&it->column->codes, test);

    if (code < 0 && it->column->closed)
        return "unknown code";
    if (code < 0 && it->column->kind != KIND_TEXT && !code_is_valid(test))
        return NOT_A_TEST;
    if (code < 0 && it->column->codes.count >= COLUMN_CODES)
        return "too many codes in tests on this column";
    if (code < 0)
        code = code_add(&it->column->codes, test, it->context->arena);
    if (code < 0)
        return "out of memory";
    *mask |= UINT64_C(1) << code;
    return NULL;
}

static const char *add_list_test(struct compiling *it, struct span test)
{
    struct span code;

    if (is_call(test, "has", &code))
        return add_code(it, code, &it->condition->mask);
    if (is_call(test, "lacks", &code))
        return add_code(it, code, &it->condition->lacks);
    return "malformed test, expected has(CODE) or lacks(CODE)";
}

static const char *add_value(struct compiling *it, struct span test, bool excluded)
{
    if (test.len == 0 || span_is(test, "-"))
        return NOT_A_TEST;
    switch (it->condition->form) {
    case CONDITION_MASK:
        if (it->column->kind == KIND_TERMS)
            return "malformed test, expected null or not(null) on terms";
        return add_code(it, test, excluded ? &it->excluded_mask : &it->condition->mask);
    case CONDITION_RANGES:
        return add_range(it, test, excluded);
    case CONDITION_LIST:
    default:
        return excluded ? "not(…) does not work on lists" : add_list_test(it, test);
    }
}

static const char *add_test(struct compiling *it, struct span test)
{
    struct span inside;

    if (span_is(test, "null")) {
        it->condition->if_unknown = true;
        return NULL;
    }
    if (!is_call(test, "not", &inside))
        return add_value(it, test, false);
    if (span_is(inside, "null")) {
        it->condition->if_known = true;
        return NULL;
    }
    if (it->has_excluded)
        return "more than one not(…) in a cell";
    it->has_excluded = true;
    while (inside.ptr != NULL) {
        struct span value = cut_test(&inside);
        const char *fault =
            span_is(value, "null") ? NOT_A_TEST : add_value(it, value, true);
        if (fault != NULL)
            return fault;
    }
    return NULL;
}

/* Sets an end of a range that is kept; one that counts from as_of is to move. */
static bool keep_bound(const struct compiling *it, const struct operand *operand,
                       bool is_low, int32_t *bound)
{
    const struct condition_context *context = it->context;
    const struct moving_bound moving = {.bound = bound,
                                        .column = it->condition->column,
                                        .is_low = is_low,
                                        .shift = operand->shift,
                                        .steps = operand->steps};

    *bound = operand->day + operand->shift;
    return !operand->is_relative || context->moving == NULL ||
           moving_add(context->moving, &moving, context->arena);
}

/* The ranges go to the arena: first those that hold, then the excluded ones. */
static const char *keep_ranges(struct compiling *it)
{
    size_t count = it->range_count, all = count + it->excluded_count;
    struct range *ranges = arena_alloc(it->context->arena, all * sizeof *ranges);

    if (ranges == NULL)
        return "out of memory";
    for (size_t i = 0; i < all; i++) {
        const struct interval *from =
            i < count ? &it->ranges[i] : &it->excluded[i - count];
        if (!keep_bound(it, &from->low, true, &ranges[i].low) ||
            !keep_bound(it, &from->high, false, &ranges[i].high))
            return "out of memory";
    }
    it->condition->ranges = ranges;
    it->condition->range_count = (uint16_t)count;
    it->condition->excluded_count = (uint16_t)it->excluded_count;
    return NULL;
}

const char *condition_compile(struct condition *condition, int column, struct span cell,
                              const struct condition_context *context)
{
    struct compiling it = {.context = context, .condition = condition};

    it.column = &context->columns->column[column];
    if (it.column->stage >= context->stage)
        return "this column is derived later than this table";
    *condition = (struct condition){.column = (uint16_t)column};
    if (it.column->kind == KIND_DATE || it.column->kind == KIND_NUMBER)
        condition->form = CONDITION_RANGES;
    else if (it.column->kind == KIND_LIST)
        condition->form = CONDITION_LIST;
    while (cell.ptr != NULL) {
        const char *fault = add_test(&it, cut_test(&cell));
        if (fault != NULL)
            return fault;
    }
    if (it.has_excluded && condition->form == CONDITION_MASK)
        condition->mask |= ~it.excluded_mask;
    return condition->form == CONDITION_RANGES ? keep_ranges(&it) : NULL;
}
