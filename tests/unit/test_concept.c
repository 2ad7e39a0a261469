/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Concepts: what uckermark holds, that every table but concept.tsv is optional, what a
 * concept may add of its own, and the words about each malformed table, with file and
 * line.
 */
#include "rules.h"

#define UCKERMARK "./lib/data/concepts/uckermark"

/* The concept that everybody uses, without a fault. */
static struct concept *uckermark(void)
{
    static struct faults list;
    struct concept *concept = concept_open(UCKERMARK, day_of(AS_OF), &list);

    if (concept == NULL)
        fail_msg("%s", fault_text(&list.list[0], NULL));
    return concept;
}

static void uckermark_is_complete(void **state)
{
    static const char *const areas[] = {"rahmenbedingungen", "leistungsfaehigkeit",
                                        "soziale-kompetenzen", "motivation",
                                        "berufliche-kompetenz"};
    static const char *const derived[] = {"age_group", "new_case",  "prognosis",
                                          "category",  "u25_group", "team",
                                          "document",  "phase"};
    static const char *const categories[] = {"S", "X", "Y", "Z", "A",
                                             "B", "C", "D", "E"};
    struct concept *concept = uckermark();
    const struct parameters *parameters = &concept->parameters;
    const struct column *category = &concept->columns.column[COL_CATEGORY];

    (void)state;
    assert_int_equal(parameters_number(parameters, span_from("near_months")), 12);
    /* R014, R013 */
    assert_int_equal(parameters_number(parameters, span_from("staffing_u25")), 75);
    assert_int_equal(parameters_number(parameters, span_from("staffing_ue25")), 150);
    assert_true(concept->has_ranks && concept->needs.exists);
    assert_int_equal(concept->loaded_for, day_of(AS_OF));
    assert_int_equal(concept->needs.area_count, COUNT_OF(areas));
    for (size_t i = 0; i < COUNT_OF(areas); i++)
        assert_true(
            span_is(concept->needs.areas[concept->needs.area_order[i]].code, areas[i]));
    assert_int_equal(concept->derived_count, COUNT_OF(derived));
    for (size_t i = 0; i < COUNT_OF(derived); i++) {
        assert_true(span_is(concept->derived[i].name, derived[i]));
        assert_int_equal(concept->derived[i].is_decided, i >= 3 && i <= 5);
    }
    assert_int_equal(concept->needs.count, 14);
    assert_int_equal(category->codes.count, COUNT_OF(categories));
    for (size_t i = 0; i < COUNT_OF(categories); i++)
        assert_true(column_code(category, span_from(categories[i])) >= 0);
    assert_true(category->closed);
    assert_int_equal(concept->strategies.table.outputs.count, 30); /* R118 */
    assert_null(concept_find(concept, "profile"));
    /* Reformationstag is a holiday in Brandenburg */
    assert_false(calendar_is_working(concept_calendar(concept), day_of("2028-10-31")));
    assert_int_equal(concept_find_need(concept, span_from("garten")), -1);
    assert_int_equal(concept_find_need(concept, span_from("schulische-qualifikation")),
                     0);
    concept_close(concept);
}

static void sources_are_named(const struct decision *table)
{
    for (unsigned i = 0; i < table->compiled; i++) {
        struct span source = table->rules[i].source;
        assert_true(source.len > 0);
        if (span_starts(source, "assumed"))
            assert_true(span_starts(source, "assumed: "));
    }
}

/* The rows of a concept's rule tables all name their source. */
static void every_shipped_rule_names_its_source(void **state)
{
    struct concept *concept = uckermark();

    (void)state;
    for (unsigned i = 0; i < concept->derived_count; i++)
        sources_are_named(&concept->derived[i].table);
    sources_are_named(&concept->strategies.table);
    sources_are_named(&concept->deadlines.table);
    sources_are_named(&concept->checks.table);
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
    assert_int_equal(concept->parameters.count, 0);
    assert_int_equal(concept->derived_count, 0);
    assert_int_equal(concept->columns.count, COL_FIXED_COUNT);
    assert_false(concept->has_ranks || concept->needs.exists ||
                 concept->strategies.table.exists || concept->checks.table.exists);
    assert_int_equal(concept->valid_from, DATE_MIN);
    assert_int_equal(concept->valid_to, DATE_MAX);
    /* DE: Reformationstag is a working day, Tag der Deutschen Einheit is none */
    assert_true(calendar_is_working(concept_calendar(concept), day_of("2028-10-31")));
    assert_false(calendar_is_working(concept_calendar(concept), day_of("2028-10-03")));
    concept_close(concept);
    house_drop(&house);
}

