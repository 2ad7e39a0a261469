/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whether working days can be in doubt is asked once a person: what was learnt of the
 * persons before must not answer for one whose dates lead elsewhere. The law of the
 * years 2015 to 2035 was checked.
 */
#include "person.h"

#include "person/certainty.h"

static const char rows[] =
    "a/offset applied_on +10b | done esb_on\n"
    "b/bound last_contact_on +1mo | done first_talk_on | repeat +1mo | "
    "not_before birth_date +25age +10b\n"
    "c/not-judged approved_on +10b | done esb_on | audit no\n"
    "c/besides agreement_from +10b | done esb_on | repeat +5b\n"
    "d/far agreement_until +25y +1b | done esb_on";

/* A person, and whether the answer is that there is no doubt. */
struct question {
    const char *cells;
    bool is_certain;
};

/* One after the other, of what has been learnt so far. */
static const struct question questions[] = {
    {"applied_on=2026-03-02", true},
    {"applied_on=2035-12-20", false},
    {"applied_on=2020-03-02", true},
    {"applied_on=2024-02-29", true},
    {"applied_on=2014-12-31", false},
    {"applied_on=2015-01-01", true},
    {"applied_on=2035-12-10", true},
    {"applied_on=2035-12-31", false},
    {"agreement_until=2005-03-02", true},
    {"agreement_until=2199-12-31", false}, /* they lead behind the last day there is */
    /* The 25th birthday is before all that is checked: it binds nothing. */
    {"last_contact_on=2026-03-02 birth_date=1985-05-05", true},
    {"last_contact_on=2026-03-02 birth_date=1950-05-05", true},
    /* Its working days reach into what is checked, but begin before. */
    {"last_contact_on=2026-03-02 birth_date=1989-12-30", false},
    {"last_contact_on=2026-03-02 birth_date=1990-01-01", true},
    {"last_contact_on=2026-03-02 birth_date=2005-05-05", true},
    {"last_contact_on=2026-03-02 birth_date=1989-12-30", false},
    {"last_contact_on=2026-03-02 birth_date=1984-05-05", true},
    {"last_contact_on=2026-03-02 birth_date=2014-05-05", false},
    /* A first due day, or a repeated one, that a doubtful birthday might bind. */
    {"last_contact_on=2014-11-30 birth_date=1985-05-05", false},
    {"last_contact_on=2026-03-02 first_talk_on=2014-11-30", false},
    {"last_contact_on=2014-12-01 first_talk_on=2015-02-01", true},
    /* What isn't judged, or is looked at anyway, asks nothing. */
    {"approved_on=1999-03-02 agreement_from=1999-03-02", true},
    {"", true}};

static void what_was_learnt_answers_for_no_other_date(void **state)
{
    struct certainty *certainty;
    struct concept *concept;
    struct house house;

    (void)state;
    house_of_deadlines(&house, rows, NULL);
    concept = house_open(&house, AS_OF);
    certainty = certainty_new(concept);
    /* Twice: the second time much is known already. */
    for (unsigned i = 0; i < 2 * COUNT_OF(questions); i++) {
        const struct question *it = &questions[i % COUNT_OF(questions)];
        struct person person;
        person_make(&person, house.folder, AS_OF, it->cells);
        if (certainty_has(certainty, person.facts) != it->is_certain)
            fail_msg("%s: expected %d", it->cells, it->is_certain);
        person_drop(&person);
    }
    certainty_free(certainty);
    concept_close(concept);
    house_drop(&house);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_learnt_answers_for_no_other_date),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
