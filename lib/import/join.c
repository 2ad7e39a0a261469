/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Rows are kept in the order of the file, chained by person; persons are found through
 * a hash table with open addressing. The texts live in one arena.
 */
#include "import/join.h"

#include <stdlib.h>

#include "base/mem.h"
#include "rules/lists.h"
#include "value/number.h"

enum { NONE = UINT32_MAX, PARTS = 5 };

enum { PART_CLIENT_ID, PART_CODE, PART_STATUS, PART_GRADE, PART_RANK };

struct join_row {
    uint32_t person, next; /* the next row of the same person, or NONE */
    struct need_entry entry;
    unsigned long line;
    struct span raw;
};

struct join_person {
    struct span client_id;
    uint32_t first, last;
    bool is_faulty, was_found;
};

struct join {
    const struct concept *concept;
    const char *path;
    struct reader *reader;
    int places[PARTS];
    const struct mapping_row *mapped[PARTS];
    struct arena arena;
    struct join_row *rows;
    size_t row_count, row_room;
    struct join_person *persons;
    size_t person_count, person_room;
    uint32_t *slots; /* hash table: a person, or NONE */
    size_t slot_count;
    size_t next_orphan;
    char
        *text; /* the needs cell of the person found last; parts of the row read last */
    size_t text_room;
    struct join_counts counts;
};

static const char *const part_names[PARTS] = {"client_id", "code", "status", "grade",
                                              "rank"};

static bool bind_parts(struct join *join, const struct mapping *mapping,
                       struct diag *diag)
{
    for (unsigned i = 0; i < PARTS; i++)
        if (!mapping_bind_need(mapping, part_names[i], i <= PART_CODE,
                               reader_header(join->reader), join->path,
                               &join->places[i], &join->mapped[i], diag))
            return false;
    return true;
}

struct join *join_open(const char *path, const struct reader_options *reading,
                       const struct mapping *mapping, const struct concept *concept,
                       struct diag *diag)
{
    struct join *join = calloc(1, sizeof *join);

    if (join == NULL) {
        diag_no_memory(diag);
        return NULL;
    }
    join->concept = concept;
    join->path = path;
    join->reader = reader_open(&path, 1, reading, diag);
    if (join->reader != NULL && bind_parts(join, mapping, diag))
        return join;
    join_close(join);
    return NULL;
}

