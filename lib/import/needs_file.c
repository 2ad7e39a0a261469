/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Rows are kept in the order of the file, those of a person in a ring: the last one
 * leads to the first. What is kept of a row is all numbers.
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
#include "import/known_cells.h"
#include "import/mapping.h"
#include "import/mapping_values.h"
#include "import/needs_persons.h"
#include "import/refused_keys.h"
#include "rules/concept.h"
#include "rules/entries.h"
#include "stream/record.h"
#include "value/number.h"

enum { PARTS = MAPPING_PART_COUNT };

enum { PART_CLIENT_ID, PART_CODE, PART_STATUS, PART_GRADE, PART_RANK };

/* As small as it can be: there may be millions. */
struct needs_file_row {
    uint32_t next; /* of the same person, the first one behind the last */
    int32_t code;  /* of the concept's needs; without those of needs_file.codes */
    int16_t rank;
    uint8_t status, grade;
};

_Static_assert(NUMBER_MAX <= INT16_MAX, "a rank fits");

/*
 * Of a row that is refused if its person isn't there (strict); its bytes stand behind
 * it.
 */
struct needs_file_source {
    uint32_t person;
    uint32_t len;
    uint64_t line;
};

struct needs_file {
    const struct concept *concept;
    const char *path;
    struct reader *reader;
    bool is_strict;
    int places[PARTS];
    const struct mapping_row *mapped[PARTS];
    struct known_cells known[PARTS]; /* what the mapping translates */
    struct arena arena;
    struct needs_file_row *rows;
    size_t row_count, row_room;
    struct buffer sources; /* with is_strict */
    size_t next_orphan;    /* byte of the sources */
    struct dict codes;     /* where the concept has no needs */
    struct needs_persons persons;
    struct refused_keys refused_keys;
    /* The needs of the person found last; parts of the row read last. */
    struct buffer text;
    unsigned long long read, refused, orphans, unreadable;
};

static bool bind_parts(struct needs_file *needs_file, const struct mapping *mapping,
                       struct diag *diag)
{
    for (unsigned i = 0; i < PARTS; i++) {
        const struct mapping_row *row;
        if (!mapping_bind_need(mapping, MAPPING_PARTS[i], i <= PART_CODE,
                               reader_header(needs_file->reader), needs_file->path,
                               &needs_file->places[i], &needs_file->mapped[i], diag))
            return false;
        row = needs_file->mapped[i];
        for (unsigned j = 0; row != NULL && j < row->pair_count; j++)
            known_cells_add(&needs_file->known[i], row->pairs[j].from, row->pairs[j].to,
                            &needs_file->arena);
    }
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
    buffer_free(&needs_file->sources);
    dict_free(&needs_file->codes);
    needs_persons_free(&needs_file->persons);
    refused_keys_free(&needs_file->refused_keys);
    buffer_free(&needs_file->text);
    free(needs_file);
}

/*
 * The five parts of a row, translated; they live in needs_file->text or the record.
 * False and a diag if one has a faulty escape.
 */
static bool read_parts(struct needs_file *needs_file, const struct record *record,
                       struct span *parts, struct diag *diag)
{
    bool is_coded = record->dialect.format == FORMAT_TSV && !record->plain;
    size_t room = record->raw.len + 1;
    char *out = buffer_room(&needs_file->text, (size_t)2 * PARTS * room);

    /* No part is split: a translation takes no room. */
    for (unsigned i = 0; i < PARTS; i++, out += 2 * room) {
        struct span cell = span_of("", 0);
        if (needs_file->places[i] >= 0)
            cell = record_field(record, (unsigned)needs_file->places[i]);
        if (is_coded &&
            !record_decode(record, cell, out, &cell, span_from(MAPPING_PARTS[i]), diag))
            return false;
        parts[i] = export_cell(cell, out + room);
        known_cells_find(&needs_file->known[i], parts[i], &parts[i]);
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
                               .need =
                                   needs_file->concept->needs.exists ? row->code : -1,
                               .status = (enum need_status)row->status,
                               .grade = row->grade,
                               .rank = row->rank};
}

