/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "due/due_earlier.h"

#include <stdlib.h>

#include "base/buffer.h"
#include "base/diag.h"
#include "base/mem.h"
#include "due/due_list.h"
#include "rules/concept.h"
#include "stream/header.h"
#include "stream/reader.h"
#include "value/date.h"

/* Columns of a list; those of names are there if somebody kept them. */
enum cell {
    CELL_CLIENT_ID,
    CELL_DEADLINE,
    CELL_ANCHOR_ON,
    CELL_DUE_ON,
    CELL_WORK_ON,
    CELL_UNTIL_ON,
    CELL_STATUS,
    CELL_LABEL,
    CELL_OFFICE,
    CELL_SOURCE,
    CELL_FAMILY_NAME,
    CELL_WANTED = CELL_FAMILY_NAME,
    CELL_GIVEN_NAME,
    CELL_VALUE, /* of the column that splits */
    CELLS
};

static const char *const cell_names[CELL_VALUE] = {
    "client_id", "deadline", "anchor_on", "due_on", "work_on",     "until_on",
    "status",    "label",    "office",    "source", "family_name", "given_name"};

struct due_earlier {
    const struct concept *concept;
    const char *path;
    struct reader *reader;
    struct span split;
    int at[CELLS]; /* -1: the list lacks it */
    struct buffer bytes[CELLS];
};

static bool bind(struct due_earlier *earlier, struct diag *diag)
{
    const struct header *header = reader_header(earlier->reader);
    int *at = earlier->at;

    if (!due_list_has(header, cell_names, CELL_WANTED, earlier->path, diag))
        return false;
    for (unsigned i = 0; i < CELL_VALUE; i++)
        at[i] = header_find(header, span_from(cell_names[i]));
    at[CELL_VALUE] =
        earlier->split.ptr != NULL ? header_find(header, earlier->split) : -1;
    if (earlier->split.ptr == NULL || at[CELL_VALUE] >= 0)
        return true;
    diag_set(diag, DIAG_HEADER, "no column %.*s, expected that of --split",
             (int)earlier->split.len, earlier->split.ptr);
    return diag_at(diag, earlier->path, header->line);
}

struct due_earlier *due_earlier_open(const char *path,
                                     const struct reader_options *reading,
                                     const struct concept *concept, struct span split,
                                     struct diag *diag)
{
    struct due_earlier *earlier = mem_new(sizeof *earlier);

    earlier->concept = concept;
    earlier->path = path;
    earlier->split = split;
    if (due_list_check_end(path, diag))
        earlier->reader = reader_open(&earlier->path, 1, reading, diag);
    if (earlier->reader != NULL && bind(earlier, diag))
        return earlier;
    due_earlier_close(earlier);
    return NULL;
}

void due_earlier_close(struct due_earlier *earlier)
{
    if (earlier == NULL)
        return;
    reader_close(earlier->reader);
    for (unsigned i = 0; i < CELLS; i++)
        buffer_free(&earlier->bytes[i]);
    free(earlier);
}

/* Cells that the list lacks are empty. */
static bool read_cells(struct due_earlier *earlier, const struct record *record,
                       struct span cells[CELLS], struct diag *diag)
{
    for (unsigned i = 0; i < CELLS; i++) {
        struct span field = span_of("", 0);
        struct span name = i == CELL_VALUE ? earlier->split : span_from(cell_names[i]);
        if (earlier->at[i] >= 0)
            field = record_field(record, (unsigned)earlier->at[i]);
        earlier->bytes[i].len = 0;
        if (!record_decode(record, field, buffer_room(&earlier->bytes[i], field.len),
                           &cells[i], name, diag))
            return false;
    }
    return true;
}

static bool read_day(const struct span cells[CELLS], enum cell which, int32_t *day,
                     struct diag *diag)
{
    return due_list_day(cells[which], cell_names[which], day, diag);
}

static bool read_row(struct due_earlier *earlier, const struct record *record,
                     struct due_earlier_row *row, struct diag *diag)
{
    const struct calendars *calendars = &earlier->concept->calendars;
    struct due_entry *entry = &row->entry;
    struct span cells[CELLS];

    if (!read_cells(earlier, record, cells, diag))
        return false;
    *entry = (struct due_entry){.client_id = cells[CELL_CLIENT_ID],
                                .family_name = cells[CELL_FAMILY_NAME],
                                .given_name = cells[CELL_GIVEN_NAME],
                                .deadline = cells[CELL_DEADLINE],
                                .label = cells[CELL_LABEL],
                                .source = cells[CELL_SOURCE],
                                .until_on = DATE_NONE};
    entry->working =
        calendars_get(calendars, calendars_find(calendars, cells[CELL_OFFICE]));
    row->value = cells[CELL_VALUE];
    row->was_overdue = span_is(cells[CELL_STATUS], "overdue");
    return read_day(cells, CELL_ANCHOR_ON, &entry->anchor_on, diag) &&
           read_day(cells, CELL_DUE_ON, &entry->due_on, diag) &&
           read_day(cells, CELL_WORK_ON, &entry->work_on, diag) &&
           (cells[CELL_UNTIL_ON].len == 0 ||
            read_day(cells, CELL_UNTIL_ON, &entry->until_on, diag));
}

enum due_earlier_status due_earlier_next(struct due_earlier *earlier,
                                         struct due_earlier_row *row, struct diag *diag)
{
    struct record record;

    switch (reader_next(earlier->reader, &record, diag)) {
    case READER_RECORD:
        if (read_row(earlier, &record, row, diag))
            return DUE_EARLIER_ROW;
        diag_at(diag, record.file, record.line);
        return DUE_EARLIER_FAILED;
    case READER_END:
        return DUE_EARLIER_END;
    case READER_REFUSED:
    case READER_FAILED:
    default:
        return DUE_EARLIER_FAILED;
    }
}
