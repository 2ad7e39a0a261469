/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Dossiers: the days of an agreement by the law of the day, which agreement is an
 * earlier one, the steps of a plan, and the tables beside them. Holidays are those of
 * Brandenburg; 21 November 2026 is a Saturday.
 */
#include "person.h"

#include "agreement/dossier.h"
#include "agreement/offices.h"
#include "rules/german.h"

#define UCKERMARK "./lib/data/concepts/uckermark"

/* A person with a dossier; the cells of the header and of the record between blanks are
   those of a stream with tabs. */
struct paper {
    struct arena arena;
    struct concept *concept;
    struct input input;
    struct reader *reader;
    struct record record;
    struct facts *facts;
    struct german german;
    struct offices offices;
    struct dossier_frame frame;
    struct dossier dossier;
};

static void paper_make(struct paper *paper, const char *as_of, const char *stream)
{
    static struct faults faults;
    const struct reader_options options = READER_DEFAULTS;
    const char *path = paper->input.path;
    struct diag diag = {0};

    memset(paper, 0, sizeof *paper);
    faults.count = 0;
    paper->concept = concept_open(UCKERMARK, day_of(as_of), &faults);
    assert_non_null(paper->concept);
    input_make(&paper->input, span_from(stream));
    paper->reader = reader_open(&path, 1, &options, &diag);
    assert_non_null(paper->reader);
    paper->frame = (struct dossier_frame){.concept = paper->concept,
                                          .header = reader_header(paper->reader),
                                          .german = &paper->german,
                                          .offices = &paper->offices,
                                          .strategies_status = -1};
    assert_true(german_begin(&paper->german, paper->concept, &faults));
    assert_true(
        law_load(&paper->frame.laws[0], "sgb2", day_of(as_of), &paper->arena, &faults));
    assert_true(
        law_load(&paper->frame.laws[1], "sgb3", day_of(as_of), &paper->arena, &faults));
    paper->facts = facts_new(paper->concept, day_of(as_of));
    dossier_want(paper->facts, NULL, 0);
    assert_true(facts_bind(paper->facts, paper->frame.header, &diag));
    assert_int_equal(reader_next(paper->reader, &paper->record, &diag), READER_RECORD);
    if (!facts_read(paper->facts, &paper->record, &diag))
        fail_msg("%s", diag.text);
    dossier_make(&paper->dossier, &paper->frame, paper->facts, &paper->record);
}

static void paper_drop(struct paper *paper)
{
    dossier_free(&paper->dossier);
    german_end(&paper->german);
    offices_free(&paper->offices);
    facts_free(paper->facts);
    reader_close(paper->reader);
    input_drop(&paper->input);
    concept_close(paper->concept);
    arena_free(&paper->arena);
}

/* The text of a name. */
static const char *value_text(struct paper *paper, int name)
{
    static char text[512];
    struct template_values values = dossier_values(&paper->dossier);
    struct span got = values.text(values.data, name);

    snprintf(text, sizeof text, "%.*s", (int)got.len, got.len > 0 ? got.ptr : "");
    return text;
}

static unsigned value_count(struct paper *paper, int name)
{
    struct template_values values = dossier_values(&paper->dossier);

    return values.count(values.data, name);
}

struct days_case {
    const char *as_of, *cells; /* birth_date agreement_from agreement_until circle */
    const char *valid_from, *valid_until, *review_on, *next_talk_on;
};

