/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/german.h"

#include "base/buffer.h"
#include "rules/datadir.h"
#include "rules/tables.h"

static const struct span NOTHING = {"", 0};

/* The words of the house that hold on the concept's day. */
static bool load_terms(struct german *german, const struct table_source *source,
                       struct faults *faults)
{
    unsigned before = faults->count;

    table_load(&german->terms, source, &german->arena, faults);
    table_drop_rows(&german->terms, german->concept->loaded_for, faults);
    return faults->count == before;
}

bool german_begin(struct german *german, const struct concept *concept,
                  struct faults *faults)
{
    const struct table_source *source =
        concept != NULL ? tables_find(&concept->tables, span_from("terms")) : NULL;
    char words[DATADIR_PATH];

    german->concept = concept;
    datadir_find(words, "words/german.tsv");
    if (!table_load_file(&german->words, words, &german->arena, faults) ||
        !table_expect(&german->words, "of word label", 3, faults))
        return false;
    return source == NULL || load_terms(german, source, faults);
}

void german_end(struct german *german)
{
    arena_free(&german->arena);
}

struct span german_word(const struct german *german, const char *of, struct span word)
{
    const struct table *table = &german->words;
    int kind = table_column(table, "of"), name = table_column(table, "word");

    for (unsigned row = 0; row < table->rows; row++)
        if (span_equal(table_cell(table, row, name), word) &&
            span_is(table_cell(table, row, kind), of))
            return table_cell(table, row, table_column(table, "label"));
    return NOTHING;
}

/* The word of the house for a code. */
static struct span own_term(const struct german *german, struct span code)
{
    const struct table *table = &german->terms;
    int name = table_column(table, "term");

    for (unsigned row = 0; row < table->rows; row++)
        if (span_equal(table_cell(table, row, name), code))
            return table_cell(table, row, table_column(table, "label"));
    return NOTHING;
}

struct span german_term(const struct german *german, struct span code)
{
    struct span term = own_term(german, code);

    return term.len > 0 ? term : german_word(german, "code", code);
}

/* A word and a label behind it: `Bedarfe im Bereich LABEL`. */
static struct span join(struct german *german, const char *before, struct span label)
{
    struct buffer text = {0};
    struct span kept;

    buffer_add(&text, span_from(before));
    buffer_add(&text, label);
    kept = arena_copy(&german->arena, buffer_text(&text));
    buffer_free(&text);
    return kept;
}

/* Of a column that belongs to an area or to a decided table; empty: it is none. */
static struct span compound(struct german *german, int column)
{
    const struct concept *concept = german->concept;

    for (unsigned i = 0; i < concept->needs.area_count; i++) {
        const struct area *area = &concept->needs.areas[i];
        struct span label = area->label.len > 0 ? area->label : area->code;
        if (column == area->score_column)
            return join(german, "Summe der Gewichte im Bereich ", label);
        if (column == area->score_column + 1)
            return join(german, "Zahl offener Bedarfe im Bereich ", label);
    }
    for (unsigned i = 0; i < concept->derived_count; i++)
        if (concept->derived[i].status_column == column)
            return join(german, "Status von ",
                        german_column(german, concept->derived[i].column));
    return NOTHING;
}

struct span german_column(struct german *german, int number)
{
    const struct column *column = &german->concept->columns.column[number];
    struct span label = column->label;

    if (label.len == 0)
        label = own_term(german, column->name);
    if (label.len == 0)
        label = german_word(german, "column", column->name);
    if (label.len == 0)
        label = compound(german, number);
    return label.len > 0 ? label : column->name;
}

/* The label of all rows whose output is the code; empty where they differ. */
static struct span label_of_output(const struct decision *table, struct span code)
{
    struct span label = NOTHING;

    for (unsigned i = 0; i < table->compiled; i++) {
        const struct rule *rule = &table->rules[i];
        if (!span_equal(rule->output, code))
            continue;
        if (label.len > 0 && !span_equal(label, rule->label))
            return NOTHING;
        label = rule->label;
    }
    return label;
}

static struct span label_of_area(const struct needs *needs, struct span code)
{
    for (unsigned i = 0; i < needs->area_count; i++)
        if (span_equal(needs->areas[i].code, code))
            return needs->areas[i].label;
    return NOTHING;
}

struct span german_code(const struct german *german, int column, struct span code)
{
    const struct concept *concept = german->concept;
    struct span label = NOTHING;

    if (column == COL_NEEDS) {
        int need = concept_find_need(concept, code);
        label = need >= 0 ? concept->needs.list[need].label : label;
    } else if (column == COL_STRATEGIES) {
        label = label_of_output(&concept->strategies.table, code);
    } else if (column == COL_FOCUS) {
        label = label_of_area(&concept->needs, code);
    } else {
        label = own_term(german, code);
        for (unsigned i = 0; i < concept->derived_count && label.len == 0; i++)
            if (concept->derived[i].column == column)
                label = label_of_output(&concept->derived[i].table, code);
    }
    return label.len > 0 ? label : german_term(german, code);
}

/* The label of all rows of a deadline; empty where they differ. */
static struct span label_of_rows(const struct deadlines *deadlines, struct span name)
{
    struct span label = NOTHING;

    for (unsigned i = 0; i < deadlines->table.compiled; i++) {
        const struct deadline_rule *rule = &deadlines->rules[i];
        if (!span_equal(deadlines->names[rule->deadline], name))
            continue;
        if (label.len > 0 && !span_equal(label, rule->rule->label))
            return NOTHING;
        label = rule->rule->label;
    }
    return label;
}

struct span german_deadline(const struct german *german, struct span name)
{
    struct span term = own_term(german, name);

    return term.len > 0 ? term : label_of_rows(&german->concept->deadlines, name);
}
