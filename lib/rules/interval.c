/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/interval.h"

#include "base/names.h"
#include "rules/columns.h"
#include "rules/condition.h"
#include "value/code.h"
#include "value/date.h"
#include "value/number.h"

/* A test that is being read. */
struct reading {
    struct condition_context *context;
    const struct column *column;
};

#define fault(it, ...) condition_fault((it)->context, __VA_ARGS__)

static bool read_steps(const struct reading *it, struct span text, struct steps *steps)
{
    if (text.len == 0)
        return true;
    if (parameters_fault(it->context->parameters, text, false, it->context->fault,
                         FAULT_BYTES))
        return false;
    if (!steps_parse(text, it->context->parameters, steps))
        return fault(it,
                     "malformed steps \"%.*s\", expected such as +6mo -3mo +10b "
                     ">09-30 +25age +$contact",
                     (int)text.len, text.ptr);
    it->context->parameters_used |= steps->parameters;
    return true;
}

/* `$name`, on numbers. */
static bool read_parameter(const struct reading *it, struct span name,
                           struct operand *operand)
{
    const struct parameters *parameters = it->context->parameters;
    int number = parameters_find(parameters, name);

    if (parameters_fault(parameters, span_of(name.ptr - 1, name.len + 1), true,
                         it->context->fault, FAULT_BYTES))
        return false;
    if (number < 0)
        return fault(it, "malformed test \"$%.*s\", expected the name of a parameter",
                     (int)name.len, name.ptr);
    operand->number = parameters->list[number].number;
    it->context->parameters_used |= UINT64_C(1) << number;
    return true;
}

/* Whether a text was meant as the name of something. */
static bool is_word(struct span text)
{
    return text.len > 0 && (text.ptr[0] < '0' || text.ptr[0] > '9');
}

/* An operand that is no column; false. */
static bool unknown_column(const struct reading *it, struct span name)
{
    bool is_date = it->column->kind == KIND_DATE;
    struct nearest meant =
        columns_nearest(it->context->columns, name, (int)it->column->kind);

    if (is_date)
        nearest_consider(&meant, span_from("as_of"));
    if (meant.best.ptr == NULL)
        return fault(it, "unknown column \"%.*s\", expected a %s column%s",
                     (int)name.len, name.ptr, is_date ? "date" : "number",
                     is_date ? ", a date or as_of" : ", a number or $parameter");
    return fault(it,
                 "unknown column \"%.*s\" (did you mean \"%.*s\"?), expected a %s "
                 "column%s",
                 (int)name.len, name.ptr, (int)meant.best.len, meant.best.ptr,
                 is_date ? "date" : "number",
                 is_date ? ", a date or as_of" : ", a number or $parameter");
}

/* A column of the tested kind, with steps behind it where these are dates. */
static bool read_column(const struct reading *it, struct span text,
                        struct operand *operand)
{
    const struct columns *columns = it->context->columns;
    struct span name = code_leading_name(text);
    const struct column *column;

    operand->kind = OPERAND_COLUMN;
    operand->column = name.len > 0 ? columns_find(columns, name) : -1;
    if (operand->column < 0)
        return is_word(name) && unknown_column(it, name);
    column = &columns->column[operand->column];
    if (column->kind != it->column->kind)
        return fault(it, "\"%.*s\" is no %s column, expected one", (int)name.len,
                     name.ptr, it->column->kind == KIND_DATE ? "date" : "number");
    if (column->stage >= it->context->stage)
        return fault(it,
                     "\"%.*s\" is derived later than this table, expected a column "
                     "that is known before",
                     (int)name.len, name.ptr);
    text = span_trim(span_after(text, name.len));
    if (column->kind == KIND_NUMBER)
        return text.len == 0;
    return read_steps(it, text, &operand->steps);
}

static bool read_day(const struct reading *it, struct span text,
                     struct operand *operand)
{
    const struct condition_context *context = it->context;

