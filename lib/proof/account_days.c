/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The deadlines of an account: those that are open by their day, then those that are
 * met or can't be counted, then those that don't apply; each with all of its rows.
 */
#include <stdlib.h>

#include "proof/account.h"
#include "value/date.h"

static const char *const STATUS_NAMES[] = {[OBLIGATION_UPCOMING] = "upcoming",
                                           [OBLIGATION_DUE] = "due",
                                           [OBLIGATION_OVERDUE] = "overdue"};

static const enum account_outcome OUTCOMES[] = {
    [OBLIGATION_OPEN] = ACCOUNT_LATER,      [OBLIGATION_MET] = ACCOUNT_MET,
    [OBLIGATION_CLOSED] = ACCOUNT_CLOSED,   [OBLIGATION_FENCED] = ACCOUNT_FENCED,
    [OBLIGATION_UNKNOWN] = ACCOUNT_UNKNOWN, [OBLIGATION_LEFT_OUT] = ACCOUNT_LEFT_OUT,
    [OBLIGATION_NEVER] = ACCOUNT_NEVER};

/* Which row speaks for a deadline: a day before its end, an end before a wait. */
static const unsigned RANKS[] = {
    [OBLIGATION_OPEN] = 0,   [OBLIGATION_MET] = 1,   [OBLIGATION_CLOSED] = 2,
    [OBLIGATION_FENCED] = 3, [OBLIGATION_NEVER] = 4, [OBLIGATION_LEFT_OUT] = 5,
    [OBLIGATION_UNKNOWN] = 6};

enum { RANK_NONE = 7 };

/* A deadline and the row that speaks for it. */
struct said {
    unsigned deadline;
    unsigned rank;
    const struct deadline_rule *row; /* NULL: none applies */
    struct obligation_trace trace;
};

static bool goes_before(const struct said *a, const struct said *b)
{
    if (a->rank != b->rank)
        return a->rank < b->rank;
    return a->rank == 0 && a->trace.obligation.due_on < b->trace.obligation.due_on;
}

static struct said find_said(const struct account *account, unsigned deadline)
{
    const struct facts *facts = account->facts;
    struct said best = {.deadline = deadline, .rank = RANK_NONE};
    const struct deadline_rule *row = facts->concept->deadlines.first[deadline];

    for (; row != NULL; row = row->next) {
        struct said next = {.deadline = deadline, .row = row};
        if (!rule_holds(row->rule, facts->values, &facts->day))
            continue;
        obligation_trace(facts, row, &next.trace);
        next.rank = RANKS[next.trace.state];
        if (goes_before(&next, &best))
            best = next;
    }
    return best;
}

/* The day that a row is about, as it stands in a stream. */
static void set_day(struct account_item *item, char digits[DATE_BYTES])
{
    const struct obligation_trace *trace = item->trace;
    int32_t day =
        trace->state == OBLIGATION_OPEN ? trace->obligation.due_on : trace->ended_on;

    if (day == DATE_NONE)
        return;
    date_format(day, digits);
    item->value = span_of(digits, DATE_BYTES);
}

static void give_row(const struct account *account, struct account_item *item,
                     const struct deadline_rule *row)
{
    struct obligation_trace trace;
    char digits[DATE_BYTES];

    account_set_rule(account, item, &account->facts->concept->deadlines.table,
                     row->rule);
    item->deadline = row;
    item->outcome = ACCOUNT_FAILED;
    item->trace = NULL;
    item->value = span_of("", 0);
    if (item->failing == 0) {
        obligation_trace(account->facts, row, &trace);
        item->trace = &trace;
        item->outcome = OUTCOMES[trace.state];
        set_day(item, digits);
    }
    account_take(account, item);
    /* What they point to ends here. */
    item->trace = NULL;
    item->value = span_of("", 0);
}

static void give_deadline(const struct account *account, const struct said *said)
{
    const struct deadlines *deadlines = &account->facts->concept->deadlines;
    struct account_item item =
        account_item(ACCOUNT_UMSETZUNG, "deadlines", deadlines->names[said->deadline]);
    char digits[DATE_BYTES];

    item.status = span_from("none");
    if (said->row != NULL) {
        account_set_rule(account, &item, &deadlines->table, said->row->rule);
        item.deadline = said->row;
        item.trace = &said->trace;
        item.status = span_from(ACCOUNT_OUTCOME_NAMES[OUTCOMES[said->trace.state]]);
        if (said->rank == 0)
            item.status = span_from(STATUS_NAMES[obligation_status(
                &said->trace.obligation, account->facts->day.as_of)]);
        set_day(&item, digits);
    }
    account_take(account, &item);
    item.status = span_of("", 0);
    for (const struct deadline_rule *row = deadlines->first[said->deadline];
         row != NULL; row = row->next)
        if (row != said->row)
            give_row(account, &item, row);
}

void account_give_days(struct account *account)
{
    const struct deadlines *deadlines = &account->facts->concept->deadlines;
    struct said order[DEADLINE_MOST];
    unsigned count = 0;

    for (unsigned i = 0; i < deadlines->name_count; i++) {
        struct said next = find_said(account, i);
        unsigned at = count;
        if (deadlines->first[i] == NULL)
            continue;
        for (; at > 0 && goes_before(&next, &order[at - 1]); at--)
            order[at] = order[at - 1];
        order[at] = next;
        count++;
    }
    for (unsigned i = 0; i < count; i++)
        give_deadline(account, &order[i]);
}
