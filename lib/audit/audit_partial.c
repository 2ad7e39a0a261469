/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "audit/audit_partial.h"

#include "audit/figures.h"
#include "base/diag.h"
#include "base/names.h"
#include "person/partial.h"
#include "value/date.h"

/* The counts of a row. */
enum { COUNT_DAYS, COUNT_COUNT, COUNT_PERSONS };

/* Figures besides the parts. */
enum figure { FIGURE_ALL, FIGURE_UNSEEN, FIGURE_DAYS, FIGURE_DAY, FIGURES };

/* No two days of the calendar lie further apart. */
enum { DAYS_MOST = 9999 * 366 };

static const char *const figure_names[FIGURES] = {"all", "unseen", "days", "day"};

static const char *const view_names[] = {[FINDINGS_STANDARDS] = "deadlines",
                                         [FINDINGS_AGREEMENTS] = "agreements",
                                         [FINDINGS_CONTACTS] = "contacts"};

static void put_day(struct buffer *options, const char *name, int32_t day)
{
    char text[DATE_BYTES];

    date_format(day, text);
    buffer_print(options, " --%s=%.*s", name, DATE_BYTES, text);
}

/* What the deadlines are counted by, in one form however it was asked for. */
static void put_standards(const struct findings *audit, struct buffer *options)
{
    const struct deadlines *deadlines = &audit->concept->deadlines;
    bool all = true;

    put_day(options, "from", audit->from);
    put_day(options, "until", audit->until);
    for (unsigned i = 0; i < deadlines->name_count; i++)
        all = all && audit->is_named[i];
    for (unsigned i = 0, named = 0; !all && i < deadlines->name_count; i++) {
        if (!audit->is_named[i])
            continue;
        buffer_add(options, span_from(named++ > 0 ? "," : " --deadline="));
        buffer_add(options, deadlines->names[i]);
    }
    if (audit->recorded)
        buffer_add(options, span_from(" --recorded"));
}

void audit_partial_form(const struct audit_options *plan, struct partial_form *form,
                        struct buffer *options)
{
    buffer_print(options, "%s --by=", view_names[plan->audit.view]);
    for (unsigned i = 0; i < plan->by.count; i++) {
        buffer_add(options, span_from(i > 0 ? "," : ""));
        buffer_add(options, plan->by.names[i]);
        form->keys[form->key_count++] = plan->by.names[i];
    }
    if (plan->audit.view == FINDINGS_STANDARDS)
        put_standards(&plan->audit, options);
    if (plan->audit.view == FINDINGS_CONTACTS) {
        form->keys[form->key_count++] = span_from("rule");
        form->keys[form->key_count++] = span_from("promised");
    }
    form->keys[form->key_count++] = span_from("figure");
    form->counts = "days count persons";
    form->options = buffer_text(options);
}

/* A group that is being written. */
struct writing {
    struct partial *partial;
    struct writer *writer;
    enum partial_row row;
    unsigned cell_count;
    struct span keys[PARTIAL_KEYS]; /* the cells, and behind them the figure */
};

static void put(struct writing *to, const char *figure, uint64_t days,
                const struct tally_count *count)
{
    const uint64_t counts[] = {days, count->count, count->persons};

    to->keys[to->cell_count] = span_from(figure);
    partial_write(to->partial, to->row, to->keys, counts, to->writer);
}

static void put_some(struct writing *to, const char *figure,
                     const struct tally_count *count)
{
    if (count->count > 0)
        put(to, figure, 0, count);
}

static void put_group(struct writing *to, enum findings_view view,
                      const struct tally_group *group)
{
    for (unsigned i = 0; i < to->cell_count; i++)
        to->keys[i] = group->cells != NULL ? group->cells[i] : span_of("", 0);
    put(to, figure_names[FIGURE_ALL], 0, &group->all);
    for (unsigned part = 0; part < figures_parts(view); part++)
        put_some(to, FINDING_NAMES[view][part], &group->parts[part]);
    put_some(to, figure_names[FIGURE_UNSEEN], &group->unseen);
    put_some(to, figure_names[FIGURE_DAYS], &group->days);
    for (size_t days = 0; days < group->day_room; days++)
        if (group->day_counts[days] > 0)
            put(to, figure_names[FIGURE_DAY], days,
                &(struct tally_count){.count = group->day_counts[days]});
}

