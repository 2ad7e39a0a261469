/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What becomes of an obligation, an agreement and a promised contact, on and around the
 * days that decide; the columns by which is counted; and the percentiles. as_of is
 * Saturday, 2026-11-21; the calendar is Brandenburg's.
 */
#include "rules.h"

#include "audit/figures.h"
#include "audit/findings.h"
#include "audit/tally.h"
#include "person/grouping.h"

struct office {
    struct house house;
    struct concept *concept;
    struct findings audit;
    struct value values[COL_MOST];
};

static void open_office(struct office *office, enum findings_view view)
{
    house_make(&office->house);
    house_put(&office->house, "concept.tsv", "key\tvalue\ncalendar\tBB\n");
    house_put(&office->house, "agreements.tsv",
              "rule\tcategory\t=document\tsource\n"
              "x\tX\tnone\ts\n"
              "other\t-\tplan\ts\n");
    house_put(
        &office->house, "deadlines.tsv",
        "deadline\trule\tcategory\tanchor\toffset\tnot_before\troll\tdone\trepeat\t"
        "source\n"
        "b\tback\t-\tapplied_on\t+10d\t\t\tesb_on\t\ts\n"
        "f\tforward\t-\tapproved_on\t+10d\t\tforward\tfirst_talk_on\t\ts\n"
        "n\tnone\t-\talg_until\t+0d\t\t\t\t\ts\n"
        "r\tagain\t-\tcategory_since\t+6mo\t\t\treviewed_on\t+6mo\ts\n"
        "first\tfirst\t-\tdegree_on\t+10d\t\t\tagreement_from\t\ts\n"
        "run\trun\tY\tagreement_from\t+6mo\t\t\t\t+6mo\ts\n"
        "kontakt\tka\tA\tlast_contact_on\t+1mo\t\t\t\t\ts\n"
        "kontakt\tkb\tA,B\tlast_contact_on\t+3mo\t\t\t\t\ts\n"
        "kontakt\tke\tE,S\tlast_contact_on\t+1mo\talg_until\t\t\t\ts\n"
        "kontakt\tks\tE,S\tlast_contact_on\t+30d\t\t\t\t\ts\n"
        "kontakt\tkd\tD,E\tlast_contact_on\t+1w\t\t\t\t\ts\n");
    office->concept = house_open(&office->house, AS_OF);
    office->audit = (struct findings){.view = view,
                                      .concept = office->concept,
                                      .from = day_of("2026-03-01"),
                                      .until = day_of("2026-12-31")};
    memset(office->audit.is_named, 1, sizeof office->audit.is_named);
    memset(office->audit.has_column, 1, sizeof office->audit.has_column);
    office->audit.contacts =
        deadlines_find(&office->concept->deadlines, span_from("kontakt"));
}

static void close_office(struct office *office)
{
    concept_close(office->concept);
    house_drop(&office->house);
}

/* All columns unknown, and then `COLUMN=VALUE COLUMN=VALUE`. */
static void fill(struct office *office, const char *cells)
{
    const struct columns *columns = &office->concept->columns;
    struct span rest = span_from(cells);

    memset(office->values, 0, sizeof office->values);
    while (rest.ptr != NULL && rest.len > 0) {
        struct span value = span_cut(&rest, ' '), name = span_cut(&value, '=');
        int column = columns_find(columns, name);
        struct diag diag = {0};
        if (column < 0 || !column_read(&columns->column[column], value, false,
                                       &office->values[column], &diag))
            fail_msg("\"%s\": %s", cells, diag.text);
    }
}

