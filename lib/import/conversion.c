/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The converted cells become a record, and the facts check it as they check any record:
 * the contract is written down once.
 */
#include "import/conversion.h"

#include <stdlib.h>

#include "base/diag.h"
#include "base/mem.h"
#include "import/mapping.h"
#include "import/needs_file.h"
#include "import/refused_keys.h"
#include "person/facts.h"
#include "rules/columns.h"
#include "rules/concept.h"
#include "stream/builder.h"
#include "stream/dialect.h"
#include "stream/header.h"
#include "stream/record.h"
#include "value/date.h"

struct conversion {
    const struct concept *concept;
    struct needs_file *needs_file;
    unsigned input_count;
    const struct span *headers; /* of the export */
    unsigned long header_line;
    struct mapped_column *columns; /* [input_count] */
    struct header written;         /* and `needs` behind them, if joined */
    int *facts_columns;            /* of each written column, or -1 */
    int client_id;                 /* its place */
    struct facts *facts;
    struct builder builder;
    struct record record; /* taken last */
    struct joined joined; /* its needs */
    struct refused_keys refused_keys;
    struct arena arena;
};

static bool header_fault(const struct conversion *conversion, struct diag *diag,
                         const char *export_name, const char *text)
{
    diag_set(diag, DIAG_HEADER, "%s", text);
    return diag_at(diag, export_name, conversion->header_line);
}

static bool name_columns(struct conversion *conversion, const char *export_name,
                         struct diag *diag)
{
    unsigned count = conversion->input_count;
    struct span *names = arena_alloc(&conversion->arena, (count + 1) * sizeof *names);

    for (unsigned i = 0; i < count; i++)
        names[i] = conversion->columns[i].name;
    conversion->written = (struct header){.count = count, .names = names};
    if (conversion->needs_file != NULL) {
        if (header_find(&conversion->written, span_from("needs")) >= 0)
            return header_fault(conversion, diag, export_name,
                                "needs come both from a column and from --needs");
        names[count] = span_from("needs");
        conversion->written.count++;
    }
    conversion->client_id = header_find(&conversion->written, span_from("client_id"));
    if (conversion->client_id < 0)
        return header_fault(conversion, diag, export_name,
                            "no column client_id, map a header to it");
    return true;
}

/* Every column of the contract is wanted: so every one is checked. */
static bool bind_facts(struct conversion *conversion, struct diag *diag)
{
    const struct columns *columns = &conversion->concept->columns;
    unsigned count = conversion->written.count;

    conversion->facts_columns =
        arena_alloc(&conversion->arena, count * sizeof *conversion->facts_columns);
    conversion->facts = facts_new(conversion->concept, conversion->concept->loaded_for);
    facts_want_refusals(conversion->facts, true);
    for (unsigned i = 0; i < count; i++) {
        conversion->facts_columns[i] =
            columns_find(columns, conversion->written.names[i]);
        if (conversion->facts_columns[i] >= 0)
            facts_want(conversion->facts, conversion->facts_columns[i]);
    }
    return facts_bind(conversion->facts, &conversion->written, diag);
}

struct conversion *conversion_new(const struct concept *concept,
                                  const struct mapping *mapping,
                                  struct needs_file *needs_file,
                                  const struct header *header, const char *export_name,
                                  struct diag *diag)
{
    struct conversion *conversion = mem_new(sizeof *conversion);

    conversion->concept = concept;
    conversion->needs_file = needs_file;
    conversion->input_count = header->count;
    conversion->headers = header->names;
    conversion->header_line = header->line;
    conversion->columns =
        arena_alloc(&conversion->arena, header->count * sizeof *conversion->columns);
    if (mapping_bind(mapping, concept, header, export_name, conversion->columns,
                     diag) &&
        name_columns(conversion, export_name, diag) && bind_facts(conversion, diag))
        return conversion;
    conversion_free(conversion);
    return NULL;
}

void conversion_free(struct conversion *conversion)
{
    if (conversion == NULL)
        return;
    facts_free(conversion->facts);
    refused_keys_free(&conversion->refused_keys);
    builder_free(&conversion->builder);
    arena_free(&conversion->arena);
    free(conversion);
}

