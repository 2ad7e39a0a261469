/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "due/due_calendar.h"

#include "person/facts.h"
#include "person/obligation.h"
#include "rules/concept.h"
#include "rules/decision.h"
#include "value/number.h"

bool due_calendar_set_alarm(struct due_calendar *calendar, struct span time)
{
    size_t digits = number_digits(time);
    struct span number = span_of(time.ptr, digits), unit = span_after(time, digits);
    char *to = calendar->trigger;
    int32_t n = 0;

    if (!number_parse(number, NUMBER_MAX, &n) || unit.len != 1)
        return false;
    switch (unit.ptr[0]) {
    case 'h':
        calendar->alarm_days = (n + 23) / 24;
        break;
    case 'd':
        calendar->alarm_days = n;
        break;
    case 'w':
        calendar->alarm_days = 7 * n;
        break;
    default:
        return false;
    }
    calendar->has_alarm = true;
    memcpy(to, "-PT", 3);
    to += unit.ptr[0] == 'h' ? 3 : 2;
    to += number_format(n, to);
    to[0] = (char)(unit.ptr[0] - 'a' + 'A');
    to[1] = '\0';
    return true;
}

void due_calendar_begin(struct due_calendar *calendar)
{
    ics_date_format(calendar->as_of, calendar->stamp);
    memcpy(calendar->stamp + ICS_DATE_BYTES, "T000000Z", 8);
    date_format_german(calendar->as_of, calendar->as_of_german);
    ics_lines(&calendar->ics, span_from("BEGIN:VCALENDAR\r\n"
                                        "VERSION:2.0\r\n"
                                        "PRODID:-//vierphasen//followup-due//DE\r\n"
                                        "CALSCALE:GREGORIAN\r\n"
                                        "X-WR-CALNAME:Wiedervorlage\r\n"));
}

void due_calendar_finish(struct due_calendar *calendar)
{
    ics_lines(&calendar->ics, span_from("END:VCALENDAR\r\n"));
}

static void add_line(struct ics *ics, const char *name, struct span value)
{
    ics_name(ics, name);
    ics_raw(ics, value);
    ics_end(ics);
}

static void add_date(struct ics *ics, const char *name, int32_t day)
{
    ics_name(ics, name);
    ics_date(ics, day);
    ics_end(ics);
}

static void add_identity(struct due_calendar *calendar, const struct facts *facts,
                         const struct obligation *obligation)
{
    struct ics *ics = &calendar->ics;
    char uid[UID_DIGITS];

    uid_make(&calendar->key, facts_cell(facts, COL_CLIENT_ID),
             facts->concept->deadlines.names[obligation->rule->deadline],
             obligation->anchor_on, uid);
    ics_name(ics, "UID:");
    ics_raw(ics, span_of(uid, UID_DIGITS));
    ics_raw(ics, span_from("@vierphasen"));
    ics_end(ics);
    add_line(ics, "DTSTAMP:", span_of(calendar->stamp, sizeof calendar->stamp));
}

static void say_german(struct ics *ics, int32_t day)
{
    char date[DATE_BYTES];

    date_format_german(day, date);
    ics_raw(ics, span_of(date, DATE_BYTES));
}

/* People read it: what the tables mark in English is said in German. */
static void say_source(struct ics *ics, struct span source)
{
    static const char mark[] = "assumed:";

    if (span_starts(source, mark)) {
        ics_raw(ics, span_from("angenommen:"));
        source = span_after(source, sizeof mark - 1);
    }
    ics_text(ics, source);
}

static void say_window(const struct due_calendar *calendar, struct ics *ics,
                       const struct facts *facts, const struct obligation *obligation)
{
    struct work_window window = obligation_window(facts, obligation, calendar->notes);

    ics_text(ics, span_from("\nZeitraum: "));
    if (window.until == DATE_NONE)
        ics_raw(ics, span_from("ab "));
    say_german(ics, window.from);
    if (window.until != DATE_NONE && window.until != window.from) {
        ics_raw(ics, span_from(" bis "));
        say_german(ics, window.until);
    }
}

/* `am Montag, 23.11.2026`, or of a window the first day, and the last if it has one. */
static void say_due(struct ics *ics, const struct obligation *obligation)
{
    static const char *const weekdays[] = {"Montag",     "Dienstag", "Mittwoch",
                                           "Donnerstag", "Freitag",  "Samstag",
                                           "Sonntag"};
    bool has_window = obligation->rule->until != UNTIL_NONE;

    ics_raw(ics, span_from(has_window ? "Fällig ab " : "Fällig am "));
    ics_raw(ics, span_from(weekdays[date_weekday(obligation->due_on)]));
    ics_text(ics, span_from(", "));
    say_german(ics, obligation->due_on);
    if (!has_window || obligation->until_on == DATE_NONE)
        return;
    ics_raw(ics, span_from(" bis "));
    ics_raw(ics, span_from(weekdays[date_weekday(obligation->until_on)]));
    ics_text(ics, span_from(", "));
    say_german(ics, obligation->until_on);
}

