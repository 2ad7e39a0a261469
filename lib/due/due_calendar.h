/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A due list as a calendar (ics.h): an entry of a whole day for each obligation, on the
 * working day on which it is to be done. An entry holds nothing of the person but, if
 * that is asked for, the client_id.
 */
#ifndef VIERPHASEN_DUE_CALENDAR_H
#define VIERPHASEN_DUE_CALENDAR_H

#include <stdbool.h>
#include <stdint.h>

#include "base/span.h"
#include "due/ics.h"
#include "due/uid.h"
#include "value/date.h"

struct deadline_notes;
struct facts;
struct obligation;

/* Set by the caller before due_calendar_begin. */
struct due_calendar {
    struct ics ics;
    int32_t as_of;
    bool has_todos;     /* VTODO with DUE, else VEVENT with DTSTART */
    bool has_client_id; /* behind the label */
    bool has_window;    /* the description says when it can be done */
    bool has_alarm;
    char trigger[32];   /* of the alarm: an RFC 5545 duration */
    int32_t alarm_days; /* it comes so many days before, a part counts as one */
    struct uid_key key;
    struct deadline_notes *notes; /* for has_window */

    /* What each entry says of as_of. */
    char stamp[ICS_DATE_BYTES + 8];
    char as_of_german[DATE_BYTES];
};

/*
 * An alarm that long before the day begins: `16h`, `1d`, `2w`; at most 9999 of them.
 * False: malformed.
 */
bool due_calendar_set_alarm(struct due_calendar *calendar, struct span time);

/* What stands before the first entry and behind the last. */
void due_calendar_begin(struct due_calendar *calendar);
void due_calendar_finish(struct due_calendar *calendar);

/*
 * The entry of an obligation of the person of the facts. An alarm that would have come
 * before as_of is left out: nobody wants it again every night.
 */
void due_calendar_add(struct due_calendar *calendar, const struct facts *facts,
                      const struct obligation *obligation);

#endif
