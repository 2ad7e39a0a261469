/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What becomes of an obligation: how the audit judges it, what comes next once it is
 * met in a forecast, and on which days it can be met. test_obligation.c proves what is
 * open. The calendar is Brandenburg's; as_of is Saturday, 2026-11-21, so that today's
 * working day is the 23rd.
 */
#include "person.h"

#include "person/verdict.h"

#define ONCE "d/r handover_on +5d | done invited_on,first_talk_on"

#define CLOSED "d/r applied_on +10d | done esb_on | closed_by first_talk_on"

#define CLOSED_AGAIN                                                          \
    "d/r category_since +6mo | done reviewed_on | closed_by first_talk_on | " \
    "repeat +6mo"

#define ROLLING(way) "d/r agreement_until +0d | roll " way

#define MONTH "d/r applied_on +0d | until +1mo"

#define OPEN "d/r applied_on +0d | until open"

#define WEEKLY "d/r last_contact_on +1w | every +1w"

#define MONTHLY "d/r agreement_until +0d | every +1mo"

#define UNRECORDED(word) \
    "d/r applied_on +0d | done esb_on,invited_on | unrecorded " word

/* `DUE_ON UNTIL_ON MET_ON VERDICT`, of each row in turn. */
static const char *judged(struct person *person)
{
    static const char *const names[] = {[VERDICT_KEPT] = "kept",
                                        [VERDICT_LATE] = "late",
                                        [VERDICT_MISSED] = "missed",
                                        [VERDICT_OPEN] = "open",
                                        [VERDICT_CLOSED] = "closed"};
    static char text[1024];
    const struct deadlines *deadlines = &person->concept->deadlines;
    size_t used = 0;

    text[0] = '\0';
    for (unsigned i = 0; i < deadlines->table.count; i++) {
        struct judged_obligation found[2];
        unsigned count = obligations_judge(person->facts, &deadlines->rules[i], found,
                                           &person->notes);
        for (unsigned j = 0; j < count; j++)
            used += (size_t)snprintf(
                text + used, sizeof text - used, "%s%s %s %s %s", used > 0 ? " | " : "",
                day_text(found[j].obligation.due_on),
                day_text(found[j].obligation.until_on), day_text(found[j].met_on),
                names[found[j].verdict]);
    }
    return text;
}

#define TRAINING                                          \
    "d/r training_ends_on -3mo | done last_contact_on | " \
    "done_since training_ends_on -3mo | when training_ends_on >= as_of"

