/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "due/due_calendar.h"

#include "person/facts.h"
#include "person/obligation.h"
#include "rules/concept.h"
#include "rules/decision.h"
#include "value/number.h"

enum { LINES_BYTES = 2 * ICS_LINE };

void due_entry_of(struct due_entry *entry, const struct facts *facts,
                  const struct obligation *obligation)
{
    const struct deadline_rule *rule = obligation->rule;

    *entry = (struct due_entry){
        .client_id = facts_cell(facts, COL_CLIENT_ID),
        .family_name = facts_cell(facts, COL_FAMILY_NAME),
        .given_name = facts_cell(facts, COL_GIVEN_NAME),
        .deadline = facts->concept->deadlines.names[rule->deadline],
        .label = rule->rule->label,
        .source = rule->rule->source,
        .of_rule = (unsigned)(rule - facts->concept->deadlines.rules) + 1,
        .anchor_on = obligation->anchor_on,
        .due_on = obligation->due_on,
        .work_on = obligation->work_on,
        .until_on = obligation->until_on,
        .working = facts->day.calendar,
    };
}

bool due_entry_is_overdue(const struct due_entry *entry, int32_t as_of)
{
    return entry->until_on != DATE_NONE && entry->until_on < as_of;
}

/* A row that has no window is not late until the later of its days. */
static bool has_last_day(const struct due_entry *entry)
{
    return entry->until_on > entry->due_on && entry->until_on > entry->work_on;
}

static bool is_running(const struct due_entry *entry, int32_t as_of)
{
    return (entry->until_on == DATE_NONE || has_last_day(entry)) &&
           entry->work_on < as_of && !due_entry_is_overdue(entry, as_of);
}

static bool moves(const struct due_calendar *calendar, const struct due_entry *entry)
{
    return calendar->moves_along && (due_entry_is_overdue(entry, calendar->as_of) ||
                                     is_running(entry, calendar->as_of));
}

void due_count_add(struct due_count *count, const struct due_entry *entry,
                   int32_t as_of)
{
    count->running += is_running(entry, as_of);
    if (!due_entry_is_overdue(entry, as_of))
        return;
    if (count->overdue == 0 || entry->due_on < count->oldest)
        count->oldest = entry->due_on;
    count->overdue++;
}

static char *put_german(struct due_calendar *calendar, int32_t day, char *to)
{
    const char *text = day_texts_get(&calendar->days, day);

    memcpy(to, text + 8, 2);
    memcpy(to + 3, text + 5, 2);
    to[2] = to[5] = '.';
    memcpy(to + 6, text, 4);
    return to + DATE_BYTES;
}

static void say_german(struct due_calendar *calendar, int32_t day)
{
    char date[DATE_BYTES];

    put_german(calendar, day, date);
    ics_raw(&calendar->ics, span_of(date, DATE_BYTES));
}

static struct span weekday_of(int32_t day)
{
    static const char *const weekdays[] = {"Montag",     "Dienstag", "Mittwoch",
                                           "Donnerstag", "Freitag",  "Samstag",
                                           "Sonntag"};

    return span_from(weekdays[date_weekday(day)]);
}

/* `Montag, 23.11.2026` */
static void say_weekday(struct due_calendar *calendar, int32_t day)
{
    ics_raw(&calendar->ics, weekday_of(day));
    ics_text(&calendar->ics, span_from(", "));
    say_german(calendar, day);
}

static void say_number(struct ics *ics, unsigned long number)
{
    char digits[NUMBER_BYTES];

    ics_raw(ics, span_of(digits, number_format((long)number, digits)));
}

/* YYYYMMDD */
static char *put_date(struct due_calendar *calendar, int32_t day, char *to)
{
    const char *text = day_texts_get(&calendar->days, day);

    memcpy(to, text, 4);
    memcpy(to + 4, text + 5, 2);
    memcpy(to + 6, text + 8, 2);
    return to + 8;
}

/* The name, in the property of RFC 7986 and in the one that programs knew before it. */
static void add_name(struct due_calendar *calendar, const char *property,
                     struct span value)
{
    struct ics *ics = &calendar->ics;

    ics_name(ics, property);
    ics_text(ics, span_from(calendar->name));
    if (value.len > 0) {
        ics_raw(ics, span_from(" "));
        ics_text(ics, value);
    }
    ics_end(ics);
}

static void add_as_of(struct due_calendar *calendar, const char *property)
{
    ics_name(&calendar->ics, property);
    ics_raw(&calendar->ics, span_from("Stand: "));
    say_german(calendar, calendar->as_of);
    ics_end(&calendar->ics);
}