void join_close(struct join *join)
{
    if (join == NULL)
        return;
    reader_close(join->reader);
    arena_free(&join->arena);
    free(join->rows);
    free(join->persons);
    free(join->slots);
    free(join->text);
    free(join);
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
static uint32_t *find_slot(const struct join *join, struct span client_id)
{
    size_t at = hash(client_id) & (join->slot_count - 1);

    while (join->slots[at] != NONE &&
           !span_equal(join->persons[join->slots[at]].client_id, client_id))
        at = (at + 1) & (join->slot_count - 1);
    return &join->slots[at];
}

/* Keeps at least half of the slots free. */
static bool grow_slots(struct join *join)
{
    size_t count = join->slot_count > 0 ? 2 * join->slot_count : 1024;

    if (2 * (join->person_count + 1) <= join->slot_count)
        return true;
    free(join->slots);
    join->slots = malloc(count * sizeof *join->slots);
    if (join->slots == NULL)
        return false;
    join->slot_count = count;
    memset(join->slots, 0xFF, count * sizeof *join->slots);
    for (size_t i = 0; i < join->person_count; i++)
        *find_slot(join, join->persons[i].client_id) = (uint32_t)i;
    return true;
}

/* The person of this client_id, new if need be; NULL if there is no memory. */
static struct join_person *take_person(struct join *join, struct span client_id)
{
    uint32_t *slot;

    if (!grow_slots(join) || !mem_grow(&join->persons, &join->person_room,
                                       join->person_count + 1, sizeof *join->persons))
        return NULL;
    slot = find_slot(join, client_id);
    if (*slot == NONE) {
        struct join_person *person = &join->persons[join->person_count];
        *person = (struct join_person){.client_id = arena_copy(&join->arena, client_id),
                                       .first = NONE,
                                       .last = NONE};
        if (person->client_id.ptr == NULL)
            return NULL;
        *slot = (uint32_t)join->person_count++;
    }
    return &join->persons[*slot];
}

/*
 * The five parts of a row, translated; they live in join->text or the record. False and
 * a diag if one has a faulty escape.
 */
static bool read_parts(struct join *join, const struct record *record,
                       struct span *parts, struct diag *diag)
{
    size_t room = record->raw.len + 1;

    for (unsigned i = 0; i < PARTS; i++) {
        struct span cell = span_of("", 0), value;
        char *out = join->text + 2 * i * room;
        if (join->places[i] >= 0)
            cell = record_field(record, (unsigned)join->places[i]);
        if (!record_decode(record, cell, out, &value, span_from(part_names[i]), diag))
            return false;
        parts[i] = mapping_translate(join->mapped[i], span_trim(value), out + room);
    }
    return true;
}

/* Each need and each rank once a person. */
static bool is_distinct(const struct join *join, const struct join_person *person,
                        const struct need_entry *entry, struct diag *diag)
{
    for (uint32_t i = person->first; i != NONE; i = join->rows[i].next) {
        struct need_entry both[2] = {join->rows[i].entry, *entry};
        if (!needs_are_distinct(both, 2, diag))
            return false;
    }
    return true;
}

static bool keep_row(struct join *join, struct join_person *person,
                     const struct need_entry *entry, const struct record *record)
{
    struct join_row *row;
    uint32_t number = (uint32_t)join->row_count;

    if (!mem_grow(&join->rows, &join->row_room, join->row_count + 1,
                  sizeof *join->rows))
        return false;
    row = &join->rows[join->row_count++];
    *row = (struct join_row){.person = (uint32_t)(person - join->persons),
                             .next = NONE,
                             .entry = *entry,
                             .line = record->line,
                             .raw = arena_copy(&join->arena, record->raw)};
    row->entry.code = entry->need >= 0 ? join->concept->needs[entry->need].code
                                       : arena_copy(&join->arena, entry->code);
    if (person->first == NONE)
        person->first = number;
    else
        join->rows[person->last].next = number;
    person->last = number;
    return row->raw.ptr != NULL && row->entry.code.ptr != NULL;
}

static enum reader_status refuse_row(struct join *join, const struct record *record,
                                     struct diag *diag)
{
    /* The message names the header that the file has for the part. */
    for (unsigned i = 0; i < PARTS; i++) {
        if (join->places[i] >= 0 && span_is(span_from(part_names[i]), diag->column)) {
            diag_in_column(diag, reader_header(join->reader)->names[join->places[i]]);
            break;
        }
    }
    join->counts.refused++;
    diag_at(diag, record->file, record->line);
    return READER_REFUSED;
}

static enum reader_status take_row(struct join *join, const struct record *record,
                                   struct diag *diag)
{
    struct span parts[PARTS];
    struct need_entry entry;
    struct join_person *person;

    if (!mem_grow(&join->text, &join->text_room, 2 * PARTS * (record->raw.len + 1),
                  1)) {
        diag_no_memory(diag);
        return READER_FAILED;
    }
    if (!read_parts(join, record, parts, diag))
        return refuse_row(join, record, diag);
    if (parts[PART_CLIENT_ID].len == 0) {
        diag_set(diag, DIAG_EMPTY, "empty, expected the key of a person");
        diag_in_column(diag, span_from("client_id"));
        return refuse_row(join, record, diag);
    }
    person = take_person(join, parts[PART_CLIENT_ID]);
    if (person == NULL) {
        diag_no_memory(diag);
        return READER_FAILED;
    }
    if (!need_read(join->concept, parts[PART_CODE], parts[PART_STATUS],
                   parts[PART_GRADE], parts[PART_RANK], &entry, diag) ||
        !is_distinct(join, person, &entry, diag)) {
        person->is_faulty = true;
        return refuse_row(join, record, diag);
    }
    if (keep_row(join, person, &entry, record))
        return READER_RECORD;
    diag_no_memory(diag);
    return READER_FAILED;
}

/* A row that is no record counts against its person, if it says whose it is. */
static void blame_person(struct join *join, const struct record *record)
{
    unsigned place = (unsigned)join->places[PART_CLIENT_ID];
    struct span client_id = span_of("", 0);
    struct join_person *person;

    join->counts.refused++;
    if (place < record->count)
        client_id = span_trim(record_field(record, place));
    person = client_id.len > 0 ? take_person(join, client_id) : NULL;
    if (person != NULL)
        person->is_faulty = true;
}

enum reader_status join_load(struct join *join, struct span *raw, struct diag *diag)
{
    struct record record;
    enum reader_status status;

    do {
        status = reader_next(join->reader, &record, diag);
        join->counts.read += status == READER_RECORD || status == READER_REFUSED;
        if (status == READER_REFUSED)
            blame_person(join, &record);
        if (status == READER_RECORD)
            status = take_row(join, &record, diag);
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

bool join_find(struct join *join, struct span client_id, struct joined *joined)
{
    uint32_t *slot = join->slot_count > 0 ? find_slot(join, client_id) : NULL;
    struct join_person *person = NULL;
    size_t room = 1;
    char *to;

    *joined = (struct joined){span_of("", 0), false};
    if (slot == NULL || *slot == NONE)
        return true;
    person = &join->persons[*slot];
    person->was_found = true;
    joined->is_faulty = person->is_faulty;
    for (uint32_t i = person->first; i != NONE; i = join->rows[i].next)
        room += join->rows[i].entry.code.len + 3 * NUMBER_BYTES;
    if (!mem_grow(&join->text, &join->text_room, room, 1))
        return false;
    to = join->text;
    for (uint32_t i = person->first; i != NONE; i = join->rows[i].next) {
        if (to != join->text)
            *to++ = ' ';
        to = put_entry(to, &join->rows[i].entry);
    }
    joined->needs = span_of(join->text, (size_t)(to - join->text));
    return true;
}

bool join_next_orphan(struct join *join, struct span *raw, struct diag *diag)
{
    for (; join->next_orphan < join->row_count; join->next_orphan++) {
        const struct join_row *row = &join->rows[join->next_orphan];
        if (join->persons[row->person].was_found) {
            join->counts.joined++;
            continue;
        }
        join->counts.refused++;
        diag_set(diag, DIAG_JOIN, "no person has this client_id");
        diag_at(diag, join->path, row->line);
        diag_in_column(diag, span_from("client_id"));
        *raw = row->raw;
        join->next_orphan++;
        return true;
    }
    return false;
}

struct join_counts join_counts(const struct join *join)
{
    return join->counts;
}