static const struct answer verdicts[] = {
    /* 2026-11-07 is a Saturday: kept up to that day */
    {ONCE, "handover_on=2026-11-02 invited_on=2026-11-07",
     "2026-11-07 2026-11-07 2026-11-07 kept"},
    {ONCE, "handover_on=2026-11-02 invited_on=2026-11-08",
     "2026-11-07 2026-11-07 2026-11-08 late"},
    {ONCE, "handover_on=2026-11-02", "2026-11-07 2026-11-07 none missed"},
    /* today is a day on which it can still be kept */
    {ONCE, "handover_on=2026-11-16", "2026-11-21 2026-11-21 none open"},
    {ONCE, "handover_on=2026-11-15", "2026-11-20 2026-11-20 none missed"},
    {ONCE, "handover_on=2026-11-18", "2026-11-23 2026-11-23 none open"},
    /* the earliest date that counts says when */
    {ONCE, "handover_on=2026-11-02 invited_on=2026-11-10 first_talk_on=2026-11-05",
     "2026-11-07 2026-11-07 2026-11-05 kept"},
    {MONTH " | done esb_on", "applied_on=2026-09-01 esb_on=2026-10-01",
     "2026-09-01 2026-10-01 2026-10-01 kept"},
    {MONTH " | done esb_on", "applied_on=2026-09-01 esb_on=2026-10-02",
     "2026-09-01 2026-10-01 2026-10-02 late"},
    {OPEN " | done esb_on", "applied_on=2026-01-05 esb_on=2026-11-20",
     "2026-01-05 none 2026-11-20 kept"},
    {OPEN " | done esb_on", "applied_on=2026-01-05", "2026-01-05 none none open"},
    /* an agreement that begins later counts */
    {"d/r applied_on +0d | done agreement_from",
     "applied_on=2026-11-02 agreement_from=2026-12-01",
     "2026-11-02 2026-11-02 2026-12-01 late"},
    /* the earlier date decides; on one day it is met */
    {CLOSED, "applied_on=2026-11-02 first_talk_on=2026-11-05",
     "2026-11-12 2026-11-12 2026-11-05 closed"},
    {CLOSED, "applied_on=2026-11-02 first_talk_on=2026-11-05 esb_on=2026-11-04",
     "2026-11-12 2026-11-12 2026-11-04 kept"},
    {CLOSED, "applied_on=2026-11-02 first_talk_on=2026-11-05 esb_on=2026-11-05",
     "2026-11-12 2026-11-12 2026-11-05 kept"},
    {CLOSED, "applied_on=2026-11-02 first_talk_on=2026-11-05 esb_on=2026-11-06",
     "2026-11-12 2026-11-12 2026-11-05 closed"},
    /* repeat: the first one and the one from the latest date */
    {CLOSED_AGAIN, "category_since=2025-01-13 reviewed_on=2026-02-02",
     "2025-07-13 2025-07-13 2026-02-02 late | 2026-08-02 2026-08-02 none missed"},
    {CLOSED_AGAIN, "category_since=2025-01-13", "2025-07-13 2025-07-13 none missed"},
    {CLOSED_AGAIN,
     "category_since=2025-01-13 reviewed_on=2026-02-02 first_talk_on=2026-03-01",
     "2025-07-13 2025-07-13 2026-02-02 late | "
     "2026-08-02 2026-08-02 2026-03-01 closed"},
    {CLOSED_AGAIN,
     "category_since=2025-01-13 reviewed_on=2026-02-02 first_talk_on=2026-02-01",
     "2025-07-13 2025-07-13 2026-02-01 closed"},
    /* each row by itself, also of one deadline */
    {ONCE "\nd/r2 handover_on +10d | done invited_on",
     "handover_on=2026-11-02 invited_on=2026-11-08",
     "2026-11-07 2026-11-07 2026-11-08 late | 2026-11-12 2026-11-12 2026-11-08 kept"},
    /* as_of in `when` is the row's due_on, 31 May */
    {TRAINING, "training_ends_on=2026-08-31 last_contact_on=2026-06-01",
     "2026-05-31 2026-05-31 2026-06-01 late"},
    {"d/r applied_on +0d | done esb_on | when school_ends_on <= as_of",
     "applied_on=2026-11-02 school_ends_on=2026-11-10", ""},
    {"d/r applied_on +0d | done esb_on | when school_ends_on <= as_of",
     "applied_on=2026-11-02 school_ends_on=2026-11-02",
     "2026-11-02 2026-11-02 none missed"},
    /* what is not judged */
    {ONCE " | audit no", "handover_on=2026-11-02", ""},
    {"d/r applied_on +0d", "applied_on=2026-11-02", ""},
    {"d/r applied_on +0d | closed_by esb_on", "applied_on=2026-11-02", ""},
    {WEEKLY, "last_contact_on=2026-10-23", ""},
    {UNRECORDED("skip"), "applied_on=2026-11-02", ""},
    {ONCE, "", ""},
};

static void the_audit_judges_a_row_on_its_day(void **state)
{
    (void)state;
    check_answers(verdicts, COUNT_OF(verdicts), NULL, judged);
}

static void the_audit_leaves_out_what_lies_before_the_case(void **state)
{
    static const struct answer cases[] = {
        {"d/r agreement_until +0d | done agreement_from",
         "agreement_until=2026-02-28 applied_on=2026-03-01", ""},
        {"d/r agreement_until +0d | done agreement_from",
         "agreement_until=2026-03-02 applied_on=2026-03-01",
         "2026-03-02 2026-03-02 none missed"},
    };

    (void)state;
    check_answers(cases, COUNT_OF(cases), "applied_on", judged);
}

/* `RULE DUE_ON WORK_ON`, behind what is there. */
static size_t add_obligation(char *text, size_t size, size_t used,
                             const struct obligation *obligation)
{
    const struct span id = obligation->rule->rule->id;

    return used + (size_t)snprintf(text + used, size - used, "%s%.*s %s %s",
                                   used > 0 ? " | " : "", (int)id.len, id.ptr,
                                   day_text(obligation->due_on),
                                   day_text(obligation->work_on));
}

/* Every open obligation is met on its working day, four times over. */
static const char *chain(struct person *person)
{
    static char text[512];
    struct obligation open[DEADLINE_MOST];
    size_t used = 0;

    text[0] = '\0';
    if (obligations_open(person->facts, open, &person->notes) == 0)
        return text;
    used = add_obligation(text, sizeof text, used, &open[0]);
    for (int i = 0; i < 3; i++) {
        struct meeting meeting = {open[0], open[0].work_on};
        if (!next_after(person->facts, open[0].rule->deadline, &meeting, &open[0],
                        &person->notes))
            break;
        used = add_obligation(text, sizeof text, used, &open[0]);
    }
    return text;
}