/* `STATE DAYS RULE DUE_ON MET_ON | …`; what there is none of is left out. */
static const char *found(struct office *office, const char *cells)
{
    static const char *const states[][AGREEMENT_STATES] = {
        {"kept", "late", "unclear", "open", "missed"},
        {"exempt", "valid", "missing", "expired", "earlier_case", "not_begun"},
        {"reached", "behind", "unknown"}};
    static char text[1024];
    struct finding findings[FINDINGS_MOST];
    struct deadline_notes notes = {0};
    unsigned count;
    size_t used = 0;

    fill(office, cells);
    count = findings_find(&office->audit, office->values, findings, &notes);
    text[0] = '\0';
    for (unsigned i = 0; i < count; i++) {
        const struct finding *finding = &findings[i];
        const struct obligation *obligation = &finding->obligation;
        used += (size_t)snprintf(text + used, sizeof text - used, "%s%s",
                                 i > 0 ? " | " : "",
                                 states[office->audit.view][finding->state]);
        if (finding->days != FINDINGS_NO_DAYS)
            used += (size_t)snprintf(text + used, sizeof text - used, " %d",
                                     (int)finding->days);
        if (obligation->rule != NULL)
            used += (size_t)snprintf(text + used, sizeof text - used, " %.*s",
                                     (int)obligation->rule->rule->id.len,
                                     obligation->rule->rule->id.ptr);
        if (obligation->due_on != DATE_NONE)
            used += (size_t)snprintf(text + used, sizeof text - used, " %s",
                                     day_text(obligation->due_on));
        if (finding->met_on != DATE_NONE)
            used += (size_t)snprintf(text + used, sizeof text - used, " %s",
                                     day_text(finding->met_on));
        used += (size_t)snprintf(text + used, sizeof text - used, "%s",
                                 finding->is_unseen ? " unseen" : "");
    }
    return text;
}

struct expected {
    const char *cells, *found;
};

static void check_all(struct office *office, const struct expected *cases,
                      size_t case_count)
{
    unsigned failures = 0;

    for (size_t i = 0; i < case_count; i++) {
        const char *got = found(office, cases[i].cells);
        if (strcmp(got, cases[i].found) == 0)
            continue;
        print_error("%s\n  finds    %s\n  expected %s\n", cases[i].cells, got,
                    cases[i].found);
        failures++;
    }
    assert_int_equal(failures, 0);
}

