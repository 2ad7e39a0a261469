/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the deadline table means for one person: which row wins, when an obligation is
 * met, closed, dropped, or comes again, its window and its status. The calendar is
 * Brandenburg's, as_of is Saturday, 2026-11-21. In 2026 25 December is a Friday and a
 * holiday; 1 January 2027 is one too.
 */
#include "person.h"

static void check_same(const struct obligation *got, const struct obligation *wanted)
{
    assert_ptr_equal(got->rule, wanted->rule);
    assert_int_equal(got->anchor_on, wanted->anchor_on);
    assert_int_equal(got->due_on, wanted->due_on);
    assert_int_equal(got->work_on, wanted->work_on);
    assert_int_equal(got->until_on, wanted->until_on);
}

/* Whoever asks in another way is told the same days, and each row why. */
static void check_other_ways(struct person *person, const struct obligation *open,
                             unsigned count)
{
    static struct held_row rows[128];
    struct holding holding = {.rows = rows};
    struct obligation again[DEADLINE_MOST];
    struct deadline_notes notes = {.doubts = 0};

    holding_find(&holding, person->facts);
    assert_int_equal(holding.began_on, case_began_on(person->facts));
    assert_int_equal(holding_open(&holding, again, &notes), count);
    assert_int_equal(notes.doubts, person->notes.doubts);
    assert_int_equal(notes.computable, person->notes.computable);
    assert_true(notes.computable || count == 0);
    assert_int_equal(notes.is_fenced, person->notes.is_fenced);
    for (unsigned i = 0; i < count; i++) {
        struct obligation_trace trace;
        check_same(&again[i], &open[i]);
        obligation_trace(person->facts, open[i].rule, &trace);
        assert_int_equal(trace.state, OBLIGATION_OPEN);
        check_same(&trace.obligation, &open[i]);
        assert_int_equal(trace.ended_on, DATE_NONE);
    }
}

/* `RULE DUE_ON WORK_ON UNTIL_ON STATUS DAYS | …`, or what the notes say. */
static const char *open_of(struct person *person)
{
    static const char *const names[] = {[OBLIGATION_UPCOMING] = "upcoming",
                                        [OBLIGATION_DUE] = "due",
                                        [OBLIGATION_OVERDUE] = "overdue"};
    static char text[1024];
    struct obligation open[DEADLINE_MOST];
    unsigned count = obligations_open(person->facts, open, &person->notes);
    int32_t as_of = person->facts->day.as_of;
    size_t used = 0;

    check_other_ways(person, open, count);
    for (unsigned i = 0; i < count; i++) {
        const struct rule *rule = open[i].rule->rule;
        used += (size_t)snprintf(
            text + used, sizeof text - used, "%s%.*s %s %s %s %s %d",
            i > 0 ? " | " : "", (int)rule->id.len, rule->id.ptr,
            day_text(open[i].due_on), day_text(open[i].work_on),
            day_text(open[i].until_on), names[obligation_status(&open[i], as_of)],
            obligation_days(&open[i], as_of));
    }
    if (count == 0 && person->notes.is_fenced)
        return "fenced";
    if (count == 0)
        return person->notes.computable ? "computable" : "nothing";
    return text;
}

#define EARLIER "y/year category_since +1y\ny/end block_ends_on -3mo"

