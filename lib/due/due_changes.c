/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A row goes through the sort as the four cells that it is known by, a mark (1: of NEW;
 * 0: of OLD; -: of OLD, and the person was not read), and its cells in the columns of
 * NEW. So all rows of an obligation stand together, those of OLD in front.
 *
 * Who was read is found out by a sort before that one: by client_id, with a row of the
 * client_id alone in front of those of the lists.
 */
#include "due/due_changes.h"

#include <stdlib.h>

#include "base/buffer.h"
#include "base/diag.h"
#include "base/mem.h"
#include "due/due_list.h"
#include "files/sorter.h"
#include "stream/header.h"
#include "stream/reader.h"
#include "stream/record.h"
#include "stream/tsv_row.h"
#include "stream/writer.h"

const char due_changes_columns[] = "change was_due_on was_work_on was_status";

enum key { KEY_CASE_MANAGER, KEY_CLIENT_ID, KEY_DEADLINE, KEY_ANCHOR_ON, KEYS };

/* What may change. */
enum told { TOLD_DUE_ON, TOLD_WORK_ON, TOLD_STATUS, TOLDS };

static const char *const known_by[KEYS] = {"case_manager", "client_id", "deadline",
                                           "anchor_on"};
static const char *const told_columns[TOLDS] = {"due_on", "work_on", "status"};

/* Columns of a sorted row; in the first of two sorts they are two further on. */
enum { AT_MARK = KEYS, AT_CELLS, PERSON_CELLS = 2 };

/* A row of OLD that waits for its like in NEW: its place in `text`. */
struct old_row {
    size_t start, len;
};

/* Where a list has the columns of NEW. */
struct list {
    const struct header *header;
    int *at;        /* for each column of NEW; -1: OLD lacks it */
    bool is_as_new; /* it has these columns, in this order, and no more */
};

struct due_changes {
    struct list new_list;
    bool decodes;
    unsigned key_at[KEYS];           /* columns of NEW */
    unsigned told_at[TOLDS];         /* of a sorted row */
    struct sorter *by_person, *rows; /* by_person: NULL if nobody asks who was read */

    /* The rows of OLD of one obligation. */
    struct old_row *olds;
    size_t old_count, old_room, taken;
    bool is_unread;
    struct buffer text;
    struct tsv_row old;
    struct buffer key; /* what they are known by */
};

struct span due_change_name(enum due_change change)
{
    static const char *const names[DUE_CHANGES] = {
        [DUE_SAME] = "",         [DUE_NEW] = "new",   [DUE_CHANGED] = "changed",
        [DUE_STATUS] = "status", [DUE_GONE] = "gone", [DUE_UNCLEAR] = "unclear",
    };

    return span_from(names[change]);
}

/* Finds the columns of NEW in a list. */
static bool bind(struct list *list, const struct header *header,
                 const struct header *columns, const char *file, struct diag *diag)
{
    if (!due_list_has(header, known_by, KEYS, file, diag) ||
        !due_list_has(header, told_columns, TOLDS, file, diag))
        return false;
    list->header = header;
    list->at = mem_array(columns->count, sizeof *list->at);
    list->is_as_new = header->count == columns->count;
    for (unsigned i = 0; i < columns->count; i++) {
        list->at[i] = header_find(header, columns->names[i]);
        list->is_as_new = list->is_as_new && list->at[i] == (int)i;
    }
    return true;
}

struct due_changes *due_changes_open(const struct header *columns, const char *file,
                                     bool decodes, struct diag *diag)
{
    struct due_changes *changes = mem_new(sizeof *changes);

    changes->decodes = decodes;
    if (!bind(&changes->new_list, columns, columns, file, diag)) {
        due_changes_free(changes);
        return NULL;
    }
    for (unsigned i = 0; i < KEYS; i++)
        changes->key_at[i] = (unsigned)header_find(columns, span_from(known_by[i]));
    for (unsigned i = 0; i < TOLDS; i++)
        changes->told_at[i] =
            AT_CELLS + (unsigned)header_find(columns, span_from(told_columns[i]));
    changes->rows = sorter_open(SORTER_WHOLE, diag);
    if (changes->rows != NULL)
        return changes;
    due_changes_free(changes);
    return NULL;
}

void due_changes_free(struct due_changes *changes)
{
    if (changes == NULL)
        return;
    sorter_close(changes->by_person);
    sorter_close(changes->rows);
    tsv_row_free(&changes->old);
    free(changes->new_list.at);
    free(changes->olds);
    buffer_free(&changes->text);
    buffer_free(&changes->key);
    free(changes);
}

