/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "person/choices.h"

#include "value/code.h"

void choices_bind(struct choices *choices, const struct header *header)
{
    choices->status_at = header_find(header, span_from("strategies_status"));
    choices->uncovered_at = header_find(header, span_from("uncovered"));
}

static bool holds_word(struct span words, struct span word)
{
    while (words.ptr != NULL)
        if (span_equal(span_cut(&words, ' '), word))
            return true;
    return false;
}

bool choices_is_proposal(const struct plan_entry *entry, struct span status,
                         struct span uncovered)
{
    if (span_is(status, "proposed"))
        return true;
    return span_is(status, "kept") && entry->need_code.len > 0 &&
           holds_word(uncovered, entry->need_code);
}

static struct span field(const struct record *record, int at)
{
    return at >= 0 ? record_field(record, (unsigned)at) : span_of("", 0);
}

struct value choices_of(const struct choices *choices, const struct concept *concept,
                        const struct record *record, const struct plan_entry *entries,
                        unsigned count)
{
    struct span status = field(record, choices->status_at);
    struct span uncovered = field(record, choices->uncovered_at);
    struct value value = {false, 0, 0};

    for (unsigned i = 0; i < count; i++) {
        int code = code_find(&concept->columns.column[COL_STRATEGIES].codes,
                             entries[i].strategy);
        if (choices_is_proposal(&entries[i], status, uncovered))
            continue;
        value.known = true;
        if (code >= 0)
            value.set |= UINT64_C(1) << code;
    }
    return value;
}
