/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Rows are kept in the order of the file, chained by person. The texts live in one
 * arena.
 */
#include "import/needs_file.h"

#include <stdlib.h>

#include "base/buffer.h"
#include "base/diag.h"
#include "base/dict.h"
#include "base/mem.h"
#include "base/names.h"
#include "import/export_value.h"
#include "import/mapping.h"
#include "import/mapping_values.h"
#include "rules/concept.h"
#include "rules/entries.h"
#include "stream/record.h"
#include "value/number.h"

enum { NONE = UINT32_MAX, PARTS = MAPPING_PART_COUNT };

enum { PART_CLIENT_ID, PART_CODE, PART_STATUS, PART_GRADE, PART_RANK };

struct needs_file_row {
    uint32_t person, next; /* the next row of the same person, or NONE */
    struct need_entry entry;
    unsigned long line;
    struct span raw;
};

struct needs_file_person {
    uint32_t first, last;
    bool is_faulty, was_found;
};

struct needs_file {
    const struct concept *concept;
    const char *path;
    struct reader *reader;
    int places[PARTS];
    const struct mapping_row *mapped[PARTS];
    struct arena arena;
    struct needs_file_row *rows;
    size_t row_count, row_room;
    struct dict keys; /* client ids; by their number: */
    struct needs_file_person *persons;
    size_t person_room;
    size_t next_orphan;
    struct buffer
        text; /* the needs of the person found last; parts of the row read last
               */
    struct needs_file_counts counts;
};

static bool bind_parts(struct needs_file *needs_file, const struct mapping *mapping,
                       struct diag *diag)
{
    for (unsigned i = 0; i < PARTS; i++)
        if (!mapping_bind_need(mapping, MAPPING_PARTS[i], i <= PART_CODE,
                               reader_header(needs_file->reader), needs_file->path,
                               &needs_file->places[i], &needs_file->mapped[i], diag))
            return false;
    return true;
}

struct needs_file *needs_file_open(const char *path,
                                   const struct reader_options *reading,
                                   const struct mapping *mapping,
                                   const struct concept *concept, struct diag *diag)
{
    struct needs_file *needs_file = mem_new(sizeof *needs_file);

    needs_file->concept = concept;
    needs_file->path = path;
    needs_file->reader = reader_open(&path, 1, reading, diag);
    if (needs_file->reader != NULL && bind_parts(needs_file, mapping, diag))
        return needs_file;
    needs_file_close(needs_file);
    return NULL;
}

void needs_file_close(struct needs_file *needs_file)
{
    if (needs_file == NULL)
        return;
    reader_close(needs_file->reader);
    arena_free(&needs_file->arena);
    free(needs_file->rows);
    free(needs_file->persons);
    dict_free(&needs_file->keys);
    buffer_free(&needs_file->text);
    free(needs_file);
}

/* The person of this client_id, new if need be. */
static struct needs_file_person *take_person(struct needs_file *needs_file,
                                             struct span client_id)
{
    size_t known = needs_file->keys.count;
    size_t number = dict_add(&needs_file->keys, client_id);

    if (number == known) {
        mem_grow(&needs_file->persons, &needs_file->person_room, number + 1,
                 sizeof *needs_file->persons);
        needs_file->persons[number] =
            (struct needs_file_person){.first = NONE, .last = NONE};
    }
    return &needs_file->persons[number];
}

/*
 * The five parts of a row, translated; they live in needs_file->text or the record.
 * False and a diag if one has a faulty escape.
 */
static bool read_parts(struct needs_file *needs_file, const struct record *record,
                       struct span *parts, struct diag *diag)
{
    size_t room = record->raw.len + 1;
    char *out = buffer_room(&needs_file->text, 2 * PARTS * room);

    /* No part is split: a translation takes no room. */
    for (unsigned i = 0; i < PARTS; i++, out += 2 * room) {
        struct span cell = span_of("", 0), value;
        if (needs_file->places[i] >= 0)
            cell = record_field(record, (unsigned)needs_file->places[i]);
        if (!record_decode(record, cell, out, &value, span_from(MAPPING_PARTS[i]),
                           diag))
            return false;
        parts[i] = mapping_translate(needs_file->mapped[i],
                                     export_cell(value, out + room), NULL);
    }
    return true;
}

/* Each need and each rank once a person. */
static bool is_distinct(const struct needs_file *needs_file,
                        const struct needs_file_person *person,
                        const struct need_entry *entry, struct diag *diag)
{
    for (uint32_t i = person->first; i != NONE; i = needs_file->rows[i].next) {
        struct need_entry both[2] = {needs_file->rows[i].entry, *entry};
        if (!needs_are_distinct(both, 2, diag))
            return false;
    }
    return true;
}

static void keep_row(struct needs_file *needs_file, struct needs_file_person *person,
                     const struct need_entry *entry, const struct record *record)
{
    struct needs_file_row *row;
    uint32_t number = (uint32_t)needs_file->row_count;

    mem_grow(&needs_file->rows, &needs_file->row_room, needs_file->row_count + 1,
             sizeof *needs_file->rows);
    row = &needs_file->rows[needs_file->row_count++];
    *row = (struct needs_file_row){.person = (uint32_t)(person - needs_file->persons),
                                   .next = NONE,
                                   .entry = *entry,
                                   .line = record->line,
                                   .raw = arena_copy(&needs_file->arena, record->raw)};
    row->entry.code = entry->need >= 0
                          ? needs_file->concept->needs.list[entry->need].code
                          : arena_copy(&needs_file->arena, entry->code);
    if (person->first == NONE)
        person->first = number;
    else
        needs_file->rows[person->last].next = number;
    person->last = number;
}

