/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/decision.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/dict.h"
#include "base/mem.h"
#include "rules/own_keys.h"
#include "rules/pickers.h"
#include "value/code.h"
#include "value/date.h"

enum { CONDITIONS_MOST = 64 };

/* Columns that may stand in any decision table and test nothing. */
static const char *const ANNOTATIONS[] = {"label",      "source",   "note",
                                          "valid_from", "valid_to", NULL};

/* A table that is being compiled. */
struct compiling {
    struct decision *decision;
    const struct decision_form *form;
    struct condition_context *context;
    struct faults *faults;
    int key, partner, anchor, when, output, propose, label, source; /* its columns */
    int *inputs; /* [columns]: the number of the case column, or -1 */
    unsigned row;
    struct keyed_row *keyed; /* [rows] … */
    struct dict outputs;     /* those that are no codes of a column */
    bool *clashes;           /* … and whether a row above has the same key */
};

static bool is_one_of(struct span name, const char *const *names)
{
    for (; names != NULL && *names != NULL; names++)
        if (span_is(name, *names))
            return true;
    return false;
}

/* Whether a name is that of an output, `NAME=`. */
static bool is_output(const struct compiling *it, struct span name)
{
    struct span output = it->form->output;

    return output.ptr != NULL && name.len == output.len + 1 &&
           name.ptr[output.len] == '=' &&
           span_equal(span_of(name.ptr, output.len), output);
}

static bool is_annotation(const struct compiling *it, struct span name)
{
    return span_is(name, it->form->key) || span_is(name, "when") ||
           is_one_of(name, ANNOTATIONS) || is_one_of(name, it->form->annotations);
}

static void consider_all(struct nearest *meant, const char *const *names)
{
    for (; names != NULL && *names != NULL; names++)
        nearest_consider(meant, span_from(*names));
}

/* A head that is neither a column nor an annotation; false. */
static bool unknown_head(const struct compiling *it, unsigned column)
{
    const struct decision_form *form = it->form;
    struct nearest meant = columns_nearest(it->context->columns,
                                           it->decision->table.names[column], KIND_ANY);
    char output[128];

    nearest_consider(&meant, span_from("when"));
    nearest_consider(&meant, span_from(form->key));
    consider_all(&meant, ANNOTATIONS);
    consider_all(&meant, form->annotations);
    if (form->output.ptr != NULL) {
        snprintf(output, sizeof output, "%.*s=", (int)form->output.len,
                 form->output.ptr);
        nearest_consider(&meant, span_from(output));
    }
    return table_unknown(
        &it->decision->table, TABLE_HEADER, (int)column, it->faults, "column", &meant,
        "when, a column that can be tested or one that this table has");
}

static bool find_columns(struct compiling *it)
{
    const struct table *table = &it->decision->table;
    bool good = !table_has_formula(table, TABLE_HEADER, it->faults);

    it->inputs = arena_alloc(it->context->arena, table->columns * sizeof *it->inputs);
    for (unsigned i = 0; i < table->columns; i++) {
        struct span name = table->names[i];
        it->inputs[i] = -1;
        if (is_output(it, name))
            it->output = (int)i;
        else if (name.ptr[0] != '=' && !is_annotation(it, name) &&
                 (it->inputs[i] = columns_find(it->context->columns, name)) < 0)
            good = unknown_head(it, i);
    }
    if (it->key < 0)
        good = table_fault(table, TABLE_HEADER, -1, it->faults,
                           "no column \"%s\", expected one that names each row",
                           it->form->key);
    if (it->form->output.ptr != NULL && it->output < 0)
        good = table_fault(table, TABLE_HEADER, -1, it->faults,
                           "no column \"%.*s=\", expected the output of the table",
                           (int)it->form->output.len, it->form->output.ptr);
    return good;
}

/* The conditions of a row while they are collected. */
struct conditions {
    struct condition list[CONDITIONS_MOST];
    struct span texts[CONDITIONS_MOST];
};

/* Compiles the tests of one column, which stand in the table's column `cell`. */
static bool add_condition(struct compiling *it, struct rule *rule,
                          struct conditions *all, int column, struct span tests,
                          int cell)
{
    const struct table *table = &it->decision->table;
    struct condition_context *context = it->context;

    if (rule->condition_count == CONDITIONS_MOST)
        return table_fault(table, it->row, cell, it->faults,
                           "too many tests in one row, at most %d", CONDITIONS_MOST);
    context->parameters_used = 0;
    if (!condition_compile(&all->list[rule->condition_count], column, tests, context))
        return table_fault(table, it->row, cell, it->faults, "%s", context->fault);
    all->texts[rule->condition_count++] = tests;
    rule->parameters |= context->parameters_used;
    return true;
}

