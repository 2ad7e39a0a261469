/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Uckermark's notices and invitations: each with its day, worked out by hand, with what
 * meets it, and with those to whom it doesn't apply.
 */
#include "uckermark.h"

static const struct expected results[] = {
    /* Friday's counselling: the notice is of Monday, and of no day after it */
    {"2026-11-20", "esb_on=2026-11-20", "nach-esb 2026-11-23 2026-11-23 upcoming"},
    {"2026-11-21", "esb_on=2026-11-20", "nach-esb 2026-11-23 2026-11-23 upcoming"},
    {"2026-11-23", "esb_on=2026-11-20", "nach-esb 2026-11-23 2026-11-23 due"},
    {"2026-11-24", "esb_on=2026-11-20", "-"},
    {"2026-11-20", "esb_on=2026-11-19", "nach-esb 2026-11-20 2026-11-20 due"},
    {"2026-11-21", "esb_on=2026-11-19", "-"},
    /* over Christmas, over the year's end, to 29 February */
    {"2026-12-27", "esb_on=2026-12-24", "nach-esb 2026-12-28 2026-12-28 upcoming"},
    {"2026-12-28", "esb_on=2026-12-24", "nach-esb 2026-12-28 2026-12-28 due"},
    {"2026-12-29", "esb_on=2026-12-24", "-"},
    {"2027-01-03", "esb_on=2026-12-31", "nach-esb 2027-01-04 2027-01-04 upcoming"},
    {"2028-02-28", "esb_on=2028-02-28", "nach-esb 2028-02-29 2028-02-29 upcoming"},
    /* for everyone; a counselling to come has no result yet */
    {AS_OF, ADULT "category=X esb_on=2026-11-20",
     "nach-esb 2026-11-23 2026-11-23 upcoming"},
    {AS_OF, "birth_date=2010-01-01 pupil=yes esb_on=2026-11-20",
     "nach-esb 2026-11-23 2026-11-23 upcoming"},
    {AS_OF, "birth_date=2010-01-01 pupil=yes esb_on=2026-11-30", "-"},
    {AS_OF, ADULT "applied_on=2026-11-20", "-"},
};

/* R041 */
static void the_result_is_passed_on_on_the_next_working_day(void **state)
{
    (void)state;
    check_all("mitteilung-leistung", results, COUNT_OF(results));
}

static const struct expected approvals[] = {
    {"2026-11-21", "approved_on=2026-11-20",
     "nach-bewilligung 2026-11-23 2026-11-23 upcoming"},
    {"2026-11-23", "approved_on=2026-11-20",
     "nach-bewilligung 2026-11-23 2026-11-23 due"},
    {"2026-11-24", "approved_on=2026-11-20", "-"},
    /* from Thursday over Easter to Tuesday */
    {"2027-03-29", "approved_on=2027-03-25",
     "nach-bewilligung 2027-03-30 2027-03-30 upcoming"},
    {"2027-03-30", "approved_on=2027-03-25",
     "nach-bewilligung 2027-03-30 2027-03-30 due"},
    {"2027-03-31", "approved_on=2027-03-25", "-"},
    {AS_OF, ADULT "category=Z approved_on=2026-11-20",
     "nach-bewilligung 2026-11-23 2026-11-23 upcoming"},
    {AS_OF, "applied_on=2026-11-20", "-"},
};

/* R042 */
static void an_approval_is_passed_on_on_the_next_working_day(void **state)
{
    (void)state;
    check_all("mitteilung-bewilligung", approvals, COUNT_OF(approvals));
}

