/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What uckermark asks for in a rhythm or a while after a day: weekly searches,
 * aftercare, school reports, the last half year of school; what comes after each in a
 * forecast; and what holds for a person whose category changes. The days are worked out
 * by hand.
 */
#include "uckermark.h"

#define A ADULT "category=A last_contact_on="

static const struct expected searches[] = {
    {AS_OF, A "2026-11-20", "woechentlich 2026-11-27 2026-11-27 upcoming"},
    {AS_OF, A "2026-11-14", "woechentlich 2026-11-21 2026-11-20 due"},
    {AS_OF, A "2026-11-13", "woechentlich 2026-11-27 2026-11-27 upcoming"},
    {AS_OF, A "2026-11-07", "woechentlich 2026-11-21 2026-11-20 due"},
    {AS_OF, A "2026-11-06", "woechentlich 2026-11-27 2026-11-27 upcoming"},
    {AS_OF, A "2026-10-31", "woechentlich 2026-11-21 2026-11-20 due"},
    {AS_OF, A "2026-10-30", "woechentlich 2026-11-27 2026-11-27 upcoming"},
    {AS_OF, A "2026-10-24", "woechentlich 2026-11-21 2026-11-20 due"},
    /* whatever was missed, the next one counts */
    {AS_OF, A "2026-10-23", "woechentlich 2026-11-27 2026-11-27 upcoming"},
    {"2026-12-24", A "2026-12-18", "woechentlich 2026-12-25 2026-12-24 due"},
    {"2026-12-30", A "2026-12-18", "woechentlich 2027-01-01 2026-12-31 upcoming"},
    {"2028-02-24", A "2028-02-22", "woechentlich 2028-02-29 2028-02-29 upcoming"},
    {AS_OF, YOUNG "category=A last_contact_on=2026-11-20",
     "woechentlich 2026-11-27 2026-11-27 upcoming"},
    {AS_OF, ADULT "category=A first_talk_on=2026-11-20", "-"},
};

static const struct expected matchings[] = {
    {AS_OF, A "2026-11-14", "woechentlich 2026-11-21 2026-11-20 due"},
    {AS_OF, A "2026-11-13", "woechentlich 2026-11-27 2026-11-27 upcoming"},
    {AS_OF, A "2026-11-07", "woechentlich 2026-11-21 2026-11-20 due"},
    {AS_OF, A "2026-11-06", "woechentlich 2026-11-27 2026-11-27 upcoming"},
    {AS_OF, A "2026-10-31", "woechentlich 2026-11-21 2026-11-20 due"},
    {AS_OF, A "2026-10-24", "woechentlich 2026-11-21 2026-11-20 due"},
    {AS_OF, A "2026-10-23", "woechentlich 2026-11-27 2026-11-27 upcoming"},
};

/* Of each of the four weeks only those of category A are asked. */
static void check_only_near(const char *deadline)
{
    static const char *const others[] = {
        "category=B", "category=C", "category=D", "category=E", "category=S",
        "category=X", "category=Y", "category=Z", "",
    };

    check_free(deadline, ADULT "last_contact_on=2026-11-20", others, COUNT_OF(others));
    check_free(deadline, ADULT "last_contact_on=2026-11-13", others, COUNT_OF(others));
    check_free(deadline, ADULT "last_contact_on=2026-11-06", others, COUNT_OF(others));
    check_free(deadline, ADULT "last_contact_on=2026-10-24", others, COUNT_OF(others));
}

/* R197 */
static void searches_come_each_week_from_one_contact_to_the_next(void **state)
{
    (void)state;
    check_all("stellensuchlauf", searches, COUNT_OF(searches));
    check_only_near("stellensuchlauf");
}

/* R199 */
static void vacancies_are_matched_each_week_from_one_contact_to_the_next(void **state)
{
    (void)state;
    check_all("stellenabgleich", matchings, COUNT_OF(matchings));
    check_only_near("stellenabgleich");
}