#define YEAR "w/year category_since +1y | done reviewed_on,agreement_from | repeat +1y"
#define EVENT \
    "w/event block_ends_on -3mo | done reviewed_on | done_since block_ends_on -6mo"

static const struct answer chains[] = {
    /* from the due day, not from the working day: no drift over a Sunday */
    {"k/r last_contact_on +1mo | repeat +1mo", "last_contact_on=2026-10-29",
     "r 2026-11-29 2026-11-27 | r 2026-12-29 2026-12-29 | "
     "r 2027-01-29 2027-01-29 | r 2027-02-28 2027-02-26"},
    {ONCE, "handover_on=2026-11-02", "r 2026-11-07 2026-11-06"},
    /* an agreement that ends is followed by a new one, which is reviewed */
    {"a/until agreement_until +0d\na/half agreement_from +6mo | repeat +6mo",
     "agreement_from=2026-09-01 agreement_until=2026-12-14",
     "until 2026-12-14 2026-12-14 | half 2027-06-14 2027-06-14 | "
     "half 2027-12-14 2027-12-14 | half 2028-06-14 2028-06-14"},
    /* the yearly review is too early for the event: both come */
    {YEAR "\n" EVENT, "category_since=2025-12-01 block_ends_on=2027-12-15",
     "year 2026-12-01 2026-12-01 | event 2027-09-15 2027-09-15 | "
     "year 2028-09-15 2028-09-15 | year 2029-09-15 2029-09-14"},
    /* met by the record: what comes again runs on from there */
    {YEAR, "category_since=2025-01-13 reviewed_on=2026-02-02",
     "year 2027-02-02 2027-02-02 | year 2028-02-02 2028-02-02 | "
     "year 2029-02-02 2029-02-02 | year 2030-02-02 2030-02-01"},
    /* a row that its own working day can't meet is left out; the other one goes on */
    {"w/r1 block_ends_on -3mo | done reviewed_on | done_since block_ends_on\n" YEAR,
     "category_since=2025-12-01 block_ends_on=2027-02-15",
     "r1 2026-11-15 2026-11-13 | year 2027-11-15 2027-11-15 | "
     "year 2028-11-15 2028-11-15 | year 2029-11-15 2029-11-15"},
    /* a repeat that leads nowhere ends */
    {"k/r last_contact_on +1mo | repeat +0d", "last_contact_on=2026-11-02",
     "r 2026-12-02 2026-12-02"},
    {"k/r last_contact_on +1mo | repeat -1mo", "last_contact_on=2026-11-02",
     "r 2026-12-02 2026-12-02"},
    /* a reminder comes again and again, counted from its first day */
    {WEEKLY, "last_contact_on=2026-10-23",
     "r 2026-11-27 2026-11-27 | r 2026-12-04 2026-12-04 | "
     "r 2026-12-11 2026-12-11 | r 2026-12-18 2026-12-18"},
    {MONTHLY, "agreement_until=2026-08-31",
     "r 2026-11-30 2026-11-30 | r 2026-12-31 2026-12-31 | "
     "r 2027-01-31 2027-01-29 | r 2027-02-28 2027-02-26"},
    /* an open one comes once */
    {OPEN " | repeat +1mo", "applied_on=2026-11-23", "r 2026-11-23 2026-11-23"},
    /* what comes again is bound by its earliest day */
    {"k/r applied_on +1mo | repeat +1mo | not_before agreement_from",
     "applied_on=2026-11-02 agreement_from=2026-12-09",
     "r 2026-12-09 2026-12-09 | r 2027-01-09 2027-01-08 | "
     "r 2027-02-09 2027-02-09 | r 2027-03-09 2027-03-09"},
};

static void what_is_met_comes_again_from_its_due_day(void **state)
{
    (void)state;
    check_answers(chains, COUNT_OF(chains), NULL, chain);
}

/* `FROM UNTIL STANDS_ON` of the first open obligation. */
static const char *days_of_work(struct person *person)
{
    static char text[64];
    struct obligation open[DEADLINE_MOST];
    struct work_window days;

    assert_int_not_equal(obligations_open(person->facts, open, &person->notes), 0);
    days = obligation_window(person->facts, &open[0], &person->notes);
    snprintf(text, sizeof text, "%s %s %s", day_text(days.from), day_text(days.until),
             day_text(obligation_stands_on(&open[0], person->facts->day.as_of)));
    return text;
}