static const struct answer winners[] = {
    {EARLIER, "category_since=2026-06-01 block_ends_on=2026-12-15",
     "end 2026-09-15 2026-09-15 2026-09-15 overdue -67"},
    {EARLIER, "category_since=2026-06-01 block_ends_on=2027-12-15",
     "year 2027-06-01 2027-06-01 2027-06-01 upcoming 192"},
    {EARLIER, "category_since=2026-06-01",
     "year 2027-06-01 2027-06-01 2027-06-01 upcoming 192"},
    /* the same day from both: the upper row is reported */
    {EARLIER, "category_since=2026-06-01 block_ends_on=2027-09-01",
     "year 2027-06-01 2027-06-01 2027-06-01 upcoming 192"},
    {EARLIER, "", "nothing"},
    /* a row whose tests fail is no candidate; its anchor alone is nothing to watch */
    {"d/r applied_on +1mo | when pupil yes", "applied_on=2026-11-02", "nothing"},
    {"d/r applied_on +1mo | when pupil yes", "applied_on=2026-11-02 pupil=yes",
     "r 2026-12-02 2026-12-02 2026-12-02 upcoming 11"},
    /* several deadlines: by due_on, then by the deadline's name, not by the row */
    {"z/r1 applied_on +0d\nb/r2 applied_on +1d\na/r3 applied_on +1d",
     "applied_on=2026-11-02",
     "r1 2026-11-02 2026-11-02 2026-11-02 overdue -19 | "
     "r3 2026-11-03 2026-11-03 2026-11-03 overdue -18 | "
     "r2 2026-11-03 2026-11-03 2026-11-03 overdue -18"},
    /* the same steps from several days */
    {"a/r1 applied_on +1mo\nb/r2 category_since +1mo\nc/r3 applied_on +1mo",
     "applied_on=2026-11-02 category_since=2026-11-03",
     "r1 2026-12-02 2026-12-02 2026-12-02 upcoming 11 | "
     "r3 2026-12-02 2026-12-02 2026-12-02 upcoming 11 | "
     "r2 2026-12-03 2026-12-03 2026-12-03 upcoming 12"},
    /* rows of other days are no candidates */
    {"d/old applied_on +0d | valid_to 2026-11-20\n"
     "d/now applied_on +1d\n"
     "d/new applied_on +0d | valid_from 2026-11-22",
     "applied_on=2026-11-02", "now 2026-11-03 2026-11-03 2026-11-03 overdue -18"},
};

static void the_earliest_row_of_a_deadline_wins(void **state)
{
    (void)state;
    check_answers(winners, COUNT_OF(winners), NULL, open_of);
}

#define EARLIEST \
    "d/r applied_on +10d | not_before birth_date +15age, school_ends_on +10b"

static const struct answer earliest[] = {
    /* the latest known one counts: 10 working days after Wednesday, 2 December */
    {EARLIEST, "applied_on=2026-11-02 birth_date=2011-12-01 school_ends_on=2026-12-02",
     "r 2026-12-16 2026-12-16 2026-12-16 upcoming 25"},
    {EARLIEST, "applied_on=2026-11-02 birth_date=2011-12-01",
     "r 2026-12-01 2026-12-01 2026-12-01 upcoming 10"},
    {EARLIEST, "applied_on=2026-11-02 birth_date=2011-11-11",
     "r 2026-11-12 2026-11-12 2026-11-12 overdue -9"},
    {EARLIEST, "applied_on=2026-11-02",
     "r 2026-11-12 2026-11-12 2026-11-12 overdue -9"},
    /* work_on doesn't roll back before it, but forward */
    {"d/r agreement_until +0d | not_before alg_until",
     "agreement_until=2026-11-02 alg_until=2026-11-22",
     "r 2026-11-22 2026-11-23 2026-11-23 upcoming 1"},
    {"d/r agreement_until +0d | not_before alg_until",
     "agreement_until=2026-11-22 alg_until=2026-11-20",
     "r 2026-11-22 2026-11-20 2026-11-22 due 1"},
    {"d/r agreement_until +0d | not_before alg_until",
     "agreement_until=2026-11-22 alg_until=2026-11-21",
     "r 2026-11-22 2026-11-23 2026-11-23 upcoming 1"},
    /* what comes again is bound by it too */
    {"d/r category_since +6mo | done reviewed_on | repeat +6mo | "
     "not_before block_ends_on",
     "category_since=2026-01-12 reviewed_on=2026-01-12 block_ends_on=2027-03-01",
     "r 2027-03-01 2027-03-01 2027-03-01 upcoming 100"},
};

static void a_day_is_not_before_the_latest_of_its_earliest_days(void **state)
{
    (void)state;
    check_answers(earliest, COUNT_OF(earliest), NULL, open_of);
}

#define ONCE "d/r handover_on +5d | done invited_on,first_talk_on"
#define ONCE_OPEN "r 2026-11-07 2026-11-06 2026-11-07 overdue -14"
#define SINCE_APPLIED "d/r approved_on +5d | done first_talk_on | done_since applied_on"
#define SINCE_STEPS \
    "d/r block_ends_on -3mo | done reviewed_on | done_since block_ends_on -6mo"