/* A row as it is kept; a code that no kept row has is -1. */
static struct needs_file_row row_of(const struct needs_file *needs_file,
                                    const struct need_entry *entry)
{
    struct needs_file_row row = {.code = entry->need,
                                 .rank = (int16_t)entry->rank,
                                 .status = (uint8_t)entry->status,
                                 .grade = (uint8_t)entry->grade};

    if (!needs_file->concept->needs.exists)
        row.code = (int32_t)dict_find(&needs_file->codes, entry->code);
    return row;
}

/* Each need and each rank once a person, and not more than a cell may hold. */
static bool is_distinct(const struct needs_file *needs_file,
                        const struct needs_person *person,
                        const struct needs_file_row *row,
                        const struct need_entry *entry, struct diag *diag)
{
    const struct needs_file_row *rows = needs_file->rows;
    uint32_t at = person->last;

    if (person->rows == LIST_MOST) {
        diag_set(diag, DIAG_LIST, "one more need, expected at most %d of one person",
                 LIST_MOST);
        return diag_in_column(diag, span_from("code"));
    }
    for (unsigned i = 0; i < person->rows; i++) {
        at = rows[at].next;
        if (rows[at].code == row->code ||
            (row->rank > 0 && rows[at].rank == row->rank)) {
            struct need_entry both[2] = {entry_of(needs_file, &rows[at]), *entry};
            return needs_are_distinct(both, 2, diag);
        }
    }
    return true;
}

static void keep_source(struct needs_file *needs_file, uint32_t person,
                        const struct record *record)
{
    struct needs_file_source source = {person, (uint32_t)record->raw.len, record->line};

    buffer_add(&needs_file->sources, span_of((const char *)&source, sizeof source));
    buffer_add(&needs_file->sources, record->raw);
}

static void keep_row(struct needs_file *needs_file, uint32_t handle,
                     struct needs_file_row row, const struct need_entry *entry)
{
    struct needs_person *person = needs_persons_at(&needs_file->persons, handle);
    uint32_t number = (uint32_t)needs_file->row_count;

    if (number == UINT32_MAX)
        mem_exhausted();
    if (row.code < 0)
        row.code = (int32_t)dict_add(&needs_file->codes, entry->code);
    mem_grow(&needs_file->rows, &needs_file->row_room, needs_file->row_count + 1,
             sizeof *needs_file->rows);
    row.next = number;
    if (person->rows > 0) {
        row.next = needs_file->rows[person->last].next;
        needs_file->rows[person->last].next = number;
    }
    needs_file->rows[needs_file->row_count++] = row;
    person->last = number;
    person->rows++;
}

/* Whether it is the key that is wrong: then it may be of another person than it says.
 */