static void days_follow_the_agreement_and_the_law(void **state)
{
    static const struct days_case cases[] = {
        /* 21.05.2027 is a Friday */
        {"2026-11-21", "1990-01-01\t\t\t", "2026-11-21", "none", "2027-05-21",
         "2027-05-21"},
        /* 31 August and six months: § 188 (3) BGB; 28.02.2027 is a Sunday */
        {"2026-08-31", "1990-01-01\t\t\t", "2026-08-31", "none", "2027-02-28",
         "2027-02-26"},
        /* what runs is replaced, and talked of when it ends at the latest */
        {"2026-11-21", "1990-01-01\t2026-06-01\t2026-11-30\t", "2026-11-21", "none",
         "2027-05-21", "2026-11-30"},
        /* what begins today or later is the one that is written; 31.01.2027: Sunday */
        {"2026-11-21", "1990-01-01\t2026-11-21\t2027-01-31\t", "2026-11-21",
         "2027-01-31", "2027-05-21", "2027-01-29"},
        {"2026-11-21", "1990-01-01\t2026-12-01\t2027-11-30\t", "2026-12-01",
         "2027-11-30", "2027-06-01", "2027-06-01"},
        /* no working day is left before the end */
        {"2026-11-21", "1990-01-01\t2026-11-21\t2026-11-22\t", "2026-11-21",
         "2026-11-22", "2027-05-21", "none"},
        /* SGB III § 37 (3): three months under 25, six from the birthday on */
        {"2026-11-21", "2001-11-22\t\t\tsgb3", "2026-11-21", "none", "2027-02-21",
         "2027-02-19"},
        {"2026-11-21", "2001-11-21\t\t\tsgb3", "2026-11-21", "none", "2027-05-21",
         "2027-05-21"},
        {"2026-11-21", "2001-11-22\t\t\tsgb2", "2026-11-21", "none", "2027-05-21",
         "2027-05-21"}};

    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct paper paper;
        char stream[512];
        snprintf(stream, sizeof stream,
                 "client_id\tbirth_date\tagreement_from\tagreement_until\t"
                 "legal_circle\tstrategies\n1\t%s\t\n",
                 cases[i].cells);
        paper_make(&paper, cases[i].as_of, stream);
        assert_string_equal(day_text(paper.dossier.valid_from), cases[i].valid_from);
        assert_string_equal(day_text(paper.dossier.valid_until), cases[i].valid_until);
        assert_string_equal(day_text(paper.dossier.review_on), cases[i].review_on);
        assert_string_equal(day_text(paper.dossier.next_talk_on),
                            cases[i].next_talk_on);
        paper_drop(&paper);
    }
}

struct earlier_case {
    const char *as_of, *cells; /* agreement_from agreement_until */
    const char *kind, *until;
};

static void an_agreement_runs_up_to_its_last_day(void **state)
{
    static const struct earlier_case cases[] = {
        {"2026-11-21", "\t", "none", "none"},
        {"2026-11-21", "2026-11-21\t2027-05-20", "none", "2027-05-20"},
        {"2026-11-21", "2026-11-20\t2026-11-21", "running", "2026-11-21"},
        {"2026-11-21", "2026-05-20\t2026-11-20", "previous", "2026-11-20"},
        {"2026-11-21", "2023-07-01\t", "running", "none"},
        {"2026-11-21", "\t2026-11-21", "running", "2026-11-21"},
        {"2026-11-21", "\t2026-11-20", "previous", "2026-11-20"},
        /* SGB II § 65 (4): of before 1 July 2023, at the latest to 31 December 2023 */
        {"2023-12-31", "2023-06-30\t", "running", "2023-12-31"},
        {"2023-12-31", "2023-06-30\t2023-09-30", "previous", "2023-09-30"},
        {"2024-01-01", "2023-06-30\t2024-03-31", "previous", "2023-12-31"},
        /* on a day of the old law nothing of it is known */
        {"2023-06-30", "2023-01-01\t2024-03-31", "running", "2024-03-31"}};

    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct paper paper;
        char stream[256];
        snprintf(stream, sizeof stream,
                 "client_id\tagreement_from\tagreement_until\tstrategies\n1\t%s\t\n",
                 cases[i].cells);
        paper_make(&paper, cases[i].as_of, stream);
        assert_string_equal(paper.dossier.is_running    ? "running"
                            : paper.dossier.is_previous ? "previous"
                                                        : "none",
                            cases[i].kind);
        assert_string_equal(day_text(paper.dossier.earlier_until), cases[i].until);
        paper_drop(&paper);
    }
}