static void keys_and_local_closing_days_are_read(void **state)
{
    const struct calendar *calendar;
    struct house house;
    struct concept *concept;

    (void)state;
    house_make(&house);
    house_put(&house, "concept.tsv",
              "key;value;valid_from\ntitle;\"Haus; Nord\"\nsource;Buch\nedition;\"3; "
              "neu\"\ncalendar;BE\nranks;no;2100-01-01\n"
              "ranks;ja\nvalid_from;01.01.2026\nvalid_to;2026-12-31\n"
              "case_begins;benefit_since,applied_on\n");
    house_put(&house, "calendar.tsv", "date\tname\n# Silvester\n2026-12-31\tzu\n");
    concept = house_open(&house, AS_OF);
    calendar = concept_calendar(concept);
    assert_true(span_is(concept->edition, "3; neu"));
    assert_true(concept->has_ranks);
    assert_int_equal(concept->valid_from, day_of("2026-01-01"));
    assert_int_equal(concept->valid_to, day_of("2026-12-31"));
    assert_int_equal(concept->begin_count, 2);
    assert_int_equal(concept->begins[0], COL_BENEFIT_SINCE);
    assert_int_equal(concept->begins[1], COL_APPLIED_ON);
    assert_false(calendar_is_working(calendar, day_of("2026-12-31")));
    assert_true(calendar_is_working(calendar, day_of("2026-12-30")));
    assert_false(calendar_is_working(calendar, day_of("2027-03-08"))); /* BE */
    concept_close(concept);
    house_drop(&house);
}

/* concepts.md 1: offices are a dictionary, each with its Land and its closing days. */
static void an_office_has_a_calendar_of_its_own(void **state)
{
    static const struct {
        const char *office, *day;
        bool is_working;
    } cases[] = {
        {"Berlin", "2028-10-31", true},  /* Reformationstag: BB, not BE */
        {"Berlin", "2027-03-08", false}, /* Frauentag: BE, not BB */
        {"Berlin", "2026-12-24", false}, /* all offices are closed */
        {"Berlin", "2026-12-23", true},  /* only Prenzlau is */
        {"Prenzlau", "2028-10-31", false}, {"Prenzlau", "2026-12-24", false},
        {"Prenzlau", "2026-12-23", false}, {"Templin", "2026-12-23", true},
        {"Templin", "2026-12-24", false},  {"Templin", "2028-10-31", false},
        {"", "2026-12-23", true},          {"", "2026-12-24", false},
    };
    struct house house;
    struct concept *concept;

    (void)state;
    house_make(&house);
    house_put(&house, "concept.tsv", "key\tvalue\ncalendar\tBB\n");
    house_put(&house, "calendars.tsv", "office\tcalendar\nBerlin\tBE\n");
    house_put(&house, "calendar.tsv",
              "date\tname\toffice\n2026-12-24\tHeiligabend\t\n"
              "23.12.2026\tUmzug\tPrenzlau\n");
    concept = house_open(&house, AS_OF);
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        unsigned number =
            calendars_find(&concept->calendars, span_from(cases[i].office));
        if (calendar_is_working(calendars_get(&concept->calendars, number),
                                day_of(cases[i].day)) != cases[i].is_working)
            fail_msg("%s on %s", cases[i].office, cases[i].day);
    }
    concept_close(concept);
    house_drop(&house);
}

/* The value of `$limit` and `$span` on a day; `-` where there is none. */
static const char *parameters_on(const struct house *house, const char *as_of)
{
    static char text[64];
    struct concept *concept = house_open(house, as_of);
    const struct parameters *parameters = &concept->parameters;
    int span = parameters_find(parameters, span_from("span"));

    snprintf(text, sizeof text, "%d %.*s",
             (int)parameters_number(parameters, span_from("limit")),
             (int)parameters->list[span].value.len, parameters->list[span].value.ptr);
    assert_int_equal(parameters_number(parameters, span_from("span")), -1);
    assert_int_equal(parameters_number(parameters, span_from("nosuch")), -1);
    concept_close(concept);
    return text;
}

static void a_parameter_has_the_value_of_its_day(void **state)
{
    struct house house;

    (void)state;
    house_make(&house);
    house_put(&house, "concept.tsv", "key\tvalue\n");
    house_put(&house, "parameters.tsv",
              "name\tvalue\tvalid_from\tvalid_to\tlabel\tsource\n"
              "limit\t12\t\t2026-12-31\tx\ts\nspan\t6mo\t2027-01-01\t\tx\ts\n"
              "limit\t9\t2027-01-01\t2027-12-31\tx\ts\n");
    assert_string_equal(parameters_on(&house, "2026-12-31"), "12 ");
    assert_string_equal(parameters_on(&house, "2027-01-01"), "9 6mo");
    assert_string_equal(parameters_on(&house, "2028-01-01"), "-1 6mo");
    house_drop(&house);
}

