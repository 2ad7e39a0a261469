/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * For tests of the shipped concept uckermark: what a person owes of one deadline on a
 * day, as a line of text. Its calendar is Brandenburg's: in 2026 25 December is a
 * Friday; in 2027 1 January is one, Good Friday is 26 March, Easter Monday the 29th.
 */
#ifndef VIERPHASEN_TEST_UCKERMARK_H
#define VIERPHASEN_TEST_UCKERMARK_H

#include "rules.h"

#include "person/obligation.h"

#define UCKERMARK "./lib/data/concepts/uckermark"

/* A person whose due list is asked for. */
struct person {
    struct concept *concept;
    struct input input;
    struct reader *reader;
    struct record record;
    struct facts *facts;
    struct deadline_notes notes;
};

/* A stream of one record from `COLUMN=VALUE COLUMN=VALUE`. */
static inline const char *stream_of(const char *cells)
{
    static char text[2 * 1024 + 2];
    char header[1024] = "client_id", record[1024] = "1";
    struct span rest = span_from(cells);

    while (rest.ptr != NULL && rest.len > 0) {
        struct span value = span_cut(&rest, ' '), name = span_cut(&value, '=');
        size_t at = strlen(header);
        snprintf(header + at, sizeof header - at, "\t%.*s", (int)name.len, name.ptr);
        at = strlen(record);
        snprintf(record + at, sizeof record - at, "\t%.*s", (int)value.len,
                 value.ptr != NULL ? value.ptr : "");
    }
    snprintf(text, sizeof text, "%s\n%s\n", header, record);
    return text;
}

static inline void person_make(struct person *person, const char *as_of,
                               const char *cells)
{
    const struct reader_options options = READER_DEFAULTS;
    const char *path = person->input.path;
    struct diag diag = {0};

    memset(person, 0, sizeof *person);
    person->concept = concept_open(UCKERMARK, day_of(as_of), &diag);
    if (person->concept == NULL)
        fail_msg("%s", fault_text(&diag, NULL));
    input_make(&person->input, span_from(stream_of(cells)));
    person->reader = reader_open(&path, 1, &options, &diag);
    assert_non_null(person->reader);
    person->facts = facts_new(person->concept, &diag);
    assert_non_null(person->facts);
    facts_want_deadlines(person->facts);
    assert_true(facts_bind(person->facts, reader_header(person->reader), &diag));
    assert_int_equal(reader_next(person->reader, &person->record, &diag),
                     READER_RECORD);
    if (!facts_read(person->facts, &person->record, &diag))
        fail_msg("\"%s\": %s", cells, diag.text);
}

static inline void person_drop(struct person *person)
{
    facts_free(person->facts);
    reader_close(person->reader);
    input_drop(&person->input);
    concept_close(person->concept);
}

/* The person's open obligation of one deadline. */
static inline bool person_owes(struct person *person, const char *deadline,
                               struct obligation *obligation)
{
    const struct deadlines *deadlines = &person->concept->deadlines;
    struct obligation open[DEADLINE_MOST];
    unsigned count =
        obligations_open(deadlines, person->facts->values, open, &person->notes);

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
             names[obligation_status(&owed, person->concept->as_of)]);
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
        person_make(&person, cases[i].as_of, cases[i].cells);
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
        person_make(&person, AS_OF, text);
        if (strcmp(owed_text(&person, deadline), "-") != 0)
            fail_msg("%s: %s: %s", deadline, text, owed_text(&person, deadline));
        person_drop(&person);
    }
}

#define ADULT "birth_date=1990-01-01 "
#define YOUNG "birth_date=2005-01-01 "

#endif
