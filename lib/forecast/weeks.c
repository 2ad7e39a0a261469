/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "forecast/weeks.h"

#include "forecast/forecast.h"
#include "person/facts.h"
#include "person/obligation.h"
#include "rules/calendar.h"
#include "rules/concept.h"
#include "stream/writer.h"
#include "value/date.h"
#include "value/number.h"

void weeks_init(struct weeks *weeks, int32_t from, unsigned count, int32_t smooth)
{
    weeks->from = from;
    weeks->count = count;
    weeks->smooth = smooth;
    weeks->groups.value_count = weeks->by.count;
    weeks->groups.size = count * sizeof(struct week);
}

void weeks_free(struct weeks *weeks)
{
    groups_free(&weeks->groups);
}

static struct week *weeks_of(const struct weeks *weeks, size_t group)
{
    return groups_at(&weeks->groups, group);
}

/* Finds the group that the facts of the day give. */
static void find_group(struct weeks *weeks, const struct facts *facts)
{
    if (weeks->facts != facts)
        grouping_follow(&weeks->by, facts->concept);
    weeks->facts = facts;
    grouping_read(&weeks->by, facts);
    weeks->group = groups_find(&weeks->groups, weeks->by.cells);
    weeks->now = weeks_of(weeks, weeks->group);
}

void weeks_look_before(void *context, const struct facts *facts, int32_t day)
{
    (void)day;
    find_group(context, facts);
}

void weeks_look(void *context, const struct facts *facts, int32_t day)
{
    struct weeks *weeks = context;
    /* The first week that begins on this day or later. */
    unsigned week = (unsigned)(day - weeks->from + WEEK_DAYS - 1) / WEEK_DAYS;
    size_t before = weeks->group;

    find_group(weeks, facts);
    if (week >= weeks->count)
        return;
    if (day > weeks->from)
        weeks_of(weeks, before)[week].persons--;
    weeks->now[week].persons++;
}

static unsigned week_of(const struct weeks *weeks, int32_t day)
{
    return (unsigned)(day - weeks->from) / WEEK_DAYS;
}

static bool is_late(const struct meeting *meeting)
{
    int32_t until_on = meeting->obligation.until_on;

    return until_on != DATE_NONE && meeting->met_on > until_on;
}

void weeks_meet(void *context, const struct meeting *meeting)
{
    const struct weeks *weeks = context;
    struct week *week = &weeks->now[week_of(weeks, meeting->met_on)];
    enum deadline_kind kind = meeting->obligation.rule->kind;

    week->met[kind]++;
    week->backlog += is_late(meeting);
    week->late_talks += kind == DEADLINE_TALK && is_late(meeting);
}

void weeks_meet_before(void *context, const struct meeting *meeting)
{
    const struct weeks *weeks = context;
    struct week *week = &weeks->now[week_of(weeks, meeting->met_on)];

    if (meeting->obligation.rule->kind != DEADLINE_TALK)
        return;
    week->talks_before++;
    week->late_before += is_late(meeting);
}

/* A place for a talk that is being looked for. */
struct placing {
    const struct weeks *weeks;
    int32_t earliest, latest;
    unsigned best;
    int32_t best_day;
};

/* Takes a week if it has fewer talks, and a working day among those that are allowed:
 * the last one of an earlier week, the first one of a later week. */
static void try_week(struct placing *it, unsigned week, bool is_earlier)
{
    int32_t begin = it->weeks->from + (int32_t)week * WEEK_DAYS;
    int32_t end = begin + WEEK_DAYS - 1, day;

    if (begin < it->earliest)
        begin = it->earliest;
    if (end > it->latest)
        end = it->latest;
    day = calendar_roll(it->weeks->facts->day.calendar, is_earlier ? end : begin,
                        is_earlier ? ROLL_BACK : ROLL_FORWARD);
    if (day < begin || day > end ||
        it->weeks->now[week].met[DEADLINE_TALK] >=
            it->weeks->now[it->best].met[DEADLINE_TALK])
        return;
    it->best = week;
    it->best_day = day;
}

int32_t weeks_place(void *context, const struct obligation *talk,
                    const struct work_window *window)
{
    const struct weeks *weeks = context;
    unsigned home = week_of(weeks, talk->work_on), last;
    struct placing it = {weeks, talk->work_on - weeks->smooth,
                         talk->work_on + weeks->smooth, home, talk->work_on};

    if (it.earliest < window->from)
        it.earliest = window->from;
    if (it.latest > window->until)
        it.latest = window->until;
    last = week_of(weeks, it.latest);
    for (unsigned week = home; week-- > week_of(weeks, it.earliest);)
        try_week(&it, week, true);
    for (unsigned week = home + 1; week <= last; week++)
        try_week(&it, week, false);
    return it.best_day;
}

