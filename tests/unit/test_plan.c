/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Plans: the order of what is proposed, what people chose and what remains of it, the
 * four states of a plan, and that a plan read again gives itself.
 */
#include "rules.h"

#include "plan/plan.h"

static const char AREAS[] = "area\twork_order\nmotivation\t2\nwohnen\t1\n";
/* Nothing is proposed for keller. */
static const char NEEDS[] = "need\tarea\nlernen\tmotivation\nantrieb\tmotivation\n"
                            "miete\twohnen\nkeller\twohnen\n";
/* In columns of tests and in `when`; `altes` was allowed once. */
static const char STRATEGIES[] =
    "rule\tneed\twhen\tpupil\tstrategy=\tpropose\tbinds\tvalid_to\tsource\n"
    "s1\tlernen\tpupil yes\t\tnachhilfe\t\t\t\ts\n"
    "s2\tlernen\t\t\tkurs\tyes\t\t\ts\n"
    "s3\tantrieb,miete\t-\t\tberatung\t\t\t\ts\n"
    "s4\tmiete\t\t\tumzug\tno\t\t\ts\n"
    "s5\tlernen\tprogramme reha\t\ttrainieren\tno\t\t\ts\n"
    "s6\t-\t\tno\tvermittlung\tfirst\t\t\ts\n"
    "s7\t-\t\t\tverfuegbar\tno\t\t\ts\n"
    "s8\t-\t\tyes\tschulbesuch\t\t\t\ts\n"
    "s9\t\t\tyes\tpraktikum\tyes\t\t\ts\n"
    "s10\tantrieb\t\t\taltes\t\t\t1999-12-31\ts\n"
    "s11\tkeller\tprogramme reha; grade < 9; grade > 5\tyes\traeumen\tno\tpupil, "
    "grade\t\ts\n";

static void make(struct house *house, const char *concept)
{
    house_make(house);
    house_put(house, "concept.tsv", concept);
    house_put(house, "areas.tsv", AREAS);
    house_put(house, "needs.tsv", NEEDS);
    house_put(house, "strategies.tsv", STRATEGIES);
}

static size_t put(char *text, size_t used, size_t size, struct span a,
                  const char *between, struct span b)
{
    return used + (size_t)snprintf(text + used, size - used, "%.*s%s%.*s", (int)a.len,
                                   a.ptr, between, (int)b.len, b.ptr);
}

/* `STRATEGIES<TAB>STATUS<TAB>UNCOVERED` */
static const char *plan_text(const struct plan *plan)
{
    static char text[2048];
    size_t used = 0;

    for (unsigned i = 0; i < plan->step_count; i++) {
        const struct plan_step *step = &plan->steps[i];
        used = put(text, used, sizeof text, span_from(i > 0 ? " " : ""), "",
                   step->strategy);
        used = put(text, used, sizeof text, span_from(step->need.len > 0 ? "@" : ""),
                   "", step->need);
    }
    used = put(text, used, sizeof text, span_from("\t"), plan->status, span_from("\t"));
    for (unsigned i = 0; i < plan->uncovered_count; i++)
        used = put(text, used, sizeof text, span_from(i > 0 ? " " : ""), "",
                   plan->uncovered[i]);
    return text;
}

/* In the 7th grade. `cells` is `pupil programme needs` between TABs, `before` a plan
 * text. */
static const char *plan_of(const struct concept *concept, const char *cells,
                           const char *before)
{
    static char stream[2048];
    static struct plan plan;
    struct span rest = span_from(before), status, uncovered;
    struct asked asked;

    snprintf(stream, sizeof stream,
             "client_id\tgrade\tpupil\tprogramme\tneeds\tstrategies\t"
             "strategies_status\tuncovered\n"
             "1\t7\t%s\t%s\n",
             cells, before);
    asked_make(&asked, concept, stream, "needs strategies programme");
    if (!asked.good)
        fail_msg("%s%s", stream, fault_text(&asked.diag, NULL));
    span_cut(&rest, '\t');
    status = span_cut(&rest, '\t');
    uncovered = rest;
    assert_true(plan_make(&plan, asked.facts, status, uncovered, &(struct diag){0}));
    asked_drop(&asked);
    return plan_text(&plan);
}