static bool can_decode(const struct due_changes *changes, const struct list *list,
                       const struct record *row, struct diag *diag)
{
    for (unsigned i = 0; changes->decodes && i < row->count; i++)
        if (!record_can_decode(row, record_field(row, i), list->header->names[i], diag))
            return false;
    return true;
}

static bool add(struct due_changes *changes, const struct list *list,
                const struct record *row, struct diag *diag)
{
    struct sorter *sorter =
        changes->by_person != NULL ? changes->by_person : changes->rows;
    struct writer *writer = sorter_writer(sorter);
    const unsigned *key_at = changes->key_at;

    if (!can_decode(changes, list, row, diag))
        return diag_at(diag, row->file, row->line);
    if (sorter == changes->by_person) {
        writer_field(writer, row, (unsigned)list->at[key_at[KEY_CLIENT_ID]]);
        writer_clean(writer, span_from("+"));
    }
    for (unsigned i = 0; i < KEYS; i++)
        writer_field(writer, row, (unsigned)list->at[key_at[i]]);
    writer_clean(writer, span_from(list == &changes->new_list ? "1" : "0"));
    if (list->is_as_new) {
        writer_copy(writer, row);
        return sorter_end_row(sorter, diag);
    }
    for (unsigned i = 0; i < changes->new_list.header->count; i++)
        if (list->at[i] >= 0)
            writer_field(writer, row, (unsigned)list->at[i]);
        else
            writer_clean(writer, span_from(""));
    return sorter_end_row(sorter, diag);
}

bool due_changes_add_new(struct due_changes *changes, const struct record *row,
                         struct diag *diag)
{
    return add(changes, &changes->new_list, row, diag);
}

bool due_changes_read_old(struct due_changes *changes, const char *path,
                          const struct reader_options *reading, struct diag *diag)
{
    struct reader *reader = reader_open(&path, 1, reading, diag);
    struct list list = {0};
    struct record row;
    enum reader_status status = READER_FAILED;

    if (reader != NULL &&
        bind(&list, reader_header(reader), changes->new_list.header, path, diag))
        while ((status = reader_next(reader, &row, diag)) == READER_RECORD)
            if (!add(changes, &list, &row, diag)) {
                status = READER_FAILED;
                break;
            }
    reader_close(reader);
    free(list.at);
    return status == READER_END;
}

static bool add_person(struct sorter *sorter, const struct record *record,
                       unsigned client_id, struct diag *diag)
{
    writer_field(sorter_writer(sorter), record, client_id);
    writer_clean(sorter_writer(sorter), span_from(""));
    return sorter_end_row(sorter, diag);
}

static bool add_persons(struct sorter *sorter, struct reader *reader, const char *path,
                        struct diag *diag)
{
    int client_id = header_find(reader_header(reader), span_from("client_id"));
    struct record record;
    enum reader_status status;

    if (client_id < 0) {
        diag_set(diag, DIAG_HEADER, "no column client_id");
        return diag_at(diag, path, reader_header(reader)->line);
    }
    while ((status = reader_next(reader, &record, diag)) == READER_RECORD)
        if (!add_person(sorter, &record, (unsigned)client_id, diag))
            return false;
    return status == READER_END;
}

bool due_changes_read_persons(struct due_changes *changes, const char *path,
                              const struct reader_options *reading, struct diag *diag)
{
    struct reader *reader = reader_open(&path, 1, reading, diag);
    bool good = reader != NULL;

    if (good)
        changes->by_person = sorter_open(SORTER_WHOLE, diag);
    good = changes->by_person != NULL &&
           add_persons(changes->by_person, reader, path, diag);
    reader_close(reader);
    return good;
}

/* Makes the buffer hold this text, and nothing else. */
static void remember(struct buffer *buffer, struct span text)
{
    buffer->len = 0;
    buffer_add(buffer, text);
}

/* Hands the rows of the first sort on to the second, with their marks. */
static bool mark_unread(struct due_changes *changes, struct diag *diag)
{
    struct writer *writer = sorter_writer(changes->rows);
    struct record row;
    enum sorter_status status;
    bool any = false;

    if (!sorter_sort(changes->by_person, diag))
        return false;
    while ((status = sorter_next(changes->by_person, &row, diag)) == SORTER_ROW) {
        struct span person = record_field(&row, 0);
        struct span mark = record_field(&row, PERSON_CELLS + AT_MARK);
        if (record_field(&row, 1).len == 0) {
            any = true;
            remember(&changes->key, person);
            continue;
        }
        if (span_is(mark, "0") &&
            !(any && span_equal(person, buffer_text(&changes->key))))
            mark = span_from("-");
        writer_fields(writer, &row, PERSON_CELLS, PERSON_CELLS + KEYS);
        writer_clean(writer, mark);
        writer_fields(writer, &row, PERSON_CELLS + AT_CELLS, row.count);
        if (!sorter_end_row(changes->rows, diag))
            return false;
    }
    return status == SORTER_END;
}

