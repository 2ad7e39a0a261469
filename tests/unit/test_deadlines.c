/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The deadline table: which row wins, when an obligation is met and when it comes
 * again, the window in which it is due, and each fault of a row. The calendar is
 * Brandenburg's; as_of is Saturday, 2026-11-21.
 */
#include "rules.h"

#include "person/obligation.h"

#define HEADER                                                             \
    "deadline\trule\tpupil\tanchor\toffset\tnot_before\troll\tdone\tdone_" \
    "since\trepeat\t"                                                      \
    "source\n"

struct loaded {
    struct world world;
    struct input input;
    struct deadlines deadlines;
    struct diag diag;
    bool good;
};

static void load(struct loaded *loaded, const char *text)
{
    memset(loaded, 0, sizeof *loaded);
    world_make(&loaded->world, "BB");
    input_make(&loaded->input, span_from(text));
    loaded->good = deadlines_load(&loaded->deadlines, loaded->input.path,
                                  &loaded->world.context, &loaded->diag);
}

static void drop(struct loaded *loaded)
{
    input_drop(&loaded->input);
    world_drop(&loaded->world);
}

/* `RULE ANCHOR_ON DUE_ON WORK_ON STATUS | …`, or `computable` or `nothing`. */
static const char *open_of(struct loaded *loaded, const char *cells,
                           struct deadline_notes *notes)
{
    static const char *const names[] = {[OBLIGATION_UPCOMING] = "upcoming",
                                        [OBLIGATION_DUE] = "due",
                                        [OBLIGATION_OVERDUE] = "overdue"};
    static char text[1024];
    struct obligation open[DEADLINE_MOST];
    unsigned count;
    size_t used = 0;

    world_fill(&loaded->world, cells);
    count = obligations_open(&loaded->deadlines, loaded->world.values, open, notes);
    for (unsigned i = 0; i < count; i++) {
        const struct rule *rule = open[i].rule->rule;
        enum obligation_status status =
            obligation_status(&open[i], loaded->world.context.as_of);
        used += (size_t)snprintf(text + used, sizeof text - used, "%s%.*s %s %s %s %s",
                                 i > 0 ? " | " : "", (int)rule->id.len, rule->id.ptr,
                                 day_text(open[i].anchor_on), day_text(open[i].due_on),
                                 day_text(open[i].work_on), names[status]);
    }
    if (count == 0)
        return notes->computable ? "computable" : "nothing";
    return text;
}

struct expected {
    const char *rows, *cells, *open;
};

static void check_all(const struct expected *cases, size_t count)
{
    unsigned failures = 0;

    for (size_t i = 0; i < count; i++) {
        static char text[2048];
        struct deadline_notes notes = {0};
        struct loaded loaded;
        const char *got;
        snprintf(text, sizeof text, "%s%s", HEADER, cases[i].rows);
        load(&loaded, text);
        if (!loaded.good)
            fail_msg("%s: %s", cases[i].rows, loaded.diag.text);
        got = open_of(&loaded, cases[i].cells, &notes);
        if (strcmp(got, cases[i].open) != 0) {
            print_message("%s%s\n  got      %s\n  expected %s\n", cases[i].rows,
                          cases[i].cells, got, cases[i].open);
            failures++;
        }
        drop(&loaded);
    }
    assert_int_equal(failures, 0);
}

/* Columns: deadline rule pupil anchor offset not_before roll done done_since repeat
 * source */
#define EARLIER                                     \
    "y\tyear\t\tcategory_since\t+1y\t\t\t\t\t\ts\n" \
    "y\tend\t\tblock_ends_on\t-3mo\t\t\t\t\t\ts\n"

