/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The holiday table and the arithmetic of working days: against a list of all holidays
 * of 2015 … 2035 made with other software (in the folder $SHARED, ../shared if unset;
 * skipped without it), against the examples of the specification, and against counting
 * day by day. Faulty tables are written to a temporary file. Run from the project's
 * root.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "rules/calendar.h"

static const char table_path[] = "lib/data/calendars/germany.tsv";
static const char *const lands[] = {"BW", "BY", "BE", "BB", "HB", "HH",
                                    "HE", "MV", "NI", "NW", "RP", "SL",
                                    "SN", "ST", "SH", "TH", "DE"};

enum { LANDS = sizeof lands / sizeof *lands, STATES = LANDS - 1, LINE_BYTES = 256 };

static struct calendar *calendars[LANDS];

static int open_calendars(void **state)
{
    struct diag diag = {0};

    (void)state;
    for (int i = 0; i < LANDS; i++) {
        calendars[i] = calendar_open(table_path, span_from(lands[i]), &diag);
        if (calendars[i] == NULL) {
            diag_print(&diag, "test_calendar", stderr);
            return -1;
        }
    }
    return 0;
}

static int free_calendars(void **state)
{
    (void)state;
    for (int i = 0; i < LANDS; i++)
        calendar_free(calendars[i]);
    return 0;
}

static int land_number(const char *land)
{
    for (int i = 0; i < LANDS; i++)
        if (strcmp(lands[i], land) == 0)
            return i;
    fail_msg("the test itself is wrong: no Land %s", land);
    return 0;
}

static const struct calendar *of(const char *land)
{
    return calendars[land_number(land)];
}

static int32_t on(const char *text)
{
    int32_t day = DATE_NONE;

    if (!date_parse(span_from(text), &day))
        fail_msg("the test itself is wrong: %s is no date", text);
    return day;
}

static void assert_day(int32_t got, const char *wanted, const char *what)
{
    char text[DATE_BYTES];

    if (got == on(wanted))
        return;
    if (got == DATE_NONE)
        fail_msg("%s: got no date, wanted %s", what, wanted);
    date_format(got, text);
    fail_msg("%s: got %.10s, wanted %s", what, text, wanted);
}

static void assert_holiday(const char *land, const char *date, const char *name)
{
    struct span got = calendar_holiday(of(land), on(date));

    if (!span_is(got, name))
        fail_msg("%s %s: got \"%.*s\", wanted \"%s\"", land, date, (int)got.len,
                 got.len > 0 ? got.ptr : "", name);
}

/* The German letters as the list writes them. */
static void transliterate(struct span name, char out[LINE_BYTES])
{
    static const char *const pairs[][2] = {
        {"ä", "ae"}, {"ö", "oe"}, {"ü", "ue"}, {"ß", "ss"}};
    size_t at = 0;

    while (name.len > 0 && at + 3 < LINE_BYTES) {
        const char *letters = NULL;
        for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
            if (span_starts(name, pairs[i][0]))
                letters = pairs[i][1];
        if (letters != NULL) {
            out[at++] = letters[0];
            out[at++] = letters[1];
        } else {
            out[at++] = name.ptr[0];
        }
        name = span_after(name, letters != NULL ? 2 : 1);
    }
    out[at] = '\0';
}

static FILE *open_list(void)
{
    const char *shared = getenv("SHARED");
    char path[1024];

    snprintf(path, sizeof path, "%s/calendars/holidays-de-2015-2035.csv",
             shared != NULL ? shared : "../shared");
    FILE *list = fopen(path, "r");
    if (list == NULL)
        print_message("skipped: no file %s\n", path);
    return list;
}

