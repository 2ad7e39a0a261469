/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Groups under the concept of another day, and the offset of a row as it is today.
 */
#include "rules.h"

#include "person/grouping.h"

static const char deadlines[] = "deadline\trule\tanchor\toffset\tsource\n"
                                "k\ta\tapplied_on\t+$weeks >09-30\ts\n"
                                "k\tb\tapplied_on\t+6mo\ts\n";

/* A column that the other concept lacks is empty for everybody. */
static void a_column_that_has_gone_is_empty(void **state)
{
    static const char stream[] = "client_id\toffice\tmood\n1\tNord\tgood\n";
    struct house with, without;
    struct concept *before, *after;
    struct grouping by = {0};
    struct asked asked;
    struct diag diag = {0};

    (void)state;
    house_make(&with);
    house_put(&with, "concept.tsv", "key\tvalue\n");
    house_put(&with, "columns.tsv", "column\tkind\tcodes\nmood\tcode\tgood|bad\n");
    house_make(&without);
    house_put(&without, "concept.tsv", "key\tvalue\n");
    before = house_open(&with, AS_OF);
    after = house_open(&without, AS_OF);
    assert_true(grouping_name(&by, span_from("mood,office"), before, false, &diag));
    asked_make(&asked, before, stream, "mood office");
    grouping_read(&by, asked.facts);
    assert_true(span_is(by.cells[0], "good"));
    assert_true(span_is(by.cells[1], "Nord"));
    asked_drop(&asked);
    grouping_follow(&by, after);
    asked_make(&asked, after, stream, "office");
    grouping_read(&by, asked.facts);
    assert_true(span_is(by.cells[0], ""));
    assert_true(span_is(by.cells[1], "Nord"));
    asked_drop(&asked);
    grouping_free(&by);
    concept_close(before);
    concept_close(after);
    house_drop(&with);
    house_drop(&without);
}

static void an_offset_has_all_its_steps(void **state)
{
    struct house house;
    struct concept *concept;
    struct grouping by = {0};
    struct diag diag = {0};
    const struct deadline_rule *rule;

    (void)state;
    house_make(&house);
    house_put(&house, "concept.tsv", "key\tvalue\n");
    house_put(&house, "parameters.tsv", "name\tvalue\nweeks\t2w\n");
    house_put(&house, "deadlines.tsv", deadlines);
    concept = house_open(&house, AS_OF);
    assert_true(grouping_name(&by, span_from("rule,deadline"), concept, true, &diag));
    rule = concept->deadlines.first[0];
    grouping_read_rule(&by, concept, rule);
    grouping_read_promise(&by, concept, rule);
    assert_true(span_is(by.cells[0], "a"));
    assert_true(span_is(by.cells[1], "k"));
    assert_true(span_is(by.cells[2], "a"));
    assert_true(span_is(by.cells[3], "+2w >09-30"));
    grouping_read_rule(&by, concept, rule->next);
    grouping_read_promise(&by, concept, rule->next);
    assert_true(span_is(by.cells[0], "b"));
    assert_true(span_is(by.cells[3], "+6mo"));
    grouping_read_rule(&by, concept, NULL);
    assert_true(span_is(by.cells[0], "b"));
    grouping_free(&by);
    concept_close(concept);
    house_drop(&house);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_column_that_has_gone_is_empty),
        cmocka_unit_test(an_offset_has_all_its_steps),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
