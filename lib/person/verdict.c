/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "person/verdict.h"

#include "person/certainty.h"
#include "rules/pickers.h"
#include "value/date.h"

enum { WORD_ROWS = 64 };

bool verdict_is_recorded(const struct facts *facts, const struct deadline_rule *row)
{
    for (unsigned i = 0; i < row->done.count; i++)
        if (facts_has(facts, row->done.list[i]))
            return !row->keeps_last;
    return false;
}

/* How the audit judges an obligation that was met or closed on a day, if it was. */
static enum verdict judge(const struct reckoning *view,
                          const struct obligation *obligation, int32_t met_on,
                          int32_t closed_on)
{
    int32_t until_on = obligation->until_on;

    if (closed_on != DATE_NONE)
        return VERDICT_CLOSED;
    if (met_on != DATE_NONE)
        return until_on == DATE_NONE || met_on <= until_on ? VERDICT_KEPT
                                                           : VERDICT_LATE;
    return until_on != DATE_NONE && until_on < view->facts->day.as_of ? VERDICT_MISSED
                                                                      : VERDICT_OPEN;
}

/* What is known of the tests of a row before its due_on is. */
enum known {
    HOLDS_UNKNOWN, /* nothing */
    HOLDS_BY_DAY,  /* those that don't count from as_of, and what pickers say, hold */
    HOLDS_ALWAYS
};

/* Whether the tests of a row hold on its due_on. */
static bool holds_on(const struct reckoning *view, struct facts *facts,
                     const struct deadline_rule *row, enum known known, int32_t due_on)
{
    struct day day = facts->day;

    if (known == HOLDS_ALWAYS)
        return true;
    if (row->moves)
        day = facts_day_for(facts, row->rule, due_on, &view->notes->doubts);
    return known == HOLDS_BY_DAY ? rule_passes_on(row->rule, facts->values, &day)
                                 : rule_holds(row->rule, facts->values, &day);
}

/* The obligation of a row that is due and whose tests hold. */
static void judge_one(const struct reckoning *view, const struct deadline_rule *row,
                      int32_t due_on, int32_t met_on, int32_t closed_on,
                      struct judged_obligation *found)
{
    *found = (struct judged_obligation){
        .obligation = {.rule = row,
                       .anchor_on = reckoning_anchor(view, row),
                       .due_on = due_on},
        .met_on = closed_on != DATE_NONE ? closed_on : met_on};
    reckoning_complete(view, &found->obligation);
    found->verdict = judge(view, &found->obligation, met_on, closed_on);
}

/* Whether the days that hang on due_on can be in doubt. */
static bool may_doubt(const struct verdicts *it, const struct deadline_rule *row,
                      int32_t due_on)
{
    const struct calendar *calendar = it->facts->day.calendar;

    if (row->counts_besides || row->until == UNTIL_STEPS || row->until == UNTIL_TERM ||
        calendar_doubts(calendar, due_on) != 0)
        return true;
    if (row->roll != ROLL_BACK || row->earliest_count == 0)
        return false;
    return !it->is_certain ||
           calendar_doubts(calendar, calendar_roll(calendar, due_on, ROLL_BACK)) != 0;
}

/* Whether a row has an obligation that is due on a day, and somebody asks for it. */
static bool is_due(const struct verdicts *it, const struct deadline_rule *row,
                   enum known known, int32_t due_on)
{
    const struct verdicts_wanted *wanted = it->wanted;

    if (due_on == DATE_NONE ||
        (wanted != NULL && (due_on < wanted->from || due_on > wanted->until) &&
         !may_doubt(it, row, due_on)))
        return false;
    return holds_on(&it->view, it->facts, row, known, due_on);
}

/* Of a row that is judged and has its anchor. */
static unsigned judge_row(const struct verdicts *it, const struct deadline_rule *row,
                          enum known known, struct judged_obligation *found)
{
    const struct reckoning *view = &it->view;
    struct reckoned_dates met, closed;
    bool is_closed, is_fenced = false;
    int32_t due_on =
        reckoning_first(view, row, reckoning_anchor(view, row), &is_fenced);
    unsigned count = is_due(it, row, known, due_on);

    /* The dates of a row that counts besides may have doubts of their own. */
    if (count == 0 && row->repeat.count == 0 && !row->counts_besides)
        return 0;
    met = reckoning_dates(view, row, &row->done);
    closed = reckoning_dates(view, row, &row->closed_by);
    is_closed = closed.first != DATE_NONE &&
                (met.first == DATE_NONE || closed.first < met.first);
    if (count > 0)
        judge_one(view, row, due_on, met.first, is_closed ? closed.first : DATE_NONE,
                  found);
    if (row->repeat.count == 0 || is_closed || met.first == DATE_NONE)
        return count;
    due_on = reckoning_bind(view, row, reckoning_step(view, &row->repeat, met.last),
                            &is_fenced);
    if (!is_due(it, row, known, due_on))
        return count;
    /* Whatever closes the next one, the last date says when. */
    judge_one(view, row, due_on, DATE_NONE, closed.last, &found[count]);
    return count + 1;
}

