/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Compiles the holiday rules of one Land into a bit a day.
 *
 * The bits hold what is asked millions of times (is this a working day?); the rules are
 * kept for what is asked rarely (what is this holiday called?). A rule gives at most
 * one day a year, and that day lies in the year it is asked for: rules that could leave
 * their year are refused. Every row is checked, also those of other Länder, so that a
 * faulty table is found in whichever office it is edited.
 */
#include "rules/calendar.h"

#include <stdlib.h>

#include "base/mem.h"
#include "rules/table.h"
#include "rules/yearly.h"
#include "value/number.h"

enum {
    FIRST_YEAR = 1890, /* of CALENDAR_FIRST */
    LAST_YEAR = 2220,  /* of CALENDAR_LAST */
    LAND_WHOLE = -1    /* DE: only what the whole country has */
};

#define LANDS "BW BY BE BB HB HH HE MV NI NW RP SL SN ST SH TH"

const char CALENDAR_LANDS[] = "DE " LANDS;

struct rule {
    bool is_checked; /* no holiday: the years whose law was checked */
    struct yearly yearly;
    int32_t from; /* first and last year, both included */
    int32_t to;
    struct span holiday;
};

struct calendar {
    struct arena arena;
    struct rule *rules; /* those of this Land, in the table's order */
    unsigned count;
    int32_t checked_from; /* days; from > to if the table says nothing */
    int32_t checked_to;
    int32_t listed_to; /* the last year with closing days that are dates; 0: none are */
    int32_t listed_until; /* the last day of that year; INT32_MAX: none are */
    struct working_days working;
};

/* One reading of a table: where its columns are and whose calendar is wanted. */
struct reading {
    struct table table;
    int holiday, rule, lands, from, to; /* columns */
    int land;
    struct faults *faults;
};

/* The Land's place in LANDS, or -1. */
static int land_index(struct span code)
{
    struct span rest = span_from(LANDS);

    for (int i = 0; rest.ptr; i++)
        if (span_equal(span_cut(&rest, ' '), code))
            return i;
    return -1;
}

static bool parse_rule(struct span text, struct rule *rule)
{
    rule->is_checked = span_is(text, "checked");
    return rule->is_checked || yearly_parse(text, &rule->yearly);
}

/* The rule's day in this year, or DATE_NONE if the year has none. */
static int32_t rule_day(const struct rule *rule, int year, int32_t easter)
{
    return year >= rule->from && year <= rule->to
               ? yearly_day(&rule->yearly, year, easter)
               : DATE_NONE;
}

/* An empty cell leaves *year as it is. */
static bool read_year(const struct reading *in, unsigned row, int column, int32_t *year)
{
    struct span cell = table_cell(&in->table, row, column);
    char got[DIAG_GOT_BYTES];

    if (cell.len == 0 || number_parse(cell, NUMBER_MAX, year))
        return true;
    table_fault(&in->table, row, column, in->faults,
                "not a year: %s, expected YYYY or nothing",
                diag_got(got, cell, DIAG_SHOW_KNOWN));
    return false;
}

static bool read_years(const struct reading *in, unsigned row, struct rule *rule)
{
    const struct table *table = &in->table;

    rule->from = 0;
    rule->to = NUMBER_MAX;
    if (!read_year(in, row, in->from, &rule->from) ||
        !read_year(in, row, in->to, &rule->to))
        return false;
    if (rule->from > rule->to) {
        table_fault(table, row, in->to, in->faults,
                    "the last year is before the first: got %d, expected %d or later",
                    (int)rule->to, (int)rule->from);
        return false;
    }
    if (rule->is_checked && (table_cell(table, row, in->from).len == 0 ||
                             table_cell(table, row, in->to).len == 0)) {
        table_fault(table, row, in->rule, in->faults,
                    "a row \"checked\" needs both years, from and to");
        return false;
    }
    return true;
}

