/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Steps: every golden vector of the date law that uses them, each unit in both
 * directions, parameters, and what is no sequence of steps.
 */
#include "rules.h"

#include "rules/parameters.h"
#include "rules/steps.h"

/* A number is no step; one without a row for the as-of day has no value. */
static const struct parameters PARAMETERS = {
    .count = 5,
    .list = {
        {.name = {"contact", 7}, .value = {"6mo", 3}},
        {.name = {"to_work", 7}, .value = {"10b", 3}},
        {.name = {"adult", 5}, .value = {"25age", 5}},
        {.name = {"near_months", 11},
         .value = {"12", 2},
         .is_number = true,
         .number = 12},
        {.name = {"later", 5}, .value = {"", 0}},
    }};

static struct calendar *calendar_of(const char *land)
{
    struct diag diag = {0};
    struct calendar *calendar = calendar_open(HOLIDAYS, span_from(land), &diag);

    assert_non_null(calendar);
    return calendar;
}

static int32_t step_from(const char *start, const char *text, const char *land,
                         unsigned *doubts)
{
    struct calendar *calendar = calendar_of(land);
    struct steps steps;
    int32_t day;

    if (!steps_parse(span_from(text), &PARAMETERS, &steps))
        fail_msg("\"%s\" is refused", text);
    day = steps_apply(&steps, calendar, day_of(start), doubts);
    calendar_free(calendar);
    return day;
}

/* dates.md, "Golden vectors": all of them. */
static const struct {
    const char *start, *steps, *land, *result;
    const char *forward, *back; /* NULL: the vector doesn't roll */
} golden[] = {
    {"2026-08-31", "+6mo", "DE", "2027-02-28", "2027-03-01", "2027-02-26"},
    {"2027-08-31", "+6mo", "DE", "2028-02-29", NULL, NULL},
    {"2026-04-30", "+6mo", "DE", "2026-10-30", NULL, NULL},
    {"2026-05-31", "-3mo", "DE", "2026-02-28", NULL, NULL},
    {"2026-07-01", "+6mo", "BW", "2027-01-01", "2027-01-04", "2026-12-31"},
    {"2026-06-25", "+6mo", "BB", "2026-12-25", "2026-12-28", "2026-12-24"},
    {"2026-12-15", "+10b", "BB", "2026-12-30", NULL, NULL},
    {"2026-03-23", "+10b", "BB", "2026-04-08", NULL, NULL},
    {"2026-05-18", "+10b", "BE", "2026-06-02", NULL, NULL},
    {"2026-11-13", "+10b", "SN", "2026-11-30", NULL, NULL},
    {"2026-11-13", "+10b", "BB", "2026-11-27", NULL, NULL},
    {"2000-02-29", "+25age", "DE", "2025-03-01", NULL, NULL},
    {"2025-10-01", ">09-30 >01-31", "DE", "2027-01-31", NULL, NULL},
    {"2026-03-01", ">09-30 >01-31", "DE", "2027-01-31", NULL, NULL},
    {"2026-09-30", ">09-30 >01-31", "DE", "2027-01-31", NULL, NULL},
    {"2026-10-01", ">09-30 >01-31", "DE", "2028-01-31", NULL, NULL},
};

static void golden_vectors_of_the_date_law_hold(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(golden); i++) {
        unsigned doubts = 0;
        struct calendar *calendar = calendar_of(golden[i].land);
        int32_t day =
            step_from(golden[i].start, golden[i].steps, golden[i].land, &doubts);
        if (strcmp(day_text(day), golden[i].result) != 0)
            fail_msg("%s %s: got %s, expected %s", golden[i].start, golden[i].steps,
                     day_text(day), golden[i].result);
        if (golden[i].forward != NULL) {
            assert_string_equal(day_text(calendar_roll(calendar, day, ROLL_FORWARD)),
                                golden[i].forward);
            assert_string_equal(day_text(calendar_roll(calendar, day, ROLL_BACK)),
                                golden[i].back);
            assert_int_equal(calendar_roll(calendar, day, ROLL_NONE), day);
        }
        assert_int_equal(doubts, 0);
        calendar_free(calendar);
    }
}

