/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Closing days: which days each form of the table calendar takes off, for whom, and
 * what is said of the days behind the last one that is listed.
 */
#include "trace.h"

#include "rules/calendars.h"
#include "rules/steps.h"
#include "rules/table.h"
#include "value/date.h"

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))
#define AS_OF "2026-11-21"

static int32_t on(const char *text)
{
    int32_t day = DATE_NONE;

    if (!date_parse(span_from(text), &day))
        fail_msg("\"%s\" is no date", text);
    return day;
}

/* The calendars of an office in Brandenburg with these tables. */
struct offices {
    struct arena arena;
    struct calendars calendars;
    struct input offices, closing;
};

static void offices_make(struct offices *it, const char *offices, const char *closing)
{
    static struct faults faults;

    *it = (struct offices){0};
    input_make(&it->offices, span_from(offices));
    input_make(&it->closing, span_from(closing));
    faults.count = 0;
    calendars_load(&it->calendars, span_from("BB"),
                   &(struct table_source){.path = it->offices.path},
                   &(struct table_source){.path = it->closing.path}, on(AS_OF),
                   &it->arena, &faults);
    if (faults.count > 0)
        fail_msg("%s", faults.list[0].text);
}

static void offices_drop(struct offices *it)
{
    calendars_free(&it->calendars);
    input_drop(&it->offices);
    input_drop(&it->closing);
    arena_free(&it->arena);
}

static const struct calendar *calendar_of(const struct offices *it, const char *office)
{
    return calendars_get(&it->calendars,
                         calendars_find(&it->calendars, span_from(office)));
}

static const struct {
    const char *row; /* of the table, below date, name, office, valid_from, valid_to */
    const char *closed, *open; /* days between spaces */
} forms[] = {
    {"2026-12-24", "2026-12-24", "2026-12-23 2027-12-24"},
    {"24.12.2026", "2026-12-24", "2025-12-24"},
    {"yearly 12-24", "2026-12-24 2027-12-24 2100-12-24", "2026-12-23"},
    {"yearly 24.12.", "2026-12-24 2027-12-24", "2026-12-23"},
    {"12-24", "2026-12-24 2027-12-24", "2026-12-23"},
    {"24.12.", "2026-12-24 2027-12-24", "2026-12-23"},
    {"yearly 02-29", "2028-02-29", "2028-02-28 2027-03-01"},
    {"easter+60", "2026-06-04 2027-05-27", "2026-06-05"}, /* Fronleichnam */
    {"easter-48", "2026-02-16", "2026-02-17"},            /* Rosenmontag */
    {"yearly easter+60", "2026-06-04", "2026-06-05"},
    {"wed-before 11-23", "2026-11-18 2027-11-17", "2026-11-25"},
    {"2026-12-28..2026-12-30", "2026-12-28 2026-12-29 2026-12-30",
     "2026-12-23 2026-12-31 2027-12-28"},
    {"28.12.2026 .. 30.12.2026", "2026-12-28 2026-12-30", "2026-12-31"},
    {"yearly 12-24\t\t\t2027-01-01\t2028-12-31", "2027-12-24 2028-12-24",
     "2026-12-24 2029-12-24"},
    {"2026-12-28..2026-12-30\t\t\t2026-12-29", "2026-12-29 2026-12-30", "2026-12-28"},
};

static void check_days(const struct calendar *calendar, const char *row,
                       const char *days, bool working)
{
    struct span rest = span_from(days);

    while (rest.ptr != NULL) {
        struct span day = span_cut(&rest, ' ');
        int32_t number = DATE_NONE;
        assert_true(date_parse(day, &number));
        if (calendar_is_working(calendar, number) != working &&
            date_weekday(number) < 5)
            fail_msg("%s: %.*s is a day %s", row, (int)day.len, day.ptr,
                     working ? "off" : "of work");
    }
}

static void each_form_closes_its_days(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(forms); i++) {
        struct offices it;
        char text[256];
        snprintf(text, sizeof text, "date\tname\toffice\tvalid_from\tvalid_to\n%s\n",
                 forms[i].row);
        offices_make(&it, "office\tcalendar\n", text);
        check_days(calendar_of(&it, ""), forms[i].row, forms[i].closed, false);
        check_days(calendar_of(&it, ""), forms[i].row, forms[i].open, true);
        offices_drop(&it);
    }
}

