/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Concepts: what uckermark holds, that every table but concept.tsv is optional, and the
 * words about each malformed table, with file and line.
 */
#include "rules.h"

#define UCKERMARK "./lib/data/concepts/uckermark"

static void uckermark_is_complete(void **state)
{
    static const char *const areas[] = {"rahmenbedingungen", "leistungsfaehigkeit",
                                        "soziale-kompetenzen", "motivation",
                                        "berufliche-kompetenz"};
    static const char *const categories[] = {"S", "X", "Y", "Z", "A",
                                             "B", "C", "D", "E"};
    struct diag diag = {0};
    struct concept *concept = concept_open(UCKERMARK, day_of(AS_OF), &diag);

    (void)state;
    if (concept == NULL)
        fail_msg("%s", fault_text(&diag, NULL));
    assert_int_equal(concept->near_months, 12);
    assert_int_equal(concept->new_case_months, 6);
    assert_int_equal(concept->staffing_u25, 75);   /* R014 */
    assert_int_equal(concept->staffing_ue25, 150); /* R013 */
    assert_true(concept->has_ranks && concept->has_needs);
    assert_int_equal(concept->as_of, day_of(AS_OF));
    assert_int_equal(concept->area_count, COUNT_OF(areas));
    for (size_t i = 0; i < COUNT_OF(areas); i++)
        assert_true(span_is(concept->areas[concept->area_order[i]].code, areas[i]));
    assert_int_equal(concept->need_count, 14);
    assert_int_equal(concept->categories.outputs.count, COUNT_OF(categories));
    for (size_t i = 0; i < COUNT_OF(categories); i++)
        assert_true(span_is(concept->categories.outputs.names[i], categories[i]));
    assert_int_equal(concept->teams.outputs.count, 4);
    assert_int_equal(concept->u25_groups.outputs.count, 5);
    assert_int_equal(concept->strategies.outputs.count, 30); /* R118 */
    assert_int_equal(concept->deadlines.name_count, 29);
    assert_int_equal(concept->deadlines.count, 50);
    assert_int_equal(concept->wanted.count, 13);
    assert_false(concept->profiles.exists);
    /* Reformationstag is a holiday in Brandenburg */
    assert_false(calendar_is_working(concept->calendar, day_of("2028-10-31")));
    assert_int_equal(concept_find_need(concept, span_from("garten")), -1);
    assert_int_equal(concept_find_need(concept, span_from("schulische-qualifikation")),
                     0);
    concept_close(concept);
}

/* The text rows of a concept's rule tables all name their source. */
static void every_shipped_rule_names_its_source(void **state)
{
    struct diag diag = {0};
    struct concept *concept = concept_open(UCKERMARK, day_of(AS_OF), &diag);
    const struct decision *tables[5];

    (void)state;
    assert_non_null(concept);
    tables[0] = &concept->categories;
    tables[1] = &concept->teams;
    tables[2] = &concept->u25_groups;
    tables[3] = &concept->strategies;
    tables[4] = &concept->deadlines.table;
    for (size_t i = 0; i < COUNT_OF(tables); i++)
        for (unsigned k = 0; k < tables[i]->count; k++) {
            struct span source = tables[i]->rules[k].source;
            assert_true(source.len > 0);
            if (span_starts(source, "assumed"))
                assert_true(span_starts(source, "assumed: "));
        }
    concept_close(concept);
}

static void a_concept_may_be_no_more_than_its_keys(void **state)
{
    struct house house;
    struct concept *concept;

    (void)state;
    house_make(&house);
    house_put(&house, "concept.tsv", "key\tvalue\n");
    concept = house_open(&house, AS_OF);
    assert_int_equal(concept->near_months, 12);
    assert_int_equal(concept->new_case_months, -1);
    assert_false(concept->has_ranks || concept->has_needs ||
                 concept->categories.exists);
    assert_int_equal(concept->valid_from, DATE_MIN);
    assert_int_equal(concept->valid_to, DATE_MAX);
    /* DE: Reformationstag is a working day, Tag der Deutschen Einheit is none */
    assert_true(calendar_is_working(concept->calendar, day_of("2028-10-31")));
    assert_false(calendar_is_working(concept->calendar, day_of("2028-10-03")));
    concept_close(concept);
    house_drop(&house);
}

