/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/deadline_rows.h"

#include <stdlib.h>

#include "rules/own_keys.h"

/* Which columns hold the last of several dates, for the rows that they meet. */
struct rhythms {
    bool is_anchor[COL_MOST];            /* of a row with `repeat` */
    bool meets[DEADLINE_MOST][COL_MOST]; /* such a row of that deadline */
};

static void find_rhythms(const struct deadlines *deadlines, struct rhythms *rhythms)
{
    for (unsigned i = 0; i < deadlines->table.compiled; i++) {
        const struct deadline_rule *row = &deadlines->rules[i];
        if (row->repeat.count == 0)
            continue;
        rhythms->is_anchor[row->anchor] = true;
        for (unsigned j = 0; j < row->done.count; j++)
            rhythms->meets[row->deadline][row->done.list[j]] = true;
    }
}

static bool keeps_last(const struct rhythms *rhythms, const struct deadline_rule *row)
{
    for (unsigned i = 0; i < row->done.count; i++)
        if (rhythms->is_anchor[row->done.list[i]] ||
            rhythms->meets[row->deadline][row->done.list[i]])
            return true;
    return false;
}

/* Whether both rows exist on one day. */
static bool exist_together(const struct rule *a, const struct rule *b)
{
    return a->first <= b->last && b->first <= a->last;
}

/* Whether a row has a last day, which an open one of its deadline would hide. */
static bool may_be_hidden(const struct deadline_rule *row)
{
    return row->until != UNTIL_OPEN && row->every.count == 0;
}

/* An open row is never overdue, and the earlier one of a deadline is listed. */
static void check_open(const struct deadlines *deadlines,
                       const struct deadline_rule *row, int until, struct arena *arena,
                       struct faults *faults)
{
    const struct table *table = &deadlines->table.table;

    for (unsigned i = 0; i < deadlines->table.compiled; i++) {
        const struct deadline_rule *other = &deadlines->rules[i];
        if (other->deadline == row->deadline && may_be_hidden(other) &&
            exist_together(row->rule, other->rule))
            table_fault(
                table, row->rule->row, until, faults,
                "open, and the row of %s has a last day, which this one "
                "would hide: expected open in each row of a deadline or in none",
                table_other_row(table, row->rule->row, other->rule->row, arena));
    }
}

/*
 * Which rows hide others: of those that may be hidden and then all that are open, an
 * open one that has the deadline of one above it on a common day. So few are compared
 * with each row. The list belongs to the caller (free).
 */
static bool *find_hiding(const struct deadlines *deadlines)
{
    unsigned count = deadlines->table.compiled, used = 0;
    bool *hides = mem_array(count, sizeof *hides);
    struct keyed_row *rows = mem_array(2 * (size_t)count, sizeof *rows);
    unsigned *numbers = mem_array(2 * (size_t)count, sizeof *numbers);
    bool *clashes;

    for (unsigned i = 0; i < 2 * count; i++) {
        const struct deadline_rule *row = &deadlines->rules[i % count];
        if (i < count ? !may_be_hidden(row) : row->until != UNTIL_OPEN)
            continue;
        numbers[used] = i % count;
        rows[used++] = (struct keyed_row){.key = deadlines->names[row->deadline],
                                          .first = row->rule->first,
                                          .last = row->rule->last,
                                          .is_counted = i < count};
    }
    clashes = own_keys_clash(rows, used);
    for (unsigned i = 0; i < used; i++)
        hides[numbers[i]] |= !rows[i].is_counted && clashes[i];
    free(clashes);
    free(numbers);
    free(rows);
    return hides;
}

void deadline_rows_link(struct deadlines *deadlines, int until, struct arena *arena,
                        struct faults *faults)
{
    struct rhythms rhythms = {0};
    bool *hides = find_hiding(deadlines);

    find_rhythms(deadlines, &rhythms);
    for (unsigned i = deadlines->table.compiled; i-- > 0;) {
        struct deadline_rule *row = &deadlines->rules[i];
        row->keeps_last = keeps_last(&rhythms, row);
        if (hides[i] && faults->count < FAULTS_MOST)
            check_open(deadlines, row, until, arena, faults);
        if (i >= deadlines->table.count)
            continue;
        row->next = deadlines->first[row->deadline];
        deadlines->first[row->deadline] = row;
    }
    free(hides);
}
