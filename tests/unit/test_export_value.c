/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Values as exports have them: what is unwrapped, which dates are dates, every day of
 * the stream in its short form, which keys a spreadsheet has changed.
 */
#include "trace.h"

#include "import/export_value.h"
#include "value/date.h"

static const struct {
    const char *cell, *meant;
} cell_cases[] = {
    {"", ""},
    {"Müller", "Müller"},
    {"  Müller ", "Müller"},
    {"Ärger", "Ärger"},
    {"\xEF\xBB\xBF"
     "0012\xC2\xA0",
     "0012"},
    {"\xE2\x80\x8B \xC2\xA0"
     "B\xE2\x80\xAF",
     "B"},
    {"\xC2\xA0", ""},
    {"a\xC2\xA0z", "a\xC2\xA0z"}, /* inside it stays */
    {"=\"0012\"", "0012"},
    {" =\"0012\" ", "0012"},
    {"=\" 0012 \"", "0012"},
    {"=\"\"", ""},
    {"=\"a\"\"b\"", "a\"b"},
    {"=\"\"\"\"", "\""},
    {"=\"a\"&\"b\"", "=\"a\"&\"b\""}, /* a formula */
    {"=\"a\"\"", "=\"a\"\""},
    {"=\"", "=\""},
    {"=0012", "=0012"},
    {"\"0012\"", "\"0012\""},
    {"'0012", "0012"},
    {"'01.02.2026 00:00", "01.02.2026 00:00"},
    {"'394E000001", "394E000001"},
    {"'=A1", "=A1"},
    {"'-", "-"},
    {"'+49", "+49"},
    {"'@x", "@x"},
    {"'\tx", "\tx"},
    {"'96 war ich dort", "'96 war ich dort"}, /* a text */
    {"'t Hooft", "'t Hooft"},
    {"'", "'"},
    {"''0012", "''0012"},
};

static void a_cell_is_what_was_meant(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cell_cases / sizeof *cell_cases; i++) {
        char room[64];
        struct span cell = export_cell(span_from(cell_cases[i].cell), room);
        if (!span_is(cell, cell_cases[i].meant))
            fail_msg("%s: %.*s", cell_cases[i].cell, (int)cell.len, cell.ptr);
    }
}

enum { NONE = EXPORT_NO_DATE, YEAR = EXPORT_DATE_IN_CENTURY };
enum { TIME = EXPORT_DATE_WITH_TIME, GOOD = EXPORT_DATE };

static const struct {
    const char *text;
    int form;
} date_cases[] = {
    {"2026-02-01", GOOD},
    {"01.02.2026", GOOD},
    {"1.2.2026", GOOD},
    {"01.2.2026", GOOD},
    {"1.02.2026", GOOD},
    {"01.02.2026 00:00", GOOD},
    {"01.02.2026 0:00", GOOD},
    {"1.2.2026 00:00:00", GOOD},
    {"2026-02-01 00:00:00.000", GOOD},
    {"2026-02-01 00:00:00,0", GOOD},
    {"2026-02-01 00:00:00.0000000", GOOD},
    {"2026-02-01T00:00:00", GOOD},
    {"2026-02-01  00:00", GOOD},
    {"29.2.2024", GOOD},
    {"2000-02-29 00:00", GOOD},
    {"1.1.1900", GOOD},
    {"31.12.2199 00:00", GOOD},
    {"01.02.2026 14:30", TIME},
    {"01.02.2026 00:01", TIME},
    {"1.2.2026 12:00:00", TIME},
    {"2026-02-01T00:00:00.001", TIME},
    {"2026-02-01T00:00:00Z", TIME}, /* the day depends on the zone */
    {"2026-02-01T00:00:00+01:00", TIME},
    {"2026-02-01 00:00:0", TIME},
    {"2026-02-01 00:00.000", TIME},
    {"2026-02-01 00:00:00.", TIME},
    {"01.02.26", YEAR},
    {"1.2.26", YEAR},
    {"26-02-01", YEAR},
    {"1/2/26", YEAR},
    {"01.02.26 00:00", YEAR},
    {"01.02.26 14:30", YEAR},
    {"", NONE},
    {"29.2.2026", NONE},
    {"29.2.1900", NONE},
    {"2026-02-29 00:00", NONE},
    {"31.4.2026", NONE},
    {"0.1.2026", NONE},
    {"1.0.2026", NONE},
    {"1.13.2026", NONE},
    {"32.1.2026", NONE},
    {"00.00.0000", NONE},
    {"31.12.9999 00:00", NONE},
    {"1.1.1899", NONE},
    {"1.1.2200", NONE},
    {"001.2.2026", NONE},
    {"1.2.02026", NONE},
    {"1.2.2026.", NONE},
    {"1..2026", NONE},
    {"2026-2-1", NONE}, /* not written in Germany */
    {"1/2/2026", NONE}, /* day or month? */
    {"01.02.2026 Uhr", NONE},
    {"01.02.2026 00", NONE},
    {"T00:00", NONE},
    {"Termin 12:30", NONE},
};