static const char COLUMNS[] = "column\tkind\tcodes\theld\tlabel\tsource\n"
                              "remarks\ttext\t\t\tNotiz\ts\n"
                              "hired_on\tdate\t\tyes\t\ts\n"
                              "leaves_on\tdate\t\tno\t\ts\n"
                              "refugee\tyesno\t\t\t\ts\n"
                              "children\tnumber\t\t\t\ts\n"
                              "route\tcode\tA|B=b|C\t\t\ts\n"
                              "tools\tterms\t\t\t\ts\n"
                              "office\ttext\tPrenzlau|Frankfurt (Oder)\t\t\ts\n"
                              "support\tcode\tnone|low\t\t\ts\n"
                              "category_since\tdate\t\tyes\t\ts\n";

/* What a value of a column reads as: a number, `-` if it is unknown, or the fault. */
static const char *read_as(const struct concept *concept, const char *name,
                           const char *cell)
{
    static char text[256];
    static struct diag diag;
    int at = columns_find(&concept->columns, span_from(name));
    struct value value = {0};

    assert_true(at >= 0);
    if (!column_read(&concept->columns.column[at], span_from(cell), false, &value,
                     &diag))
        return diag.text;
    snprintf(text, sizeof text, value.known ? "%d" : "-", (int)value.number);
    return text;
}

static void a_concept_adds_columns_and_closes_others(void **state)
{
    static const struct {
        const char *column, *cell, *value;
    } cases[] = {
        {"remarks", "anything", "63"},
        {"remarks", "", "-"},
        {"refugee", "ja", "1"},
        {"refugee", "perhaps", "got 7 bytes, expected yes or no"},
        {"children", "3", "3"},
        {"children", "three", "got 5 bytes, expected a whole number from 0 to 9999"},
        {"route", "A", "0"},
        {"route", "B", "1"},
        {"route", "b", "1"}, /* another spelling of B */
        {"route", "a", "got 1 byte, expected one of A B C"},
        {"tools", "PC|Auto", "2"},
        {"tools", "PC||", "got 4 bytes, expected terms separated by |, none empty"},
        {"office", "Frankfurt (Oder)", "1"},
        {"office", "Templin", "got 7 bytes, expected one of Prenzlau Frankfurt (Oder)"},
        {"support", "low", "1"},
        {"support", "more", "got 4 bytes, expected one of none low"},
        {"measure_kind", "anything", "63"}, /* nobody closed it */
    };
    const struct column *columns;
    struct house house;
    struct concept *concept;

    (void)state;
    house_make(&house);
    house_put(&house, "concept.tsv", "key\tvalue\n");
    house_put(&house, "columns.tsv", COLUMNS);
    concept = house_open(&house, AS_OF);
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        assert_string_equal(read_as(concept, cases[i].column, cases[i].cell),
                            cases[i].value);
    columns = concept->columns.column;
    assert_true(
        columns[columns_find(&concept->columns, span_from("hired_on"))].is_held);
    assert_false(
        columns[columns_find(&concept->columns, span_from("leaves_on"))].is_held);
    assert_true(columns[COL_CATEGORY_SINCE].is_held);
    assert_true(columns[COL_FIRST_TALK_ON].is_held);
    assert_false(columns[COL_AGREEMENT_FROM].is_held);
    assert_true(columns[columns_find(&concept->columns, span_from("tools"))].is_own);
    assert_false(columns[COL_OFFICE].is_own);
    concept_close(concept);
    house_drop(&house);
}

#define NEW_CODE "expected a new code of letters, digits, - and _"
#define KEY(key, value) "key\tvalue\n" key "\t" value "\n"
#define COLUMN(row) "column\tkind\tcodes\theld\n" row "\n"

