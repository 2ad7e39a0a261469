/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What was met and when, what comes next once it is met in a forecast, and on which
 * days it can be met. test_deadlines.c proves what is open. The calendar is
 * Brandenburg's; as_of is Saturday, 2026-11-21, so that today's working day is the
 * 23rd.
 */
#include "rules.h"

#include "person/obligation.h"

#define HEADER                                                                  \
    "deadline\trule\tpupil\tanchor\toffset\tnot_before\troll\tdone\tdone_since" \
    "\trepeat\tkind\tsource\n"

struct loaded {
    struct world world;
    struct input input;
    struct deadlines deadlines;
    struct diag diag;
    bool good;
};

static void load(struct loaded *loaded, const char *rows)
{
    static char text[2048];

    memset(loaded, 0, sizeof *loaded);
    world_make(&loaded->world, "BB");
    snprintf(text, sizeof text, "%s%s", HEADER, rows);
    input_make(&loaded->input, span_from(text));
    loaded->good = deadlines_load(&loaded->deadlines, loaded->input.path,
                                  &loaded->world.context, &loaded->diag);
}

static void drop(struct loaded *loaded)
{
    input_drop(&loaded->input);
    world_drop(&loaded->world);
}

struct expected {
    const char *rows, *cells, *result;
};

typedef const char *(*question)(struct loaded *loaded);

