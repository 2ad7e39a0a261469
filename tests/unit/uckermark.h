/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * For tests of the shipped concept uckermark: what a person owes of one deadline on a
 * day, as a line of text. Its calendar is Brandenburg's: in 2026 25 December is a
 * Friday; in 2027 1 January is one, Good Friday is 26 March, Easter Monday the 29th.
 */
#ifndef VIERPHASEN_TEST_UCKERMARK_H
#define VIERPHASEN_TEST_UCKERMARK_H

#include "person.h"

#define UCKERMARK "./lib/data/concepts/uckermark"

/* The person's open obligation of one deadline. */
static inline bool person_owes(struct person *person, const char *deadline,
                               struct obligation *obligation)
{
    const struct deadlines *deadlines = &person->concept->deadlines;
    struct obligation open[DEADLINE_MOST];
    unsigned count = obligations_open(person->facts, open, &person->notes);

    for (unsigned i = 0; i < count; i++) {
        if (span_is(deadlines->names[open[i].rule->deadline], deadline)) {
            *obligation = open[i];
            return true;
        }
    }
    return false;
}

/* `RULE DUE_ON WORK_ON STATUS`, or `-`. */
static inline const char *owed_text(struct person *person, const char *deadline)
{
    static const char *const names[] = {[OBLIGATION_UPCOMING] = "upcoming",
                                        [OBLIGATION_DUE] = "due",
                                        [OBLIGATION_OVERDUE] = "overdue"};
    static char text[256];
    struct obligation owed;

    if (!person_owes(person, deadline, &owed))
        return "-";
    snprintf(text, sizeof text, "%.*s %s %s %s", (int)owed.rule->rule->id.len,
             owed.rule->rule->id.ptr, day_text(owed.due_on), day_text(owed.work_on),
             names[obligation_status(&owed, person->facts->day.as_of)]);
    return text;
}

struct expected {
    const char *as_of, *cells, *owed;
};

static inline void check_all(const char *deadline, const struct expected *cases,
                             size_t count)
{
    unsigned failures = 0;

    for (size_t i = 0; i < count; i++) {
        struct person person;
        const char *got;
        person_make(&person, UCKERMARK, cases[i].as_of, cases[i].cells);
        got = owed_text(&person, deadline);
        if (strcmp(got, cases[i].owed) != 0) {
            print_message("%s %s: %s\n  got      %s\n  expected %s\n", deadline,
                          cases[i].as_of, cases[i].cells, got, cases[i].owed);
            failures++;
        }
        person_drop(&person);
    }
    assert_int_equal(failures, 0);
}

/* Those whose cells begin with `cells` and end with one of the given ones owe nothing.
 */
static inline void check_free(const char *deadline, const char *cells,
                              const char *const others[], size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct person person;
        char text[512];
        snprintf(text, sizeof text, "%s %s", cells, others[i]);
        person_make(&person, UCKERMARK, AS_OF, text);
        if (strcmp(owed_text(&person, deadline), "-") != 0)
            fail_msg("%s: %s: %s", deadline, text, owed_text(&person, deadline));
        person_drop(&person);
    }
}

#define ADULT "birth_date=1990-01-01 "
#define YOUNG "birth_date=2005-01-01 "

#endif