#define AGAIN "d/r category_since +6mo | done reviewed_on, esb_on | repeat +6mo"

static const struct answer met[] = {
    /* on or after the anchor, in any of the columns */
    {ONCE, "handover_on=2026-11-02 invited_on=2026-11-02", "computable"},
    {ONCE, "handover_on=2026-11-02 first_talk_on=2026-11-03", "computable"},
    {ONCE, "handover_on=2026-11-02 invited_on=2026-11-01 first_talk_on=2026-11-03",
     "computable"},
    {ONCE, "handover_on=2026-11-02 invited_on=2026-11-01", ONCE_OPEN},
    {ONCE, "handover_on=2026-11-02", ONCE_OPEN},
    /* that something took place is not known before its day; an agreement is */
    {ONCE, "handover_on=2026-11-02 invited_on=2026-11-22", ONCE_OPEN},
    {ONCE, "handover_on=2026-11-22", "nothing"},
    {"d/r applied_on +0d | done agreement_from",
     "applied_on=2026-11-02 agreement_from=2026-12-01", "computable"},
    /* done_since instead of the anchor; unknown: any date counts */
    {SINCE_APPLIED,
     "approved_on=2026-11-02 applied_on=2026-10-01 first_talk_on=2026-10-01",
     "computable"},
    {SINCE_APPLIED,
     "approved_on=2026-11-02 applied_on=2026-10-01 first_talk_on=2026-09-30",
     ONCE_OPEN},
    {SINCE_APPLIED, "approved_on=2026-11-02 first_talk_on=1990-01-01", "computable"},
    {SINCE_STEPS, "block_ends_on=2026-12-31 reviewed_on=2026-06-30", "computable"},
    {SINCE_STEPS, "block_ends_on=2026-12-31 reviewed_on=2026-06-29",
     "r 2026-09-30 2026-09-30 2026-09-30 overdue -52"},
    /* met: open again from the latest date */
    {AGAIN, "category_since=2026-01-10 reviewed_on=2026-05-10",
     "r 2026-11-10 2026-11-10 2026-11-10 overdue -11"},
    {AGAIN, "category_since=2026-01-10 reviewed_on=2026-05-10 esb_on=2026-05-20",
     "r 2026-11-20 2026-11-20 2026-11-20 overdue -1"},
    {AGAIN, "category_since=2026-05-10 reviewed_on=2026-05-10",
     "r 2026-11-10 2026-11-10 2026-11-10 overdue -11"},
    {AGAIN, "category_since=2026-05-11 reviewed_on=2026-05-10",
     "r 2026-11-11 2026-11-11 2026-11-11 overdue -10"},
    /* a met row is out, another row of the deadline stays */
    {ONCE "\nd/r2 applied_on +1y",
     "handover_on=2026-11-02 invited_on=2026-11-03 applied_on=2026-01-05",
     "r2 2027-01-05 2027-01-05 2027-01-05 upcoming 45"},
    /* repeat without done: the anchor itself moves on */
    {"d/r last_contact_on +1mo | repeat +1mo", "last_contact_on=2026-11-02",
     "r 2026-12-02 2026-12-02 2026-12-02 upcoming 11"},
};

static void a_met_row_is_out_or_comes_again(void **state)
{
    (void)state;
    check_answers(met, COUNT_OF(met), NULL, open_of);
}

#define CLOSED "d/r applied_on +10d | done esb_on | closed_by first_talk_on"
#define CLOSED_OPEN "r 2026-11-12 2026-11-12 2026-11-12 overdue -9"
#define CLOSED_AGAIN                                                          \
    "d/r category_since +6mo | done reviewed_on | closed_by first_talk_on | " \
    "repeat +6mo"

