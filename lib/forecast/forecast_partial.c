/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "forecast/forecast_partial.h"

#include "base/diag.h"
#include "person/partial.h"

/* The counts of a week. */
enum count {
    COUNT_WEEK,
    COUNT_PERSONS,
    COUNT_TALKS,
    COUNT_AGREEMENTS,
    COUNT_REVIEWS,
    COUNT_TASKS,
    COUNT_BACKLOG,
    COUNT_LATE_TALKS,
    COUNT_TALKS_BEFORE,
    COUNT_LATE_BEFORE,
    COUNTS
};

static const char week_counts[] = "week persons talks agreements reviews tasks backlog "
                                  "late_talks talks_before late_before";
static const char staff_counts[] = "persons persons_last";

static void put_by(const struct grouping *by, struct partial_form *form,
                   struct buffer *options)
{
    buffer_add(options, span_from(" --by="));
    for (unsigned i = 0; i < by->count; i++) {
        buffer_add(options, span_from(i > 0 ? "," : ""));
        buffer_add(options, by->names[i]);
        form->keys[form->key_count++] = by->names[i];
    }
}

void forecast_counts_free(struct forecast_counts *counts)
{
    groups_free(&counts->owners);
}

void forecast_partial_form(const struct forecast_counts *counts,
                           struct partial_form *form, struct buffer *options)
{
    const struct weeks *weeks = counts->weeks;
    bool has_staff = counts->staff != NULL;

    buffer_print(options, "%s --weeks=%u", has_staff ? "staffing" : "forecast",
                 weeks->count);
    put_by(has_staff ? &counts->staff->by : &weeks->by, form, options);
    if (weeks->smooth > 0)
        buffer_print(options, " --smooth=%d", (int)weeks->smooth);
    form->counts = has_staff ? staff_counts : week_counts;
    form->options = buffer_text(options);
}

/* Where a week has each count but those of the week itself and of persons. */
static uint32_t *count_of(struct week *week, enum count count)
{
    switch (count) {
    case COUNT_TALKS:
        return &week->met[DEADLINE_TALK];
    case COUNT_AGREEMENTS:
        return &week->met[DEADLINE_AGREEMENT];
    case COUNT_REVIEWS:
        return &week->met[DEADLINE_REVIEW];
    case COUNT_TASKS:
        return &week->met[DEADLINE_TASK];
    case COUNT_BACKLOG:
        return &week->backlog;
    case COUNT_LATE_TALKS:
        return &week->late_talks;
    case COUNT_TALKS_BEFORE:
        return &week->talks_before;
    default:
        return &week->late_before;
    }
}

/* The first week is always written, so that the group is there; others if they hold
 * anything. */
static void write_group(struct weeks *weeks, size_t group, struct partial *partial,
                        struct writer *writer)
{
    struct week *week = groups_at(&weeks->groups, group);
    int64_t persons = 0;

    for (unsigned i = 0; i < weeks->count; i++) {
        uint64_t counts[COUNTS] = {[COUNT_WEEK] = i + 1}, sum;
        persons += week[i].persons;
        sum = counts[COUNT_PERSONS] = (uint64_t)persons;
        for (unsigned j = COUNT_TALKS; j < COUNTS; j++)
            sum += counts[j] = *count_of(&week[i], j);
        if (i == 0 || sum > 0)
            partial_write(partial, PARTIAL_GROUP, weeks->groups.group[group].values,
                          counts, writer);
    }
}

void forecast_partial_write(struct forecast_counts *counts, struct partial *partial,
                            struct writer *writer)
{
    struct groups *groups =
        counts->staff != NULL ? &counts->staff->groups : &counts->weeks->groups;

    groups_sort(groups);
    partial_begin(partial, writer);
    for (size_t i = 0; i < groups->count; i++) {
        size_t group = groups->order[i];
        if (counts->staff == NULL) {
            write_group(counts->weeks, group, partial, writer);
            continue;
        }
        partial_write(partial, PARTIAL_GROUP, groups->group[group].values,
                      ((struct staff_unit *)groups_at(groups, group))->persons, writer);
    }
    partial_end(partial, writer);
}

