/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "due/due_options.h"

#include "base/diag.h"
#include "base/names.h"
#include "due/due_calendar.h"
#include "due/due_output.h"
#include "due/uid.h"
#include "rules/concept.h"
#include "stream/dialect.h"
#include "value/text.h"

enum {
    KEY_LIST = 1000,
    KEY_KEEP,
    KEY_WINDOW,
    KEY_SPLIT,
    KEY_OUTPUT_DIR,
    KEY_READABLE,
    KEY_ICS,
    KEY_ALARM,
    KEY_WITH_CLIENT_ID,
    KEY_WITHOUT_CLIENT_ID,
    KEY_WITH_NAMES,
    KEY_CALENDAR_NAME,
    KEY_CALENDAR_DESCRIPTION,
    KEY_PREVIOUS,
    KEY_INCOMPLETE,
    KEY_UID_KEY
};

const struct argp_option DUE_OPTIONS[] = {
    SELECTION_OPTIONS,
    {"overdue", SELECTION_OVERDUE, "WHERE", OPTION_ARG_OPTIONAL,
     "List only what is overdue; --overdue=today lists no less, but with --to=ics puts "
     "what is overdue on the day of --as-of",
     0},
    {"list-deadlines", KEY_LIST, NULL, 0,
     "Write which deadlines there are and, with FILE, which columns they lack", 0},
    {"keep", KEY_KEEP, "COLUMNS", 0,
     "Add these columns of the input (names between commas)", 0},
    {"window", KEY_WINDOW, NULL, 0,
     "Add the first and the last working day on which each can be met", 0},
    {"to", 't', "FORMAT", 0,
     "Write " DIALECT_NAMES_OR("ics") ", a calendar (default: as the input)", 2},
    {"split", KEY_SPLIT, "COLUMN", 0,
     "Write a file for each value of COLUMN to the folder of --output-dir", 2},
    {"output-dir", KEY_OUTPUT_DIR, "DIR", 0,
     "Write the files of --split, and index.tsv, to the new or empty folder DIR", 2},
    {"readable-names", KEY_READABLE, NULL, 0,
     "With --split: name files after values that are no codes, too, by their words", 2},
    {"ics", KEY_ICS, "KIND", 0,
     "With --to=ics: make each entry an event (the default) or a todo", 2},
    {"alarm", KEY_ALARM, "TIME", 0,
     "With --to=ics: remind of each entry TIME before its day: 16h, 1d, 2w", 2},
    {"with-client-id", KEY_WITH_CLIENT_ID, NULL, 0,
     "With --to=ics: show the client_id in each entry (the default)", 2},
    {"without-client-id", KEY_WITHOUT_CLIENT_ID, NULL, 0, "With --to=ics: do not", 2},
    {"with-names", KEY_WITH_NAMES, NULL, 0,
     "With --to=ics: show family_name and given_name in each entry", 2},
    {"calendar-name", KEY_CALENDAR_NAME, "NAME", 0,
     "With --to=ics: name the calendar NAME (default: Wiedervorlage); with --split, "
     "NAME "
     "and the value",
     2},
    {"calendar-description", KEY_CALENDAR_DESCRIPTION, "WHAT", 0,
     "With --to=ics: describe the calendar by the day of --as-of (date, the default) "
     "or "
     "not at all (none)",
     2},
    {"previous", KEY_PREVIOUS, "LIST", 0,
     "With --to=ics: cancel the entries of LIST, the due list of the night before, "
     "that "
     "are gone",
     2},
    {"incomplete", KEY_INCOMPLETE, NULL, 0,
     "With --previous: keep the entries of persons who are not in the input", 2},
    {"uid-key", KEY_UID_KEY, "FILE", 0,
     "With --to=ics: make the UIDs with the key in FILE", 2},
    {NULL, 0, NULL, 0, NULL, 0}};

/* A calendar is no format of records: what those are the shared options know. */
static error_t set_format(struct due_options *options, const char *value,
                          struct argp_state *argp)
{
    struct dialect dialect;
    struct diag diag;

