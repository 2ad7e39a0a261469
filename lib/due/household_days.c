/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An item goes through the sort as its household and then its cells in the columns of
 * the list. Cells stay as TSV has them until they are written.
 */
#include "due/household_days.h"

#include <stdlib.h>

#include "base/buffer.h"
#include "base/diag.h"
#include "base/groups.h"
#include "base/mem.h"
#include "base/names.h"
#include "due/due_list.h"
#include "due/due_row.h"
#include "files/sorter.h"
#include "stream/header.h"
#include "stream/record.h"
#include "stream/tsv_row.h"
#include "stream/writer.h"
#include "value/date.h"
#include "value/number.h"

/* Columns of the list. The last three are gathered: each cell of a household once. */
enum cell {
    CELL_EARLIEST_ON,
    CELL_LATEST_ON,
    CELL_HOUSEHOLD_ID,
    CELL_GATHERED,
    CELL_CASE_MANAGER = CELL_GATHERED,
    CELL_DEADLINE,
    CELL_CLIENT_ID,
    CELLS,
    GATHERED = CELLS - CELL_GATHERED
};

static const char *const cell_names[CELLS] = {"earliest_on",  "latest_on",
                                              "household_id", "case_manager",
                                              "deadline",     "client_id"};

static const char *const household_columns[] = {
    "joint_on", "joint_note", "household_id",  "earliest_on", "latest_on",
    "persons",  "items",      "case_managers", "deadlines",   "client_ids"};

/* What the items get, in place or behind their columns. */
enum joint { JOINT_ON, JOINT_NOTE, JOINTS };
static const char *const joint_names[JOINTS] = {"joint_on", "joint_note"};

struct household_days {
    bool lists_items;
    struct span *names; /* of the list's columns */
    unsigned count;
    unsigned at[CELLS];
    int joint_at[JOINTS]; /* in the list, or -1 */
    struct sorter *sorter;
    bool are_shards; /* an item has its file and its line behind its other cells */
    unsigned long long alone;

    /* Of one household. */
    struct buffer id, items, gathered[GATHERED];
    struct buffer shard; /* the file of its items, where they are shards */
    size_t *item_ends, item_room;
    unsigned long item_count, gathered_count[GATHERED];
    struct groups seen;       /* which of the gathered, and the cell */
    int32_t earliest, latest; /* DATE_NONE: there is none */
    struct tsv_row row;
    struct buffer line;
};

static int find_name(const struct household_days *days, const char *name)
{
    return names_find_span(days->names, days->count, span_from(name));
}

static bool find_columns(struct household_days *days, struct diag *diag)
{
    for (unsigned i = 0; i < JOINTS; i++)
        days->joint_at[i] = find_name(days, joint_names[i]);
    for (unsigned i = 0; i < CELLS; i++) {
        int at = find_name(days, cell_names[i]);
        if (at < 0)
            return diag_set(diag, DIAG_HEADER,
                            "no column %s, expected a list of followup-due --window",
                            cell_names[i]);
        days->at[i] = (unsigned)at;
    }
    return true;
}

static struct household_days *new_days(unsigned count, bool lists_items)
{
    struct household_days *days = mem_new(sizeof *days);

    days->names = mem_array(count, sizeof *days->names);
    days->count = count;
    days->lists_items = lists_items;
    days->earliest = days->latest = DATE_NONE;
    days->seen.value_count = 2;
    return days;
}

/* With its names. */
static struct household_days *open_days(struct household_days *days, struct diag *diag)
{
    if (find_columns(days, diag))
        days->sorter = sorter_open(SORTER_FIRST, diag);
    if (days->sorter != NULL)
        return days;
    household_days_free(days);
    return NULL;
}

struct household_days *household_days_open_list(const struct header *header,
                                                bool lists_items, struct diag *diag)
{
    struct household_days *days = new_days(header->count, lists_items);

    for (unsigned i = 0; i < header->count; i++)
        days->names[i] = header->names[i];
    return open_days(days, diag);
}

struct household_days *household_days_open_rows(const struct due_row *row,
                                                bool lists_items, struct diag *diag)
{
    struct household_days *days = new_days(row->row.count, lists_items);

    for (unsigned i = 0; i < row->row.count; i++)
        days->names[i] = row->row.columns[i].name;
    return open_days(days, diag);
}

static void forget_seen(struct household_days *days)
{
    groups_free(&days->seen);
    days->seen = (struct groups){.value_count = 2};
}

void household_days_free(struct household_days *days)
{
    if (days == NULL)
        return;
    sorter_close(days->sorter);
    forget_seen(days);
    for (unsigned i = 0; i < GATHERED; i++)
        buffer_free(&days->gathered[i]);
    buffer_free(&days->id);
    buffer_free(&days->shard);
    buffer_free(&days->items);
    buffer_free(&days->line);
    free(days->names);
    free(days->item_ends);
    tsv_row_free(&days->row);
    free(days);
}

