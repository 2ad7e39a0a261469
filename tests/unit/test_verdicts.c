/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Going through all rows of the table judges what judging each row by itself judges,
 * and tells the same doubts, though it leaves most rows out unlooked-at.
 */
#include "person.h"

#include "person/verdict.h"

static const char rows[] =
    "a/category applied_on +10b | when category A | done esb_on\n"
    "a/age applied_on +1mo | when age [15..24] | done esb_on | closed_by "
    "first_talk_on\n"
    "b/moves approved_on +10b | when approved_on >= as_of-1mo; category not(A) | "
    "done first_talk_on | done_since applied_on | "
    "not_before birth_date +15age +10b, school_ends_on +10b\n"
    "b/moves-working approved_on +1mo | when esb_on null,>= as_of-3b; pupil yes | "
    "done first_talk_on\n"
    "c/repeats last_contact_on +1mo | when category B,C | done first_talk_on | "
    "repeat +1mo | not_before approved_on +10b\n"
    "c/repeats-working last_contact_on +1w | when pupil no,null | "
    "done first_talk_on,esb_on | repeat +5b\n"
    "c/column agreement_until +0d | when agreement_until < school_ends_on+3b | "
    "done last_contact_on | done_since agreement_until -3b | until +10b\n"
    "d/not-judged applied_on +10b | done esb_on | audit no\n"
    "d/not-done applied_on +10b\n"
    "d/skipped applied_on +10b | done invited_on | unrecorded skip\n"
    "e/rolls applied_on +1mo | done esb_on | roll back\n"
    "e/rolls-fenced applied_on +1mo | done esb_on | roll back | "
    "not_before approved_on +10b\n"
    "e/until approved_on +1mo | done esb_on | until +5d";

enum { PERSONS = 300, ROWS = 13, FOUND_MOST = 2 * ROWS, PERIODS = 3 };

/* Numerical Recipes' generator; the upper bits are good enough for tests. */
static unsigned pick(uint64_t *random, unsigned below)
{
    *random = *random * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (unsigned)(*random >> 33) % below;
}

/*
 * A person whose dates lie around the as-of day, some of them years away; some applied
 * a month before the first year whose holidays are checked.
 */
static const char *invent(uint64_t *random)
{
    static const char *const dates[] = {
        "applied_on",     "approved_on",     "first_talk_on", "last_contact_on",
        "school_ends_on", "agreement_until", "esb_on"};
    static char text[512];
    int32_t as_of = day_of(AS_OF);
    int years = pick(random, 4) == 0 ? 20 : 1;
    int used = snprintf(text, sizeof text, "category=%c pupil=%s birth_date=%s",
                        "ABCD"[pick(random, 4)], pick(random, 2) > 0 ? "yes" : "no",
                        day_text(as_of - 14 * 365 - (int32_t)pick(random, 15 * 365)));

    if (pick(random, 8) == 0)
        return strcat(text, pick(random, 2) > 0
                                ? " applied_on=2014-12-01"
                                : " applied_on=2014-12-01 approved_on=2015-03-02");
    for (size_t i = 0; i < COUNT_OF(dates); i++)
        if (pick(random, 3) > 0)
            used +=
                snprintf(text + used, sizeof text - (size_t)used, " %s=%s", dates[i],
                         day_text(as_of - years * 400 +
                                  (int32_t)pick(random, (unsigned)years * 800)));
    return text;
}

/* Every row by itself. */
static unsigned judge_rows(struct person *person, struct judged_obligation *found,
                           struct deadline_notes *notes)
{
    const struct deadlines *deadlines = &person->concept->deadlines;
    unsigned count = 0;

    for (unsigned i = 0; i < deadlines->table.count; i++)
        count += obligations_judge(person->facts, &deadlines->rules[i], found + count,
                                   notes);
    return count;
}

static void compare(const struct judged_obligation *a,
                    const struct judged_obligation *b)
{
    assert_ptr_equal(a->obligation.rule, b->obligation.rule);
    assert_int_equal(a->obligation.anchor_on, b->obligation.anchor_on);
    assert_int_equal(a->obligation.due_on, b->obligation.due_on);
    assert_int_equal(a->obligation.work_on, b->obligation.work_on);
    assert_int_equal(a->obligation.until_on, b->obligation.until_on);
    assert_int_equal(a->verdict, b->verdict);
    assert_int_equal(a->met_on, b->met_on);
}

/* What was seen of many persons. */
struct seen {
    unsigned verdicts, doubts;
};

/*
 * Of a period: what is due in it is judged as each row by itself; what isn't may be
 * left out, but its doubts are told.
 */
