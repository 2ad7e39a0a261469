/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Decision tables: which row is hit, which rows exist on a day, the ways in which a
 * table may be written, `when`, and each fault with its line.
 */
#include "rules.h"

#include "rules/decision.h"

static const char *const ANNOTATIONS[] = {"extra", NULL};

#define OUT      \
    {            \
        "out", 3 \
    }

static const struct decision_form RULES = {.key = "rule",
                                           .has_unique_keys = true,
                                           .output = OUT,
                                           .output_column = -1,
                                           .annotations = ANNOTATIONS};
static const struct decision_form FREE = {.key = "rule", .output_column = -1};
static const struct decision_form NAMED = {.key = "check", .output_column = -1};
static const struct decision_form PAIRS = {.key = "rule",
                                           .has_unique_keys = true,
                                           .partner = "extra",
                                           .output_column = -1,
                                           .annotations = ANNOTATIONS};

static const char *const PROPOSE[] = {"propose", NULL};

/* Tables that give a column: school_type stands for any open one. */
static const struct decision_form DERIVED = {.key = "rule",
                                             .has_unique_keys = true,
                                             .output = {"school_type", 11},
                                             .output_column = COL_SCHOOL_TYPE,
                                             .annotations = PROPOSE};
static const struct decision_form DECIDED = {.key = "rule",
                                             .has_unique_keys = true,
                                             .output = {"school_type", 11},
                                             .output_column = COL_SCHOOL_TYPE,
                                             .is_decided = true,
                                             .annotations = PROPOSE};

struct loaded {
    struct world world;
    struct input input;
    struct decision decision;
    struct faults faults;
};

static void load(struct loaded *loaded, const struct decision_form *form,
                 const char *text, const char *as_of)
{
    memset(loaded, 0, sizeof *loaded);
    world_make(&loaded->world, "BB");
    loaded->world.context.as_of = day_of(as_of);
    input_make(&loaded->input, span_from(text));
    decision_load(&loaded->decision, &(struct table_source){.path = loaded->input.path},
                  form, &loaded->world.context, &loaded->faults);
}

/* A table without a fault. */
static void load_good(struct loaded *loaded, const struct decision_form *form,
                      const char *text, const char *as_of)
{
    load(loaded, form, text, as_of);
    if (loaded->faults.count > 0)
        fail_msg("%s", fault_text(&loaded->faults.list[0], loaded->input.path));
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
    rule = decision_first(&loaded->decision, loaded->world.values,
                          world_day(&loaded->world));
    if (rule == NULL)
        return "none";
    snprintf(text, sizeof text, "%.*s=%.*s", (int)rule->id.len, rule->id.ptr,
             (int)rule->output.len, rule->output.ptr);
    return text;
}

static const char FIRST[] = "rule\tpupil\tgrade\tout=\tlabel\tsource\n"
                            "r1\tyes\t<= 10\tA\tlabel one\tlaw 1\n"
                            "r2\tyes\t-\tB\t\tlaw 2\n"
                            "r3\tno\t> 10\tnull\t\tlaw 3\n"
                            "r4\tno\t\tA\t\tlaw 4\n"
                            "r5\tnull\t5\tC\t\tlaw 5\n";

/* The same rules in other clothes: each must be hit as in FIRST. */
static const char *const clothes[] = {
    FIRST,
    /* columns in another order; output and annotations anywhere */
    "out=\tsource\tgrade\trule\tpupil\n"
    "A\ts\t<= 10\tr1\tyes\nB\ts\t-\tr2\tyes\nnull\ts\t> 10\tr3\tno\n"
    "A\ts\t\tr4\tno\nC\ts\t5\tr5\tnull\n",
    /* `;` and quotes */
    "rule;pupil;grade;out=;source\n"
    "r1;yes;\"<= 10\";A;\"Law; one\"\nr2;yes;-;B;s\nr3;no;> 10;null;s\n"
    "r4;no;;A;s\nr5;null;5;C;s\n",
    /* `,` and CRLF */
    "rule,pupil,grade,out=,source\r\nr1,yes,<= 10,A,s\r\nr2,yes,-,B,s\r\n"
    "r3,no,> 10,null,s\r\nr4,no,,A,s\r\nr5,null,5,C,\"one\ntwo\"\r\n",
    /* byte-order mark, comments, empty lines, outer spaces */
    "\xEF\xBB\xBF# What we decide\n\nrule\tpupil\tgrade\tout=\tsource\n# first\n"
    "r1\t yes \t <= 10 \tA \ts\n\nr2\tyes\t-\tB\ts\n\n# then\nr3\tno\t> 10\tnull\ts\n"
    "r4\tno\t\tA\ts\nr5\tnull\t5\tC\ts\n",
    /* rows that end early: what is missing on the right is empty */
    "rule\tout=\tsource\tpupil\tgrade\textra\n"
    "r1\tA\ts\tyes\t<= 10\nr2\tB\ts\tyes\nr3\tnull\ts\tno\t> 10\t\n"
    "r4\tA\ts\tno\nr5\tC\ts\tnull\t5\tx",
};

