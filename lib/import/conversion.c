/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The converted cells become a record, and the facts check it as they check any record:
 * the contract is written down once.
 */
#include "import/conversion.h"

#include <stdlib.h>

#include "base/diag.h"
#include "base/mem.h"
#include "import/export_value.h"
#include "import/mapping_values.h"
#include "import/needs_file.h"
#include "import/normal_form.h"
#include "import/quick_cell.h"
#include "import/record_faults.h"
#include "import/refused_keys.h"
#include "import/targets.h"
#include "person/facts.h"
#include "rules/columns.h"
#include "rules/concept.h"
#include "rules/entries.h"
#include "stream/builder.h"
#include "stream/dialect.h"
#include "stream/header.h"
#include "stream/record.h"
#include "value/date.h"

enum { EARLIEST_YEAR = 1910, MONTHS_AHEAD = 50 * 12 };

/* A date column: its day in the record taken last, and what was counted of it. */
struct dated {
    int32_t day; /* DATE_NONE: there is none */
    unsigned long long early, late;
};

struct conversion {
    const struct concept *concept;
    struct needs_file *needs_file;
    const struct header *header; /* of the export */
    struct targets targets;
    struct quick_cell *quick; /* [targets.count] */
    struct dated *dated;      /* [targets.count]; those of date columns are in use */
    int32_t earliest, latest;
    struct facts *facts;
    struct builder builder;
    struct buffer cell, text; /* of the column that comes from several headers */
    struct record record;     /* taken last */
    struct joined joined;     /* its needs */
    struct refused_keys refused_keys;
    struct faults faults; /* of it */
    struct record_faults finder;
    struct arena arena;
};

/* Every column of the contract is wanted: so every one is checked. */
static bool bind_facts(struct conversion *conversion, struct diag *diag)
{
    const struct targets *targets = &conversion->targets;

    conversion->facts = facts_new(conversion->concept, conversion->concept->loaded_for);
    facts_want_refusals(conversion->facts, true);
    for (unsigned i = 0; i < targets->count; i++)
        if (targets->list[i].number >= 0)
            facts_want(conversion->facts, targets->list[i].number);
    return facts_bind(conversion->facts, &targets->written, diag);
}

static void bind_cells(struct conversion *conversion)
{
    const struct targets *targets = &conversion->targets;
    struct arena *arena = &conversion->arena;

    conversion->dated = arena_alloc(arena, targets->count * sizeof *conversion->dated);
    conversion->quick = arena_alloc(arena, targets->count * sizeof *conversion->quick);
    for (unsigned i = 0; i < targets->count; i++) {
        conversion->dated[i].day = DATE_NONE;
        quick_cell_bind(&conversion->quick[i], &targets->list[i], arena);
    }
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
    conversion->header = header;
    conversion->earliest = date_from_civil(EARLIEST_YEAR, 1, 1);
    conversion->latest = date_add_months(concept->loaded_for, MONTHS_AHEAD);
    if (targets_bind(&conversion->targets, mapping, concept, header, export_name,
                     needs_file != NULL, &conversion->arena, diag) &&
        bind_facts(conversion, diag)) {
        bind_cells(conversion);
        return conversion;
    }
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
    builder_free(&conversion->finder.without);
    buffer_free(&conversion->cell);
    buffer_free(&conversion->text);
    arena_free(&conversion->arena);
    free(conversion);
}

const struct header *conversion_header(const struct conversion *conversion)
{
    return &conversion->targets.written;
}

const struct targets *conversion_targets(const struct conversion *conversion)
{
    return &conversion->targets;
}

static void add_fault(struct conversion *conversion, const struct diag *diag)
{
    if (conversion->faults.count < CONVERSION_FAULTS)
        *faults_add(&conversion->faults) = *diag;
}

/* The room in which read_source works. */
static size_t room_of(const struct conversion *conversion, int source, size_t len)
{
    return 2 * len + mapping_room(conversion->targets.rows[source], len) + EXPORT_ROOM;
}

/* What a value becomes that has more than one form in exports. */
static struct span take_form(const struct target *target, struct span cell,
                             struct span value, char *room, struct diag *diag)
{
    if (value.ptr == cell.ptr && value.len > DATE_BYTES &&
        target->about->kind == KIND_DATE)
        value = mapping_translate_part(target->row, export_without_midnight(cell));
    /* A date that is refused here is unknown to what looks at the record further. */
    return export_value(target->about, &value, room, diag) ? value : span_of("", 0);
}

/*
 * The value of a target's cell in one of its headers; it lies in the record, the
 * mapping or the room. What is wrong is a fault of the record.
 */
