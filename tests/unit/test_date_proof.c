/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Proof of the dates: every day of 2000 … 2099 with every step of months, years, weeks,
 * days, birthdays and days of the year, through the notation of the tables, against the
 * naive calendar of naive_dates.h; and the laws of BGB §§ 187, 188 as properties of the
 * results. Working days are proved in test_calendar_proof.c.
 */
#include "naive_proof.h"

enum { MONTHS = 36, YEARS = 10, DAYS = 400, WEEKS = 60, AGES = 110 };

/* No step here asks the calendar; the tools hand one over all the same. */
static const char land[] = "DE";
static struct calendar *calendar;
static int first, last; /* the starts: 2000-01-01 and 2099-12-31 */

static int count_days(void **state)
{
    (void)state;
    naive_make();
    first = naive_find(2000, 1, 1);
    last = naive_find(2099, 12, 31);
    calendar = proof_calendar(land);
    return calendar != NULL ? 0 : -1;
}

static int free_calendar(void **state)
{
    (void)state;
    calendar_free(calendar);
    return 0;
}

static int32_t follow(const struct notation *notation, int start)
{
    unsigned doubts = 0;
    int32_t day = steps_apply(&notation->steps, calendar, naive_number(start), &doubts);

    if (doubts != 0)
        fail_msg("%s %s (%s): a step without working days is noted as unchecked",
                 naive_text(naive_number(start)), notation->text, land);
    return day;
}

/* The naive calendar against what everybody can look up. */
static void the_naive_calendar_is_right_itself(void **state)
{
    static const struct {
        int year, month, day, weekday;
    } known[] = {
        {1900, 1, 1, MON},   {1970, 1, 1, THU},   {1900, 2, 28, WED},
        {1900, 3, 1, THU},   {2000, 2, 29, TUE},  {2000, 1, 1, SAT},
        {2026, 11, 21, SAT}, {2099, 12, 31, THU}, {2100, 3, 1, MON},
    };
    static const struct {
        int year, month, day;
    } easters[] = {
        {1943, 4, 25}, {1954, 4, 18}, {1981, 4, 19}, {2000, 4, 23},
        {2008, 3, 23}, {2019, 4, 21}, {2024, 3, 31}, {2026, 4, 5},
        {2038, 4, 25}, {2049, 4, 18}, {2076, 4, 19}, {2100, 3, 28},
    };

    (void)state;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        int day = naive_find(known[i].year, known[i].month, known[i].day);
        assert_int_equal(naive_days[day].day, known[i].day);
        assert_int_equal(naive_days[day].weekday, known[i].weekday);
    }
    for (size_t i = 0; i < sizeof easters / sizeof *easters; i++)
        assert_int_equal(naive_easter(easters[i].year),
                         naive_find(easters[i].year, easters[i].month, easters[i].day));
    /* 25 leap days in the hundred years. */
    assert_int_equal(last - first + 1, 100 * 365 + 25);
    assert_string_equal(naive_text(0), "1970-01-01");
}

/* The date of this year in the library's way and in the naive one. */
static void check_conversions(int32_t day, int year, const struct naive_day *want)
{
    struct civil got = date_civil(day);

    if (got.year != year || got.month != want->month || got.day != want->day)
        fail_msg("day %d: got %d-%d-%d, wanted %d-%d-%d", (int)day, got.year, got.month,
                 got.day, year, want->month, want->day);
    if (date_from_civil(year, want->month, want->day) != day)
        fail_msg("%d-%d-%d: got day %d, wanted %d", year, want->month, want->day,
                 (int)date_from_civil(year, want->month, want->day), (int)day);
    if (date_weekday(day) != want->weekday)
        fail_msg("%d-%d-%d: got weekday %d, wanted %d", year, want->month, want->day,
                 date_weekday(day), want->weekday);
    if (want->day == 1)
        assert_int_equal(date_days_in_month(year, want->month),
                         naive_length(want->year, want->month));
}

/*
 * One walk through all defined years, -5000-01-01 to 12999-12-31, which passes Easter
 * on the way: in the Gregorian years the first Sunday after the full moon.
 */