void weeks_count(struct weeks *weeks, struct forecast *forecast)
{
    const struct forecast_watcher before = {weeks, weeks_look_before, weeks_meet_before,
                                            DEADLINE_TALK, NULL};
    const struct forecast_watcher after = {weeks, weeks_look, weeks_meet, DEADLINE_TALK,
                                           weeks->smooth > 0 ? weeks_place : NULL};

    if (weeks->smooth > 0)
        forecast_person(forecast, &before);
    forecast_person(forecast, &after);
}

static uint64_t count_talks(const struct week *week, bool before, bool with_backlog)
{
    if (before)
        return week->talks_before - (with_backlog ? 0 : week->late_before);
    return week->met[DEADLINE_TALK] - (with_backlog ? 0 : week->late_talks);
}

struct weeks_load weeks_load(const struct weeks *weeks, bool before, bool with_backlog)
{
    struct weeks_load load = {.weeks = weeks->count};

    for (unsigned i = 0; i < weeks->count; i++) {
        uint64_t talks = 0;
        for (size_t group = 0; group < weeks->groups.count; group++)
            talks += count_talks(&weeks_of(weeks, group)[i], before, with_backlog);
        load.total += talks;
        if (talks > load.peak)
            load.peak = talks;
    }
    return load;
}

static char *put_number(char *out, const char *name, uint64_t number, unsigned decimals)
{
    out = stpcpy(out, name);
    return out + number_format_decimals((long)number, decimals, out);
}

const char *weeks_load_text(const struct weeks_load *load, char out[WEEKS_LOAD_BYTES])
{
    uint64_t tenths = number_divide(10 * load->total, load->weeks);
    uint64_t ratio = number_divide(100 * load->peak * load->weeks, load->total);
    char *end = put_number(out, "peak ", load->peak, 0);

    end = put_number(end, ", mean ", tenths, 1);
    end = put_number(end, ", peak to mean ", ratio, 2);
    *end = '\0';
    return out;
}

const char *weeks_columns(const struct weeks *weeks)
{
    return weeks->smooth > 0
               ? "talks talks_before agreements reviews tasks total backlog persons"
               : "talks agreements reviews tasks total backlog persons";
}

static void write_week(const struct weeks *weeks, const struct week *week, long persons,
                       struct writer *writer)
{
    long total = 0;

    for (unsigned i = 0; i < DEADLINE_KINDS; i++)
        total += week->met[i];
    writer_number(writer, week->met[DEADLINE_TALK]);
    if (weeks->smooth > 0)
        writer_number(writer, week->talks_before);
    writer_number(writer, week->met[DEADLINE_AGREEMENT]);
    writer_number(writer, week->met[DEADLINE_REVIEW]);
    writer_number(writer, week->met[DEADLINE_TASK]);
    writer_number(writer, total);
    writer_number(writer, week->backlog);
    writer_number(writer, persons);
}

static void write_row(struct weeks *weeks, unsigned number, size_t group,
                      struct writer *writer)
{
    struct week *week = &weeks_of(weeks, group)[number];
    char text[DATE_BYTES];

    date_format(weeks->from + (int32_t)number * WEEK_DAYS, text);
    writer_clean(writer, span_of(text, DATE_BYTES));
    date_format(weeks->from + (int32_t)number * WEEK_DAYS + WEEK_DAYS - 1, text);
    writer_clean(writer, span_of(text, DATE_BYTES));
    for (unsigned i = 0; i < weeks->by.count; i++)
        writer_value(writer, weeks->groups.group[group].values[i]);
    /* From here on the number itself, and no longer the difference. */
    if (number > 0)
        week->persons += week[-1].persons;
    write_week(weeks, week, week->persons, writer);
    writer_end(writer);
}

/* Without columns there is the group of everybody, even if nobody came. */
static void add_everybody(struct weeks *weeks)
{
    if (weeks->by.count == 0)
        groups_find(&weeks->groups, weeks->by.cells);
}

const struct week *weeks_of_everybody(struct weeks *weeks)
{
    add_everybody(weeks);
    return weeks_of(weeks, 0);
}

void weeks_write(struct weeks *weeks, struct writer *writer)
{
    add_everybody(weeks);
    groups_sort(&weeks->groups);
    for (unsigned i = 0; i < weeks->count; i++)
        for (size_t j = 0; j < weeks->groups.count; j++)
            write_row(weeks, i, weeks->groups.order[j], writer);
}
