/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plan/gaps.h"

#include "base/mem.h"
#include "person/facts.h"
#include "rules/concept.h"
#include "rules/decision.h"
#include "stream/header.h"
#include "stream/record.h"

void gaps_want(struct facts *facts)
{
    const struct checks *checks = &facts->concept->checks;

    facts_want_decision(facts, &checks->table);
    for (unsigned i = 0; i < checks->table.count; i++)
        if (checks->rules[i].column >= 0)
            facts_want(facts, checks->rules[i].column);
}

size_t gaps_room(const struct concept *concept)
{
    const struct checks *checks = &concept->checks;
    size_t room = 1;

    for (unsigned i = 0; i < checks->gap_count; i++)
        room += concept->columns.column[checks->gaps[i]->column].name.len + 1;
    return room;
}

struct span gaps_list(struct facts *facts, char *out)
{
    const struct checks *checks = &facts->concept->checks;
    const struct check_rule *const *end = checks->gaps + checks->gap_count;
    const struct span *cells = facts->cells;
    bool is_listed[COL_MOST] = {false};
    size_t len = 0;

    facts_begin_checks(facts);
    for (const struct check_rule *const *at = checks->gaps; at < end; at++) {
        int column = (*at)->column;
        struct span name;
        /* Most cells are filled: whether the row holds is asked for the others. */
        if (cells[column].len > 0 ||
            !rule_holds((*at)->rule, facts->values, &facts->day) || is_listed[column])
            continue;
        is_listed[column] = true;
        name = facts->concept->columns.column[column].name;
        if (len > 0)
            out[len++] = ' ';
        memcpy(out + len, name.ptr, name.len);
        len += name.len;
    }
    facts_end_checks(facts);
    return span_of(out, len);
}