static const struct answer closed[] = {
    {CLOSED, "applied_on=2026-11-02 first_talk_on=2026-11-05", "computable"},
    {CLOSED, "applied_on=2026-11-02 first_talk_on=2026-11-01", CLOSED_OPEN},
    {CLOSED, "applied_on=2026-11-02 first_talk_on=2026-11-22", CLOSED_OPEN},
    {CLOSED " | done_since approved_on",
     "applied_on=2026-11-02 approved_on=2026-11-06 first_talk_on=2026-11-05",
     CLOSED_OPEN},
    {CLOSED " | done_since approved_on",
     "applied_on=2026-11-02 approved_on=2026-11-06 first_talk_on=2026-11-06",
     "computable"},
    /* a row with repeat too, whenever it was met */
    {CLOSED_AGAIN,
     "category_since=2026-01-10 reviewed_on=2026-05-10 first_talk_on=2026-03-01",
     "computable"},
    {CLOSED_AGAIN,
     "category_since=2026-01-10 reviewed_on=2026-05-10 first_talk_on=2026-06-01",
     "computable"},
    {CLOSED_AGAIN,
     "category_since=2026-01-10 reviewed_on=2026-05-10 first_talk_on=2026-01-09",
     "r 2026-11-10 2026-11-10 2026-11-10 overdue -11"},
};

static void a_closing_date_ends_a_row(void **state)
{
    (void)state;
    check_answers(closed, COUNT_OF(closed), NULL, open_of);
}

#define ROLLING(way) "d/r agreement_until +0d | roll " way

static const struct answer rolls[] = {
    {ROLLING(""), "agreement_until=2026-12-25",
     "r 2026-12-25 2026-12-24 2026-12-25 upcoming 34"},
    {ROLLING("back"), "agreement_until=2026-12-25",
     "r 2026-12-25 2026-12-24 2026-12-25 upcoming 34"},
    {ROLLING("forward"), "agreement_until=2026-12-25",
     "r 2026-12-25 2026-12-28 2026-12-28 upcoming 34"},
    {ROLLING("none"), "agreement_until=2026-12-25",
     "r 2026-12-25 2026-12-25 2026-12-25 upcoming 34"},
    /* back: due from Friday to Sunday, so on Saturday */
    {ROLLING(""), "agreement_until=2026-11-22",
     "r 2026-11-22 2026-11-20 2026-11-22 due 1"},
    {ROLLING(""), "agreement_until=2026-11-21",
     "r 2026-11-21 2026-11-20 2026-11-21 due 0"},
    {ROLLING(""), "agreement_until=2026-11-20",
     "r 2026-11-20 2026-11-20 2026-11-20 overdue -1"},
    {ROLLING(""), "agreement_until=2026-11-23",
     "r 2026-11-23 2026-11-23 2026-11-23 upcoming 2"},
    /* forward: from Saturday to Monday */
    {ROLLING("forward"), "agreement_until=2026-11-21",
     "r 2026-11-21 2026-11-23 2026-11-23 due 0"},
    {ROLLING("forward"), "agreement_until=2026-11-22",
     "r 2026-11-22 2026-11-23 2026-11-23 upcoming 1"},
    {ROLLING("none"), "agreement_until=2026-11-21",
     "r 2026-11-21 2026-11-21 2026-11-21 due 0"},
    {ROLLING("none"), "agreement_until=2026-11-20",
     "r 2026-11-20 2026-11-20 2026-11-20 overdue -1"},
};

static void without_until_it_is_due_between_the_raw_and_the_working_day(void **state)
{
    (void)state;
    check_answers(rolls, COUNT_OF(rolls), NULL, open_of);
}

#define MONTH "d/r applied_on +0d | until +1mo"
#define SCHOOL "d/r applied_on +0d | until school_ends_on"
#define OPEN "d/r applied_on +0d | until open"