static const struct {
    const char *file, *text, *fault;
} faults[] = {
    {"concept.tsv", "", "concept.tsv:1: no header, expected a line of column names"},
    {"concept.tsv", "name\tvalue\n",
     "concept.tsv:1: no column \"key\", expected key value label "
     "source\nconcept.tsv:1: unknown column \"name\", expected key value label source"},
    {"concept.tsv", "key\n",
     "concept.tsv:1: no column \"value\", expected key value label source"},
    {"concept.tsv", "# ours\n\nkey\n",
     "concept.tsv:3: no column \"value\", expected key value label source"},
    {"concept.tsv", KEY("nosuchkey", "x"),
     "concept.tsv:2: key: unknown key \"nosuchkey\", expected one of title source "
     "edition valid_from valid_to extends calendar ranks derive decided case_begins "
     "contacts"},
    {"concept.tsv", "key\tvalue\nranks\tyes\n# or\nranks\tno\n",
     "concept.tsv:4: key: \"ranks\" stands in line 2 too, expected it once"},
    {"concept.tsv", KEY("ranks", "maybe"),
     "concept.tsv:2: value: \"maybe\", expected yes or no"},
    {"concept.tsv", KEY("valid_from", "2026"),
     "concept.tsv:2: value: malformed date \"2026\", expected YYYY-MM-DD or DD.MM.YYYY "
     "from 1900 to 2199"},
    {"concept.tsv", KEY("valid_to", "soon"),
     "concept.tsv:2: value: malformed date \"soon\", expected YYYY-MM-DD or DD.MM.YYYY "
     "from 1900 to 2199"},
    {"concept.tsv", KEY("extends", "."),
     "concept.tsv:2: value: \".\" extends this concept in turn, expected one that "
     "doesn't"},
    {"concept.tsv", KEY("calendar", "XX"),
     "concept.tsv:2: value: unknown Land \"XX\", expected one of DE BW BY BE BB HB HH "
     "HE MV NI NW RP SL SN ST SH TH"},
    {"concept.tsv", KEY("derive", "no-name"),
     "concept.tsv:2: value: \"no-name\" is no name of letters, digits and _"},
    {"concept.tsv", KEY("derive", "pupil"),
     "concept.tsv:2: value: \"pupil\" is a column already"},
    {"concept.tsv", KEY("derive", "age"),
     "concept.tsv:2: value: \"age\" is a column already"},
    {"concept.tsv", KEY("derive", "category category"),
     "concept.tsv:2: value: \"category\" is a column already\nconcept.tsv:2: value: "
     "\"category\" stands in derive, but has no table, expected one of that name"},
    {"concept.tsv", KEY("derive", "phase"),
     "concept.tsv:2: value: \"phase\" stands in derive, but has no table, expected one "
     "of that name"},
    {"concept.tsv", KEY("decided", "category"),
     "concept.tsv:2: value: \"category\" is decided, but stands not in derive"},
    {"concept.tsv", KEY("case_begins", "applied_on pupil"),
     "concept.tsv:2: value: \"pupil\" is no date column, expected one"},
    {"concept.tsv", KEY("case_begins", "nosuch"),
     "concept.tsv:2: value: unknown column \"nosuch\", expected date columns"},
    {"concept.tsv",
     KEY("case_begins", "applied_on,benefit_since,approved_on,benefit_ended_on,alg_"
                        "until,esb_on,first_talk_on,handover_on,invited_on"),
     "concept.tsv:2: value: \"invited_on\" is one column too many, at most 8"},

    {"calendars.tsv", "office\tcalendar\nBerlin\tXX\n",
     "calendars.tsv:2: calendar: unknown Land \"XX\", expected one of DE BW BY BE BB "
     "HB HH HE MV NI NW RP SL SN ST SH TH"},
    {"calendars.tsv", "office\tcalendar\n\tBE\n",
     "calendars.tsv:2: office: a row without an office, expected its name as in the "
     "column office of the cases"},
    {"calendars.tsv", "office\n",
     "calendars.tsv:1: no column \"calendar\", expected office calendar label source"},
    {"calendar.tsv", "name\n",
     "calendar.tsv:1: no column \"date\", expected date name office source"},
    {"calendar.tsv", "date\tname\n2026-12-24\tx\n2026-02-30\ty\n",
     "calendar.tsv:3: date: \"2026-02-30\" is no closing day, expected a date "
     "YYYY-MM-DD, yearly MM-DD, easter+N or DATE..DATE"},

    {"columns.tsv", "kind\ncode\n",
     "columns.tsv:1: no column \"column\", expected column kind codes held label "
     "source"},
    {"columns.tsv", "column\n",
     "columns.tsv:1: no column \"kind\", expected column kind codes held label source"},
    {"columns.tsv", COLUMN("a b\ttext"),
     "columns.tsv:2: column: \"a b\" is no name, expected letters, digits and _"},
    {"columns.tsv", COLUMN("a-b\ttext"),
     "columns.tsv:2: column: \"a-b\" is no name, expected letters, digits and _"},
    {"columns.tsv", COLUMN("own\tstring"),
     "columns.tsv:2: kind: unknown kind \"string\", expected one of text date yesno "
     "number code terms"},
    {"columns.tsv", COLUMN("own\tlist"),
     "columns.tsv:2: kind: unknown kind \"list\", expected one of text date yesno "
     "number code terms"},
    {"columns.tsv", COLUMN("own\ttext\nown\tdate"),
     "columns.tsv:3: column: \"own\" stands in another row too, expected one row"},
    {"columns.tsv", COLUMN("age\tnumber"),
     "columns.tsv:2: column: \"age\" is derived without a table, expected another "
     "name"},
    {"columns.tsv", COLUMN("applied_on\ttext"),
     "columns.tsv:2: kind: \"text\", expected date, which the column applied_on is"},
    {"columns.tsv", COLUMN("needs\tcode\tn1"),
     "columns.tsv:2: kind: \"code\", expected list, which the column needs is"},
    {"columns.tsv", COLUMN("own\tdate\tA|B"),
     "columns.tsv:2: codes: \"A|B\" on a column of another kind, expected codes on "
     "code and text columns only"},
    {"columns.tsv", COLUMN("legal_circle\tcode\tsgb2"),
     "columns.tsv:2: codes: the codes of \"legal_circle\" are closed already"},
    {"columns.tsv", COLUMN("support\tcode\tA\nsupport\tcode\tB"),
     "columns.tsv:3: codes: the codes of \"support\" are closed already"},
    {"columns.tsv", COLUMN("own\tcode\tA||B"),
     "columns.tsv:2: codes: \"\" is no code, expected codes of letters, digits, - and "
     "_ between |"},
    {"columns.tsv", COLUMN("own\tcode\tA|B|A"),
     "columns.tsv:2: codes: \"A\" stands twice, expected it once"},
    {"columns.tsv", COLUMN("own\tcode\tA|B C"),
     "columns.tsv:2: codes: \"B C\" is no code, expected codes of letters, digits, - "
     "and _ between |"},
    {"columns.tsv", COLUMN("own\tdate\t\tmaybe"),
     "columns.tsv:2: held: \"maybe\" is wrong here, expected yes or no, on a date "
     "column"},
    {"columns.tsv", COLUMN("own\ttext\t\tyes"),
     "columns.tsv:2: held: \"yes\" is wrong here, expected yes or no, on a date "
     "column"},

    {"parameters.tsv", "name\n",
     "parameters.tsv:1: no column \"value\", expected name value label source"},
    {"parameters.tsv", "name\tvalue\na-b\t1\n",
     "parameters.tsv:2: name: \"a-b\" is no name, expected letters, digits and _"},
    {"parameters.tsv", "name\tvalue\na\t+6mo\n",
     "parameters.tsv:2: value: \"+6mo\" is no value, expected a number, or steps "
     "without a sign such as 6mo"},
    {"parameters.tsv", "name\tvalue\na\t6mo +1d\n",
     "parameters.tsv:2: value: \"6mo +1d\" is no value, expected a number, or steps "
     "without a sign such as 6mo"},
    {"parameters.tsv", "name\tvalue\na\t\n",
     "parameters.tsv:2: value: \"\" is no value, expected a number, or steps without a "
     "sign such as 6mo"},
    {"parameters.tsv", "name\tvalue\tvalid_from\na\t1\tsoon\n",
     "parameters.tsv:2: valid_from: malformed date \"soon\", expected YYYY-MM-DD or "
     "DD.MM.YYYY from 1900 to 2199"},
    {"parameters.tsv", "name\tvalue\na\t1\na\t2\n",
     "parameters.tsv:3: name: \"a\" has two values on one day, expected one"},
    {"parameters.tsv", "name\tvalue\tvalid_to\na\t1\t\na\t2mo\t1999-12-31\n",
     "parameters.tsv:3: value: \"a\" is a number in one row and steps in another, "
     "expected one of them"},

    {"areas.tsv", "label\twork_order\n",
     "areas.tsv:1: no column \"area\", expected area work_order label "
     "source\nneeds.tsv:2: area: unknown area \"here\", expected one of the table "
     "areas"},
    {"areas.tsv", "area\tlabel\n",
     "areas.tsv:1: no column \"work_order\", expected area work_order label "
     "source\nneeds.tsv:2: area: unknown area \"here\", expected one of the table "
     "areas"},
    {"areas.tsv", "area\twork_order\nhere\t1\na b\t1\n",
     "areas.tsv:3: area: \"a b\", expected a new code of letters, digits, - and _"
     ", at most 32"},
    {"areas.tsv", "area\twork_order\nhere\t1\nhere\t2\n",
     "areas.tsv:3: area: \"here\", expected a new code of letters, digits, - and _"
     ", at most 32"},
    /* score_total and needs_open are of all areas */
    {"areas.tsv", "area\twork_order\nhere\t1\ntotal\t2\nopen\t3\n",
     "areas.tsv:3: area: \"total\", expected a new code of letters, digits, - and _"
     ", at most 32\nareas.tsv:4: area: \"open\", expected a new code of letters, "
     "digits, - and _"
     ", at most 32"},
    {"areas.tsv", "area\twork_order\nhere\t1\nthere\n",
     "areas.tsv:3: work_order: \"\", expected a whole number"},
    {"needs.tsv", "area\n",
     "needs.tsv:1: no column \"need\", expected need area label client_label source"},
    {"needs.tsv", "need\n",
     "needs.tsv:1: no column \"area\", expected need area label client_label source"},
    {"needs.tsv", "need\tarea\nn\tnowhere\n",
     "needs.tsv:2: area: unknown area \"nowhere\", expected one of the table areas"},
    /* the need is known all the same */
    {"needs.tsv", "need\tarea\nn2\tnowhere\n",
     "needs.tsv:2: area: unknown area \"nowhere\", expected one of the table areas"},
    {"needs.tsv", "need\tarea\nn n\there\n",
     "needs.tsv:2: need: \"n n\", expected a new code of letters, digits, - and _"
     ", at most 63"},
    {"needs.tsv", "need\tarea\nn\there\nn\there\n",
     "needs.tsv:3: need: \"n\", expected a new code of letters, digits, - and _"
     ", at most 63"},

    {"profile.tsv", "rule\tcategory\tprofile=\tsource\nr\tA\tP\ts\n",
     "profile.tsv:2: category: \"category\" is derived later than this table, expected "
     "a column that is known before"},
    {"profile.tsv", "rule\twhen\tprofile=\tsource\nr\tteam t\tP\ts\n",
     "profile.tsv:2: when: \"team\" is derived later than this table, expected a "
     "column that is known before"},
    {"profile.tsv", "rule\twhen\tprofile=\tsource\nr\tcategory_status kept\tP\ts\n",
     "profile.tsv:2: when: \"category_status\" is derived later than this table, "
     "expected a column that is known before"},
    {"category.tsv", "rule\tcategory\tcategory=\tsource\nr\tnull\tA\ts\n",
     "category.tsv:2: category: \"category\" is derived later than this table, "
     "expected a column that is known before"},
    {"category.tsv", "rule\twhen\tcategory=\tsource\nr\tscore_nowhere 1\tA\ts\n",
     "category.tsv:2: when: unknown column \"score_nowhere\", expected COLUMN TEST; "
     "COLUMN TEST with columns that can be tested"},
    {"category.tsv", "rule\twhen\tcategory=\tsource\nr\tneeds has(garden)\tA\ts\n",
     "category.tsv:2: when: unknown code \"garden\", expected one of n1"},
    {"category.tsv", "rule\tcategory=\tsource\nr\tA\n",
     "category.tsv:2: source: row \"r\" without a source, expected a document, a "
     "statute or \"assumed: …\""},
    {"category.tsv", "rule\tcategory=\tpropose\tsource\nr\tA\tfirst\ts\n",
     "category.tsv:2: propose: \"first\", expected yes or no"},
    {"team.tsv", "rule\tcategory\tteam=\tsource\nr\tQ\tt\ts\n",
     "team.tsv:2: category: unknown code \"Q\", expected one of A"},
    {"team.tsv", "rule\twhen\tteam=\tsource\nr\tfocus there\tt\ts\n",
     "team.tsv:2: when: unknown code \"there\" (did you mean \"here\"?), expected one "
     "of here"},
    {"document.tsv", "rule\tdocument=\tsource\nr\tletter\ts\n",
     "document.tsv:2: document=: unknown code \"letter\", expected one of agreement "
     "none"},

    {"strategies.tsv", "rule\tneed\tstrategy=\tsource\nr\tnosuch\ts1\ts\n",
     "strategies.tsv:2: need: unknown need \"nosuch\", expected one of n1"},
    {"strategies.tsv", "rule\tneed\tstrategy=\tsource\nr\tn1,\ts1\ts\n",
     "strategies.tsv:2: need: no need, expected one of n1"},
    {"strategies.tsv", "rule\tneed\tstrategy=\tpropose\tsource\nr\tn1\ts1\tmaybe\ts\n",
     "strategies.tsv:2: propose: \"maybe\", expected yes, no or first"},
    {"strategies.tsv", "rule\tneed\tstrategy=\tpropose\tsource\nr\tn1\ts1\tfirst\ts\n",
     "strategies.tsv:2: propose: \"first\" for a strategy of needs, expected yes or "
     "no: only a cross-cutting one can be first"},
    {"strategies.tsv", "rule\tneed\tstrategy=\tbinds\tsource\nr\tn1\ts1\tnosuch\ts\n",
     "strategies.tsv:2: binds: unknown column \"nosuch\", expected columns between "
     "commas"},
    {"strategies.tsv", "rule\tneed\tstrategy=\tclient_days\tsource\nr\tn1\ts1\t2w\ts\n",
     "strategies.tsv:2: client_days: \"2w\" are no steps, expected such as +2w +10b "
     "+1mo"},
    {"strategies.tsv",
     "rule\tneed\tstrategy=\toffice_days\tsource\nr\tn1\ts1\t+$nosuch\ts\n",
     "strategies.tsv:2: office_days: unknown parameter \"$nosuch\", expected one of "
     "the table parameters"},
    {"strategies.tsv", "rule\tneed\tstrategy=\tsource\nr\tn1\tnull\ts\n",
     "strategies.tsv:2: the strategy is null, expected a code"},
    {"strategies.tsv", "rule\tneed\twhen\tstrategy=\tsource\nr\tn1\tpupil x\ts1\ts\n",
     "strategies.tsv:2: when: unknown code \"x\", expected one of no yes"},

    {"checks.tsv", "when\tlevel\tsource\n",
     "checks.tsv:1: no column \"check\", expected one that names each row"},
    {"checks.tsv", "check\tcolumn\tlevel\tsource\nc\tgoal\tbad\ts\n",
     "checks.tsv:2: level: unknown level \"bad\", expected one of gap warning error "
     "refuse"},
    {"checks.tsv", "check\tcolumn\tlevel\tsource\nc\tnosuch\tgap\ts\n",
     "checks.tsv:2: column: unknown column \"nosuch\", expected a case column, or one "
     "that people decide"},
    {"checks.tsv", "check\tcolumn\tlevel\tsource\nc\tage\tgap\ts\n",
     "checks.tsv:2: column: unknown column \"age\", expected a case column, or one "
     "that people decide"},
    {"checks.tsv", "check\tcolumn\tlevel\tsource\nc\t\tgap\ts\n",
     "checks.tsv:2: column: a gap without a column, expected the one that is missing"},
    {"checks.tsv", "check\twhen\tlevel\tsource\nc\tteam_status nosuch\twarning\ts\n",
     "checks.tsv:2: when: unknown code \"nosuch\", expected one of confirmed kept "
     "proposed underivable none"},
    {"checks.tsv", "check\tlevel\nc\twarning\n",
     "checks.tsv:2: row \"c\" without a source, expected a document, a statute or "
     "\"assumed: …\""},
};