static void check_week(struct person *person, const char *deadline, int32_t contact_on)
{
    int32_t as_of = person->facts->day.as_of;
    struct obligation owed, next;
    struct meeting meeting;

    assert_true(person_owes(person, deadline, &owed));
    assert_in_range(owed.due_on, as_of, as_of + 7);
    assert_int_equal((owed.due_on - contact_on) % 7, 0);
    assert_int_not_equal(obligation_status(&owed, as_of), OBLIGATION_OVERDUE);
    meeting = (struct meeting){owed, owed.work_on};
    assert_true(next_after(person->facts, owed.rule->deadline, &meeting, &next,
                           &person->notes));
    assert_int_equal(next.due_on, owed.due_on + 7);
}

/* Nobody records a search: while the contact is in time, none is said to be missed. */
static void a_week_is_listed_once_and_not_overdue(void **state)
{
    int32_t as_of = day_of(AS_OF);

    (void)state;
    for (int32_t day = as_of - 27; day <= as_of; day++) {
        char cells[128];
        struct person person;
        snprintf(cells, sizeof cells, A "%s", day_text(day));
        person_make(&person, UCKERMARK, AS_OF, cells);
        check_week(&person, "stellensuchlauf", day);
        check_week(&person, "stellenabgleich", day);
        person_drop(&person);
    }
}

#define JOB ADULT "job_started_on="

static const struct expected aftercare[] = {
    /* not before the job begins: from Sunday to Monday, from New Year's Day too; then
       it stays open */
    {AS_OF, JOB "2026-11-01", "arbeitsaufnahme 2026-11-01 2026-11-02 due"},
    {AS_OF, JOB "2027-01-01", "arbeitsaufnahme 2027-01-01 2027-01-04 upcoming"},
    {AS_OF, JOB "2026-11-01 last_contact_on=2026-10-31",
     "arbeitsaufnahme 2026-11-01 2026-11-02 due"},
    {AS_OF, JOB "2026-11-01 last_contact_on=2026-11-01", "-"},
    /* after six months the law gives no more */
    {AS_OF, JOB "2026-05-21", "arbeitsaufnahme 2026-05-21 2026-05-21 due"},
    {AS_OF, JOB "2026-05-20", "-"},
    {AS_OF, ADULT "employed=yes last_contact_on=2026-11-01", "-"},
};

static const struct expected aftercare_ends[] = {
    {AS_OF, JOB "2026-11-01 last_contact_on=2026-11-01",
     "vor-dem-ende 2027-04-01 2027-04-01 upcoming"},
    /* six months on the last of February, and from there a month back */
    {AS_OF, JOB "2026-08-31 last_contact_on=2026-09-01",
     "vor-dem-ende 2027-01-28 2027-01-28 upcoming"},
    {"2027-09-15", JOB "2027-08-31 last_contact_on=2027-09-01",
     "vor-dem-ende 2028-01-29 2028-01-28 upcoming"},
    /* met for good by a contact of the last two months */
    {AS_OF, JOB "2026-06-15 last_contact_on=2026-10-14",
     "vor-dem-ende 2026-11-15 2026-11-13 overdue"},
    {AS_OF, JOB "2026-06-15 last_contact_on=2026-10-15", "-"},
    {AS_OF, JOB "2026-05-21 last_contact_on=2026-06-01",
     "vor-dem-ende 2026-10-21 2026-10-21 overdue"},
    {AS_OF, JOB "2026-05-20 last_contact_on=2026-06-01", "-"},
};

/* R207 */
static void a_new_job_is_looked_at_twice_in_six_months(void **state)
{
    (void)state;
    check_all("nachbetreuung", aftercare, COUNT_OF(aftercare));
    check_all("nachbetreuung-ende", aftercare_ends, COUNT_OF(aftercare_ends));
}

#define PUPIL "birth_date=2010-01-01 pupil=yes "