static void add_description(struct due_calendar *calendar, const struct facts *facts,
                            const struct obligation *obligation)
{
    static const char *const status_names[] = {[OBLIGATION_UPCOMING] = "steht an",
                                               [OBLIGATION_DUE] = "fällig",
                                               [OBLIGATION_OVERDUE] = "überfällig"};
    enum obligation_status status = obligation_status(obligation, calendar->as_of);
    const struct rule *rule = obligation->rule->rule;
    struct ics *ics = &calendar->ics;

    ics_name(ics, "DESCRIPTION:");
    say_due(ics, obligation);
    if (calendar->has_window)
        say_window(calendar, ics, facts, obligation);
    ics_text(ics, span_from("\nStand am "));
    ics_raw(ics, span_of(calendar->as_of_german, DATE_BYTES));
    ics_raw(ics, span_from(": "));
    ics_raw(ics, span_from(status_names[status]));
    ics_text(ics, span_from("\nRegel: "));
    ics_raw(ics, rule->id);
    ics_text(ics, span_from("\nQuelle: "));
    say_source(ics, rule->source);
    ics_end(ics);
}

static void add_summary(struct due_calendar *calendar, const struct facts *facts,
                        struct span label)
{
    struct ics *ics = &calendar->ics;

    ics_name(ics, "SUMMARY:");
    ics_text(ics, label);
    if (calendar->has_client_id) {
        ics_raw(ics, span_from(" ("));
        ics_text(ics, facts_cell(facts, COL_CLIENT_ID));
        ics_raw(ics, span_from(")"));
    }
    ics_end(ics);
}

/* A to-do has only an end, so its trigger counts from there (RFC 5545 3.8.6.3). */
static void add_alarm(struct due_calendar *calendar, struct span label)
{
    struct ics *ics = &calendar->ics;

    ics_lines(ics, span_from("BEGIN:VALARM\r\nACTION:DISPLAY\r\n"));
    ics_name(ics, calendar->has_todos ? "TRIGGER;RELATED=END:" : "TRIGGER:");
    ics_raw(ics, span_from(calendar->trigger));
    ics_end(ics);
    ics_name(ics, "DESCRIPTION:");
    ics_text(ics, label);
    ics_end(ics);
    ics_lines(ics, span_from("END:VALARM\r\n"));
}

void due_calendar_add(struct due_calendar *calendar, const struct facts *facts,
                      const struct obligation *obligation)
{
    /* 1 is the highest, 9 the lowest (RFC 5545 3.8.1.9). */
    static const char *const priorities[] = {[OBLIGATION_UPCOMING] = "PRIORITY:9\r\n",
                                             [OBLIGATION_DUE] = "PRIORITY:5\r\n",
                                             [OBLIGATION_OVERDUE] = "PRIORITY:1\r\n"};
    enum obligation_status status = obligation_status(obligation, calendar->as_of);
    const struct rule *rule = obligation->rule->rule;
    struct ics *ics = &calendar->ics;
    bool has_todos = calendar->has_todos;
    int32_t day = obligation_stands_on(obligation, calendar->as_of);

    ics_lines(ics, span_from(has_todos ? "BEGIN:VTODO\r\n" : "BEGIN:VEVENT\r\n"));
    add_identity(calendar, facts, obligation);
    if (has_todos) {
        add_date(ics, "DUE;VALUE=DATE:", day);
    } else {
        add_date(ics, "DTSTART;VALUE=DATE:", day);
        add_date(ics, "DTEND;VALUE=DATE:", day + 1);
    }
    add_summary(calendar, facts, rule->label);
    add_description(calendar, facts, obligation);
    add_line(ics, "CATEGORIES:",
             facts->concept->deadlines.names[obligation->rule->deadline]);
    ics_lines(ics, span_from(priorities[status]));
    ics_lines(ics, span_from(has_todos ? "STATUS:NEEDS-ACTION\r\nCLASS:PRIVATE\r\n"
                                       : "TRANSP:TRANSPARENT\r\nCLASS:PRIVATE\r\n"));
    if (calendar->has_alarm && day - calendar->alarm_days >= calendar->as_of)
        add_alarm(calendar, rule->label);
    ics_lines(ics, span_from(has_todos ? "END:VTODO\r\n" : "END:VEVENT\r\n"));
}
