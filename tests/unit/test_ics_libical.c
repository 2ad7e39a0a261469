/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The calendars of followup-due as libical reads them: every property of every entry is
 * what the rows of the same run as TSV say, and there is no other property.
 *
 * Runs ../bin/followup-due, seen from this program.
 */
#include "trace.h"

#include <libical/ical.h>

#include "base/span.h"
#include "naive_holidays.h"

enum { COLUMNS = 18, ROWS_MOST = 4000 };

static const char as_of[] = "2026-11-21";

struct run {
    bool has_todos, hides_client_id, moves;
    int alarm_days; /* 0: none */
};

/* A TSV due list, cut up and decoded. */
struct list {
    struct sheet text;
    size_t count;
    char *cells[ROWS_MOST][COLUMNS];
};

enum {
    DUE_ON,
    WORK_ON,
    UNTIL_ON,
    STATUS,
    DEADLINE = 5,
    LABEL = 9,
    CLIENT_ID,
    ANCHOR_ON = 16,
    SOURCE
};

/* The deadlines of Uckermark that say `until`. */
static bool is_window(char *const *row)
{
    static const char *const windows[] = {"esb-aufstocker",
                                          "reaktivierung",
                                          "nachbetreuung",
                                          "uebergang-ue25",
                                          "berufsberatung-15",
                                          "zeugnis",
                                          "umstellung-ausbildungsuchende"};

    for (size_t i = 0; i < sizeof windows / sizeof *windows; i++)
        if (strcmp(row[DEADLINE], windows[i]) == 0)
            return true;
    return false;
}

/* What is overdue and a window that runs may move along. */
static bool is_moved(char *const *row, const struct run *run)
{
    bool is_past = strcmp(row[WORK_ON], as_of) < 0;

    return run->moves &&
           (strcmp(row[STATUS], "overdue") == 0 || (is_window(row) && is_past));
}

static const char *day_of_entry(char *const *row, const struct run *run)
{
    return is_moved(row, run) ? as_of : row[WORK_ON];
}

/* Persons whose ids hold everything that a text may hold, in a TSV stream. */
static struct sheet make_cases(void)
{
    static const char *const ids[][2] = {
        {"KUNDE", ""},
        {"KUNDE;", ",\\\\x"},
        {"KUNDE ", "\\nzweite; Zeile\\r\\ndritte\\\\n"},
        {"KUNDE-", "äöüß€😀äöüß€😀äöüß€😀äöüß€😀äöüß€😀äöüß€😀äöüß€😀äöüß€😀äöüß€😀"},
        {"KUNDE\\t", ":\"quoted\""}};
    static const char categories[] = "ABCDESXYZ";
    struct sheet cases = {0};

    sheet_say(&cases, "client_id\tbirth_date\tcategory\tcategory_since\tapproved_on\t"
                      "last_contact_on\tagreement_until\tpupil\tblock_ends_on\t"
                      "job_started_on\n");
    for (int i = 0; i < 400; i++) {
        sheet_say(&cases, "%s%d%s\t%d-02-%02d\t%c\t", ids[i % 5][0], i, ids[i % 5][1],
                  1960 + i % 50, 1 + i % 28, categories[i % 9]);
        sheet_say(&cases, "2026-%02d-17\t2026-11-%02d\t", 1 + i % 11, 1 + i % 21);
        sheet_say(&cases, "2026-%02d-%02d\t2026-12-%02d\t%s\t", 1 + i % 11, 1 + i % 21,
                  1 + i % 31, i % 7 == 0 ? "yes" : "no");
        sheet_say(&cases, "%d-%02d-28\t%s\n", 2026 + i % 2, 1 + i % 12,
                  i % 4 == 0 ? "2026-11-10" : "");
    }
    return cases;
}

static struct sheet run_tool(const char *options, const char *path)
{
    char command[8192];
    const char *bin = getenv("BIN");
    struct sheet output = {0};
    size_t count;
    FILE *pipe;

    snprintf(command, sizeof command,
             "'%s/followup-due' --as-of=2026-11-21 --all -q %s %s",
             bin != NULL ? bin : "build/bin", options, path);
    pipe = popen(command, "r");
    assert_non_null(pipe);
    sheet_put(&output, "", 0);
    while ((count = fread(command, 1, sizeof command, pipe)) > 0)
        sheet_put(&output, command, count);
    assert_int_equal(pclose(pipe), 0);
    return output;
}

