/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/concept.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "rules/datadir.h"
#include "rules/strategies.h"
#include "rules/table.h"
#include "value/date.h"
#include "value/number.h"

static const char *const NO_ANNOTATIONS[] = {NULL};

/* The folder that is being loaded. */
struct loading {
    struct concept *concept;
    const char *folder;
    char path[DATADIR_PATH + 32];
    unsigned long calendar_line; /* in concept.tsv */
    struct diag *diag;
};

static const char *path_of(struct loading *it, const char *file)
{
    snprintf(it->path, sizeof it->path, "%s/%s", it->folder, file);
    return it->path;
}

/* Loads the rows of a plain table that exist on the day; *exists: there is a table. */
static bool load_plain(struct loading *it, const char *file, struct table *table,
                       bool *exists)
{
    *exists = access(path_of(it, file), F_OK) == 0 || errno != ENOENT;
    return !*exists || (table_load(table, it->path, &it->concept->arena, it->diag) &&
                        table_drop_rows(table, it->concept->as_of, it->diag));
}

static bool no_memory(struct loading *it)
{
    diag_no_memory(it->diag);
    return false;
}

/* Where the number of a key goes; NULL: its value is no number. */
static int32_t *number_of(struct concept *concept, struct span key)
{
    if (span_is(key, "near_months"))
        return &concept->near_months;
    if (span_is(key, "new_case_months"))
        return &concept->new_case_months;
    if (span_is(key, "staffing_u25"))
        return &concept->staffing_u25;
    return span_is(key, "staffing_ue25") ? &concept->staffing_ue25 : NULL;
}

/* One row of concept.tsv. NULL, or what is wrong with the value. */
static const char *take_key(struct concept *concept, struct span key, struct span value,
                            struct span *land)
{
    int32_t *number = number_of(concept, key);

    if (span_is(key, "title") || span_is(key, "source"))
        return NULL; /* for those who read the table */
    if (span_is(key, "edition"))
        concept->edition = value;
    else if (span_is(key, "calendar"))
        *land = value;
    else if (span_is(key, "talks"))
        concept->talks = value;
    else if (span_is(key, "contacts"))
        concept->contacts = value;
    else if (span_is(key, "valid_from"))
        return value.len == 0 || date_parse(value, &concept->valid_from) ? NULL
                                                                         : "no date";
    else if (span_is(key, "valid_to"))
        return value.len == 0 || date_parse(value, &concept->valid_to) ? NULL
                                                                       : "no date";
    else if (number != NULL)
        return number_parse(value, NUMBER_MAX, number) ? NULL : "no number";
    else if (span_is(key, "ranks"))
        return code_parse_yesno(value, &concept->has_ranks) ? NULL
                                                            : "expected yes or no";
    else if (span_is(key, "extends"))
        return "this version loads only concepts that are complete in their own folder";
    else
        return "unknown key";
    return NULL;
}

static bool load_keys(struct loading *it, struct span *land)
{
    struct table table;
    int key, value;

    if (!table_load(&table, path_of(it, "concept.tsv"), &it->concept->arena,
                    it->diag) ||
        !table_drop_rows(&table, it->concept->as_of, it->diag))
        return false;
    key = table_column(&table, "key");
    value = table_column(&table, "value");
    if (!table_expect(&table, "key value source", 2, it->diag))
        return false;
    for (unsigned row = 0; row < table.rows; row++) {
        struct span name = table_cell(&table, row, key);
        const char *fault =
            take_key(it->concept, name, table_cell(&table, row, value), land);
        for (unsigned i = 0; i < row && fault == NULL; i++)
            if (span_equal(table_cell(&table, i, key), name))
                fault = "this key stands twice";
        if (span_is(name, "calendar"))
            it->calendar_line = table.lines[row];
        if (fault != NULL) {
            table_fault(&table, row, -1, it->diag, "%.*s: %s", (int)name.len, name.ptr,
                        fault);
            return false;
        }
    }
    return true;
}

static bool load_calendar(struct loading *it, struct span land)
{
    char path[DATADIR_PATH];
    struct table table;
    bool exists;
    int date;

    if (!datadir_find(path, "calendars/germany.tsv")) {
        errno = ENOENT;
        diag_system(it->diag, path, "open");
        return false;
    }
    it->concept->calendar = calendar_open(path, land, it->diag);
    if (it->concept->calendar == NULL) {
        if (it->diag->file[0] == '\0')
            diag_at(it->diag, path_of(it, "concept.tsv"), it->calendar_line);
        return false;
    }
    if (!load_plain(it, "calendar.tsv", &table, &exists) || !exists)
        return !exists;
    date = table_column(&table, "date");
    if (!table_expect(&table, "date name source", 1, it->diag))
        return false;
    for (unsigned row = 0; row < table.rows; row++) {
        int32_t day;
        if (!date_parse(table_cell(&table, row, date), &day)) {
            table_fault(&table, row, date, it->diag, "expected a date YYYY-MM-DD");
            return false;
        }
        calendar_close_day(it->concept->calendar, day);
    }
    return true;
}

