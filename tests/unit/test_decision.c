/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Decision tables: which row is hit, which rows exist on a day, the ways in which a
 * table may be written, and each fault with its line.
 */
#include "rules.h"

#include "rules/decision.h"

static const char *const ANNOTATIONS[] = {"extra", NULL};

static const struct decision_form RULES = {"rule", "out", true, ANNOTATIONS, false};
static const struct decision_form FREE = {"rule", NULL, false, NULL, false};
static const struct decision_form NAMED = {"column", NULL, false, NULL, false};
static const struct decision_form MANY = {"rule", "out", false, NULL, true};

struct loaded {
    struct world world;
    struct input input;
    struct decision decision;
    struct diag diag;
    bool good;
};

static void load(struct loaded *loaded, const struct decision_form *form,
                 const char *text, const char *as_of)
{
    memset(loaded, 0, sizeof *loaded);
    world_make(&loaded->world, "BB");
    loaded->world.context.as_of = day_of(as_of);
    input_make(&loaded->input, span_from(text));
    loaded->good = decision_load(&loaded->decision, loaded->input.path, form,
                                 &loaded->world.context, &loaded->diag);
}

static void drop(struct loaded *loaded)
{
    input_drop(&loaded->input);
    world_drop(&loaded->world);
}

/* `ID=OUTPUT` of the row that is hit, or `none`. */
static const char *hit(struct loaded *loaded, const char *cells)
{
    static char text[128];
    const struct rule *rule;

    world_fill(&loaded->world, cells);
    rule = decision_first(&loaded->decision, loaded->world.values);
    if (rule == NULL)
        return "none";
    snprintf(text, sizeof text, "%.*s=%.*s", (int)rule->id.len, rule->id.ptr,
             (int)rule->output.len, rule->output.ptr);
    return text;
}

static const char FIRST[] = "rule\tpupil\tgrade\t=out\tlabel\tsource\n"
                            "r1\tyes\t<= 10\tA\tlabel one\tlaw 1\n"
                            "r2\tyes\t-\tB\t\tlaw 2\n"
                            "r3\tno\t> 10\tnull\t\tlaw 3\n"
                            "r4\tno\t\tA\t\tlaw 4\n"
                            "r5\tnull\t5\tC\t\tlaw 5\n";

/* The same rules in other clothes: each must be hit as in FIRST. */
static const char *const clothes[] = {
    FIRST,
    /* columns in another order; output and annotations anywhere */
    "=out\tsource\tgrade\trule\tpupil\n"
    "A\ts\t<= 10\tr1\tyes\nB\ts\t-\tr2\tyes\nnull\ts\t> 10\tr3\tno\n"
    "A\ts\t\tr4\tno\nC\ts\t5\tr5\tnull\n",
    /* `;` and quotes */
    "rule;pupil;grade;=out;source\n"
    "r1;yes;\"<= 10\";A;\"Law; one\"\nr2;yes;-;B;s\nr3;no;> 10;null;s\n"
    "r4;no;;A;s\nr5;null;5;C;s\n",
    /* `,` and CRLF */
    "rule,pupil,grade,=out,source\r\nr1,yes,<= 10,A,s\r\nr2,yes,-,B,s\r\n"
    "r3,no,> 10,null,s\r\nr4,no,,A,s\r\nr5,null,5,C,\"one\ntwo\"\r\n",
    /* byte-order mark, comments, empty lines, outer spaces */
    "\xEF\xBB\xBF# What we decide\n\nrule\tpupil\tgrade\t=out\tsource\n# first\n"
    "r1\t yes \t <= 10 \tA \ts\n\nr2\tyes\t-\tB\ts\n\n# then\nr3\tno\t> 10\tnull\ts\n"
    "r4\tno\t\tA\ts\nr5\tnull\t5\tC\ts\n",
    /* rows that end early: what is missing on the right is empty */
    "rule\t=out\tsource\tpupil\tgrade\textra\n"
    "r1\tA\ts\tyes\t<= 10\nr2\tB\ts\tyes\nr3\tnull\ts\tno\t> 10\t\n"
    "r4\tA\ts\tno\nr5\tC\ts\tnull\t5\tx",
};