/* Every holiday of the list has its name, and no other day of the years has one. */
static void equal_to_the_list_of_all_holidays(void **state)
{
    static bool listed[STATES][366 * 21];
    const int32_t first = on("2015-01-01"), last = on("2035-12-31");
    char line[LINE_BYTES], name[LINE_BYTES];
    FILE *list = open_list();
    long rows = 0;

    (void)state;
    if (list == NULL)
        skip();
    assert_non_null(fgets(line, sizeof line, list));
    assert_string_equal(line, "land;datum;name\n");
    for (; fgets(line, sizeof line, list) != NULL; rows++) {
        line[strcspn(line, "\n")] = '\0';
        line[2] = line[13] = '\0';
        int land = land_number(line);
        transliterate(calendar_holiday(calendars[land], on(line + 3)), name);
        if (strcmp(name, line + 14) != 0)
            fail_msg("%s %s: got \"%s\", wanted \"%s\"", line, line + 3, name,
                     line + 14);
        listed[land][on(line + 3) - first] = true;
    }
    fclose(list);
    assert_int_equal(rows, 3640);
    for (int land = 0; land < STATES; land++)
        for (int32_t day = first; day <= last; day++) {
            bool holiday = listed[land][day - first], weekday = date_weekday(day) < 5;
            if ((calendar_holiday(calendars[land], day).len > 0) != holiday ||
                calendar_is_working(calendars[land], day) != (weekday && !holiday))
                fail_msg("%s differs on day %d", lands[land], (int)day);
        }
}

/* What the list says of each day is found by the bits and the rules in the same way. */
static void bits_agree_with_names(void **state)
{
    (void)state;
    for (int land = 0; land < LANDS; land++)
        for (int32_t day = CALENDAR_FIRST; day <= CALENDAR_LAST;
             day += land == 16 ? 1 : 3) {
            bool off = date_weekday(day) >= 5 ||
                       calendar_holiday(calendars[land], day).len > 0;
            if (calendar_is_working(calendars[land], day) == off)
                fail_msg("%s differs on day %d", lands[land], (int)day);
        }
}

