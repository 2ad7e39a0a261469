/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A due list as a calendar (ics.h): an entry of a whole day for each obligation, on the
 * working day on which it is to be done.
 *
 * An entry is made of what the row of the list says of the obligation, without its
 * status and its days, and of nothing else: it has the same bytes in the calendar of
 * every night until its row changes, and no file has to remember it. What changes each
 * night stands in the calendar's description, in an entry that counts what is overdue,
 * and in entries that are cancelled.
 */
#ifndef VIERPHASEN_DUE_CALENDAR_H
#define VIERPHASEN_DUE_CALENDAR_H

#include <stdbool.h>
#include <stdint.h>

#include "base/span.h"
#include "due/due_alarm.h"
#include "due/ics.h"
#include "due/rule_texts.h"
#include "due/uid.h"
#include "value/day_texts.h"

struct calendar;
struct facts;
struct obligation;

/* What a calendar says of an obligation: cells of its row. All is borrowed. */
struct due_entry {
    struct span client_id, family_name, given_name; /* names: empty if not known */
    struct span deadline, label, source;
    unsigned of_rule; /* which says these three: its number, from 1 on; 0: not known */
    int32_t anchor_on, due_on, work_on;
    int32_t until_on;               /* DATE_NONE: there is no last day */
    const struct calendar *working; /* of the person's office, for alarms */
};

/* The entry of an obligation of the person of the facts. */
void due_entry_of(struct due_entry *entry, const struct facts *facts,
                  const struct obligation *obligation);

/* Whether its last day is past. */
bool due_entry_is_overdue(const struct due_entry *entry, int32_t as_of);

/* Set by the caller before due_calendar_begin, `texts` and what follows zeroed. */
struct due_calendar {
    struct ics ics;
    int32_t as_of;
    const char *name;     /* of the calendar, before what it is for */
    bool has_todos;       /* VTODO with DUE, else VEVENT with DTSTART */
    bool hides_client_id; /* which else stands behind the label */
    bool has_names;       /* of the person, behind the label */
    bool hides_as_of;     /* no description of the calendar */
    /*
     * What is overdue, and a window that runs, is on the as-of day: such an entry
     * changes every night, and has no alarm.
     */
    bool moves_along;
    struct due_alarm alarm;
    struct uid_key key;
    unsigned doubts; /* about days of alarms (calendar.h); never cleared here */
    struct rule_texts texts;
    struct day_texts days;
};

/* What stands before the first entry, of the calendar of a value of --split (or empty);
 * and behind the last. */
void due_calendar_begin(struct due_calendar *calendar, struct span value);
void due_calendar_finish(struct due_calendar *calendar);

/* Frees what it has made. Always safe. */
void due_calendar_free(struct due_calendar *calendar);

/* The UID of an entry, without the part that all have. */
void due_calendar_uid(const struct due_calendar *calendar,
                      const struct due_entry *entry, char out[UID_DIGITS]);

void due_calendar_add(struct due_calendar *calendar, const struct due_entry *entry);

/* The entry is cancelled: it stood in the calendar of an earlier night. */
void due_calendar_cancel(struct due_calendar *calendar, const struct due_entry *entry);

/* What is counted in a calendar. */
struct due_count {
    unsigned long overdue;
    unsigned long running; /* windows that began before the as-of day, and are open */
    int32_t oldest;        /* the first due_on of what is overdue */
    bool was_overdue;      /* something was, in an earlier night */
};

/* Counts an entry. */
void due_count_add(struct due_count *count, const struct due_entry *entry,
                   int32_t as_of);

/*
 * The entry of the as-of day that says how many are overdue; where none is: that it is
 * cancelled, if there was one, else nothing.
 */
void due_calendar_count(struct due_calendar *calendar, const struct due_count *count,
                        struct span value);

#endif
