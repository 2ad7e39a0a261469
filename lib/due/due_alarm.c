/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "due/due_alarm.h"

#include <inttypes.h>
#include <stdio.h>

#include "rules/calendar.h"
#include "value/number.h"

enum { DAY_HOURS = 24, WEEK_DAYS = 7 };

bool due_alarm_parse(struct due_alarm *alarm, struct span time)
{
    size_t digits = number_digits(time);
    struct span number = span_of(time.ptr, digits), unit = span_after(time, digits);
    int32_t n = 0;

    if (!number_parse(number, NUMBER_MAX, &n) || unit.len != 1)
        return false;
    switch (unit.ptr[0]) {
    case 'h':
        alarm->days = (n + DAY_HOURS - 1) / DAY_HOURS;
        break;
    case 'd':
        alarm->days = n;
        break;
    case 'w':
        alarm->days = WEEK_DAYS * n;
        break;
    default:
        return false;
    }
    alarm->number = n;
    alarm->unit = unit.ptr[0];
    return true;
}

bool due_alarm_trigger(const struct due_alarm *alarm, int32_t day,
                       const struct calendar *calendar, unsigned *doubts,
                       char out[DUE_ALARM_BYTES])
{
    int32_t wanted = day - alarm->days;
    int32_t rings_on = calendar_roll(calendar, wanted, ROLL_BACK);
    int32_t earlier;

    if (wanted < CALENDAR_FIRST || rings_on == DATE_NONE)
        return false;
    *doubts |= calendar_doubts(calendar, wanted);
    earlier = wanted - rings_on;
    if (alarm->unit == 'h' && earlier > 0) /* a day is no 24 hours in March */
        snprintf(out, DUE_ALARM_BYTES, "-P%" PRId32 "DT%" PRId32 "H", earlier,
                 alarm->number);
    else if (alarm->unit == 'h')
        snprintf(out, DUE_ALARM_BYTES, "-PT%" PRId32 "H", alarm->number);
    else if (alarm->unit == 'w' && earlier == 0)
        snprintf(out, DUE_ALARM_BYTES, "-P%" PRId32 "W", alarm->number);
    else
        snprintf(out, DUE_ALARM_BYTES, "-P%" PRId32 "D", alarm->days + earlier);
    return true;
}