static const struct expected reports[] = {
    {AS_OF, PUPIL "last_contact_on=2026-10-01",
     "halbjahreszeugnis 2027-01-31 2027-02-01 upcoming"},
    {AS_OF, PUPIL "last_contact_on=2026-06-15",
     "jahreszeugnis 2026-07-31 2026-07-31 overdue"},
    /* a contact on the day itself meets it */
    {AS_OF, PUPIL "last_contact_on=2026-07-30",
     "jahreszeugnis 2026-07-31 2026-07-31 overdue"},
    {AS_OF, PUPIL "last_contact_on=2026-07-31",
     "halbjahreszeugnis 2027-01-31 2027-02-01 upcoming"},
    {"2027-02-01", PUPIL "last_contact_on=2027-01-31",
     "jahreszeugnis 2027-07-31 2027-08-02 upcoming"},
    /* for two months: 30 September is a Wednesday */
    {"2026-09-30", PUPIL "last_contact_on=2026-06-15",
     "jahreszeugnis 2026-07-31 2026-07-31 due"},
    {"2026-10-01", PUPIL "last_contact_on=2026-06-15",
     "jahreszeugnis 2026-07-31 2026-07-31 overdue"},
    {"2026-12-31", PUPIL "last_contact_on=2026-12-31",
     "halbjahreszeugnis 2027-01-31 2027-02-01 upcoming"},
    {"2028-02-29", PUPIL "last_contact_on=2028-02-29",
     "jahreszeugnis 2028-07-31 2028-07-31 upcoming"},
    {AS_OF, PUPIL "category=X last_contact_on=2026-10-01",
     "halbjahreszeugnis 2027-01-31 2027-02-01 upcoming"},
    {AS_OF, PUPIL "esb_on=2026-10-01", "-"},
    {AS_OF, "birth_date=2010-01-01 pupil=no last_contact_on=2026-10-01", "-"},
    {AS_OF, "birth_date=2010-01-01 last_contact_on=2026-10-01", "-"},
};

/* R216 */
static void school_reports_are_asked_for_at_the_end_of_january_and_july(void **state)
{
    (void)state;
    check_all("zeugnis", reports, COUNT_OF(reports));
}

#define LEAVES PUPIL "training_ready=yes school_ends_on="

static const struct expected last_half_years[] = {
    {AS_OF, LEAVES "2027-07-31", "letztes-halbes-jahr 2027-01-31 2027-02-01 upcoming"},
    {AS_OF, LEAVES "2027-05-21", "letztes-halbes-jahr 2026-11-21 2026-11-23 due"},
    {AS_OF, LEAVES "2027-07-01", "letztes-halbes-jahr 2027-01-01 2027-01-04 upcoming"},
    {AS_OF, LEAVES "2028-08-31", "letztes-halbes-jahr 2028-02-29 2028-02-29 upcoming"},
    {AS_OF, LEAVES "2026-11-21", "letztes-halbes-jahr 2026-05-21 2026-05-21 overdue"},
    {AS_OF, LEAVES "2026-11-20", "-"},
    /* met by an agreement, from a month before on */
    {AS_OF, LEAVES "2027-05-21 agreement_from=2026-10-21", "-"},
    {AS_OF, LEAVES "2027-05-21 agreement_from=2026-10-20",
     "letztes-halbes-jahr 2026-11-21 2026-11-23 due"},
    {AS_OF, PUPIL "school_ends_on=2027-05-21", "-"},
    {AS_OF, PUPIL "training_ready=no school_ends_on=2027-05-21", "-"},
    {AS_OF, "birth_date=2010-01-01 training_ready=yes school_ends_on=2027-05-21", "-"},
    {AS_OF, ADULT "pupil=yes training_ready=yes school_ends_on=2027-05-21", "-"},
};

/* R160, R218 */
static void half_a_year_before_school_ends_the_group_changes(void **state)
{
    static const char *const others[] = {"category=X", "category=Y", "category=Z"};

    (void)state;
    check_all("umstellung-ausbildungsuchende", last_half_years,
              COUNT_OF(last_half_years));
    check_free("umstellung-ausbildungsuchende", LEAVES "2027-05-21", others,
               COUNT_OF(others));
}

