/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Rows are kept in the order of the file, chained by person; persons are found through
 * a hash table with open addressing. The texts live in one arena.
 */
#include "import/needs_file.h"

#include <stdlib.h>

#include "base/mem.h"
#include "rules/entries.h"
#include "value/number.h"

enum { NONE = UINT32_MAX, PARTS = 5 };

enum { PART_CLIENT_ID, PART_CODE, PART_STATUS, PART_GRADE, PART_RANK };

struct needs_file_row {
    uint32_t person, next; /* the next row of the same person, or NONE */
    struct need_entry entry;
    unsigned long line;
    struct span raw;
};

struct needs_file_person {
    struct span client_id;
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
    struct needs_file_person *persons;
    size_t person_count, person_room;
    uint32_t *slots; /* hash table: a person, or NONE */
    size_t slot_count;
    size_t next_orphan;
    char
        *text; /* the needs cell of the person found last; parts of the row read last */
    size_t text_room;
    struct needs_file_counts counts;
};

static const char *const part_names[PARTS] = {"client_id", "code", "status", "grade",
                                              "rank"};

static bool bind_parts(struct needs_file *needs_file, const struct mapping *mapping,
                       struct diag *diag)
{
    for (unsigned i = 0; i < PARTS; i++)
        if (!mapping_bind_need(mapping, part_names[i], i <= PART_CODE,
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
    struct needs_file *needs_file = calloc(1, sizeof *needs_file);

    if (needs_file == NULL) {
        diag_no_memory(diag);
        return NULL;
    }
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
    free(needs_file->slots);
    free(needs_file->text);
    free(needs_file);
}

/* FNV-1a */
static uint64_t hash(struct span text)
{
    uint64_t value = UINT64_C(0xCBF29CE484222325);

    for (size_t i = 0; i < text.len; i++)
        value = (value ^ (unsigned char)text.ptr[i]) * UINT64_C(0x100000001B3);
    return value ^ value >> 29;
}

/* The slot of a person, or the free one where it belongs. */
static uint32_t *find_slot(const struct needs_file *needs_file, struct span client_id)
{
    size_t at = hash(client_id) & (needs_file->slot_count - 1);

    while (needs_file->slots[at] != NONE &&
           !span_equal(needs_file->persons[needs_file->slots[at]].client_id, client_id))
        at = (at + 1) & (needs_file->slot_count - 1);
    return &needs_file->slots[at];
}

/* Keeps at least half of the slots free. */
static bool grow_slots(struct needs_file *needs_file)
{
    size_t count = needs_file->slot_count > 0 ? 2 * needs_file->slot_count : 1024;

    if (2 * (needs_file->person_count + 1) <= needs_file->slot_count)
        return true;
    free(needs_file->slots);
    needs_file->slots = malloc(count * sizeof *needs_file->slots);
    if (needs_file->slots == NULL)
        return false;
    needs_file->slot_count = count;
    memset(needs_file->slots, 0xFF, count * sizeof *needs_file->slots);
    for (size_t i = 0; i < needs_file->person_count; i++)
        *find_slot(needs_file, needs_file->persons[i].client_id) = (uint32_t)i;
    return true;
}

/* The person of this client_id, new if need be; NULL if there is no memory. */
static struct needs_file_person *take_person(struct needs_file *needs_file,
                                             struct span client_id)
{
    uint32_t *slot;

    if (!grow_slots(needs_file) ||
        !mem_grow(&needs_file->persons, &needs_file->person_room,
                  needs_file->person_count + 1, sizeof *needs_file->persons))
        return NULL;
    slot = find_slot(needs_file, client_id);
    if (*slot == NONE) {
        struct needs_file_person *person =
            &needs_file->persons[needs_file->person_count];
        *person = (struct needs_file_person){
            .client_id = arena_copy(&needs_file->arena, client_id),
            .first = NONE,
            .last = NONE};
        if (person->client_id.ptr == NULL)
            return NULL;
        *slot = (uint32_t)needs_file->person_count++;
    }
    return &needs_file->persons[*slot];
}

/*
 * The five parts of a row, translated; they live in needs_file->text or the record.
 * False and a diag if one has a faulty escape.
 */
static bool read_parts(struct needs_file *needs_file, const struct record *record,
                       struct span *parts, struct diag *diag)
{
    size_t room = record->raw.len + 1;

    for (unsigned i = 0; i < PARTS; i++) {
        struct span cell = span_of("", 0), value;
        char *out = needs_file->text + 2 * i * room;
        if (needs_file->places[i] >= 0)
            cell = record_field(record, (unsigned)needs_file->places[i]);
        if (!record_decode(record, cell, out, &value, span_from(part_names[i]), diag))
            return false;
        parts[i] =
            mapping_translate(needs_file->mapped[i], span_trim(value), out + room);
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

static bool keep_row(struct needs_file *needs_file, struct needs_file_person *person,
                     const struct need_entry *entry, const struct record *record)
{
    struct needs_file_row *row;
    uint32_t number = (uint32_t)needs_file->row_count;

    if (!mem_grow(&needs_file->rows, &needs_file->row_room, needs_file->row_count + 1,
                  sizeof *needs_file->rows))
        return false;
    row = &needs_file->rows[needs_file->row_count++];
    *row = (struct needs_file_row){.person = (uint32_t)(person - needs_file->persons),
                                   .next = NONE,
                                   .entry = *entry,
                                   .line = record->line,
                                   .raw = arena_copy(&needs_file->arena, record->raw)};
    row->entry.code = entry->need >= 0 ? needs_file->concept->needs[entry->need].code
                                       : arena_copy(&needs_file->arena, entry->code);
    if (person->first == NONE)
        person->first = number;
    else
        needs_file->rows[person->last].next = number;
    person->last = number;
    return row->raw.ptr != NULL && row->entry.code.ptr != NULL;
}

static enum reader_status refuse_row(struct needs_file *needs_file,
                                     const struct record *record, struct diag *diag)
{
    /* The message names the header that the file has for the part. */
    for (unsigned i = 0; i < PARTS; i++) {
        if (needs_file->places[i] >= 0 &&
            span_is(span_from(part_names[i]), diag->column)) {
            diag_in_column(
                diag, reader_header(needs_file->reader)->names[needs_file->places[i]]);
            break;
        }
    }
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

    if (!mem_grow(&needs_file->text, &needs_file->text_room,
                  2 * PARTS * (record->raw.len + 1), 1)) {
        diag_no_memory(diag);
        return READER_FAILED;
    }
    if (!read_parts(needs_file, record, parts, diag))
        return refuse_row(needs_file, record, diag);
    if (parts[PART_CLIENT_ID].len == 0) {
        diag_set(diag, DIAG_EMPTY, "empty, expected the key of a person");
        diag_in_column(diag, span_from("client_id"));
        return refuse_row(needs_file, record, diag);
    }
    person = take_person(needs_file, parts[PART_CLIENT_ID]);
    if (person == NULL) {
        diag_no_memory(diag);
        return READER_FAILED;
    }
    if (!need_read(needs_file->concept, parts[PART_CODE], parts[PART_STATUS],
                   parts[PART_GRADE], parts[PART_RANK], &entry, diag) ||
        !is_distinct(needs_file, person, &entry, diag)) {
        person->is_faulty = true;
        return refuse_row(needs_file, record, diag);
    }
    if (keep_row(needs_file, person, &entry, record))
        return READER_RECORD;
    diag_no_memory(diag);
    return READER_FAILED;
}

/* A row that is no record counts against its person, if it says whose it is. */
static void blame_person(struct needs_file *needs_file, const struct record *record)
{
    unsigned place = (unsigned)needs_file->places[PART_CLIENT_ID];
    struct span client_id = span_of("", 0);
    struct needs_file_person *person;

    needs_file->counts.refused++;
    if (place < record->count)
        client_id = span_trim(record_field(record, place));
    person = client_id.len > 0 ? take_person(needs_file, client_id) : NULL;
    if (person != NULL)
        person->is_faulty = true;
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

static char *put(char *to, struct span text)
{
    memcpy(to, text.ptr, text.len);
    return to + text.len;
}

/* `CODE:STATUS:GRADE` or `CODE:STATUS:GRADE:RANK` */
static char *put_entry(char *to, const struct need_entry *entry)
{
    to = put(to, entry->code);
    *to++ = ':';
    to = put(to, span_from(need_status_name(entry->status)));
    *to++ = ':';
    to += number_format(entry->grade, to);
    if (entry->rank > 0) {
        *to++ = ':';
        to += number_format(entry->rank, to);
    }
    return to;
}

bool needs_file_find(struct needs_file *needs_file, struct span client_id,
                     struct joined *joined)
{
    uint32_t *slot =
        needs_file->slot_count > 0 ? find_slot(needs_file, client_id) : NULL;
    struct needs_file_person *person = NULL;
    size_t room = 1;
    char *to;

    *joined = (struct joined){span_of("", 0), false};
    if (slot == NULL || *slot == NONE)
        return true;
    person = &needs_file->persons[*slot];
    person->was_found = true;
    joined->is_faulty = person->is_faulty;
    for (uint32_t i = person->first; i != NONE; i = needs_file->rows[i].next)
        room += needs_file->rows[i].entry.code.len + 3 * NUMBER_BYTES;
    if (!mem_grow(&needs_file->text, &needs_file->text_room, room, 1))
        return false;
    to = needs_file->text;
    for (uint32_t i = person->first; i != NONE; i = needs_file->rows[i].next) {
        if (to != needs_file->text)
            *to++ = ' ';
        to = put_entry(to, &needs_file->rows[i].entry);
    }
    joined->needs = span_of(needs_file->text, (size_t)(to - needs_file->text));
    return true;
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
    return needs_file->counts;
}