static void dates_are_read_as_exports_write_them(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof date_cases / sizeof *date_cases; i++) {
        int32_t day;
        int form = (int)export_date(span_from(date_cases[i].text), &day);
        if (form != date_cases[i].form)
            fail_msg("\"%s\": %d", date_cases[i].text, form);
    }
}

/* Days, months and years as numbers, put together by printf. */
static void every_day_is_read_in_its_short_form(void **state)
{
    static const char *const behind[] = {"", " 00:00", " 00:00:00.000", "T00:00:00"};

    (void)state;
    for (int32_t day = DATE_MIN; day <= DATE_MAX; day++) {
        struct civil civil = date_civil(day);
        int32_t read = DATE_NONE;
        char text[64];
        snprintf(text, sizeof text, "%d.%d.%d%s", civil.day, civil.month, civil.year,
                 behind[day & 3]);
        if (export_date(span_from(text), &read) != EXPORT_DATE || read != day)
            fail_msg("%s: %d, expected %d", text, (int)read, (int)day);
    }
}

static void midnight_is_dropped_from_what_is_no_date_too(void **state)
{
    static const struct {
        const char *text, *date;
    } cases[] = {{"31.12.9999 00:00:00", "31.12.9999"},
                 {"00.00.0000 00:00", "00.00.0000"},
                 {"31.12.9999 23:59", "31.12.9999 23:59"},
                 {"31.12.9999", "31.12.9999"},
                 {" 00:00", " 00:00"},
                 {"", ""}};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_true(
            span_is(export_without_midnight(span_from(cases[i].text)), cases[i].date));
}

static void a_key_in_scientific_notation_is_noticed(void **state)
{
    static const char *const changed[] = {"1,23457E+11", "1.23E+11", "1E+11",
                                          "1,2E-03",     "3,94E03",  "1,2e+5"};
    static const char *const good[] = {
        "",          "123456789012", "394E000001", "1E11",  "E+11",
        "1,E+11",    "1,23E+",       "1,23E",      "1,23",  "1,23E+1a",
        "A1,23E+11", "1,23 E+11",    "12-E+11",    "12E-3", "0012"};

    (void)state;
    for (size_t i = 0; i < sizeof changed / sizeof *changed; i++)
        if (!export_key_is_number(span_from(changed[i])))
            fail_msg("%s is changed", changed[i]);
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        if (export_key_is_number(span_from(good[i])))
            fail_msg("%s is good", good[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_cell_is_what_was_meant),
        cmocka_unit_test(dates_are_read_as_exports_write_them),
        cmocka_unit_test(every_day_is_read_in_its_short_form),
        cmocka_unit_test(midnight_is_dropped_from_what_is_no_date_too),
        cmocka_unit_test(a_key_in_scientific_notation_is_noticed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
