/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The deadline table as it is loaded: what a cell becomes, what an empty one means,
 * which rows are today's, and each fault of a row. test_obligation.c proves what the
 * table means.
 */
#include "person.h"

/* Loads the rows and looks at what became of them. */
static void with_deadlines(const char *rows,
                           void (*look)(const struct deadlines *deadlines))
{
    struct house house;
    struct concept *concept;

    house_of_deadlines(&house, rows, NULL);
    concept = house_open(&house, AS_OF);
    look(&concept->deadlines);
    concept_close(concept);
    house_drop(&house);
}

static void look_at_defaults(const struct deadlines *deadlines)
{
    const struct deadline_rule *row = &deadlines->rules[0];

    assert_int_equal(row->kind, DEADLINE_TASK);
    assert_true(span_is(deadlines->actors[row->actor], "fallmanagement"));
    assert_int_equal(row->roll, ROLL_BACK);
    assert_int_equal(row->until, UNTIL_NONE);
    assert_int_equal(row->until_term.column, -1);
    assert_int_equal(row->done_since.column, -1);
    assert_int_equal(row->done.count, 0);
    assert_int_equal(row->closed_by.count, 0);
    assert_int_equal(row->earliest_count, 0);
    assert_int_equal(row->every.count, 0);
    assert_int_equal(row->repeat.count, 0);
    assert_false(row->skips_unrecorded);
    assert_false(row->counts_before_case);
    assert_true(row->is_audited);
    /* with until it rolls forward, unless the row says else */
    assert_int_equal(deadlines->rules[1].roll, ROLL_FORWARD);
    assert_int_equal(deadlines->rules[2].roll, ROLL_BACK);
}

static void an_empty_cell_has_its_meaning(void **state)
{
    (void)state;
    with_deadlines("d/r1 applied_on +1d\n"
                   "d/r2 applied_on +1d | until +1mo\n"
                   "d/r3 applied_on +1d | until +1mo | roll back",
                   look_at_defaults);
}

static void look_at_cells(const struct deadlines *deadlines)
{
    const struct deadline_rule *row = &deadlines->rules[0];

    assert_int_equal(row->anchor, COL_APPLIED_ON);
    assert_int_equal(row->offset.count, 2);
    assert_int_equal(row->earliest_count, 2);
    assert_int_equal(row->earliest[0].column, COL_BIRTH_DATE);
    assert_int_equal(row->earliest[0].steps.count, 2);
    assert_int_equal(row->earliest[1].column, COL_SCHOOL_ENDS_ON);
    assert_int_equal(row->earliest[1].steps.count, 0);
    assert_int_equal(row->until, UNTIL_TERM);
    assert_int_equal(row->until_term.column, COL_ALG_UNTIL);
    assert_int_equal(row->until_term.steps.count, 1);
    assert_int_equal(row->done.count, 2);
    assert_int_equal(row->done.list[0], COL_ESB_ON);
    assert_int_equal(row->done.list[1], COL_INVITED_ON);
    assert_int_equal(row->done_since.column, COL_APPROVED_ON);
    assert_int_equal(row->closed_by.count, 1);
    assert_int_equal(row->closed_by.list[0], COL_FIRST_TALK_ON);
    assert_int_equal(row->repeat.count, 1);
    assert_int_equal(row->kind, DEADLINE_TALK);
    assert_true(span_is(deadlines->actors[row->actor], "leistung"));
    assert_true(row->skips_unrecorded);
    assert_true(row->counts_before_case);
    assert_false(row->is_audited);
    assert_int_equal(deadlines->rules[1].until, UNTIL_STEPS);
    assert_int_equal(deadlines->rules[1].kind, DEADLINE_AGREEMENT);
    assert_int_equal(deadlines->rules[2].until, UNTIL_OPEN);
    assert_int_equal(deadlines->rules[2].kind, DEADLINE_REVIEW);
    assert_int_equal(deadlines->rules[3].every.count, 1);
    assert_int_equal(deadlines->rules[3].kind, DEADLINE_TASK);
}

