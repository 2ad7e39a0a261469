/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "due/due_options.h"

#include "base/diag.h"
#include "base/names.h"
#include "due/due_calendar.h"
#include "due/due_output.h"
#include "due/uid.h"
#include "rules/concept.h"
#include "stream/dialect.h"

enum {
    KEY_LIST = 1000,
    KEY_KEEP,
    KEY_WINDOW,
    KEY_SPLIT,
    KEY_OUTPUT_DIR,
    KEY_ICS,
    KEY_ALARM,
    KEY_WITH_CLIENT_ID,
    KEY_UID_KEY
};

const struct argp_option DUE_OPTIONS[] = {
    SELECTION_OPTIONS,
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
    {"ics", KEY_ICS, "KIND", 0,
     "With --to=ics: make each entry an event (the default) or a todo", 2},
    {"alarm", KEY_ALARM, "TIME", 0,
     "With --to=ics: remind of each entry TIME before its day: 16h, 1d, 2w", 2},
    {"with-client-id", KEY_WITH_CLIENT_ID, NULL, 0,
     "With --to=ics: show the client_id in each entry", 2},
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
    case KEY_ICS:
        options->ics = value;
        return 0;
    case KEY_ALARM:
        options->alarm = value;
        return 0;
    case KEY_UID_KEY:
        options->uid_key = value;
        return 0;
    case KEY_WITH_CLIENT_ID:
        options->with_client_id = true;
        return 0;
    default:
        return selection_options_parse(&options->selection, key, value, argp);
    }
}

static bool usage(struct diag *diag, const char *text)
{
    return diag_set(diag, DIAG_USAGE, "%s", text);
}

/* What doesn't go together; NULL if all does. */
static const char *find_conflict(const struct due_options *options,
                                 const struct due_shared *shared)
{
    bool has_ics_options = options->ics != NULL || options->alarm != NULL ||
                           options->uid_key != NULL || options->with_client_id;

    if (options->is_calendar && (options->keep.ptr != NULL || shared->explains))
        return "--keep and --explain do not go with --to=ics";
    if (!options->is_calendar && has_ics_options)
        return "--ics, --alarm, --with-client-id and --uid-key go with --to=ics";
    if (options->lists_deadlines &&
        (options->is_calendar || options->split != NULL || options->has_window ||
         options->keep.ptr != NULL || shared->explains))
        return "--to=ics, --split, --window, --keep and --explain do not go with "
               "--list-deadlines";
    if ((options->split != NULL) != (options->output_dir != NULL))
        return "--split and --output-dir go together";
    if (options->output_dir != NULL && options->output_dir[0] == '\0')
        return "--output-dir: expected the name of a folder";
    if (options->output_dir != NULL && shared->has_output)
        return "--output and --output-dir exclude each other";
    return NULL;
}

static const struct span ENTRIES[] = {{"event", 5}, {"todo", 4}};

static bool choose_calendar(const struct due_options *options,
                            struct due_calendar *calendar, struct diag *diag)
{
    struct span kind = span_from(options->ics != NULL ? options->ics : "event");
    int entry = names_find_span(ENTRIES, 2, kind);

    if (entry < 0)
        return names_unknown(diag, "--ics: no kind of entry", kind, ENTRIES, 2);
    calendar->has_client_id = options->with_client_id;
    calendar->has_todos = entry == 1;
    if (options->alarm != NULL &&
        !due_calendar_set_alarm(calendar, span_from(options->alarm)))
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

    if (conflict != NULL)
        return usage(diag, conflict);
    if (!selection_options_choose(&options->selection, &concept->deadlines,
                                  shared->as_of, selection, diag))
        return false;
    view->folder = options->output_dir;
    view->row.as_of = view->calendar.as_of = shared->as_of;
    view->row.has_window = view->calendar.has_window = options->has_window;
    view->row.notes = view->calendar.notes = &view->notes;
    view->row.explains = shared->explains;
    return !options->is_calendar || choose_calendar(options, &view->calendar, diag);
}