static const struct expected winners[] = {
    {EARLIER, "category_since=2026-06-01 block_ends_on=2026-12-15",
     "end 2026-12-15 2026-09-15 2026-09-15 overdue"},
    {EARLIER, "category_since=2026-06-01 block_ends_on=2027-12-15",
     "year 2026-06-01 2027-06-01 2027-06-01 upcoming"},
    {EARLIER, "category_since=2026-06-01",
     "year 2026-06-01 2027-06-01 2027-06-01 upcoming"},
    /* the same day from both: the upper row is reported */
    {EARLIER, "category_since=2026-06-01 block_ends_on=2027-09-01",
     "year 2026-06-01 2027-06-01 2027-06-01 upcoming"},
    {EARLIER, "", "nothing"},
    /* a row whose tests fail is no candidate; its anchor alone is nothing to watch */
    {"d\tr1\tyes\tapplied_on\t+1mo\t\t\t\t\t\ts\n", "applied_on=2026-11-02", "nothing"},
    {"d\tr1\tyes\tapplied_on\t+1mo\t\t\t\t\t\ts\n", "applied_on=2026-11-02 pupil=yes",
     "r1 2026-11-02 2026-12-02 2026-12-02 upcoming"},
    /* several deadlines: by due_on, then by the deadline's name, not by the row */
    {"z\tr1\t\tapplied_on\t+0d\t\t\t\t\t\ts\n"
     "b\tr2\t\tapplied_on\t+1d\t\t\t\t\t\ts\n"
     "a\tr3\t\tapplied_on\t+1d\t\t\t\t\t\ts\n",
     "applied_on=2026-11-02",
     "r1 2026-11-02 2026-11-02 2026-11-02 overdue | "
     "r3 2026-11-02 2026-11-03 2026-11-03 overdue | "
     "r2 2026-11-02 2026-11-03 2026-11-03 overdue"},
};

static void the_earliest_row_of_a_deadline_wins(void **state)
{
    (void)state;
    check_all(winners, COUNT_OF(winners));
}

#define BIRTHDAY_15 "d\tr1\t\tapplied_on\t+10d\tbirth_date +15age\t\t\t\t\ts\n"
#define SINCE "d\tr1\t\tblock_ends_on\t-3mo\tcategory_since\t\t\t\t\ts\n"

static const struct expected earliest[] = {
    /* before the 15th birthday the birthday counts */
    {BIRTHDAY_15, "applied_on=2026-11-02 birth_date=2011-12-01",
     "r1 2026-11-02 2026-12-01 2026-12-01 upcoming"},
    {BIRTHDAY_15, "applied_on=2026-11-02 birth_date=2011-11-12",
     "r1 2026-11-02 2026-11-12 2026-11-12 overdue"},
    {BIRTHDAY_15, "applied_on=2026-11-02 birth_date=2000-01-01",
     "r1 2026-11-02 2026-11-12 2026-11-12 overdue"},
    {BIRTHDAY_15, "applied_on=2026-11-02",
     "r1 2026-11-02 2026-11-12 2026-11-12 overdue"},
    {SINCE, "block_ends_on=2026-12-01 category_since=2026-10-05",
     "r1 2026-12-01 2026-10-05 2026-10-05 overdue"},
};

static void a_result_is_not_before_its_earliest_day(void **state)
{
    (void)state;
    check_all(earliest, COUNT_OF(earliest));
}

#define ONCE "d\tr1\t\thandover_on\t+5d\t\t\tinvited_on\t\t\ts\n"
#define SINCE_APPLIED "d\tr1\t\tapproved_on\t+5d\t\t\tfirst_talk_on\tapplied_on\t\ts\n"
#define SINCE_STEPS \
    "d\tr1\t\tblock_ends_on\t-3mo\t\t\treviewed_on\tblock_ends_on -6mo\t\ts\n"
#define AGAIN "d\tr1\t\tcategory_since\t+6mo\t\t\treviewed_on\t\t+6mo\ts\n"