/* A house of one need and three tables, in which this file stands for another. */
static void make(struct house *house, const char *file, const char *text)
{
    static const char *const whole[][2] = {
        {"concept.tsv", "key\tvalue\nderive\tprofile category team "
                        "document\ndecided\tcategory team\n"},
        {"areas.tsv", "area\twork_order\nhere\t1\n"},
        {"needs.tsv", "need\tarea\nn1\there\n"},
        {"profile.tsv", "rule\tpupil\tprofile=\tsource\nr\tyes\tP\ts\n"},
        {"category.tsv", "rule\tpupil\tcategory=\tsource\nr\tyes\tA\ts\n"},
        {"team.tsv", "rule\tcategory\tteam=\tsource\nr\tA\tt\ts\n"},
        {"document.tsv", "rule\tdocument=\tsource\nr\tnone\ts\n"},
    };

    house_make(house);
    /* Another concept.tsv derives none of the tables. */
    for (size_t i = 0; i < (strcmp(file, "concept.tsv") == 0 ? 0 : COUNT_OF(whole));
         i++)
        if (strcmp(whole[i][0], file) != 0)
            house_put(house, whole[i][0], whole[i][1]);
    house_put(house, file, text);
}

static void a_malformed_table_is_said_with_file_and_line(void **state)
{
    unsigned failures = 0;

    (void)state;
    for (size_t i = 0; i < COUNT_OF(faults); i++) {
        struct house house;
        const char *got;
        make(&house, faults[i].file, faults[i].text);
        got = house_faults(&house, AS_OF);
        if (strcmp(got, faults[i].fault) != 0) {
            print_message("got      \"%s\"\nexpected \"%s\"\n", got, faults[i].fault);
            failures++;
        }
        house_drop(&house);
    }
    assert_int_equal(failures, 0);
}