void audit_partial_write(enum findings_view view, struct partial *partial,
                         struct tally *tally, struct writer *writer)
{
    struct writing to = {.partial = partial,
                         .writer = writer,
                         .row = PARTIAL_TOTAL,
                         .cell_count = tally->groups.value_count};

    tally_sort(tally);
    partial_begin(partial, writer);
    put_group(&to, view, &tally->total);
    to.row = PARTIAL_GROUP;
    for (size_t i = 0; i < tally->groups.count; i++)
        put_group(&to, view, tally->sorted[i]);
    partial_end(partial, writer);
}

/* The count that a figure tells; NULL: it is FIGURE_DAY, or there is none. */
static struct tally_count *find_count(enum findings_view view, struct span figure,
                                      struct tally_group *group)
{
    int part = names_find(FINDING_NAMES[view], AGREEMENT_STATES, figure);

    if (part >= 0)
        return &group->parts[part];
    if (span_is(figure, figure_names[FIGURE_ALL]))
        return &group->all;
    if (span_is(figure, figure_names[FIGURE_UNSEEN]))
        return &group->unseen;
    return span_is(figure, figure_names[FIGURE_DAYS]) ? &group->days : NULL;
}

static bool add_days(struct tally_group *group, const struct partial_counts *row,
                     const struct record *record, struct diag *diag)
{
    uint64_t days = row->counts[COUNT_DAYS], sum;

    if (days > DAYS_MOST)
        return partial_fault(record, "days", "more days than there are", diag);
    sum = days < group->day_room ? group->day_counts[days] : 0;
    if (!partial_add(&sum, row->counts[COUNT_COUNT], UINT32_MAX, record, diag))
        return false;
    tally_set_days(group, (uint32_t)days, (uint32_t)sum);
    return true;
}

bool audit_partial_add(enum findings_view view, struct partial *partial,
                       struct tally *tally, const struct record *record,
                       struct diag *diag)
{
    struct tally_group *group = &tally->total;
    struct tally_count *count;
    struct partial_counts row;
    struct span figure;

    if (!partial_read(partial, record, &row, diag))
        return false;
    if (row.row != PARTIAL_TOTAL && row.row != PARTIAL_GROUP)
        return true;
    if (row.row == PARTIAL_GROUP)
        group = tally_group(tally, row.keys);
    figure = row.keys[tally->groups.value_count];
    if (span_is(figure, figure_names[FIGURE_DAY]))
        return add_days(group, &row, record, diag);
    count = find_count(view, figure, group);
    if (count == NULL)
        return partial_fault(record, "figure", "no figure that is counted here", diag);
    return partial_add(&count->count, row.counts[COUNT_COUNT], PARTIAL_MOST, record,
                       diag) &&
           partial_add(&count->persons, row.counts[COUNT_PERSONS], PARTIAL_MOST, record,
                       diag);
}

/* Persons are counted as often as they are there, and no more. */
static bool is_sound(const struct tally_count *count)
{
    return count->persons <= count->count && (count->persons > 0) == (count->count > 0);
}

static bool adds_up(enum findings_view view, const struct tally_group *group)
{
    uint64_t parts = 0, days = 0;
    bool good =
        is_sound(&group->all) && is_sound(&group->unseen) && is_sound(&group->days);

    for (unsigned i = 0; i < figures_parts(view); i++) {
        good = good && is_sound(&group->parts[i]);
        parts += i < figures_summed(view) ? group->parts[i].count : 0;
    }
    for (size_t i = 0; i < group->day_room; i++)
        days += group->day_counts[i];
    return good && parts == group->all.count && days == group->days.count;
}

bool audit_partial_check(enum findings_view view, const struct tally *tally,
                         struct diag *diag)
{
    bool good = adds_up(view, &tally->total);
    uint64_t sum = 0;

    for (size_t i = 0; i < tally->groups.count; i++) {
        const struct tally_group *group = groups_at(&tally->groups, i);
        good = good && adds_up(view, group);
        sum += group->all.count;
    }
    return (good && sum == tally->total.all.count) ||
           diag_set(diag, DIAG_TABLE,
                    "the counts don't add up: a partial was changed, or counts "
                    "something else");
}