void due_calendar_begin(struct due_calendar *calendar, struct span value)
{
    ics_lines(&calendar->ics, span_from("BEGIN:VCALENDAR\r\n"
                                        "VERSION:2.0\r\n"
                                        "PRODID:-//vierphasen//followup-due//DE\r\n"
                                        "CALSCALE:GREGORIAN\r\n"));
    add_name(calendar, "NAME:", value);
    add_name(calendar, "X-WR-CALNAME:", value);
    if (calendar->hides_as_of)
        return;
    add_as_of(calendar, "DESCRIPTION:");
    add_as_of(calendar, "X-WR-CALDESC:");
}

void due_calendar_finish(struct due_calendar *calendar)
{
    ics_lines(&calendar->ics, span_from("END:VCALENDAR\r\n"));
}

void due_calendar_free(struct due_calendar *calendar)
{
    rule_texts_free(&calendar->texts);
}

/* Up to the stamp: the beginning of a day, in UTC. */
static void begin_entry(struct due_calendar *calendar, const char uid[UID_DIGITS],
                        int32_t stamp_on)
{
    char lines[LINES_BYTES], *to = lines;

    to = span_copy(
        span_from(calendar->has_todos ? "BEGIN:VTODO\r\n" : "BEGIN:VEVENT\r\n"), to);
    to = span_copy(span_from("UID:"), to);
    to = span_copy(span_of(uid, UID_DIGITS), to);
    to = span_copy(span_from("@vierphasen\r\nDTSTAMP:"), to);
    to = put_date(calendar, stamp_on, to);
    to = span_copy(span_from("T000000Z\r\n"), to);
    ics_lines(&calendar->ics, span_of(lines, (size_t)(to - lines)));
}

static void add_day(struct due_calendar *calendar, int32_t day)
{
    char lines[LINES_BYTES], *to = lines;

    if (calendar->has_todos) {
        to = span_copy(span_from("DUE;VALUE=DATE:"), to);
        to = put_date(calendar, day, to);
    } else {
        to = span_copy(span_from("DTSTART;VALUE=DATE:"), to);
        to = put_date(calendar, day, to);
        to = span_copy(span_from("\r\nDTEND;VALUE=DATE:"), to);
        to = put_date(calendar, day + 1, to);
    }
    to = span_copy(span_from("\r\n"), to);
    ics_lines(&calendar->ics, span_of(lines, (size_t)(to - lines)));
}

static void add_state(struct due_calendar *calendar, bool is_cancelled)
{
    struct ics *ics = &calendar->ics;

    if (is_cancelled)
        ics_lines(ics, span_from("STATUS:CANCELLED\r\n"));
    else if (calendar->has_todos)
        ics_lines(ics, span_from("STATUS:NEEDS-ACTION\r\n"));
    if (!calendar->has_todos)
        ics_lines(ics, span_from("TRANSP:TRANSPARENT\r\n"));
    ics_lines(ics, span_from("CLASS:PRIVATE\r\n"));
}

static void end_entry(struct due_calendar *calendar)
{
    ics_lines(&calendar->ics,
              span_from(calendar->has_todos ? "END:VTODO\r\n" : "END:VEVENT\r\n"));
}

/* `Kontakt: Sandow, Mira (1001)` */
static void add_summary(struct due_calendar *calendar, const struct due_entry *entry)
{
    struct ics *ics = &calendar->ics;
    struct span family = entry->family_name, given = entry->given_name;

    rule_texts_say(&calendar->texts, RULE_TEXT_SUMMARY, ics, entry);
    if (calendar->has_names && family.len + given.len > 0) {
        ics_raw(ics, span_from(": "));
        ics_text(ics, family);
        if (family.len > 0 && given.len > 0)
            ics_text(ics, span_from(", "));
        ics_text(ics, given);
    }
    if (!calendar->hides_client_id) {
        ics_raw(ics, span_from(" ("));
        ics_text(ics, entry->client_id);
        ics_raw(ics, span_from(")"));
    }
    ics_end(ics);
}

/* `Montag\, 23.11.2026` */
static char *put_weekday(struct due_calendar *calendar, int32_t day, char *to)
{
    to = span_copy(weekday_of(day), to);
    to = span_copy(span_from("\\, "), to);
    return put_german(calendar, day, to);
}

/*
 * `Fällig am Montag, 23.11.2026`, or of a window the first day, and the last if it has
 * one. All of it fits on the line that it begins.
 */