struct expected {
    const char *cells, *before, *after;
};

#define EMPTY "\t\t"

static void check_all(const char *concept_text, const struct expected *cases,
                      size_t count)
{
    unsigned failures = 0;
    struct house house;
    struct concept *concept;

    make(&house, concept_text);
    concept = house_open(&house, AS_OF);
    for (size_t i = 0; i < count; i++) {
        const char *got = plan_of(concept, cases[i].cells, cases[i].before);
        if (strcmp(got, cases[i].after) != 0) {
            print_message("%s with \"%s\":\n  got      \"%s\"\n  expected \"%s\"\n",
                          cases[i].cells, cases[i].before, got, cases[i].after);
            failures++;
        }
        got = plan_of(concept, cases[i].cells, cases[i].after);
        if (strcmp(got, cases[i].after) != 0) {
            print_message("%s with \"%s\" again:\n  got      \"%s\"\n", cases[i].cells,
                          cases[i].after, got);
            failures++;
        }
    }
    concept_close(concept);
    house_drop(&house);
    assert_int_equal(failures, 0);
}

/* cells: pupil, programme, needs */
static const struct expected proposals[] = {
    /* areas by work order, then the order of needs.tsv, then what is cross-cutting */
    {"yes\t\tantrieb lernen keller miete", EMPTY,
     "beratung@miete nachhilfe@lernen beratung@antrieb schulbesuch "
     "praktikum\tproposed\t"
     "keller"},
    {"no\t\tantrieb lernen keller miete", EMPTY,
     "vermittlung beratung@miete kurs@lernen beratung@antrieb\tproposed\tkeller"},
    /* ranks go before areas */
    {"no\t\tlernen:::2 miete antrieb:::1 keller:::3", EMPTY,
     "vermittlung beratung@antrieb kurs@lernen beratung@miete\tproposed\tkeller"},
    {"\t\tlernen:::10 antrieb:::9", EMPTY, "beratung@antrieb kurs@lernen\tproposed\t"},
    /* the first row that may be proposed and whose tests hold */
    {"\t\tlernen", EMPTY, "kurs@lernen\tproposed\t"},
    {"\treha\tlernen", EMPTY, "kurs@lernen\tproposed\t"},
    {"\t\tmiete", EMPTY, "beratung@miete\tproposed\t"},
    /* a need that is done is no need */
    {"\t\tlernen:erledigt miete:erfolglos", EMPTY, "beratung@miete\tproposed\t"},
    {"\t\tkeller lernen:erledigt", EMPTY, "\tnone\tkeller"},
    {"\t\t", EMPTY, "\tnone\t"},
    {"yes\t\t", EMPTY, "schulbesuch praktikum\tproposed\t"},
    {"no\t\t", EMPTY, "vermittlung\tproposed\t"},
    /* what an earlier run proposed is proposed anew */
    {"yes\t\tlernen", "kurs@lernen umzug@miete vermittlung\tproposed\t",
     "nachhilfe@lernen schulbesuch praktikum\tproposed\t"},
    {"\t\t", "kurs@lernen\tproposed\tkeller", "\tnone\t"},
};

static void a_plan_is_proposed_in_the_order_of_work(void **state)
{
    (void)state;
    check_all("key\tvalue\nranks\tyes\n", proposals, COUNT_OF(proposals));
}

static const struct expected without_ranks[] = {
    {"\t\tlernen:::2 miete:::3 antrieb:::1", EMPTY,
     "beratung@miete kurs@lernen beratung@antrieb\tproposed\t"},
};

static void a_concept_without_ranks_pays_no_heed_to_them(void **state)
{
    (void)state;
    check_all("key\tvalue\nranks\tno\n", without_ranks, COUNT_OF(without_ranks));
    check_all("key\tvalue\n", without_ranks, COUNT_OF(without_ranks));
}

