/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the steps and tests of a deadline table have in common: which steps have one
 * number, which rows count working days or test as_of, and which are judged.
 */
#include "person.h"

static const char rows[] =
    "a/same applied_on +1mo | done esb_on\n"
    "a/same-again applied_on +1mo | done esb_on | not_before approved_on +10b\n"
    "a/other-steps applied_on +2mo | done esb_on\n"
    "a/other-column approved_on +1mo | done esb_on | not_before approved_on +10b\n"
    "b/since applied_on +1d | done esb_on | done_since applied_on +1mo\n"
    "b/working applied_on +10b | done esb_on | audit no\n"
    "b/many applied_on +1mo +10b\n"
    "c/repeats applied_on +1mo | done esb_on | repeat +5b\n"
    "c/moves applied_on +1mo | done esb_on | when applied_on >= as_of-3mo\n"
    "c/moves-working applied_on +1mo | done esb_on | when applied_on >= as_of-3b\n"
    "c/fixed applied_on +1mo | done esb_on | when applied_on < approved_on+3b";

/* Places in the table. */
enum {
    SAME,
    SAME_AGAIN,
    OTHER_STEPS,
    OTHER_COLUMN,
    SINCE,
    WORKING,
    MANY,
    REPEATS,
    MOVES,
    MOVES_WORKING,
    FIXED,
    ROWS
};

struct loaded {
    struct house house;
    struct concept *concept;
    const struct deadline_rule *rows;
};

static void load(struct loaded *it)
{
    house_of_deadlines(&it->house, rows, NULL);
    it->concept = house_open(&it->house, AS_OF);
    it->rows = it->concept->deadlines.rules;
    assert_int_equal(it->concept->deadlines.table.count, ROWS);
}

static void drop(struct loaded *it)
{
    concept_close(it->concept);
    house_drop(&it->house);
}

static void equal_steps_behind_a_column_have_one_number(void **state)
{
    struct loaded it;
    unsigned month;

    (void)state;
    load(&it);
    month = it.rows[SAME].offset.number;
    assert_in_range(month, 1, it.concept->deadlines.steps_count - 1);
    assert_int_equal(it.rows[SAME_AGAIN].offset.number, month);
    assert_int_equal(it.rows[SINCE].done_since.steps.number, month);
    assert_int_not_equal(it.rows[OTHER_STEPS].offset.number, month);
    assert_int_not_equal(it.rows[OTHER_COLUMN].offset.number, month);
    assert_int_not_equal(it.rows[MANY].offset.number, month);
    assert_int_not_equal(it.rows[MANY].offset.number, it.rows[WORKING].offset.number);
    assert_int_equal(it.rows[SAME_AGAIN].earliest[0].steps.number,
                     it.rows[OTHER_COLUMN].earliest[0].steps.number);
    /* What is counted from no column has none. */
    assert_int_equal(it.rows[REPEATS].repeat.number, 0);
    /* +1mo +2mo +1d +10b +1mo+10b, and two behind approved_on */
    assert_int_equal(it.concept->deadlines.steps_count, 1 + 7);
    drop(&it);
}

static void rows_say_what_they_count(void **state)
{
    struct loaded it;

    (void)state;
    load(&it);
    assert_false(it.rows[SAME].offset.works);
    assert_true(it.rows[SAME_AGAIN].earliest[0].steps.works);
    assert_true(it.rows[WORKING].offset.works);
    assert_true(it.rows[MANY].offset.works);
    for (unsigned i = 0; i < ROWS; i++) {
        assert_int_equal(it.rows[i].moves, i == MOVES || i == MOVES_WORKING);
        assert_int_equal(it.rows[i].counts_besides, i == REPEATS || i == MOVES_WORKING);
    }
    drop(&it);
}

static void a_bit_says_which_rows_are_judged(void **state)
{
    struct loaded it;

    (void)state;
    load(&it);
    assert_int_equal(*it.concept->deadlines.judged,
                     ((1u << ROWS) - 1) & ~(1u << WORKING) & ~(1u << MANY));
    assert_int_equal(*it.concept->deadlines.doubtful,
                     1u << SAME_AGAIN | 1u << OTHER_COLUMN | 1u << WORKING |
                         1u << MANY | 1u << REPEATS | 1u << MOVES_WORKING);
    drop(&it);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equal_steps_behind_a_column_have_one_number),
        cmocka_unit_test(rows_say_what_they_count),
        cmocka_unit_test(a_bit_says_which_rows_are_judged),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