/* `RULE DUE_ON` three times: what follows if each one is met on its working day. */
static const char *followers(struct person *person, const char *deadline)
{
    static char text[256];
    struct obligation owed;
    size_t used = 0;
    bool open = person_owes(person, deadline, &owed);

    text[0] = '\0';
    for (unsigned i = 0; open && i < 3; i++) {
        struct meeting meeting = {owed, owed.work_on};
        used += (size_t)snprintf(text + used, sizeof text - used, "%s%.*s %s",
                                 i > 0 ? " | " : "", (int)owed.rule->rule->id.len,
                                 owed.rule->rule->id.ptr, day_text(owed.due_on));
        open = next_after(person->facts, owed.rule->deadline, &meeting, &owed,
                          &person->notes);
    }
    return text;
}

/* What a forecast makes of the new rows. */
static void what_repeats_comes_again_and_the_rest_does_not(void **state)
{
    static const char *const cases[][3] = {
        {"stellensuchlauf", A "2026-11-13",
         "woechentlich 2026-11-27 | woechentlich 2026-12-04 | "
         "woechentlich 2026-12-11"},
        {"stellenabgleich", A "2026-10-24",
         "woechentlich 2026-11-21 | woechentlich 2026-11-28 | "
         "woechentlich 2026-12-05"},
        {"zeugnis", PUPIL "last_contact_on=2026-06-15", "jahreszeugnis 2026-07-31"},
        {"nachbetreuung", JOB "2026-11-02", "arbeitsaufnahme 2026-11-02"},
        {"nachbetreuung-ende", JOB "2026-11-02", "vor-dem-ende 2027-04-02"},
        {"mitteilung-leistung", "esb_on=2026-11-20", "nach-esb 2026-11-23"},
        {"mitteilung-bewilligung", "approved_on=2026-11-20",
         "nach-bewilligung 2026-11-23"},
        {"mitteilung-nah", ADULT "category=A esb_on=2026-11-20",
         "nach-esb-ohne-antrag 2026-11-23"},
        {"einladung-erstgespraech",
         ADULT "applied_on=2026-11-02 approved_on=2026-11-13", "ohne-esb 2026-11-27"},
        {"umstellung-ausbildungsuchende", LEAVES "2027-07-31",
         "letztes-halbes-jahr 2027-01-31"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct person person;
        person_make(&person, UCKERMARK, AS_OF, cases[i][1]);
        assert_string_equal(followers(&person, cases[i][0]), cases[i][2]);
        person_drop(&person);
    }
}

#define BACK ADULT "first_talk_on=2024-03-01 last_contact_on=2025-06-02 "

/* 2026-11-02 and ten working days: 16 November */
static const struct expected contacts[] = {
    {AS_OF, BACK "category=Y category_since=2025-06-02", "-"},
    {AS_OF, BACK "category=C reactivated_on=2026-11-02",
     "uebrige 2026-11-16 2026-11-16 overdue"},
    {AS_OF, BACK "category=B reactivated_on=2026-11-02",
     "b 2026-11-16 2026-11-16 overdue"},
    {AS_OF, ADULT "category=C reactivated_on=2026-11-02",
     "reaktivierung 2026-11-16 2026-11-16 overdue"},
    {AS_OF, ADULT "category=C reactivated_on=2026-11-02 last_contact_on=2026-11-10",
     "uebrige 2027-05-10 2027-05-10 upcoming"},
};

static const struct expected agreements[] = {
    {AS_OF, BACK "category=Y agreement_until=2025-05-30", "-"},
    {AS_OF, BACK "category=C agreement_until=2025-05-30 reactivated_on=2026-11-02",
     "laufende-endet 2026-11-16 2026-11-16 overdue"},
};

static const struct expected first_agreements[] = {
    {AS_OF, BACK "category=Y", "-"},
    {AS_OF, BACK "category=C reactivated_on=2026-11-16",
     "nach-erstgespraech 2026-11-30 2026-11-30 upcoming"},
};

/* R278 */
static void who_comes_back_from_x_y_z_has_ten_working_days(void **state)
{
    (void)state;
    check_all("kontakt", contacts, COUNT_OF(contacts));
    check_all("vereinbarung", agreements, COUNT_OF(agreements));
    check_all("vereinbarung-fehlt", first_agreements, COUNT_OF(first_agreements));
}

/* R279 */
static void who_is_handed_back_leaves_the_rules_of_category_a(void **state)
{
    static const char *const near_only[] = {
        "mitteilung-nah",  "einladung-nah",   "erstgespraech-nah",
        "stellensuchlauf", "stellenabgleich", "einzelfallbeurteilung-nah"};
    static const char cells[] =
        ADULT "esb_on=2026-05-04 handover_on=2026-05-05 last_contact_on=2026-11-16";

    (void)state;
    for (size_t i = 0; i < COUNT_OF(near_only); i++)
        check_free(near_only[i], cells, (const char *const[]){"category=B"}, 1);
    check_all("kontakt",
              (const struct expected[]){
                  {AS_OF,
                   ADULT "category=B handover_on=2026-05-05 last_contact_on=2026-11-16",
                   "b 2027-02-16 2027-02-16 upcoming"}},
              1);
}

/* R265: what is asked of pupils is asked by the careers advice. */
static void pupils_are_in_no_rhythm_of_contacts(void **state)
{
    static const struct expected cases[] = {
        {AS_OF, PUPIL "last_contact_on=2026-11-16", "-"},
        {AS_OF, PUPIL "category=B last_contact_on=2026-11-16", "-"},
        {AS_OF, YOUNG "category=B last_contact_on=2026-11-16",
         "b 2027-02-16 2027-02-16 upcoming"},
    };
    static const struct expected certificates[] = {
        {AS_OF, PUPIL "last_contact_on=2026-11-16",
         "halbjahr 2027-05-16 2027-05-14 upcoming"},
    };

    (void)state;
    check_all("kontakt", cases, COUNT_OF(cases));
    check_all("schulbescheinigung", certificates, COUNT_OF(certificates));
}

static void each_deadline_is_of_one_kind(void **state)
{
    static const struct {
        const char *names;
        enum deadline_kind kind;
    } kinds[] = {
        {"esb esb-aufstocker erstgespraech erstgespraech-nah kontakt berufsberatung-15",
         DEADLINE_TALK},
        {"vereinbarung vereinbarung-fehlt umstellung-ausbildungsuchende",
         DEADLINE_AGREEMENT},
        {"wiedervorlage einzelfallbeurteilung-nah absolvent-pruefung "
         "vermittlungskunde-pruefung nachbetreuung nachbetreuung-ende reaktivierung",
         DEADLINE_REVIEW},
    };
    static struct faults problems;
    struct concept *concept = concept_open(UCKERMARK, day_of(AS_OF), &problems);

    (void)state;
    assert_non_null(concept);
    for (unsigned i = 0; i < concept->deadlines.table.count; i++) {
        const struct deadline_rule *rule = &concept->deadlines.rules[i];
        enum deadline_kind kind = DEADLINE_TASK;
        for (size_t k = 0; k < COUNT_OF(kinds); k++) {
            struct span rest = span_from(kinds[k].names);
            while (rest.ptr != NULL && rest.len > 0)
                if (span_equal(span_cut(&rest, ' '),
                               concept->deadlines.names[rule->deadline]))
                    kind = kinds[k].kind;
        }
        assert_int_equal(rule->kind, kind);
    }
    concept_close(concept);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(searches_come_each_week_from_one_contact_to_the_next),
        cmocka_unit_test(vacancies_are_matched_each_week_from_one_contact_to_the_next),
        cmocka_unit_test(a_week_is_listed_once_and_not_overdue),
        cmocka_unit_test(a_new_job_is_looked_at_twice_in_six_months),
        cmocka_unit_test(school_reports_are_asked_for_at_the_end_of_january_and_july),
        cmocka_unit_test(half_a_year_before_school_ends_the_group_changes),
        cmocka_unit_test(what_repeats_comes_again_and_the_rest_does_not),
        cmocka_unit_test(who_comes_back_from_x_y_z_has_ten_working_days),
        cmocka_unit_test(who_is_handed_back_leaves_the_rules_of_category_a),
        cmocka_unit_test(pupils_are_in_no_rhythm_of_contacts),
        cmocka_unit_test(each_deadline_is_of_one_kind),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