static void add_due(struct due_calendar *calendar, const struct due_entry *entry)
{
    bool has_last = has_last_day(entry);
    bool is_from = has_last || entry->until_on == DATE_NONE;
    char line[ICS_LINE], *to = line;

    to = span_copy(span_from("DESCRIPTION:Fällig "), to);
    to = span_copy(span_from(is_from ? "ab " : "am "), to);
    to = put_weekday(calendar, entry->due_on, to);
    if (has_last) {
        to = span_copy(span_from(" bis "), to);
        to = put_weekday(calendar, entry->until_on, to);
    }
    ics_raw(&calendar->ics, span_of(line, (size_t)(to - line)));
}

/* A to-do has only an end, so its trigger counts from there (RFC 5545 3.8.6.3). */
static void add_alarm(struct due_calendar *calendar, const struct due_entry *entry)
{
    struct ics *ics = &calendar->ics;
    char trigger[DUE_ALARM_BYTES];

    if (!due_alarm_trigger(&calendar->alarm, entry->work_on, entry->working,
                           &calendar->doubts, trigger))
        return;
    ics_lines(ics, span_from("BEGIN:VALARM\r\nACTION:DISPLAY\r\n"));
    ics_name(ics, calendar->has_todos ? "TRIGGER;RELATED=END:" : "TRIGGER:");
    ics_raw(ics, span_from(trigger));
    ics_end(ics);
    ics_name(ics, "DESCRIPTION:");
    ics_text(ics, entry->label);
    ics_end(ics);
    ics_lines(ics, span_from("END:VALARM\r\n"));
}

void due_calendar_uid(const struct due_calendar *calendar,
                      const struct due_entry *entry, char out[UID_DIGITS])
{
    uid_make(&calendar->key, entry->client_id, entry->deadline, entry->anchor_on, out);
}

void due_calendar_add(struct due_calendar *calendar, const struct due_entry *entry)
{
    bool is_moved = moves(calendar, entry);
    char uid[UID_DIGITS];

    due_calendar_uid(calendar, entry, uid);
    begin_entry(calendar, uid, is_moved ? calendar->as_of : entry->anchor_on);
    add_day(calendar, is_moved ? calendar->as_of : entry->work_on);
    add_summary(calendar, entry);
    add_due(calendar, entry);
    rule_texts_say(&calendar->texts, RULE_TEXT_SOURCE, &calendar->ics, entry);
    rule_texts_say(&calendar->texts, RULE_TEXT_CATEGORY, &calendar->ics, entry);
    add_state(calendar, false);
    if (calendar->alarm.unit != '\0' && !is_moved)
        add_alarm(calendar, entry);
    end_entry(calendar);
}

void due_calendar_cancel(struct due_calendar *calendar, const struct due_entry *entry)
{
    struct ics *ics = &calendar->ics;
    char uid[UID_DIGITS];

    due_calendar_uid(calendar, entry, uid);
    begin_entry(calendar, uid, calendar->as_of);
    ics_lines(ics, span_from("SEQUENCE:1\r\n"));
    add_day(calendar, entry->work_on);
    add_summary(calendar, entry);
    ics_name(ics, "DESCRIPTION:");
    ics_raw(ics, span_from("Nicht mehr auf der Liste vom "));
    say_german(calendar, calendar->as_of);
    ics_end(ics);
    rule_texts_say(&calendar->texts, RULE_TEXT_CATEGORY, ics, entry);
    add_state(calendar, true);
    end_entry(calendar);
}

static void say_count(struct due_calendar *calendar, const struct due_count *count)
{
    struct ics *ics = &calendar->ics;

    ics_name(ics, "SUMMARY:");
    say_number(ics, count->overdue);
    ics_raw(ics, span_from(" überfällig"));
    ics_end(ics);
    ics_name(ics, "DESCRIPTION:");
    ics_raw(ics, span_from("Stand: "));
    say_german(calendar, calendar->as_of);
    ics_text(ics, span_from("\nDer älteste Eintrag war fällig am "));
    say_weekday(calendar, count->oldest);
    if (count->running > 0) {
        ics_text(ics, span_from("\nZeiträume, die schon laufen: "));
        say_number(ics, count->running);
    }
    ics_end(ics);
}

void due_calendar_count(struct due_calendar *calendar, const struct due_count *count,
                        struct span value)
{
    char uid[UID_DIGITS];
    bool is_cancelled = count->overdue == 0;

    if (calendar->moves_along || (is_cancelled && !count->was_overdue))
        return;
    uid_make_count(&calendar->key, value, uid);
    begin_entry(calendar, uid, calendar->as_of);
    if (is_cancelled)
        ics_lines(&calendar->ics, span_from("SEQUENCE:1\r\n"));
    add_day(calendar, calendar->as_of);
    if (is_cancelled)
        ics_lines(&calendar->ics, span_from("SUMMARY:Nichts überfällig\r\n"));
    else
        say_count(calendar, count);
    add_state(calendar, is_cancelled);
    end_entry(calendar);
}