static const struct answer windows[] = {
    {MONTH, "applied_on=2026-11-02", "r 2026-11-02 2026-11-02 2026-12-02 due 11"},
    /* it opens on due_on, work begins on the next working day */
    {MONTH, "applied_on=2026-11-21", "r 2026-11-21 2026-11-23 2026-12-21 due 30"},
    {MONTH, "applied_on=2026-11-22", "r 2026-11-22 2026-11-23 2026-12-22 upcoming 31"},
    /* the last day rolls back: overdue on Saturday */
    {MONTH, "applied_on=2026-10-21", "r 2026-10-21 2026-10-21 2026-11-20 overdue -1"},
    /* … but never before work_on */
    {"d/r applied_on +0d | until +1d", "applied_on=2026-11-21",
     "r 2026-11-21 2026-11-23 2026-11-23 due 2"},
    {MONTH " | roll back", "applied_on=2026-11-22",
     "r 2026-11-22 2026-11-20 2026-12-22 upcoming 31"},
    {MONTH " | roll none", "applied_on=2026-11-22",
     "r 2026-11-22 2026-11-22 2026-12-22 upcoming 31"},
    {SCHOOL, "applied_on=2026-11-02 school_ends_on=2026-12-25",
     "r 2026-11-02 2026-11-02 2026-12-24 due 33"},
    {"d/r applied_on +0d | until school_ends_on +1w",
     "applied_on=2026-11-02 school_ends_on=2026-12-18",
     "r 2026-11-02 2026-11-02 2026-12-24 due 33"},
    /* a last day that is unknown, or before due_on, is due_on */
    {SCHOOL, "applied_on=2026-11-02", "r 2026-11-02 2026-11-02 2026-11-02 overdue -19"},
    {SCHOOL, "applied_on=2026-11-02 school_ends_on=2026-11-01",
     "r 2026-11-02 2026-11-02 2026-11-02 overdue -19"},
    /* open: never overdue, and days count to due_on */
    {OPEN, "applied_on=2026-01-05", "r 2026-01-05 2026-01-05 none due -320"},
    {OPEN, "applied_on=2026-11-22", "r 2026-11-22 2026-11-23 none upcoming 1"},
    /* of what comes again the window counts from the new day */
    {"d/r category_since +6mo | done reviewed_on | repeat +6mo | until +2w",
     "category_since=2025-01-10 reviewed_on=2026-05-10",
     "r 2026-11-10 2026-11-10 2026-11-24 due 3"},
};

static void a_window_runs_from_its_day_to_its_last_day(void **state)
{
    (void)state;
    check_answers(windows, COUNT_OF(windows), NULL, open_of);
}

#define WEEKLY "d/r last_contact_on +1w | every +1w"
#define MONTHLY "d/r agreement_until +0d | every +1mo"

static const struct answer reminders[] = {
    {WEEKLY, "last_contact_on=2026-10-23",
     "r 2026-11-27 2026-11-27 2026-11-27 upcoming 6"},
    {WEEKLY, "last_contact_on=2026-11-14", "r 2026-11-21 2026-11-20 2026-11-21 due 0"},
    {WEEKLY, "last_contact_on=2026-11-20",
     "r 2026-11-27 2026-11-27 2026-11-27 upcoming 6"},
    {"d/r applied_on +0d | every +10d", "applied_on=2026-11-01",
     "r 2026-11-21 2026-11-20 2026-11-21 due 0"},
    {"d/r applied_on +0d | every +10d", "applied_on=2026-11-02",
     "r 2026-11-22 2026-11-20 2026-11-22 due 1"},
    /* the n-th from the first one at once: no drift behind a short month */
    {MONTHLY, "agreement_until=2026-01-31",
     "r 2026-11-30 2026-11-30 2026-11-30 upcoming 9"},
    {MONTHLY, "agreement_until=2026-01-22", "r 2026-11-22 2026-11-20 2026-11-22 due 1"},
    {MONTHLY, "agreement_until=2026-01-20",
     "r 2026-12-20 2026-12-18 2026-12-20 upcoming 29"},
    {MONTHLY, "agreement_until=2027-01-31",
     "r 2027-01-31 2027-01-29 2027-01-31 upcoming 71"},
    {"d/r applied_on +0d | every +1y", "applied_on=2024-02-29",
     "r 2027-02-28 2027-02-26 2027-02-28 upcoming 99"},
    {"d/r applied_on +0d | every +5mo", "applied_on=1900-01-31",
     "r 2027-02-28 2027-02-26 2027-02-28 upcoming 99"},
    /* the first one that is not before its earliest day either */
    {WEEKLY " | not_before agreement_from",
     "last_contact_on=2026-10-23 agreement_from=2026-12-01",
     "r 2026-12-04 2026-12-04 2026-12-04 upcoming 13"},
};