/* *applies: whether the row is the wanted Land's. */
static bool read_lands(const struct reading *in, unsigned row, bool *applies)
{
    struct span lands = table_cell(&in->table, row, in->lands);
    char got[DIAG_GOT_BYTES];

    *applies = span_is(lands, "*");
    if (*applies)
        return true;
    while (lands.ptr) {
        struct span code = span_trim(span_cut(&lands, ','));
        int land = land_index(code);
        if (land < 0) {
            table_fault(&in->table, row, in->lands, in->faults,
                        "unknown Land: %s, expected * or some of %s, with commas",
                        diag_got(got, code, DIAG_SHOW_KNOWN), LANDS);
            return false;
        }
        if (land == in->land)
            *applies = true;
    }
    return true;
}

static bool read_row(const struct reading *in, unsigned row, struct rule *rule,
                     bool *applies)
{
    struct span text = table_cell(&in->table, row, in->rule);
    char got[DIAG_GOT_BYTES];

    rule->holiday = table_cell(&in->table, row, in->holiday);
    if (rule->holiday.len == 0) {
        table_fault(&in->table, row, in->holiday, in->faults,
                    "the holiday has no name: got 0 bytes, expected its German name");
        return false;
    }
    if (!parse_rule(text, rule)) {
        table_fault(&in->table, row, in->rule, in->faults,
                    "unknown rule: %s, expected MM-DD, easter, easter+N, easter-N, "
                    "wed-before MM-DD or checked",
                    diag_got(got, text, DIAG_SHOW_KNOWN));
        return false;
    }
    return read_years(in, row, rule) && read_lands(in, row, applies);
}

static bool bind_columns(struct reading *in)
{
    const struct {
        const char *name;
        int *column;
    } wanted[] = {
        {"holiday", &in->holiday}, {"rule", &in->rule}, {"lands", &in->lands},
        {"from", &in->from},       {"to", &in->to},
    };

    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        *wanted[i].column = table_column(&in->table, wanted[i].name);
        if (*wanted[i].column < 0) {
            struct diag *diag = faults_add(in->faults);
            diag_set(diag, DIAG_TABLE, "column \"%s\" is missing", wanted[i].name);
            diag_at(diag, in->table.path, 0);
            return false;
        }
    }
    return true;
}

/* Fills the calendar's rules and checked years. */
static bool read_rules(struct calendar *calendar, const struct reading *in)
{
    const struct table *table = &in->table;
    struct diag *diag;

    calendar->rules =
        arena_alloc(&calendar->arena, (table->rows + 1) * sizeof *calendar->rules);
    for (unsigned row = 0; row < table->rows; row++) {
        struct rule *rule = &calendar->rules[calendar->count];
        bool applies;
        if (!read_row(in, row, rule, &applies))
            return false;
        if (!applies)
            continue;
        if (!rule->is_checked) {
            calendar->count++;
        } else if (calendar->checked_from > calendar->checked_to) {
            calendar->checked_from = date_from_civil(rule->from, 1, 1);
            calendar->checked_to = date_from_civil(rule->to, 12, 31);
        } else {
            table_fault(table, row, in->rule, in->faults,
                        "a second row \"checked\" for the same Land");
            return false;
        }
    }
    if (calendar->count > 0)
        return true;
    /* A table emptied by mistake must not pass for a country without holidays. */
    diag = faults_add(in->faults);
    diag_set(diag, DIAG_TABLE, "no holiday at all for this Land");
    diag_at(diag, table->path, 0);
    return false;
}

static void mark_holidays(struct calendar *calendar)
{
    for (int year = FIRST_YEAR; year <= LAST_YEAR; year++) {
        int32_t easter = date_easter(year);
        for (unsigned i = 0; i < calendar->count; i++)
            calendar_close_day(calendar, rule_day(&calendar->rules[i], year, easter));
    }
}

/* LAND_WHOLE for DE. */
static bool find_land(struct span code, int *land, struct diag *diag)
{
    char got[DIAG_GOT_BYTES];

    *land = land_index(code);
    if (*land >= 0)
        return true;
    *land = LAND_WHOLE;
    if (span_is(code, "DE"))
        return true;
    diag_set(diag, DIAG_CODE, "unknown Land: %s, expected DE or one of %s",
             diag_got(got, code, DIAG_SHOW_KNOWN), LANDS);
    return false;
}

