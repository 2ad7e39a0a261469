/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What an explanation says a rule looked at: the columns that it tests, and those that
 * they are compared with, each once, as they stand in the record or were derived.
 */
#include "rules.h"

#include "person/explain.h"

static void both_sides_of_a_comparison_are_named(void **state)
{
    static const struct {
        const char *cells, *expected; /* esb_on applied_on birth_date */
    } cases[] = {
        {"2026-03-02\t2026-03-01\t",
         "late [s] esb_on=2026-03-02 applied_on=2026-03-01"},
        {"2026-03-01\t2026-03-02\t",
         "early [s] esb_on=2026-03-01 applied_on=2026-03-02"},
        {"2026-03-01\t\t2000-11-21", "old [s] age=26"},
    };
    struct house house;
    struct concept *concept;

    (void)state;
    house_make(&house);
    house_put(&house, "concept.tsv", "key\tvalue\nderive\tmood\n");
    house_put(&house, "mood.tsv",
              "rule\twhen\tmood=\tsource\n"
              "late\tesb_on > applied_on\tl\ts\n"
              "early\tesb_on < applied_on\te\ts\n"
              "old\tage >= 26\to\ts\n");
    concept = house_open(&house, AS_OF);
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        const struct judgement *judgement;
        struct explanation explanation = {0};
        struct asked asked;
        struct span text;
        char stream[256];
        snprintf(stream, sizeof stream,
                 "client_id\tesb_on\tapplied_on\tbirth_date\n1\t%s\n", cases[i].cells);
        asked_make(&asked, concept, stream, "mood esb_on applied_on");
        assert_true(asked.good);
        judgement = &asked.facts->judgements[0];
        explain_begin(&explanation);
        explain_rule(&explanation, asked.facts, judgement->rule);
        explain_column(&explanation, asked.facts, -1);
        text = explain_text(&explanation);
        if (!span_is(text, cases[i].expected))
            fail_msg("%.*s, expected %s", (int)text.len, text.ptr, cases[i].expected);
        free(explanation.text);
        asked_drop(&asked);
    }
    concept_close(concept);
    house_drop(&house);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_sides_of_a_comparison_are_named),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