static void a_reminder_comes_on_its_next_day(void **state)
{
    (void)state;
    check_answers(reminders, COUNT_OF(reminders), NULL, open_of);
}

#define ENDS "d/r agreement_until +0d"

static const struct answer fenced[] = {
    {ENDS, "agreement_until=2026-02-28 applied_on=2026-03-01", "fenced"},
    {ENDS, "agreement_until=2026-03-02 applied_on=2026-03-02",
     "r 2026-03-02 2026-03-02 2026-03-02 overdue -264"},
    /* the earliest known day began the case, one to come began none */
    {ENDS, "agreement_until=2026-03-02 applied_on=2026-03-03 benefit_since=2026-03-01",
     "r 2026-03-02 2026-03-02 2026-03-02 overdue -264"},
    {ENDS, "agreement_until=2026-03-02 applied_on=2026-11-22",
     "r 2026-03-02 2026-03-02 2026-03-02 overdue -264"},
    {ENDS, "agreement_until=2026-03-02",
     "r 2026-03-02 2026-03-02 2026-03-02 overdue -264"},
    {ENDS " | before_case yes", "agreement_until=2026-03-02 applied_on=2026-11-02",
     "r 2026-03-02 2026-03-02 2026-03-02 overdue -264"},
    /* what repeats falls off no list */
    {"d/r category_since +6mo | done reviewed_on | repeat +6mo",
     "category_since=2020-01-10 applied_on=2026-06-02",
     "r 2026-12-02 2026-12-02 2026-12-02 upcoming 11"},
    {"d/r category_since +6mo | done reviewed_on | repeat +6mo",
     "category_since=2020-01-10 reviewed_on=2025-01-10 applied_on=2026-06-02",
     "r 2026-12-02 2026-12-02 2026-12-02 upcoming 11"},
    /* an earliest day in the case saves the row; a met one is not dropped */
    {ENDS " | not_before alg_until",
     "agreement_until=2026-02-28 applied_on=2026-03-01 alg_until=2026-03-02",
     "r 2026-03-02 2026-03-02 2026-03-02 overdue -264"},
    {ENDS " | done agreement_from",
     "agreement_until=2026-02-28 applied_on=2026-03-01 agreement_from=2026-03-01",
     "computable"},
    /* a reminder to come is not before the beginning */
    {WEEKLY, "last_contact_on=2026-10-23 applied_on=2026-11-02",
     "r 2026-11-27 2026-11-27 2026-11-27 upcoming 6"},
};

static void what_lies_before_the_case_is_no_neglect(void **state)
{
    (void)state;
    check_answers(fenced, COUNT_OF(fenced), "benefit_since,applied_on", open_of);
}

#define UNRECORDED(word) \
    "d/r applied_on +0d | done esb_on,invited_on | unrecorded " word

static const struct answer unrecorded[] = {
    {UNRECORDED("skip"), "applied_on=2026-11-02", "nothing"},
    {UNRECORDED("skip"), "applied_on=2026-11-02 invited_on=",
     "r 2026-11-02 2026-11-02 2026-11-02 overdue -19"},
    {UNRECORDED("list"), "applied_on=2026-11-02",
     "r 2026-11-02 2026-11-02 2026-11-02 overdue -19"},
    {UNRECORDED(""), "applied_on=2026-11-02",
     "r 2026-11-02 2026-11-02 2026-11-02 overdue -19"},
    {"d/r applied_on +0d | done esb_on | unrecorded skip", "applied_on=2026-11-02",
     "nothing"},
    {"d/r applied_on +0d | unrecorded skip", "applied_on=2026-11-02",
     "r 2026-11-02 2026-11-02 2026-11-02 overdue -19"},
};

static void what_nobody_records_is_left_out_if_the_row_says_so(void **state)
{
    (void)state;
    check_answers(unrecorded, COUNT_OF(unrecorded), NULL, open_of);
}

