/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "due/due_calendars.h"

#include <stdlib.h>

#include "base/mem.h"
#include "due/due_earlier.h"
#include "files/split.h"
#include "person/facts.h"
#include "stream/output.h"

/* What an entry is known by: the same one may stand in the calendars of two values. */
struct known {
    char bytes[UID_DIGITS + sizeof(uint32_t)];
};

/* The number of the calendar of a value, which begins if it is new. */
static bool find(struct due_calendars *calendars, struct span value, size_t *number,
                 struct diag *diag)
{
    struct split *split = calendars->split;

    *number = dict_add(&calendars->values, value);
    if (*number < calendars->count)
        return true;
    mem_grow(&calendars->counts, &calendars->room, ++calendars->count,
             sizeof *calendars->counts);
    calendars->counts[*number] = (struct due_count){.overdue = 0};
    due_calendar_begin(&calendars->calendar, split != NULL && split_shows(split, value)
                                                 ? value
                                                 : span_of("", 0));
    return split == NULL ||
           split_note(split, value, output_take(calendars->output), diag);
}

void due_calendars_begin(struct due_calendars *calendars, struct output *output,
                         struct split *split)
{
    struct diag none;
    size_t number;

    calendars->calendar.ics.output = calendars->output = output;
    calendars->split = split;
    if (split == NULL)
        find(calendars, span_of("", 0), &number, &none);
}

void due_calendars_read(struct due_calendars *calendars, const struct facts *facts)
{
    if (calendars->earlier != NULL)
        dict_add(&calendars->persons, facts_cell(facts, COL_CLIENT_ID));
}

/* Remembers an entry; whether it is one that was known already. */
static bool remember(struct due_calendars *calendars, const struct due_entry *entry,
                     size_t number)
{
    struct known known;
    uint32_t calendar = (uint32_t)number;
    size_t count = calendars->entries.count;

    due_calendar_uid(&calendars->calendar, entry, known.bytes);
    memcpy(known.bytes + UID_DIGITS, &calendar, sizeof calendar);
    return dict_add(&calendars->entries, span_of(known.bytes, sizeof known.bytes)) <
           count;
}

/* An entry that counts. */
static bool add(struct due_calendars *calendars, const struct due_entry *entry,
                struct span value, size_t number, struct diag *diag)
{
    due_count_add(&calendars->counts[number], entry, calendars->calendar.as_of);
    due_calendar_add(&calendars->calendar, entry);
    return calendars->split == NULL ||
           split_write(calendars->split, value, output_take(calendars->output), diag);
}

bool due_calendars_add(struct due_calendars *calendars, const struct facts *facts,
                       const struct obligation *obligation, struct span value,
                       struct diag *diag)
{
    struct due_entry entry;
    size_t number = 0;

    due_entry_of(&entry, facts, obligation);
    if (calendars->split != NULL && !find(calendars, value, &number, diag))
        return false;
    if (calendars->earlier != NULL)
        (void)remember(calendars, &entry, number);
    return add(calendars, &entry, value, number, diag);
}

/* An entry of the earlier night: it is there, or gone, or nobody knows. */
static bool take_earlier(struct due_calendars *calendars,
                         const struct due_earlier_row *row, struct diag *diag)
{
    const struct due_entry *entry = &row->entry;
    size_t number = 0;

    if (!find(calendars, row->value, &number, diag))
        return false;
    calendars->counts[number].was_overdue |= row->was_overdue;
    if (remember(calendars, entry, number))
        return true;
    if (calendars->is_incomplete &&
        dict_find(&calendars->persons, entry->client_id) < 0) {
        calendars->unread++;
        return add(calendars, entry, row->value, number, diag);
    }
    due_calendar_cancel(&calendars->calendar, entry);
    return calendars->split == NULL || split_note(calendars->split, row->value,
                                                  output_take(calendars->output), diag);
}

static bool add_gone(struct due_calendars *calendars, struct diag *diag)
{
    struct due_earlier_row row;
    enum due_earlier_status status;

    if (calendars->earlier == NULL)
        return true;
    while ((status = due_earlier_next(calendars->earlier, &row, diag)) ==
           DUE_EARLIER_ROW)
        if (!take_earlier(calendars, &row, diag))
            return false;
    return status == DUE_EARLIER_END;
}

bool due_calendars_finish(struct due_calendars *calendars, struct diag *diag)
{
    if (!add_gone(calendars, diag))
        return false;
    for (size_t i = 0; i < calendars->count; i++) {
        struct span value = dict_key(&calendars->values, i);
        due_calendar_count(&calendars->calendar, &calendars->counts[i], value);
        if (calendars->split != NULL &&
            !split_note(calendars->split, value, output_take(calendars->output), diag))
            return false;
    }
    due_calendar_finish(&calendars->calendar);
    return true;
}

void due_calendars_free(struct due_calendars *calendars)
{
    due_earlier_close(calendars->earlier);
    due_calendar_free(&calendars->calendar);
    free(calendars->counts);
    dict_free(&calendars->values);
    dict_free(&calendars->entries);
    dict_free(&calendars->persons);
}