static struct span read_source(struct conversion *conversion,
                               const struct record *record, const struct target *target,
                               int source, char *room)
{
    const struct mapping_row *row = conversion->targets.rows[source];
    struct span cell = record_field(record, (unsigned)source), value;
    size_t len = cell.len;
    struct diag diag;

    diag.code = DIAG_NONE;
    if (!record_decode(record, cell, room, &cell,
                       conversion->targets.names[target - conversion->targets.list],
                       &diag)) {
        add_fault(conversion, &diag);
        return span_of("", 0);
    }
    cell = export_cell(cell, room + len);
    if (target->part != TARGET_CELL)
        return mapping_name_part(row, cell, target->part == TARGET_OTHER_NAME);
    value = mapping_translate(row, cell, room + 2 * len);
    if (target->about != NULL &&
        (target->about->kind == KIND_DATE || target->about->kind == KIND_YESNO))
        value = take_form(target, cell, value, room + 2 * len, &diag);
    if (target->is_key && export_key_is_number(value))
        export_key_fault(target->about->name, &diag);
    if (diag.code != DIAG_NONE)
        add_fault(conversion, &diag);
    return value;
}

/* Adds the cells of several headers, as one list. */
static void join_sources(struct conversion *conversion, const struct record *record,
                         const struct target *target)
{
    struct buffer *joined = &conversion->text;

    joined->len = 0;
    for (int source = target->source; source != NO_SOURCE;
         source = conversion->targets.next_source[source]) {
        size_t len = record_field(record, (unsigned)source).len;
        struct span value = read_source(
            conversion, record, target, source,
            buffer_room(&conversion->cell, room_of(conversion, source, len)));
        if (value.len > 0 && joined->len > 0)
            buffer_add_char(joined, ' ');
        buffer_add(joined, value);
    }
    builder_add(&conversion->builder, buffer_text(joined));
}

/* Adds the value of a cell that is not empty, and takes its day if it is a date. */
static void convert_cell(struct conversion *conversion, const struct record *record,
                         unsigned number, struct span cell)
{
    const struct target *target = &conversion->targets.list[number];
    int32_t *day = &conversion->dated[number].day;
    size_t room_size = room_of(conversion, target->source, cell.len);
    char *room = builder_room(&conversion->builder, room_size);
    struct span value;

    value = read_source(conversion, record, target, target->source, room);
    value = normal_form(target->about, value, room + room_size - EXPORT_ROOM, day);
    builder_take(&conversion->builder, value);
}

static void convert(struct conversion *conversion, const struct record *record)
{
    const struct targets *targets = &conversion->targets;
    bool is_coded = record->dialect.format == FORMAT_TSV && !record->plain;
    char room[DATE_BYTES];

    builder_begin(&conversion->builder);
    for (unsigned i = 0; i < targets->count; i++) {
        int source = targets->list[i].source;
        struct span cell, value;
        if (source == NO_SOURCE)
            continue; /* comes last */
        conversion->dated[i].day = DATE_NONE;
        if (targets->next_source[source] != NO_SOURCE) {
            join_sources(conversion, record, &targets->list[i]);
            continue;
        }
        cell = record_field(record, (unsigned)source);
        if (cell.len == 0)
            builder_add(&conversion->builder, cell);
        else if (!is_coded && quick_cell_read(&conversion->quick[i], cell, room, &value,
                                              &conversion->dated[i].day))
            builder_add(&conversion->builder, value);
        else
            convert_cell(conversion, record, i, cell);
    }
}

/* Adds the cell `needs`, and what speaks against it. */
static void add_needs(struct conversion *conversion)
{
    struct joined joined = needs_file_find(
        conversion->needs_file,
        record_field(&conversion->record, (unsigned)conversion->targets.client_id));
    struct diag diag;

    conversion->joined = joined;
    builder_add(&conversion->builder, joined.needs);
    if (joined.is_faulty) {
        diag_set(&diag, DIAG_JOIN,
                 "a row of this person in the needs file was refused");
        diag_in_column(&diag, span_from("needs"));
        add_fault(conversion, &diag);
    }
    if (joined.is_taken) {
        diag_set(&diag, DIAG_JOIN,
                 "another person has this key and its needs, expected each key once");
        diag_in_column(&diag, span_from("client_id"));
        add_fault(conversion, &diag);
    }
}

/* Of several headers of `needs` the one whose cell is faulty; NO_SOURCE: none alone. */
static int faulty_source(struct conversion *conversion, const struct record *record,
                         const struct target *target)
{
    struct need_entry needs[LIST_MOST];
    unsigned told = conversion->faults.count;
    struct diag diag;
    int source = target->source;

    for (; source != NO_SOURCE; source = conversion->targets.next_source[source]) {
        size_t len = record_field(record, (unsigned)source).len;
        char *room = buffer_room(&conversion->cell, room_of(conversion, source, len));
        unsigned count;
        if (!needs_read(conversion->concept,
                        read_source(conversion, record, target, source, room), needs,
                        &count, &diag))
            break;
    }
    conversion->faults.count = told; /* what reading found, it had found before */
    return source;
}