static void the_first_row_whose_tests_hold_is_hit(void **state)
{
    static const char *const cases[][2] = {
        {"pupil=yes grade=10", "r1=A"},
        {"pupil=yes grade=11", "r2=B"},
        {"pupil=yes", "r2=B"},
        {"pupil=no grade=11", "r3=null"},
        {"pupil=no grade=10", "r4=A"},
        {"pupil=no", "r4=A"},
        {"grade=5", "r5=C"},
        {"grade=6", "none"},
        {"", "none"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(clothes); i++) {
        struct loaded loaded;
        load_good(&loaded, &RULES, clothes[i], AS_OF);
        assert_true(loaded.decision.exists);
        assert_int_equal(loaded.decision.count, 5);
        assert_int_equal(loaded.decision.compiled, 5);
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
    load_good(&loaded, &RULES, FIRST, AS_OF);
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

/* A bit for each parameter that the tests of a row name, and of no other row's. */
static void a_row_knows_its_parameters(void **state)
{
    static const struct parameters parameters = {
        .count = 2,
        .list = {
            {.name = {"a", 1}, .value = {"6", 1}, .is_number = true, .number = 6},
            {.name = {"b", 1}, .value = {"9", 1}, .is_number = true, .number = 9}}};
    struct loaded loaded = {.faults.count = 0};

    (void)state;
    world_make(&loaded.world, "BB");
    loaded.world.context.parameters = &parameters;
    input_make(&loaded.input, span_from("rule\tgrade\twhen\tsource\n"
                                        "r1\t> $b\t\ts\n"
                                        "r2\t> 1\t\ts\n"
                                        "r3\t> $a\tage < $b\ts\n"));
    assert_true(decision_load(&loaded.decision,
                              &(struct table_source){.path = loaded.input.path}, &FREE,
                              &loaded.world.context, &loaded.faults));
    assert_int_equal(loaded.faults.count, 0);
    assert_int_equal(loaded.decision.rules[0].parameters, 2);
    assert_int_equal(loaded.decision.rules[1].parameters, 0);
    assert_int_equal(loaded.decision.rules[2].parameters, 3);
    drop(&loaded);
}

/* The bounds that move with time, in the order of the tests. */
static void a_row_knows_what_moves(void **state)
{
    static const struct {
        int column;
        bool is_low;
        int32_t shift;
        unsigned steps;
    } wanted[] = {{COL_APPLIED_ON, true, 0, 1},
                  {COL_APPLIED_ON, false, -1, 1},
                  {COL_CATEGORY_SINCE, true, 1, 0}};
    struct loaded loaded;
    const struct rule *rule;

    (void)state;
    load_good(&loaded, &FREE,
              "rule\tapplied_on\twhen\tsource\n"
              "r1\t[as_of-1mo..as_of+1mo)\tcategory_since > as_of; grade 1\ts\n"
              "r2\t> 2026-01-01\tgrade 1\ts\n",
              AS_OF);
    rule = &loaded.decision.rules[0];
    assert_int_equal(rule->moving_count, COUNT_OF(wanted));
    for (size_t i = 0; i < COUNT_OF(wanted); i++) {
        const struct moving_bound *bound =
            &loaded.world.context.moving->list[rule->moving[i]];
        assert_int_equal(bound->column, wanted[i].column);
        assert_int_equal(bound->is_low, wanted[i].is_low);
        assert_int_equal(bound->shift, wanted[i].shift);
        assert_int_equal(bound->steps.count, wanted[i].steps);
    }
    assert_int_equal(loaded.decision.rules[1].moving_count, 0);
    drop(&loaded);
}

/* `when` and columns of tests say the same, and hold together. */
static void when_holds_tests_of_several_columns(void **state)
{
    static const char text[] =
        "rule\twhen\tgrade\tout=\tsource\n"
        "r1\tpupil yes; grade > 3; grade <= 10\t\tA\ts\n"
        "r2\tpupil yes;grade null,> 10\t\tB\ts\n"
        "r3\t pupil  no ;  office \"Bad Doberan; Ost\",Templin\t\tC\ts\n"
        "r4\tpupil null; grade <= 3\t> 1\tD\ts\n"
        "r5\t-\t[0..1]\tE\ts\n";
    static const char *const cases[][2] = {
        {"pupil=yes grade=4", "r1=A"}, {"pupil=yes grade=10", "r1=A"},
        {"pupil=yes grade=3", "none"}, {"pupil=yes grade=11", "r2=B"},
        {"pupil=yes", "r2=B"},         {"pupil=no office=Templin", "r3=C"},
        {"grade=2", "r4=D"},           {"grade=3", "r4=D"},
        {"grade=1", "r5=E"},           {"grade=4", "none"},
        {"pupil=no grade=0", "r5=E"},
    };
    struct diag diag = {0};
    struct loaded loaded;

    (void)state;
    load_good(&loaded, &RULES, text, AS_OF);
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        if (strcmp(hit(&loaded, cases[i][0]), cases[i][1]) != 0)
            fail_msg("%s: got %s, expected %s", cases[i][0], hit(&loaded, cases[i][0]),
                     cases[i][1]);
    world_fill(&loaded.world, "pupil=no");
    assert_true(column_read(&loaded.world.columns.column[COL_OFFICE],
                            span_from("Bad Doberan; Ost"), true,
                            &loaded.world.values[COL_OFFICE], &diag));
    assert_true(span_is(
        decision_first(&loaded.decision, loaded.world.values, world_day(&loaded.world))
            ->id,
        "r3"));
    drop(&loaded);
}

static void a_row_outside_its_days_is_no_rule(void **state)
{
    static const char text[] = "rule\tvalid_from\tvalid_to\tpupil\tout=\tsource\n"
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
        load_good(&loaded, &RULES, text, cases[i][0]);
        assert_int_equal(loaded.decision.count, 1);
        assert_int_equal(loaded.decision.compiled, 2);
        /* The codes of a table are those of all its rows. */
        assert_int_equal(loaded.decision.outputs.count, 2);
        assert_string_equal(hit(&loaded, ""), cases[i][1]);
        drop(&loaded);
    }
    /* Two versions of one rule share its id. */
    load_good(&loaded, &RULES,
              "rule\tvalid_from\tvalid_to\tout=\tsource\n"
              "r1\t\t2023-06-30\tA\ts\nr1\t2023-07-01\t\tB\ts\n",
              "2023-07-01");
    assert_string_equal(hit(&loaded, ""), "r1=B");
    drop(&loaded);
}

static void a_table_without_rows_decides_nothing(void **state)
{
    struct loaded loaded;

    (void)state;
    load_good(&loaded, &RULES, "rule\tout=\tsource\n", AS_OF);
    assert_true(loaded.decision.exists);
    assert_int_equal(loaded.decision.count, 0);
    assert_string_equal(hit(&loaded, "pupil=yes"), "none");
    drop(&loaded);
}

static void a_key_that_is_no_rule_may_stand_twice(void **state)
{
    struct loaded loaded;

    (void)state;
    load_good(&loaded, &NAMED,
              "check\tpupil\tgrade\tsource\ngoal\tyes\t\ts\ngoal\t\t> 3\ts\n", AS_OF);
    assert_int_equal(loaded.decision.count, 2);
    assert_int_equal(loaded.decision.rules[0].code, -1);
    assert_int_equal(loaded.decision.rules[0].output.len, 0);
    drop(&loaded);
    load_good(&loaded, &PAIRS, "rule\textra\tsource\nr1\ta\ts\nr1\tb\ts\n", AS_OF);
    assert_int_equal(loaded.decision.count, 2);
    drop(&loaded);
}

/* concepts.md 3: `none` of a table of `decided` is no code; in any other it is one. */
static void none_is_a_code_only_where_nobody_decides(void **state)
{
    static const char text[] = "rule\tpupil\tschool_type=\tpropose\tsource\n"
                               "r1\tyes\tnone\t\ts\nr2\tno\tA\tno\ts\n"
                               "r3\t\tnull\tyes\ts\n";
    const struct rule *rules;
    struct loaded loaded;

    (void)state;
    load_good(&loaded, &DERIVED, text, AS_OF);
    rules = loaded.decision.rules;
    assert_true(rules[0].is_none && rules[0].code == 0);
    assert_true(rules[1].code == 1 && !rules[1].proposes && !rules[1].is_none);
    assert_true(rules[2].code == -1 && rules[2].proposes && !rules[2].is_none);
    assert_int_equal(loaded.world.columns.column[COL_SCHOOL_TYPE].codes.count, 2);
    assert_int_equal(loaded.decision.outputs.count, 0);
    drop(&loaded);
    load_good(&loaded, &DECIDED, text, AS_OF);
    rules = loaded.decision.rules;
    assert_true(rules[0].is_none && rules[0].code == -1 && rules[0].proposes);
    assert_true(rules[1].code == 0);
    assert_int_equal(loaded.world.columns.column[COL_SCHOOL_TYPE].codes.count, 1);
    drop(&loaded);
}

#define CODE_EXPECTED " is no code, expected letters, digits, - and _"
#define DATE_EXPECTED ", expected YYYY-MM-DD or DD.MM.YYYY from 1900 to 2199"
#define HEADS ", expected when, a column that can be tested or one that this table has"
#define MEET ", expected another name or days that don't meet"
#define SOURCE " without a source, expected a document, a statute or \"assumed: …\""

static const struct {
    const struct decision_form *form;
    const char *text, *fault;
} faults[] = {
    {&RULES, "", "1: no header, expected a line of column names"},
    {&RULES, "rule\tnosuch\tout=\tsource\nr1\tyes\tA\ts\n",
     "1: unknown column \"nosuch\"" HEADS},
    {&RULES, "# why\n\nrule\tnosuch\tout=\tsource\n",
     "3: unknown column \"nosuch\"" HEADS},
    {&RULES, "rule\tout=\tsource\tpropose\n", "1: unknown column \"propose\"" HEADS},
    {&RULES, "rule\t=out\tout=\tsource\n",
     "1: \"=out\" is a formula for a spreadsheet, expected \"out=\""},
    {&FREE, "rule\t=out\tsource\n",
     "1: \"=out\" is a formula for a spreadsheet, expected \"out=\""},
    {&RULES, "rule\tpupil\tout=\tpupil=\tsource\n",
     "1: unknown column \"pupil=\" (did you mean \"pupil\"?)" HEADS},
    {&FREE, "rule\tout=\n", "1: unknown column \"out=\"" HEADS},
    {&RULES, "pupil\tout=\tsource\n",
     "1: no column \"rule\", expected one that names each row"},
    {&RULES, "rule\tpupil\tsource\nr1\tyes\ts\n",
     "1: no column \"out=\", expected the output of the table"},
    {&RULES, "# why\nrule\tpupil\tsource\nr1\tyes\ts\n",
     "2: no column \"out=\", expected the output of the table"},
    {&NAMED, "pupil\tsource\n",
     "1: no column \"check\", expected one that names each row"},
    {&RULES, "rule\tpupil\tpupil\tout=\tsource\n",
     "1: column 3 of the header has the name of an earlier one"},
    {&RULES, "rule\tout=\tsource\nr 1\tA\ts\n", "2: rule: \"r 1\"" CODE_EXPECTED},
    {&RULES, "rule\tout=\tsource\n\tA\ts\n", "2: rule: \"\"" CODE_EXPECTED},
    {&RULES, "rule\tout=\tsource\nr1\tA\ts\n# no\nr2\tA\ts\nr1\tB\ts\n",
     "5: rule: \"r1\" stands in line 2 too" MEET},
    {&PAIRS, "rule\textra\tsource\nr1\ta\ts\nr1\tb\ts\nr1\ta\ts\n",
     "4: rule: \"r1\" stands in line 2 too" MEET},
    {&RULES, "rule\tout=\tsource\nr1\tA\ts\nr2\tB\n", "3: source: row \"r2\"" SOURCE},
    {&RULES, "rule\tout=\nr1\tA\n", "2: row \"r1\"" SOURCE},
    {&RULES, "rule\tout=\tsource\nr1\t\ts\n",
     "2: out=: \"\"" CODE_EXPECTED ", or null"},
    {&RULES, "rule\tout=\tsource\nr1\tA B\ts\n",
     "2: out=: \"A B\"" CODE_EXPECTED ", or null"},
    {&RULES, "rule\tpupil\tout=\tsource\nr1\tyes\tA\ts\nr2\tmaybe\tA\ts\n",
     "3: pupil: unknown code \"maybe\", expected one of no yes"},
    {&RULES, "rule\twhen\tout=\tsource\nr1\tpupil maybe\tA\ts\n",
     "2: when: unknown code \"maybe\", expected one of no yes"},
    {&RULES, "rule\twhen\tout=\tsource\nr1\tpupil yes; nosuch 1\tA\ts\n",
     "2: when: unknown column \"nosuch\", expected COLUMN TEST; COLUMN TEST with "
     "columns that can be tested"},
    {&RULES, "rule\twhen\tout=\tsource\nr1\tpupil yes;\tA\ts\n",
     "2: when: nothing beside a semicolon, expected COLUMN TEST; COLUMN TEST"},
    {&RULES, "rule\twhen\tout=\tsource\nr1\tpupil\tA\ts\n",
     "2: when: \"pupil\" without a test, expected COLUMN TEST; COLUMN TEST"},
    {&RULES, "rule\twhen\tout=\tsource\nr1\tpupil -; grade 3\tA\ts\n",
     "2: when: \"pupil\" without a test, expected COLUMN TEST; COLUMN TEST"},
    {&RULES, "rule,grade,out=,source\nr1,,A,\"one\ntwo\"\nr2,5..9,A,s\n",
     "4: grade: malformed test \"5..9\", expected [5..9]"},
    {&DERIVED, "rule\tschool_type=\tpropose\tsource\nr1\tA\tnever\ts\n",
     "2: propose: \"never\", expected yes or no"},
    {&RULES, "rule\tvalid_from\tout=\tsource\nr1\t2023\tA\ts\n",
     "2: valid_from: malformed date \"2023\"" DATE_EXPECTED},
    {&RULES, "rule\tvalid_to\tout=\tsource\nr1\tnever\tA\ts\n",
     "2: valid_to: malformed date \"never\"" DATE_EXPECTED},
    {&RULES,
     "rule\tvalid_from\tvalid_to\tout=\tsource\nr1\t2024-01-01\t2023-01-01\tA\ts\n",
     "2: valid_to: \"2023-01-01\" is before valid_from, expected 2024-01-01 or later"},
    {&RULES, "rule\tout=\tsource\nr1\tA\ts\tmore\n",
     "2: 4 fields, expected 3 as in the header"},
    {&RULES, "rule,out=,source\nr1,A,\"s\n",
     "2: quoted field that is never closed, expected a closing quote"},
    /* a fault of another day is a fault today */
    {&RULES, "rule\tvalid_to\tpupil\tout=\tsource\nr1\t1999-12-31\tmaybe\tA\ts\n",
     "2: pupil: unknown code \"maybe\", expected one of no yes"},
    {&RULES, "rule\tvalid_from\tpupil\tout=\tsource\nr1\t2100-01-01\t\tA B\ts\n",
     "2: out=: \"A B\"" CODE_EXPECTED ", or null"},
};

/* The fault's line, without the table's path. */
static const char *said(const struct loaded *loaded, unsigned number)
{
    const char *text = fault_text(&loaded->faults.list[number], loaded->input.path);

    return text + (*text == ':');
}

static void a_fault_is_said_with_its_line(void **state)
{
    unsigned failures = 0;

    (void)state;
    for (size_t i = 0; i < COUNT_OF(faults); i++) {
        struct loaded loaded;
        load(&loaded, faults[i].form, faults[i].text, AS_OF);
        if (loaded.faults.count != 1 ||
            strcmp(said(&loaded, 0), faults[i].fault) != 0) {
            print_message(
                "%u faults, first \"%s\", expected \"%s\"\n", loaded.faults.count,
                loaded.faults.count > 0 ? said(&loaded, 0) : "", faults[i].fault);
            failures++;
        }
        drop(&loaded);
    }
    assert_int_equal(failures, 0);
}

static void all_faults_of_a_table_are_told_and_its_good_rows_are_rules(void **state)
{
    struct loaded loaded;

    (void)state;
    load(&loaded, &RULES,
         "rule\tpupil\tgrade\twhen\tout=\tsource\n"
         "r1\tmaybe\t6..9\tnosuch 1; office\tA B\ts\n"
         "r2\tyes\t\t\tB\ts\n"
         "r3\t\t\t\tC\n",
         AS_OF);
    assert_int_equal(loaded.faults.count, 6);
    assert_string_equal(said(&loaded, 0), "2: out=: \"A B\"" CODE_EXPECTED ", or null");
    assert_string_equal(said(&loaded, 1),
                        "2: pupil: unknown code \"maybe\", expected one of no yes");
    assert_string_equal(said(&loaded, 2),
                        "2: grade: malformed test \"6..9\", expected [6..9]");
    assert_string_equal(
        said(&loaded, 3),
        "2: when: unknown column \"nosuch\", expected COLUMN TEST; COLUMN TEST with "
        "columns that can be tested");
    assert_string_equal(said(&loaded, 4),
                        "2: when: \"office\" without a test, expected COLUMN TEST; "
                        "COLUMN TEST");
    assert_string_equal(said(&loaded, 5), "4: source: row \"r3\"" SOURCE);
    assert_int_equal(loaded.decision.count, 1);
    assert_string_equal(hit(&loaded, "pupil=yes"), "r2=B");
    drop(&loaded);
}

/* One test at fault is enough, in a column or in `when`. */
static void a_row_at_fault_is_no_rule(void **state)
{
    struct loaded loaded;

    (void)state;
    load(&loaded, &RULES,
         "rule\tgrade\twhen\tout=\tsource\n"
         "r1\t6..9\t\tA\ts\n"
         "r2\t\tgrade 6..9\tB\ts\n"
         "r3\t\tgrade 6; nosuch 1; pupil yes\tC\ts\n"
         "r4\t\tgrade\tD\ts\n"
         "r5\t\t\tE\ts\n",
         AS_OF);
    assert_int_equal(loaded.faults.count, 4);
    assert_int_equal(loaded.decision.count, 1);
    assert_string_equal(hit(&loaded, "pupil=yes grade=6"), "r5=E");
    drop(&loaded);
}

/* The first column of all is one as any other. */
static void the_first_column_is_found(void **state)
{
    struct loaded loaded;
    char text[256], wanted[256];
    struct span name;

    (void)state;
    load_good(&loaded, &FREE, "rule\tsource\nr1\ts\n", AS_OF);
    name = loaded.world.columns.column[0].name;
    drop(&loaded);
    snprintf(text, sizeof text, "rule\t%.*s\twhen\tsource\nr1\tnull\t%.*s null\ts\n",
             (int)name.len, name.ptr, (int)name.len, name.ptr);
    load_good(&loaded, &FREE, text, AS_OF);
    assert_int_equal(loaded.decision.rules[0].condition_count, 2);
    drop(&loaded);
    snprintf(text, sizeof text, "rule\twhen\tsource\nr1\t%.*s=x\ts\n", (int)name.len,
             name.ptr);
    load(&loaded, &FREE, text, AS_OF);
    snprintf(wanted, sizeof wanted,
             "2: when: malformed test \"%.*s=x\", expected \"%.*s x\"", (int)name.len,
             name.ptr, (int)name.len, name.ptr);
    assert_string_equal(said(&loaded, 0), wanted);
    drop(&loaded);
}

/* Validity tells two rows of one id apart; without it they are one rule twice. */
static void one_id_on_the_same_days_is_a_fault(void **state)
{
    struct loaded loaded;

    (void)state;
    load(&loaded, &RULES,
         "rule\tvalid_from\tpupil\tout=\tsource\nr1\t\tyes\tA\ts\n"
         "r1\t2027-01-01\tno\tB\ts\n",
         AS_OF);
    assert_int_equal(loaded.faults.count, 1);
    assert_string_equal(said(&loaded, 0), "3: rule: \"r1\" stands in line 2 too" MEET);
    drop(&loaded);
}

/* A row of `count` tests in `when`, and how many of them become conditions. */
static void so_many_tests_fit_into_a_row(void **state)
{
    static char text[4096];

    (void)state;
    for (int count = 64; count <= 65; count++) {
        struct loaded loaded;
        int used = snprintf(text, sizeof text, "rule\twhen\tout=\tsource\nr1\t");
        for (int i = 0; i < count; i++)
            used += snprintf(text + used, sizeof text - (size_t)used, "%sgrade > %d",
                             i > 0 ? "; " : "", i);
        snprintf(text + used, sizeof text - (size_t)used, "\tA\ts\n");
        load(&loaded, &RULES, text, AS_OF);
        assert_int_equal(loaded.faults.count, count - 64);
        if (count == 64)
            assert_string_equal(hit(&loaded, "grade=63"), "none");
        if (count == 64)
            assert_string_equal(hit(&loaded, "grade=64"), "r1=A");
        else
            assert_string_equal(said(&loaded, 0),
                                "2: when: too many tests in one row, at most 64");
        drop(&loaded);
    }
}

/* A table whose outputs are a column has room for 63 of them; others for any number. */
static void so_many_different_outputs_fit(void **state)
{
    static char text[8192];

    (void)state;
    for (int count = COLUMN_CODES; count <= COLUMN_CODES + 1; count++) {
        struct loaded loaded;
        int used = snprintf(text, sizeof text, "rule\tschool_type=\tsource\n");
        struct decision_form many = DERIVED;
        for (int i = 0; i < count; i++)
            used += snprintf(text + used, sizeof text - (size_t)used, "r%d\tO%d\ts\n",
                             i, i);
        load(&loaded, &DERIVED, text, AS_OF);
        assert_int_equal(loaded.faults.count, count - COLUMN_CODES);
        if (loaded.faults.count > 0)
            assert_string_equal(said(&loaded, 0),
                                "65: school_type=: more than 63 different outputs");
        drop(&loaded);
        many.output_column = -1;
        load_good(&loaded, &many, text, AS_OF);
        assert_int_equal(loaded.decision.outputs.count, count);
        drop(&loaded);
    }
}

/* Where columns.tsv closes the output's column, a row gives one of its codes. */
static void a_closed_output_takes_no_other_code(void **state)
{
    struct loaded loaded;
    struct column *column = &loaded.world.columns.column[COL_SCHOOL_TYPE];

    (void)state;
    load_good(&loaded, &DERIVED, "rule\tschool_type=\tsource\nr1\tober\ts\n", AS_OF);
    column->closed = true;
    input_drop(&loaded.input);
    input_make(&loaded.input,
               span_from("rule\tschool_type=\tsource\nr1\tober\ts\nr2\tfrei\ts\n"));
    decision_load(&loaded.decision, &(struct table_source){.path = loaded.input.path},
                  &DERIVED, &loaded.world.context, &loaded.faults);
    assert_int_equal(loaded.faults.count, 1);
    assert_string_equal(said(&loaded, 0),
                        "3: school_type=: unknown code \"frei\", expected one of ober");
    drop(&loaded);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_row_whose_tests_hold_is_hit),
        cmocka_unit_test(a_row_knows_its_texts_and_its_cells),
        cmocka_unit_test(a_row_knows_its_parameters),
        cmocka_unit_test(a_row_knows_what_moves),
        cmocka_unit_test(a_row_at_fault_is_no_rule),
        cmocka_unit_test(the_first_column_is_found),
        cmocka_unit_test(when_holds_tests_of_several_columns),
        cmocka_unit_test(a_row_outside_its_days_is_no_rule),
        cmocka_unit_test(a_table_without_rows_decides_nothing),
        cmocka_unit_test(a_key_that_is_no_rule_may_stand_twice),
        cmocka_unit_test(none_is_a_code_only_where_nobody_decides),
        cmocka_unit_test(a_fault_is_said_with_its_line),
        cmocka_unit_test(all_faults_of_a_table_are_told_and_its_good_rows_are_rules),
        cmocka_unit_test(one_id_on_the_same_days_is_a_fault),
        cmocka_unit_test(so_many_tests_fit_into_a_row),
        cmocka_unit_test(so_many_different_outputs_fit),
        cmocka_unit_test(a_closed_output_takes_no_other_code),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
