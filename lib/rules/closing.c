/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/closing.h"

#include <stdio.h>
#include <stdlib.h>

#include "rules/table.h"
#include "value/date.h"

enum { DAYS_MOST = 366 }; /* more in one row is a mistyped year */

/* The table that is being loaded. */
struct loading {
    struct table table;
    int date, office; /* columns */
    unsigned row;
    struct faults *faults;
};

/* `24.12.`, as people write a day without its year. */
static bool parse_german_day(struct span text, struct yearly *yearly)
{
    char turned[5];

    if (text.len != 6 || text.ptr[2] != '.' || text.ptr[5] != '.')
        return false;
    memcpy(turned, text.ptr + 3, 2);
    turned[2] = '-';
    memcpy(turned + 3, text.ptr, 2);
    return yearly_parse_day(span_of(turned, sizeof turned), yearly);
}

/* `yearly 12-24`, `easter+60`, and without `yearly` what a spreadsheet changes. */
static bool parse_yearly(struct span text, struct closing *closing)
{
    static const char yearly[] = "yearly ";

    closing->is_yearly = true;
    if (span_starts(text, yearly)) {
        text = span_trim(span_after(text, sizeof yearly - 1));
        return yearly_parse(text, &closing->yearly) ||
               parse_german_day(text, &closing->yearly);
    }
    return yearly_parse(text, &closing->yearly) ||
           parse_german_day(text, &closing->yearly);
}

bool closing_is_bare(struct span date)
{
    struct yearly yearly;

    return yearly_parse_day(date, &yearly) || parse_german_day(date, &yearly);
}

size_t closing_write_yearly(struct span date, char out[CLOSING_BYTES])
{
    struct closing closing;

    if (!parse_yearly(date, &closing) || closing.yearly.kind != YEARLY_FIXED)
        return 0;
    snprintf(out, CLOSING_BYTES, "yearly %02d-%02d", closing.yearly.month,
             closing.yearly.day);
    return strlen(out);
}

static bool date_fault(const struct loading *it, const char *what)
{
    struct span cell = table_cell(&it->table, it->row, it->date);

    return table_fault(&it->table, it->row, it->date, it->faults, "\"%.*s\" %s",
                       table_shown(cell), cell.ptr, what);
}

/* A date, or `A..B`. */
static bool parse_dates(const struct loading *it, struct span text,
                        struct closing *closing)
{
    static const char forms[] = "is no closing day, expected a date YYYY-MM-DD, yearly "
                                "MM-DD, easter+N or DATE..DATE";
    const char *dots = memmem(text.ptr, text.len, "..", 2);
    struct span last = text;

    if (dots != NULL) {
        last = span_trim(span_after(text, (size_t)(dots - text.ptr) + 2));
        text = span_trim(span_of(text.ptr, (size_t)(dots - text.ptr)));
    }
    if (date_lacks_century(text) || date_lacks_century(last))
        return date_fault(it, "has a year of two digits, which may be of any century, "
                              "expected YYYY-MM-DD or DD.MM.YYYY");
    if (!date_parse(text, &closing->first) || !date_parse(last, &closing->last))
        return date_fault(it, forms);
    if (closing->last < closing->first)
        return date_fault(it, "ends before it begins, expected DATE..DATE");
    return closing->last - closing->first < DAYS_MOST ||
           date_fault(it, "is more than a year, expected DATE..DATE of at most 366 "
                          "days");
}

/* The days of the row, as far as it is valid on them. */
static bool take_row(const struct loading *it, struct closing *closing)
{
    struct span date = table_cell(&it->table, it->row, it->date);
    int32_t first, last;

    *closing = (struct closing){.office = table_cell(&it->table, it->row, it->office)};
    if (!table_validity(&it->table, it->row, &first, &last, it->faults))
        return false;
    if (parse_yearly(date, closing)) {
        closing->first = first;
        closing->last = last;
        return true;
    }
    closing->is_yearly = false;
    if (!parse_dates(it, date, closing))
        return false;
    closing->first = closing->first > first ? closing->first : first;
    closing->last = closing->last < last ? closing->last : last;
    return true;
}

static int compare_offices(const void *a, const void *b)
{
    const struct closing *first = a, *second = b;

    return span_compare(first->office, second->office);
}

void closings_load(struct closings *closings, const struct table_source *source,
                   struct arena *arena, struct faults *faults)
{
    struct loading it = {.faults = faults};

    closings->count = 0;
    if (source == NULL || !table_load(&it.table, source, arena, faults) ||
        !table_expect(&it.table, "date name office source", 1, faults))
        return;
    it.date = table_column(&it.table, "date");
    it.office = table_column(&it.table, "office");
    closings->list = arena_alloc(arena, (it.table.rows + 1) * sizeof *closings->list);
    for (it.row = 0; it.row < it.table.rows; it.row++)
        closings->count += take_row(&it, &closings->list[closings->count]);
    if (closings->count > 0)
        qsort(closings->list, closings->count, sizeof *closings->list, compare_offices);
}

static void apply(const struct closing *closing, struct calendar *calendar)
{
    if (closing->is_yearly) {
        calendar_close_yearly(calendar, &closing->yearly, closing->first,
                              closing->last);
        return;
    }
    for (int32_t day = closing->first; day <= closing->last; day++)
        calendar_close_day(calendar, day);
    if (closing->first <= closing->last)
        calendar_list_to(calendar, date_civil(closing->last).year);
}

/* The first row of an office, or where it would stand. */
static unsigned first_of(const struct closings *closings, struct span office)
{
    unsigned low = 0, high = closings->count;

    while (low < high) {
        unsigned middle = low + (high - low) / 2;
        if (span_compare(closings->list[middle].office, office) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

void closings_apply(const struct closings *closings, struct span office,
                    struct calendar *calendar)
{
    const struct span offices[] = {span_of("", 0), office};

    for (unsigned i = 0; i < (office.len > 0 ? 2 : 1); i++)
        for (unsigned at = first_of(closings, offices[i]);
             at < closings->count && span_equal(closings->list[at].office, offices[i]);
             at++)
            apply(&closings->list[at], calendar);
}