#define FROM_ANCHOR "d/r applied_on +1mo | done esb_on"
#define FROM_SINCE "d/r approved_on +10b | done first_talk_on | done_since applied_on"
#define RHYTHM "d/r agreement_from +1mo | repeat +1mo"

static const struct answer works[] = {
    /* from today's working day to the latest day */
    {FROM_ANCHOR, "applied_on=2026-11-12", "2026-11-23 2026-12-11 2026-12-11"},
    /* the anchor is still to come */
    {FROM_ANCHOR, "applied_on=2026-12-05", "2026-12-07 2027-01-05 2027-01-05"},
    /* the anchor and the day are one weekend: on the working day before them */
    {"d/r applied_on +1d", "applied_on=2026-11-28", "2026-11-27 2026-11-27 2026-11-27"},
    /* the latest day is past, or today is no working day: at once */
    {FROM_ANCHOR, "applied_on=2026-01-12", "2026-11-23 2026-11-23 2026-02-12"},
    {ROLLING(""), "agreement_until=2026-11-22", "2026-11-23 2026-11-23 2026-11-20"},
    {ROLLING(""), "agreement_until=2026-11-23", "2026-11-23 2026-11-23 2026-11-23"},
    /* without a done column: what follows the anchor not before it, else any day */
    {RHYTHM, "agreement_from=2026-12-05", "2026-12-07 2027-01-05 2027-01-05"},
    {RHYTHM, "agreement_from=2026-11-02", "2026-11-23 2026-12-02 2026-12-02"},
    {ROLLING(""), "agreement_until=2026-12-25", "2026-11-23 2026-12-24 2026-12-24"},
    /* due on a holiday: the last working day before it */
    {ROLLING("none"), "agreement_until=2026-12-25", "2026-11-23 2026-12-24 2026-12-25"},
    /* done_since instead of the anchor, also where that is still to come */
    {FROM_SINCE, "approved_on=2026-11-30 applied_on=2026-10-01",
     "2026-11-23 2026-12-14 2026-12-14"},
    {FROM_SINCE, "approved_on=2026-11-30", "2026-11-23 2026-12-14 2026-12-14"},
    /* what counts only from done_since on */
    {EVENT, "block_ends_on=2027-09-15", "2027-03-15 2027-06-15 2027-06-15"},
    /* after the last time */
    {YEAR, "category_since=2025-01-13 agreement_from=2026-12-02",
     "2026-12-02 2027-12-02 2027-12-02"},
    /* an earliest day has no end */
    {ROLLING("forward"), "agreement_until=2026-12-25", "2026-12-28 none 2026-12-28"},
    {ROLLING("forward"), "agreement_until=2026-01-05", "2026-11-23 none 2026-01-05"},
    /* a window: to come, running, over; one without an end */
    {MONTH, "applied_on=2026-12-05", "2026-12-07 2027-01-05 2026-12-07"},
    {MONTH, "applied_on=2026-11-02", "2026-11-23 2026-12-02 2026-11-21"},
    {MONTH, "applied_on=2026-09-01", "2026-11-23 2026-11-23 2026-10-01"},
    {OPEN, "applied_on=2026-12-05", "2026-12-07 none 2026-12-07"},
    {OPEN, "applied_on=2026-01-05", "2026-11-23 none 2026-11-21"},
};

static void an_obligation_can_be_met_within_its_window(void **state)
{
    (void)state;
    check_answers(works, COUNT_OF(works), NULL, days_of_work);
}

static const char *recorded(struct person *person)
{
    const struct deadline_rule *row = &person->concept->deadlines.rules[0];

    return verdict_is_recorded(person->facts, row) ? "yes" : "no";
}

/* Whether the input has a column that could show the row met. */
static const struct answer records[] = {
    {ONCE, "handover_on=2026-11-02", "no"},
    {ONCE, "handover_on=2026-11-02 invited_on=", "yes"},
    {ONCE, "handover_on=2026-11-02 first_talk_on=", "yes"},
    {MONTH, "applied_on=2026-11-02", "no"},
};

static void a_row_is_recorded_if_the_input_can_show_it_met(void **state)
{
    (void)state;
    check_answers(records, COUNT_OF(records), NULL, recorded);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_audit_judges_a_row_on_its_day),
        cmocka_unit_test(the_audit_leaves_out_what_lies_before_the_case),
        cmocka_unit_test(what_is_met_comes_again_from_its_due_day),
        cmocka_unit_test(an_obligation_can_be_met_within_its_window),
        cmocka_unit_test(a_row_is_recorded_if_the_input_can_show_it_met),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