static const struct expected near[] = {
    {AS_OF, ADULT "category=A esb_on=2026-11-20",
     "nach-esb-ohne-antrag 2026-11-23 2026-11-23 upcoming"},
    {AS_OF, ADULT "category=A esb_on=2026-11-19",
     "nach-esb-ohne-antrag 2026-11-20 2026-11-20 overdue"},
    {"2026-12-27", ADULT "category=A esb_on=2026-12-24",
     "nach-esb-ohne-antrag 2026-12-28 2026-12-28 upcoming"},
    {"2027-01-02", ADULT "category=A esb_on=2026-12-31",
     "nach-esb-ohne-antrag 2027-01-04 2027-01-04 upcoming"},
    {"2028-02-28", ADULT "category=A esb_on=2028-02-28",
     "nach-esb-ohne-antrag 2028-02-29 2028-02-29 upcoming"},
    /* decided later than in the counselling */
    {AS_OF, ADULT "category=A esb_on=2026-11-02 category_since=2026-11-18",
     "nach-esb-ohne-antrag 2026-11-19 2026-11-19 overdue"},
    {AS_OF, ADULT "category=A esb_on=2026-11-02 category_since=2026-10-01",
     "nach-esb-ohne-antrag 2026-11-03 2026-11-03 overdue"},
    /* met by the handover, but not by one of before the decision, nor by one to come */
    {AS_OF, ADULT "category=A esb_on=2026-11-20 handover_on=2026-11-20", "-"},
    {AS_OF, ADULT "category=A esb_on=2026-11-20 handover_on=2026-12-01",
     "nach-esb-ohne-antrag 2026-11-23 2026-11-23 upcoming"},
    {AS_OF, ADULT "category=A esb_on=2026-11-20 handover_on=2026-11-19", "-"},
    {AS_OF,
     ADULT "category=A category_since=2026-11-20 esb_on=2026-11-20 "
           "handover_on=2026-11-19",
     "nach-esb-ohne-antrag 2026-11-23 2026-11-23 upcoming"},
    /* the counselling of the present case, or none: then the approval counts */
    {AS_OF, ADULT "category=A applied_on=2026-11-02 esb_on=2026-11-20",
     "nach-esb 2026-11-23 2026-11-23 upcoming"},
    {AS_OF,
     ADULT "category=A applied_on=2026-11-02 esb_on=2025-01-10 approved_on=2026-11-20",
     "ohne-esb 2026-11-23 2026-11-23 upcoming"},
    /* nobody who is 25 owed it before the birthday; of 29 February it is 1 March */
    {AS_OF,
     "birth_date=2001-11-21 category=A category_since=2024-05-06 esb_on=2024-05-06",
     "nach-esb-ohne-antrag 2026-11-23 2026-11-23 upcoming"},
    {"2025-03-01",
     "birth_date=2000-02-29 category=A category_since=2024-05-06 esb_on=2024-05-06",
     "nach-esb-ohne-antrag 2025-03-03 2025-03-03 upcoming"},
    {"2025-02-28",
     "birth_date=2000-02-29 category=A category_since=2024-05-06 esb_on=2024-05-06",
     "-"},
    /* nor before the decision */
    {AS_OF,
     "birth_date=2001-01-10 category=A category_since=2026-11-20 esb_on=2024-05-06",
     "nach-esb-ohne-antrag 2026-11-23 2026-11-23 upcoming"},
    {AS_OF,
     "birth_date=2001-11-02 category=A category_since=2026-11-18 esb_on=2026-11-18",
     "nach-esb-ohne-antrag 2026-11-19 2026-11-19 overdue"},
    {AS_OF, "birth_date=2001-11-02 category=A category_since=2026-11-18", "-"},
    {AS_OF, "birth_date=2001-11-02 category=A esb_on=2026-11-18",
     "nach-esb-ohne-antrag 2026-11-19 2026-11-19 overdue"},
    {AS_OF,
     "birth_date=2001-11-02 category=A category_since=2026-11-18 esb_on=2026-11-18 "
     "handover_on=2026-11-18",
     "-"},
    {AS_OF,
     "birth_date=2001-11-02 category=A category_since=2026-11-18 esb_on=2026-11-18 "
     "handover_on=2026-11-17",
     "nach-esb-ohne-antrag 2026-11-19 2026-11-19 overdue"},
    {AS_OF,
     "birth_date=2001-11-02 category=B category_since=2026-11-18 esb_on=2026-11-18",
     "-"},
    {AS_OF, "birth_date=2000-11-21 category=A esb_on=2024-05-06",
     "nach-esb-ohne-antrag 2025-11-24 2025-11-24 overdue"},
};