static void a_cell_is_what_it_says(void **state)
{
    (void)state;
    with_deadlines(
        "d/r1 applied_on +1mo -1d | not_before birth_date +15age +10b, school_ends_on "
        "| "
        "until alg_until+1d | done esb_on, invited_on | done_since approved_on | "
        "closed_by first_talk_on | repeat +6mo | kind talk | actor leistung | "
        "unrecorded skip | before_case yes | audit no\n"
        "d/r2 applied_on +0d | until +2w | kind agreement\n"
        "e/r3 applied_on +0d | until open | kind review\n"
        "e/r4 applied_on +0d | every +1y | kind task",
        look_at_cells);
}

static void look_at_order(const struct deadlines *deadlines)
{
    const struct deadline_rule *row;

    assert_int_equal(deadlines->name_count, 3);
    assert_true(span_is(deadlines->names[0], "a"));
    assert_true(span_is(deadlines->names[1], "b"));
    assert_true(span_is(deadlines->names[2], "c"));
    assert_int_equal(deadlines_find(deadlines, span_from("c")), 2);
    assert_int_equal(deadlines_find(deadlines, span_from("d")), -1);
    row = deadlines->first[1];
    assert_true(span_is(row->rule->id, "r1"));
    assert_true(span_is(row->next->rule->id, "r4"));
    assert_null(row->next->next);
    /* of c no row is valid today */
    assert_null(deadlines->first[2]);
    assert_int_equal(deadlines->table.count, 3);
    assert_int_equal(deadlines->table.compiled, 5);
}

static void the_rows_of_a_deadline_are_those_of_the_day(void **state)
{
    (void)state;
    with_deadlines("b/r1 applied_on +1d\n"
                   "c/r2 applied_on +1d | valid_to 2026-11-20\n"
                   "a/r3 applied_on +1d | valid_from 2026-11-21\n"
                   "b/r4 applied_on +2d | valid_to 2026-11-21\n"
                   "b/r5 applied_on +3d | valid_from 2026-11-22",
                   look_at_order);
}

static void look_at_actors(const struct deadlines *deadlines)
{
    assert_int_equal(deadlines->actor_count, 2);
    assert_true(span_is(deadlines->actors[0], "x"));
    assert_true(span_is(deadlines->actors[1], "fallmanagement"));
    assert_int_equal(deadlines->table.count, 4);
    for (unsigned i = 0; i < 4; i++)
        assert_int_equal(deadlines->rules[i].actor, i % 2);
}

static void an_actor_of_several_rows_is_one(void **state)
{
    (void)state;
    with_deadlines("a/r1 applied_on +1d | actor x\n"
                   "a/r2 applied_on +1d\n"
                   "b/r3 applied_on +1d | actor x\n"
                   "b/r4 applied_on +1d | actor fallmanagement",
                   look_at_actors);
}

#define STEPS_FAULT(got)                                                       \
    "\"" got "\" are no steps, expected such as +6mo -3mo +10b >09-30 +25age " \
    "+$contact"
#define NO_CODE(got) "\"" got "\", expected a code of letters, digits, - and _"
#define ONLY_A_REMINDER                                                         \
    "every: a row with every has no done, closed_by, repeat or until: nothing " \
    "is recorded of a reminder"

