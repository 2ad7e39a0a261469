/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/concept.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/dict.h"
#include "base/journal.h"
#include "base/mem.h"
#include "base/names.h"
#include "rules/datadir.h"
#include "rules/table.h"
#include "value/code.h"
#include "value/date.h"

/* The folder that is being loaded. */
struct loading {
    struct concept *concept;
    const char *folder;
    struct table keys; /* concept.tsv */
    struct span land, derive, decided, begins;
    unsigned derive_row, decided_row, begins_row, contacts_row;
    struct faults *faults;
};

/* Where a table of the concept stands; NULL: it has none. */
static const struct table_source *find_table(const struct loading *it, const char *name)
{
    return tables_find(&it->concept->tables, span_from(name));
}

static bool take_day(const struct loading *it, unsigned row, int column, int32_t *day)
{
    struct span value = table_cell(&it->keys, row, column);

    return value.len == 0 || table_date(&it->keys, row, column, day, it->faults);
}

static bool unknown_key(const struct loading *it, unsigned row, int column)
{
    static const char *const keys[] = {
        "title",    "source", "edition", "valid_from", "valid_to",    "extends",
        "calendar", "ranks",  "derive",  "decided",    "case_begins", "contacts"};

    return table_choose(&it->keys, row, column, it->faults, "key", keys,
                        sizeof keys / sizeof *keys) >= 0;
}

/* One row of concept.tsv. */
static bool take_key(struct loading *it, unsigned row, int key_column, int value_column)
{
    struct concept *concept = it->concept;
    struct span key = table_cell(&it->keys, row, key_column);
    struct span value = table_cell(&it->keys, row, value_column);

    if (span_is(key, "title") || span_is(key, "source") || span_is(key, "extends"))
        return true; /* for those who read the table, and for tables_list */
    if (span_is(key, "valid_from"))
        return take_day(it, row, value_column, &concept->valid_from);
    if (span_is(key, "valid_to"))
        return take_day(it, row, value_column, &concept->valid_to);
    if (span_is(key, "edition")) {
        concept->edition = value;
    } else if (span_is(key, "contacts")) {
        concept->contacts = value;
        it->contacts_row = row;
    } else if (span_is(key, "derive")) {
        it->derive = value;
        it->derive_row = row;
    } else if (span_is(key, "decided")) {
        it->decided = value;
        it->decided_row = row;
    } else if (span_is(key, "case_begins")) {
        it->begins = value;
        it->begins_row = row;
    } else if (span_is(key, "calendar")) {
        if (!calendar_knows(value))
            return table_fault(&it->keys, row, value_column, it->faults,
                               "unknown Land \"%.*s\", expected one of %s",
                               table_shown(value), value.ptr, CALENDAR_LANDS);
        it->land = value;
    } else if (span_is(key, "ranks")) {
        return code_parse_yesno(value, &concept->has_ranks) ||
               table_fault(&it->keys, row, value_column, it->faults,
                           "\"%.*s\", expected yes or no", table_shown(value),
                           value.ptr);
    } else {
        return unknown_key(it, row, key_column);
    }
    return true;
}

/* The rows of concept.tsv, of which each key stands there once. */
static void take_keys(struct loading *it, int key, int value)
{
    unsigned *rows = mem_array(it->keys.rows, sizeof *rows); /* by number of a name */
    struct dict names = {0};

    for (unsigned row = 0; row < it->keys.rows; row++) {
        struct span name = table_cell(&it->keys, row, key);
        size_t known = names.count, number = dict_add(&names, name);
        if (number == known) {
            rows[number] = row;
            take_key(it, row, key, value);
        } else {
            table_fault(&it->keys, row, key, it->faults,
                        "\"%.*s\" stands in line %lu too, expected it once",
                        (int)name.len, name.ptr, it->keys.lines[rows[number]]);
        }
    }
    dict_free(&names);
    free(rows);
}