/* Decodes a cell in place. */
static char *decode(char *cell)
{
    size_t len = text_unescape(span_from(cell), cell);

    cell[len] = '\0';
    return cell;
}

static void read_list(struct list *list)
{
    char *rest = strchr(list->text.bytes, '\n') + 1, *line;

    list->count = 0;
    while ((line = strsep(&rest, "\n")) != NULL && line[0] != '\0') {
        assert_in_range(list->count, 0, ROWS_MOST - 1);
        for (int i = 0; i < COLUMNS; i++) {
            char *cell = strsep(&line, "\t");
            list->cells[list->count][i] = cell != NULL ? decode(cell) : NULL;
        }
        list->count++;
    }
}

/* `17.02.2026` of `2026-02-17`. */
static void say_day(struct sheet *text, const char *date)
{
    sheet_say(text, "%.2s.%.2s.%.4s", date + 8, date + 5, date);
}

static struct icaltimetype day_of_cell(const char *date)
{
    int year, month, day;

    assert_int_equal(sscanf(date, "%d-%d-%d", &year, &month, &day), 3);
    return (struct icaltimetype){
        .year = year, .month = month, .day = day, .is_date = 1};
}

/* `Dienstag, 17.02.2026`. */
static void say_weekday(struct sheet *text, const char *date)
{
    static const char *const weekdays[] = {"",         "Sonntag",  "Montag",
                                           "Dienstag", "Mittwoch", "Donnerstag",
                                           "Freitag",  "Samstag"};

    sheet_say(text, "%s, ", weekdays[icaltime_day_of_week(day_of_cell(date))]);
    say_day(text, date);
}

/* Without the numbers of requirements that stand in parentheses. */
static void say_source(struct sheet *text, const char *source)
{
    for (const char *at = source; *at != '\0';) {
        bool opens = *at == '(' && at[1] == 'R' && strspn(at + 2, "0123456789") == 3;
        if (at[0] == ' ' && at[1] == '(' && strspn(at + 2, "R0123456789, ") > 0 &&
            at[2 + strspn(at + 2, "R0123456789, ")] == ')') {
            at += 2 + strspn(at + 2, "R0123456789, ") + 1;
        } else if (opens && at[5] == ',') {
            sheet_put(text, "(", 1);
            at += 7;
        } else if (strncmp(at, ", R", 3) == 0 && strspn(at + 3, "0123456789") == 3) {
            at += 6;
        } else {
            sheet_put(text, at++, 1);
        }
    }
}

static struct sheet description_of(char *const *row)
{
    struct sheet text = {0};

    sheet_say(&text, is_window(row) ? "Fällig ab " : "Fällig am ");
    say_weekday(&text, row[DUE_ON]);
    if (is_window(row) && row[UNTIL_ON][0] != '\0') {
        sheet_say(&text, " bis ");
        say_weekday(&text, row[UNTIL_ON]);
    }
    sheet_say(&text, "\nQuelle: ");
    if (strncmp(row[SOURCE], "assumed:", 8) == 0) {
        sheet_say(&text, "angenommen:");
        say_source(&text, row[SOURCE] + 8);
    } else {
        say_source(&text, row[SOURCE]);
    }
    return text;
}

static struct sheet summary_of(char *const *row, const struct run *run)
{
    struct sheet text = {0};

    sheet_say(&text, "%s", row[LABEL]);
    if (run->hides_client_id)
        return text;
    sheet_say(&text, " (");
    for (const char *c = row[CLIENT_ID]; *c != '\0'; c++)
        if (*c != '\r') /* CRLF comes back as LF */
            sheet_put(&text, c, 1);
    sheet_say(&text, ")");
    return text;
}

static void expect_day(struct icaltimetype day, const char *date, int days_on)
{
    struct icaltimetype expected = day_of_cell(date);

    icaltime_adjust(&expected, days_on, 0, 0, 0);
    assert_true(day.is_date);
    assert_int_equal(icaltime_compare_date_only(day, expected), 0);
}

static void expect_text(const char *text, struct sheet expected)
{
    assert_string_equal(text, expected.bytes);
    sheet_free(&expected);
}