/* Adds the persons of a week, of which weeks hold how many more there are than in the
 * week before. */
static bool add_persons(const struct weeks *weeks, struct week *week, unsigned number,
                        uint64_t persons, const struct record *record,
                        struct diag *diag)
{
    uint64_t sum = 0;

    for (unsigned i = 0; i <= number; i++)
        sum += (uint64_t)week[i].persons;
    if (!partial_add(&sum, persons, INT32_MAX, record, diag))
        return false;
    week[number].persons += (int32_t)persons;
    if (number + 1 < weeks->count)
        week[number + 1].persons -= (int32_t)persons;
    return true;
}

/* Whether no other partial has counted in this group, where talks are moved. */
static bool is_owner(struct forecast_counts *counts, const struct partial_counts *row,
                     const struct record *record, struct diag *diag)
{
    struct groups *owners = &counts->owners;
    unsigned long *owner;

    if (counts->weeks->smooth == 0)
        return true;
    owners->value_count = counts->weeks->by.count;
    owners->size = sizeof *owner;
    owner = groups_take(owners, row->keys);
    if (*owner == 0)
        *owner = row->number;
    return *owner == row->number ||
           partial_fault(record, "row",
                         "a group that another partial has too: with --smooth "
                         "expected shards that are cut by the columns of --by",
                         diag);
}

/* What is late is a part of what is met; of talks moved and not. */
static bool contradicts(const uint64_t *counts)
{
    uint64_t met = 0;

    for (unsigned i = COUNT_TALKS; i <= COUNT_TASKS; i++)
        met += counts[i];
    return counts[COUNT_BACKLOG] > met ||
           counts[COUNT_LATE_TALKS] > counts[COUNT_BACKLOG] ||
           counts[COUNT_LATE_TALKS] > counts[COUNT_TALKS] ||
           counts[COUNT_LATE_BEFORE] > counts[COUNT_TALKS_BEFORE];
}

static bool add_week(struct forecast_counts *counts, const struct partial_counts *row,
                     const struct record *record, struct diag *diag)
{
    struct weeks *weeks = counts->weeks;
    struct week *week;
    unsigned number;

    if (row->counts[COUNT_WEEK] == 0 || row->counts[COUNT_WEEK] > weeks->count)
        return partial_fault(record, "week", "no week of this forecast", diag);
    if (contradicts(row->counts))
        return partial_fault(record, "backlog",
                             "the counts of the week contradict each other: a partial "
                             "was changed",
                             diag);
    if (!is_owner(counts, row, record, diag))
        return false;
    week = groups_take(&weeks->groups, row->keys);
    number = (unsigned)row->counts[COUNT_WEEK] - 1;
    for (unsigned i = COUNT_TALKS; i < COUNTS; i++) {
        uint32_t *count = count_of(&week[number], i);
        uint64_t sum = *count;
        if (!partial_add(&sum, row->counts[i], INT32_MAX, record, diag))
            return false;
        *count = (uint32_t)sum;
    }
    return add_persons(weeks, week, number, row->counts[COUNT_PERSONS], record, diag);
}

static bool add_staff(struct staff *staff, const struct partial_counts *row,
                      const struct record *record, struct diag *diag)
{
    struct staff_unit *unit = groups_take(&staff->groups, row->keys);

    for (unsigned i = 0; i < STAFF_DAYS; i++)
        if (!partial_add(&unit->persons[i], row->counts[i], PARTIAL_MOST, record, diag))
            return false;
    return true;
}

bool forecast_partial_add(struct forecast_counts *counts, struct partial *partial,
                          const struct record *record, struct diag *diag)
{
    struct partial_counts row;

    if (!partial_read(partial, record, &row, diag))
        return false;
    if (row.row == PARTIAL_TOTAL)
        return partial_fault(record, "row", "expected no total in a forecast", diag);
    if (row.row != PARTIAL_GROUP)
        return true;
    return counts->staff != NULL ? add_staff(counts->staff, &row, record, diag)
                                 : add_week(counts, &row, record, diag);
}
