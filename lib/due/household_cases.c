/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "due/household_cases.h"

bool household_cases_start(struct household_cases *cases, struct facts *facts,
                           const struct header *header, struct span keep, bool explains,
                           struct diag *diag)
{
    struct due_row *row = &cases->row;

    row->as_of = cases->selection.as_of;
    row->has_window = true;
    row->explains = explains;
    row->notes = &cases->notes;
    facts_want_deadlines(facts);
    return due_row_name(row, facts, header, keep, diag);
}

bool household_cases_add(struct household_cases *cases, const struct facts *facts,
                         const struct record *record, struct household_days *days,
                         struct diag *diag)
{
    struct obligation open[DEADLINE_MOST];
    unsigned count = obligations_open(facts, open, &cases->notes);

    cases->fenced += count == 0 && cases->notes.is_fenced;
    cases->without_date +=
        count == 0 && !cases->notes.is_fenced && !cases->notes.computable;
    count = selection_select(&cases->selection, open, count);
    for (unsigned i = 0; i < count; i++) {
        due_row_fill(&cases->row, facts, &open[i]);
        if (!household_days_add_row(days, &cases->row, record, diag))
            return false;
    }
    return true;
}

void household_cases_free(struct household_cases *cases)
{
    due_row_free(&cases->row);
}
