/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/notes.h"

#include <stdlib.h>

#include "base/buffer.h"
#include "base/mem.h"
#include "base/names.h"
#include "value/date.h"

bool notes_validity(const struct concept *concept, int32_t as_of, struct buffer *text)
{
    bool is_over = as_of > concept->valid_to;
    char day[DATE_BYTES];

    if (!is_over && as_of >= concept->valid_from)
        return false;
    date_format(is_over ? concept->valid_to : concept->valid_from, day);
    buffer_print(text, "the concept %s", concept->name.ptr);
    if (is_over && !span_is(concept->edition, EDITION_UNKNOWN))
        buffer_print(text, ", edition %.*s,", (int)concept->edition.len,
                     concept->edition.ptr);
    if (is_over)
        buffer_print(text, " ended on %.*s: its rules are applied as they stand",
                     DATE_BYTES, day);
    else
        buffer_print(text, " begins on %.*s, after the as-of day", DATE_BYTES, day);
    return true;
}

void notes_say_validity(const struct filter *filter, const struct concept *concept,
                        int32_t as_of)
{
    struct buffer text = {0};

    if (notes_validity(concept, as_of, &text))
        filter_note(filter, "%.*s", (int)buffer_text(&text).len,
                    buffer_text(&text).ptr);
    buffer_free(&text);
}

void notes_say_doubts(const struct filter *filter, const struct concept *concept,
                      unsigned doubts)
{
    if ((doubts & DOUBT_HOLIDAYS) != 0)
        filter_note(filter, "days outside the years whose holidays were checked: "
                            "the rules of the calendar were applied as they stand");
    if ((doubts & DOUBT_CLOSING_DAYS) != 0)
        filter_note(filter,
                    "days after %d, the last year for which the table calendar has "
                    "closing days: those of later years are not known",
                    (int)calendars_listed_to(&concept->calendars));
}

void notes_say_empty(const struct filter *filter)
{
    const struct deadlines *deadlines = &filter->concept->deadlines;
    char day[DATE_BYTES];

    date_format(filter->concept->loaded_for, day);
    for (unsigned i = 0; i < deadlines->name_count; i++)
        if (deadlines->first[i] == NULL)
            filter_note(filter, "no row of the deadline %.*s is valid on %.*s",
                        (int)deadlines->names[i].len, deadlines->names[i].ptr,
                        DATE_BYTES, day);
}

static bool begins_case(const struct concept *concept, int column)
{
    for (unsigned i = 0; i < concept->begin_count; i++)
        if (concept->begins[i] == column)
            return true;
    return false;
}

void notes_say_undated(const struct filter *filter, unsigned long long count)
{
    if (count > 0)
        filter_note(
            filter,
            "%llu records have no date to watch (profile_gaps says what they lack)",
            count);
}

void notes_say_fenced(const struct filter *filter, unsigned long long count)
{
    const struct columns *columns;
    struct buffer names = {0};

    if (count == 0)
        return;
    columns = &filter->concept->columns;
    for (int i = 0; i < (int)columns->count; i++) {
        if (!begins_case(filter->concept, i))
            continue;
        buffer_add(&names, span_from(names.len > 0 ? ", " : ""));
        buffer_add(&names, columns->column[i].name);
    }
    filter_note(filter, "%llu records have only dates before their case began (%.*s)",
                count, (int)names.len, names.bytes);
    buffer_free(&names);
}

void notes_say_missing(const struct filter *filter, const struct missing *missing)
{
    struct buffer text = {0};

    if (missing_say(missing, &text))
        filter_note(filter, "%.*s", (int)text.len, text.bytes);
    buffer_free(&text);
}

enum { MEANT_LETTERS = 6, MEANT_EDITS = 2 };

void notes_say_meant(const struct filter *filter, const struct header *header)
{
    const struct columns *columns = &filter->concept->columns;
    struct span *lacking = mem_array(columns->count + 1, sizeof *lacking);
    unsigned count = 0;

    for (unsigned i = 0; header->is_safe && i < columns->count; i++)
        if (column_is_of_case(&columns->column[i]) &&
            header_find(header, columns->column[i].name) < 0)
            lacking[count++] = columns->column[i].name;
    for (unsigned i = 0; header->is_safe && i < header->count; i++) {
        struct nearest meant = {.name = header->names[i]};
        if (header->names[i].len < MEANT_LETTERS ||
            columns_find(columns, header->names[i]) >= 0)
            continue;
        for (unsigned j = 0; j < count; j++)
            nearest_consider(&meant, lacking[j]);
        if (meant.best.ptr != NULL && meant.distance <= MEANT_EDITS)
            filter_note(filter, "column \"%.*s\": did you mean \"%.*s\"?",
                        (int)header->names[i].len, header->names[i].ptr,
                        (int)meant.best.len, meant.best.ptr);
    }
    free(lacking);
}