    options->is_calendar = strcmp(value, "ics") == 0;
    if (options->is_calendar)
        return 0;
    if (!dialect_from_name(span_from(value), &dialect)) {
        dialect_unknown(value, "ics", &diag);
        argp_error(argp, "%s", diag.text);
    }
    return ARGP_ERR_UNKNOWN;
}

static error_t set_overdue(struct due_options *options, const char *value,
                           struct argp_state *argp)
{
    if (value == NULL)
        return selection_options_parse(&options->selection, SELECTION_OVERDUE, value,
                                       argp);
    if (strcmp(value, "today") != 0)
        argp_error(argp, "--overdue: expected today, or no value");
    options->moves_overdue = true;
    return 0;
}

/* Options that say what stands in a calendar. */
static error_t parse_text(struct due_options *options, int key, const char *value,
                          struct argp_state *argp)
{
    switch (key) {
    case KEY_WITH_CLIENT_ID:
    case KEY_WITHOUT_CLIENT_ID:
        options->says_client_id = true;
        options->without_client_id = key == KEY_WITHOUT_CLIENT_ID;
        return 0;
    case KEY_WITH_NAMES:
        options->with_names = true;
        return 0;
    case KEY_CALENDAR_NAME:
        options->calendar_name = value;
        return 0;
    case KEY_CALENDAR_DESCRIPTION:
        options->calendar_description = value;
        return 0;
    case KEY_INCOMPLETE:
        options->is_incomplete = true;
        return 0;
    case SELECTION_OVERDUE:
        return set_overdue(options, value, argp);
    default:
        return selection_options_parse(&options->selection, key, value, argp);
    }
}

error_t due_options_parse(struct due_options *options, int key, const char *value,
                          struct argp_state *argp)
{
    switch (key) {
    case 't':
        return set_format(options, value, argp);
    case KEY_KEEP:
        options->keep = span_from(value);
        return 0;
    case KEY_WINDOW:
        options->has_window = true;
        return 0;
    case KEY_LIST:
        options->lists_deadlines = true;
        return 0;
    case KEY_SPLIT:
        options->split = value;
        return 0;
    case KEY_OUTPUT_DIR:
        options->output_dir = value;
        return 0;
    case KEY_READABLE:
        options->has_readable_names = true;
        return 0;
    case KEY_ICS:
        options->ics = value;
        return 0;
    case KEY_ALARM:
        options->alarm = value;
        return 0;
    case KEY_UID_KEY:
        options->uid_key = value;
        return 0;
    case KEY_PREVIOUS:
        options->previous = value;
        return 0;
    default:
        return parse_text(options, key, value, argp);
    }
}

static bool usage(struct diag *diag, const char *text)
{
    return diag_set(diag, DIAG_USAGE, "%s", text);
}

/* An option that only a calendar has; NULL if none is given. */
static const char *find_calendar_option(const struct due_options *options)
{
    const struct {
        const char *name;
        bool is_given;
    } own[] = {
        {"--ics", options->ics != NULL},
        {"--alarm", options->alarm != NULL},
        {"--calendar-name", options->calendar_name != NULL},
        {"--calendar-description", options->calendar_description != NULL},
        {"--with-client-id", options->says_client_id && !options->without_client_id},
        {"--without-client-id", options->without_client_id},
        {"--with-names", options->with_names},
        {"--overdue=today", options->moves_overdue},
        {"--previous", options->previous != NULL},
        {"--incomplete", options->is_incomplete},
        {"--uid-key", options->uid_key != NULL}};

    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        if (own[i].is_given)
            return own[i].name;
    return NULL;
}

