/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "proof/week_difference.h"

#include "person/facts.h"
#include "rules/concept.h"
#include "stream/writer.h"
#include "value/date.h"

const char WEEK_DIFFERENCE_COLUMNS[] =
    "week_from week_until talks_old talks_new talks_change agreements_old "
    "agreements_new agreements_change reviews_old reviews_new reviews_change tasks_old "
    "tasks_new tasks_change total_old total_new total_change backlog_old backlog_new "
    "backlog_change";

bool week_difference_init(struct week_difference *it, struct sides *sides,
                          unsigned weeks, struct diag *diag)
{
    it->sides = sides;
    for (unsigned side = 0; side < BOTH_SIDES; side++) {
        struct forecast *forecast = &it->forecasts[side];
        struct concept *concept = sides->concepts[side];
        if (!concept_require(concept, span_from("deadlines"), diag) ||
            !forecast_init(forecast, concept, sides->facts[side], WEEK_DAYS * weeks,
                           diag))
            return false;
        for (unsigned i = 0; i < forecast->slice_count; i++)
            facts_want_deadlines(forecast->slices[i].facts);
        weeks_init(&it->weeks[side], concept->loaded_for, weeks, 0);
    }
    return true;
}

void week_difference_free(struct week_difference *it)
{
    for (unsigned side = 0; side < BOTH_SIDES; side++) {
        forecast_free(&it->forecasts[side]);
        weeks_free(&it->weeks[side]);
    }
}

void week_difference_bind(struct week_difference *it, const struct header *header)
{
    forecast_bind(&it->forecasts[OLD_SIDE], header);
    forecast_bind(&it->forecasts[NEW_SIDE], header);
}

static bool read_side(void *context, unsigned side, const struct record *record,
                      struct diag *diag)
{
    struct week_difference *it = context;

    return forecast_read(&it->forecasts[side], record, diag);
}

bool week_difference_add(struct week_difference *it, const struct record *record,
                         struct diag *diag)
{
    if (!sides_read(it->sides, record, read_side, it, diag))
        return false;
    for (unsigned side = 0; side < BOTH_SIDES; side++) {
        const struct forecast_watcher watcher = {&it->weeks[side], weeks_look,
                                                 weeks_meet, DEADLINE_TALK, NULL};
        forecast_person(&it->forecasts[side], &watcher);
    }
    return true;
}

static bool write_pair(long old, long new, struct writer *writer)
{
    writer_number(writer, old);
    writer_number(writer, new);
    writer_number(writer, new - old);
    return old != new;
}

static long total_of(const struct week *week)
{
    long total = 0;

    for (unsigned i = 0; i < DEADLINE_KINDS; i++)
        total += week->met[i];
    return total;
}

static void write_day(int32_t day, struct writer *writer)
{
    char text[DATE_BYTES];

    date_format(day, text);
    writer_clean(writer, span_of(text, DATE_BYTES));
}

static bool write_week(const struct week *old, const struct week *new,
                       struct writer *writer)
{
    static const enum deadline_kind kinds[] = {DEADLINE_TALK, DEADLINE_AGREEMENT,
                                               DEADLINE_REVIEW, DEADLINE_TASK};
    bool differs = false;

    for (unsigned i = 0; i < DEADLINE_KINDS; i++)
        differs |= write_pair(old->met[kinds[i]], new->met[kinds[i]], writer);
    differs |= write_pair(total_of(old), total_of(new), writer);
    differs |= write_pair(old->backlog, new->backlog, writer);
    writer_end(writer);
    return differs;
}

bool week_difference_write(struct week_difference *it, struct writer *writer)
{
    const struct week *old = weeks_of_everybody(&it->weeks[OLD_SIDE]);
    const struct week *new = weeks_of_everybody(&it->weeks[NEW_SIDE]);
    bool differs = false;

    for (unsigned i = 0; i < it->weeks[OLD_SIDE].count; i++) {
        int32_t from = it->weeks[OLD_SIDE].from + (int32_t)i * WEEK_DAYS;
        write_day(from, writer);
        write_day(from + WEEK_DAYS - 1, writer);
        differs |= write_week(&old[i], &new[i], writer);
    }
    return differs;
}