unsigned obligations_judge(struct facts *facts, const struct deadline_rule *row,
                           struct judged_obligation *found,
                           struct deadline_notes *notes)
{
    const struct verdicts it = {.facts = facts, .view = reckoning_of(facts, notes)};

    if (!row->is_audited || row->done.count == 0 || !reckoning_has_anchor(facts, row))
        return 0;
    return judge_row(&it, row, HOLDS_UNKNOWN, found);
}

struct verdicts verdicts_begin(struct facts *facts,
                               const struct verdicts_wanted *wanted,
                               struct deadline_notes *notes)
{
    struct verdicts it;

    if (facts->certainty == NULL)
        facts->certainty = certainty_new(facts->concept);
    it.facts = facts;
    it.is_certain = certainty_has(facts->certainty, facts);
    it.wanted = wanted;
    it.view = reckoning_of(facts, notes);
    it.word = 0;
    it.left = it.picked = 0;
    it.count = it.taken = 0;
    return it;
}

/* What can be said before the due_on of a row of which the pickers say that it may
 * hold. False: it doesn't, on any day. */
static bool settle(const struct facts *facts, const struct deadline_rule *row,
                   enum known *known)
{
    const struct rule *rule = row->rule;

    *known = HOLDS_ALWAYS;
    for (unsigned i = 0; i < rule->test_count; i++) {
        const struct condition *test = &rule->tests[i];
        if (i >= rule->fixed_count && facts->values[test->column].known)
            *known = HOLDS_BY_DAY;
        else if (!condition_holds(test, facts->values, &facts->day))
            return false;
    }
    /* Its tests are asked for the doubts of their days. */
    if (row->moves && row->counts_besides)
        *known = HOLDS_UNKNOWN;
    return true;
}

/* Whether the first due_on of a row is counted in working days for this person. */
static bool counts_working(const struct facts *facts, const struct deadline_rule *row)
{
    bool works = row->offset.works;

    for (unsigned i = 0; i < row->earliest_count; i++)
        works |= row->earliest[i].steps.works &&
                 facts->values[row->earliest[i].column].known;
    return works;
}

/* Whether there may be more doubts about a row that doesn't hold than those about its
 * first due_on, which are told here. */
static bool is_doubtful(const struct verdicts *it, const struct deadline_rule *row)
{
    bool is_fenced;

    if (row->counts_besides)
        return true;
    if (it->is_certain || !counts_working(it->facts, row))
        return false;
    if (row->repeat.count == 0)
        reckoning_first(&it->view, row, reckoning_anchor(&it->view, row), &is_fenced);
    return row->repeat.count > 0;
}

/*
 * Judges a row that may have obligations of this person. Tests that don't count from
 * as_of come first, since they say the same on each day; but doubts about working days
 * are told even of a row that doesn't hold.
 */
static unsigned judge_next(struct verdicts *it, const struct deadline_rule *row,
                           bool may_hold)
{
    enum known known;

    if (!reckoning_has_anchor(it->facts, row) || !it->wanted->is_named[row->deadline] ||
        (it->wanted->recorded && !verdict_is_recorded(it->facts, row)))
        return 0;
    if (!may_hold || !settle(it->facts, row, &known)) {
        if (!is_doubtful(it, row))
            return 0;
        known = HOLDS_UNKNOWN;
    }
    return judge_row(it, row, known, it->found);
}

/* Goes on to the next word that has rows. False: there is none. */
static bool next_word(struct verdicts *it)
{
    const struct deadlines *deadlines = &it->facts->concept->deadlines;

    while (it->left == 0) {
        if (it->word == deadlines->table.words)
            return false;
        it->picked =
            pickers_let_pass(&it->facts->deadlines, it->facts->values, it->word);
        it->left = (it->picked | (it->is_certain ? deadlines->besides[it->word]
                                                 : deadlines->doubtful[it->word])) &
                   deadlines->judged[it->word];
        it->word++;
    }
    return true;
}

const struct judged_obligation *verdicts_next(struct verdicts *it)
{
    const struct deadlines *deadlines = &it->facts->concept->deadlines;

    while (it->taken == it->count) {
        unsigned bit;
        if (!next_word(it))
            return NULL;
        bit = (unsigned)__builtin_ctzll(it->left);
        it->left &= it->left - 1;
        it->taken = 0;
        it->count = judge_next(it, &deadlines->rules[(it->word - 1) * WORD_ROWS + bit],
                               (it->picked >> bit & 1) != 0);
    }
    return &it->found[it->taken++];
}