static void every_defined_day_is_converted(void **state)
{
    /* The naive calendar knows no year before 0; cycles of 400 years are alike. */
    const int offset = 5200;
    struct naive_day want = {-5000 + offset, 1, 1, 0, 0};
    int32_t day = date_from_civil(-5000, 1, 1), moon = INT32_MAX;

    (void)state;
    want.weekday = date_weekday(day);
    for (; want.year <= 12999 + offset; day++, want = naive_next(want)) {
        int year = want.year - offset;
        check_conversions(day, year, &want);
        if (year == 1970 && want.month == 1 && want.day == 1) {
            assert_int_equal(day, 0);
            assert_int_equal(want.weekday, THU);
        }
        if (year > 1582 && want.month == 3 && want.day == 1)
            moon = day + naive_paschal_moon(year) - 1;
        if (day <= moon || want.weekday != SUN)
            continue;
        if (date_easter(year) != day)
            fail_msg("Easter %d: got day %d, wanted %d", year, (int)date_easter(year),
                     (int)day);
        moon = INT32_MAX;
    }
    assert_int_equal(day, date_from_civil(13000, 1, 1));
}

/* Arithmetic begins and ends with the defined years. */
static void beyond_the_defined_years_is_no_date(void **state)
{
    const int32_t start = date_from_civil(-5000, 1, 1);
    const int32_t end = date_from_civil(12999, 12, 31);

    (void)state;
    assert_int_equal(date_add_months(start, 0), start);
    assert_int_equal(date_add_months(end, 0), end);
    assert_int_equal(date_add_months(start + 31, -1), start);
    assert_int_equal(date_add_months(end - 31, 1), end - 1); /* 30 November */
    assert_int_equal(date_add_months(start, -1), DATE_NONE);
    assert_int_equal(date_add_months(end, 1), DATE_NONE);
    assert_int_equal(date_add_months(start - 1, 1), DATE_NONE);
    assert_int_equal(date_add_months(end + 1, -1), DATE_NONE);
    assert_int_equal(date_birthday(start, 0), start);
    assert_int_equal(date_birthday(end, 0), end);
    assert_int_equal(date_birthday(start, -1), DATE_NONE);
    assert_int_equal(date_birthday(end, 1), DATE_NONE);
    assert_int_equal(date_next_month_day(end, 12, 31), end);
    assert_int_equal(date_next_month_day(end, 12, 30), DATE_NONE);
}

static void easter_is_where_the_epact_puts_it(void **state)
{
    (void)state;
    for (int year = NAIVE_FIRST_YEAR; year <= NAIVE_LAST_YEAR; year++)
        if (date_easter(year) != naive_number(naive_easter(year)))
            fail_msg("Easter %d: got %s, wanted %s", year,
                     proof_text(date_easter(year)),
                     naive_text(naive_number(naive_easter(year))));
}

/* Whether the text is read as the day it names; wanted is -1 if it names none. */
static void check_text(const char *text, int wanted)
{
    int32_t day = DATE_NONE;

    if (date_parse(span_from(text), &day) != (wanted >= 0))
        fail_msg("\"%s\" is %s", text, wanted >= 0 ? "refused" : "taken for a date");
    if (wanted >= 0 && day != naive_number(wanted))
        fail_msg("\"%s\" is read as %s", text, proof_text(day));
}

/* Days and months one more and one less than there are, years 1890 … 2209. */
static void exactly_the_days_of_the_stream_are_read(void **state)
{
    (void)state;
    for (int year = 1890; year < 2210; year++)
        for (int month = 0; month <= 13; month++)
            for (int day = 0; day <= 32; day++) {
                bool exists = month >= 1 && month <= 12 && day >= 1 && year >= 1900 &&
                              year < 2200 && day <= naive_length(year, month);
                int wanted = exists ? naive_find(year, month, day) : -1;
                char text[48];
                snprintf(text, sizeof text, "%04d-%02d-%02d", year, month, day);
                check_text(text, wanted);
                snprintf(text, sizeof text, "%02d.%02d.%04d", day, month, year);
                check_text(text, wanted);
            }
}