static void steps_stand_once_with_all_their_needs(void **state)
{
    struct paper paper;
    const struct plan_steps *plan = &paper.dossier.plan;

    (void)state;
    paper_make(&paper, "2026-11-21",
               "client_id\tagreement_from\tstrategies\n1\t2026-12-01\t"
               "leistungsfaehigkeit-feststellen@intellektuelle-leistungsfaehigkeit "
               "mitwirkung-ueberpruefen deutschkenntnisse-verbessern@sprachkenntnisse "
               "leistungsfaehigkeit-feststellen@gesundheitliche-einschraenkungen\n");
    assert_int_equal(plan->count, 3);
    assert_true(span_is(
        span_of(plan->needs.bytes + plan->list[0].needs_at, plan->list[0].needs_len),
        "Lernen und Konzentration, Gesundheit bei der Arbeit"));
    assert_int_equal(plan->list[1].needs_len, 0);
    assert_true(span_is(plan_step_label(paper.facts, &plan->list[0]),
                        "Klären, was ich leisten kann"));
    /* four weeks from the day on which the agreement begins */
    assert_string_equal(day_text(plan->list[2].office_on), "2026-12-29");
    assert_string_equal(day_text(plan->list[2].client_on), "none");
    assert_string_equal(value_text(&paper, NAME_CLIENT_STEPS), "1, 2, 3");
    assert_string_equal(value_text(&paper, NAME_OFFICE_STEPS), "1, 2, 3");
    assert_string_equal(value_text(&paper, NAME_THIRD_STEPS), "1, 3");
    assert_string_equal(value_text(&paper, NAME_LANGUAGE_COURSE),
                        "Besser Deutsch lernen");
    assert_string_equal(value_text(&paper, NAME_REHABILITATION),
                        "Klären, was ich leisten kann");
    assert_int_equal(value_count(&paper, NAME_APPLICATIONS), 0);
    paper_drop(&paper);
}

/* The sentences of the tables are the Jobcenter's; another authority takes its place.
 */
static void authority_is_that_of_the_law(void **state)
{
    static const char stream[] = "client_id\tlegal_circle\tstrategies\n"
                                 "1\t%s\tmobilitaet-erhoehen@mobilitaet\n";
    struct paper paper;
    char text[256];

    (void)state;
    snprintf(text, sizeof text, stream, "sgb3");
    paper_make(&paper, "2026-11-21", text);
    assert_string_equal(value_text(&paper, NAME_AUTHORITY), "Agentur für Arbeit");
    assert_memory_equal(value_text(&paper, NAME_STEP_OFFICE),
                        "Die Agentur für Arbeit prüft ", 30);
    paper_drop(&paper);
    snprintf(text, sizeof text, stream, "sgb2");
    paper_make(&paper, "2026-11-21", text);
    assert_string_equal(value_text(&paper, NAME_AUTHORITY), "Jobcenter");
    assert_memory_equal(value_text(&paper, NAME_STEP_OFFICE), "Das Jobcenter prüft ",
                        20);
    paper_drop(&paper);
}

static void needs_are_known_once_some_are_named(void **state)
{
    struct paper paper;

    (void)state;
    paper_make(&paper, "2026-11-21", "client_id\tneeds\tstrategies\n1\t\t\n");
    assert_int_equal(value_count(&paper, NAME_NEEDS_KNOWN), 0);
    paper_drop(&paper);
    paper_make(&paper, "2026-11-21",
               "client_id\tneeds\tstrategies\n1\tmobilitaet:erledigt\t\n");
    assert_int_equal(value_count(&paper, NAME_NEEDS_KNOWN), 1);
    assert_int_equal(value_count(&paper, NAME_HAS_NEEDS), 0);
    assert_int_equal(value_count(&paper, NAME_HAS_DONE_NEEDS), 1);
    paper_drop(&paper);
}

static void offices_are_found_by_their_column(void **state)
{
    struct paper paper;
    struct input table;
    struct faults faults = {0};

    (void)state;
    input_make(&table,
               span_from("office\tname\taddress\nA\tAmt A\tMarkt 1 | 12345 Ort\n"));
    paper_make(&paper, "2026-11-21", "client_id\toffice\tstrategies\n1\tA\t\n");
    assert_string_equal(value_text(&paper, NAME_OFFICE_NAME), "");
    assert_true(offices_load(&paper.offices, table.path, &paper.arena, &faults));
    assert_string_equal(value_text(&paper, NAME_OFFICE), "A");
    assert_string_equal(value_text(&paper, NAME_OFFICE_NAME), "Amt A");
    assert_string_equal(value_text(&paper, NAME_OFFICE_ADDRESS), "Markt 1\n12345 Ort");
    assert_string_equal(value_text(&paper, NAME_OFFICE_PHONE), "");
    assert_int_equal(offices_part(&paper.offices, span_from("B"), OFFICE_NAME).len, 0);
    paper_drop(&paper);
    input_drop(&table);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_follow_the_agreement_and_the_law),
        cmocka_unit_test(an_agreement_runs_up_to_its_last_day),
        cmocka_unit_test(steps_stand_once_with_all_their_needs),
        cmocka_unit_test(authority_is_that_of_the_law),
        cmocka_unit_test(needs_are_known_once_some_are_named),
        cmocka_unit_test(offices_are_found_by_their_column),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