const struct header *conversion_header(const struct conversion *conversion)
{
    return &conversion->written;
}

/* False and a diag if a cell has a faulty escape. */
static bool convert(struct conversion *conversion, const struct record *record,
                    struct diag *diag)
{
    builder_begin(&conversion->builder);
    for (unsigned i = 0; i < conversion->input_count; i++) {
        struct span cell = record_field(record, i), value;
        /* The first half is for the decoded cell, the second for its translation. */
        char *room = builder_room(&conversion->builder, 2 * cell.len + 1);
        if (!record_decode(record, cell, room, &value, conversion->headers[i], diag))
            return false;
        value = mapping_translate(conversion->columns[i].row, span_trim(value),
                                  room + cell.len);
        builder_take(&conversion->builder, value);
    }
    return true;
}

/* Adds the cell `needs`. False and a diag if a row of the person was refused. */
static bool add_needs(struct conversion *conversion, struct diag *diag)
{
    struct joined joined = needs_file_find(
        conversion->needs_file,
        record_field(&conversion->record, (unsigned)conversion->client_id));

    conversion->joined = joined;
    builder_add(&conversion->builder, joined.needs);
    builder_fill(&conversion->builder, &conversion->record);
    if (joined.is_taken) {
        diag_set(diag, DIAG_JOIN,
                 "another person has this key and its needs, expected each key once");
        return diag_in_column(diag, span_from("client_id"));
    }
    if (!joined.is_faulty)
        return true;
    diag_set(diag, DIAG_JOIN, "a row of this person in the needs file was refused");
    return diag_in_column(diag, span_from("needs"));
}

/* A message about a column of the contract names the header that the export has for it.
 */
static bool name_header(const struct conversion *conversion, struct diag *diag)
{
    int column = header_find(&conversion->written, span_from(diag->column));

    return column >= 0 && (unsigned)column < conversion->input_count &&
           diag_in_column(diag, conversion->headers[column]);
}

void conversion_see(struct conversion *conversion, const struct record *record)
{
    unsigned client_id = (unsigned)conversion->client_id;
    struct key_place place = {
        record->order != NULL ? record->order[client_id] : client_id,
        conversion->input_count, conversion->columns[client_id].row};
    struct refused_keys *keys = &conversion->refused_keys;
    struct span key;

    if (conversion->needs_file == NULL)
        return;
    refused_keys_begin(keys, record, place);
    while (refused_keys_next(keys, &key))
        needs_file_see(conversion->needs_file, key);
}

bool conversion_take(struct conversion *conversion, const struct record *record,
                     struct diag *diag)
{
    if (!convert(conversion, record, diag)) {
        conversion_see(conversion, record);
        return false;
    }
    conversion->record = (struct record){.dialect = {FORMAT_CSV, '\0'},
                                         .raw = record->raw,
                                         .file = record->file,
                                         .line = record->line};
    builder_fill(&conversion->builder, &conversion->record);
    if (conversion->needs_file != NULL && !add_needs(conversion, diag))
        return name_header(conversion, diag);
    if (!facts_read(conversion->facts, &conversion->record, diag))
        return name_header(conversion, diag);
    if (conversion->needs_file != NULL)
        needs_file_take(conversion->needs_file, conversion->joined);
    return true;
}

struct span conversion_value(const struct conversion *conversion, unsigned column,
                             char scratch[NUMBER_BYTES])
{
    struct span cell = record_field(&conversion->record, column);
    int number = conversion->facts_columns[column], code;
    const struct column *about;
    int32_t day;

    if (number < 0 || cell.len == 0)
        return cell;
    about = &conversion->concept->columns.column[number];
    switch (about->kind) {
    case KIND_DATE: /* facts don't know a held one before its day */
        if (date_parse(cell, &day))
            date_format(day, scratch);
        return span_of(scratch, DATE_BYTES);
    case KIND_NUMBER:
        return span_of(
            scratch, number_format(conversion->facts->values[number].number, scratch));
    case KIND_YESNO:
        return span_from(conversion->facts->values[number].number == YES ? "yes"
                                                                         : "no");
    case KIND_CODE:
        code = column_code(about, cell);
        return code >= 0 ? about->codes.names[code] : cell;
    default:
        return cell;
    }
}