static void every_day_is_written(void **state)
{
    (void)state;
    for (int day = naive_find(1900, 1, 1); day <= naive_find(2199, 12, 31); day++) {
        const struct naive_day *date = &naive_days[day];
        char got[DATE_BYTES], german[48];
        date_format(naive_number(day), got);
        if (memcmp(got, naive_text(naive_number(day)), DATE_BYTES) != 0)
            fail_msg("%s is written %.10s", naive_text(naive_number(day)), got);
        snprintf(german, sizeof german, "%02d.%02d.%04d", date->day, date->month,
                 date->year);
        date_format_german(naive_number(day), got);
        if (memcmp(got, german, DATE_BYTES) != 0)
            fail_msg("%s is written %.10s", german, got);
    }
}

/* The rules of months, told once more by the result alone. */
static void check_month_laws(int start, const struct notation *notation, int n,
                             int32_t got)
{
    const struct naive_day *from = &naive_days[start];
    struct civil to = date_civil(got);
    int length = naive_length(to.year, to.month);

    if (12 * (to.year - from->year) + to.month - from->month != n)
        fail_msg("%s %s (%s): got %s, not %d months on",
                 naive_text(naive_number(start)), notation->text, land, proof_text(got),
                 n);
    if (to.day != (from->day < length ? from->day : length))
        fail_msg("%s %s (%s): got %s, neither the same number nor the month's last day",
                 naive_text(naive_number(start)), notation->text, land,
                 proof_text(got));
}

/* notation leads n months on. */
static void prove_months(const struct notation *notation, int n)
{
    int32_t before = DATE_NONE;

    for (int start = first; start <= last; start++) {
        int32_t got = follow(notation, start);
        proof_equal(start, notation->text, land, got, naive_months_on(start, n));
        proof_monotone(start, notation->text, land, before, got);
        check_month_laws(start, notation, n, got);
        before = got;
    }
}

static void months_and_years_are_counted(void **state)
{
    (void)state;
    for (int n = 0; n <= MONTHS; n++) {
        struct notation on = notation_count('+', n, "mo");
        struct notation back = notation_count('-', n, "mo");
        prove_months(&on, n);
        prove_months(&back, -n);
    }
    for (int n = 0; n <= YEARS; n++) {
        struct notation on = notation_count('+', n, "y");
        struct notation back = notation_count('-', n, "y");
        prove_months(&on, 12 * n);
        prove_months(&back, -12 * n);
    }
}

/* notation leads n days on. */
static void prove_days(const struct notation *notation, int n)
{
    for (int start = first; start <= last; start++)
        proof_equal(start, notation->text, land, follow(notation, start), start + n);
}

static void days_and_weeks_are_counted(void **state)
{
    (void)state;
    for (int n = 0; n <= DAYS; n++) {
        struct notation on = notation_count('+', n, "d");
        struct notation back = notation_count('-', n, "d");
        prove_days(&on, n);
        prove_days(&back, -n);
    }
    for (int n = 0; n <= WEEKS; n++) {
        struct notation on = notation_count('+', n, "w");
        struct notation back = notation_count('-', n, "w");
        prove_days(&on, 7 * n);
        prove_days(&back, -7 * n);
    }
}

/* Steps go from left to right, each from where the one before has led. */
static void steps_are_not_merged(void **state)
{
    static const struct {
        const char *text;
        int months[6];
    } cases[] = {
        {"+1mo +1mo", {1, 1}},
        {"+1mo -1mo", {1, -1}},
        {"-1mo +1mo", {-1, 1}},
        {"+1y-12mo", {12, -12}},
        {"+11mo +1mo", {11, 1}},
        {"+1mo +2mo +3mo -3mo -2mo -1mo", {1, 2, 3, -3, -2, -1}},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct notation notation = notation_of(cases[i].text);
        for (int start = first; start <= last; start++) {
            int wanted = start;
            for (int k = 0; k < 6; k++)
                wanted = naive_months_on(wanted, cases[i].months[k]);
            proof_equal(start, cases[i].text, land, follow(&notation, start), wanted);
        }
    }
}

/*
 * Backwards through the years, keeping the last day seen of each name: the next such
 * day on or after. The sweep begins with enough years to have seen a 29 February.
 */