void household_days_expect_shards(struct household_days *days)
{
    days->are_shards = true;
}

unsigned household_days_count(const struct household_days *days)
{
    unsigned count = days->count;

    if (!days->lists_items)
        return sizeof household_columns / sizeof *household_columns;
    for (unsigned i = 0; i < JOINTS; i++)
        count += days->joint_at[i] < 0;
    return count;
}

struct span household_days_column(const struct household_days *days, unsigned column)
{
    if (!days->lists_items)
        return span_from(household_columns[column]);
    if (column < days->count)
        return days->names[column];
    column -= days->count;
    return span_from(joint_names[days->joint_at[JOINT_ON] < 0 ? column : JOINT_NOTE]);
}

unsigned long long household_days_alone(const struct household_days *days)
{
    return days->alone;
}

static bool check_day(const struct household_days *days, const struct record *item,
                      enum cell which, struct diag *diag)
{
    int32_t day = 0;

    return due_list_day(record_field(item, days->at[which]), cell_names[which], &day,
                        diag);
}

bool household_days_check(const struct household_days *days, const struct record *item,
                          struct diag *diag)
{
    return check_day(days, item, CELL_EARLIEST_ON, diag) &&
           (record_field(item, days->at[CELL_LATEST_ON]).len == 0 ||
            check_day(days, item, CELL_LATEST_ON, diag));
}

/* Ends an item, which stands in the record. */
static bool end_item(struct household_days *days, const struct record *record,
                     struct diag *diag)
{
    struct writer *writer = sorter_writer(days->sorter);

    if (days->are_shards) {
        writer_value(writer, span_from(record->file));
        writer_number(writer, (long)record->line);
    }
    return sorter_end_row(days->sorter, diag);
}

bool household_days_add(struct household_days *days, const struct record *item,
                        struct diag *diag)
{
    struct writer *writer = sorter_writer(days->sorter);
    unsigned household = days->at[CELL_HOUSEHOLD_ID];

    if (record_field(item, household).len == 0) {
        days->alone++;
        return true;
    }
    writer_field(writer, item, household);
    writer_copy(writer, item);
    return end_item(days, item, diag);
}

bool household_days_add_row(struct household_days *days, const struct due_row *row,
                            const struct record *record, struct diag *diag)
{
    const struct row_column *column = &row->row.columns[days->at[CELL_HOUSEHOLD_ID]];
    struct writer *writer = sorter_writer(days->sorter);

    if (column->input < 0 || record_field(record, (unsigned)column->input).len == 0) {
        days->alone++;
        return true;
    }
    writer_field(writer, record, (unsigned)column->input);
    row_cells(&row->row, record, writer);
    return end_item(days, record, diag);
}

/* Adds a cell to those that are gathered, if the household doesn't have it yet. */
static void gather(struct household_days *days, unsigned which, struct span cell)
{
    const char digit = (char)('0' + which);
    struct span values[2] = {span_of(&digit, 1), cell};
    size_t known = days->seen.count;
    struct buffer *text = &days->gathered[which];

    if (cell.len == 0)
        return;
    groups_find(&days->seen, values);
    if (days->seen.count == known)
        return;
    if (days->gathered_count[which]++ > 0)
        buffer_add_char(text, '|');
    buffer_add(text, cell);
}

static void keep_item(struct household_days *days, struct span line)
{
    mem_grow(&days->item_ends, &days->item_room, days->item_count,
             sizeof *days->item_ends);
    buffer_add(&days->items, line);
    days->item_ends[days->item_count - 1] = days->items.len;
}

/* The cell of an item behind its household. */
static struct span cell_of(const struct household_days *days, const struct record *item,
                           enum cell which)
{
    return record_field(item, 1 + days->at[which]);
}

/* Tells of an item that is in another shard than those before. */
static bool fail_shard(const struct household_days *days, const struct record *item,
                       struct diag *diag)
{
    struct span file = record_field(item, 1 + days->count);
    struct span first = buffer_text(&days->shard);
    char *name = mem_print("%.*s", (int)file.len, file.ptr);
    int32_t line = 0;

    number_parse(record_field(item, 2 + days->count), INT32_MAX, &line);
    diag_set(diag, DIAG_CONFLICT,
             "a household that has items in %.*s, too: expected shards that are cut by "
             "household",
             (int)first.len, first.ptr);
    diag_in_column(diag, span_from(cell_names[CELL_HOUSEHOLD_ID]));
    diag_at(diag, name, (unsigned long)line);
    free(name);
    return false;
}

/* Whether the item is in the shard of the household's first one. */
static bool is_in_shard(struct household_days *days, const struct record *item)
{
    struct span shard = record_field(item, 1 + days->count);

    if (days->item_count > 0)
        return span_equal(shard, buffer_text(&days->shard));
    days->shard.len = 0;
    buffer_add(&days->shard, shard);
    return true;
}

