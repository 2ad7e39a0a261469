/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * When a calendar reminds of a day: so long before it begins, and on a working day, so
 * that nothing rings on a Sunday.
 */
#ifndef VIERPHASEN_DUE_ALARM_H
#define VIERPHASEN_DUE_ALARM_H

#include <stdbool.h>
#include <stdint.h>

#include "base/span.h"

struct calendar;

/* A zeroed struct reminds of nothing. */
struct due_alarm {
    char unit; /* `h`, `d` or `w` */
    int32_t number;
    int32_t days; /* it comes so many days before, a part counts as one */
};

/* `16h`, `1d`, `2w`; at most 9999 of them. False: malformed. */
bool due_alarm_parse(struct due_alarm *alarm, struct span time);

/* Room for the longest duration. */
enum { DUE_ALARM_BYTES = 48 };

/*
 * The RFC 5545 duration (3.3.6) from the beginning of `day` back to the alarm. If that
 * falls on no working day, it comes as many whole days earlier as it takes, at the same
 * time of the day. False if the calendar doesn't reach back so far. Adds to *doubts
 * (calendar.h) those of the day of the alarm.
 */
bool due_alarm_trigger(const struct due_alarm *alarm, int32_t day,
                       const struct calendar *calendar, unsigned *doubts,
                       char out[DUE_ALARM_BYTES]);

#endif