static void the_first_row_whose_tests_hold_is_hit(void **state)
{
    static const char *const cases[][2] = {
        {"pupil=yes grade=10", "r1=A"},
        {"pupil=yes grade=11", "r2=B"},
        {"pupil=yes", "r2=B"},
        {"pupil=no grade=11", "none"},
        {"pupil=no grade=10", "r4=A"},
        {"pupil=no", "r4=A"},
        {"grade=5", "r5=C"},
        {"grade=6", "none"},
        {"", "none"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(clothes); i++) {
        struct loaded loaded;
        load(&loaded, &RULES, clothes[i], AS_OF);
        if (!loaded.good)
            fail_msg("table %zu: %s", i, fault_text(&loaded.diag, NULL));
        assert_true(loaded.decision.exists);
        assert_int_equal(loaded.decision.count, 5);
        assert_int_equal(loaded.decision.outputs.count, 3); /* A B C, each once */
        for (size_t k = 0; k < COUNT_OF(cases); k++)
            if (strcmp(hit(&loaded, cases[k][0]), cases[k][1]) != 0)
                fail_msg("table %zu, %s: got %s, expected %s", i, cases[k][0],
                         hit(&loaded, cases[k][0]), cases[k][1]);
        drop(&loaded);
    }
}

static void a_row_knows_its_texts_and_its_cells(void **state)
{
    struct loaded loaded;
    const struct rule *rule;

    (void)state;
    load(&loaded, &RULES, FIRST, AS_OF);
    assert_true(loaded.good);
    rule = &loaded.decision.rules[0];
    assert_true(span_is(rule->label, "label one"));
    assert_true(span_is(rule->source, "law 1"));
    assert_int_equal(rule->condition_count, 2);
    assert_int_equal(rule->conditions[0].column, COL_PUPIL);
    assert_int_equal(rule->conditions[1].column, COL_GRADE);
    assert_int_equal(loaded.decision.rules[1].condition_count, 1);
    assert_int_equal(loaded.decision.rules[2].code, -1);
    assert_true(span_is(decision_cell(&loaded.decision, rule, 2), "<= 10"));
    assert_int_equal(decision_cell(&loaded.decision, rule, -1).len, 0);
    drop(&loaded);
}

static void a_row_outside_its_days_does_not_exist(void **state)
{
    static const char text[] = "rule\tvalid_from\tvalid_to\tpupil\t=out\tsource\n"
                               "old\t\t2023-06-30\t\tA\ts\n"
                               "new\t2023-07-01\t\t\tB\ts\n";
    static const char *const cases[][2] = {
        {"2023-06-30", "old=A"},
        {"2023-07-01", "new=B"},
        {"1900-01-01", "old=A"},
        {"2199-12-31", "new=B"},
    };
    struct loaded loaded;

    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        load(&loaded, &RULES, text, cases[i][0]);
        assert_true(loaded.good);
        assert_int_equal(loaded.decision.count, 1);
        assert_int_equal(loaded.decision.outputs.count, 1);
        assert_string_equal(hit(&loaded, ""), cases[i][1]);
        drop(&loaded);
    }
    /* Two versions of one rule share its id. */
    load(&loaded, &RULES,
         "rule\tvalid_from\tvalid_to\t=out\tsource\n"
         "r1\t\t2023-06-30\tA\ts\nr1\t2023-07-01\t\tB\ts\n",
         "2023-07-01");
    assert_true(loaded.good);
    assert_string_equal(hit(&loaded, ""), "r1=B");
    drop(&loaded);
}

static void a_table_that_is_not_there_is_no_fault(void **state)
{
    struct loaded loaded;

    (void)state;
    load(&loaded, &RULES, FIRST, AS_OF);
    assert_true(decision_load(&loaded.decision, "no-such-folder/teams.tsv", &RULES,
                              &loaded.world.context, &loaded.diag));
    assert_false(loaded.decision.exists);
    assert_int_equal(loaded.decision.count, 0);
    assert_string_equal(hit(&loaded, "pupil=yes"), "none");
    drop(&loaded);
    load(&loaded, &RULES, "rule\t=out\tsource\n", AS_OF);
    assert_true(loaded.good && loaded.decision.exists);
    assert_string_equal(hit(&loaded, "pupil=yes"), "none");
    drop(&loaded);
}

static void a_key_that_is_no_rule_may_stand_twice(void **state)
{
    struct loaded loaded;

    (void)state;
    load(&loaded, &NAMED, "column\tpupil\tgrade\ngoal\tyes\t\ngoal\t\t> 3\n", AS_OF);
    assert_true(loaded.good);
    assert_int_equal(loaded.decision.count, 2);
    assert_int_equal(loaded.decision.rules[0].code, -1);
    assert_int_equal(loaded.decision.rules[0].output.len, 0);
    drop(&loaded);
}