/* The fault of the first row, whose file and line are left out. */
static const char *const faults[][2] = {
    {"d/r pupil +1mo", "anchor: \"pupil\" is no date column, expected one"},
    {"d/r aplied_on +1mo",
     "anchor: unknown column \"aplied_on\" (did you mean \"applied_on\"?), expected a "
     "date column"},
    {"d/r client_id +1mo", "anchor: \"client_id\" is no date column, expected one"},
    {"d/r  +1mo", "anchor: no column, expected a date column"},
    {"d/r applied_on", "offset: a deadline needs an offset, such as +0d"},
    {"d/r applied_on 1mo", "offset: " STEPS_FAULT("1mo")},
    {"d/r applied_on +$contact",
     "offset: unknown parameter \"$contact\", expected one of the table parameters"},
    {"d/r applied_on +1mo | not_before age",
     "not_before: \"age\" is no date column, expected one"},
    {"d/r applied_on +1mo | not_before esb_on, birth_date 15age",
     "not_before: " STEPS_FAULT("15age")},
    {"d/r applied_on +1mo | not_before esb_on,",
     "not_before: no column, expected a date column"},
    {"d/r applied_on +1mo | until 1mo",
     "until: unknown column \"1mo\", expected a date column"},
    {"d/r applied_on +1mo | until +", "until: " STEPS_FAULT("+")},
    {"d/r applied_on +1mo | done esb_on | repeat 1", "repeat: " STEPS_FAULT("1")},
    {"d/r applied_on +1mo | until +1", "until: " STEPS_FAULT("+1")},
    {"d/r applied_on +1mo | until alg_until +x", "until: " STEPS_FAULT("+x")},
    {"d/r applied_on +1mo | roll backward",
     "roll: unknown roll \"backward\", expected one of back forward none"},
    {"d/r applied_on +1mo | done yes",
     "done: unknown column \"yes\", expected a date column"},
    {"d/r applied_on +1mo | done esb_on,invited_at",
     "done: unknown column \"invited_at\" (did you mean \"invited_on\"?), expected a "
     "date column"},
    {"d/r applied_on +1mo | done esb_on,applied_on",
     "done: \"applied_on\" is the anchor of the row, which can't meet it: a row that "
     "its anchor meets has repeat and no done"},
    {"d/r applied_on +1mo | done applied_on,esb_on",
     "done: \"applied_on\" is the anchor of the row, which can't meet it: a row that "
     "its anchor meets has repeat and no done"},
    {"d/r applied_on +0d | every +1y | done esb_on | repeat +1mo", ONLY_A_REMINDER},
    {"d/r applied_on +0d | every +1y | done esb_on | closed_by invited_on",
     ONLY_A_REMINDER},
    {"d/r applied_on +1mo | done esb_on | done_since pupil",
     "done_since: \"pupil\" is no date column, expected one"},
    {"d/r applied_on +1mo | done esb_on | done_since applied_on +x",
     "done_since: " STEPS_FAULT("+x")},
    {"d/r applied_on +1mo | done_since approved_on",
     "done_since: done_since without done or closed_by, expected one of them"},
    {"d/r applied_on +1mo | closed_by grade",
     "closed_by: \"grade\" is no date column, expected one"},
    {"d/r applied_on +1mo | repeat 6mo", "repeat: " STEPS_FAULT("6mo")},
    {"d/r applied_on +1mo | every +1b",
     "every: \"+1b\", expected one step of d, w, mo or y"},
    {"d/r applied_on +1mo | every +0d",
     "every: \"+0d\", expected one step of d, w, mo or y"},
    {"d/r applied_on +1mo | every -1w",
     "every: \"-1w\", expected one step of d, w, mo or y"},
    {"d/r applied_on +1mo | every +1mo +1d",
     "every: \"+1mo +1d\", expected one step of d, w, mo or y"},
    {"d/r applied_on +1mo | every +25age",
     "every: \"+25age\", expected one step of d, w, mo or y"},
    {"d/r applied_on +1mo | every 1w", "every: " STEPS_FAULT("1w")},
    {"d/r applied_on +1mo | every +1w | done esb_on", ONLY_A_REMINDER},
    {"d/r applied_on +1mo | every +1w | closed_by esb_on", ONLY_A_REMINDER},
    {"d/r applied_on +1mo | every +1w | repeat +1w", ONLY_A_REMINDER},
    {"d/r applied_on +1mo | every +1w | until open", ONLY_A_REMINDER},
    {"d/r applied_on +1mo | kind Talk",
     "kind: unknown kind \"Talk\" (did you mean \"talk\"?), expected one of task talk "
     "agreement review"},
    {"d/r applied_on +1mo | actor Frau M.", "actor: " NO_CODE("Frau M.")},
    {"d/r applied_on +1mo | unrecorded no",
     "unrecorded: unknown unrecorded \"no\", expected one of list skip"},
    {"d/r applied_on +1mo | before_case Ja", "before_case: \"Ja\", expected yes"},
    {"d/r applied_on +1mo | audit 0", "audit: \"0\", expected no"},
    {"d/r applied_on +1mo | audit never", "audit: \"never\", expected yes or no"},
    {"a+b/r applied_on +1mo", "deadline: " NO_CODE("a+b")},
    {"/r applied_on +1mo", "deadline: " NO_CODE("")},
    {"d/r applied_on +1mo | until open\nd/r2 applied_on +1y",
     "until: open, and the row of line 3 has a last day, which this one would hide: "
     "expected open in each row of a deadline or in none"},
};