static const struct {
    const char *start, *steps, *result;
} cases[] = {
    /* days and weeks; the event's day doesn't count */
    {"2026-11-01", "+10d", "2026-11-11"},
    {"2026-11-11", "-10d", "2026-11-01"},
    {"2026-11-01", "+0d", "2026-11-01"},
    {"2026-11-21", "+2w", "2026-12-05"},
    {"2026-11-21", "-2w", "2026-11-07"},
    /* months without stickiness; a year is 12 of them */
    {"2026-02-28", "+6mo", "2026-08-28"},
    {"2026-03-31", "-1mo", "2026-02-28"},
    {"2028-03-31", "-1mo", "2028-02-29"},
    {"2026-01-31", "+0mo", "2026-01-31"},
    {"2028-02-29", "+1y", "2029-02-28"},
    {"2028-02-29", "-1y", "2027-02-28"},
    {"2028-02-29", "+4y", "2032-02-29"},
    {"2026-12-31", "+1mo", "2027-01-31"},
    {"2026-01-15", "-1mo", "2025-12-15"},
    /* steps go from left to right and are not merged */
    {"2026-01-31", "+1mo +1mo", "2026-03-28"},
    {"2026-01-31", "+2mo", "2026-03-31"},
    {"2026-01-31", "+1mo+1d", "2026-03-01"},
    {"2026-01-30", "+1d +1mo", "2026-02-28"},
    {"2026-01-30", "  +1d   +1mo ", "2026-02-28"},
    /* birthdays */
    {"2000-02-29", "+24age", "2024-02-29"},
    {"2000-02-29", "+1age", "2001-03-01"},
    {"2001-05-08", "+25age", "2026-05-08"},
    {"2001-05-08", "+0age", "2001-05-08"},
    /* the next such day, on or after */
    {"2026-12-31", ">12-31", "2026-12-31"},
    {"2027-01-01", ">12-31", "2027-12-31"},
    {"2025-03-01", ">02-29", "2028-02-29"},
    {"2028-02-29", ">02-29", "2028-02-29"},
    /* working days of BB: Christmas 2026 is a Friday and a Saturday */
    {"2026-12-24", "+1b", "2026-12-28"},
    {"2026-12-28", "-1b", "2026-12-24"},
    {"2026-12-25", "+0b", "2026-12-28"},
    {"2026-12-25", "-0b", "2026-12-24"},
    {"2026-12-28", "+0b", "2026-12-28"},
    {"2026-12-28", "-0b", "2026-12-28"},
    {"2026-11-21", "+1b", "2026-11-23"},
    {"2026-11-21", "-1b", "2026-11-20"},
    {"2026-12-30", "-10b", "2026-12-15"},
    {"2026-11-30", "-1mo +1b", "2026-11-02"},
    /* what a parameter says, in the direction of its sign */
    {"2026-08-31", "+$contact", "2027-02-28"},
    {"2026-08-31", "-$contact", "2026-02-28"},
    {"2026-12-15", "+$to_work", "2026-12-30"},
    {"2000-02-29", "+$adult", "2025-03-01"},
    {"2026-01-30", "+1d +$contact+$to_work", "2026-08-14"},
};

static void each_unit_counts_as_the_law_says(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        unsigned doubts = 0;
        int32_t day = step_from(cases[i].start, cases[i].steps, "BB", &doubts);
        if (strcmp(day_text(day), cases[i].result) != 0)
            fail_msg("%s %s: got %s, expected %s", cases[i].start, cases[i].steps,
                     day_text(day), cases[i].result);
    }
}

