/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import/value_list.h"

#include <stdlib.h>

#include "base/buffer.h"
#include "base/diag.h"
#include "base/dict.h"
#include "base/mem.h"
#include "import/export_value.h"
#include "import/mapping.h"
#include "import/mapping_values.h"
#include "import/targets.h"
#include "rules/columns.h"
#include "rules/concept.h"
#include "rules/entries.h"
#include "stream/reader.h"
#include "stream/record.h"
#include "stream/writer.h"
#include "value/number.h"

const char *const VALUE_LIST_COLUMNS = "column header value count becomes";

/* Parts of a need that have codes; the others are keys and ranks. */
enum need_part { PART_NONE, PART_CODE, PART_STATUS, PART_GRADE };

static const char *const PARTS[] = {
    [PART_CODE] = "code", [PART_STATUS] = "status", [PART_GRADE] = "grade"};
static const char *const PART_COLUMNS[] = {[PART_CODE] = "needs.code",
                                           [PART_STATUS] = "needs.status",
                                           [PART_GRADE] = "needs.grade"};

/* The values of one header. */
struct counted {
    struct span column, header;
    unsigned source;
    const struct mapping_row *row; /* or NULL */
    const struct column *about;    /* NULL for a part of a need */
    enum need_part part;
    struct dict values;
    unsigned long long *counts;
    size_t room, bytes;
    bool is_crowded;
};

struct value_list {
    const struct concept *concept;
    unsigned count;
    struct counted *headers;
    size_t room;
    unsigned of_export; /* how many of them stand in the export */
    struct buffer cell;
};

static bool is_coded(const struct column *about)
{
    return about != NULL && (about->kind == KIND_CODE || about->kind == KIND_YESNO ||
                             about->kind == KIND_LIST || about->closed);
}

static void add_header(struct value_list *list, const struct counted *header)
{
    mem_grow(&list->headers, &list->room, list->count + 1, sizeof *list->headers);
    list->headers[list->count++] = *header;
}

struct value_list *value_list_new(const struct concept *concept,
                                  const struct targets *targets,
                                  const struct header *header)
{
    struct value_list *list = mem_new(sizeof *list);

    list->concept = concept;
    for (unsigned i = 0; i < targets->count; i++) {
        const struct target *target = &targets->list[i];
        if (!is_coded(target->about))
            continue;
        for (int source = target->source; source != NO_SOURCE;
             source = targets->next_source[source])
            add_header(list, &(struct counted){.column = targets->names[i],
                                               .header = header->names[source],
                                               .source = (unsigned)source,
                                               .row = targets->rows[source],
                                               .about = target->about});
    }
    list->of_export = list->count;
    return list;
}

void value_list_free(struct value_list *list)
{
    if (list == NULL)
        return;
    for (unsigned i = 0; i < list->count; i++) {
        dict_free(&list->headers[i].values);
        free(list->headers[i].counts);
    }
    free(list->headers);
    buffer_free(&list->cell);
    free(list);
}

static void count_value(struct counted *header, struct span value)
{
    size_t number, known = header->values.count;

    if (value.len == 0 || header->is_crowded)
        return;
    number = dict_add(&header->values, value);
    if (number == known) {
        mem_grow(&header->counts, &header->room, number + 1, sizeof *header->counts);
        header->counts[number] = 0;
        header->bytes += value.len;
    }
    header->counts[number]++;
    header->is_crowded =
        header->values.count > VALUE_LIST_MOST || header->bytes > VALUE_LIST_BYTES;
}

/* Counts the parts of a header's cell, as they stand before they are translated. */
static void take_cell(struct value_list *list, struct counted *header,
                      const struct record *record)
{
    struct span cell = record_field(record, header->source);
    char *room = buffer_room(&list->cell, 2 * cell.len + 1);
    size_t len = cell.len;
    struct diag diag;

    if (!record_decode(record, cell, room, &cell, header->column, &diag))
        return; /* the record is refused for it when it is imported */
    cell = export_cell(cell, room + len);
    while (cell.ptr != NULL)
        count_value(header, mapping_next_part(header->row, &cell));
}

void value_list_take(struct value_list *list, const struct record *record)
{
    for (unsigned i = 0; i < list->of_export; i++)
        take_cell(list, &list->headers[i], record);
}

static bool add_parts(struct value_list *list, const struct header *header,
                      const struct mapping *mapping, const char *file_name,
                      struct diag *diag)
{
    for (enum need_part part = PART_CODE; part <= PART_GRADE; part++) {
        struct counted counted = {.column = span_from(PART_COLUMNS[part]),
                                  .part = part};
        int place;
        if (!mapping_bind_need(mapping, PARTS[part], part == PART_CODE, header,
                               file_name, &place, &counted.row, diag))
            return false;
        if (place < 0)
            continue;
        counted.source = (unsigned)place;
        counted.header = header->names[place];
        add_header(list, &counted);
    }
    return true;
}