static const struct expected met[] = {
    /* on or after the anchor it is met, also after as_of; before it, it is not */
    {ONCE, "handover_on=2026-11-02 invited_on=2026-11-02", "computable"},
    {ONCE, "handover_on=2026-11-02 invited_on=2027-01-01", "computable"},
    {ONCE, "handover_on=2026-11-02 invited_on=2026-11-01",
     "r1 2026-11-02 2026-11-07 2026-11-06 overdue"},
    {ONCE, "handover_on=2026-11-02", "r1 2026-11-02 2026-11-07 2026-11-06 overdue"},
    /* done_since instead of the anchor; unknown: any date counts */
    {SINCE_APPLIED,
     "approved_on=2026-11-02 applied_on=2026-10-01 first_talk_on=2026-10-01",
     "computable"},
    {SINCE_APPLIED,
     "approved_on=2026-11-02 applied_on=2026-10-01 first_talk_on=2026-09-30",
     "r1 2026-11-02 2026-11-07 2026-11-06 overdue"},
    {SINCE_APPLIED, "approved_on=2026-11-02 first_talk_on=1990-01-01", "computable"},
    {SINCE_STEPS, "block_ends_on=2026-12-31 reviewed_on=2026-06-30", "computable"},
    {SINCE_STEPS, "block_ends_on=2026-12-31 reviewed_on=2026-06-29",
     "r1 2026-12-31 2026-09-30 2026-09-30 overdue"},
    /* concepts.md 3: met on 2026-05-10, open again, due 2026-11-10 */
    {AGAIN, "category_since=2026-01-10 reviewed_on=2026-05-10",
     "r1 2026-01-10 2026-11-10 2026-11-10 overdue"},
    {AGAIN, "category_since=2026-05-10 reviewed_on=2026-05-10",
     "r1 2026-05-10 2026-11-10 2026-11-10 overdue"},
    {AGAIN, "category_since=2026-05-11 reviewed_on=2026-05-10",
     "r1 2026-05-11 2026-11-11 2026-11-11 overdue"},
    /* not_before is not applied to what comes again */
    {"d\tr1\t\tcategory_since\t+6mo\tblock_ends_on\t\treviewed_on\t\t+6mo\ts\n",
     "category_since=2026-01-12 reviewed_on=2026-01-12 block_ends_on=2027-03-01",
     "r1 2026-01-12 2026-07-12 2026-07-10 overdue"},
    /* a met row is out, another row of the deadline stays */
    {ONCE "d\tr2\t\tapplied_on\t+1y\t\t\t\t\t\ts\n",
     "handover_on=2026-11-02 invited_on=2026-11-03 applied_on=2026-01-05",
     "r2 2026-01-05 2027-01-05 2027-01-05 upcoming"},
    /* repeat without done: the anchor itself moves on */
    {"d\tr1\t\tlast_contact_on\t+1mo\t\t\t\t\t+1mo\ts\n", "last_contact_on=2026-11-02",
     "r1 2026-11-02 2026-12-02 2026-12-02 upcoming"},
};

static void a_met_row_is_out_or_comes_again(void **state)
{
    (void)state;
    check_all(met, COUNT_OF(met));
}

#define ROLLING(way) "d\tr1\t\tagreement_until\t+0d\t\t" way "\t\t\t\ts\n"