static const char *const malformed[] = {
    "",
    " ",
    "6mo",
    "+mo",
    "+6",
    "+6m",
    "+6 mo",
    "+ 6mo",
    "+6mon",
    "+6MO",
    "+-6mo",
    "++6mo",
    "+6mo,",
    "+6mo;+1d",
    "+6mo 1d",
    "-25age",
    "-0age",
    "+10000d",
    "+1.5y",
    "+10 b",
    "+10bd",
    ">9-30",
    ">09-3",
    ">09-31",
    ">02-30",
    ">13-01",
    ">00-10",
    ">10-00",
    ">0930",
    ">2026-09-30",
    "> 09-30",
    "<09-30",
    ">09-30x",
    "as_of",
    "+1d +1d +1d +1d +1d +1d +1d",
    "$contact",
    "+$",
    "+$nosuch",
    "+$near_months",
    "+$later",
    "+$Contact",
    "-$adult",
    "+2$contact",
    "+$contact-",
    "+$contact2",
    "> $contact",
};

static void what_is_no_sequence_of_steps_is_refused(void **state)
{
    struct steps steps;

    (void)state;
    for (size_t i = 0; i < COUNT_OF(malformed); i++)
        if (steps_parse(span_from(malformed[i]), &PARAMETERS, &steps))
            fail_msg("\"%s\" is taken for steps", malformed[i]);
    assert_true(steps_parse(span_from("+1d+1d+1d+1d+1d+1d"), NULL, &steps));
    assert_int_equal(steps.count, STEPS_MOST);
    assert_true(steps_parse(span_from("+9999d"), NULL, &steps));
}

/* So that a rule can say which parameters it hangs on. */
static void steps_know_their_parameters(void **state)
{
    struct steps steps;

    (void)state;
    assert_true(steps_parse(span_from("+1d"), &PARAMETERS, &steps));
    assert_int_equal(steps.parameters, 0);
    assert_true(steps_parse(span_from("+$to_work-$contact"), &PARAMETERS, &steps));
    assert_int_equal(steps.parameters, 1 << 0 | 1 << 1);
    assert_false(steps_parse(span_from("+$contact"), NULL, &steps));
}

static void working_days_outside_the_checked_years_are_noted(void **state)
{
    static const struct {
        const char *start, *steps;
        unsigned doubts;
    } notes[] = {
        {"2035-12-03", "+1b", 0},
        {"2035-12-31", "+1b", DOUBT_HOLIDAYS},
        {"2036-01-10", "+1b", DOUBT_HOLIDAYS},
        {"2014-12-29", "+1b", DOUBT_HOLIDAYS},
        {"2015-01-02", "-1b", DOUBT_HOLIDAYS},
        {"2040-01-10", "+6mo", 0},
        {"2040-01-10", "+3w", 0},
        {"2040-01-10", ">09-30", 0},
        {"2030-01-10", "+10y +1b", DOUBT_HOLIDAYS},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(notes); i++) {
        unsigned doubts = 0;
        step_from(notes[i].start, notes[i].steps, "BB", &doubts);
        if (doubts != notes[i].doubts)
            fail_msg("%s %s: doubts are %u", notes[i].start, notes[i].steps, doubts);
        doubts = DOUBT_HOLIDAYS;
        step_from(notes[i].start, notes[i].steps, "BB", &doubts);
        assert_int_equal(doubts,
                         DOUBT_HOLIDAYS); /* a note that stands is not taken back */
    }
}

static void steps_that_leave_all_years_lead_to_no_day(void **state)
{
    unsigned doubts = 0;

    (void)state;
    assert_int_equal(step_from("2026-01-01", "+9999y +9999y", "BB", &doubts),
                     DATE_NONE);
    assert_int_equal(step_from("2026-01-01", "-9999y", "BB", &doubts), DATE_NONE);
    assert_int_equal(step_from("2026-01-01",
                               "+9999b +9999b +9999b +9999b +9999b +9999b", "BB",
                               &doubts),
                     DATE_NONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(golden_vectors_of_the_date_law_hold),
        cmocka_unit_test(each_unit_counts_as_the_law_says),
        cmocka_unit_test(what_is_no_sequence_of_steps_is_refused),
        cmocka_unit_test(steps_know_their_parameters),
        cmocka_unit_test(working_days_outside_the_checked_years_are_noted),
        cmocka_unit_test(steps_that_leave_all_years_lead_to_no_day),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