bool value_list_take_needs(struct value_list *list, struct reader *reader,
                           const struct mapping *mapping, const char *file_name,
                           struct diag *diag)
{
    enum reader_status status;
    struct record record;

    if (!add_parts(list, reader_header(reader), mapping, file_name, diag))
        return false;
    do {
        status = reader_next(reader, &record, diag);
        for (unsigned i = list->of_export; i < list->count && status == READER_RECORD;
             i++)
            take_cell(list, &list->headers[i], &record);
    } while (status == READER_RECORD || status == READER_REFUSED);
    return status == READER_END;
}

/* Whether a need with this part, and nothing else that is doubtful, is one. */
static bool is_need_part(const struct concept *concept, enum need_part part,
                         struct span value)
{
    const struct needs *needs = &concept->needs;
    struct span empty = span_of("", 0);
    struct span code = needs->count > 0 ? needs->list[0].code : span_from("x");
    struct need_entry entry;
    struct diag diag;

    return need_read(concept, part == PART_CODE ? value : code,
                     part == PART_STATUS ? value : empty,
                     part == PART_GRADE ? value : empty, empty, &entry, &diag);
}

static bool is_list(const struct concept *concept, const struct column *about,
                    struct span value)
{
    struct need_entry needs[LIST_MOST];
    struct plan_entry plan[LIST_MOST];
    unsigned count;
    struct diag diag;

    if (about == &concept->columns.column[COL_NEEDS])
        return needs_read(concept, value, needs, &count, &diag);
    return plan_read(concept, value, plan, &count, &diag);
}

/* What a value becomes in the stream, or what stands for nothing. */
static struct span becomes(const struct value_list *list, const struct counted *header,
                           struct span value)
{
    static const char refused[] = "(refused)";
    const struct column *about = header->about;
    char room[EXPORT_ROOM];
    struct value read;
    struct diag diag;
    bool is_good;

    value = mapping_translate_part(header->row, value);
    if (value.len == 0)
        return span_from("(unknown)");
    if (about == NULL)
        is_good = is_need_part(list->concept, header->part, value);
    else if (about->kind == KIND_LIST)
        is_good = is_list(list->concept, about, value);
    else
        is_good = export_value(about, &value, room, &diag) &&
                  column_read(about, value, false, &read, &diag);
    if (!is_good)
        return span_from(refused);
    if (about != NULL && about->kind == KIND_YESNO)
        return span_from(read.number == YES ? "yes" : "no");
    if (about != NULL && about->kind == KIND_CODE && column_code(about, value) >= 0)
        return about->codes.names[column_code(about, value)];
    return value;
}

/* A value that is to be written: its number, and where that leads. */
struct ranked {
    const struct counted *header;
    size_t number;
};

static int compare(const void *a, const void *b)
{
    const struct ranked *left = a, *right = b;
    unsigned long long one = left->header->counts[left->number];
    unsigned long long other = right->header->counts[right->number];

    if (one != other)
        return one > other ? -1 : 1;
    return span_compare(dict_key(&left->header->values, left->number),
                        dict_key(&right->header->values, right->number));
}

static void write_header(const struct value_list *list, const struct counted *header,
                         struct writer *writer)
{
    struct ranked ranked[VALUE_LIST_MOST];
    size_t count = header->values.count;
    char digits[NUMBER_BYTES];

    for (size_t i = 0; i < count; i++)
        ranked[i] = (struct ranked){header, i};
    qsort(ranked, count, sizeof *ranked, compare);
    for (size_t i = 0; i < count; i++) {
        struct span value = dict_key(&header->values, ranked[i].number);
        long times = (long)header->counts[ranked[i].number];
        writer_value(writer, header->column);
        writer_value(writer, header->header);
        writer_value(writer, value);
        writer_value(writer, span_of(digits, number_format(times, digits)));
        writer_value(writer, becomes(list, header, value));
        writer_end(writer);
    }
}

void value_list_write(struct value_list *list, struct writer *writer)
{
    for (unsigned i = 0; i < list->count; i++)
        if (!list->headers[i].is_crowded)
            write_header(list, &list->headers[i], writer);
}

struct span value_list_next_crowded(const struct value_list *list, unsigned *at)
{
    while (*at < list->count)
        if (list->headers[(*at)++].is_crowded)
            return list->headers[*at - 1].header;
    return span_of(NULL, 0);
}
