/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "proof/outcome.h"

#include "base/names.h"
#include "proof/expectation.h"

/* Columns that only an earlier tool writes; they tell proposals from decisions. */
static const char *const OF_TOOLS[] = {"strategies_status", "uncovered"};

enum {
    OF_TOOLS_COUNT = sizeof OF_TOOLS / sizeof *OF_TOOLS,
    NAMES_MOST = COL_MOST + OF_TOOLS_COUNT
};

/* The columns of the record: those of the facts have their numbers there. */
struct person {
    const struct concept *concept;
    unsigned count;
    struct span names[NAMES_MOST];
    struct span values[NAMES_MOST];
    bool is_there[NAMES_MOST], is_given[NAMES_MOST];
};

static bool is_status(const struct concept *concept, int column)
{
    for (unsigned i = 0; i < concept->derived_count; i++)
        if (concept->derived[i].status_column == column)
            return true;
    return false;
}

static bool is_decided(const struct concept *concept, int column)
{
    for (unsigned i = 0; i < concept->derived_count; i++)
        if (concept->derived[i].is_decided && concept->derived[i].column == column)
            return true;
    return false;
}

/* Everybody; the key is given by nobody, but every record has one. */
static void begin(struct person *person, const struct concept *concept)
{
    const struct columns *columns = &concept->columns;

    *person = (struct person){.concept = concept};
    for (unsigned i = 0; i < columns->count; i++) {
        person->names[i] = columns->column[i].name;
        person->values[i] = span_of("", 0);
        person->is_there[i] =
            column_is_of_case(&columns->column[i]) || is_decided(concept, (int)i);
    }
    person->count = columns->count;
    for (unsigned i = 0; i < OF_TOOLS_COUNT; i++) {
        person->names[person->count] = span_from(OF_TOOLS[i]);
        person->values[person->count++] = span_of("", 0);
    }
    person->values[COL_CLIENT_ID] = span_from("example");
}

static bool may_be_given(const struct person *person, int column)
{
    return column >= (int)person->concept->columns.count || person->is_there[column] ||
           is_status(person->concept, column);
}

static bool unknown_column(const struct person *person, struct span name,
                           struct diag *diag)
{
    struct nearest nearest = {.name = name};

    for (unsigned i = 0; i < person->count; i++)
        if (may_be_given(person, (int)i))
            nearest_consider(&nearest, person->names[i]);
    return diag_set(
        diag, DIAG_TABLE, "no column \"%.*s\" can be given%s%.*s%s", (int)name.len,
        name.ptr, nearest.best.ptr != NULL ? ", did you mean \"" : "",
        (int)nearest.best.len, nearest.best.ptr != NULL ? nearest.best.ptr : "",
        nearest.best.ptr != NULL ? "\"?" : "");
}

static bool take_part(struct person *person, struct span part, struct diag *diag)
{
    static const char without[] = "without ";
    bool takes_away = span_starts(part, without);
    struct span rest = takes_away ? span_after(part, sizeof without - 1) : part;
    struct span name = span_trim(span_cut(&rest, '='));
    int column = names_find_span(person->names, person->count, name);

    if (takes_away == (rest.ptr != NULL))
        return diag_set(diag, DIAG_TABLE,
                        "\"%.*s\", expected COLUMN=VALUE or without COLUMN",
                        (int)part.len, part.ptr);
    if (column < 0 || !may_be_given(person, column))
        return unknown_column(person, name, diag);
    if (person->is_given[column])
        return diag_set(diag, DIAG_TABLE, "\"%.*s\" is given twice", (int)name.len,
                        name.ptr);
    person->is_given[column] = true;
    person->is_there[column] = !takes_away;
    if (!takes_away)
        person->values[column] = expectation_unquote(span_trim(rest));
    return true;
}

static bool take_given(struct person *person, struct span given, struct diag *diag)
{
    while (given.ptr != NULL) {
        struct span part = expectation_cut(&given);
        if (part.len > 0 && !take_part(person, part, diag))
            return false;
    }
    return true;
}

static void want(struct facts *facts)
{
    for (unsigned i = 0; i < facts->concept->columns.count; i++)
        facts_want(facts, (int)i);
    facts_want_deadlines(facts);
    facts_want_refusals(facts, false);
}

/* The value of one of OF_TOOLS. */
static struct span of_tools(const struct person *person, unsigned which)
{
    return person->values[person->concept->columns.count + which];
}

static void work_out(struct outcome *it, const struct person *person)
{
    it->is_refused = !plan_make(&it->plan, it->facts, of_tools(person, 0),
                                of_tools(person, 1), &it->refusal);
    it->open_count = obligations_open(it->facts, it->open, &it->notes);
    it->flaw_count = flaws_find(it->facts, it->flaws, &it->notes);
}

bool outcome_make(struct outcome *it, const struct concept *concept, struct span given,
                  struct arena *arena, struct diag *diag)
{
    struct span *names = arena_alloc(arena, NAMES_MOST * sizeof *names);
    struct header header = {.names = names};
    struct record record = {.dialect = {FORMAT_CSV, ','}};
    struct person person;

    begin(&person, concept);
    if (!take_given(&person, given, diag))
        return false;
    builder_begin(&it->fields);
    for (unsigned i = 0; i < person.count; i++) {
        if (!person.is_there[i])
            continue;
        names[header.count++] = person.names[i];
        builder_add(&it->fields, person.values[i]);
    }
    builder_fill(&it->fields, &record);
    record.raw = buffer_text(&it->fields.text);
    it->facts = facts_new(concept, concept->loaded_for);
    it->flaws = arena_alloc(arena, flaws_most(concept) * sizeof *it->flaws);
    want(it->facts);
    it->is_refused = !facts_bind(it->facts, &header, &it->refusal) ||
                     !facts_read(it->facts, &record, &it->refusal);
    if (!it->is_refused)
        work_out(it, &person);
    return true;
}

void outcome_free(struct outcome *it)
{
    builder_free(&it->fields);
    facts_free(it->facts);
}

const struct obligation *outcome_open(const struct outcome *it, int deadline)
{
    for (unsigned i = 0; i < it->open_count; i++)
        if ((int)it->open[i].rule->deadline == deadline)
            return &it->open[i];
    return NULL;
}