static void compare_period(struct person *person, const struct verdicts_wanted *wanted,
                           const struct judged_obligation *found, unsigned count,
                           unsigned doubts)
{
    struct deadline_notes notes = {0};
    struct verdicts verdicts = verdicts_begin(person->facts, wanted, &notes);
    const struct judged_obligation *next;
    unsigned at = 0;

    while ((next = verdicts_next(&verdicts)) != NULL) {
        int32_t due_on = next->obligation.due_on;
        while (at < count && (found[at].obligation.rule != next->obligation.rule ||
                              found[at].obligation.due_on != due_on)) {
            int32_t passed = found[at++].obligation.due_on;
            assert_true(passed < wanted->from || passed > wanted->until);
        }
        assert_true(at < count);
        compare(next, &found[at++]);
    }
    for (; at < count; at++)
        assert_true(found[at].obligation.due_on < wanted->from ||
                    found[at].obligation.due_on > wanted->until);
    assert_int_equal(notes.doubts, doubts);
}

/* Persons under one table. */
static void compare_persons(const char *table, uint64_t *random, struct seen *seen)
{
    const int32_t as_of = day_of(AS_OF);
    const int32_t periods[PERIODS][2] = {
        {INT32_MIN, INT32_MAX}, {as_of - 60, as_of}, {as_of + 1, as_of + 1}};
    bool is_named[DEADLINE_MOST];
    struct house house;

    memset(is_named, true, sizeof is_named);
    house_of_deadlines(&house, table, "applied_on");
    for (unsigned i = 0; i < PERSONS; i++) {
        struct judged_obligation found[FOUND_MOST];
        struct deadline_notes each = {0};
        struct person person;
        unsigned count;
        person_make(&person, house.folder, AS_OF, invent(random));
        count = judge_rows(&person, found, &each);
        for (unsigned j = 0; j < PERIODS; j++) {
            const struct verdicts_wanted wanted = {is_named, false, periods[j][0],
                                                   periods[j][1]};
            compare_period(&person, &wanted, found, count, each.doubts);
        }
        seen->verdicts += count;
        seen->doubts += each.doubts != 0;
        person_drop(&person);
    }
    house_drop(&house);
}

static void all_rows_give_what_each_row_gives(void **state)
{
    struct seen seen = {0};
    uint64_t random = 3;

    (void)state;
    compare_persons(rows, &random, &seen);
    assert_in_range(seen.verdicts, PERSONS / 2, 5 * PERSONS);
}

/* So that no doubt of another row hides one that is missing. */
static void each_row_alone_is_doubted_alike(void **state)
{
    struct span rest = span_from(rows);
    struct seen seen = {0};
    uint64_t random = 5;

    (void)state;
    while (rest.ptr != NULL) {
        const struct span row = span_cut(&rest, '\n');
        char table[512];
        snprintf(table, sizeof table, "%.*s", (int)row.len, row.ptr);
        compare_persons(table, &random, &seen);
    }
    assert_in_range(seen.doubts, PERSONS / 4, ROWS * PERSONS);
}

/* Some deadlines, or only what is recorded: c keeps the last of several dates. */
static void some_rows_are_left_out(void **state)
{
    static const char cells[] = "category=A pupil=no applied_on=2026-10-01 esb_on= "
                                "last_contact_on=2026-10-01 first_talk_on=2026-10-20";
    const struct judged_obligation *next;
    bool is_named[DEADLINE_MOST] = {true};
    struct verdicts_wanted wanted = {is_named, false, INT32_MIN, INT32_MAX};
    struct verdicts verdicts;
    struct person person;
    struct house house;

    (void)state;
    house_of_deadlines(&house, rows, NULL);
    person_make(&person, house.folder, AS_OF, cells);
    verdicts = verdicts_begin(person.facts, &wanted, &person.notes);
    next = verdicts_next(&verdicts);
    assert_non_null(next);
    assert_true(span_is(next->obligation.rule->rule->id, "category"));
    assert_null(verdicts_next(&verdicts));
    wanted.from = day_of(AS_OF); /* it is due before */
    verdicts = verdicts_begin(person.facts, &wanted, &person.notes);
    assert_null(verdicts_next(&verdicts));
    wanted.from = INT32_MIN;
    memset(is_named, true, sizeof is_named);
    is_named[4] = false; /* e */
    wanted.recorded = true;
    verdicts = verdicts_begin(person.facts, &wanted, &person.notes);
    next = verdicts_next(&verdicts);
    assert_non_null(next);
    assert_true(span_is(next->obligation.rule->rule->id, "category"));
    assert_null(verdicts_next(&verdicts));
    is_named[0] = wanted.recorded = false;
    verdicts = verdicts_begin(person.facts, &wanted, &person.notes);
    next = verdicts_next(&verdicts);
    assert_non_null(next);
    assert_true(span_is(next->obligation.rule->rule->id, "repeats-working"));
    person_drop(&person);
    house_drop(&house);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_rows_give_what_each_row_gives),
        cmocka_unit_test(each_row_alone_is_doubted_alike),
        cmocka_unit_test(some_rows_are_left_out),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