/* 2026-11-21 is a Saturday, 2026-12-25 a Friday and a holiday. */
static const struct expected windows[] = {
    {ROLLING(""), "agreement_until=2026-12-25",
     "r1 2026-12-25 2026-12-25 2026-12-24 upcoming"},
    {ROLLING("back"), "agreement_until=2026-12-25",
     "r1 2026-12-25 2026-12-25 2026-12-24 upcoming"},
    {ROLLING("forward"), "agreement_until=2026-12-25",
     "r1 2026-12-25 2026-12-25 2026-12-28 upcoming"},
    {ROLLING("none"), "agreement_until=2026-12-25",
     "r1 2026-12-25 2026-12-25 2026-12-25 upcoming"},
    /* back: the window is Friday to Sunday, so it is open on Saturday */
    {ROLLING(""), "agreement_until=2026-11-22",
     "r1 2026-11-22 2026-11-22 2026-11-20 due"},
    {ROLLING(""), "agreement_until=2026-11-21",
     "r1 2026-11-21 2026-11-21 2026-11-20 due"},
    {ROLLING(""), "agreement_until=2026-11-20",
     "r1 2026-11-20 2026-11-20 2026-11-20 overdue"},
    {ROLLING(""), "agreement_until=2026-11-23",
     "r1 2026-11-23 2026-11-23 2026-11-23 upcoming"},
    /* forward: Saturday to Monday */
    {ROLLING("forward"), "agreement_until=2026-11-21",
     "r1 2026-11-21 2026-11-21 2026-11-23 due"},
    {ROLLING("forward"), "agreement_until=2026-11-22",
     "r1 2026-11-22 2026-11-22 2026-11-23 upcoming"},
    {ROLLING("none"), "agreement_until=2026-11-21",
     "r1 2026-11-21 2026-11-21 2026-11-21 due"},
    {ROLLING("none"), "agreement_until=2026-11-20",
     "r1 2026-11-20 2026-11-20 2026-11-20 overdue"},
};

static void the_window_lies_between_the_raw_and_the_working_day(void **state)
{
    (void)state;
    check_all(windows, COUNT_OF(windows));
}

static const struct expected far[] = {
    {"d\tr1\t\tapplied_on\t+6mo\t\t\t\t\t\ts\n", "applied_on=2199-06-30",
     "r1 2199-06-30 2199-12-30 2199-12-30 upcoming"},
    {"d\tr1\t\tapplied_on\t+6mo\t\t\t\t\t\ts\n", "applied_on=2199-07-01", "computable"},
    {"d\tr1\t\tapplied_on\t+9999y\t\t\t\t\t\ts\n", "applied_on=2026-01-01",
     "computable"},
    {"d\tr1\t\tapplied_on\t+9999b\t\t\t\t\t\ts\n", "applied_on=2199-01-01",
     "computable"},
    {"d\tr1\t\tapplied_on\t+1d\tbirth_date +250age\t\t\t\t\ts\n",
     "applied_on=2026-01-01 birth_date=2000-01-01", "computable"},
    {"d\tr1\t\tcategory_since\t+6mo\t\t\treviewed_on\t\t+6mo\ts\n",
     "category_since=2026-01-01 reviewed_on=2199-12-01", "computable"},
    {"d\tr1\t\tbirth_date\t-3mo\t\tnone\t\t\t\ts\n", "birth_date=1900-01-01",
     "r1 1900-01-01 1899-10-01 1899-10-01 overdue"},
};

static void a_day_after_2199_is_no_candidate(void **state)
{
    (void)state;
    check_all(far, COUNT_OF(far));
}

static void days_outside_the_checked_years_are_noted(void **state)
{
    static const struct {
        const char *rows, *cells;
        bool unchecked;
    } cases[] = {
        {"d\tr1\t\tapplied_on\t+1d\t\t\t\t\t\ts\n", "applied_on=2035-12-30", false},
        {"d\tr1\t\tapplied_on\t+2d\t\t\t\t\t\ts\n", "applied_on=2035-12-30", true},
        {"d\tr1\t\tapplied_on\t+2d\t\tnone\t\t\t\ts\n", "applied_on=2035-12-30", false},
        {"d\tr1\t\tapplied_on\t+1b\t\tnone\t\t\t\ts\n", "applied_on=2014-12-29", true},
        {"d\tr1\t\tapplied_on\t+1mo\t\t\t\t\t\ts\n", "applied_on=2014-12-29", false},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        static char text[512];
        struct deadline_notes notes = {0};
        struct loaded loaded;
        snprintf(text, sizeof text, "%s%s", HEADER, cases[i].rows);
        load(&loaded, text);
        assert_true(loaded.good);
        open_of(&loaded, cases[i].cells, &notes);
        if (notes.unchecked != cases[i].unchecked)
            fail_msg("%s%s: unchecked is %d", cases[i].rows, cases[i].cells,
                     notes.unchecked);
        drop(&loaded);
    }
}