static const struct expected choices[] = {
    /* all covered, all allowed: nothing is added, nothing cross-cutting either */
    {"no\t\tmiete", "umzug@miete" EMPTY, "umzug@miete\tconfirmed\t"},
    {"no\t\tmiete lernen", "kurs@lernen umzug@miete" EMPTY,
     "kurs@lernen umzug@miete\tconfirmed\t"},
    {"yes\t\t", "verfuegbar" EMPTY, "verfuegbar\tconfirmed\t"},
    {"yes\t\tlernen:erledigt", "verfuegbar" EMPTY, "verfuegbar\tconfirmed\t"},
    {"\t\tmiete", "umzug@miete beratung@miete" EMPTY,
     "umzug@miete beratung@miete\tconfirmed\t"},
    /* rows whose other tests fail are allowed to people all the same */
    {"no\t\tlernen", "nachhilfe@lernen" EMPTY, "nachhilfe@lernen\tconfirmed\t"},
    {"no\treha\tlernen", "trainieren@lernen" EMPTY, "trainieren@lernen\tconfirmed\t"},
    {"no\t\tlernen", "trainieren@lernen" EMPTY, "trainieren@lernen\tkept\t"},
    /* not allowed: for another need, a cross-cutting one for a need, one without its
       need */
    {"\t\tlernen", "umzug@lernen" EMPTY, "umzug@lernen\tkept\t"},
    {"\t\tmiete", "vermittlung@miete" EMPTY, "vermittlung@miete\tkept\t"},
    {"\t\t", "kurs" EMPTY, "kurs\tkept\t"},
    /* what only a row of other days gives is kept, never refused */
    {"\t\tantrieb", "altes@antrieb" EMPTY, "altes@antrieb\tkept\t"},
    /* `binds` names the columns whose tests bind people; the grade is 7 */
    {"yes\t\tkeller", "raeumen@keller" EMPTY, "raeumen@keller\tconfirmed\t"},
    {"no\t\tkeller", "raeumen@keller" EMPTY, "raeumen@keller\tkept\t"},
    /* proposals for what is uncovered follow, in the order of work */
    {"no\t\tlernen antrieb miete", "nachhilfe@lernen" EMPTY,
     "nachhilfe@lernen beratung@miete beratung@antrieb\tkept\tmiete antrieb"},
    {"no\t\tkeller miete", "verfuegbar" EMPTY,
     "verfuegbar beratung@miete\tkept\tmiete keller"},
    {"\t\tkeller", "verfuegbar" EMPTY, "verfuegbar\tkept\tkeller"},
    /* kept: entries for uncovered needs are the tool's, all others are people's */
    {"no\t\tmiete:erledigt antrieb",
     "nachhilfe@lernen beratung@miete beratung@antrieb\tkept\tmiete antrieb",
     "nachhilfe@lernen beratung@antrieb\tkept\tantrieb"},
    {"yes\t\tlernen", "nachhilfe@lernen\tconfirmed\t", "nachhilfe@lernen\tconfirmed\t"},
    /* a person who adopts a plan clears its status */
    {"no\t\tlernen antrieb", "nachhilfe@lernen beratung@antrieb" EMPTY,
     "nachhilfe@lernen beratung@antrieb\tconfirmed\t"},
    {"no\t\tmiete", "vermittlung beratung@miete" EMPTY,
     "vermittlung beratung@miete\tconfirmed\t"},
};

static void what_people_chose_stays_in_their_order(void **state)
{
    (void)state;
    check_all("key\tvalue\nranks\tyes\n", choices, COUNT_OF(choices));
}