static void load_keys(struct loading *it)
{
    const struct table_source *source = find_table(it, "concept");

    if (source == NULL) {
        struct diag *diag = faults_add(it->faults);
        diag_set(diag, DIAG_TABLE,
                 "the folder has no table concept, expected concept.tsv "
                 "or concept.csv: it is no concept");
        diag_at(diag, it->folder, 0);
        return;
    }
    if (!table_load(&it->keys, source, &it->concept->arena, it->faults) ||
        !table_expect(&it->keys, "key value label source", 2, it->faults))
        return;
    table_drop_rows(&it->keys, it->concept->loaded_for, it->faults);
    take_keys(it, table_column(&it->keys, "key"), table_column(&it->keys, "value"));
}

static bool key_fault(const struct loading *it, unsigned row, const char *what,
                      struct span name)
{
    return table_fault(&it->keys, row, table_column(&it->keys, "value"), it->faults,
                       "\"%.*s\" %s", (int)name.len, name.ptr, what);
}

/* NAME_status, which checks may test. There is room for it: the columns of derive are
 * the first behind the fixed ones. */
static int add_status(struct concept *concept, struct span name)
{
    static const char *const states[] = {"confirmed", "kept", "proposed", "underivable",
                                         "none"};
    char *status = arena_alloc(&concept->arena, name.len + sizeof "_status");
    struct column *column;

    memcpy(status, name.ptr, name.len);
    memcpy(status + name.len, "_status", sizeof "_status");
    column = columns_add(&concept->columns, span_from(status), KIND_CODE, STAGE_ALL);
    column->closed = true;
    for (size_t i = 0; i < sizeof states / sizeof *states; i++)
        code_add(&column->codes, span_from(states[i]), &concept->arena);
    return (int)(column - concept->columns.column);
}

/* Gives a table of `derive` its column: `category` is a case column already. */
static bool add_derived(struct loading *it, struct span name)
{
    struct concept *concept = it->concept;
    struct derived *derived = &concept->derived[concept->derived_count];
    int known = columns_find(&concept->columns, name);
    struct column *column;

    if (!code_is_valid(name) || memchr(name.ptr, '-', name.len) != NULL)
        return key_fault(it, it->derive_row, "is no name of letters, digits and _",
                         name);
    if (known >= 0 &&
        (known != COL_CATEGORY || concept->columns.column[known].stage != STAGE_CASE))
        return key_fault(it, it->derive_row, "is a column already", name);
    if (concept->derived_count == DERIVED_MOST)
        return key_fault(it, it->derive_row, "is one table too many, at most 16", name);
    column = known >= 0 ? &concept->columns.column[known]
                        : columns_add(&concept->columns, name, KIND_CODE, 0);
    column->stage = STAGE_DERIVED + (int)concept->derived_count;
    *derived = (struct derived){.name = name,
                                .column = (int)(column - concept->columns.column),
                                .status_column = -1,
                                .is_decided = names_has(it->decided, name)};
    if (derived->is_decided)
        column->origins = concept->origins;
    if (derived->is_decided)
        derived->status_column = add_status(concept, name);
    if (span_is(name, "document")) {
        column->closed = true;
        code_add(&column->codes, span_from("agreement"), &concept->arena);
        code_add(&column->codes, span_from("none"), &concept->arena);
    }
    concept->derived_count++;
    return true;
}

static void add_all_derived(struct loading *it)
{
    struct span names = it->derive, name;

    for (name = names_next(&names); name.len > 0; name = names_next(&names))
        add_derived(it, name);
    names = it->decided;
    for (name = names_next(&names); name.len > 0; name = names_next(&names))
        if (!names_has(it->derive, name))
            key_fault(it, it->decided_row, "is decided, but stands not in derive",
                      name);
}