/* Cuts off the first part of `when`, up to a semicolon outside quotes. */
static struct span cut_part(struct span *rest)
{
    bool in_quotes = false;
    struct span text = *rest;

    for (size_t i = 0; i < text.len; i++) {
        in_quotes ^= text.ptr[i] == '"';
        if (text.ptr[i] == ';' && !in_quotes) {
            *rest = span_after(text, i + 1);
            return span_trim(span_of(text.ptr, i));
        }
    }
    *rest = span_of(NULL, 0);
    return span_trim(text);
}

/* A part of `when` that begins with no column; false. */
static bool unknown_part(const struct compiling *it, struct span part, struct span name)
{
    const struct table *table = &it->decision->table;
    struct nearest meant = columns_nearest(it->context->columns, name, KIND_ANY);
    struct span word = code_leading_name(part), rest = span_after(part, word.len);

    if (columns_find(it->context->columns, word) >= 0) {
        rest = rest.ptr[0] == '=' && rest.len > 1 && rest.ptr[1] != '<' &&
                       rest.ptr[1] != '>'
                   ? span_after(rest, 1)
                   : rest;
        return table_fault(table, it->row, it->when, it->faults,
                           "malformed test \"%.*s\", expected \"%.*s %.*s\"",
                           table_shown(part), part.ptr, (int)word.len, word.ptr,
                           table_shown(span_trim(rest)), span_trim(rest).ptr);
    }
    return table_unknown(table, it->row, it->when, it->faults, "column", &meant,
                         "COLUMN TEST; COLUMN TEST with columns that can be tested");
}

/* `COLUMN TESTS`, one part of `when`. */
static bool add_part(struct compiling *it, struct rule *rule, struct conditions *all,
                     struct span part)
{
    const struct table *table = &it->decision->table;
    struct span tests = part, name = span_cut(&tests, ' ');
    int column = columns_find(it->context->columns, name);

    if (part.len == 0)
        return table_fault(table, it->row, it->when, it->faults,
                           "nothing beside a semicolon, expected COLUMN TEST; COLUMN "
                           "TEST");
    if (column < 0)
        return unknown_part(it, part, name);
    tests = tests.ptr != NULL ? span_trim(tests) : span_of("", 0);
    if (tests.len == 0 || span_is(tests, "-"))
        return table_fault(table, it->row, it->when, it->faults,
                           "\"%.*s\" without a test, expected COLUMN TEST; COLUMN TEST",
                           (int)name.len, name.ptr);
    return add_condition(it, rule, all, column, tests, it->when);
}

static void add_moving(struct rule *rule, uint16_t *places, const struct bound *bound)
{
    if (bound->kind == BOUND_MOVING)
        places[rule->moving_count++] = bound->place;
}

/* Which bounds that count from as_of the rule's tests need. */
static void list_moving(struct rule *rule, struct arena *arena)
{
    size_t most = 1;
    uint16_t *places;

    for (unsigned i = 0; i < rule->condition_count; i++)
        most += (size_t)2 * condition_reach_count(&rule->conditions[i]);
    rule->moving = places = arena_alloc(arena, most * sizeof *places);
    for (unsigned i = 0; i < rule->condition_count; i++)
        for (unsigned j = 0; j < condition_reach_count(&rule->conditions[i]); j++) {
            add_moving(rule, places, &rule->conditions[i].reaches[j].low);
            add_moving(rule, places, &rule->conditions[i].reaches[j].high);
        }
}

static bool compile_conditions(struct compiling *it, struct rule *rule)
{
    const struct table *table = &it->decision->table;
    struct arena *arena = it->context->arena;
    struct conditions all;
    size_t count;
    bool good = true;

    for (unsigned i = 0; i < table->columns; i++) {
        struct span cell = table_cell(table, it->row, (int)i);
        if (cell.len == 0 || span_is(cell, "-") || cell.ptr[0] == '=')
            continue; /* a formula is told already */
        if (it->inputs[i] >= 0)
            good = add_condition(it, rule, &all, it->inputs[i], cell, (int)i) && good;
        while ((int)i == it->when && cell.ptr != NULL)
            good = add_part(it, rule, &all, cut_part(&cell)) && good;
    }
    count = rule->condition_count;
    rule->conditions = memcpy(arena_alloc(arena, (count + 1) * sizeof *all.list),
                              all.list, count * sizeof *all.list);
    rule->texts = memcpy(arena_alloc(arena, (count + 1) * sizeof *all.texts), all.texts,
                         count * sizeof *all.texts);
    list_moving(rule, arena);
    return good;
}

