/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plan/gaps.h"

void gaps_want(struct facts *facts)
{
    const struct decision *wanted = &facts->concept->wanted;

    facts_want_decision(facts, wanted);
    for (unsigned i = 0; i < wanted->count; i++)
        if (span_is(wanted->rules[i].id, "category"))
            facts_want(facts, COL_CATEGORY);
}

bool gaps_bind(struct gaps *gaps, const struct concept *concept,
               const struct header *header, struct arena *arena)
{
    const struct decision *wanted = &concept->wanted;

    gaps->concept = concept;
    gaps->room = 1;
    gaps->places = arena_alloc(arena, (wanted->count + 1) * sizeof *gaps->places);
    gaps->is_category =
        arena_alloc(arena, (wanted->count + 1) * sizeof *gaps->is_category);
    if (gaps->places == NULL || gaps->is_category == NULL)
        return false;
    for (unsigned i = 0; i < wanted->count; i++) {
        gaps->places[i] = header_find(header, wanted->rules[i].id);
        gaps->is_category[i] = span_is(wanted->rules[i].id, "category");
        gaps->room += wanted->rules[i].id.len + 1;
    }
    return true;
}

/* A proposal of an earlier run does not fill a column. */
static bool is_empty(const struct gaps *gaps, unsigned wanted,
                     const struct facts *facts, const struct record *record)
{
    if (gaps->places[wanted] < 0)
        return true;
    if (gaps->is_category[wanted])
        return !facts->category.is_human;
    return record_field(record, (unsigned)gaps->places[wanted]).len == 0;
}

/* Several rows may want the same column; it is a gap once. */
static bool was_wanted_before(const struct decision *wanted, unsigned row,
                              const struct facts *facts)
{
    for (unsigned i = 0; i < row; i++)
        if (span_equal(wanted->rules[i].id, wanted->rules[row].id) &&
            rule_holds(&wanted->rules[i], facts->values))
            return true;
    return false;
}

struct span gaps_list(const struct gaps *gaps, const struct facts *facts,
                      const struct record *record, char *out)
{
    const struct decision *wanted = &gaps->concept->wanted;
    size_t len = 0;

    for (unsigned i = 0; i < wanted->count; i++) {
        const struct rule *rule = &wanted->rules[i];
        if (!is_empty(gaps, i, facts, record) || !rule_holds(rule, facts->values) ||
            was_wanted_before(wanted, i, facts))
            continue;
        if (len > 0)
            out[len++] = ' ';
        memcpy(out + len, rule->id.ptr, rule->id.len);
        len += rule->id.len;
    }
    return span_of(out, len);
}