static void keys_and_local_closing_days_are_read(void **state)
{
    struct house house;
    struct concept *concept;

    (void)state;
    house_make(&house);
    house_put(&house, "concept.tsv",
              "key;value\ntitle;\"Haus; Nord\"\nsource;Buch\nedition;\"3; "
              "neu\"\ncalendar;BE\n"
              "near_months;9\nnew_case_months;0\nranks;ja\nvalid_from;01.01.2026\n"
              "valid_to;2026-12-31\n");
    house_put(&house, "calendar.tsv", "date\tname\n# Silvester\n2026-12-31\tzu\n");
    concept = house_open(&house, AS_OF);
    assert_true(span_is(concept->edition, "3; neu"));
    assert_int_equal(concept->near_months, 9);
    assert_int_equal(concept->new_case_months, 0);
    assert_true(concept->has_ranks);
    assert_int_equal(concept->valid_from, day_of("2026-01-01"));
    assert_int_equal(concept->valid_to, day_of("2026-12-31"));
    assert_false(calendar_is_working(concept->calendar, day_of("2026-12-31")));
    assert_true(calendar_is_working(concept->calendar, day_of("2026-12-30")));
    assert_false(calendar_is_working(concept->calendar, day_of("2027-03-08"))); /* BE */
    concept_close(concept);
    house_drop(&house);
}

#define NEW_CODE "expected a new code of letters, digits, - and _"
#define LATER(test) "this column is derived later than this table: \"" test "\""