/* The beginning of a day. */
static void expect_stamp(icalproperty *property, const char *date)
{
    struct icaltimetype stamp = icalproperty_get_dtstamp(property);
    struct icaltimetype day = day_of_cell(date);
    char text[32];

    snprintf(text, sizeof text, "%04d%02d%02dT000000Z", day.year, day.month, day.day);
    assert_string_equal(icaltime_as_ical_string(stamp), text);
}

static void expect_property(icalproperty *property, char *const *row,
                            const struct run *run)
{
    const char *uid;

    switch (icalproperty_isa(property)) {
    case ICAL_UID_PROPERTY:
        uid = icalproperty_get_uid(property);
        assert_int_equal(strspn(uid, "0123456789abcdef"), 32);
        assert_string_equal(uid + 32, "@vierphasen");
        break;
    case ICAL_DTSTAMP_PROPERTY:
        expect_stamp(property, is_moved(row, run) ? as_of : row[ANCHOR_ON]);
        break;
    case ICAL_DTSTART_PROPERTY:
        expect_day(icalproperty_get_dtstart(property), day_of_entry(row, run), 0);
        break;
    case ICAL_DTEND_PROPERTY:
        expect_day(icalproperty_get_dtend(property), day_of_entry(row, run), 1);
        break;
    case ICAL_DUE_PROPERTY:
        expect_day(icalproperty_get_due(property), day_of_entry(row, run), 0);
        break;
    case ICAL_SUMMARY_PROPERTY:
        expect_text(icalproperty_get_summary(property), summary_of(row, run));
        break;
    case ICAL_DESCRIPTION_PROPERTY:
        expect_text(icalproperty_get_description(property), description_of(row));
        break;
    case ICAL_CATEGORIES_PROPERTY:
        assert_string_equal(icalproperty_get_categories(property), row[DEADLINE]);
        break;
    case ICAL_CLASS_PROPERTY:
        assert_int_equal(icalproperty_get_class(property), ICAL_CLASS_PRIVATE);
        break;
    case ICAL_TRANSP_PROPERTY:
        assert_int_equal(icalproperty_get_transp(property), ICAL_TRANSP_TRANSPARENT);
        break;
    case ICAL_STATUS_PROPERTY:
        assert_int_equal(icalproperty_get_status(property), ICAL_STATUS_NEEDSACTION);
        break;
    default:
        fail_msg("unexpected %s", icalproperty_as_ical_string(property));
    }
}

/* Each of the properties once, and no other. */
static void expect_kinds(icalcomponent *entry, const icalproperty_kind *kinds,
                         int count)
{
    for (int i = 0; i < count; i++)
        assert_int_equal(icalcomponent_count_properties(entry, kinds[i]), 1);
    assert_int_equal(icalcomponent_count_properties(entry, ICAL_ANY_PROPERTY), count);
}

/* So many days before its day an alarm comes that is not to come on a day off. */
static int days_before(char *const *row, const struct run *run)
{
    enum { BRANDENBURG = 3 };
    struct icaltimetype on = day_of_cell(row[WORK_ON]);
    int day = naive_find(on.year, on.month, on.day), days = run->alarm_days;

    assert_string_equal(naive_lands[BRANDENBURG].code, "BB");
    while (!naive_works(BRANDENBURG, day - days))
        days++;
    return days;
}

static void expect_alarm(icalcomponent *alarm, char *const *row, const struct run *run)
{
    static const icalproperty_kind kinds[] = {
        ICAL_ACTION_PROPERTY, ICAL_TRIGGER_PROPERTY, ICAL_DESCRIPTION_PROPERTY};
    icalproperty *trigger, *text, *action;
    icalparameter *related;
    int seconds;

    expect_kinds(alarm, kinds, 3);
    action = icalcomponent_get_first_property(alarm, ICAL_ACTION_PROPERTY);
    trigger = icalcomponent_get_first_property(alarm, ICAL_TRIGGER_PROPERTY);
    text = icalcomponent_get_first_property(alarm, ICAL_DESCRIPTION_PROPERTY);
    assert_int_equal(icalproperty_get_action(action), ICAL_ACTION_DISPLAY);
    seconds = icaldurationtype_as_int(icalproperty_get_trigger(trigger).duration);
    assert_int_equal(seconds, -24 * 3600 * days_before(row, run));
    assert_string_equal(icalproperty_get_description(text), row[LABEL]);
    related = icalproperty_get_first_parameter(trigger, ICAL_RELATED_PARAMETER);
    if (run->has_todos)
        assert_int_equal(icalparameter_get_related(related), ICAL_RELATED_END);
    else
        assert_null(related);
}