static void take_begins(struct loading *it)
{
    struct concept *concept = it->concept;
    struct span names = it->begins, name;

    for (name = names_next(&names); name.len > 0; name = names_next(&names)) {
        int column = columns_find(&concept->columns, name);
        if (column < 0) {
            struct nearest meant = columns_nearest(&concept->columns, name, KIND_DATE);
            table_unknown(&it->keys, it->begins_row, table_column(&it->keys, "value"),
                          it->faults, "column", &meant, "date columns");
        } else if (concept->columns.column[column].kind != KIND_DATE)
            key_fault(it, it->begins_row, "is no date column, expected one", name);
        else if (concept->begin_count == BEGINS_MOST)
            key_fault(it, it->begins_row, "is one column too many, at most 8", name);
        else
            concept->begins[concept->begin_count++] = column;
    }
}

/* The deadlines that promise contact must be there. */
static void check_contacts(const struct loading *it)
{
    const struct deadlines *deadlines = &it->concept->deadlines;
    struct span names = it->concept->contacts, name;

    for (name = names_next(&names); name.len > 0; name = names_next(&names)) {
        struct nearest meant = {.name = name};
        for (unsigned i = 0; i < deadlines->name_count; i++)
            nearest_consider(&meant, deadlines->names[i]);
        if (deadlines_find(deadlines, name) < 0)
            table_unknown(&it->keys, it->contacts_row, table_column(&it->keys, "value"),
                          it->faults, "deadline", &meant,
                          "deadlines of the table deadlines");
    }
}

static struct condition_context context_of(struct concept *concept, int stage)
{
    return (struct condition_context){
        .columns = &concept->columns,
        .stage = stage,
        .parameters = &concept->parameters,
        .calendar = concept->calendars.list[0].calendar,
        .as_of = concept->loaded_for,
        .arena = &concept->arena,
        .doubts = &concept->doubts,
        .moving = &concept->moving,
    };
}

static void load_derived(struct loading *it, struct derived *derived)
{
    static const char *const annotations[] = {"propose", NULL};
    struct concept *concept = it->concept;
    struct column *column = &concept->columns.column[derived->column];
    const struct decision_form form = {.key = "rule",
                                       .has_unique_keys = true,
                                       .output = derived->name,
                                       .output_column = derived->column,
                                       .is_decided = derived->is_decided,
                                       .annotations = annotations};
    struct condition_context context = context_of(concept, column->stage);
    const struct table_source *source =
        tables_find(&it->concept->tables, derived->name);

    if (source == NULL)
        key_fault(it, it->derive_row,
                  "stands in derive, but has no table, expected one of that name",
                  derived->name);
    else if (decision_load(&derived->table, source, &form, &context, it->faults))
        column->closed = true;
}

static void load_tables(struct loading *it)
{
    struct concept *concept = it->concept;
    struct condition_context context;
    const struct table_source *source;

    for (unsigned i = 0; i < concept->derived_count; i++)
        load_derived(it, &concept->derived[i]);
    context = context_of(concept, STAGE_ALL);
    source = find_table(it, "strategies");
    if (source != NULL)
        strategies_load(&concept->strategies, source, &concept->needs, &context,
                        it->faults);
    source = find_table(it, "deadlines");
    context.doubts = &concept->due_doubts;
    if (source != NULL)
        deadlines_load(&concept->deadlines, source, &context, it->faults);
    check_contacts(it);
    context = context_of(concept, STAGE_CHECKS);
    source = find_table(it, "checks");
    if (source != NULL)
        checks_load(&concept->checks, source, &context, it->faults);
}

/*
 * A concept that is extended has to be sound by itself: its faults are told as its own.
 * False: it isn't.
 */
static bool check_below(const struct loading *it)
{
    const struct tables *below = it->concept->tables.below;
    struct concept *concept;

    if (below == NULL || it->faults->count > 0)
        return it->faults->count == 0;
    concept = concept_open(below->folder, it->concept->loaded_for, it->faults);
    concept_close(concept);
    return concept != NULL;
}