static const struct {
    const char *file, *text, *fault;
} faults[] = {
    {"concept.tsv", "", "concept.tsv:1: no header, expected a line of column names"},
    {"concept.tsv", "name\tvalue\n", "concept.tsv:1: no column \"key\""},
    {"concept.tsv", "key\n", "concept.tsv:1: no column \"value\""},
    {"concept.tsv", "# ours\n\nkey\n", "concept.tsv:3: no column \"value\""},
    {"concept.tsv", "key\tvalue\ntitel\tx\n", "concept.tsv:2: titel: unknown key"},
    {"concept.tsv", "key\tvalue\n# c\nnear_months\tlong\n",
     "concept.tsv:3: near_months: no number"},
    {"concept.tsv", "key\tvalue\nnew_case_months\t-1\n",
     "concept.tsv:2: new_case_months: no number"},
    {"concept.tsv", "key\tvalue\nranks\tmaybe\n",
     "concept.tsv:2: ranks: expected yes or no"},
    {"concept.tsv", "key\tvalue\nvalid_from\t2026\n",
     "concept.tsv:2: valid_from: no date"},
    {"concept.tsv", "key\tvalue\nvalid_to\tsoon\n", "concept.tsv:2: valid_to: no date"},
    {"concept.tsv", "key\tvalue\nextends\tuckermark\n",
     "concept.tsv:2: extends: this version loads only concepts that are complete in "
     "their "
     "own folder"},
    {"concept.tsv", "key\tvalue\ncalendar\tXX\n",
     "concept.tsv:2: unknown Land: got \"XX\", expected DE or one of BW BY BE BB HB HH "
     "HE MV "
     "NI NW RP SL SN ST SH TH"},
    {"calendar.tsv", "day\tname\n", "calendar.tsv:1: no column \"date\""},
    {"calendar.tsv", "date\tname\n2026-12-24\tx\n24.12.\ty\n",
     "calendar.tsv:3: date: expected a date YYYY-MM-DD"},
    {"areas.tsv", "label\twork_order\n", "areas.tsv:1: no column \"area\""},
    {"areas.tsv", "area\tlabel\n", "areas.tsv:1: no column \"work_order\""},
    {"areas.tsv", "area\twork_order\na b\t1\n", "areas.tsv:2: area: " NEW_CODE},
    {"areas.tsv", "area\twork_order\na\t1\na\t2\n", "areas.tsv:3: area: " NEW_CODE},
    {"areas.tsv", "area\twork_order\na\n",
     "areas.tsv:2: work_order: expected a number"},
    {"needs.tsv", "area\tlabel\n", "needs.tsv:1: no column \"need\""},
    {"needs.tsv", "need\tlabel\n", "needs.tsv:1: no column \"area\""},
    {"needs.tsv", "need\tarea\nn\tnowhere\n",
     "needs.tsv:2: area: expected an area of areas.tsv"},
    {"needs.tsv", "need\tarea\nn n\there\n",
     "needs.tsv:2: need: " NEW_CODE ", at most 63"},
    {"needs.tsv", "need\tarea\nn\there\nn\there\n",
     "needs.tsv:3: need: " NEW_CODE ", at most 63"},
    {"profiles.tsv", "rule\tcategory\t=profile\tsource\nr\tA\tP\ts\n",
     "profiles.tsv:2: category: " LATER("A")},
    {"profiles.tsv", "rule\tteam\t=profile\tsource\nr\tt\tP\ts\n",
     "profiles.tsv:2: team: " LATER("t")},
    {"categories.tsv", "rule\tu25_group\t=category\tsource\nr\tg\tP\ts\n",
     "categories.tsv:2: u25_group: " LATER("g")},
    {"categories.tsv", "rule\tcategory\t=category\tsource\nr\tnull\tP\ts\n",
     "categories.tsv:2: category: " LATER("null")},
    {"u25_groups.tsv", "rule\tteam\t=u25_group\tsource\nr\tt\tg\ts\n",
     "u25_groups.tsv:2: team: " LATER("t")},
    {"categories.tsv", "rule\tscore_nowhere\t=category\tsource\nr\t1\tP\ts\n",
     "categories.tsv:1: unknown column \"score_nowhere\""},
    {"categories.tsv", "rule\tneeds\t=category\tsource\nr\thas(nosuch)\tP\ts\n",
     "categories.tsv:2: needs: unknown code: \"has(nosuch)\""},
    {"categories.tsv", "rule\t=category\nr\tP\n",
     "categories.tsv:2: row without a source"},
    {"teams.tsv", "rule\tcategory\t=team\tsource\nr\tQ\tt\ts\n",
     "teams.tsv:2: category: unknown code: \"Q\""},
    {"strategies.tsv", "rule\tneed\t=strategy\tsource\nr\tnosuch\ts1\ts\n",
     "strategies.tsv:2: need: expected needs of needs.tsv or -"},
    {"strategies.tsv", "rule\tneed\t=strategy\tsource\nr\tn1,\ts1\ts\n",
     "strategies.tsv:2: need: expected needs of needs.tsv or -"},
    {"strategies.tsv", "rule\tneed\t=strategy\tpropose\tsource\nr\tn1\ts1\tmaybe\ts\n",
     "strategies.tsv:2: propose: expected yes, no or first"},
    {"strategies.tsv", "rule\tneed\t=strategy\tpropose\tsource\nr\tn1\ts1\tfirst\ts\n",
     "strategies.tsv:2: propose: only a cross-cutting strategy can be first"},
    {"strategies.tsv", "rule\tneed\t=strategy\tsource\nr\tn1\tnull\ts\n",
     "strategies.tsv:2: a strategy can't be null"},
    {"deadlines.tsv", "deadline\trule\tanchor\toffset\tsource\nd\tr\tbirth\t+1y\ts\n",
     "deadlines.tsv:2: anchor: \"birth\" is no date column"},
    {"deadlines.tsv", "deadline\trule\tanchor\toffset\t=x\tsource\n",
     "deadlines.tsv:1: unknown column \"=x\""},
    {"wanted.tsv", "column\tpupil\nbirth_date\tyes\nage\n",
     "wanted.tsv:3: \"age\" is no case column"},
    {"wanted.tsv", "column\nnosuch\n", "wanted.tsv:2: \"nosuch\" is no case column"},
    {"agreements.tsv", "rule\tpupil\tsource\nr\tyes\ts\n",
     "agreements.tsv:1: no column \"=document\""},
};

