/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * For tests of deadlines: one person under a concept on a day, and tables of deadlines
 * in a short notation, `DEADLINE/RULE ANCHOR OFFSET | COLUMN CELL | COLUMN CELL`, a row
 * a line.
 */
#ifndef VIERPHASEN_TEST_PERSON_H
#define VIERPHASEN_TEST_PERSON_H

#include "holding.h"
#include "rules.h"

#include "person/obligation.h"

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

static inline void person_make(struct person *person, const char *folder,
                               const char *as_of, const char *cells)
{
    static struct faults faults;
    const struct reader_options options = READER_DEFAULTS;
    const char *path = person->input.path;
    struct diag diag = {0};

    memset(person, 0, sizeof *person);
    person->concept = concept_open(folder, day_of(as_of), &faults);
    if (person->concept == NULL)
        fail_msg("%s", fault_text(&faults.list[0], folder));
    input_make(&person->input, span_from(stream_of(cells)));
    person->reader = reader_open(&path, 1, &options, &diag);
    assert_non_null(person->reader);
    person->facts = facts_new(person->concept, day_of(as_of));
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

#define DEADLINE_COLUMNS                                                              \
    "deadline rule anchor offset when not_before until roll done done_since "         \
    "closed_by "                                                                      \
    "every repeat kind actor unrecorded before_case audit valid_from valid_to label " \
    "source"

enum { DEADLINE_COLUMN_COUNT = 22 };

/* One row of the short notation, behind what is there; its source is `s`. */
static inline size_t put_deadline(char *text, size_t size, size_t used, struct span row)
{
    struct span cells[DEADLINE_COLUMN_COUNT] = {{0}}, part = span_cut(&row, '|');

    cells[DEADLINE_COLUMN_COUNT - 1] = span_from("s");
    part = span_trim(part);
    cells[0] = span_cut(&part, '/');
    cells[1] = span_cut(&part, ' ');
    cells[2] = span_cut(&part, ' ');
    cells[3] = part.ptr != NULL ? part : span_of("", 0);
    while (row.ptr != NULL) {
        struct span cell = span_trim(span_cut(&row, '|')), name = span_cut(&cell, ' ');
        struct span rest = span_from(DEADLINE_COLUMNS);
        unsigned at = 0;
        while (rest.ptr != NULL && !span_equal(span_cut(&rest, ' '), name))
            at++;
        if (at >= DEADLINE_COLUMN_COUNT)
            fail_msg("no column \"%.*s\"", (int)name.len, name.ptr);
        cells[at] = cell.ptr != NULL ? cell : span_of("", 0);
    }
    for (unsigned i = 0; i < DEADLINE_COLUMN_COUNT; i++)
        used += (size_t)snprintf(text + used, size - used, "%.*s%c", (int)cells[i].len,
                                 cells[i].len > 0 ? cells[i].ptr : "",
                                 i + 1 < DEADLINE_COLUMN_COUNT ? '\t' : '\n');
    return used;
}

/*
 * A folder whose calendar is Brandenburg's, with these deadlines; `begins` are the date
 * columns of case_begins, or NULL.
 */
static inline void house_of_deadlines(struct house *house, const char *rows,
                                      const char *begins)
{
    static char text[16384];
    struct span rest = span_from(rows), names = span_from(DEADLINE_COLUMNS);
    size_t used = 0;

    house_make(house);
    snprintf(text, sizeof text, "key\tvalue\ncalendar\tBB\n%s%s\n",
             begins != NULL ? "case_begins\t" : "", begins != NULL ? begins : "");
    house_put(house, "concept.tsv", text);
    while (names.ptr != NULL) {
        struct span name = span_cut(&names, ' ');
        used +=
            (size_t)snprintf(text + used, sizeof text - used, "%.*s%c", (int)name.len,
                             name.ptr, names.ptr != NULL ? '\t' : '\n');
    }
    while (rest.ptr != NULL)
        used = put_deadline(text, sizeof text, used, span_cut(&rest, '\n'));
    house_put(house, "deadlines.tsv", text);
}

/* Rows, what a person's record holds, and what the question about it answers. */
struct answer {
    const char *rows, *cells, *result;
};

typedef const char *(*question)(struct person *person);

/* Asks about each person on AS_OF. */
static inline void check_answers(const struct answer *cases, size_t count,
                                 const char *begins, question ask)
{
    unsigned failures = 0;

    for (size_t i = 0; i < count; i++) {
        struct house house;
        struct person person;
        const char *got;
        house_of_deadlines(&house, cases[i].rows, begins);
        person_make(&person, house.folder, AS_OF, cases[i].cells);
        got = ask(&person);
        if (strcmp(got, cases[i].result) != 0) {
            print_message("%s: %s\n  got      %s\n  expected %s\n", cases[i].rows,
                          cases[i].cells, got, cases[i].result);
            failures++;
        }
        person_drop(&person);
        house_drop(&house);
    }
    assert_int_equal(failures, 0);
}

#endif