    if (date_lacks_century(text))
        return fault(it,
                     "\"%.*s\" has a year of two digits, which may be of any "
                     "century, expected YYYY-MM-DD or DD.MM.YYYY",
                     (int)text.len, text.ptr);
    if (text.len == DATE_BYTES && text.ptr[4] == '-')
        return date_parse(text, &operand->number);
    if (text.len == DATE_BYTES && text.ptr[2] == '.')
        return date_parse(text, &operand->number);
    if (!span_is(code_leading_name(text), "as_of"))
        return read_column(it, text, operand);
    operand->kind = OPERAND_DAY;
    if (!read_steps(it, span_trim(span_after(text, 5)), &operand->steps))
        return false;
    return steps_apply(&operand->steps, context->calendar, context->as_of,
                       context->doubts) != DATE_NONE ||
           fault(it, "\"%.*s\" leads out of the calendar", (int)text.len, text.ptr);
}

/* One end of a comparison or range. */
static bool read_operand(const struct reading *it, struct span text,
                         struct operand *operand)
{
    text = span_trim(text);
    if (it->column->kind == KIND_DATE)
        return read_day(it, text, operand);
    if (text.len > 0 && text.ptr[0] == '$')
        return read_parameter(it, span_after(text, 1), operand);
    return number_parse(text, NUMBER_MAX, &operand->number) ||
           read_column(it, text, operand);
}

/* `< X`, `<= X`, `> X`, `>= X`, `X` */
static bool read_comparison(const struct reading *it, struct span test,
                            struct interval *range)
{
    bool or_equal = test.len > 1 && test.ptr[1] == '=';
    char sign = test.ptr[0];

    if (sign != '<' && sign != '>') {
        if (!read_operand(it, test, &range->low))
            return false;
        range->high = range->low;
        return range->low.kind != OPERAND_COLUMN;
    }
    if (sign == '<')
        range->high.shift = or_equal ? 0 : -1;
    else
        range->low.shift = or_equal ? 0 : 1;
    return read_operand(it, span_after(test, or_equal ? 2 : 1),
                        sign == '<' ? &range->high : &range->low);
}

/* `[A..B]`, `(A..B]`, `[A..B)`, `(A..B)` */
static bool read_interval(const struct reading *it, struct span test,
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
    if (interval_is_fixed(range) &&
        range->low.number + range->low.shift > range->high.number + range->high.shift)
        return fault(it, "\"%.*s\" holds nothing, expected something between its ends",
                     (int)test.len, test.ptr);
    return true;
}

/* What somebody may have meant by a test that is none. */
static bool malformed_range(const struct reading *it, struct span test)
{
    const char *what = it->column->kind == KIND_NUMBER ? "whole numbers" : "dates";
    const char *dots = memmem(test.ptr, test.len, "..", 2);

    if (it->context->fault[0] != '\0')
        return false;
    if (dots != NULL && test.ptr[0] != '[' && test.ptr[0] != '(')
        return fault(it, "malformed test \"%.*s\", expected [%.*s]", (int)test.len,
                     test.ptr, (int)test.len, test.ptr);
    if (test.len > 2 && test.ptr[0] == '=' &&
        (test.ptr[1] == '>' || test.ptr[1] == '<'))
        return fault(it, "malformed test \"%.*s\", expected %c= %.*s", (int)test.len,
                     test.ptr, test.ptr[1], (int)span_trim(span_after(test, 2)).len,
                     span_trim(span_after(test, 2)).ptr);
    if (test.ptr[0] == '=')
        return fault(it, "malformed test \"%.*s\", expected %.*s", (int)test.len,
                     test.ptr, (int)span_trim(span_after(test, 1)).len,
                     span_trim(span_after(test, 1)).ptr);
    return fault(it, "malformed test \"%.*s\", expected one on %s such as %s",
                 (int)test.len, test.ptr, what,
                 it->column->kind == KIND_NUMBER
                     ? "12 <= 12 > 12 [6..12] <= $near_months"
                     : "2026-11-21 >= as_of-6mo < category_since");
}

bool interval_read(struct interval *interval, const struct column *column,
                   struct span test, struct condition_context *context)
{
    const struct reading reading = {context, column};
    bool has_ends = test.ptr[0] == '[' || test.ptr[0] == '(';

    *interval =
        (struct interval){.low.number = INTERVAL_LEAST, .high.number = INTERVAL_MOST};
    return (has_ends ? read_interval(&reading, test, interval)
                     : read_comparison(&reading, test, interval)) ||
           malformed_range(&reading, test);
}
