/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Rows are kept in the order of the file, chained by person. The texts live in one
 * arena.
 */
#include "import/needs_file.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/buffer.h"
#include "base/diag.h"
#include "base/dict.h"
#include "base/mem.h"
#include "base/names.h"
#include "import/export_value.h"
#include "import/mapping.h"
#include "import/mapping_values.h"
#include "import/refused_keys.h"
#include "rules/concept.h"
#include "rules/entries.h"
#include "stream/record.h"
#include "value/number.h"

enum { NONE = UINT32_MAX, PARTS = MAPPING_PART_COUNT };

enum { PART_CLIENT_ID, PART_CODE, PART_STATUS, PART_GRADE, PART_RANK };

/* As small as it can be: there may be millions. */
struct needs_file_row {
    uint32_t next; /* row of the same person, or NONE */
    int32_t code;  /* of the concept's needs; without those of needs_file.codes */
    int16_t rank;
    uint8_t status, grade;
};

_Static_assert(NUMBER_MAX <= INT16_MAX, "a rank fits");

struct needs_file_person {
    uint32_t first, last;
    uint16_t rows; /* at most LIST_MOST */
    bool is_faulty, was_found, is_taken;
};

/* Of a row that is refused if its person isn't there (strict). */
struct needs_file_source {
    uint32_t person;
    unsigned long line;
    struct span raw;
};

struct needs_file {
    const struct concept *concept;
    const char *path;
    struct reader *reader;
    bool is_strict;
    int places[PARTS];
    const struct mapping_row *mapped[PARTS];
    struct arena arena;
    struct needs_file_row *rows;
    size_t row_count, row_room;
    struct needs_file_source *sources; /* [row_count], or NULL */
    size_t source_room, next_orphan;
    struct dict codes; /* where the concept has no needs */
    struct dict keys;  /* client ids; by their number: */
    struct needs_file_person *persons;
    size_t person_room;
    struct refused_keys refused_keys;
    /* The needs of the person found last; parts of the row read last. */
    struct buffer text;
    unsigned long long read, refused, orphans, unreadable;
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
                                   const struct concept *concept, bool is_strict,
                                   struct diag *diag)
{
    struct needs_file *needs_file = mem_new(sizeof *needs_file);

    needs_file->concept = concept;
    needs_file->path = path;
    needs_file->is_strict = is_strict;
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
    free(needs_file->sources);
    free(needs_file->persons);
    dict_free(&needs_file->codes);
    dict_free(&needs_file->keys);
    refused_keys_free(&needs_file->refused_keys);
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

static struct span code_of(const struct needs_file *needs_file,
                           const struct needs_file_row *row)
{
    const struct concept *concept = needs_file->concept;

    return concept->needs.exists ? concept->needs.list[row->code].code
                                 : dict_key(&needs_file->codes, (size_t)row->code);
}

static struct need_entry entry_of(const struct needs_file *needs_file,
                                  const struct needs_file_row *row)
{
    return (struct need_entry){.code = code_of(needs_file, row),
                               .status = (enum need_status)row->status,
                               .grade = row->grade,
                               .rank = row->rank};
}

/* Each need and each rank once a person, and not more than a cell may hold. */
static bool is_distinct(const struct needs_file *needs_file,
                        const struct needs_file_person *person,
                        const struct need_entry *entry, struct diag *diag)
{
    if (person->rows == LIST_MOST) {
        diag_set(diag, DIAG_LIST, "one more need, expected at most %d of one person",
                 LIST_MOST);
        return diag_in_column(diag, span_from("code"));
    }
    for (uint32_t i = person->first; i != NONE; i = needs_file->rows[i].next) {
        struct need_entry both[2] = {entry_of(needs_file, &needs_file->rows[i]),
                                     *entry};
        if (!needs_are_distinct(both, 2, diag))
            return false;
    }
    return true;
}

static void keep_source(struct needs_file *needs_file, uint32_t person,
                        const struct record *record)
{
    mem_grow(&needs_file->sources, &needs_file->source_room, needs_file->row_count,
             sizeof *needs_file->sources);
    needs_file->sources[needs_file->row_count - 1] = (struct needs_file_source){
        person, record->line, arena_copy(&needs_file->arena, record->raw)};
}

static void keep_row(struct needs_file *needs_file, struct needs_file_person *person,
                     const struct need_entry *entry, const struct record *record)
{
    uint32_t number = (uint32_t)needs_file->row_count;
    int32_t code = entry->need;

    if (!needs_file->concept->needs.exists)
        code = (int32_t)dict_add(&needs_file->codes, entry->code);
    if (number == NONE)
        mem_exhausted();
    mem_grow(&needs_file->rows, &needs_file->row_room, needs_file->row_count + 1,
             sizeof *needs_file->rows);
    needs_file->rows[needs_file->row_count++] =
        (struct needs_file_row){.next = NONE,
                                .code = code,
                                .rank = (int16_t)entry->rank,
                                .status = (uint8_t)entry->status,
                                .grade = (uint8_t)entry->grade};
    if (person->first == NONE)
        person->first = number;
    else
        needs_file->rows[person->last].next = number;
    person->last = number;
    person->rows++;
    if (needs_file->is_strict)
        keep_source(needs_file, (uint32_t)(person - needs_file->persons), record);
}

/*
 * A refused row counts against its person. Where it doesn't say whose it is, the
 * message says that, because that person gets half a plan.
 */
static void blame_person(struct needs_file *needs_file, const struct record *record,
                         struct diag *diag)
{
    struct refused_keys *keys = &needs_file->refused_keys;
    bool is_cut = diag->code == DIAG_TOO_LONG && record->count == 0;
    struct key_place place = {(unsigned)needs_file->places[PART_CLIENT_ID],
                              reader_header(needs_file->reader)->count,
                              needs_file->mapped[PART_CLIENT_ID]};
    struct span client_id;
    size_t length = strlen(diag->text);

