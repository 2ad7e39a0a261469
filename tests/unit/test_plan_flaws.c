/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is wrong in a plan: needs that no entry names, duties that nothing answers, and
 * duties for which no day is reckoned; and what is none of these.
 */
#include "rules.h"

#include "plan/plan_flaws.h"

static const char STRATEGIES[] =
    "rule\tneed\tstrategy=\tby_client\tby_office\tclient_days\tsource\n"
    "s1\tlernen\tkurs\tIch gehe hin.\tDas Amt zahlt.\t+2w\ts\n"
    "s2\tlernen\teinseitig\tIch gehe hin.\t\t+2w\ts\n"
    "s3\tmiete\tsuchen\tIch suche.\tDas Amt hilft.\t\ts\n"
    "s4\tmiete\tschenken\t\tDas Amt zahlt.\t\ts\n"
    "s5\t-\tlast\tIch trage.\t\t\ts\n";

enum {
    NEED = 1 << PLAN_FLAW_NEED,
    SUPPORT = 1 << PLAN_FLAW_SUPPORT,
    DAY = 1 << PLAN_FLAW_DAY
};

static const struct {
    const char *cells; /* needs, TAB, strategies */
    int flaws;
} plans[] = {
    {"\t", 0},
    {"lernen\t", NEED},
    {"lernen:erledigt\t", 0},
    {"lernen\tkurs@lernen", 0},
    {"lernen miete\tkurs@lernen", NEED},
    {"lernen miete\tkurs@lernen schenken@miete", 0},
    {"lernen miete\tkurs@lernen suchen@miete", DAY},
    {"lernen\teinseitig@lernen", SUPPORT},
    /* what is cross-cutting names no need */
    {"lernen\tlast", NEED | SUPPORT | DAY},
    {"\tlast", SUPPORT | DAY},
    /* each of two strategies counts */
    {"lernen\tkurs@lernen einseitig@lernen", SUPPORT},
};

static unsigned flaws_of(const struct concept *concept, const char *stream)
{
    struct asked asked;
    unsigned found;

    asked_make(&asked, concept, stream, "needs strategies");
    if (!asked.good)
        fail_msg("%s%s", stream, fault_text(&asked.diag, NULL));
    found = plan_flaws_find(asked.facts);
    asked_drop(&asked);
    return found;
}

static struct concept *open_house(struct house *house)
{
    house_make(house);
    house_put(house, "concept.tsv", "key\tvalue\n");
    house_put(house, "areas.tsv", "area\twork_order\nalles\t1\n");
    house_put(house, "needs.tsv", "need\tarea\nlernen\talles\nmiete\talles\n");
    house_put(house, "strategies.tsv", STRATEGIES);
    return house_open(house, "2026-11-21");
}

static void each_flaw_of_a_plan_is_found(void **state)
{
    struct house house;
    struct concept *concept = open_house(&house);
    unsigned failures = 0;

    (void)state;
    for (size_t i = 0; i < COUNT_OF(plans); i++) {
        char stream[256];
        int found;
        snprintf(stream, sizeof stream, "client_id\tneeds\tstrategies\n1\t%s\n",
                 plans[i].cells);
        found = (int)flaws_of(concept, stream);
        if (found == plans[i].flaws)
            continue;
        print_message("\"%s\": got %d, expected %d\n", plans[i].cells, found,
                      plans[i].flaws);
        failures++;
    }
    concept_close(concept);
    house_drop(&house);
    assert_int_equal(failures, 0);
}

/* What was not planned yet has no flaw, and needs that nobody knows are none. */
static void a_stream_without_the_columns_has_no_flaw(void **state)
{
    struct house house;
    struct concept *concept = open_house(&house);

    (void)state;
    assert_int_equal(flaws_of(concept, "client_id\tneeds\n1\tlernen\n"), 0);
    assert_int_equal(flaws_of(concept, "client_id\tstrategies\n1\tkurs@lernen\n"), 0);
    concept_close(concept);
    house_drop(&house);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_flaw_of_a_plan_is_found),
        cmocka_unit_test(a_stream_without_the_columns_has_no_flaw),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