/* The next row of OLD, in changes->old. */
static void cut_old(struct due_changes *changes)
{
    const struct old_row *old = &changes->olds[changes->taken++];

    tsv_row_cut(&changes->old, span_of(changes->text.bytes + old->start, old->len));
}

/* Gives the rows of OLD that nothing in NEW was like. */
static bool end_obligation(struct due_changes *changes, due_changes_take *take,
                           void *context, struct diag *diag)
{
    struct due_changed gone = {.change = changes->is_unread ? DUE_UNCLEAR : DUE_GONE,
                               .row = &changes->old.record};

    while (changes->taken < changes->old_count) {
        cut_old(changes);
        gone.case_manager = record_field(gone.row, KEY_CASE_MANAGER);
        gone.status = record_field(gone.row, changes->told_at[TOLD_STATUS]);
        if (!take(context, &gone, diag))
            return false;
    }
    changes->old_count = changes->taken = changes->text.len = 0;
    return true;
}

static void keep_old(struct due_changes *changes, const struct record *row)
{
    mem_grow(&changes->olds, &changes->old_room, changes->old_count + 1,
             sizeof *changes->olds);
    changes->olds[changes->old_count++] =
        (struct old_row){changes->text.len, row->raw.len};
    changes->is_unread = span_is(record_field(row, AT_MARK), "-");
    buffer_add(&changes->text, row->raw);
}

static enum due_change compare(const struct due_changes *changes,
                               const struct record *old, const struct record *row)
{
    bool differs[TOLDS];

    for (unsigned i = 0; i < TOLDS; i++)
        differs[i] = !span_equal(record_field(old, changes->told_at[i]),
                                 record_field(row, changes->told_at[i]));
    if (differs[TOLD_DUE_ON] || differs[TOLD_WORK_ON])
        return DUE_CHANGED;
    return differs[TOLD_STATUS] ? DUE_STATUS : DUE_SAME;
}

/* A row of NEW. */
static bool take_new(struct due_changes *changes, const struct record *row,
                     due_changes_take *take, void *context, struct diag *diag)
{
    struct due_changed changed = {.change = DUE_NEW,
                                  .case_manager = record_field(row, KEY_CASE_MANAGER),
                                  .status =
                                      record_field(row, changes->told_at[TOLD_STATUS]),
                                  .row = row};

    if (changes->taken < changes->old_count) {
        cut_old(changes);
        changed.change = compare(changes, &changes->old.record, row);
        changed.was = &changes->old.record;
    }
    return take(context, &changed, diag);
}

/* Whether the row is of the obligation that the rows before were of; remembers it. */
static bool is_same(struct due_changes *changes, const struct record *row)
{
    struct span key = span_of(row->base, row->ends[KEY_ANCHOR_ON]);

    if (span_equal(key, buffer_text(&changes->key)))
        return true;
    remember(&changes->key, key);
    return false;
}

bool due_changes_each(struct due_changes *changes, due_changes_take *take,
                      void *context, struct diag *diag)
{
    struct record row;
    enum sorter_status status;

    if (changes->by_person != NULL && !mark_unread(changes, diag))
        return false;
    changes->key.len = 0; /* no row has an empty one: it holds TABs */
    if (!sorter_sort(changes->rows, diag))
        return false;
    while ((status = sorter_next(changes->rows, &row, diag)) == SORTER_ROW) {
        if (!is_same(changes, &row) && !end_obligation(changes, take, context, diag))
            return false;
        if (!span_is(record_field(&row, AT_MARK), "1"))
            keep_old(changes, &row);
        else if (!take_new(changes, &row, take, context, diag))
            return false;
    }
    return status == SORTER_END && end_obligation(changes, take, context, diag);
}

void due_changes_write(const struct due_changes *changes,
                       const struct due_changed *changed, struct writer *writer)
{
    bool tells = changed->change == DUE_CHANGED || changed->change == DUE_STATUS;

    writer_fields(writer, changed->row, AT_CELLS,
                  AT_CELLS + changes->new_list.header->count);
    writer_clean(writer, due_change_name(changed->change));
    for (unsigned i = 0; i < TOLDS; i++)
        if (tells)
            writer_field(writer, changed->was, changes->told_at[i]);
        else
            writer_clean(writer, span_from(""));
    writer_end(writer);
}