static void without_the_column_needs_only_cross_cutting_strategies_remain(void **state)
{
    static struct plan plan;
    struct house house;
    struct concept *concept;
    struct asked asked;

    (void)state;
    make(&house, "key\tvalue\n");
    concept = house_open(&house, AS_OF);
    asked_make(&asked, concept, "client_id\tpupil\n1\tyes\n",
               "needs strategies programme");
    assert_true(asked.good);
    assert_true(
        plan_make(&plan, asked.facts, span_from(""), span_from(""), &(struct diag){0}));
    assert_string_equal(plan_text(&plan), "schulbesuch praktikum\tproposed\t");
    assert_true(span_is(plan.steps[0].rule->id, "s8"));
    asked_drop(&asked);
    concept_close(concept);
    house_drop(&house);
}

/* The plan of the only record, by the concept of the house, which is dropped. */
static void expect_plan(struct house *house, const char *stream, const char *wanted)
{
    static struct plan plan;
    struct concept *concept = house_open(house, AS_OF);
    struct asked asked;

    asked_make(&asked, concept, stream, "needs strategies programme");
    assert_true(asked.good);
    assert_true(
        plan_make(&plan, asked.facts, span_from(""), span_from(""), &(struct diag){0}));
    assert_string_equal(plan_text(&plan), wanted);
    asked_drop(&asked);
    concept_close(concept);
    house_drop(house);
}

/* Without needs.tsv a need has no place: behind those with ranks they stay as they
 * came. */
static void needs_that_nobody_listed_keep_their_order(void **state)
{
    struct house house;

    (void)state;
    house_make(&house);
    house_put(&house, "concept.tsv", "key\tvalue\nranks\tyes\n");
    house_put(&house, "strategies.tsv",
              "rule\tneed\tstrategy=\tsource\na\t-\tpraktikum\ts\n");
    expect_plan(&house, "client_id\tneeds\n1\td c a:::2 b:::1\n",
                "praktikum\tproposed\tb a d c");
}

/* Of two rows of one cross-cutting strategy that hold, the plan names it once. */
static void a_cross_cutting_strategy_stands_once(void **state)
{
    struct house house;

    (void)state;
    house_make(&house);
    house_put(&house, "concept.tsv", "key\tvalue\n");
    house_put(&house, "strategies.tsv",
              "rule\tneed\tpupil\tgrade\tstrategy=\tsource\n"
              "a\t-\tyes\t\tpraktikum\ts\nb\t-\t\t> 8\tpraktikum\ts\n");
    expect_plan(&house, "client_id\tpupil\tgrade\n1\tyes\t9\n",
                "praktikum\tproposed\t");
}

static void a_strategy_is_described_by_the_row_of_its_need(void **state)
{
    static const struct {
        const char *strategy, *need, *rule;
    } cases[] = {
        {"beratung", "miete", "s3"}, {"beratung", "antrieb", "s3"},
        {"umzug", "miete", "s4"},    {"umzug", "lernen", "s4"},
        {"vermittlung", "", "s6"},   {"kurs", "", "s2"},
        {"nosuch", "", ""},
    };
    struct house house;
    struct concept *concept;

    (void)state;
    make(&house, "key\tvalue\n");
    concept = house_open(&house, AS_OF);
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        const struct strategy_rule *rule =
            strategies_find(&concept->strategies, span_from(cases[i].strategy),
                            concept_find_need(concept, span_from(cases[i].need)));
        assert_int_equal(rule != NULL, cases[i].rule[0] != '\0');
        if (rule != NULL)
            assert_true(span_is(rule->rule->id, cases[i].rule));
    }
    concept_close(concept);
    house_drop(&house);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_plan_is_proposed_in_the_order_of_work),
        cmocka_unit_test(a_concept_without_ranks_pays_no_heed_to_them),
        cmocka_unit_test(what_people_chose_stays_in_their_order),
        cmocka_unit_test(without_the_column_needs_only_cross_cutting_strategies_remain),
        cmocka_unit_test(needs_that_nobody_listed_keep_their_order),
        cmocka_unit_test(a_cross_cutting_strategy_stands_once),
        cmocka_unit_test(a_strategy_is_described_by_the_row_of_its_need),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
