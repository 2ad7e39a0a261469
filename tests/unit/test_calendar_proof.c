/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Proof of the working days: the holidays of all Länder against the conditions of
 * naive_holidays.h, by name for every day of 2000 … 2099; every start of the years
 * whose law was checked (2015 … 2035, and some months around) with 0 to 60 working days
 * on and back, found by one walk a start; every roll of a hundred years. And the laws:
 * later starts give no earlier results, a roll lands on a working day and passes none,
 * so many working days on and back again lead to where one was.
 */
#include "naive_holidays.h"
#include "naive_proof.h"

enum { WORKING_DAYS = 60 };

static struct calendar *calendars[NAIVE_LANDS];
static struct notation on[WORKING_DAYS + 1], back[WORKING_DAYS + 1];
static struct notation on_and_back[WORKING_DAYS + 1], back_and_on[WORKING_DAYS + 1];

static int open_calendars(void **state)
{
    (void)state;
    naive_make();
    for (int land = 0; land < NAIVE_LANDS; land++) {
        calendars[land] = proof_calendar(naive_lands[land].code);
        if (calendars[land] == NULL)
            return -1;
    }
    return 0;
}

static int free_calendars(void **state)
{
    (void)state;
    for (int land = 0; land < NAIVE_LANDS; land++)
        calendar_free(calendars[land]);
    return 0;
}

static void every_holiday_is_that_of_the_law(void **state)
{
    const int first = naive_find(2000, 1, 1), last = naive_find(2099, 12, 31);

    (void)state;
    for (int land = 0; land < NAIVE_LANDS; land++)
        for (int day = first; day <= last; day++) {
            struct span got = calendar_holiday(calendars[land], naive_number(day));
            const char *wanted = naive_holiday(land, day);
            if (!span_is(got, wanted != NULL ? wanted : ""))
                fail_msg("%s (%s): got holiday \"%.*s\", wanted \"%s\"",
                         naive_text(naive_number(day)), naive_lands[land].code,
                         (int)got.len, got.len > 0 ? got.ptr : "",
                         wanted != NULL ? wanted : "");
        }
}

/* From before the calendar begins until after it ends. */
static void every_working_day_is_one(void **state)
{
    const int first = naive_find(1889, 1, 1), last = naive_find(2221, 12, 31);

    (void)state;
    for (int land = 0; land < NAIVE_LANDS; land++)
        for (int day = first; day <= last; day++)
            if (calendar_is_working(calendars[land], naive_number(day)) !=
                naive_works(land, day))
                fail_msg("%s (%s): got %s, wanted %s", naive_text(naive_number(day)),
                         naive_lands[land].code,
                         naive_works(land, day) ? "a day off" : "a working day",
                         naive_works(land, day) ? "a working day" : "a day off");
}

static bool naive_is_checked(int day)
{
    return naive_days[day].year >= 2015 && naive_days[day].year <= 2035;
}

static void years_are_checked_or_not(void **state)
{
    (void)state;
    for (int land = 0; land < NAIVE_LANDS; land++)
        for (int day = naive_find(2000, 1, 1); naive_days[day].year < 2100; day++)
            if ((calendar_doubts(calendars[land], naive_number(day)) == 0) !=
                naive_is_checked(day))
                fail_msg("%s (%s): the law is%s said to be checked",
                         naive_text(naive_number(day)), naive_lands[land].code,
                         naive_is_checked(day) ? " not" : "");
}

static int32_t follow(int land, const struct notation *notation, int start,
                      unsigned *doubts)
{
    *doubts = 0;
    return steps_apply(&notation->steps, calendars[land], naive_number(start), doubts);
}

/* notation leads from start to wanted; before: the library's result a start earlier. */
static void prove_step(int land, const struct notation *notation, int start, int wanted,
                       int32_t *before)
{
    const char *code = naive_lands[land].code;
    unsigned doubts;
    int32_t got = follow(land, notation, start, &doubts);

    proof_equal(start, notation->text, code, got, wanted);
    proof_monotone(start, notation->text, code, *before, got);
    *before = got;
    if ((doubts != 0) != !(naive_is_checked(start) && naive_is_checked(wanted)))
        fail_msg("%s %s (%s): got %s, noted as %s", naive_text(naive_number(start)),
                 notation->text, code, proof_text(got),
                 doubts != 0 ? "unchecked" : "checked");
}

static void write_steps(void)
{
    for (int n = 0; n <= WORKING_DAYS; n++) {
        char text[48];
        on[n] = notation_count('+', n, "b");
        back[n] = notation_count('-', n, "b");
        snprintf(text, sizeof text, "+%db -%db", n, n);
        on_and_back[n] = notation_of(text);
        snprintf(text, sizeof text, "-%db +%db", n, n);
        back_and_on[n] = notation_of(text);
    }
}