/* Looks for rows whose key isn't their own on each day on which they exist. */
static void find_clashes(struct compiling *it)
{
    const struct table *table = &it->decision->table;
    struct faults unheeded; /* told when the row is compiled */

    it->keyed = mem_array(table->rows, sizeof *it->keyed);
    for (unsigned i = 0; i < table->rows; i++) {
        struct keyed_row *row = &it->keyed[i];
        unheeded.count = 0;
        row->key = table_cell(table, i, it->key);
        row->partner = table_cell(table, i, it->partner);
        row->is_counted = table_validity(table, i, &row->first, &row->last, &unheeded);
    }
    it->clashes = own_keys_clash(it->keyed, table->rows);
}

/* A row's key is its own on each day on which it exists. */
static bool is_own_key(const struct compiling *it)
{
    const struct table *table = &it->decision->table;
    struct span id = table_cell(table, it->row, it->key);

    if (!it->clashes[it->row] || it->faults->count == FAULTS_MOST)
        return !it->clashes[it->row];
    return table_fault(table, it->row, it->key, it->faults,
                       "\"%.*s\" stands in line %lu too, expected another name or days "
                       "that don't meet",
                       table_shown(id), id.ptr,
                       table->lines[own_keys_above(it->keyed, it->row)]);
}

static bool check_row(const struct compiling *it)
{
    const struct table *table = &it->decision->table;

    struct span key = table_cell(table, it->row, it->key);

    if (!code_is_valid(key))
        return table_fault(table, it->row, it->key, it->faults,
                           "\"%.*s\" is no code, expected letters, digits, - and _",
                           table_shown(key), key.ptr);
    if (table_cell(table, it->row, it->source).len == 0)
        return table_fault(table, it->row, it->source, it->faults,
                           "row \"%.*s\" without a source, expected a document, a "
                           "statute or \"assumed: …\"",
                           table_shown(key), key.ptr);
    return !it->form->has_unique_keys || is_own_key(it);
}

/* The number of an output that is no column's code: there may be very many. */
static int add_output(struct compiling *it, struct span output)
{
    struct code_set *outputs = &it->decision->outputs;
    size_t number = dict_add(&it->outputs, output);

    if (number == outputs->count)
        code_append(outputs, output, it->context->arena);
    return (int)number;
}

static bool take_output(struct compiling *it, struct rule *rule)
{
    const struct table *table = &it->decision->table;
    int column = it->form->output_column;
    struct code_set *codes;

    rule->code = -1;
    if (it->output < 0)
        return true;
    rule->output = table_cell(table, it->row, it->output);
    rule->is_none = span_is(rule->output, "none");
    if (span_is(rule->output, "null") || (rule->is_none && it->form->is_decided))
        return true;
    if (!code_is_valid(rule->output))
        return table_fault(table, it->row, it->output, it->faults,
                           "\"%.*s\" is no code, expected letters, digits, - and _, or "
                           "null",
                           table_shown(rule->output), rule->output.ptr);
    if (column < 0) {
        rule->code = add_output(it, rule->output);
        return true;
    }
    codes = &it->context->columns->column[column].codes;
    rule->code = code_find(codes, rule->output);
    if (rule->code >= 0)
        return true;
    if (it->context->columns->column[column].closed)
        return table_unknown_code(table, it->row, it->output, it->faults, "code",
                                  rule->output, codes);
    if (codes->count == COLUMN_CODES)
        return table_fault(table, it->row, it->output, it->faults,
                           "more than %d different outputs", COLUMN_CODES);
    rule->code = code_add(codes, rule->output, it->context->arena);
    return true;
}

static bool take_propose(const struct compiling *it, struct rule *rule)
{
    struct span cell = table_cell(&it->decision->table, it->row, it->propose);

    rule->proposes = !span_is(cell, "no");
    /* Where an output is a column, the cell has no other meaning. */
    return it->form->output_column < 0 || !rule->proposes || cell.len == 0 ||
           span_is(cell, "yes") ||
           table_fault(&it->decision->table, it->row, it->propose, it->faults,
                       "\"%.*s\", expected yes or no", table_shown(cell), cell.ptr);
}