static void a_faulty_row_is_said_with_its_line(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(faults); i++) {
        struct house house;
        char expected[1024];
        house_of_deadlines(&house, faults[i][0], NULL);
        snprintf(expected, sizeof expected, "deadlines.tsv:2: %s", faults[i][1]);
        assert_string_equal(house_faults(&house, AS_OF), expected);
        house_drop(&house);
    }
}

static void the_rows_of_other_days_are_checked_too_and_all_faults_told(void **state)
{
    struct house house;

    (void)state;
    house_of_deadlines(&house,
                       "d/r1 applied_on +1mo\n"
                       "d/r2 applied_on +1mo | roll up | valid_from 2027-01-01\n"
                       "d/r3 aplied_on 1mo | kind Talk",
                       NULL);
    assert_string_equal(
        house_faults(&house, AS_OF),
        "deadlines.tsv:4: anchor: unknown column \"aplied_on\" (did you mean "
        "\"applied_on\"?), expected a date column\n"
        "deadlines.tsv:4: offset: " STEPS_FAULT(
            "1mo") "\n"
                   "deadlines.tsv:4: kind: unknown kind \"Talk\" (did you mean "
                   "\"talk\"?), "
                   "expected one of task talk agreement review\n"
                   "deadlines.tsv:3: roll: unknown roll \"up\", expected one of back "
                   "forward none");
    house_drop(&house);
}

/* What would hide is on no day there beside the open row. */
static void look_at_nothing(const struct deadlines *deadlines)
{
    assert_int_equal(deadlines->table.compiled, 4);
}

static void an_open_row_may_follow_another_or_stand_beside_a_reminder(void **state)
{
    (void)state;
    with_deadlines("d/r1 applied_on +1mo | until +1mo | valid_to 2026-12-31\n"
                   "d/r2 applied_on +1mo | until open | valid_from 2027-01-01\n"
                   "e/r3 applied_on +1mo | until open\n"
                   "e/r4 applied_on +1mo | every +1mo",
                   look_at_nothing);
}

static void columns_that_a_deadline_needs_are_missed(void **state)
{
    struct house house;

    (void)state;
    house_make(&house);
    house_put(&house, "concept.tsv", "key\tvalue\n");
    house_put(&house, "deadlines.tsv", "deadline\trule\tsource\nd\tr\ts\n");
    assert_string_equal(house_faults(&house, AS_OF),
                        "deadlines.tsv:1: no column \"anchor\", expected deadline, "
                        "anchor and offset\n"
                        "deadlines.tsv:1: no column \"offset\", expected deadline, "
                        "anchor and offset");
    house_drop(&house);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_cell_has_its_meaning),
        cmocka_unit_test(a_cell_is_what_it_says),
        cmocka_unit_test(the_rows_of_a_deadline_are_those_of_the_day),
        cmocka_unit_test(an_actor_of_several_rows_is_one),
        cmocka_unit_test(a_faulty_row_is_said_with_its_line),
        cmocka_unit_test(the_rows_of_other_days_are_checked_too_and_all_faults_told),
        cmocka_unit_test(an_open_row_may_follow_another_or_stand_beside_a_reminder),
        cmocka_unit_test(columns_that_a_deadline_needs_are_missed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
