/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The converted cells become a record, and the facts check it as they check any record:
 * the contract is written down once.
 */
#include "import/intake.h"

#include <stdlib.h>

#include "base/mem.h"
#include "import/builder.h"
#include "person/facts.h"
#include "value/date.h"

struct intake {
    const struct concept *concept;
    struct join *join;
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
    struct arena arena;
};

static bool no_memory(struct diag *diag)
{
    diag_no_memory(diag);
    return false;
}

static bool header_fault(const struct intake *intake, struct diag *diag,
                         const char *export_name, const char *text)
{
    diag_set(diag, DIAG_HEADER, "%s", text);
    diag_at(diag, export_name, intake->header_line);
    return false;
}

static bool name_columns(struct intake *intake, const char *export_name,
                         struct diag *diag)
{
    unsigned count = intake->input_count;
    struct span *names = arena_alloc(&intake->arena, (count + 1) * sizeof *names);

    if (names == NULL)
        return no_memory(diag);
    for (unsigned i = 0; i < count; i++)
        names[i] = intake->columns[i].name;
    intake->written = (struct header){.count = count, .names = names};
    if (intake->join != NULL) {
        if (header_find(&intake->written, span_from("needs")) >= 0)
            return header_fault(intake, diag, export_name,
                                "needs come both from a column and from --needs");
        names[count] = span_from("needs");
        intake->written.count++;
    }
    intake->client_id = header_find(&intake->written, span_from("client_id"));
    if (intake->client_id < 0)
        return header_fault(intake, diag, export_name,
                            "no column client_id, map a header to it");
    return true;
}

/* Every column of the contract is wanted: so every one is checked. */
static bool bind_facts(struct intake *intake, struct diag *diag)
{
    const struct columns *columns = &intake->concept->columns;
    unsigned count = intake->written.count;

    intake->facts_columns =
        arena_alloc(&intake->arena, count * sizeof *intake->facts_columns);
    intake->facts = facts_new(intake->concept, diag);
    if (intake->facts_columns == NULL || intake->facts == NULL)
        return no_memory(diag);
    for (unsigned i = 0; i < count; i++) {
        intake->facts_columns[i] = columns_find(columns, intake->written.names[i]);
        if (intake->facts_columns[i] >= 0)
            facts_want(intake->facts, intake->facts_columns[i]);
    }
    return facts_bind(intake->facts, &intake->written, diag);
}

struct intake *intake_new(const struct concept *concept, const struct mapping *mapping,
                          struct join *join, const struct header *header,
                          const char *export_name, struct diag *diag)
{
    struct intake *intake = calloc(1, sizeof *intake);

    if (intake == NULL) {
        no_memory(diag);
        return NULL;
    }
    intake->concept = concept;
    intake->join = join;
    intake->input_count = header->count;
    intake->headers = header->names;
    intake->header_line = header->line;
    intake->columns =
        arena_alloc(&intake->arena, header->count * sizeof *intake->columns);
    if (intake->columns == NULL)
        no_memory(diag);
    else if (mapping_bind(mapping, concept, header, export_name, intake->columns,
                          diag) &&
             name_columns(intake, export_name, diag) && bind_facts(intake, diag))
        return intake;
    intake_free(intake);
    return NULL;
}

void intake_free(struct intake *intake)
{
    if (intake == NULL)
        return;
    facts_free(intake->facts);
    builder_free(&intake->builder);
    arena_free(&intake->arena);
    free(intake);
}

const struct header *intake_header(const struct intake *intake)
{
    return &intake->written;
}

/* False and a diag if a cell has a faulty escape. Without memory the builder says so.
 */
static bool convert(struct intake *intake, const struct record *record,
                    struct diag *diag)
{
    builder_begin(&intake->builder);
    for (unsigned i = 0; i < intake->input_count; i++) {
        struct span cell = record_field(record, i), value;
        /* The first half is for the decoded cell, the second for its translation. */
        char *room = builder_room(&intake->builder, 2 * cell.len + 1);
        if (room == NULL)
            return true;
        if (!record_decode(record, cell, room, &value, intake->headers[i], diag))
            return false;
        value = mapping_translate(intake->columns[i].row, span_trim(value),
                                  room + cell.len);
        builder_take(&intake->builder, value);
    }
    return true;
}

/* Adds the cell `needs`. */
static enum intake_status add_needs(struct intake *intake, struct diag *diag)
{
    struct joined joined;
    struct span client_id = record_field(&intake->record, (unsigned)intake->client_id);

    if (!join_find(intake->join, client_id, &joined))
        return INTAKE_FAILED;
    builder_add(&intake->builder, joined.needs);
    if (!joined.is_faulty)
        return INTAKE_GOOD;
    diag_set(diag, DIAG_JOIN, "a row of this person in the needs file was refused");
    diag_in_column(diag, span_from("needs"));
    return INTAKE_REFUSED;
}

/* A message about a column of the contract names the header that the export has for it.
 */
static void name_header(const struct intake *intake, struct diag *diag)
{
    for (unsigned i = 0; i < intake->input_count; i++) {
        if (span_is(intake->columns[i].name, diag->column)) {
            diag_in_column(diag, intake->headers[i]);
            return;
        }
    }
}

enum intake_status intake_take(struct intake *intake, const struct record *record,
                               struct diag *diag)
{
    enum intake_status status = INTAKE_GOOD;

    if (!convert(intake, record, diag))
        return INTAKE_REFUSED;
    intake->record = builder_record(&intake->builder, record);
    if (intake->join != NULL && !intake->builder.no_memory)
        status = add_needs(intake, diag);
    if (intake->builder.no_memory || status == INTAKE_FAILED) {
        no_memory(diag);
        return INTAKE_FAILED;
    }
    intake->record = builder_record(&intake->builder, record);
    if (status != INTAKE_GOOD || facts_read(intake->facts, &intake->record, diag))
        return status;
    name_header(intake, diag);
    return INTAKE_REFUSED;
}

struct span intake_value(const struct intake *intake, unsigned column,
                         char scratch[NUMBER_BYTES])
{
    struct span cell = record_field(&intake->record, column);
    int number = intake->facts_columns[column];
    const struct value *value;

    if (number < 0 || cell.len == 0)
        return cell;
    value = &intake->facts->values[number];
    switch (intake->concept->columns.column[number].kind) {
    case KIND_DATE:
        date_format(value->number, scratch);
        return span_of(scratch, DATE_BYTES);
    case KIND_NUMBER:
        return span_of(scratch, number_format(value->number, scratch));
    case KIND_YESNO:
        return span_from(value->number == YES ? "yes" : "no");
    default:
        return cell;
    }
}
