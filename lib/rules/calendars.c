/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/calendars.h"

#include <errno.h>
#include <stdlib.h>

#include "base/dict.h"
#include "base/journal.h"
#include "rules/datadir.h"
#include "rules/table.h"

static int compare_offices(const void *a, const void *b)
{
    const struct office_calendar *first = a, *second = b;

    return span_compare(first->office, second->office);
}

unsigned calendars_find(const struct calendars *calendars, struct span office)
{
    unsigned low = 1, high = calendars->count;

    while (low < high && office.len > 0) {
        unsigned middle = low + (high - low) / 2;
        int order = span_compare(calendars->list[middle].office, office);
        if (order == 0)
            return middle;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return 0;
}

/* False if the name is there already. */
static bool adds_name(struct dict *names, struct span name)
{
    size_t count = names->count;

    return dict_add(names, name) == count;
}

/* One row of the table calendars; false if it is faulty or of another day. */
static bool take_office(struct calendars *calendars, const struct table *table,
                        unsigned row, struct dict *offices, struct faults *faults)
{
    int office = table_column(table, "office"), land = table_column(table, "calendar");
    struct office_calendar *added = &calendars->list[calendars->count];
    int32_t first, last;

    *added = (struct office_calendar){.office = table_cell(table, row, office),
                                      .land = table_cell(table, row, land)};
    if (!table_validity(table, row, &first, &last, faults))
        return false;
    if (added->office.len == 0)
        return table_fault(table, row, office, faults,
                           "a row without an office, expected its name as in the "
                           "column office of the cases");
    if (!calendar_knows(added->land))
        return table_fault(table, row, land, faults,
                           "unknown Land \"%.*s\", expected one of %s",
                           table_shown(added->land), added->land.ptr, CALENDAR_LANDS);
    if (calendars->loaded_for < first || calendars->loaded_for > last)
        return false;
    return adds_name(offices, added->office) ||
           table_fault(table, row, office, faults,
                       "\"%.*s\" has two calendars on one day, expected one",
                       table_shown(added->office), added->office.ptr);
}

/* The table calendars: offices in other Länder. */
static void load_offices(struct calendars *calendars, const struct table_source *source,
                         struct arena *arena, struct dict *offices,
                         struct faults *faults)
{
    struct table table;

    if (!table_load(&table, source, arena, faults) ||
        !table_expect(&table, "office calendar label source", 2, faults))
        return;
    calendars->list = arena_alloc(arena, (table.rows + 1) * sizeof *calendars->list);
    for (unsigned row = 0; row < table.rows; row++)
        calendars->count += take_office(calendars, &table, row, offices, faults);
}

/* Offices that have closing days of their own have a calendar of their own. */
static void add_offices_of_closing(struct calendars *calendars, struct arena *arena,
                                   struct dict *offices)
{
    struct office_calendar *list = arena_alloc(
        arena, (calendars->count + calendars->closings.count + 1) * sizeof *list);

    list[0] = (struct office_calendar){.land = calendars->list[0].land};
    memcpy(list, calendars->list, calendars->count * sizeof *list);
    calendars->list = list;
    for (unsigned i = 0; i < calendars->closings.count; i++) {
        struct span office = calendars->closings.list[i].office;
        if (office.len > 0 && adds_name(offices, office))
            list[calendars->count++] =
                (struct office_calendar){office, list[0].land, NULL};
    }
    qsort(list + 1, calendars->count - 1, sizeof *list, compare_offices);
}

/* The compiled calendar of a number; NULL and a diag if the holidays are faulty. */
static struct calendar *open_calendar(const struct calendars *calendars,
                                      unsigned number, struct diag *diag)
{
    struct office_calendar *it = &calendars->list[number];

    journal_note(JOURNAL_CALENDAR, it->land, span_of("", 0));
    it->calendar = calendar_open(calendars->holidays, it->land, diag);
    if (it->calendar != NULL)
        closings_apply(&calendars->closings, it->office, it->calendar);
    return it->calendar;
}

void calendars_load(struct calendars *calendars, struct span land,
                    const struct table_source *offices,
                    const struct table_source *closing, int32_t as_of,
                    struct arena *arena, struct faults *faults)
{
    char path[DATADIR_PATH];
    struct diag diag = {0};
    struct dict names = {0}; /* of offices */

    *calendars = (struct calendars){.count = 1, .loaded_for = as_of};
    calendars->list = arena_alloc(arena, sizeof *calendars->list);
    if (!datadir_find(path, "calendars/germany.tsv")) {
        errno = ENOENT;
        diag_system(faults_add(faults), path, "open");
        return;
    }
    calendars->holidays = arena_copy(arena, span_from(path)).ptr;
    if (offices != NULL)
        load_offices(calendars, offices, arena, &names, faults);
    calendars->list[0] = (struct office_calendar){.land = land};
    closings_load(&calendars->closings, closing, arena, faults);
    add_offices_of_closing(calendars, arena, &names);
    dict_free(&names);
    /* The concept's own is needed to check tests, and checks the holidays for all. */
    if (open_calendar(calendars, 0, &diag) == NULL)
        *faults_add(faults) = diag;
}

const struct calendar *calendars_get(const struct calendars *calendars, unsigned number)
{
    struct diag diag;

    if (calendars->list[number].calendar == NULL)
        open_calendar(calendars, number, &diag);
    return calendars->list[number].calendar;
}

void calendars_free(struct calendars *calendars)
{
    for (unsigned i = 0; i < calendars->count; i++)
        calendar_free(calendars->list[i].calendar);
}

int32_t calendars_listed_to(const struct calendars *calendars)
{
    int32_t earliest = 0;

    for (unsigned i = 0; i < calendars->count; i++) {
        const struct calendar *calendar = calendars->list[i].calendar;
        int32_t year = calendar != NULL ? calendar_listed_to(calendar) : 0;
        if (year > 0 && (earliest == 0 || year < earliest))
            earliest = year;
    }
    return earliest;
}