/* All steps of one start: one walk on, one walk back. */
static void prove_start(int land, int start, int32_t after[WORKING_DAYS + 1],
                        int32_t before[WORKING_DAYS + 1])
{
    int next = naive_works(land, start) ? start : naive_walk(land, start, 1);
    int last = naive_works(land, start) ? start : naive_walk(land, start, -1);

    prove_step(land, &on[0], start, next, &after[0]);
    prove_step(land, &back[0], start, last, &before[0]);
    next = last = start;
    for (int n = 1; n <= WORKING_DAYS; n++) {
        next = naive_walk(land, next, 1);
        last = naive_walk(land, last, -1);
        prove_step(land, &on[n], start, next, &after[n]);
        prove_step(land, &back[n], start, last, &before[n]);
    }
}

/* The months around the checked years are for the note that a year was not checked. */
static void working_days_are_counted(void **state)
{
    const int first = naive_find(2014, 9, 1), last = naive_find(2036, 4, 30);

    (void)state;
    write_steps();
    for (int land = 0; land < NAIVE_LANDS; land++) {
        int32_t after[WORKING_DAYS + 1], before[WORKING_DAYS + 1];
        for (int n = 0; n <= WORKING_DAYS; n++)
            after[n] = before[n] = DATE_NONE;
        for (int start = first; start <= last; start++)
            prove_start(land, start, after, before);
    }
}

static void prove_way_home(int land, const struct notation *notation, int start)
{
    unsigned doubts;

    proof_equal(start, notation->text, naive_lands[land].code,
                follow(land, notation, start, &doubts), start);
}

/* From a working day, and from no other: a day off is never come back to. */
static void working_days_on_and_back_lead_home(void **state)
{
    const int first = naive_find(2015, 1, 1), last = naive_find(2035, 12, 31);

    (void)state;
    write_steps();
    for (int land = 0; land < NAIVE_LANDS; land++)
        for (int start = first; start <= last; start++) {
            if (!calendar_is_working(calendars[land], naive_number(start)))
                continue;
            for (int n = 0; n <= WORKING_DAYS; n++) {
                prove_way_home(land, &on_and_back[n], start);
                prove_way_home(land, &back_and_on[n], start);
            }
        }
}

static const struct {
    enum calendar_roll roll;
    const char *name;
    int direction; /* 0: stays */
} rolls[] = {
    {ROLL_BACK, "roll back", -1},
    {ROLL_FORWARD, "roll forward", 1},
    {ROLL_NONE, "no roll", 0},
};

enum { ROLLS = sizeof rolls / sizeof *rolls };

static void rolls_agree_with_walking(void **state)
{
    (void)state;
    for (int land = 0; land < NAIVE_LANDS; land++)
        for (int i = 0; i < ROLLS; i++) {
            int32_t before = DATE_NONE;
            for (int day = naive_find(2000, 1, 1); naive_days[day].year < 2100; day++) {
                const char *code = naive_lands[land].code;
                bool stays = rolls[i].direction == 0 || naive_works(land, day);
                int wanted = stays ? day : naive_walk(land, day, rolls[i].direction);
                int32_t got =
                    calendar_roll(calendars[land], naive_number(day), rolls[i].roll);
                proof_equal(day, rolls[i].name, code, got, wanted);
                proof_monotone(day, rolls[i].name, code, before, got);
                before = got;
            }
        }
}

/* Only days off lie between a day and where it rolls to, the day itself included. */
static void check_passed(int land, int day, const char *name, int32_t from, int32_t to)
{
    for (int32_t i = from; i < to; i++)
        if (calendar_is_working(calendars[land], i))
            fail_msg("%s %s (%s): %s is passed on the way from %s to %s",
                     naive_text(naive_number(day)), name, naive_lands[land].code,
                     proof_text(i), proof_text(from), proof_text(to));
}