static void holidays_that_are_easily_wrong(void **state)
{
    static const struct {
        const char *land, *date, *name;
    } cases[] = {
        {"SN", "2016-11-16", "Buß- und Bettag"},
        {"SN", "2017-11-22", "Buß- und Bettag"},
        {"SN", "2023-11-22", "Buß- und Bettag"},
        {"SN", "2026-11-18", "Buß- und Bettag"},
        {"SN", "2028-11-22", "Buß- und Bettag"},
        {"SN", "2034-11-22", "Buß- und Bettag"},
        {"DE", "2017-10-31", "Reformationstag"},
        {"BY", "2017-10-31", "Reformationstag"},
        {"HH", "2018-10-31", "Reformationstag"},
        {"BB", "2015-10-31", "Reformationstag"},
        {"BE", "2019-03-08", "Frauentag"},
        {"MV", "2023-03-08", "Frauentag"},
        {"BE", "2020-05-08", "Tag der Befreiung"},
        {"BE", "2025-05-08", "Tag der Befreiung"},
        {"BE", "2028-06-17", "Jahrestag 17. Juni"},
        {"TH", "2019-09-20", "Weltkindertag"},
        {"BB", "2026-04-05", "Ostersonntag"},
        {"BB", "2026-05-24", "Pfingstsonntag"},
        {"SL", "2026-08-15", "Mariä Himmelfahrt"},
        {"HE", "2026-06-04", "Fronleichnam"},
        {"DE", "2026-05-14", "Christi Himmelfahrt"},
        {"ST", "2026-01-06", "Heilige Drei Könige"},
        {"DE", "2026-10-03", "Tag der Deutschen Einheit"},
        /* 1 May and Ascension fall together: the table's first row gives the name. */
        {"DE", "2008-05-01", "Tag der Arbeit"},
    };
    static const char *const none[][2] = {
        {"SN", "2017-11-15"}, {"BB", "2026-11-18"}, {"BY", "2018-10-31"},
        {"DE", "2018-10-31"}, {"HH", "2016-10-31"}, {"BE", "2018-03-08"},
        {"MV", "2022-03-08"}, {"BE", "2021-05-08"}, {"BE", "2027-06-17"},
        {"BB", "2025-05-08"}, {"TH", "2018-09-20"}, {"BE", "2026-04-05"},
        {"BY", "2026-08-15"}, {"BY", "2026-08-08"}, {"SN", "2026-06-04"},
        {"TH", "2026-06-04"}, {"DE", "2026-06-04"}, {"DE", "2026-12-24"},
        {"DE", "2026-12-31"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_holiday(cases[i].land, cases[i].date, cases[i].name);
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        assert_holiday(none[i][0], none[i][1], "");
    assert_true(calendar_is_working(of("BB"), on("2026-12-24")));
    assert_true(calendar_is_working(of("BB"), on("2026-12-31")));
}

/* The rows of the specification, and what they mean on the way. */
static void golden_vectors_of_working_days(void **state)
{
    static const struct {
        const char *from;
        int n;
        const char *land, *to;
    } cases[] = {
        {"2026-12-15", 10, "BB", "2026-12-30"},
        {"2026-03-23", 10, "BB", "2026-04-08"},
        {"2026-03-23", 10, "NW", "2026-04-08"},
        {"2026-05-18", 10, "BE", "2026-06-02"},
        {"2026-11-13", 10, "SN", "2026-11-30"},
        {"2026-11-13", 10, "BB", "2026-11-27"},
        {"2026-12-15", 5, "BB", "2026-12-22"},
        {"2026-12-30", -10, "BB", "2026-12-15"},
        {"2026-04-08", -10, "BB", "2026-03-23"},
        {"2026-08-28", 1, "BB", "2026-08-31"},
        {"2026-08-29", 1, "BB", "2026-08-31"},
        {"2026-08-30", 1, "BB", "2026-08-31"},
        {"2026-08-30", 2, "BB", "2026-09-01"},
        {"2026-08-31", -1, "BB", "2026-08-28"},
        {"2026-08-30", -1, "BB", "2026-08-28"},
        {"2026-08-29", -2, "BB", "2026-08-27"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_day(calendar_add_working(of(cases[i].land), on(cases[i].from),
                                        cases[i].n, false),
                   cases[i].to, cases[i].from);
}

static void golden_vectors_of_rolling(void **state)
{
    static const struct {
        const char *from;
        int months;
        const char *land, *raw, *back, *forward;
    } cases[] = {
        {"2026-08-31", 6, "BB", "2027-02-28", "2027-02-26", "2027-03-01"},
        {"2026-08-29", 6, "BB", "2027-02-28", "2027-02-26", "2027-03-01"},
        {"2026-07-01", 6, "BW", "2027-01-01", "2026-12-31", "2027-01-04"},
        {"2026-06-25", 6, "BB", "2026-12-25", "2026-12-24", "2026-12-28"},
        {"2026-10-03", 6, "NW", "2027-04-03", "2027-04-02", "2027-04-05"},
        {"2027-08-31", 6, "BB", "2028-02-29", "2028-02-29", "2028-02-29"},
        {"2026-04-30", 6, "BB", "2026-10-30", "2026-10-30", "2026-10-30"},
        /* Good Friday to Easter Monday, four days off in a row. */
        {"2026-01-03", 3, "DE", "2026-04-03", "2026-04-02", "2026-04-07"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct calendar *calendar = of(cases[i].land);
        int32_t raw = date_add_months(on(cases[i].from), cases[i].months);
        assert_day(raw, cases[i].raw, cases[i].from);
        assert_day(calendar_roll(calendar, raw, ROLL_NONE), cases[i].raw,
                   cases[i].from);
        assert_day(calendar_roll(calendar, raw, ROLL_BACK), cases[i].back,
                   cases[i].from);
        assert_day(calendar_roll(calendar, raw, ROLL_FORWARD), cases[i].forward,
                   cases[i].from);
    }
}

static void no_working_days_on_or_back(void **state)
{
    static const struct {
        const char *from, *on, *back;
    } cases[] = {
        {"2026-08-31", "2026-08-31", "2026-08-31"}, /* Monday */
        {"2026-08-29", "2026-08-31", "2026-08-28"}, /* Saturday */
        {"2026-08-30", "2026-08-31", "2026-08-28"}, /* Sunday */
        {"2026-12-25", "2026-12-28", "2026-12-24"}, /* holiday */
        {"2026-04-04", "2026-04-07", "2026-04-02"}, /* in Easter */
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int32_t from = on(cases[i].from);
        assert_day(calendar_add_working(of("BB"), from, 0, false), cases[i].on, "+0b");
        assert_day(calendar_add_working(of("BB"), from, 0, true), cases[i].back, "-0b");
        /* Only zero has a direction of its own. */
        assert_int_equal(calendar_add_working(of("BB"), from, 3, true),
                         calendar_add_working(of("BB"), from, 3, false));
    }
}

/* One day at a time, every anchor of four years, up to 30 working days both ways. */
static void working_days_agree_with_counting(void **state)
{
    const struct calendar *calendar = of("SN");

    (void)state;
    for (int32_t from = on("2026-01-01"); from <= on("2029-12-31"); from++) {
        int32_t on_day = from, back = from;
        for (int n = 1; n <= 30; n++) {
            do
                on_day++;
            while (!calendar_is_working(calendar, on_day));
            do
                back--;
            while (!calendar_is_working(calendar, back));
            assert_int_equal(calendar_add_working(calendar, from, n, false), on_day);
            assert_int_equal(calendar_add_working(calendar, from, -n, false), back);
        }
    }
}

static void local_closing_days_are_no_working_days(void **state)
{
    struct diag diag = {0};
    struct calendar *local = calendar_open(table_path, span_from("BB"), &diag);

    (void)state;
    assert_non_null(local);
    calendar_close_day(local, on("2026-12-24"));
    calendar_close_day(local, on("2026-12-31"));
    calendar_close_day(local, on("2026-12-26"));
    calendar_close_day(local, DATE_NONE);
    calendar_close_day(local, CALENDAR_FIRST - 1);
    calendar_close_day(local, CALENDAR_LAST + 1);
    assert_false(calendar_is_working(local, on("2026-12-24")));
    assert_true(calendar_is_working(local, on("2026-12-23")));
    assert_true(calendar_is_working(local, on("2026-12-30")));
    assert_day(calendar_roll(local, on("2026-12-25"), ROLL_BACK), "2026-12-23",
               "closed");
    assert_day(calendar_add_working(local, on("2026-12-15"), 10, false), "2027-01-04",
               "closed");
    assert_int_equal(calendar_holiday(local, on("2026-12-24")).len, 0);
    calendar_free(local);
    assert_true(calendar_is_working(of("BB"), on("2026-12-24")));
}

static void the_calendar_ends(void **state)
{
    const struct calendar *calendar = of("BB");

    (void)state;
    assert_int_equal(CALENDAR_FIRST, date_from_civil(1890, 1, 1));
    assert_int_equal(CALENDAR_LAST, date_from_civil(2220, 12, 31));
    assert_false(calendar_is_working(calendar, CALENDAR_FIRST - 1));
    assert_false(calendar_is_working(calendar, CALENDAR_LAST + 1));
    assert_false(calendar_is_working(calendar, DATE_NONE));
    assert_false(calendar_is_working(calendar, INT32_MAX));
    /* 1890-01-02 and 2220-12-29 are the outermost working days. */
    assert_true(calendar_is_working(calendar, CALENDAR_FIRST + 1));
    assert_true(calendar_is_working(calendar, CALENDAR_LAST - 2));
    assert_int_equal(calendar_roll(calendar, CALENDAR_FIRST, ROLL_BACK), DATE_NONE);
    assert_int_equal(calendar_roll(calendar, CALENDAR_LAST, ROLL_FORWARD), DATE_NONE);
    assert_int_equal(calendar_roll(calendar, DATE_NONE, ROLL_FORWARD), DATE_NONE);
    assert_int_equal(calendar_roll(calendar, DATE_NONE, ROLL_NONE), DATE_NONE);
    assert_int_equal(calendar_add_working(calendar, CALENDAR_FIRST + 1, -1, false),
                     DATE_NONE);
    assert_int_equal(calendar_add_working(calendar, CALENDAR_LAST - 2, 1, false),
                     DATE_NONE);
    assert_int_equal(calendar_add_working(calendar, 0, INT32_MAX, false), DATE_NONE);
    assert_int_equal(calendar_add_working(calendar, 0, INT32_MIN, false), DATE_NONE);
    assert_int_equal(calendar_add_working(calendar, DATE_NONE, 5, false), DATE_NONE);
    assert_int_equal(calendar_add_working(calendar, DATE_NONE, -5, false), DATE_NONE);
    assert_int_equal(calendar_add_working(calendar, INT32_MAX, 5, false), DATE_NONE);
    assert_int_equal(calendar_add_working(calendar, DATE_NONE, 0, false), DATE_NONE);
    assert_int_equal(calendar_holiday(calendar, DATE_NONE).len, 0);
    assert_int_equal(calendar_holiday(calendar, CALENDAR_LAST + 1).len, 0);
}

static void only_some_years_are_checked(void **state)
{
    (void)state;
    for (int i = 0; i < LANDS; i++) {
        assert_int_equal(calendar_doubts(calendars[i], on("2014-12-31")),
                         DOUBT_HOLIDAYS);
        assert_int_equal(calendar_doubts(calendars[i], on("2015-01-01")), 0);
        assert_int_equal(calendar_doubts(calendars[i], on("2035-12-31")), 0);
        assert_int_equal(calendar_doubts(calendars[i], on("2036-01-01")),
                         DOUBT_HOLIDAYS);
        /* Rules go on to apply. */
        assert_false(calendar_is_working(calendars[i], on("2036-01-01")));
        assert_false(calendar_is_working(calendars[i], on("2012-10-03")));
    }
}

/* Opens a table of this content; its path is left in path. */
static struct calendar *open_content(const char *content, const char *land,
                                     char path[32], struct diag *diag)
{
    struct calendar *calendar;
    int file;

    strcpy(path, "/tmp/test_calendar.XXXXXX.tsv");
    file = mkstemps(path, 4);
    assert_true(file >= 0);
    assert_int_equal(write(file, content, strlen(content)), strlen(content));
    close(file);
    calendar = calendar_open(path, span_from(land), diag);
    unlink(path);
    return calendar;
}

#define HEAD "holiday\trule\tlands\tfrom\tto\tsource\n"
#define CODES "BW BY BE BB HB HH HE MV NI NW RP SL SN ST SH TH"
#define NEED_YEARS "a row \"checked\" needs both years, from and to"

/* The row stands on line 3, after a sound one, in the calendar of a Land that it isn't
 * of. */
static void assert_row_refused(const char *row, const char *column, const char *text)
{
    struct diag diag = {0};
    char content[512], path[32];

    snprintf(content, sizeof content,
             HEAD "C\tchecked\t*\t2015\t2035\n%s\nB\t01-03\t*\n", row);
    assert_null(open_content(content, "SL", path, &diag));
    assert_int_equal(diag.code, DIAG_TABLE);
    assert_string_equal(diag.file, path);
    assert_int_equal(diag.line, 3);
    assert_string_equal(diag.column, column);
    assert_string_equal(diag.text, text);
}

static void malformed_rules_are_refused(void **state)
{
    static const char *const rules[] = {
        "01-32",      "01-022",    "+01-02",     "13-01",         "00-01",
        "01-00",      "02-30",     "1-2",        "01.02",         "2026-01-02",
        "",           "Easter",    "easter1",    "easter+",       "easter+-1",
        "easter+251", "easter-81", "wed-before", "wed-before 11", "wed-before 01-07",
        "checked!",
    };

    (void)state;
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        char row[LINE_BYTES], text[512];
        snprintf(row, sizeof row, "A\t%s\tBE", rules[i]);
        snprintf(
            text, sizeof text,
            "unknown rule: got \"%s\", expected MM-DD, easter, easter+N, easter-N, "
            "wed-before MM-DD or checked",
            rules[i]);
        assert_row_refused(row, "rule", text);
    }
}

static void unknown_lands_of_a_row_are_refused(void **state)
{
    static const char *const lists[][2] = {
        {"XX", "XX"}, {"BE,DE", "DE"}, {"BE,", ""},
        {"", ""},     {"be", "be"},    {"*,BE", "*"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        char row[LINE_BYTES], text[512];
        snprintf(row, sizeof row, "A\t01-02\t%s", lists[i][0]);
        snprintf(text, sizeof text,
                 "unknown Land: got \"%s\", expected * or some of " CODES
                 ", with commas",
                 lists[i][1]);
        assert_row_refused(row, "lands", text);
    }
}

static void other_faults_of_a_row_are_refused(void **state)
{
    static const struct {
        const char *row, *column, *text;
    } cases[] = {
        {"A\tchecked\t*\t2015", "rule", NEED_YEARS},
        {"A\tchecked\t*\t\t2035", "rule", NEED_YEARS},
        {"A\tchecked\t*\t2036\t2040", "rule",
         "a second row \"checked\" for the same Land"},
        {"A\t01-02\tBE\t2020\t2019", "to",
         "the last year is before the first: got 2019, expected 2020 or later"},
        {"A\t01-02\tBE\tseit 2019", "from",
         "not a year: got \"seit 2019\", expected YYYY or nothing"},
        {"A\t01-02\tBE\t\t20190", "to",
         "not a year: got \"20190\", expected YYYY or nothing"},
        {"\t01-02\tBE", "holiday",
         "the holiday has no name: got 0 bytes, expected its German name"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_row_refused(cases[i].row, cases[i].column, cases[i].text);
}

static void faulty_tables_are_refused(void **state)
{
    static const struct {
        const char *content, *text;
    } cases[] = {
        {"rule\tlands\tfrom\tto\n01-01\t*\n", "column \"holiday\" is missing"},
        {"holiday\tlands\tfrom\tto\nA\t*\n", "column \"rule\" is missing"},
        {"holiday\trule\tfrom\tto\nA\t01-01\n", "column \"lands\" is missing"},
        {"holiday\trule\tlands\tform\tto\nA\t01-01\t*\n", "column \"from\" is missing"},
        {"holiday\trule\tlands\tfrom\nA\t01-01\t*\n", "column \"to\" is missing"},
        {HEAD "C\tchecked\t*\t2015\t2035\n", "no holiday at all for this Land"},
        {HEAD "A\t01-01\tBE\n", "no holiday at all for this Land"},
        {HEAD, NULL},
        {"", NULL},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct diag diag = {0};
        char path[32];
        assert_null(open_content(cases[i].content, "BB", path, &diag));
        assert_string_equal(diag.file, path);
        /* What an empty table is called is for table.c to say. */
        if (cases[i].text != NULL)
            assert_string_equal(diag.text, cases[i].text);
    }
}

/* Six cells a row, none after the last, and a source in the sixth. */
static void every_row_of_the_shipped_table_is_cited(void **state)
{
    char line[2 * LINE_BYTES];
    FILE *table = fopen(table_path, "r");
    int rows = 0;

    (void)state;
    assert_non_null(table);
    while (fgets(line, sizeof line, table) != NULL) {
        struct span rest = span_of(line, strcspn(line, "\n")), cell = rest;
        int cells = 0;
        if (line[0] == '#')
            continue;
        for (; rest.ptr; cells++)
            cell = span_cut(&rest, '\t');
        if (cells != 6 || cell.len == 0)
            fail_msg("%s: %d cells: %s", table_path, cells, line);
        rows++;
    }
    fclose(table);
    assert_true(rows > 20);
}

static void a_missing_table_is_named(void **state)
{
    struct diag diag = {0};

    (void)state;
    assert_null(calendar_open("no/such/table.tsv", span_from("BB"), &diag));
    assert_int_equal(diag.code, DIAG_SYSTEM);
    assert_string_equal(diag.file, "no/such/table.tsv");
}

static void unknown_lands_are_refused(void **state)
{
    static const char *const unknown[] = {"",    "XX",    "bb", "B",
                                          "BBB", "BW BY", "*",  "BB,BE"};

    (void)state;
    for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++) {
        struct diag diag = {0};
        char text[512];
        assert_null(calendar_open(table_path, span_from(unknown[i]), &diag));
        assert_int_equal(diag.code, DIAG_CODE);
        snprintf(text, sizeof text,
                 "unknown Land: got \"%s\", expected DE or one of " CODES, unknown[i]);
        assert_string_equal(diag.text, text);
    }
}

/* Rules that germany.tsv doesn't use: 29 February, the ends of a year. */
static void rules_at_the_edges(void **state)
{
    static const char content[] = HEAD "A\t02-29\tBE, BB\n"
                                       "B\teaster-80\t*\t2008\t2008\n"
                                       "C\teaster+250\t*\t2038\t2038\n"
                                       "D\twed-before 01-08\t*\t2026\t2026\n"
                                       "E\twed-before 11-22\t*\t2028\t2028\n";
    struct diag diag = {0};
    char path[32];
    struct calendar *calendar = open_content(content, "BB", path, &diag);

    (void)state;
    assert_non_null(calendar);
    assert_true(span_is(calendar_holiday(calendar, on("2028-02-29")), "A"));
    assert_false(calendar_is_working(calendar, on("2028-02-29")));
    assert_true(calendar_is_working(calendar, on("2027-02-26")));
    assert_true(calendar_is_working(calendar, on("2027-03-01")));
    /* Easter 2008 is on 23 March, Easter 2038 on 25 April. */
    assert_true(span_is(calendar_holiday(calendar, on("2008-01-03")), "B"));
    assert_true(span_is(calendar_holiday(calendar, on("2009-01-22")), ""));
    assert_true(span_is(calendar_holiday(calendar, on("2038-12-31")), "C"));
    assert_true(span_is(calendar_holiday(calendar, on("2026-01-07")), "D"));
    /* 22 November 2028 is a Wednesday itself: "before" is a week earlier. */
    assert_true(span_is(calendar_holiday(calendar, on("2028-11-15")), "E"));
    assert_true(span_is(calendar_holiday(calendar, on("2028-11-22")), ""));
    assert_int_equal(calendar_doubts(calendar, on("2026-01-01")), DOUBT_HOLIDAYS);
    calendar_free(calendar);
    calendar_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equal_to_the_list_of_all_holidays),
        cmocka_unit_test(bits_agree_with_names),
        cmocka_unit_test(holidays_that_are_easily_wrong),
        cmocka_unit_test(golden_vectors_of_working_days),
        cmocka_unit_test(golden_vectors_of_rolling),
        cmocka_unit_test(no_working_days_on_or_back),
        cmocka_unit_test(working_days_agree_with_counting),
        cmocka_unit_test(local_closing_days_are_no_working_days),
        cmocka_unit_test(the_calendar_ends),
        cmocka_unit_test(only_some_years_are_checked),
        cmocka_unit_test(malformed_rules_are_refused),
        cmocka_unit_test(unknown_lands_of_a_row_are_refused),
        cmocka_unit_test(other_faults_of_a_row_are_refused),
        cmocka_unit_test(faulty_tables_are_refused),
        cmocka_unit_test(every_row_of_the_shipped_table_is_cited),
        cmocka_unit_test(a_missing_table_is_named),
        cmocka_unit_test(unknown_lands_are_refused),
        cmocka_unit_test(rules_at_the_edges),
    };

    return cmocka_run_group_tests(tests, open_calendars, free_calendars);
}
