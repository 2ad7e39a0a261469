/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/steps.h"

#include "value/code.h"
#include "value/number.h"

/* `>MM-DD` at the start of *text, which is cut off. */
static bool parse_month_day(struct span *text, struct step *step)
{
    int32_t month = 0, day = 0;

    if (text->len < 6 || text->ptr[3] != '-' ||
        !number_parse(span_of(text->ptr + 1, 2), 12, &month) ||
        !number_parse(span_of(text->ptr + 4, 2), 31, &day))
        return false;
    /* 2000 is a leap year: 29 February is a day of some years. */
    if (month == 0 || day == 0 || day > date_days_in_month(2000, month))
        return false;
    *step = (struct step){STEP_MONTH_DAY, month, day, false};
    *text = span_after(*text, 6);
    return true;
}

/* `6mo` and the like at the start of *text, which is cut off. */
static bool parse_amount(struct span *text, bool back, struct step *step)
{
    static const struct {
        const char *name;
        enum step_kind kind;
        int factor;
    } units[] = {{"age", STEP_BIRTHDAY, 1}, {"mo", STEP_MONTHS, 1},
                 {"y", STEP_MONTHS, 12},    {"w", STEP_DAYS, 7},
                 {"d", STEP_DAYS, 1},       {"b", STEP_WORKING_DAYS, 1}};
    size_t digits = number_digits(*text);
    struct span unit = span_after(*text, digits);
    int32_t n = 0;

    if (!number_parse(span_of(text->ptr, digits), NUMBER_MAX, &n))
        return false;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        if (!span_starts(unit, units[i].name))
            continue;
        if (units[i].kind == STEP_BIRTHDAY && back)
            return false;
        n *= units[i].factor;
        *step = (struct step){units[i].kind, back ? -n : n, 0, back && n == 0};
        *text = span_after(unit, strlen(units[i].name));
        return true;
    }
    return false;
}

/* `$name` at the start of *text, which is cut off. */
static bool parse_parameter(struct span *text, bool back,
                            const struct parameters *parameters, struct steps *steps)
{
    struct span name = code_leading_name(span_after(*text, 1)), amount;
    int number = parameters_find(parameters, name);

    if (number < 0 || parameters->list[number].is_number)
        return false;
    amount = parameters->list[number].value;
    if (amount.len == 0 || !parse_amount(&amount, back, &steps->step[steps->count]))
        return false;
    steps->parameters |= UINT64_C(1) << number;
    *text = span_after(*text, 1 + name.len);
    return true;
}

static bool parse_step(struct span *text, const struct parameters *parameters,
                       struct steps *steps)
{
    struct step *step = &steps->step[steps->count];
    bool back = text->ptr[0] == '-';

    if (text->ptr[0] == '>')
        return parse_month_day(text, step);
    if (text->len < 2 || (text->ptr[0] != '+' && !back))
        return false;
    *text = span_after(*text, 1);
    return text->ptr[0] == '$' ? parse_parameter(text, back, parameters, steps)
                               : parse_amount(text, back, step);
}

bool steps_parse(struct span text, const struct parameters *parameters,
                 struct steps *steps)
{
    steps->count = 0;
    steps->parameters = 0;
    steps->works = false;
    steps->number = 0;
    for (text = span_trim(text); text.len > 0; text = span_trim(text)) {
        if (steps->count == STEPS_MOST || !parse_step(&text, parameters, steps))
            return false;
        steps->works |= steps->step[steps->count++].kind == STEP_WORKING_DAYS;
    }
    return steps->count > 0;
}

static int32_t apply(const struct step *step, const struct calendar *calendar,
                     int32_t day, unsigned *doubts)
{
    int32_t result;

    switch (step->kind) {
    case STEP_DAYS:
        return day + step->n;
    case STEP_MONTHS:
        return date_add_months(day, step->n);
    case STEP_MONTH_DAY:
        return date_next_month_day(day, step->n, step->month_day);
    case STEP_BIRTHDAY:
        return date_birthday(day, step->n);
    case STEP_WORKING_DAYS:
    default:
        result = calendar_add_working(calendar, day, step->n, step->back_from_zero);
        *doubts |= calendar_doubts(calendar, day);
        if (result != DATE_NONE)
            *doubts |= calendar_doubts(calendar, result);
        return result;
    }
}

bool steps_equal(const struct steps *a, const struct steps *b)
{
    if (a->count != b->count)
        return false;
    for (unsigned i = 0; i < a->count; i++)
        if (a->step[i].kind != b->step[i].kind || a->step[i].n != b->step[i].n ||
            a->step[i].month_day != b->step[i].month_day ||
            a->step[i].back_from_zero != b->step[i].back_from_zero)
            return false;
    return true;
}

int32_t steps_apply(const struct steps *steps, const struct calendar *calendar,
                    int32_t day, unsigned *doubts)
{
    for (unsigned i = 0; i < steps->count && day != DATE_NONE; i++)
        day = apply(&steps->step[i], calendar, day, doubts);
    return day;
}