static void make(struct house *house, const char *file, const char *text)
{
    static const char *const whole[][2] = {
        {"concept.tsv", "key\tvalue\nedition\tTest\n"},
        {"areas.tsv", "area\twork_order\nhere\t1\n"},
        {"needs.tsv", "need\tarea\nn1\there\n"},
        {"categories.tsv", "rule\tpupil\t=category\tsource\nr\tyes\tA\ts\n"},
    };

    house_make(house);
    for (size_t i = 0; i < COUNT_OF(whole); i++)
        if (strcmp(whole[i][0], file) != 0)
            house_put(house, whole[i][0], whole[i][1]);
    house_put(house, file, text);
}

static void a_malformed_table_is_said_with_file_and_line(void **state)
{
    unsigned failures = 0;

    (void)state;
    for (size_t i = 0; i < COUNT_OF(faults); i++) {
        struct diag diag = {0};
        struct house house;
        struct concept *concept;
        const char *got = "no fault";
        make(&house, faults[i].file, faults[i].text);
        concept = concept_open(house.folder, day_of(AS_OF), &diag);
        if (concept == NULL)
            got = fault_text(&diag, house.folder);
        if (strcmp(got, faults[i].fault) != 0) {
            print_message("got      \"%s\"\nexpected \"%s\"\n", got, faults[i].fault);
            failures++;
        }
        concept_close(concept);
        house_drop(&house);
    }
    assert_int_equal(failures, 0);
}

/* `score_total` is the sum over all areas and cannot be an area's own column too. */
static void an_area_that_would_double_a_column_is_refused(void **state)
{
    struct diag diag = {0};
    struct house house;
    struct concept *concept;

    (void)state;
    house_make(&house);
    house_put(&house, "concept.tsv", "key\tvalue\n");
    house_put(&house, "areas.tsv", "area\twork_order\ntotal\t1\n");
    concept = concept_open(house.folder, day_of(AS_OF), &diag);
    house_drop(&house);
    if (concept != NULL) {
        concept_close(concept);
        fail_msg("an area \"total\" is taken");
    }
}

static void a_concept_that_is_not_there_is_named(void **state)
{
    struct diag diag = {0};
    struct house house;

    (void)state;
    assert_null(concept_open("atlantis", day_of(AS_OF), &diag));
    assert_string_equal(diag.file, "atlantis");
    assert_int_equal(strncmp(diag.text, "no such concept, looked last at ", 32), 0);
    assert_null(concept_open("./no-such-folder", day_of(AS_OF), &diag));
    assert_string_equal(
        fault_text(&diag, NULL),
        "./no-such-folder: no such concept, looked last at ./no-such-folder");
    house_make(&house);
    assert_null(concept_open(house.folder, day_of(AS_OF), &diag));
    assert_string_equal(fault_text(&diag, house.folder),
                        "concept.tsv: cannot open: No such file or directory");
    house_drop(&house);
}

static void a_concept_is_found_in_the_folders_of_the_environment(void **state)
{
    struct diag diag = {0};
    struct house house;
    struct concept *concept;
    char folders[128];

    (void)state;
    house_make(&house);
    house_put(&house, "concept.tsv", "key\tvalue\nedition\tTest\n");
    snprintf(folders, sizeof folders, "/no-such-folder::/tmp");
    assert_int_equal(setenv("VIERPHASEN_CONCEPTS", folders, 1), 0);
    concept = concept_open(strrchr(house.folder, '/') + 1, day_of(AS_OF), &diag);
    unsetenv("VIERPHASEN_CONCEPTS");
    house_drop(&house);
    assert_non_null(concept);
    assert_true(span_is(concept->edition, "Test"));
    concept_close(concept);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(uckermark_is_complete),
        cmocka_unit_test(every_shipped_rule_names_its_source),
        cmocka_unit_test(a_concept_may_be_no_more_than_its_keys),
        cmocka_unit_test(keys_and_local_closing_days_are_read),
        cmocka_unit_test(a_malformed_table_is_said_with_file_and_line),
        cmocka_unit_test(an_area_that_would_double_a_column_is_refused),
        cmocka_unit_test(a_concept_that_is_not_there_is_named),
        cmocka_unit_test(a_concept_is_found_in_the_folders_of_the_environment),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
