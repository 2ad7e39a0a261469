/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Tests and steps in German words, and the words for columns and codes: those of the
 * house go first, and each column that the programs know has one.
 */
#include "rules.h"

#include "proof/test_words.h"

#define HOUSE "./tests/more/dmn-house"
#define UCKERMARK "./lib/data/concepts/uckermark"

struct reader {
    struct concept *concept;
    struct german german;
    struct test_words words;
};

static void reader_make(struct reader *reader, const char *folder)
{
    struct faults faults = {0};

    *reader = (struct reader){0};
    reader->concept = concept_open(folder, day_of(AS_OF), &faults);
    if (reader->concept == NULL ||
        !german_begin(&reader->german, reader->concept, &faults))
        fail_msg("%s", fault_text(&faults.list[0], NULL));
    reader->words = (struct test_words){reader->concept, &reader->german};
}

static void reader_free(struct reader *reader)
{
    german_end(&reader->german);
    concept_close(reader->concept);
}

static void check(struct buffer *got, const char *what, const char *expected)
{
    if (!span_is(buffer_text(got), expected))
        fail_msg("%s: expected \"%s\", got \"%.*s\"", what, expected, (int)got->len,
                 got->len > 0 ? got->bytes : "");
    buffer_free(got);
}

static void tests_are_told_in_words(void **state)
{
    static const struct {
        const char *column, *tests, *words;
    } cases[] = {
        {"age", "< 25", "Alter: unter 25"},
        {"age", "<= 25", "Alter: höchstens 25"},
        {"age", "> 25", "Alter: über 25"},
        {"age", ">= 25", "Alter: mindestens 25"},
        {"age", "25,null", "Alter: 25 oder unbekannt"},
        {"age", "[6..12)", "Alter: mindestens 6 und unter 12"},
        {"age", "not(5,7)", "Alter: bekannt und nicht 5 und nicht 7"},
        {"age", "not(5,null),null", "Alter: bekannt und nicht 5 oder unbekannt"},
        {"grade", "> age", "Klassenstufe: über „Alter“"},
        {"grade", "<= $most", "Klassenstufe: höchstens 7"},
        {"pupil", "no,null", "Schülerin oder Schüler: nein oder unbekannt"},
        {"legal_circle", "sgb3", "Rechtskreis: sgb3 (SGB III)"},
        {"ort", "\"Halle; Saale\",x", "Ort: Halle; Saale oder x"},
        {"needs", "has(a-1),lacks(b-1)",
         "Offene Bedarfe: darunter a-1 (A) oder nicht darunter b-1 (C)"},
        {"focus", "zweites", "Schwerpunkt: zweites (Zweites)"},
        {"needs_zweites", "0", "Zahl offener Bedarfe im Bereich Zweites: 0"},
        {"numbers_status", "none", "Status von numbers: none (keine)"},
        {"degree_on", "2026-11-21", "Abschluss am: 21.11.2026"},
        {"degree_on", "< as_of", "Abschluss am: vor Stichtag"},
        {"degree_on", ">= as_of-6mo", "Abschluss am: ab Stichtag minus 6 Monate"},
        {"degree_on", "> training_ends_on+1y+1d",
         "Abschluss am: nach „Ende der Ausbildung“ plus 1 Jahr, plus 1 Tag"},
        {"degree_on", "<= as_of-2y>09-30",
         "Abschluss am: bis Stichtag minus 2 Jahre, dann der nächste 30.9."},
        {"degree_on", "not(null)", "Abschluss am: bekannt"},
    };
    struct reader reader;

    (void)state;
    reader_make(&reader, HOUSE);
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct buffer words = {0};
        int column = columns_find(&reader.concept->columns, span_from(cases[i].column));
        assert_true(column >= 0);
        test_words_condition(&reader.words, column, span_from(cases[i].tests), &words);
        check(&words, cases[i].tests, cases[i].words);
    }
    reader_free(&reader);
}

static void terms_are_told_in_words(void **state)
{
    static const struct {
        const char *terms, *words;
    } cases[] = {
        {"applied_on", "Antrag vollständig am"},
        {"+6mo", "plus 6 Monate"},
        {"+10b -1d", "plus 10 Arbeitstage, minus 1 Tag"},
        {"+$while", "plus 2 Monate"},
        {"birth_date +15age +10b, school_ends_on -1mo",
         "Geburtsdatum, 15. Geburtstag, plus 10 Arbeitstage; Ende der Schule, minus 1 "
         "Monat"},
        {"seen_on,first_talk_on", "Gesehen am; Erstgespräch am"},
        {"open", ""},
        {"", ""},
        {"+nowhere", ""},
    };
    struct reader reader;

    (void)state;
    reader_make(&reader, HOUSE);
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct buffer words = {0};
        test_words_terms(&reader.words, span_from(cases[i].terms), &words);
        check(&words, cases[i].terms, cases[i].words);
    }
    reader_free(&reader);
}

/* Whatever the concept, no reader meets a bare name of the programs. */
static void each_column_of_the_programs_has_a_word(void **state)
{
    struct reader reader;

    (void)state;
    reader_make(&reader, HOUSE);
    for (int i = 0; i < COL_FIXED_COUNT; i++) {
        struct span name = reader.concept->columns.column[i].name;
        if (span_equal(german_column(&reader.german, i), name))
            fail_msg("%.*s has no word", (int)name.len, name.ptr);
    }
    reader_free(&reader);
}

static void words_of_the_house_go_first(void **state)
{
    struct reader reader;
    int column;

    (void)state;
    reader_make(&reader, UCKERMARK);
    column = columns_find(&reader.concept->columns, span_from("age_group"));
    assert_true(span_is(german_column(&reader.german, column), "Altersgruppe"));
    assert_true(
        span_is(german_code(&reader.german, column, span_from("u25")), "Unter 25"));
    /* Rows of one code under different labels: none of these is the code's, but that of
     * the terms, or of the programs. */
    column = columns_find(&reader.concept->columns, span_from("team"));
    assert_true(span_is(german_code(&reader.german, column, span_from("berufsberater")),
                        "Berufsberatung im Jobcenter"));
    column = columns_find(&reader.concept->columns, span_from("phase"));
    assert_true(
        span_is(german_code(&reader.german, column, span_from("none")), "keine"));
    assert_true(span_is(german_term(&reader.german, span_from("leistung")),
                        "Leistungssachbearbeitung"));
    assert_int_equal(german_term(&reader.german, span_from("nowhere")).len, 0);
    reader_free(&reader);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(tests_are_told_in_words),
        cmocka_unit_test(terms_are_told_in_words),
        cmocka_unit_test(each_column_of_the_programs_has_a_word),
        cmocka_unit_test(words_of_the_house_go_first),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
