/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/steps.h"

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

/* `+6mo` and the like at the start of *text, which is cut off. */
static bool parse_count(struct span *text, struct step *step)
{
    static const struct {
        const char *name;
        enum step_kind kind;
        int factor;
    } units[] = {{"age", STEP_BIRTHDAY, 1}, {"mo", STEP_MONTHS, 1},
                 {"y", STEP_MONTHS, 12},    {"w", STEP_DAYS, 7},
                 {"d", STEP_DAYS, 1},       {"b", STEP_WORKING_DAYS, 1}};
    bool back = text->len > 0 && text->ptr[0] == '-';
    struct span rest;
    int32_t n = 0;

    if (text->len < 3 || (text->ptr[0] != '+' && !back))
        return false;
    rest = span_after(*text, 1);
    if (!number_parse(span_of(rest.ptr, number_digits(rest)), NUMBER_MAX, &n))
        return false;
    rest = span_after(rest, number_digits(rest));
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        if (!span_starts(rest, units[i].name))
            continue;
        if (units[i].kind == STEP_BIRTHDAY && back)
            return false;
        n *= units[i].factor;
        *step = (struct step){units[i].kind, back ? -n : n, 0, back && n == 0};
        *text = span_after(rest, strlen(units[i].name));
        return true;
    }
    return false;
}

bool steps_parse(struct span text, struct steps *steps)
{
    steps->count = 0;
    for (text = span_trim(text); text.len > 0; text = span_trim(text)) {
        struct step *step = &steps->step[steps->count];
        if (steps->count == STEPS_MOST)
            return false;
        if (!(text.ptr[0] == '>' ? parse_month_day(&text, step)
                                 : parse_count(&text, step)))
            return false;
        steps->count++;
    }
    return steps->count > 0;
}

static int32_t apply(const struct step *step, const struct calendar *calendar,
                     int32_t day, bool *unchecked)
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
        *unchecked |= !calendar_is_checked(calendar, day) ||
                      (result != DATE_NONE && !calendar_is_checked(calendar, result));
        return result;
    }
}

int32_t steps_apply(const struct steps *steps, const struct calendar *calendar,
                    int32_t day, bool *unchecked)
{
    for (unsigned i = 0; i < steps->count && day != DATE_NONE; i++)
        day = apply(&steps->step[i], calendar, day, unchecked);
    return day;
}