static void an_obligation_is_kept_late_unclear_open_or_missed(void **state)
{
    static const struct expected cases[] = {
        {"", ""},
        /* Thursday, and the day after. */
        {"applied_on=2026-03-02 esb_on=2026-03-12", "kept back 2026-03-12 2026-03-12"},
        {"applied_on=2026-03-02 esb_on=2026-03-13",
         "late 1 back 2026-03-12 2026-03-13"},
        /* Due on a Saturday, to be worked on by Friday: the window ends on Saturday. */
        {"applied_on=2026-03-04 esb_on=2026-03-14", "kept back 2026-03-14 2026-03-14"},
        {"applied_on=2026-03-04 esb_on=2026-03-16",
         "late 2 back 2026-03-14 2026-03-16"},
        /* Rolled forward from Saturday the window ends on Monday. */
        {"approved_on=2026-03-04 first_talk_on=2026-03-16",
         "kept forward 2026-03-14 2026-03-16"},
        {"approved_on=2026-03-04 first_talk_on=2026-03-17",
         "late 1 forward 2026-03-14 2026-03-17"},
        /* Met before it was due; before the anchor it is not met. */
        {"applied_on=2026-03-02 esb_on=2026-03-02", "kept back 2026-03-12 2026-03-02"},
        {"applied_on=2026-03-02 esb_on=2026-03-01", "missed 254 back 2026-03-12"},
        /* The window is over on Saturday if it ended on Friday. */
        {"applied_on=2026-11-10", "missed 1 back 2026-11-20"},
        {"applied_on=2026-11-11", "open back 2026-11-21"},
        {"applied_on=2026-11-12", "open back 2026-11-22"},
        {"applied_on=2026-12-01", "open back 2026-12-11"},
        /* Both the first day of the period and the last one are in it. */
        {"applied_on=2026-02-18", ""},
        {"applied_on=2026-02-19", "missed 265 back 2026-03-01"},
        {"applied_on=2026-12-21", "open back 2026-12-31"},
        {"applied_on=2026-12-22", ""},
        /* Met once and open again; in the order of the days. */
        {"category_since=2026-03-02 reviewed_on=2026-05-10",
         "kept again 2026-09-02 2026-05-10 | missed 11 again 2026-11-10 unseen"},
        {"category_since=2026-03-02 reviewed_on=2026-05-10 applied_on=2026-10-01",
         "kept again 2026-09-02 2026-05-10 | missed 41 back 2026-10-11 | "
         "missed 11 again 2026-11-10 unseen"},
        /* One of the two is in the period. */
        {"category_since=2026-05-09 reviewed_on=2026-10-01",
         "kept again 2026-11-09 2026-10-01"},
        /* What repeats: up to the end of the first window, on a Wednesday and on a
         * Saturday, it was the first one, and kept. */
        {"category_since=2026-01-15 reviewed_on=2026-07-15",
         "kept again 2026-07-15 2026-07-15"},
        {"category_since=2025-10-18 reviewed_on=2026-04-18",
         "kept again 2026-04-18 2026-04-18 | missed 34 again 2026-10-18 unseen"},
        /* Met by a date that moves on because another row repeats with it: up to the
         * end of the window it was kept, later an earlier date may have been in time.
         */
        {"degree_on=2026-03-02 agreement_from=2026-03-12",
         "kept first 2026-03-12 2026-03-12"},
        {"degree_on=2026-03-02 agreement_from=2026-09-10",
         "unclear first 2026-09-10 unseen"},
        {"degree_on=2026-03-02", "missed 254 first 2026-03-12 unseen"},
        /* After it nobody knows which one it was: no due day, but that of the meeting.
         */
        {"category_since=2026-01-15 reviewed_on=2026-07-16",
         "unclear again 2026-07-16 unseen"},
        {"category_since=2025-10-18 reviewed_on=2026-04-19 applied_on=2026-04-08",
         "missed 217 back 2026-04-18 | unclear again 2026-04-19 unseen | "
         "missed 33 again 2026-10-19 unseen"},
        {"category_since=2025-10-18 reviewed_on=2026-04-19 applied_on=2026-04-09",
         "missed 216 back 2026-04-19 | unclear again 2026-04-19 unseen | "
         "missed 33 again 2026-10-19 unseen"},
        /* It is in the period, or not, by that day. */
        {"category_since=2018-01-15 reviewed_on=2026-03-01",
         "unclear again 2026-03-01 unseen | missed 81 again 2026-09-01 unseen"},
        {"category_since=2018-01-15 reviewed_on=2026-02-28",
         "missed 85 again 2026-08-28 unseen"},
        {"category_since=2026-01-15 reviewed_on=2026-12-31",
         "unclear again 2026-12-31 unseen"},
        {"category_since=2026-01-15 reviewed_on=2027-01-01", ""},
        /* Never met: that it was would be seen, but perhaps no longer that it was kept.
         */
        {"category_since=2026-05-20", "missed 1 again 2026-11-20 unseen"},
        /* Nothing says that it was met. */
        {"alg_until=2026-11-02", "missed 19 none 2026-11-02 unseen"},
        {"alg_until=2026-12-02", "open none 2026-12-02"},
    };
    struct office office;

    (void)state;
    open_office(&office, FINDINGS_STANDARDS);
    check_all(&office, cases, COUNT_OF(cases));
    close_office(&office);
}

static void only_what_was_asked_for_is_looked_at(void **state)
{
    static const char cells[] =
        "applied_on=2026-03-02 approved_on=2026-03-02 alg_until=2026-03-12";
    struct office office;

    (void)state;
    open_office(&office, FINDINGS_STANDARDS);
    assert_string_equal(found(&office, cells),
                        "missed 254 back 2026-03-12 | missed 254 forward 2026-03-12 | "
                        "missed 254 none 2026-03-12 unseen");
    office.audit.recorded = true;
    assert_string_equal(found(&office, cells),
                        "missed 254 back 2026-03-12 | missed 254 forward 2026-03-12");
    /* A column that the stream lacks records nothing. */
    office.audit.has_column[COL_ESB_ON] = false;
    assert_string_equal(found(&office, cells), "missed 254 forward 2026-03-12");
    assert_string_equal(found(&office, "category_since=2026-01-15 "
                                       "reviewed_on=2026-07-15"),
                        "");
    office.audit.recorded = false;
    office.audit.is_named[1] = false; /* b f kontakt n r */
    assert_string_equal(
        found(&office, cells),
        "missed 254 back 2026-03-12 unseen | missed 254 none 2026-03-12 unseen");
    close_office(&office);
}

