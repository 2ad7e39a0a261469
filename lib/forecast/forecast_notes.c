/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "forecast/forecast_notes.h"

#include "base/buffer.h"
#include "forecast/forecast.h"
#include "forecast/weeks.h"
#include "rules/concept.h"
#include "value/date.h"

void forecast_notes_ends(const struct forecast *forecast, struct buffer *lines)
{
    const struct deadlines *today = &forecast->slices[0].concept->deadlines;

    for (unsigned i = 0; i < today->name_count; i++) {
        int32_t end = forecast_ends_on(forecast, i);
        char day[DATE_BYTES];
        if (end == DATE_NONE)
            continue;
        date_format(end, day);
        buffer_print(lines, "no row of the deadline %.*s is valid from %.*s on\n",
                     (int)today->names[i].len, today->names[i].ptr, DATE_BYTES, day);
    }
}

static void add_load(const struct weeks *weeks, const char *which, bool with_backlog,
                     struct buffer *lines)
{
    struct weeks_load before = weeks_load(weeks, true, with_backlog);
    struct weeks_load after = weeks_load(weeks, false, with_backlog);
    char first[WEEKS_LOAD_BYTES], second[WEEKS_LOAD_BYTES];

    buffer_print(lines, "talks per week%s: %s; smoothed: %s\n", which,
                 weeks_load_text(&before, first), weeks_load_text(&after, second));
}

void forecast_notes_smooth(const struct weeks *weeks, struct buffer *lines)
{
    add_load(weeks, "", true, lines);
    add_load(weeks, " without the backlog", false, lines);
}
