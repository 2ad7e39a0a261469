/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "duelist.h"

#include "date.h"
#include "number.h"

bool duelist_within(struct duelist *duelist, struct span time)
{
    size_t digits = number_digits(time);
    int32_t n = 0;

    if (!number_parse(span_of(time.ptr, digits), NUMBER_MAX, &n))
        return false;
    time = span_after(time, digits);
    if (span_is(time, "d"))
        duelist->last_begin = duelist->as_of + n;
    else if (span_is(time, "w"))
        duelist->last_begin = duelist->as_of + 7 * n;
    else if (span_is(time, "mo"))
        duelist->last_begin = date_add_months(duelist->as_of, n);
    else
        return false;
    return true;
}

bool duelist_name(struct duelist *duelist, const struct deadlines *deadlines,
                  struct span names)
{
    for (unsigned i = 0; i < deadlines->name_count; i++)
        duelist->is_named[i] = names.ptr == NULL;
    while (names.ptr != NULL) {
        struct span name = span_cut(&names, ',');
        unsigned i = 0;
        while (i < deadlines->name_count && !span_equal(deadlines->names[i], name))
            i++;
        if (i == deadlines->name_count)
            return false;
        duelist->is_named[i] = true;
    }
    return true;
}

static bool is_in_window(const struct duelist *duelist,
                         const struct obligation *obligation)
{
    enum obligation_status status = obligation_status(obligation, duelist->as_of);

    switch (duelist->window) {
    case WINDOW_ALL:
    case WINDOW_NEXT:
        return true;
    case WINDOW_OVERDUE:
        return status == OBLIGATION_OVERDUE;
    case WINDOW_WITHIN:
        return obligation_begins_on(obligation) <= duelist->last_begin;
    case WINDOW_NOW:
    default:
        return status != OBLIGATION_UPCOMING;
    }
}

unsigned duelist_select(const struct duelist *duelist, struct obligation *obligations,
                        unsigned count)
{
    unsigned listed = 0;

    for (unsigned i = 0; i < count; i++) {
        if (!duelist->is_named[obligations[i].rule->deadline] ||
            !is_in_window(duelist, &obligations[i]))
            continue;
        obligations[listed++] = obligations[i];
        if (duelist->window == WINDOW_NEXT)
            break;
    }
    return listed;
}