static void an_agreement_is_valid_or_the_first_reason_counts(void **state)
{
    static const struct expected cases[] = {
        {"", "missing"},
        {"category=X", "exempt"},
        {"category=X agreement_until=2026-12-01", "exempt"},
        {"category=B agreement_from=2026-11-21", "valid"},
        {"agreement_from=2026-11-22", "not_begun"},
        {"agreement_until=2026-11-21", "valid"},
        {"agreement_until=2026-11-20", "expired"},
        {"agreement_from=2026-06-01 agreement_until=2026-11-30 applied_on=2026-06-01",
         "valid"},
        {"agreement_from=2026-05-31 agreement_until=2026-11-30 applied_on=2026-06-01",
         "earlier_case"},
        {"agreement_from=2026-05-31 agreement_until=2026-11-20 applied_on=2026-06-01",
         "expired"},
        {"agreement_from=2026-11-30 applied_on=2026-12-01", "earlier_case"},
        {"agreement_until=2026-11-30 applied_on=2026-06-01", "valid"},
    };
    struct office office;

    (void)state;
    open_office(&office, FINDINGS_AGREEMENTS);
    check_all(&office, cases, COUNT_OF(cases));
    close_office(&office);
}

static void a_promised_contact_is_held_or_not(void **state)
{
    static const struct expected cases[] = {
        {"category=C last_contact_on=2026-11-01", ""},
        {"category=E last_contact_on=2026-11-14", "reached 7 kd 2026-11-21"},
        {"category=A last_contact_on=2026-10-21", "reached 31 ka 2026-11-21"},
        {"category=A last_contact_on=2026-10-20", "behind 32 ka 2026-11-20"},
        {"category=B last_contact_on=2026-10-20", "reached 32 kb 2027-01-20"},
        {"category=B last_contact_on=2026-11-21", "reached 0 kb 2027-02-21"},
        /* An appointment that is noted already. */
        {"category=B last_contact_on=2026-12-01", "reached 0 kb 2027-03-01"},
        {"category=A", "unknown ka"},
        {"category=B", "unknown kb"},
        {"category=C", ""},
        /* The row that would give the day if the last one were today: the earliest, and
         * of equal ones the upper. From 21 November 30 days are a month. */
        {"category=E", "unknown kd"},
        {"category=S", "unknown ke"},
        {"category=S alg_until=2026-12-21", "unknown ke"},
        {"category=S alg_until=2026-12-22", "unknown ks"},
    };
    struct office office;

    (void)state;
    open_office(&office, FINDINGS_CONTACTS);
    check_all(&office, cases, COUNT_OF(cases));
    close_office(&office);
}

static void percentiles_are_by_nearest_rank(void **state)
{
    static const struct {
        unsigned days[8], count, median, p90;
    } cases[] = {{{7}, 1, 7, 7},
                 {{0, 9}, 2, 0, 9},
                 {{3, 1, 2}, 3, 2, 3},
                 {{4, 4, 1, 900}, 4, 4, 900},
                 {{5, 1, 2, 3, 4}, 5, 3, 5},
                 {{0, 0, 0, 0, 0, 0, 0, 0}, 8, 0, 0}};

    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct tally_group group = {0};
        for (unsigned j = 0; j < cases[i].count; j++)
            tally_add_days(&group, cases[i].days[j], 1 + j / 2);
        assert_int_equal(tally_days(&group, 50), cases[i].median);
        assert_int_equal(tally_days(&group, 90), cases[i].p90);
        assert_int_equal(group.days.persons, (cases[i].count + 1) / 2);
        free(group.day_counts);
    }
}

static void ninety_of_a_hundred_and_one_more(void **state)
{
    struct tally_group group = {0};

    (void)state;
    for (unsigned days = 1; days <= 100; days++)
        tally_add_days(&group, days, days);
    assert_int_equal(tally_days(&group, 90), 90);
    tally_add_days(&group, 101, 101);
    assert_int_equal(tally_days(&group, 90), 91);
    assert_int_equal(tally_days(&group, 50), 51);
    free(group.day_counts);
}