static void expect_entry(icalcomponent *entry, char *const *row, const struct run *run)
{
    static const icalproperty_kind
        event[] = {ICAL_UID_PROPERTY,        ICAL_DTSTAMP_PROPERTY,
                   ICAL_DTSTART_PROPERTY,    ICAL_DTEND_PROPERTY,
                   ICAL_SUMMARY_PROPERTY,    ICAL_DESCRIPTION_PROPERTY,
                   ICAL_CATEGORIES_PROPERTY, ICAL_TRANSP_PROPERTY,
                   ICAL_CLASS_PROPERTY},
        todo[] = {ICAL_UID_PROPERTY,        ICAL_DTSTAMP_PROPERTY,
                  ICAL_DUE_PROPERTY,        ICAL_STATUS_PROPERTY,
                  ICAL_SUMMARY_PROPERTY,    ICAL_DESCRIPTION_PROPERTY,
                  ICAL_CATEGORIES_PROPERTY, ICAL_CLASS_PROPERTY};
    icalcomponent *alarm = icalcomponent_get_first_component(entry, ICAL_ANY_COMPONENT);

    assert_int_equal(icalcomponent_isa(entry),
                     run->has_todos ? ICAL_VTODO_COMPONENT : ICAL_VEVENT_COMPONENT);
    if (run->has_todos)
        expect_kinds(entry, todo, sizeof todo / sizeof *todo);
    else
        expect_kinds(entry, event, sizeof event / sizeof *event);
    for (icalproperty *property =
             icalcomponent_get_first_property(entry, ICAL_ANY_PROPERTY);
         property != NULL;
         property = icalcomponent_get_next_property(entry, ICAL_ANY_PROPERTY))
        expect_property(property, row, run);
    assert_int_equal(icalcomponent_count_components(entry, ICAL_ANY_COMPONENT),
                     run->alarm_days > 0 && !is_moved(row, run));
    if (alarm != NULL)
        expect_alarm(alarm, row, run);
}

static void expect_calendar(icalcomponent *calendar)
{
    static const char *const x[][2] = {{"X-WR-CALNAME", "Wiedervorlage"},
                                       {"X-WR-CALDESC", "Stand: 21.11.2026"}};
    icalproperty *property;

    assert_non_null(calendar);
    assert_int_equal(icalcomponent_isa(calendar), ICAL_VCALENDAR_COMPONENT);
    assert_int_equal(icalcomponent_count_errors(calendar), 0);
    assert_true(icalrestriction_check(calendar));
    assert_int_equal(icalcomponent_count_properties(calendar, ICAL_ANY_PROPERTY), 7);
    property = icalcomponent_get_first_property(calendar, ICAL_X_PROPERTY);
    for (int i = 0; i < 2; i++) {
        assert_string_equal(icalproperty_get_x_name(property), x[i][0]);
        assert_string_equal(icalproperty_get_x(property), x[i][1]);
        property = icalcomponent_get_next_property(calendar, ICAL_X_PROPERTY);
    }
    property = icalcomponent_get_first_property(calendar, ICAL_NAME_PROPERTY);
    assert_string_equal(icalproperty_get_name(property), "Wiedervorlage");
    property = icalcomponent_get_first_property(calendar, ICAL_DESCRIPTION_PROPERTY);
    assert_string_equal(icalproperty_get_description(property), "Stand: 21.11.2026");
    property = icalcomponent_get_first_property(calendar, ICAL_PRODID_PROPERTY);
    assert_string_equal(icalproperty_get_prodid(property),
                        "-//vierphasen//followup-due//DE");
    property = icalcomponent_get_first_property(calendar, ICAL_VERSION_PROPERTY);
    assert_string_equal(icalproperty_get_version(property), "2.0");
    property = icalcomponent_get_first_property(calendar, ICAL_CALSCALE_PROPERTY);
    assert_string_equal(icalproperty_get_value_as_string(property), "GREGORIAN");
}

