/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "due/duelist.h"

#include "value/date.h"
#include "value/number.h"

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

static bool add_kind(struct duelist *duelist, struct span name)
{
    for (unsigned i = 0; i < DEADLINE_KINDS; i++) {
        if (!span_is(name, DEADLINE_KIND_NAMES[i]))
            continue;
        duelist->is_kind[i] = true;
        return true;
    }
    return false;
}

bool duelist_kinds(struct duelist *duelist, struct span kinds)
{
    for (unsigned i = 0; i < DEADLINE_KINDS; i++)
        duelist->is_kind[i] = kinds.ptr == NULL;
    while (kinds.ptr != NULL)
        if (!add_kind(duelist, span_cut(&kinds, ',')))
            return false;
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
        const struct deadline_rule *rule = obligations[i].rule;
        if (!duelist->is_named[rule->deadline] || !duelist->is_kind[rule->kind] ||
            !is_in_window(duelist, &obligations[i]))
            continue;
        obligations[listed++] = obligations[i];
        if (duelist->window == WINDOW_NEXT)
            break;
    }
    return listed;
}