/* R040 */
static void the_near_case_manager_is_told_on_the_next_working_day(void **state)
{
    static const char *const others[] = {"category=B", "category=S", "category=X",
                                         "category=Y", "category=Z", ""};

    (void)state;
    check_all("mitteilung-nah", near, COUNT_OF(near));
    check_free("mitteilung-nah", ADULT "esb_on=2026-11-20", others, COUNT_OF(others));
    check_free("mitteilung-nah", YOUNG "esb_on=2026-11-20 category=A",
               (const char *const[]){"pupil=no"}, 1);
}

#define NEW ADULT "applied_on=2026-11-02 "
#define APPROVED NEW "approved_on=2026-11-13"
#define RAN_OUT NEW "alg_until=2026-11-20"

static const struct expected invitations[] = {
    {AS_OF, APPROVED, "ohne-esb 2026-11-27 2026-11-27 upcoming"},
    {"2026-12-20", ADULT "applied_on=2026-12-01 approved_on=2026-12-15",
     "ohne-esb 2026-12-30 2026-12-30 upcoming"},
    {AS_OF, YOUNG "applied_on=2026-11-02 approved_on=2026-11-13 category=C",
     "ohne-esb 2026-11-27 2026-11-27 upcoming"},
    {AS_OF, APPROVED " first_talk_on=2026-11-02", "-"},
    {AS_OF, APPROVED " first_talk_on=2026-11-01",
     "ohne-esb 2026-11-27 2026-11-27 upcoming"},
    /* for a month; 31 October is a Saturday */
    {AS_OF, ADULT "applied_on=2026-10-01 approved_on=2026-10-21",
     "ohne-esb 2026-11-04 2026-11-04 overdue"},
    {AS_OF, ADULT "applied_on=2026-10-01 approved_on=2026-10-20", "-"},
    /* while unemployment benefit runs only its end counts */
    {AS_OF, APPROVED " alg_until=2027-02-28",
     "aufstocker 2027-03-01 2027-03-01 upcoming"},
    {AS_OF, RAN_OUT, "aufstocker 2026-11-23 2026-11-23 upcoming"},
    {AS_OF, NEW "alg_until=2026-12-24", "aufstocker 2026-12-28 2026-12-28 upcoming"},
    {"2026-12-31", NEW "alg_until=2026-12-31",
     "aufstocker 2027-01-04 2027-01-04 upcoming"},
    {"2028-02-01", NEW "alg_until=2028-02-28",
     "aufstocker 2028-02-29 2028-02-29 upcoming"},
    {AS_OF, RAN_OUT " first_talk_on=2026-11-16", "-"},
    {AS_OF, RAN_OUT " first_talk_on=2026-10-20", "-"},
    {AS_OF, RAN_OUT " first_talk_on=2026-10-19",
     "aufstocker 2026-11-23 2026-11-23 upcoming"},
};

/* R022, R024 */
static void without_first_counselling_the_first_talk_needs_an_invitation(void **state)
{
    static const char *const others[] = {"esb_on=2026-11-05", "pupil=yes", "category=A",
                                         "category=S"};
    static const char *const approved[] = {"benefit_ended_on=2026-09-30"};

    (void)state;
    check_all("einladung-erstgespraech", invitations, COUNT_OF(invitations));
    check_free("einladung-erstgespraech", APPROVED, others, COUNT_OF(others));
    check_free("einladung-erstgespraech", APPROVED, approved, COUNT_OF(approved));
    check_free("einladung-erstgespraech", RAN_OUT, others, COUNT_OF(others));
    check_free("einladung-erstgespraech",
               "birth_date=2011-11-22 applied_on=2026-11-02 approved_on=2026-11-13",
               (const char *const[]){"", "alg_until=2026-11-20"}, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_result_is_passed_on_on_the_next_working_day),
        cmocka_unit_test(an_approval_is_passed_on_on_the_next_working_day),
        cmocka_unit_test(the_near_case_manager_is_told_on_the_next_working_day),
        cmocka_unit_test(without_first_counselling_the_first_talk_needs_an_invitation),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