#define STEPS_FAULT(column, got)            \
    "2: " column ": malformed steps \"" got \
    "\", expected such as +6mo -3mo +10b >09-30 +25age"

static const char *const faults[][2] = {
    {"d\tr1\t\tpupil\t+1mo\t\t\t\t\t\ts\n", "2: anchor: \"pupil\" is no date column"},
    {"d\tr1\t\tnosuch_on\t+1mo\t\t\t\t\t\ts\n",
     "2: anchor: \"nosuch_on\" is no date column"},
    {"d\tr1\t\t\t+1mo\t\t\t\t\t\ts\n",
     "2: anchor: a deadline needs an anchor and an offset"},
    {"d\tr1\t\tapplied_on\t\t\t\t\t\t\ts\n",
     "2: offset: a deadline needs an anchor and an offset"},
    {"d\tr1\t\tapplied_on\t1mo\t\t\t\t\t\ts\n", STEPS_FAULT("offset", "1mo")},
    {"d\tr1\t\tapplied_on\t+1mo\tage\t\t\t\t\ts\n",
     "2: not_before: \"age\" is no date column"},
    {"d\tr1\t\tapplied_on\t+1mo\tbirth_date 15age\t\t\t\t\ts\n",
     STEPS_FAULT("not_before", "15age")},
    {"d\tr1\t\tapplied_on\t+1mo\t\tbackward\t\t\t\ts\n",
     "2: roll: expected back, forward or none"},
    {"d\tr1\t\tapplied_on\t+1mo\t\t\tyes\t\t\ts\n",
     "2: done: \"yes\" is no date column"},
    {"d\tr1\t\tapplied_on\t+1mo\t\t\tesb_on\tpupil\t\ts\n",
     "2: done_since: \"pupil\" is no date column"},
    {"d\tr1\t\tapplied_on\t+1mo\t\t\tesb_on\tapplied_on +x\t\ts\n",
     STEPS_FAULT("done_since", "+x")},
    {"d\tr1\t\tapplied_on\t+1mo\t\t\tesb_on\t\t6mo\ts\n", STEPS_FAULT("repeat", "6mo")},
    {"a b\tr1\t\tapplied_on\t+1mo\t\t\t\t\t\ts\n",
     "2: deadline: expected a code of letters, digits, - and _"},
    {"\tr1\t\tapplied_on\t+1mo\t\t\t\t\t\ts\n",
     "2: deadline: expected a code of letters, digits, - and _"},
    {"d\tr1\t\tapplied_on\t+1mo\t\t\t\t\t\t\n", "2: row without a source"},
    {"d\tr1\tmaybe\tapplied_on\t+1mo\t\t\t\t\t\ts\n",
     "2: pupil: unknown code: \"maybe\""},
};

static void a_faulty_row_is_said_with_its_line(void **state)
{
    static char text[1024];

    (void)state;
    for (size_t i = 0; i < COUNT_OF(faults); i++) {
        struct loaded loaded;
        const char *got;
        snprintf(text, sizeof text, "%s%s", HEADER, faults[i][0]);
        load(&loaded, text);
        got = loaded.good ? ":no fault" : fault_text(&loaded.diag, loaded.input.path);
        assert_string_equal(got + 1, faults[i][1]);
        drop(&loaded);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_earliest_row_of_a_deadline_wins),
        cmocka_unit_test(a_result_is_not_before_its_earliest_day),
        cmocka_unit_test(a_met_row_is_out_or_comes_again),
        cmocka_unit_test(the_window_lies_between_the_raw_and_the_working_day),
        cmocka_unit_test(a_day_after_2199_is_no_candidate),
        cmocka_unit_test(days_outside_the_checked_years_are_noted),
        cmocka_unit_test(a_faulty_row_is_said_with_its_line),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