static const struct {
    const struct decision_form *form;
    const char *text, *fault;
} faults[] = {
    {&RULES, "", "1: no header, expected a line of column names"},
    {&RULES, "rule\tnosuch\t=out\tsource\nr1\tyes\tA\ts\n",
     "1: unknown column \"nosuch\""},
    {&RULES, "# why\n\nrule\tnosuch\t=out\tsource\n", "3: unknown column \"nosuch\""},
    {&RULES, "rule\t=other\tsource\n", "1: unknown column \"=other\""},
    {&RULES, "rule\tpupil\t=out\t=pupil\tsource\n", "1: unknown column \"=pupil\""},
    {&FREE, "rule\t=out\n", "1: unknown column \"=out\""},
    {&RULES, "pupil\t=out\tsource\n", "1: no column \"rule\""},
    {&RULES, "rule\tpupil\tsource\nr1\tyes\ts\n", "1: no column \"=out\""},
    {&RULES, "# why\nrule\tpupil\tsource\nr1\tyes\ts\n", "2: no column \"=out\""},
    {&NAMED, "rule\tpupil\n", "1: no column \"column\""},
    {&RULES, "rule\tpupil\tpupil\t=out\tsource\n",
     "1: column 3 of the header has the name of an earlier one"},
    {&RULES, "rule\t\t=out\tsource\n", "1: column 2 of the header has no name"},
    {&RULES, "rule\t=out\tsource\nr 1\tA\ts\n",
     "2: rule: expected a code of letters, digits, - and _"},
    {&RULES, "rule\t=out\tsource\n\tA\ts\n",
     "2: rule: expected a code of letters, digits, - and _"},
    {&RULES, "rule\t=out\tsource\nr1\tA\ts\n# no\nr2\tA\ts\nr1\tB\ts\n",
     "5: rule: \"r1\" stands in line 2 too"},
    {&RULES, "rule\t=out\tsource\nr1\tA\ts\nr2\tB\n", "3: row without a source"},
    {&RULES, "rule\t=out\nr1\tA\n", "2: row without a source"},
    {&RULES, "rule\t=out\tsource\nr1\t\ts\n",
     "2: =out: expected a code of letters, digits, - and _, or null"},
    {&RULES, "rule\t=out\tsource\nr1\tA B\ts\n",
     "2: =out: expected a code of letters, digits, - and _, or null"},
    {&RULES, "rule\tpupil\t=out\tsource\nr1\tyes\tA\ts\nr2\tmaybe\tA\ts\n",
     "3: pupil: unknown code: \"maybe\""},
    {&RULES, "rule\tgrade\t=out\tsource\nr1\t[9..\tA\ts\n",
     "2: grade: malformed test, expected one on whole numbers: \"[9..\""},
    {&RULES, "rule,grade,=out,source\nr1,,A,\"one\ntwo\"\nr2,x,A,s\n",
     "4: grade: malformed test, expected one on whole numbers: \"x\""},
    {&RULES, "rule\tvalid_from\t=out\tsource\nr1\t2023\tA\ts\n",
     "2: valid_from or valid_to is no date"},
    {&RULES, "rule\tvalid_to\t=out\tsource\nr1\tnever\tA\ts\n",
     "2: valid_from or valid_to is no date"},
    {&RULES, "rule\t=out\tsource\nr1\tA\ts\tmore\n",
     "2: 4 fields, expected 3 as in the header"},
    {&RULES, "rule,=out,source\nr1,A,\"s\n",
     "2: quoted field that is never closed, expected a closing quote"},
};

static void a_fault_is_said_with_its_line(void **state)
{
    unsigned failures = 0;

    (void)state;
    for (size_t i = 0; i < COUNT_OF(faults); i++) {
        struct loaded loaded;
        const char *got;
        load(&loaded, faults[i].form, faults[i].text, AS_OF);
        got = loaded.good ? "no fault" : fault_text(&loaded.diag, loaded.input.path);
        got += *got == ':';
        if (strcmp(got, faults[i].fault) != 0) {
            print_message("got \"%s\", expected \"%s\"\n", got, faults[i].fault);
            failures++;
        }
        drop(&loaded);
    }
    assert_int_equal(failures, 0);
}

/* Validity tells two rows of one id apart; without it they are one rule twice. */
static void one_id_on_the_same_days_is_a_fault(void **state)
{
    struct loaded loaded;

    (void)state;
    load(&loaded, &RULES,
         "rule\tvalid_from\tpupil\t=out\tsource\nr1\t\tyes\tA\ts\nr1\t\tno\tB\ts\n",
         AS_OF);
    assert_false(loaded.good);
    drop(&loaded);
}

/* A table whose outputs rules can test has room for 63 of them; others for any number.
 */
static void so_many_different_outputs_fit(void **state)
{
    static char text[8192];

    (void)state;
    for (int count = COLUMN_CODES; count <= COLUMN_CODES + 1; count++) {
        struct loaded loaded;
        int used = snprintf(text, sizeof text, "rule\t=out\tsource\n");
        for (int i = 0; i < count; i++)
            used += snprintf(text + used, sizeof text - (size_t)used, "r%d\tO%d\ts\n",
                             i, i);
        load(&loaded, &RULES, text, AS_OF);
        assert_int_equal(loaded.good, count == COLUMN_CODES);
        if (!loaded.good)
            assert_string_equal(strchr(fault_text(&loaded.diag, NULL), ':'),
                                ":65: =out: more than 63 different outputs");
        drop(&loaded);
        load(&loaded, &MANY, text, AS_OF);
        assert_true(loaded.good);
        assert_int_equal(loaded.decision.outputs.count, count);
        drop(&loaded);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_row_whose_tests_hold_is_hit),
        cmocka_unit_test(a_row_knows_its_texts_and_its_cells),
        cmocka_unit_test(a_row_outside_its_days_does_not_exist),
        cmocka_unit_test(a_table_that_is_not_there_is_no_fault),
        cmocka_unit_test(a_key_that_is_no_rule_may_stand_twice),
        cmocka_unit_test(a_fault_is_said_with_its_line),
        cmocka_unit_test(one_id_on_the_same_days_is_a_fault),
        cmocka_unit_test(so_many_different_outputs_fit),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