static void the_next_day_of_the_year_is_found(void **state)
{
    static struct notation notations[13][32];
    static int next[13][32];
    static int32_t after[13][32];

    (void)state;
    for (int day = naive_find(2000, 1, 1); day <= naive_find(2000, 12, 31); day++) {
        const struct naive_day *date = &naive_days[day];
        char text[48];
        snprintf(text, sizeof text, ">%02d-%02d", date->month, date->day);
        notations[date->month][date->day] = notation_of(text);
        after[date->month][date->day] = INT32_MAX;
    }
    for (int day = naive_count_of_days - 1; day >= first; day--) {
        next[naive_days[day].month][naive_days[day].day] = day;
        if (day > last)
            continue;
        for (int month = 1; month <= 12; month++)
            for (int i = 1; i <= naive_length(2000, month); i++) {
                const struct notation *notation = &notations[month][i];
                int32_t got = follow(notation, day);
                proof_equal(day, notation->text, land, got, next[month][i]);
                proof_monotone(day + 1, notation->text, land, got, after[month][i]);
                after[month][i] = got;
            }
    }
}

/* On the birthday one is a year older, and never between two of them. */
static void check_age(int birth, const struct notation *notation, int n,
                      int32_t birthday)
{
    int32_t born = naive_number(birth);

    if (date_age(born, birthday) != n || date_age(born, birthday - 1) != n - 1)
        fail_msg("%s %s (%s): age %d on %s and %d the day before, wanted %d and %d",
                 naive_text(born), notation->text, land, date_age(born, birthday),
                 proof_text(birthday), date_age(born, birthday - 1), n, n - 1);
}

static void birthdays_are_those_of_the_law(void **state)
{
    (void)state;
    for (int n = 0; n <= AGES; n++) {
        struct notation notation = notation_count('+', n, "age");
        int32_t before = DATE_NONE;
        for (int birth = first; birth <= last; birth++) {
            int32_t got = follow(&notation, birth);
            proof_equal(birth, notation.text, land, got, naive_birthday(birth, n));
            proof_monotone(birth, notation.text, land, before, got);
            check_age(birth, &notation, n, got);
            before = got;
        }
    }
}

/* Born on 29 February: 1 March in a common year; everybody else: the same number. */
static void leaplings_wait_for_the_first_of_march(void **state)
{
    (void)state;
    for (int birth = first; birth <= last; birth++)
        for (int n = 0; n <= AGES; n++) {
            const struct naive_day *born = &naive_days[birth];
            struct civil got = date_civil(date_birthday(naive_number(birth), n));
            bool waits =
                born->month == 2 && born->day == 29 && !naive_is_leap(born->year + n);
            if (got.year != born->year + n || got.month != (waits ? 3 : born->month) ||
                got.day != (waits ? 1 : born->day))
                fail_msg("%s +%dage (%s): got %d-%02d-%02d",
                         naive_text(naive_number(birth)), n, land, got.year, got.month,
                         got.day);
        }
}

/* All who are born in two years (one a leap year) live through every day to the last.
 */
static void ages_agree_with_living(void **state)
{
    (void)state;
    for (int birth = first; birth <= naive_find(2001, 12, 31); birth++) {
        int32_t born = naive_number(birth);
        int age = 0, birthday = naive_birthday(birth, 1);
        for (int day = birth; day <= last; day++) {
            if (day == birthday)
                birthday = naive_birthday(birth, ++age + 1);
            if (date_age(born, naive_number(day)) != age)
                fail_msg("born %s: got age %d on %s, wanted %d", naive_text(born),
                         date_age(born, naive_number(day)),
                         naive_text(naive_number(day)), age);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_naive_calendar_is_right_itself),
        cmocka_unit_test(easter_is_where_the_epact_puts_it),
        cmocka_unit_test(beyond_the_defined_years_is_no_date),
        cmocka_unit_test(every_defined_day_is_converted),
        cmocka_unit_test(every_day_is_written),
        cmocka_unit_test(exactly_the_days_of_the_stream_are_read),
        cmocka_unit_test(steps_are_not_merged),
        cmocka_unit_test(months_and_years_are_counted),
        cmocka_unit_test(birthdays_are_those_of_the_law),
        cmocka_unit_test(leaplings_wait_for_the_first_of_march),
        cmocka_unit_test(ages_agree_with_living),
        cmocka_unit_test(the_next_day_of_the_year_is_found),
        cmocka_unit_test(days_and_weeks_are_counted),
    };

    return cmocka_run_group_tests(tests, count_days, free_calendar);
}