/* In the order of the columns; what names none of them comes last. */
static void sort_faults(struct conversion *conversion)
{
    struct faults *faults = &conversion->faults;

    for (unsigned i = 1; i < faults->count; i++) {
        struct diag diag = faults->list[i];
        unsigned place =
            (unsigned)targets_find(&conversion->targets, span_from(diag.column));
        unsigned at = i;
        for (; at > 0 &&
               place < (unsigned)targets_find(&conversion->targets,
                                              span_from(faults->list[at - 1].column));
             at--)
            faults->list[at] = faults->list[at - 1];
        faults->list[at] = diag;
    }
}

/* Messages about columns of the contract name the headers that the export has. */
static void name_headers(struct conversion *conversion, const struct record *record)
{
    const struct targets *targets = &conversion->targets;

    for (unsigned i = 0; i < conversion->faults.count; i++) {
        struct diag *diag = &conversion->faults.list[i];
        int column = targets_find(targets, span_from(diag->column)), source;
        if (column < 0)
            continue;
        source = targets->list[column].source;
        if (source != NO_SOURCE && targets->next_source[source] != NO_SOURCE)
            source = faulty_source(conversion, record, &targets->list[column]);
        if (source != NO_SOURCE)
            diag_in_column(diag, conversion->header->names[source]);
    }
}

/* Counts the dates that can't be meant, of a record that is taken. */
static void count_days(struct conversion *conversion)
{
    for (unsigned i = 0; i < conversion->targets.count; i++) {
        struct dated *dated = &conversion->dated[i];
        if (dated->day == DATE_NONE)
            continue;
        dated->early += dated->day < conversion->earliest;
        dated->late += dated->day > conversion->latest;
    }
}

void conversion_see(struct conversion *conversion, const struct record *record)
{
    const struct target *key = &conversion->targets.list[conversion->targets.client_id];
    unsigned column = (unsigned)key->source;
    struct key_place place = {record->order != NULL ? record->order[column] : column,
                              conversion->header->count, key->row};
    struct refused_keys *keys = &conversion->refused_keys;
    struct span text;

    if (conversion->needs_file == NULL)
        return;
    refused_keys_begin(keys, record, place);
    while (refused_keys_next(keys, &text))
        needs_file_see(conversion->needs_file, text);
}

/*
 * Makes what was built a record. A plain one can be copied to a stream of TSV as it
 * lies there; of another one each value has to be looked at.
 */
static void fill_record(struct conversion *conversion)
{
    struct record *record = &conversion->record;
    bool is_plain = builder_is_plain(&conversion->builder);

    builder_fill(&conversion->builder, record);
    record->plain = record->verbatim = is_plain;
    record->dialect = is_plain ? (struct dialect){FORMAT_TSV, BUILDER_BETWEEN}
                               : (struct dialect){FORMAT_CSV, '\0'};
}

bool conversion_take(struct conversion *conversion, const struct record *record,
                     struct faults **faults)
{
    struct diag diag;

    *faults = &conversion->faults;
    conversion->faults.count = 0;
    convert(conversion, record);
    conversion->record =
        (struct record){.raw = record->raw, .file = record->file, .line = record->line};
    builder_fill(&conversion->builder, &conversion->record);
    if (conversion->needs_file != NULL)
        add_needs(conversion);
    fill_record(conversion);
    if (!facts_read(conversion->facts, &conversion->record, &diag))
        record_faults_add(&conversion->finder, conversion->facts,
                          &conversion->targets.written, &conversion->record, &diag,
                          CONVERSION_FAULTS, &conversion->faults);
    if (conversion->faults.count > 0) {
        sort_faults(conversion);
        name_headers(conversion, record);
        return false;
    }
    if (conversion->needs_file != NULL)
        needs_file_take(conversion->needs_file, conversion->joined);
    count_days(conversion);
    return true;
}

const struct record *conversion_record(const struct conversion *conversion)
{
    return &conversion->record;
}

static void say_dates(struct buffer *text, unsigned long long count, const char *what)
{
    if (count > 0)
        buffer_print(text, "%s%llu date%s %s", text->len > 0 ? ", " : "", count,
                     count > 1 ? "s" : "", what);
}

bool conversion_say_doubtful(const struct conversion *conversion, unsigned column,
                             struct buffer *text)
{
    const struct dated *dated = &conversion->dated[column];

    text->len = 0;
    say_dates(text, dated->early, "before 1910");
    say_dates(text, dated->late, "more than 50 years ahead");
    return text->len > 0;
}
