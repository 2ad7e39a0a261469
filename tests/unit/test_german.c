/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The German words of a concept: what its rows say of a code or a deadline, and nothing
 * where they say different things, or nothing.
 */
#include "rules.h"

#include "rules/german.h"

static const char areas[] = "area\twork_order\tlabel\nmut\t1\tMut und Lust\n";
static const char deadlines[] = "deadline\trule\tanchor\toffset\tlabel\tsource\n"
                                "gleich\ta\tapplied_on\t+1d\tGespräch\ts\n"
                                "gleich\tb\tapplied_on\t+2d\tGespräch\ts\n"
                                "anders\tc\tapplied_on\t+1d\tGespräch\ts\n"
                                "anders\td\tapplied_on\t+2d\tBesuch\ts\n"
                                "stumm\te\tapplied_on\t+1d\t\ts\n";

static void a_word_is_said_once_or_not_at_all(void **state)
{
    struct faults faults = {0};
    struct german german = {0};
    struct concept *concept;
    struct house house;

    (void)state;
    house_make(&house);
    house_put(&house, "concept.tsv", "key\tvalue\ncalendar\tBB\n");
    house_put(&house, "areas.tsv", areas);
    house_put(&house, "deadlines.tsv", deadlines);
    concept = house_open(&house, AS_OF);
    assert_true(german_begin(&german, concept, &faults));
    assert_true(
        span_is(german_code(&german, COL_FOCUS, span_from("mut")), "Mut und Lust"));
    assert_int_equal(german_code(&german, COL_FOCUS, span_from("wut")).len, 0);
    assert_true(span_is(german_deadline(&german, span_from("gleich")), "Gespräch"));
    assert_int_equal(german_deadline(&german, span_from("anders")).len, 0);
    assert_int_equal(german_deadline(&german, span_from("stumm")).len, 0);
    german_end(&german);
    concept_close(concept);
    house_drop(&house);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_word_is_said_once_or_not_at_all),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