static void shares_are_rounded_half_up(void **state)
{
    static const struct {
        unsigned kept, late, open, missed;
        int share;
    } cases[] = {{1, 0, 0, 0, 1000},    {0, 0, 5, 0, -1},   {0, 1, 5, 0, 0},
                 {1, 1, 0, 1, 333},     {2, 1, 0, 0, 667},  {1, 1, 9, 14, 63},
                 {1999, 1, 0, 0, 1000}, {999, 1, 0, 1, 998}};

    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct tally_group group = {0};
        const unsigned counts[] = {[FINDINGS_KEPT] = cases[i].kept,
                                   [FINDINGS_LATE] = cases[i].late,
                                   [FINDINGS_OPEN] = cases[i].open,
                                   [FINDINGS_MISSED] = cases[i].missed};
        for (unsigned part = 0; part < FINDINGS_STATES; part++) {
            group.parts[part].count = counts[part];
            group.all.count += counts[part];
        }
        assert_int_equal(figures_share(FINDINGS_STANDARDS, &group), cases[i].share);
        /* It tells the parts that it is made of, so they must be shown. */
        for (unsigned part = 0; part < FINDINGS_STATES; part++) {
            bool is_told = part != FINDINGS_LATE && part != FINDINGS_MISSED;
            group.veil = TALLY_CELLS_VEILED;
            group.veiled = 1U << part;
            assert_int_equal(figures_share(FINDINGS_STANDARDS, &group),
                             is_told ? -1 : cases[i].share);
        }
        group.veil = TALLY_SHOWN;
        group.veiled = 0;
        /* Nothing is a share of what would not be seen. */
        group.unseen.count = 1;
        assert_int_equal(figures_share(FINDINGS_STANDARDS, &group), -1);
    }
}

static void columns_to_count_by(void **state)
{
    static const struct {
        const char *names;
        bool of_obligations, good;
    } cases[] = {{"", true, true},
                 {"deadline,rule,office,case_manager,category", true, true},
                 {"team,age_group,u25_group,legal_circle,age", true, true},
                 {"pupil,target_occupation,goal_area,score_total", false, true},
                 {"deadline", false, false},
                 {"rule", false, false},
                 {"client_id", true, false},
                 {"household_id", true, false},
                 {"family_name", true, false},
                 {"own_words", true, false},
                 {"birth_date", true, false},
                 {"needs", true, false},
                 {"strengths", true, false},
                 {"nosuch", true, false},
                 {"office,", true, false},
                 {",office", true, false},
                 {"office,office", true, false},
                 {"office,team,age,pupil,grade,category", true, false}};
    struct office office;

    (void)state;
    open_office(&office, FINDINGS_STANDARDS);
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct grouping by = {0};
        bool good =
            grouping_name(&by, span_from(cases[i].names), &office.concept->columns,
                          cases[i].of_obligations) == NULL;
        if (good != cases[i].good)
            fail_msg("\"%s\" is%s taken", cases[i].names, good ? "" : " not");
    }
    close_office(&office);
}

static void cells_are_values_in_their_out_form(void **state)
{
    struct office office;
    struct asked asked;
    struct grouping by = {0};

    (void)state;
    open_office(&office, FINDINGS_STANDARDS);
    asked_make(&asked, office.concept,
               "client_id\toffice\tpupil\tgrade\tbirth_date\n"
               "1\tA\\tB\tJA\t07\t2001-11-21\n",
               "office pupil grade legal_circle age_group");
    assert_true(asked.good);
    assert_null(grouping_name(&by,
                              span_from("office,pupil,grade,legal_circle,age_group"),
                              &office.concept->columns, true));
    grouping_read(&by, asked.facts);
    assert_true(span_is(by.cells[0], "A\tB"));
    assert_true(span_is(by.cells[1], "yes"));
    assert_true(span_is(by.cells[2], "7"));
    assert_true(span_is(by.cells[3], "sgb2"));
    assert_true(span_is(by.cells[4], "ue25"));
    asked_drop(&asked);
    close_office(&office);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_obligation_is_kept_late_unclear_open_or_missed),
        cmocka_unit_test(only_what_was_asked_for_is_looked_at),
        cmocka_unit_test(an_agreement_is_valid_or_the_first_reason_counts),
        cmocka_unit_test(a_promised_contact_is_held_or_not),
        cmocka_unit_test(percentiles_are_by_nearest_rank),
        cmocka_unit_test(ninety_of_a_hundred_and_one_more),
        cmocka_unit_test(shares_are_rounded_half_up),
        cmocka_unit_test(columns_to_count_by),
        cmocka_unit_test(cells_are_values_in_their_out_form),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