static int find_area(const struct concept *concept, struct span code)
{
    for (unsigned i = 0; i < concept->area_count; i++)
        if (span_equal(concept->areas[i].code, code))
            return (int)i;
    return -1;
}

static bool add_score_column(struct loading *it, struct area *area)
{
    struct columns *columns = &it->concept->columns;
    char *name = arena_alloc(&it->concept->arena, area->code.len + 7);

    if (name == NULL)
        return no_memory(it);
    memcpy(name, "score_", 6);
    memcpy(name + 6, area->code.ptr, area->code.len);
    area->score_column = (int)columns->count;
    columns->column[columns->count++] = (struct column){
        .name = span_of(name, area->code.len + 6),
        .kind = KIND_NUMBER,
        .stage = STAGE_FACTS,
        .default_code = -1,
    };
    return true;
}

/* Areas by work_order; of equal ones the upper row goes first. */
static void order_areas(struct concept *concept)
{
    for (unsigned i = 0; i < concept->area_count; i++) {
        unsigned at = i;
        for (; at > 0 && concept->areas[concept->area_order[at - 1]].work_order >
                             concept->areas[i].work_order;
             at--)
            concept->area_order[at] = concept->area_order[at - 1];
        concept->area_order[at] = i;
    }
}

static bool load_areas(struct loading *it)
{
    struct concept *concept = it->concept;
    struct table table;
    bool exists;
    int code, label, order;

    if (!load_plain(it, "areas.tsv", &table, &exists) || !exists)
        return !exists;
    code = table_column(&table, "area");
    label = table_column(&table, "label");
    order = table_column(&table, "work_order");
    if (!table_expect(&table, "area work_order label source", 2, it->diag))
        return false;
    for (unsigned row = 0; row < table.rows; row++) {
        struct area *area = &concept->areas[concept->area_count];
        *area = (struct area){.code = table_cell(&table, row, code),
                              .label = table_cell(&table, row, label)};
        /* score_total is the sum over all areas. */
        if (!code_is_valid(area->code) || find_area(concept, area->code) >= 0 ||
            span_is(area->code, "total") || concept->area_count == CONCEPT_AREAS - 1) {
            table_fault(&table, row, code, it->diag,
                        "expected a new code of letters, digits, - and _");
            return false;
        }
        if (!number_parse(table_cell(&table, row, order), NUMBER_MAX,
                          &area->work_order)) {
            table_fault(&table, row, order, it->diag, "expected a number");
            return false;
        }
        concept->area_count++;
        if (!add_score_column(it, area))
            return false;
    }
    order_areas(concept);
    return true;
}

static bool load_needs(struct loading *it)
{
    struct concept *concept = it->concept;
    struct column *column = &concept->columns.column[COL_NEEDS];
    struct table table;
    int code, area, label;

    if (!load_plain(it, "needs.tsv", &table, &concept->has_needs) ||
        !concept->has_needs)
        return !concept->has_needs;
    code = table_column(&table, "need");
    area = table_column(&table, "area");
    label = table_column(&table, "label");
    if (!table_expect(&table, "need area label source", 2, it->diag))
        return false;
    for (unsigned row = 0; row < table.rows; row++) {
        struct span name = table_cell(&table, row, code);
        int number = find_area(concept, table_cell(&table, row, area));
        if (!code_is_valid(name) || code_find(&column->codes, name) >= 0 ||
            concept->need_count == CONCEPT_NEEDS) {
            table_fault(&table, row, code, it->diag,
                        "expected a new code of letters, digits, - and _, at most %d",
                        CONCEPT_NEEDS);
            return false;
        }
        if (number < 0) {
            table_fault(&table, row, area, it->diag, "expected an area of areas.tsv");
            return false;
        }
        concept->needs[concept->need_count++] =
            (struct need){name, table_cell(&table, row, label), (unsigned)number};
        if (code_add(&column->codes, name, &concept->arena) < 0)
            return no_memory(it);
    }
    column->closed = true;
    return true;
}

static struct condition_context context_of(struct concept *concept,
                                           enum column_stage stage)
{
    return (struct condition_context){.columns = &concept->columns,
                                      .stage = stage,
                                      .calendar = concept->calendar,
                                      .as_of = concept->as_of,
                                      .arena = &concept->arena,
                                      .unchecked = &concept->counts_unchecked,
                                      .moving = &concept->moving};
}

/* Loads a table whose output is a column; its outputs become the column's codes. */
static bool load_decision(struct loading *it, const char *file,
                          struct decision *decision, int column,
                          enum column_stage stage, const char *output)
{
    struct concept *concept = it->concept;
    const struct decision_form form = {"rule", output, true, NO_ANNOTATIONS, false};
    const struct condition_context context = context_of(concept, stage);

    if (!decision_load(decision, path_of(it, file), &form, &context, it->diag))
        return false;
    if (column >= 0 && decision->exists) {
        concept->columns.column[column].codes = decision->outputs;
        concept->columns.column[column].closed = true;
    }
    return true;
}