static bool is_of_key(const struct needs_file *needs_file, const struct diag *diag)
{
    const struct header *header = reader_header(needs_file->reader);
    int place = needs_file->places[PART_CLIENT_ID];

    return span_equal(span_from(diag->column), header->names[place]);
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
    while (refused_keys_next(keys, &client_id)) {
        uint32_t person = needs_persons_add(&needs_file->persons, client_id);
        needs_persons_at(&needs_file->persons, person)->is_faulty = true;
    }
    if (keys->all_are_read && !is_cut && !is_of_key(needs_file, diag))
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
    struct needs_file_row row;
    uint32_t person;

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
    person = needs_persons_add(&needs_file->persons, parts[PART_CLIENT_ID]);
    if (!need_read(needs_file->concept, parts[PART_CODE], parts[PART_STATUS],
                   parts[PART_GRADE], parts[PART_RANK], &entry, diag))
        return refuse_row(needs_file, record, diag);
    row = row_of(needs_file, &entry);
    if (!is_distinct(needs_file, needs_persons_at(&needs_file->persons, person), &row,
                     &entry, diag))
        return refuse_row(needs_file, record, diag);
    keep_row(needs_file, person, row, &entry);
    if (needs_file->is_strict)
        keep_source(needs_file, person, record);
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

/* `CODE:STATUS:GRADE` or `CODE:STATUS:GRADE:RANK` */
static void add_entry(struct buffer *text, const struct need_entry *entry)
{
    struct span status = span_from(need_status_name(entry->status));
    char *to = buffer_room(text,
                           entry->code.len + status.len + (size_t)2 * NUMBER_BYTES + 4),
         *at = to;

    if (text->len > 0)
        *at++ = ' ';
    memcpy(at, entry->code.ptr, entry->code.len);
    at += entry->code.len;
    *at++ = ':';
    memcpy(at, status.ptr, status.len);
    at += status.len;
    *at++ = ':';
    at += number_format(entry->grade, at);
    if (entry->rank > 0) {
        *at++ = ':';
        at += number_format(entry->rank, at);
    }
    text->len += (size_t)(at - to);
}

static struct needs_person *find_person(const struct needs_file *needs_file,
                                        struct span client_id, uint32_t *handle)
{
    *handle = needs_persons_find(&needs_file->persons, client_id);
    return *handle != PERSON_NONE ? needs_persons_at(&needs_file->persons, *handle)
                                  : NULL;
}

void needs_file_see(struct needs_file *needs_file, struct span client_id)
{
    uint32_t handle;
    struct needs_person *person = find_person(needs_file, client_id, &handle);

    if (person != NULL)
        person->was_found = true;
}

void needs_file_take(struct needs_file *needs_file, struct joined joined)
{
    if (joined.person >= 0)
        needs_persons_at(&needs_file->persons, (uint32_t)joined.person)->is_taken =
            true;
}

struct joined needs_file_find(struct needs_file *needs_file, struct span client_id)
{
    uint32_t handle, at;
    struct needs_person *person = find_person(needs_file, client_id, &handle);

    if (person == NULL)
        return (struct joined){.needs = span_of("", 0), .person = -1};
    person->was_found = true;
    needs_file->text.len = 0;
    at = person->last;
    for (unsigned i = 0; i < person->rows; i++) {
        struct need_entry entry;
        at = needs_file->rows[at].next;
        entry = entry_of(needs_file, &needs_file->rows[at]);
        add_entry(&needs_file->text, &entry);
    }
    return (struct joined){buffer_text(&needs_file->text), person->is_faulty,
                           person->is_taken, handle};
}

/* The next row that is kept with its bytes; false: no more. */
static bool next_source(struct needs_file *needs_file, struct needs_file_source *source,
                        struct span *raw)
{
    struct span rest = buffer_text(&needs_file->sources);

    if (needs_file->next_orphan == rest.len)
        return false;
    rest = span_after(rest, needs_file->next_orphan);
    memcpy(source, rest.ptr, sizeof *source);
    *raw = span_of(rest.ptr + sizeof *source, source->len);
    needs_file->next_orphan += sizeof *source + source->len;
    return true;
}

bool needs_file_next_orphan(struct needs_file *needs_file, struct span *raw,
                            struct diag *diag)
{
    struct needs_file_source source;

    while (next_source(needs_file, &source, raw)) {
        if (needs_persons_at(&needs_file->persons, source.person)->was_found)
            continue;
        needs_file->orphans++;
        diag_set(diag, DIAG_JOIN, "no person has this client_id");
        diag_at(diag, needs_file->path, source.line);
        diag_in_column(diag, span_from("client_id"));
        return true;
    }
    return false;
}

struct needs_file_counts needs_file_counts(const struct needs_file *needs_file)
{
    const struct needs_persons *persons = &needs_file->persons;
    struct needs_file_counts counts = {
        .read = needs_file->read,
        .refused = needs_file->refused + needs_file->orphans,
        .unreadable = needs_file->unreadable,
        .above = reader_counts(needs_file->reader).above};

    for (uint32_t at = needs_persons_next(persons, PERSON_NONE); at != PERSON_NONE;
         at = needs_persons_next(persons, at))
        if (needs_persons_at(persons, at)->was_found)
            counts.joined += needs_persons_at(persons, at)->rows;
    counts.unmatched = counts.read - counts.joined - counts.refused;
    return counts;
}