/* Fronleichnam is a holiday in HE, and for one office in BB. */
static void an_office_has_its_own_days_and_land(void **state)
{
    struct offices it;

    (void)state;
    offices_make(&it,
                 "office\tcalendar\tvalid_from\nHanau\tHE\nKassel\tHE\t2030-01-01\n",
                 "date\tname\toffice\n2026-11-27\tTeamtag\n2026-11-26\tx\tHanau\n"
                 "2026-11-25\tx\tBernau\n");
    check_days(calendar_of(&it, ""), "all", "2026-11-27", false);
    check_days(calendar_of(&it, ""), "all", "2026-06-04 2026-11-26 2026-11-25", true);
    check_days(calendar_of(&it, "Hanau"), "Hanau", "2026-06-04 2026-11-26 2026-11-27",
               false);
    check_days(calendar_of(&it, "Hanau"), "Hanau", "2026-11-25", true);
    check_days(calendar_of(&it, "Bernau"), "Bernau", "2026-11-25 2026-11-27", false);
    check_days(calendar_of(&it, "Bernau"), "Bernau", "2026-06-04 2026-11-26", true);
    check_days(calendar_of(&it, "Kassel"), "Kassel", "2026-06-04", true);
    assert_ptr_equal(calendar_of(&it, "Kassel"), calendar_of(&it, ""));
    offices_drop(&it);
}

static void what_a_spreadsheet_changes_is_known(void **state)
{
    static const struct {
        const char *date;
        bool is_bare;
    } dates[] = {{"12-24", true},         {"24.12.", true},
                 {"yearly 12-24", false}, {"easter+60", false},
                 {"2026-12-24", false},   {"13-24", false},
                 {"24.12.2026", false},   {"", false}};

    (void)state;
    for (size_t i = 0; i < COUNT_OF(dates); i++)
        assert_int_equal(closing_is_bare(span_from(dates[i].date)), dates[i].is_bare);
}

static unsigned doubts_of(const struct calendar *calendar, const char *from,
                          const char *notation)
{
    struct steps steps;
    unsigned doubts = 0;

    assert_true(steps_parse(span_from(notation), NULL, &steps));
    steps_apply(&steps, calendar, on(from), &doubts);
    return doubts;
}

static void days_behind_the_last_listed_year_are_doubted(void **state)
{
    struct offices it;

    (void)state;
    offices_make(&it, "office\tcalendar\n",
                 "date\tname\toffice\n2026-12-24\tx\n2027-12-31\tx\tHanau\n"
                 "yearly 08-08\tx\n");
    assert_int_equal(doubts_of(calendar_of(&it, ""), "2026-12-23", "+1b"), 0);
    assert_int_equal(doubts_of(calendar_of(&it, ""), "2026-12-31", "+1b"),
                     DOUBT_CLOSING_DAYS);
    assert_int_equal(doubts_of(calendar_of(&it, ""), "2027-12-23", "+1b"),
                     DOUBT_CLOSING_DAYS);
    assert_int_equal(doubts_of(calendar_of(&it, ""), "2027-12-23", "+6mo"), 0);
    assert_int_equal(doubts_of(calendar_of(&it, "Hanau"), "2027-12-23", "+1b"), 0);
    assert_int_equal(doubts_of(calendar_of(&it, "Hanau"), "2036-01-10", "+1b"),
                     DOUBT_CLOSING_DAYS | DOUBT_HOLIDAYS);
    assert_int_equal(calendars_listed_to(&it.calendars), 2026);
    offices_drop(&it);
    /* A list of rules has no last year. */
    offices_make(&it, "office\tcalendar\n", "date\nyearly 12-24\neaster+60\n");
    assert_int_equal(doubts_of(calendar_of(&it, ""), "2027-12-23", "+1b"), 0);
    assert_int_equal(calendars_listed_to(&it.calendars), 0);
    offices_drop(&it);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_form_closes_its_days),
        cmocka_unit_test(an_office_has_its_own_days_and_land),
        cmocka_unit_test(what_a_spreadsheet_changes_is_known),
        cmocka_unit_test(days_behind_the_last_listed_year_are_doubted),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