static void add_item(struct household_days *days, const struct record *item)
{
    int32_t from = DATE_NONE, until = DATE_NONE;

    date_parse(cell_of(days, item, CELL_EARLIEST_ON), &from);
    date_parse(cell_of(days, item, CELL_LATEST_ON), &until);
    if (from > days->earliest)
        days->earliest = from;
    if (until != DATE_NONE && (days->latest == DATE_NONE || until < days->latest))
        days->latest = until;
    days->item_count++;
    for (unsigned i = 0; i < GATHERED; i++)
        gather(days, i, cell_of(days, item, CELL_GATHERED + i));
    if (days->lists_items)
        keep_item(days, item->raw);
}

static void write_day(struct writer *writer, int32_t day)
{
    char text[DATE_BYTES];

    if (day != DATE_NONE)
        date_format(day, text);
    writer_clean(writer, span_of(text, day != DATE_NONE ? DATE_BYTES : 0));
}

/* What is proposed, and why it is not the last day of all, if it isn't. */
struct proposal {
    int32_t joint; /* or DATE_NONE */
    const char *note;
};

static struct proposal propose(const struct household_days *days)
{
    if (days->latest == DATE_NONE)
        return (struct proposal){days->earliest, "no-latest-day"};
    if (days->latest < days->earliest)
        return (struct proposal){DATE_NONE, "windows-do-not-meet"};
    return (struct proposal){days->latest, ""};
}

static void write_household(struct household_days *days, struct writer *writer)
{
    struct proposal proposal = propose(days);
    const struct record *texts = &days->row.record;

    days->line.len = 0;
    buffer_add(&days->line, buffer_text(&days->id));
    for (unsigned i = 0; i < GATHERED; i++) {
        buffer_add_char(&days->line, '\t');
        buffer_add(&days->line, buffer_text(&days->gathered[i]));
    }
    tsv_row_cut(&days->row, buffer_text(&days->line));
    write_day(writer, proposal.joint);
    writer_clean(writer, span_from(proposal.note));
    writer_field(writer, texts, 0);
    write_day(writer, days->earliest);
    write_day(writer, days->latest);
    writer_number(writer, (long)days->gathered_count[CELL_CLIENT_ID - CELL_GATHERED]);
    writer_number(writer, (long)days->item_count);
    for (unsigned i = 0; i < GATHERED; i++)
        writer_field(writer, texts, 1 + i);
    writer_end(writer);
}

static void write_joint(struct writer *writer, const struct proposal *proposal,
                        enum joint which)
{
    if (which == JOINT_ON)
        write_day(writer, proposal->joint);
    else
        writer_clean(writer, span_from(proposal->note));
}

static void write_items(struct household_days *days, struct writer *writer)
{
    struct proposal proposal = propose(days);
    size_t start = 0;

    for (unsigned long i = 0; i < days->item_count; i++) {
        struct span line =
            span_of(days->items.bytes + start, days->item_ends[i] - start);
        start = days->item_ends[i];
        tsv_row_cut(&days->row, line);
        for (unsigned column = 0; column < days->count; column++)
            if ((int)column == days->joint_at[JOINT_ON])
                write_joint(writer, &proposal, JOINT_ON);
            else if ((int)column == days->joint_at[JOINT_NOTE])
                write_joint(writer, &proposal, JOINT_NOTE);
            else
                writer_field(writer, &days->row.record, 1 + column);
        for (unsigned joint = 0; joint < JOINTS; joint++)
            if (days->joint_at[joint] < 0)
                write_joint(writer, &proposal, joint);
        writer_end(writer);
    }
}

/* Writes the household that ends, if it has two persons, and forgets it. */
static void end_household(struct household_days *days, struct writer *writer)
{
    if (days->gathered_count[CELL_CLIENT_ID - CELL_GATHERED] >= 2) {
        if (days->lists_items)
            write_items(days, writer);
        else
            write_household(days, writer);
    }
    forget_seen(days);
    days->earliest = days->latest = DATE_NONE;
    days->item_count = days->items.len = days->id.len = 0;
    for (unsigned i = 0; i < GATHERED; i++)
        days->gathered_count[i] = days->gathered[i].len = 0;
}

bool household_days_write(struct household_days *days, struct writer *writer,
                          struct diag *diag)
{
    struct record item;
    enum sorter_status status;

    if (!sorter_sort(days->sorter, diag))
        return false;
    while ((status = sorter_next(days->sorter, &item, diag)) == SORTER_ROW) {
        struct span household = record_field(&item, 0);
        if (!span_equal(household, buffer_text(&days->id))) {
            end_household(days, writer);
            buffer_add(&days->id, household);
        }
        if (days->are_shards && !is_in_shard(days, &item))
            return fail_shard(days, &item, diag);
        add_item(days, &item);
    }
    end_household(days, writer);
    return status == SORTER_END;
}