static const struct answer far[] = {
    {"d/r applied_on +6mo", "applied_on=2199-06-30",
     "r 2199-12-30 2199-12-30 2199-12-30 upcoming 63226"},
    {"d/r applied_on +6mo", "applied_on=2199-07-01", "nothing"},
    {"d/r applied_on +9999y", "applied_on=2026-01-01", "nothing"},
    {"d/r applied_on +9999y | every +1y", "applied_on=2026-01-01", "nothing"},
    {"d/r applied_on +9999b", "applied_on=2199-01-01", "nothing"},
    {"d/r applied_on +1d | not_before birth_date +210age",
     "applied_on=2026-01-01 birth_date=2000-01-01", "nothing"},
    {"d/r category_since +6mo | done agreement_from | repeat +6mo",
     "category_since=2026-01-01 agreement_from=2199-12-01", "nothing"},
    {"d/r applied_on +0d | every +1y", "applied_on=2199-12-31",
     "r 2199-12-31 2199-12-31 2199-12-31 upcoming 63227"},
    {"d/r applied_on +1d | every +1y", "applied_on=2199-12-31", "nothing"},
    /* nor is one before the calendar, which begins in 1890, or one behind 2199 */
    {"d/r birth_date -10y | roll none", "birth_date=1900-01-01",
     "r 1890-01-01 1890-01-01 1890-01-01 overdue -49997"},
    {"d/r birth_date -11y | roll none", "birth_date=1900-01-01", "nothing"},
    {"d/r applied_on +0d | every +1y | not_before alg_until",
     "applied_on=2025-12-31 alg_until=2199-12-31",
     "r 2199-12-31 2199-12-31 2199-12-31 upcoming 63227"},
    {"d/r birth_date -3mo | roll none", "birth_date=1900-01-01",
     "r 1899-10-01 1899-10-01 1899-10-01 overdue -46437"},
};

static void a_day_after_2199_is_no_candidate(void **state)
{
    (void)state;
    check_answers(far, COUNT_OF(far), NULL, open_of);
}

/* The doubts about days outside the checked years. */
static const char *doubts(struct person *person)
{
    open_of(person);
    return person->notes.doubts != 0 ? "doubts" : "none";
}

static const struct answer doubtful[] = {
    {"d/r applied_on +1d", "applied_on=2035-12-30", "none"},
    {"d/r applied_on +2d", "applied_on=2035-12-30", "doubts"},
    {"d/r applied_on +2d | roll none", "applied_on=2035-12-30", "none"},
    {"d/r applied_on +1b | roll none", "applied_on=2014-12-29", "doubts"},
    {"d/r applied_on +1mo", "applied_on=2014-12-29", "none"},
    {"d/r applied_on +1d | until +1d", "applied_on=2035-12-29", "none"},
    {"d/r applied_on +1d | roll none | not_before alg_until +1b",
     "applied_on=2026-11-02 alg_until=2035-12-31", "doubts"},
    {"d/r applied_on +1d | roll none | not_before alg_until +1b",
     "applied_on=2036-11-02 alg_until=2035-12-31", "none"},
    /* those of the tests, met or not */
    {"d/r applied_on +1d | when applied_on < as_of+10y +1b", "applied_on=2026-11-02",
     "doubts"},
    {"d/r applied_on +1d | when applied_on < as_of+10y +1b", "", "doubts"},
    {"d/r applied_on +1d | when applied_on < as_of+1b", "applied_on=2026-11-02",
     "none"},
    {"d/r applied_on +1d | until +2d", "applied_on=2035-12-30", "doubts"},
};

static void days_outside_the_checked_years_are_noted(void **state)
{
    (void)state;
    check_answers(doubtful, COUNT_OF(doubtful), NULL, doubts);
}

/* `STATE ANCHOR ENDED FROM STEPPED DUE UNTIL`, then what it repeats, moved it or fenced
 * it in; of the first row. */