static void load(struct loading *it)
{
    struct concept *concept = it->concept;
    struct arena *arena = &concept->arena;
    const struct table_source *first, *second;

    tables_list(&concept->tables, it->folder, arena, it->faults);
    if (!check_below(it))
        return;
    load_keys(it);
    tables_check(&concept->tables, it->faults);
    columns_init(&concept->columns, arena);
    add_all_derived(it);
    first = find_table(it, "columns");
    if (first != NULL)
        columns_load(&concept->columns, first, arena, it->faults);
    take_begins(it);
    first = find_table(it, "calendars");
    second = find_table(it, "calendar");
    calendars_load(&concept->calendars, it->land, first, second, concept->loaded_for,
                   arena, it->faults);
    first = find_table(it, "parameters");
    parameters_load(&concept->parameters, first, concept->loaded_for, arena,
                    it->faults);
    first = find_table(it, "areas");
    second = find_table(it, "needs");
    needs_load(&concept->needs, first, second, concept->loaded_for, &concept->columns,
               arena, it->faults);
    /* Without a calendar no test can be compiled, and its fault is told. */
    if (concept->calendars.list[0].calendar != NULL)
        load_tables(it);
}

struct concept *concept_open(const char *name, int32_t as_of, struct faults *faults)
{
    char folder[DATADIR_PATH];
    struct loading it = {.folder = folder, .land = span_from("DE"), .faults = faults};

    faults->count = 0;
    if (!datadir_find_concept(folder, name)) {
        datadir_unknown_concept("--concept: no concept", name, faults_add(faults));
        return NULL;
    }
    it.concept = mem_new(sizeof *it.concept);
    it.concept->loaded_for = as_of;
    it.concept->edition = span_from(EDITION_UNKNOWN);
    it.concept->valid_from = DATE_MIN;
    it.concept->valid_to = DATE_MAX;
    it.concept->name = arena_copy(&it.concept->arena, span_from(name));
    it.concept->origins = origins_new(it.concept->name);
    load(&it);
    journal_note(JOURNAL_CONCEPT, it.concept->name, it.concept->edition);
    if (faults->count == 0)
        return it.concept;
    concept_close(it.concept);
    return NULL;
}

void concept_close(struct concept *concept)
{
    if (concept == NULL)
        return;
    calendars_free(&concept->calendars);
    moving_free(&concept->moving);
    origins_free(concept->origins);
    arena_free(&concept->arena);
    free(concept);
}

/* How many rows of a table are valid today. */
static unsigned count_rows(const struct concept *concept, struct span table)
{
    if (span_is(table, "deadlines"))
        return concept->deadlines.table.count;
    if (span_is(table, "strategies"))
        return concept->strategies.table.count;
    return concept->needs.today;
}

bool concept_require(const struct concept *concept, struct span table,
                     struct diag *diag)
{
    const char *path = tables_path(&concept->tables, table);
    char day[DATE_BYTES];

    if (path != NULL && count_rows(concept, table) > 0)
        return true;
    date_format(concept->loaded_for, day);
    if (path == NULL)
        diag_set(diag, DIAG_TABLE, "the concept has no %.*s.tsv", (int)table.len,
                 table.ptr);
    else
        diag_set(diag, DIAG_TABLE, "no row of %s is valid on %.*s",
                 strrchr(path, '/') + 1, DATE_BYTES, day);
    return diag_at(diag, concept->tables.folder, 0);
}

int concept_find_derived(const struct concept *concept, struct span name)
{
    for (unsigned i = 0; i < concept->derived_count; i++)
        if (span_equal(concept->derived[i].name, name))
            return (int)i;
    return -1;
}

const struct derived *concept_find(const struct concept *concept, const char *name)
{
    int number = concept_find_derived(concept, span_from(name));

    return number >= 0 ? &concept->derived[number] : NULL;
}

int concept_find_need(const struct concept *concept, struct span code)
{
    return needs_find(&concept->needs, &concept->columns, code);
}

const struct calendar *concept_calendar(const struct concept *concept)
{
    return concept->calendars.list[0].calendar;
}