    needs_file->refused++;
    refused_keys_begin(keys, record, place);
    while (refused_keys_next(keys, &client_id))
        take_person(needs_file, client_id)->is_faulty = true;
    if (keys->all_are_read && !is_cut)
        return;
    needs_file->unreadable++;
    snprintf(diag->text + length, sizeof diag->text - length,
             "; whose need it is can't be read");
}

static enum reader_status refuse_row(struct needs_file *needs_file,
                                     const struct record *record, struct diag *diag)
{
    int part = names_find(MAPPING_PARTS, PARTS, span_from(diag->column));

    /* The message names the header that the file has for the part. */
    if (part >= 0 && needs_file->places[part] >= 0)
        diag_in_column(
            diag, reader_header(needs_file->reader)->names[needs_file->places[part]]);
    diag_at(diag, record->file, record->line);
    blame_person(needs_file, record, diag);
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
        !is_distinct(needs_file, person, &entry, diag))
        return refuse_row(needs_file, record, diag);
    keep_row(needs_file, person, &entry, record);
    return READER_RECORD;
}

enum reader_status needs_file_load(struct needs_file *needs_file, struct span *raw,
                                   struct diag *diag)
{
    struct record record;
    enum reader_status status;

    do {
        status = reader_next(needs_file->reader, &record, diag);
        needs_file->read += status == READER_RECORD || status == READER_REFUSED;
        if (status == READER_REFUSED)
            blame_person(needs_file, &record, diag);
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

void needs_file_see(struct needs_file *needs_file, struct span client_id)
{
    long number = dict_find(&needs_file->keys, client_id);

    if (number >= 0)
        needs_file->persons[number].was_found = true;
}

void needs_file_take(struct needs_file *needs_file, struct joined joined)
{
    if (joined.person >= 0)
        needs_file->persons[joined.person].is_taken = true;
}

struct joined needs_file_find(struct needs_file *needs_file, struct span client_id)
{
    long number = dict_find(&needs_file->keys, client_id);
    struct needs_file_person *person;

    if (number < 0)
        return (struct joined){.needs = span_of("", 0), .person = -1};
    person = &needs_file->persons[number];
    person->was_found = true;
    needs_file->text.len = 0;
    for (uint32_t i = person->first; i != NONE; i = needs_file->rows[i].next) {
        struct need_entry entry = entry_of(needs_file, &needs_file->rows[i]);
        add_entry(&needs_file->text, &entry);
    }
    return (struct joined){buffer_text(&needs_file->text), person->is_faulty,
                           person->is_taken, number};
}

bool needs_file_next_orphan(struct needs_file *needs_file, struct span *raw,
                            struct diag *diag)
{
    while (needs_file->is_strict && needs_file->next_orphan < needs_file->row_count) {
        const struct needs_file_source *source =
            &needs_file->sources[needs_file->next_orphan++];
        if (needs_file->persons[source->person].was_found)
            continue;
        needs_file->orphans++;
        diag_set(diag, DIAG_JOIN, "no person has this client_id");
        diag_at(diag, needs_file->path, source->line);
        diag_in_column(diag, span_from("client_id"));
        *raw = source->raw;
        return true;
    }
    return false;
}

struct needs_file_counts needs_file_counts(const struct needs_file *needs_file)
{
    struct needs_file_counts counts = {
        .read = needs_file->read,
        .refused = needs_file->refused + needs_file->orphans,
        .unreadable = needs_file->unreadable,
        .above = reader_counts(needs_file->reader).above};

    for (size_t i = 0; i < needs_file->keys.count; i++)
        if (needs_file->persons[i].was_found)
            counts.joined += needs_file->persons[i].rows;
    counts.unmatched = counts.read - counts.joined - counts.refused;
    return counts;
}