static const char *trace_of(struct person *person)
{
    static const char *const names[] = {
        [OBLIGATION_OPEN] = "open",       [OBLIGATION_MET] = "met",
        [OBLIGATION_CLOSED] = "closed",   [OBLIGATION_FENCED] = "fenced",
        [OBLIGATION_UNKNOWN] = "unknown", [OBLIGATION_LEFT_OUT] = "left out",
        [OBLIGATION_NEVER] = "never"};
    static char text[256];
    const struct deadlines *deadlines = &person->concept->deadlines;
    struct obligation_trace trace;
    const struct obligation *it = &trace.obligation;

    obligation_trace(person->facts, &deadlines->rules[0], &trace);
    snprintf(text, sizeof text, "%s: %s %s %s %s %s %s%s%s%s", names[trace.state],
             day_text(it->anchor_on), day_text(trace.ended_on), day_text(trace.from_on),
             day_text(trace.stepped_on), day_text(it->due_on), day_text(it->until_on),
             trace.repeats ? " again" : "", trace.bound != NULL ? " bound" : "",
             trace.from_beginning ? " from the beginning" : "");
    return text;
}

static const struct answer traces[] = {
    {ONCE, "handover_on=2026-11-02",
     "open: 2026-11-02 none 2026-11-02 2026-11-07 2026-11-07 2026-11-07"},
    {ONCE, "", "unknown: none none none none none none"},
    /* that something took place is not known before its day */
    {ONCE, "handover_on=2026-11-22", "unknown: none none none none none none"},
    {ONCE, "handover_on=2026-11-02 invited_on=2026-11-03 first_talk_on=2026-11-04",
     "met: 2026-11-02 2026-11-03 none none none none"},
    {"d/r handover_on +5d | done invited_on | closed_by esb_on",
     "handover_on=2026-11-02 esb_on=2026-11-05",
     "closed: 2026-11-02 2026-11-05 none none none none"},
    {AGAIN, "category_since=2026-01-12 reviewed_on=2026-06-12",
     "open: 2026-01-12 none 2026-06-12 2026-12-12 2026-12-12 2026-12-12 again"},
    {"d/r applied_on +1d | not_before alg_until",
     "applied_on=2026-11-02 alg_until=2026-12-01",
     "open: 2026-11-02 none 2026-11-02 2026-11-03 2026-12-01 2026-12-01 bound"},
    {"d/r applied_on +1d | not_before alg_until",
     "applied_on=2026-11-02 alg_until=2026-11-03",
     "open: 2026-11-02 none 2026-11-02 2026-11-03 2026-11-03 2026-11-03"},
    {"d/r applied_on +999y", "applied_on=2026-11-02",
     "never: 2026-11-02 none 2026-11-02 none none none"},
    {"d/r applied_on +1d | every +1mo", "applied_on=2026-11-02",
     "open: 2026-11-02 none 2026-11-02 2026-11-03 2026-12-03 2026-12-03"},
};

/* The case began with the first of benefit_since and applied_on. */
static const struct answer fenced_traces[] = {
    {"d/r agreement_until +1d", "agreement_until=2026-02-27 applied_on=2026-03-01",
     "fenced: 2026-02-27 none 2026-02-27 2026-02-28 none none"},
    {"d/r category_since +6mo | done reviewed_on | repeat +6mo",
     "category_since=2020-01-10 applied_on=2026-06-02",
     "open: 2020-01-10 none 2020-01-10 2020-07-10 2026-12-02 2026-12-02 from the "
     "beginning"},
};

static void a_row_tells_what_became_of_it(void **state)
{
    (void)state;
    check_answers(traces, COUNT_OF(traces), NULL, trace_of);
    check_answers(fenced_traces, COUNT_OF(fenced_traces), "benefit_since,applied_on",
                  trace_of);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_earliest_row_of_a_deadline_wins),
        cmocka_unit_test(a_day_is_not_before_the_latest_of_its_earliest_days),
        cmocka_unit_test(a_met_row_is_out_or_comes_again),
        cmocka_unit_test(a_closing_date_ends_a_row),
        cmocka_unit_test(without_until_it_is_due_between_the_raw_and_the_working_day),
        cmocka_unit_test(a_window_runs_from_its_day_to_its_last_day),
        cmocka_unit_test(a_reminder_comes_on_its_next_day),
        cmocka_unit_test(what_lies_before_the_case_is_no_neglect),
        cmocka_unit_test(what_nobody_records_is_left_out_if_the_row_says_so),
        cmocka_unit_test(a_day_after_2199_is_no_candidate),
        cmocka_unit_test(days_outside_the_checked_years_are_noted),
        cmocka_unit_test(a_row_tells_what_became_of_it),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