/* A list of names between commas, `prefix` and a number each, in a table of one row. */
static const char *many(const char *before, const char *prefix, int count,
                        const char *between, const char *after)
{
    static char text[65536];
    int used = snprintf(text, sizeof text, "%s", before);

    for (int i = 0; i < count; i++)
        used += snprintf(text + used, sizeof text - (size_t)used, "%s%s%d",
                         i > 0 ? between : "", prefix, i);
    snprintf(text + used, sizeof text - (size_t)used, "%s", after);
    return text;
}

static void what_is_more_than_fits_is_a_fault(void **state)
{
    static const struct {
        const char *file, *before, *prefix, *between, *after;
        int most;
        const char *fault;
    } cases[] = {
        {"columns.tsv", "column\tkind\tcodes\nown\tcode\t", "c", "|", "\n", 63,
         "columns.tsv:2: codes: too many codes, at most 63"},
        {"columns.tsv", "column\tkind\n", "c", "\ttext\n", "\ttext\n",
         COL_MOST - COL_FIXED_COUNT, "columns.tsv:"},
        {"parameters.tsv", "name\tvalue\n", "p", "\t1\n", "\t1\n", 64,
         "parameters.tsv:66: name: too many parameters, at most 64"},
        {"concept.tsv", "key\tvalue\nderive\t", "t", " ", "\n", 16,
         "concept.tsv:2: value: \"t16\" is one table too many, at most 16"},
        {"areas.tsv", "area\twork_order\n", "a", "\t1\n", "\t1\n", 32,
         "areas.tsv:34: area: \"a32\", " NEW_CODE ", at most 32"},
        {"needs.tsv", "need\tarea\n", "n", "\there\n", "\there\n", 63,
         "needs.tsv:65: need: \"n63\", " NEW_CODE ", at most 63"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        for (int extra = 0; extra <= 1; extra++) {
            struct house house;
            const char *got;
            house_make(&house);
            if (strcmp(cases[i].file, "concept.tsv") != 0)
                house_put(&house, "concept.tsv", "key\tvalue\n");
            for (unsigned k = 0; k < 16 && strcmp(cases[i].prefix, "t") == 0; k++) {
                char name[16], table[64];
                snprintf(name, sizeof name, "t%u.tsv", k);
                snprintf(table, sizeof table, "rule\tt%u=\tsource\nr\tA\ts\n", k);
                house_put(&house, name, table);
            }
            if (strcmp(cases[i].file, "needs.tsv") == 0)
                house_put(&house, "areas.tsv", "area\twork_order\nhere\t1\n");
            house_put(&house, cases[i].file,
                      many(cases[i].before, cases[i].prefix, cases[i].most + extra,
                           cases[i].between, cases[i].after));
            got = house_faults(&house, AS_OF);
            if (strncmp(got, extra == 1 ? cases[i].fault : "",
                        extra == 1 ? strlen(cases[i].fault) : 1) != 0)
                fail_msg("%s and %d: %s", cases[i].file, extra, got);
            house_drop(&house);
        }
}

/* All faults of a folder are told in one run, up to 20. */
static void faults_of_all_tables_are_told_in_one_run(void **state)
{
    struct house house;
    static struct faults list;

    (void)state;
    make(&house, "team.tsv", "rule\tcategory\tteam=\tsource\nr\tQ\tt\ts\n");
    house_put(&house, "parameters.tsv", "name\tvalue\na\tb\n");
    house_put(&house, "strategies.tsv",
              "rule\tneed\twhen\tstrategy=\tsource\nr\tn2\tgrade 1..2\ts1\ts\n");
    assert_string_equal(
        house_faults(&house, AS_OF),
        "parameters.tsv:2: value: \"b\" is no value, expected a number, or steps "
        "without a sign such as "
        "6mo\n"
        "team.tsv:2: category: unknown code \"Q\", expected one of A\n"
        "strategies.tsv:2: when: malformed test \"1..2\", expected [1..2]\n"
        "strategies.tsv:2: need: unknown need \"n2\", expected one of n1");
    house_drop(&house);
    make(&house, "parameters.tsv", many("name\tvalue\n", "p", 30, "\tx\n", "\tx\n"));
    assert_null(concept_open(house.folder, day_of(AS_OF), &list));
    assert_int_equal(list.count, FAULTS_MOST);
    assert_int_equal(list.list[FAULTS_MOST - 1].line, FAULTS_MOST + 1);
    house_drop(&house);
}

static void a_concept_that_is_not_there_is_named(void **state)
{
    static struct faults list;
    struct house house;

    (void)state;
    assert_null(concept_open("atlantis", day_of(AS_OF), &list));
    assert_int_equal(list.count, 1);
    assert_int_equal(
        strncmp(list.list[0].text, "--concept: no concept \"atlantis\"", 32), 0);
    assert_null(concept_open("./no-such-folder", day_of(AS_OF), &list));
    assert_string_equal(fault_text(&list.list[0], NULL),
                        "no such folder: ./no-such-folder");
    house_make(&house);
    assert_null(concept_open(house.folder, day_of(AS_OF), &list));
    assert_string_equal(fault_text(&list.list[0], house.folder),
                        ": the folder has no table concept, expected concept.tsv or "
                        "concept.csv: it is no concept");
    house_drop(&house);
}

static void a_concept_is_found_in_the_folders_of_the_environment(void **state)
{
    static struct faults list;
    struct house house;
    struct concept *concept;
    char folders[128];

    (void)state;
    house_make(&house);
    house_put(&house, "concept.tsv", "key\tvalue\nedition\tTest\n");
    snprintf(folders, sizeof folders, "/no-such-folder::/tmp");
    assert_int_equal(setenv("VIERPHASEN_CONCEPTS", folders, 1), 0);
    concept = concept_open(strrchr(house.folder, '/') + 1, day_of(AS_OF), &list);
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
        cmocka_unit_test(an_office_has_a_calendar_of_its_own),
        cmocka_unit_test(a_parameter_has_the_value_of_its_day),
        cmocka_unit_test(a_concept_adds_columns_and_closes_others),
        cmocka_unit_test(a_malformed_table_is_said_with_file_and_line),
        cmocka_unit_test(what_is_more_than_fits_is_a_fault),
        cmocka_unit_test(faults_of_all_tables_are_told_in_one_run),
        cmocka_unit_test(a_concept_that_is_not_there_is_named),
        cmocka_unit_test(a_concept_is_found_in_the_folders_of_the_environment),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