/* wanted.tsv: its rows are named by case columns. */
static bool load_wanted(struct loading *it)
{
    const struct decision_form form = {"column", NULL, false, NO_ANNOTATIONS, false};
    struct concept *concept = it->concept;
    const struct condition_context context = context_of(concept, STAGE_ALL);

    if (!decision_load(&concept->wanted, path_of(it, "wanted.tsv"), &form, &context,
                       it->diag))
        return false;
    for (unsigned i = 0; i < concept->wanted.count; i++) {
        const struct rule *rule = &concept->wanted.rules[i];
        int column = columns_find(&concept->columns, rule->id);
        if (column < 0 || column >= COL_CASE_COUNT) {
            table_fault(&concept->wanted.table, rule->row, -1, it->diag,
                        "\"%.*s\" is no case column", (int)rule->id.len, rule->id.ptr);
            return false;
        }
    }
    return true;
}

static bool load_tables(struct loading *it)
{
    struct concept *concept = it->concept;
    const struct condition_context context = context_of(concept, STAGE_ALL);

    return load_areas(it) && load_needs(it) &&
           load_decision(it, "profiles.tsv", &concept->profiles, COL_PROFILE,
                         STAGE_PROFILE, "profile") &&
           load_decision(it, "categories.tsv", &concept->categories, COL_CATEGORY,
                         STAGE_CATEGORY, "category") &&
           load_decision(it, "u25_groups.tsv", &concept->u25_groups, COL_U25_GROUP,
                         STAGE_U25_GROUP, "u25_group") &&
           load_decision(it, "teams.tsv", &concept->teams, COL_TEAM, STAGE_TEAM,
                         "team") &&
           strategies_load(concept, path_of(it, "strategies.tsv"), &context,
                           it->diag) &&
           deadlines_load(&concept->deadlines, path_of(it, "deadlines.tsv"), &context,
                          it->diag) &&
           load_wanted(it) &&
           load_decision(it, "agreements.tsv", &concept->agreements, -1, STAGE_ALL,
                         "document");
}

static bool load(struct loading *it)
{
    struct concept *concept = it->concept;
    struct span land = span_from("DE");

    return load_keys(it, &land) && load_calendar(it, land) &&
           (columns_init(&concept->columns, &concept->arena) || no_memory(it)) &&
           load_tables(it);
}

struct concept *concept_open(const char *name, int32_t as_of, struct diag *diag)
{
    char folder[DATADIR_PATH];
    struct loading it = {.folder = folder, .diag = diag};

    if (!datadir_find_concept(folder, name)) {
        diag_set(diag, DIAG_SYSTEM, "no such concept, looked last at %.400s", folder);
        diag_at(diag, name, 0);
        return NULL;
    }
    it.concept = calloc(1, sizeof *it.concept);
    if (it.concept == NULL) {
        diag_no_memory(diag);
        return NULL;
    }
    it.concept->as_of = as_of;
    it.concept->near_months = 12;
    it.concept->edition = span_from("unknown");
    it.concept->talks = span_from("kontakt wiedervorlage erstgespraech");
    it.concept->contacts = span_from("kontakt");
    it.concept->new_case_months = -1;
    it.concept->staffing_u25 = -1;
    it.concept->staffing_ue25 = -1;
    it.concept->valid_from = DATE_MIN;
    it.concept->valid_to = DATE_MAX;
    it.concept->name = arena_copy(&it.concept->arena, span_from(name));
    if (it.concept->name.ptr != NULL && load(&it))
        return it.concept;
    concept_close(it.concept);
    return NULL;
}

bool concept_foresee(struct concept *concept, unsigned days, struct diag *diag)
{
    return moving_foresee(&concept->moving, concept->as_of, days, concept->calendar,
                          &concept->arena, &concept->counts_unchecked, diag);
}

void concept_move(struct concept *concept, int32_t day)
{
    concept->as_of = day;
    moving_move(&concept->moving, day);
}

void concept_close(struct concept *concept)
{
    if (concept == NULL)
        return;
    calendar_free(concept->calendar);
    arena_free(&concept->arena);
    free(concept);
}

int concept_find_need(const struct concept *concept, struct span code)
{
    /* Without needs.tsv the column knows the codes that rules test: no catalogue. */
    return concept->has_needs
               ? code_find(&concept->columns.column[COL_NEEDS].codes, code)
               : -1;
}

const struct strategy_rule *concept_find_strategy(const struct concept *concept,
                                                  struct span strategy, int need)
{
    const struct strategy_rule *found = NULL;

    for (unsigned i = 0; i < concept->strategies.count; i++) {
        const struct strategy_rule *rule = &concept->strategy_rules[i];
        if (!span_equal(rule->rule->output, strategy))
            continue;
        if (need >= 0 ? (rule->needs >> need & 1) != 0 : rule->is_cross_cutting)
            return rule;
        if (found == NULL)
            found = rule;
    }
    return found;
}