/* The column that must be known besides, or -1. */
static int anchor_of(const struct compiling *it)
{
    return it->anchor >= 0
               ? columns_find(it->context->columns,
                              table_cell(&it->decision->table, it->row, it->anchor))
               : -1;
}

static bool compile_row(struct compiling *it, struct rule *rule)
{
    const struct table *table = &it->decision->table;
    bool good;

    *rule = (struct rule){.id = table_cell(table, it->row, it->key),
                          .source = table_cell(table, it->row, it->source),
                          .label = table_cell(table, it->row, it->label),
                          .row = it->row,
                          .anchor = anchor_of(it)};
    good = !table_has_formula(table, it->row, it->faults);
    good = take_output(it, rule) && good;
    good = take_propose(it, rule) && good;
    return compile_conditions(it, rule) && good;
}

/*
 * Today's rules first, in the order of the table, then those of other days. Rows at
 * fault stand there too, so that whoever knows their other cells tells what is wrong
 * with these in the same run.
 */
static void compile_rows(struct compiling *it)
{
    struct decision *decision = it->decision;
    size_t rows = decision->table.rows + 1;
    struct rule *others = arena_alloc(it->context->arena, rows * sizeof *others);
    unsigned other_count = 0;

    decision->rules = arena_alloc(it->context->arena, rows * sizeof *decision->rules);
    for (it->row = 0; it->row < decision->table.rows; it->row++) {
        int32_t first, last;
        struct rule rule;
        bool good =
            table_validity(&decision->table, it->row, &first, &last, it->faults);
        /* Compiled at fault too: tables behind it know the row's output. */
        good = check_row(it) && good;
        good = compile_row(it, &rule) && good;
        rule.first = first;
        rule.last = last;
        if (good && it->context->as_of >= first && it->context->as_of <= last)
            decision->rules[decision->count++] = rule;
        else
            others[other_count++] = rule;
    }
    memcpy(&decision->rules[decision->count], others, other_count * sizeof *others);
    decision->compiled = decision->count + other_count;
}

bool decision_load(struct decision *decision, const struct table_source *source,
                   const struct decision_form *form, struct condition_context *context,
                   struct faults *faults)
{
    struct compiling it = {.decision = decision,
                           .form = form,
                           .context = context,
                           .faults = faults,
                           .output = -1};
    const struct table *table = &decision->table;

    *decision = (struct decision){.exists = true};
    if (!table_load(&decision->table, source, context->arena, faults))
        return false;
    it.key = table_column(table, form->key);
    it.partner = form->partner != NULL ? table_column(table, form->partner) : -1;
    it.anchor = form->anchor != NULL ? table_column(table, form->anchor) : -1;
    it.when = table_column(table, "when");
    it.propose = table_column(table, "propose");
    it.label = table_column(table, "label");
    it.source = table_column(table, "source");
    if (!find_columns(&it))
        return false;
    if (form->has_unique_keys)
        find_clashes(&it);
    compile_rows(&it);
    dict_free(&it.outputs);
    free(it.keyed);
    free(it.clashes);
    pickers_make(decision, context->arena);
    return true;
}

bool rule_holds(const struct rule *rule, const struct value *values,
                const struct day *day)
{
    for (unsigned i = 0; i < rule->condition_count; i++)
        if (!condition_holds(&rule->conditions[i], values, day))
            return false;
    return true;
}

bool decision_go_on(const struct decision *decision, const struct value *values,
                    struct walk *walk)
{
    uint64_t wanted = ~UINT64_C(0);

    if (decision->words > 1)
        walk->word = pickers_skip(decision, values, walk->word);
    if (walk->word == decision->words)
        return false;
    if (walk->within != NULL)
        wanted = walk->within[walk->word];
    walk->left =
        wanted != 0 ? wanted & pickers_let_pass(decision, values, walk->word) : 0;
    walk->word++;
    return true;
}

const struct rule *decision_first(const struct decision *decision,
                                  const struct value *values, const struct day *day)
{
    for (size_t word = 0; word < decision->words; word++) {
        uint64_t left;
        if (decision->words > 1)
            word = pickers_skip(decision, values, word);
        left = word < decision->words ? pickers_let_pass(decision, values, word) : 0;
        for (; left != 0; left &= left - 1) {
            const struct rule *rule =
                &decision->rules[word * BITS_WORD + bits_lowest(left)];
            if (rule_passes(rule, values, day))
                return rule;
        }
    }
    return NULL;
}

struct span decision_cell(const struct decision *decision, const struct rule *rule,
                          int column)
{
    return table_cell(&decision->table, rule->row, column);
}