/* Not compared with the naive calendar: what the library says must fit together. */
static void a_roll_lands_on_a_working_day_and_passes_none(void **state)
{
    (void)state;
    for (int land = 0; land < NAIVE_LANDS; land++)
        for (int day = naive_find(2000, 1, 1); naive_days[day].year < 2100; day++) {
            const struct calendar *calendar = calendars[land];
            const char *code = naive_lands[land].code;
            int32_t due = naive_number(day);
            int32_t earlier = calendar_roll(calendar, due, ROLL_BACK);
            int32_t later = calendar_roll(calendar, due, ROLL_FORWARD);
            if (calendar_roll(calendar, due, ROLL_NONE) != due)
                fail_msg("%s no roll (%s): it moves", proof_text(due), code);
            if (earlier > due || later < due)
                fail_msg("%s (%s): rolls back to %s, forward to %s", proof_text(due),
                         code, proof_text(earlier), proof_text(later));
            if (!calendar_is_working(calendar, earlier) ||
                !calendar_is_working(calendar, later))
                fail_msg("%s (%s): rolls back to %s, forward to %s, one a day off",
                         proof_text(due), code, proof_text(earlier), proof_text(later));
            check_passed(land, day, "roll back", earlier + 1, due + 1);
            check_passed(land, day, "roll forward", due, later);
        }
}

/* 1 January is a day off everywhere: its two rolls lie in two years. */
static void years_end_between_the_rolls_of_new_year(void **state)
{
    (void)state;
    for (int land = 0; land < NAIVE_LANDS; land++)
        for (int year = 2000; year <= 2099; year++) {
            int32_t new_year = naive_number(naive_find(year, 1, 1));
            int32_t before = calendar_roll(calendars[land], new_year, ROLL_BACK);
            int32_t after = calendar_roll(calendars[land], new_year, ROLL_FORWARD);
            if (before < new_year - 3 || before >= new_year || after <= new_year ||
                after > new_year + 3)
                fail_msg("%s (%s): rolls back to %s, forward to %s",
                         proof_text(new_year), naive_lands[land].code,
                         proof_text(before), proof_text(after));
        }
}

/* A day that an office closes is passed over like a holiday, and opens nowhere else. */
static void closing_days_are_passed_over(void **state)
{
    struct calendar *local = proof_calendar("BB");
    const int bb = 3, first = naive_find(2026, 12, 1), last = naive_find(2027, 1, 31);
    const int closed[] = {naive_find(2026, 12, 24), naive_find(2026, 12, 31),
                          naive_find(2027, 1, 1), naive_find(2027, 1, 4)};

    (void)state;
    assert_non_null(local);
    assert_string_equal(naive_lands[bb].code, "BB");
    for (size_t i = 0; i < sizeof closed / sizeof *closed; i++)
        calendar_close_day(local, naive_number(closed[i]));
    for (int day = first; day <= last; day++) {
        bool works = naive_works(bb, day);
        for (size_t i = 0; i < sizeof closed / sizeof *closed; i++)
            works = works && day != closed[i];
        if (calendar_is_working(local, naive_number(day)) != works)
            fail_msg("%s (BB with closing days) differs",
                     proof_text(naive_number(day)));
    }
    calendar_free(local);
}

/* Beyond the first and the last working day that the calendar knows there is none. */
static void the_calendar_ends(void **state)
{
    const int32_t first = naive_number(naive_find(1890, 1, 1));
    const int32_t last = naive_number(naive_find(2220, 12, 31));

    (void)state;
    for (int land = 0; land < NAIVE_LANDS; land++) {
        const struct calendar *calendar = calendars[land];
        int32_t head = calendar_roll(calendar, first, ROLL_FORWARD);
        int32_t tail = calendar_roll(calendar, last, ROLL_BACK);
        assert_int_equal(head, first + 1);
        assert_int_equal(tail, last - 2); /* a Friday */
        assert_int_equal(calendar_roll(calendar, first, ROLL_BACK), DATE_NONE);
        assert_int_equal(calendar_roll(calendar, last, ROLL_FORWARD), DATE_NONE);
        assert_int_equal(calendar_add_working(calendar, head, -1, false), DATE_NONE);
        assert_int_equal(calendar_add_working(calendar, tail, 1, false), DATE_NONE);
        assert_int_equal(calendar_add_working(calendar, head, 1, false), head + 1);
        assert_int_equal(calendar_add_working(calendar, tail, -1, false), tail - 1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_holiday_is_that_of_the_law),
        cmocka_unit_test(every_working_day_is_one),
        cmocka_unit_test(years_are_checked_or_not),
        cmocka_unit_test(closing_days_are_passed_over),
        cmocka_unit_test(the_calendar_ends),
        cmocka_unit_test(years_end_between_the_rolls_of_new_year),
        cmocka_unit_test(a_roll_lands_on_a_working_day_and_passes_none),
        cmocka_unit_test(rolls_agree_with_walking),
        cmocka_unit_test(working_days_are_counted),
        cmocka_unit_test(working_days_on_and_back_lead_home),
    };

    return cmocka_run_group_tests(tests, open_calendars, free_calendars);
}