static enum reader_status refuse_row(struct needs_file *needs_file,
                                     const struct record *record, struct diag *diag)
{
    int part = names_find(MAPPING_PARTS, PARTS, span_from(diag->column));

    /* The message names the header that the file has for the part. */
    if (part >= 0 && needs_file->places[part] >= 0)
        diag_in_column(
            diag, reader_header(needs_file->reader)->names[needs_file->places[part]]);
    needs_file->counts.refused++;
    diag_at(diag, record->file, record->line);
    return READER_REFUSED;
}

static enum reader_status take_row(struct needs_file *needs_file,
                                   const struct record *record, struct diag *diag)
{
    struct span parts[PARTS];
    struct need_entry entry;
    struct needs_file_person *person;

    if (!read_parts(needs_file, record, parts, diag))
        return refuse_row(needs_file, record, diag);
    if (parts[PART_CLIENT_ID].len == 0) {
        diag_set(diag, DIAG_EMPTY, "empty, expected the key of a person");
        diag_in_column(diag, span_from("client_id"));
        return refuse_row(needs_file, record, diag);
    }
    if (export_key_is_number(parts[PART_CLIENT_ID])) {
        export_key_fault(span_from("client_id"), diag);
        return refuse_row(needs_file, record, diag);
    }
    person = take_person(needs_file, parts[PART_CLIENT_ID]);
    if (!need_read(needs_file->concept, parts[PART_CODE], parts[PART_STATUS],
                   parts[PART_GRADE], parts[PART_RANK], &entry, diag) ||
        !is_distinct(needs_file, person, &entry, diag)) {
        person->is_faulty = true;
        return refuse_row(needs_file, record, diag);
    }
    keep_row(needs_file, person, &entry, record);
    return READER_RECORD;
}

/* A row that is no record counts against its person, if it says whose it is. */
static void blame_person(struct needs_file *needs_file, const struct record *record)
{
    unsigned place = (unsigned)needs_file->places[PART_CLIENT_ID];
    struct span client_id = span_of("", 0);

    needs_file->counts.refused++;
    if (place < record->count)
        client_id = span_trim(record_field(record, place));
    if (client_id.len > 0)
        take_person(needs_file, client_id)->is_faulty = true;
}

enum reader_status needs_file_load(struct needs_file *needs_file, struct span *raw,
                                   struct diag *diag)
{
    struct record record;
    enum reader_status status;

    do {
        status = reader_next(needs_file->reader, &record, diag);
        needs_file->counts.read += status == READER_RECORD || status == READER_REFUSED;
        if (status == READER_REFUSED)
            blame_person(needs_file, &record);
        if (status == READER_RECORD)
            status = take_row(needs_file, &record, diag);
    } while (status == READER_RECORD);
    *raw = record.raw;
    return status;
}

static void add_number(struct buffer *text, int32_t number)
{
    char digits[NUMBER_BYTES];

    buffer_add_char(text, ':');
    buffer_add(text, span_of(digits, number_format(number, digits)));
}

/* `CODE:STATUS:GRADE` or `CODE:STATUS:GRADE:RANK` */
static void add_entry(struct buffer *text, const struct need_entry *entry)
{
    if (text->len > 0)
        buffer_add_char(text, ' ');
    buffer_add(text, entry->code);
    buffer_add_char(text, ':');
    buffer_add(text, span_from(need_status_name(entry->status)));
    add_number(text, entry->grade);
    if (entry->rank > 0)
        add_number(text, entry->rank);
}

struct joined needs_file_find(struct needs_file *needs_file, struct span client_id)
{
    long number = dict_find(&needs_file->keys, client_id);
    struct needs_file_person *person;
    bool is_taken;

    if (number < 0)
        return (struct joined){span_of("", 0), false, false};
    person = &needs_file->persons[number];
    is_taken = person->was_found;
    person->was_found = true;
    needs_file->text.len = 0;
    for (uint32_t i = person->first; i != NONE; i = needs_file->rows[i].next)
        add_entry(&needs_file->text, &needs_file->rows[i].entry);
    return (struct joined){buffer_text(&needs_file->text), person->is_faulty, is_taken};
}

bool needs_file_next_orphan(struct needs_file *needs_file, struct span *raw,
                            struct diag *diag)
{
    for (; needs_file->next_orphan < needs_file->row_count; needs_file->next_orphan++) {
        const struct needs_file_row *row = &needs_file->rows[needs_file->next_orphan];
        if (needs_file->persons[row->person].was_found) {
            needs_file->counts.joined++;
            continue;
        }
        needs_file->counts.refused++;
        diag_set(diag, DIAG_JOIN, "no person has this client_id");
        diag_at(diag, needs_file->path, row->line);
        diag_in_column(diag, span_from("client_id"));
        *raw = row->raw;
        needs_file->next_orphan++;
        return true;
    }
    return false;
}

struct needs_file_counts needs_file_counts(const struct needs_file *needs_file)
{
    struct needs_file_counts counts = needs_file->counts;

    counts.above = reader_counts(needs_file->reader).above;
    return counts;
}