bool calendar_knows(struct span land)
{
    return land_index(land) >= 0 || span_is(land, "DE");
}

struct calendar *calendar_open(const char *path, struct span land, struct diag *diag)
{
    struct calendar *calendar;
    struct faults faults;
    struct reading in = {.faults = &faults};

    if (!find_land(land, &in.land, diag))
        return NULL;
    calendar = mem_new(sizeof *calendar);
    calendar->checked_from = 1;
    calendar->listed_until = INT32_MAX;
    faults.count = 0;
    if (!table_load_file(&in.table, path, &calendar->arena, &faults) ||
        !bind_columns(&in) || !read_rules(calendar, &in)) {
        *diag = faults.list[0];
        calendar_free(calendar);
        return NULL;
    }
    working_days_fill(&calendar->working);
    mark_holidays(calendar);
    return calendar;
}

void calendar_free(struct calendar *calendar)
{
    if (calendar == NULL)
        return;
    arena_free(&calendar->arena);
    free(calendar);
}

void calendar_list_to(struct calendar *calendar, int32_t year)
{
    if (year <= calendar->listed_to)
        return;
    calendar->listed_to = year;
    calendar->listed_until = date_from_civil(year, 12, 31);
}

void calendar_close_yearly(struct calendar *calendar, const struct yearly *yearly,
                           int32_t first, int32_t last)
{
    for (int year = FIRST_YEAR; year <= LAST_YEAR; year++) {
        int32_t day = yearly_day(yearly, year, date_easter(year));
        if (day >= first && day <= last)
            calendar_close_day(calendar, day);
    }
}

void calendar_close_day(struct calendar *calendar, int32_t day)
{
    working_days_remove(&calendar->working, day);
}

bool calendar_is_working(const struct calendar *calendar, int32_t day)
{
    return working_days_has(&calendar->working, day);
}

struct span calendar_holiday(const struct calendar *calendar, int32_t day)
{
    int32_t easter;
    int year;

    if (!working_days_cover(day))
        return span_of(NULL, 0);
    year = date_civil(day).year;
    easter = date_easter(year);
    for (unsigned i = 0; i < calendar->count; i++)
        if (rule_day(&calendar->rules[i], year, easter) == day)
            return calendar->rules[i].holiday;
    return span_of(NULL, 0);
}

int32_t calendar_add_working(const struct calendar *calendar, int32_t day, int n,
                             bool back_from_zero)
{
    const struct working_days *working = &calendar->working;

    if (!working_days_cover(day))
        return DATE_NONE;
    if (n == 0)
        return calendar_roll(calendar, day, back_from_zero ? ROLL_BACK : ROLL_FORWARD);
    return n > 0 ? working_days_after(working, day + 1, (uint32_t)n)
                 : working_days_before(working, day - 1, 0 - (uint32_t)n);
}

int32_t calendar_roll(const struct calendar *calendar, int32_t day,
                      enum calendar_roll roll)
{
    if (roll == ROLL_NONE || working_days_has(&calendar->working, day))
        return day;
    return roll == ROLL_FORWARD ? working_days_after(&calendar->working, day, 1)
                                : working_days_before(&calendar->working, day, 1);
}

unsigned calendar_doubts(const struct calendar *calendar, int32_t day)
{
    unsigned doubts = 0;

    if (day < calendar->checked_from || day > calendar->checked_to)
        doubts |= DOUBT_HOLIDAYS;
    if (day > calendar->listed_until)
        doubts |= DOUBT_CLOSING_DAYS;
    return doubts;
}

int32_t calendar_checked_from(const struct calendar *calendar)
{
    return calendar->checked_from;
}

int32_t calendar_listed_to(const struct calendar *calendar)
{
    return calendar->listed_to;
}