/* What doesn't go together; NULL if all does. */
static const char *find_conflict(const struct due_options *options,
                                 const struct due_shared *shared)
{
    const char *previous = options->previous;

    if (options->is_calendar &&
        (options->keep.ptr != NULL || options->has_window || shared->explains))
        return "--keep, --window and --explain do not go with --to=ics";
    if (options->is_incomplete && previous == NULL)
        return "--incomplete goes with --previous";
    if (previous != NULL && (previous[0] == '\0' || strcmp(previous, "-") == 0))
        return "--previous: expected the name of a file";
    if (options->lists_deadlines &&
        (options->is_calendar || options->split != NULL || options->has_window ||
         options->keep.ptr != NULL || shared->explains))
        return "--to=ics, --split, --window, --keep and --explain do not go with "
               "--list-deadlines";
    if ((options->split != NULL) != (options->output_dir != NULL))
        return "--split and --output-dir go together";
    if (options->has_readable_names && options->split == NULL)
        return "--readable-names goes with --split";
    if (options->output_dir != NULL && options->output_dir[0] == '\0')
        return "--output-dir: expected the name of a folder";
    if (options->output_dir != NULL && shared->output != NULL && options->is_calendar)
        return "--to=ics: --output and --output-dir exclude each other";
    if (options->output_dir != NULL && shared->output != NULL &&
        strcmp(options->output_dir, shared->output) == 0)
        return "--output is the folder of --output-dir, expected another name";
    return NULL;
}

/* One line of UTF-8. */
static bool is_name(struct span name)
{
    return name.len > 0 && text_utf8_prefix(name) == name.len &&
           text_is_printable(name) && strpbrk(name.ptr, "\t\n\r") == NULL;
}

static bool name_calendar(const struct due_options *options,
                          struct due_calendar *calendar, struct diag *diag)
{
    const char *described = options->calendar_description;

    calendar->name =
        options->calendar_name != NULL ? options->calendar_name : "Wiedervorlage";
    if (!is_name(span_from(calendar->name)))
        return usage(diag, "--calendar-name: expected a text of one line");
    calendar->hides_as_of = described != NULL && strcmp(described, "none") == 0;
    return described == NULL || calendar->hides_as_of ||
           strcmp(described, "date") == 0 ||
           usage(diag, "--calendar-description: expected date or none");
}

static const struct span ENTRIES[] = {{"event", 5}, {"todo", 4}};

static bool choose_calendar(const struct due_options *options,
                            struct due_calendar *calendar, struct diag *diag)
{
    struct span kind = span_from(options->ics != NULL ? options->ics : "event");
    int entry = names_find_span(ENTRIES, 2, kind);

    if (entry < 0)
        return names_unknown(diag, "--ics: no kind of entry", kind, ENTRIES, 2);
    calendar->hides_client_id = options->without_client_id;
    calendar->has_names = options->with_names;
    calendar->moves_along = options->moves_overdue;
    if (!name_calendar(options, calendar, diag))
        return false;
    calendar->has_todos = entry == 1;
    if (options->alarm != NULL &&
        !due_alarm_parse(&calendar->alarm, span_from(options->alarm)))
        return usage(diag, "--alarm: expected a time such as 16h, 1d or 2w");
    uid_key_public(&calendar->key);
    return options->uid_key == NULL ||
           uid_key_read(&calendar->key, options->uid_key, diag);
}

bool due_options_apply(const struct due_options *options,
                       const struct due_shared *shared, const struct concept *concept,
                       struct selection *selection, struct due_output *view,
                       struct diag *diag)
{
    const char *conflict = find_conflict(options, shared);
    const char *of_calendars = find_calendar_option(options);

    if (!options->is_calendar && of_calendars != NULL)
        return diag_set(diag, DIAG_USAGE, "%s goes with --to=ics", of_calendars);
    if (conflict != NULL)
        return usage(diag, conflict);
    if (!selection_options_choose(&options->selection, &concept->deadlines,
                                  shared->as_of, selection, diag))
        return false;
    view->folder = options->output_dir;
    view->path = options->output_dir != NULL ? shared->output : NULL;
    view->has_readable_names = options->has_readable_names;
    view->row.as_of = view->calendars.calendar.as_of = shared->as_of;
    view->row.has_window = options->has_window;
    view->row.notes = &view->notes;
    view->row.explains = shared->explains;
    view->calendars.is_incomplete = options->is_incomplete;
    return !options->is_calendar ||
           choose_calendar(options, &view->calendars.calendar, diag);
}