static void check_all(const struct expected *cases, size_t count, question ask)
{
    unsigned failures = 0;

    for (size_t i = 0; i < count; i++) {
        struct loaded loaded;
        const char *got;
        load(&loaded, cases[i].rows);
        if (!loaded.good)
            fail_msg("%s: %s", cases[i].rows, loaded.diag.text);
        world_fill(&loaded.world, cases[i].cells);
        got = ask(&loaded);
        if (strcmp(got, cases[i].result) != 0) {
            print_message("%s%s\n  got      %s\n  expected %s\n", cases[i].rows,
                          cases[i].cells, got, cases[i].result);
            failures++;
        }
        drop(&loaded);
    }
    assert_int_equal(failures, 0);
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

static const char *met(struct loaded *loaded)
{
    static char text[512];
    struct meeting meetings[DEADLINE_MOST];
    struct deadline_notes notes = {0};
    unsigned count =
        obligations_met(&loaded->deadlines, loaded->world.values, meetings, &notes);
    size_t used = 0;

    text[0] = '\0';
    for (unsigned i = 0; i < count; i++) {
        used = add_obligation(text, sizeof text, used, &meetings[i].obligation);
        used += (size_t)snprintf(text + used, sizeof text - used, " met %s",
                                 day_text(meetings[i].met_on));
    }
    return text;
}

/* Columns: deadline rule pupil anchor offset not_before roll done done_since repeat
 * kind source */
#define ONCE "d\tonce\t\thandover_on\t+5d\t\t\tinvited_on\t\t\t\ts\n"
#define YEAR "w\tyear\t\tcategory_since\t+1y\t\t\treviewed_on\t\t+1y\t\ts\n"
#define EVENT \
    "w\tevent\t\tblock_ends_on\t-3mo\t\t\treviewed_on\tblock_ends_on -6mo\t\t\ts\n"
#define CONTACT "k\tcontact\t\tlast_contact_on\t+1mo\t\t\t\t\t+1mo\ttalk\ts\n"

static const struct expected meetings[] = {
    /* 2026-11-07 is a Saturday */
    {ONCE, "handover_on=2026-11-02 invited_on=2026-11-06",
     "once 2026-11-07 2026-11-06 met 2026-11-06"},
    {ONCE, "handover_on=2026-11-02 invited_on=2026-11-01", ""},
    {ONCE, "handover_on=2026-11-02", ""},
    {ONCE, "invited_on=2026-11-06", ""},
    /* without a done column the past is not known */
    {CONTACT, "last_contact_on=2026-11-02", ""},
    /* both rows are met: the one that was due first */
    {YEAR EVENT,
     "category_since=2026-01-12 block_ends_on=2027-01-15 reviewed_on=2026-09-01",
     "event 2026-10-15 2026-10-15 met 2026-09-01"},
    /* the review came before it counts for the event */
    {YEAR EVENT,
     "category_since=2026-01-12 block_ends_on=2027-01-15 reviewed_on=2026-07-14",
     "year 2027-01-12 2027-01-12 met 2026-07-14"},
    /* several deadlines stand in the order of their names */
    {YEAR ONCE,
     "category_since=2025-01-13 reviewed_on=2026-09-01 handover_on=2026-11-02 "
     "invited_on=2026-11-30",
     "once 2026-11-07 2026-11-06 met 2026-11-30 | "
     "year 2026-01-13 2026-01-13 met 2026-09-01"},
    {"d\tr\tyes\thandover_on\t+5d\t\t\tinvited_on\t\t\t\ts\n",
     "handover_on=2026-11-02 invited_on=2026-11-06", ""},
};

static void the_met_obligation_is_the_one_that_was_due_first(void **state)
{
    (void)state;
    check_all(meetings, COUNT_OF(meetings), met);
}

/* Every open obligation is met on its working day, four times over. */
static const char *chain(struct loaded *loaded)
{
    static char text[512];
    const struct deadlines *deadlines = &loaded->deadlines;
    const struct value *values = loaded->world.values;
    struct obligation open[DEADLINE_MOST];
    struct deadline_notes notes = {0};
    size_t used = 0;

    text[0] = '\0';
    if (obligations_open(deadlines, values, open, &notes) == 0)
        return text;
    used = add_obligation(text, sizeof text, used, &open[0]);
    for (int i = 0; i < 3; i++) {
        struct meeting meeting = {open[0], open[0].work_on};
        if (!obligation_next(deadlines, open[0].rule->deadline, values, &meeting,
                             &open[0], &notes))
            break;
        used = add_obligation(text, sizeof text, used, &open[0]);
    }
    return text;
}

#define UNTIL "a\tuntil\t\tagreement_until\t+0d\t\t\t\t\t\t\ts\n"
#define HALF "a\thalf\t\tagreement_from\t+6mo\t\t\t\t\t+6mo\t\ts\n"

static const struct expected chains[] = {
    /* from the due day, not from the working day: no drift over a Sunday */
    {CONTACT, "last_contact_on=2026-11-29",
     "contact 2026-12-29 2026-12-29 | contact 2027-01-29 2027-01-29 | "
     "contact 2027-02-28 2027-02-26 | contact 2027-03-28 2027-03-25"},
    {ONCE, "handover_on=2026-11-02", "once 2026-11-07 2026-11-06"},
    /* an agreement that ends is followed by a new one, which is reviewed */
    {UNTIL HALF, "agreement_from=2026-09-01 agreement_until=2026-12-14",
     "until 2026-12-14 2026-12-14 | half 2027-06-14 2027-06-14 | "
     "half 2027-12-14 2027-12-14 | half 2028-06-14 2028-06-14"},
    /* the yearly review is too early for the event: both come */
    {YEAR EVENT, "category_since=2025-12-01 block_ends_on=2027-12-15",
     "year 2026-12-01 2026-12-01 | event 2027-09-15 2027-09-15 | "
     "year 2028-09-15 2028-09-15 | year 2029-09-15 2029-09-14"},
    /* met by the record: what comes again runs on from there */
    {YEAR, "category_since=2025-01-13 reviewed_on=2026-02-02",
     "year 2027-02-02 2027-02-02 | year 2028-02-02 2028-02-02 | "
     "year 2029-02-02 2029-02-02 | year 2030-02-02 2030-02-01"},
    /* a row that its own working day can't meet is left out; the other one goes on */
    {"w\tr1\t\tblock_ends_on\t-3mo\t\t\treviewed_on\tblock_ends_on\t\t\ts\n" YEAR,
     "category_since=2025-12-01 block_ends_on=2027-02-15",
     "r1 2026-11-15 2026-11-13 | year 2027-11-15 2027-11-15 | "
     "year 2028-11-15 2028-11-15 | year 2029-11-15 2029-11-15"},
    /* a repeat that leads nowhere ends */
    {"k\tr\t\tlast_contact_on\t+1mo\t\t\t\t\t+0d\t\ts\n", "last_contact_on=2026-11-02",
     "r 2026-12-02 2026-12-02"},
    {"k\tr\t\tlast_contact_on\t+1mo\t\t\t\t\t-1mo\t\ts\n", "last_contact_on=2026-11-02",
     "r 2026-12-02 2026-12-02"},
};

static void what_is_met_comes_again_from_its_due_day(void **state)
{
    (void)state;
    check_all(chains, COUNT_OF(chains), chain);
}

/* `FROM UNTIL` of the first open obligation. */
static const char *window(struct loaded *loaded)
{
    static char text[64];
    struct obligation open[DEADLINE_MOST];
    struct deadline_notes notes = {0};
    struct work_window days;

    assert_int_not_equal(
        obligations_open(&loaded->deadlines, loaded->world.values, open, &notes), 0);
    days = obligation_window(&loaded->deadlines, &open[0], loaded->world.values,
                             loaded->world.context.as_of, &notes);
    snprintf(text, sizeof text, "%s %s", day_text(days.from), day_text(days.until));
    return text;
}

#define LATEST(way) "d\tr\t\tagreement_until\t+0d\t\t" way "\t\t\t\t\ts\n"
#define FROM_ANCHOR "d\tr\t\tapplied_on\t+1mo\t\t\tesb_on\t\t\t\ts\n"
#define FROM_SINCE "d\tr\t\tapproved_on\t+10b\t\t\tfirst_talk_on\tapplied_on\t\t\ts\n"

static const struct expected windows[] = {
    /* from today's working day to the latest day */
    {FROM_ANCHOR, "applied_on=2026-11-12", "2026-11-23 2026-12-11"},
    /* the anchor is still to come */
    {FROM_ANCHOR, "applied_on=2026-12-05", "2026-12-07 2027-01-05"},
    /* the latest day is past, or today is no working day: at once */
    {FROM_ANCHOR, "applied_on=2026-01-12", "2026-11-23 2026-11-23"},
    {LATEST(""), "agreement_until=2026-11-22", "2026-11-23 2026-11-23"},
    {LATEST(""), "agreement_until=2026-11-23", "2026-11-23 2026-11-23"},
    /* without a done column: what follows the anchor not before it, else any day */
    {CONTACT, "last_contact_on=2026-12-05", "2026-12-07 2027-01-05"},
    {CONTACT, "last_contact_on=2026-11-02", "2026-11-23 2026-12-02"},
    {LATEST(""), "agreement_until=2026-12-25", "2026-11-23 2026-12-24"},
    /* due on a holiday: the last working day before it */
    {LATEST("none"), "agreement_until=2026-12-25", "2026-11-23 2026-12-24"},
    /* done_since instead of the anchor, also where that is still to come */
    {FROM_SINCE, "approved_on=2026-11-30 applied_on=2026-10-01",
     "2026-11-23 2026-12-14"},
    {FROM_SINCE, "approved_on=2026-11-30", "2026-11-23 2026-12-14"},
    /* what counts only from done_since on */
    {EVENT, "block_ends_on=2027-09-15", "2027-03-15 2027-06-15"},
    /* after the last time */
    {YEAR, "category_since=2025-01-13 reviewed_on=2026-12-02", "2026-12-02 2027-12-02"},
    /* an earliest day has no end */
    {LATEST("forward"), "agreement_until=2026-12-25", "2026-12-28 none"},
    {LATEST("forward"), "agreement_until=2026-01-05", "2026-11-23 none"},
};

static void an_obligation_can_be_met_within_its_window(void **state)
{
    (void)state;
    check_all(windows, COUNT_OF(windows), window);
}

static void the_kind_of_a_row_is_a_task_unless_said(void **state)
{
    static const struct {
        const char *cell;
        enum deadline_kind kind;
    } cases[] = {{"", DEADLINE_TASK},
                 {"task", DEADLINE_TASK},
                 {"talk", DEADLINE_TALK},
                 {"agreement", DEADLINE_AGREEMENT},
                 {"review", DEADLINE_REVIEW}};

    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        char rows[128];
        struct loaded loaded;
        snprintf(rows, sizeof rows, "d\tr\t\tapplied_on\t+1d\t\t\t\t\t\t%s\ts\n",
                 cases[i].cell);
        load(&loaded, rows);
        assert_true(loaded.good);
        assert_int_equal(loaded.deadlines.rules[0].kind, cases[i].kind);
        drop(&loaded);
    }
}

static void a_faulty_kind_is_said_with_its_line(void **state)
{
    struct loaded loaded;

    (void)state;
    load(&loaded, "d\tr\t\tapplied_on\t+1d\t\t\t\t\t\tTalk\ts\n");
    assert_false(loaded.good);
    assert_string_equal(fault_text(&loaded.diag, loaded.input.path) + 1,
                        "2: kind: expected task, talk, agreement or review");
    drop(&loaded);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_met_obligation_is_the_one_that_was_due_first),
        cmocka_unit_test(what_is_met_comes_again_from_its_due_day),
        cmocka_unit_test(an_obligation_can_be_met_within_its_window),
        cmocka_unit_test(the_kind_of_a_row_is_a_task_unless_said),
        cmocka_unit_test(a_faulty_kind_is_said_with_its_line),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