/* Behind the entries of the rows: how many are overdue, and since when. */
static void expect_count(icalcomponent *entry, const struct list *list,
                         const struct run *run)
{
    const char *oldest = NULL;
    char text[64];
    int overdue = 0;

    for (size_t i = 0; i < list->count; i++)
        if (strcmp(list->cells[i][STATUS], "overdue") == 0) {
            overdue++;
            if (oldest == NULL || strcmp(list->cells[i][DUE_ON], oldest) < 0)
                oldest = list->cells[i][DUE_ON];
        }
    assert_true(overdue > 1 && !run->moves);
    snprintf(text, sizeof text, "%d überfällig", overdue);
    assert_string_equal(icalcomponent_get_summary(entry), text);
    snprintf(text, sizeof text, "%.2s.%.2s.%.4s", oldest + 8, oldest + 5, oldest);
    assert_non_null(strstr(icalcomponent_get_description(entry), text));
    if (run->has_todos)
        expect_day(icalcomponent_get_due(entry), as_of, 0);
    else
        expect_day(icalcomponent_get_dtstart(entry), as_of, 0);
    expect_stamp(icalcomponent_get_first_property(entry, ICAL_DTSTAMP_PROPERTY), as_of);
    assert_int_equal(icalcomponent_count_components(entry, ICAL_ANY_COMPONENT), 0);
}

static int compare_texts(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void expect_different(const char **uids, size_t count)
{
    qsort(uids, count, sizeof *uids, compare_texts);
    for (size_t i = 1; i < count; i++)
        assert_string_not_equal(uids[i - 1], uids[i]);
}

static void compare(const char *options, struct run run)
{
    static struct list list;
    static const char *uids[ROWS_MOST + 1];
    struct sheet cases = make_cases(), text;
    icalcomponent *calendar, *entry;
    struct input file;
    char ics[256];
    size_t row = 0;

    input_make(&file, span_of(cases.bytes, cases.len));
    list.text = run_tool("", file.path);
    read_list(&list);
    assert_in_range(list.count, 400, ROWS_MOST);
    snprintf(ics, sizeof ics, "--to=ics %s", options);
    text = run_tool(ics, file.path);
    assert_int_equal(run.hides_client_id, strstr(text.bytes, "KUNDE") == NULL);
    calendar = icalparser_parse_string(text.bytes);
    expect_calendar(calendar);
    for (entry = icalcomponent_get_first_component(calendar, ICAL_ANY_COMPONENT);
         entry != NULL;
         entry = icalcomponent_get_next_component(calendar, ICAL_ANY_COMPONENT)) {
        uids[row] = icalcomponent_get_uid(entry);
        if (row < list.count)
            expect_entry(entry, list.cells[row], &run);
        else
            expect_count(entry, &list, &run);
        row++;
    }
    assert_int_equal(row, list.count + !run.moves);
    expect_different(uids, row);
    icalcomponent_free(calendar);
    sheet_free(&list.text);
    sheet_free(&text);
    sheet_free(&cases);
    input_drop(&file);
}

static void events_are_the_rows(void **state)
{
    (void)state;
    compare("", (struct run){0});
    compare("--ics=event --without-client-id", (struct run){.hides_client_id = true});
}

static void todos_are_the_rows(void **state)
{
    (void)state;
    compare("--ics=todo", (struct run){.has_todos = true});
}

static void what_is_overdue_moves_if_wanted(void **state)
{
    (void)state;
    compare("--overdue=today --alarm=1d", (struct run){.moves = true, .alarm_days = 1});
}

static void alarms_come_on_a_working_day_before(void **state)
{
    (void)state;
    compare("--alarm=1w", (struct run){.alarm_days = 7});
    compare("--alarm=24h --ics=todo", (struct run){.alarm_days = 1, .has_todos = true});
    compare("--alarm=5d --without-client-id",
            (struct run){.alarm_days = 5, .hides_client_id = true});
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(events_are_the_rows),
        cmocka_unit_test(todos_are_the_rows),
        cmocka_unit_test(what_is_overdue_moves_if_wanted),
        cmocka_unit_test(alarms_come_on_a_working_day_before),
    };

    naive_make();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
