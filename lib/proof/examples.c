/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "proof/examples.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/buffer.h"
#include "base/dict.h"
#include "proof/comparison.h"
#include "proof/expectation.h"
#include "proof/outcome.h"
#include "proof/rule_name.h"
#include "rules/closing.h"
#include "rules/datadir.h"
#include "value/date.h"

const char *const PROOF_KIND_NAMES[PROOF_KINDS] = {
    [PROOF_FAULT] = "fault",       [PROOF_EXAMPLE] = "example",
    [PROOF_UNPROVED] = "unproved", [PROOF_WARNING] = "warning",
    [PROOF_ASSUMED] = "assumed",   [PROOF_CONTRADICTION] = "contradiction",
    [PROOF_SHADOW] = "shadow",     [PROOF_GAP] = "gap",
    [PROOF_NEED] = "need",         [PROOF_STRATEGY] = "strategy",
    [PROOF_DAYLESS] = "dayless",   [PROOF_HOLE] = "hole",
    [PROOF_UNASKED] = "unasked",   [PROOF_UNDECIDED] = "undecided",
    [PROOF_NEVER] = "never",       [PROOF_FIRED] = "fired"};

enum { EXPECTATIONS_MOST = 64 };

static const char *const EXAMPLE_COLUMNS = "example as_of given expected source";

void proof_free(struct proof *proof)
{
    for (size_t i = 0; i < proof->edition_count; i++)
        concept_close(proof->editions[i].concept);
    free(proof->editions);
    free(proof->findings);
    cover_free(&proof->cover);
    arena_free(&proof->arena);
}

struct proof_finding *proof_add(struct proof *proof, enum proof_kind kind)
{
    struct span nothing = span_of("", 0);
    struct proof_finding *finding;

    mem_grow(&proof->findings, &proof->room, proof->count + 1, sizeof *proof->findings);
    finding = &proof->findings[proof->count++];
    *finding = (struct proof_finding){kind, nothing, 0, nothing, nothing, nothing};
    return finding;
}

size_t proof_count_findings(const struct proof *proof)
{
    size_t count = 0;

    for (size_t i = 0; i < proof->count; i++) {
        enum proof_kind kind = proof->findings[i].kind;
        count += kind != PROOF_ASSUMED && kind != PROOF_NEVER && kind != PROOF_FIRED;
    }
    return count;
}

/* Each day on which the concept is loaded tells most of them again. */
static bool is_known(const struct proof *proof, const struct diag *fault)
{
    for (size_t i = 0; i < proof->count; i++)
        if (proof->findings[i].kind == PROOF_FAULT &&
            proof->findings[i].line == fault->line &&
            span_is(proof->findings[i].file, fault->file) &&
            span_is(proof->findings[i].text, fault->text))
            return true;
    return false;
}

static void add_faults(struct proof *proof, const struct faults *faults)
{
    for (unsigned i = 0; i < faults->count; i++) {
        const struct diag *fault = &faults->list[i];
        struct proof_finding *finding;
        proof->is_unreadable |= fault->code == DIAG_SYSTEM || fault->code == DIAG_USAGE;
        if (is_known(proof, fault))
            continue;
        finding = proof_add(proof, PROOF_FAULT);
        finding->file = arena_copy(&proof->arena, span_from(fault->file));
        finding->line = fault->line;
        finding->column = arena_copy(&proof->arena, span_from(fault->column));
        finding->text = arena_copy(&proof->arena, span_from(fault->text));
    }
}

/* A finding about a row of a table, which is there as long as the proof. */
static void add_row(struct proof *proof, enum proof_kind kind,
                    const struct table *table, unsigned row, struct span name,
                    struct span text)
{
    struct proof_finding *finding = proof_add(proof, kind);

    finding->file = table_file(table, row);
    finding->line = table->lines[row];
    finding->name = name;
    finding->text = arena_copy(&proof->arena, text);
}

/* The concept on a day; NULL: it has faults, which are told once. */
const struct concept *proof_edition(struct proof *proof, int32_t as_of)
{
    struct proof_edition *edition;
    struct faults faults = {0};

    for (size_t i = 0; i < proof->edition_count; i++)
        if (proof->editions[i].as_of == as_of)
            return proof->editions[i].concept;
    mem_grow(&proof->editions, &proof->edition_room, proof->edition_count + 1,
             sizeof *proof->editions);
    edition = &proof->editions[proof->edition_count++];
    edition->as_of = as_of;
    edition->concept = concept_open(proof->name, as_of, &faults);
    add_faults(proof, &faults);
    return edition->concept;
}

struct concept *proof_concept(const struct proof *proof)
{
    return proof->edition_count > 0 ? proof->editions[0].concept : NULL;
}

/* What stands in the folder, also where the concept can't be loaded. */
static void list_tables(struct proof *proof)
{
    struct faults faults = {0};
    char folder[DATADIR_PATH];

    /* That it isn't there was said when the concept was loaded. */
    if (datadir_find_concept(folder, proof->name))
        tables_list(&proof->tables, arena_copy(&proof->arena, span_from(folder)).ptr,
                    &proof->arena, &faults);
    add_faults(proof, &faults);
}

/* Whether the days of all rows are days. */
static bool has_sound_days(const struct table *table, struct faults *faults)
{
    unsigned before = faults->count;
    int32_t first, last;

    for (unsigned row = 0; row < table->rows; row++)
        table_validity(table, row, &first, &last, faults);
    return faults->count == before;
}

/* Loads a table that no other tool needs. False: there is none, or it has faults. */
static bool load_table(struct proof *proof, const char *name, const char *columns,
                       unsigned needed, struct table *table)
{
    const struct table_source *source = tables_find(&proof->tables, span_from(name));
    struct faults faults = {0};
    bool good = source != NULL && table_load(table, source, &proof->arena, &faults) &&
                table_expect(table, columns, needed, &faults) &&
                has_sound_days(table, &faults);

    add_faults(proof, &faults);
    return good;
}

static void check_closing_days(struct proof *proof)
{
    const struct table_source *source =
        tables_find(&proof->tables, span_from("calendar"));
    struct faults faults = {0};
    struct table table;

    /* Faults of this table were told when the concept was loaded. */
    if (source == NULL || !table_load(&table, source, &proof->arena, &faults))
        return;
    for (unsigned row = 0; row < table.rows; row++) {
        struct span date = table_cell(&table, row, table_column(&table, "date"));
        if (closing_is_bare(date))
            add_row(
                proof, PROOF_WARNING, &table, row, date,
                span_from("a spreadsheet makes a date of one year of this, expected "
                          "yearly MM-DD"));
    }
}

static bool has_faults(const struct proof *proof)
{
    for (size_t i = 0; i < proof->count; i++)
        if (proof->findings[i].kind == PROOF_FAULT)
            return true;
    return false;
}

bool proof_load(struct proof *proof, const char *name, int32_t as_of)
{
    struct table terms;
    bool has_concept;

    proof->name = name;
    proof->as_of = as_of;
    has_concept = proof_edition(proof, as_of) != NULL;
    if (proof->is_unreadable)
        return false;
    list_tables(proof);
    load_table(proof, "terms", "term label source", 2, &terms);
    if (!load_table(proof, "examples", EXAMPLE_COLUMNS, 5, &proof->examples))
        proof->examples = (struct table){0};
    proof->example_count = proof->examples.rows;
    proof->as_of_column = table_column(&proof->examples, "as_of");
    proof->given_column = table_column(&proof->examples, "given");
    proof->expected_column = table_column(&proof->examples, "expected");
    return has_concept && !has_faults(proof);
}

/* --- The examples --- */

struct example {
    struct proof *proof;
    unsigned row;
    struct span name;
};

/* Which rows have the same name, each with the next one; rows count from 1, 0: none. */
struct namesakes {
    struct dict names;
    unsigned *first, *last; /* by the number of a name */
    unsigned *next;         /* by row */
};

static void fail(const struct example *it, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static void fail(const struct example *it, const char *format, ...)
{
    struct diag diag; /* as long as a message may be */
    va_list args;

    va_start(args, format);
    vsnprintf(diag.text, sizeof diag.text, format, args);
    va_end(args);
    add_row(it->proof, PROOF_EXAMPLE, &it->proof->examples, it->row, it->name,
            span_from(diag.text));
}

static struct span cell(const struct example *it, int column)
{
    return table_cell(&it->proof->examples, it->row, column);
}

/* Reads all that an example expects; false: some of it is malformed. */
static bool read_all(const struct example *it, const struct concept *concept,
                     struct expectation *all, unsigned *count)
{
    struct span rest = cell(it, it->proof->expected_column);
    bool good = true;

    *count = 0;
    while (rest.ptr != NULL && *count < EXPECTATIONS_MOST) {
        struct span part = expectation_cut(&rest);
        struct diag diag;
        if (part.len == 0)
            continue;
        if (!expectation_read(part, &all[*count])) {
            fail(it,
                 "\"%.*s\" is no expectation: COLUMN=VALUE, due DEADLINE=DATE, check "
                 "NAME … (vierphasen-concept(5))",
                 (int)part.len, part.ptr);
            good = false;
        } else if (!comparison_knows(concept, &all[*count], &diag)) {
            fail(it, "expected: %s", diag.text);
            good = false;
        } else {
            ++*count;
        }
    }
    if (good && *count == 0)
        fail(it, "expects nothing");
    return good && *count > 0;
}

static void compare(const struct example *it, const struct comparison *comparison)
{
    struct buffer found = {0};

    for (unsigned i = 0; i < comparison->count; i++) {
        const struct expectation *expected = &comparison->all[i];
        if (!comparison_holds(comparison, expected, &found))
            fail(it, "expected %.*s, got %.*s", (int)expected->text.len,
                 expected->text.ptr, (int)found.len, found.bytes);
    }
    buffer_free(&found);
}

static void run_example(const struct example *it)
{
    struct proof *proof = it->proof;
    struct expectation all[EXPECTATIONS_MOST];
    struct outcome outcome = {0};
    struct comparison comparison = {&outcome, all, 0, &proof->cover};
    const struct concept *concept;
    struct diag diag;
    int32_t as_of;

    if (!date_parse(cell(it, proof->as_of_column), &as_of)) {
        fail(it, "as_of: expected a date YYYY-MM-DD");
        return;
    }
    concept = proof_edition(proof, as_of);
    if (concept == NULL || !read_all(it, concept, all, &comparison.count))
        return;
    if (outcome_make(&outcome, concept, cell(it, proof->given_column), &proof->arena,
                     &diag))
        compare(it, &comparison);
    else
        fail(it, "given: %s", diag.text);
    outcome_free(&outcome);
}

static void namesakes_begin(struct namesakes *it, unsigned rows)
{
    *it = (struct namesakes){0};
    it->first = mem_array(rows + (size_t)1, sizeof *it->first);
    it->last = mem_array(rows + (size_t)1, sizeof *it->last);
    it->next = mem_array(rows + (size_t)1, sizeof *it->next);
}

static void namesakes_free(struct namesakes *it)
{
    dict_free(&it->names);
    free(it->first);
    free(it->last);
    free(it->next);
}

/* Adds a row; the first one of its name. */
static unsigned namesakes_add(struct namesakes *it, struct span name, unsigned row)
{
    size_t known = it->names.count, number = dict_add(&it->names, name);

    if (number == known)
        it->first[number] = row;
    else
        it->next[it->last[number]] = row;
    it->last[number] = row;
    return it->first[number];
}

static void check_row(const struct example *it, struct namesakes *namesakes)
{
    const struct table *table = &it->proof->examples;
    unsigned own = it->row + 1, above = own;

    if (it->name.len == 0)
        fail(it, "an example without a name");
    if (cell(it, table_column(table, "source")).len == 0)
        fail(it, "no source: from where was it worked out?");
    if (it->name.len > 0)
        above = namesakes_add(namesakes, it->name, own);
    for (; above != own; above = namesakes->next[above])
        fail(it, "stands in line %lu too", table->lines[above - 1]);
}

/* In the order of the files; a row that is valid on another day is one as well. */
static void list_unproved(struct proof *proof, const struct concept *concept)
{
    const struct decision *tables[COVER_TABLES];
    unsigned count = cover_tables(concept, tables);

    for (unsigned i = 0; i < count; i++) {
        const struct rule **rules = mem_array(tables[i]->table.rows + 1, sizeof *rules);
        for (unsigned j = 0; j < tables[i]->compiled; j++)
            rules[tables[i]->rules[j].row] = &tables[i]->rules[j];
        for (unsigned row = 0; row < tables[i]->table.rows; row++) {
            proof->rule_count++;
            if (!cover_has(&proof->cover, i, rules[row]))
                add_row(proof, PROOF_UNPROVED, &tables[i]->table, row,
                        rule_name(concept, tables[i], rules[row], &proof->arena),
                        span_from("no example proves this rule"));
        }
        free(rules);
    }
}

void proof_run_examples(struct proof *proof)
{
    const struct concept *concept = proof_edition(proof, proof->as_of);
    int name = table_column(&proof->examples, "example");
    struct namesakes namesakes;

    check_closing_days(proof);
    cover_begin(&proof->cover, concept, &proof->arena);
    namesakes_begin(&namesakes, proof->examples.rows);
    for (unsigned row = 0; row < proof->examples.rows; row++) {
        const struct example example = {proof, row,
                                        table_cell(&proof->examples, row, name)};
        proof->cover.example = row;
        check_row(&example, &namesakes);
        run_example(&example);
    }
    namesakes_free(&namesakes);
    list_unproved(proof, concept);
}

/* --- What is assumed --- */

bool proof_is_assumed(struct span source)
{
    static const char word[] = "assumed:";

    return source.len > 0 &&
           memmem(source.ptr, source.len, word, sizeof word - 1) != NULL;
}

/* Adds the assumed rows of a table of this name, if the folder has one. */
static void list_assumed_of(struct proof *proof, struct span name)
{
    const struct table_source *source = tables_find(&proof->tables, name);
    struct faults faults = {0};
    struct table table;
    int column;

    if (source == NULL || !table_load(&table, source, &proof->arena, &faults))
        return;
    column = table_column(&table, "source");
    for (unsigned row = 0; row < table.rows; row++) {
        struct span text = table_cell(&table, row, column);
        if (!proof_is_assumed(text))
            continue;
        add_row(proof, PROOF_ASSUMED, &table, row, rule_key(&table, row, &proof->arena),
                text);
    }
}

void proof_list_assumed(struct proof *proof)
{
    static const char *const before[] = {"concept", "columns", "parameters", "areas",
                                         "needs"};
    static const char *const after[] = {"strategies", "deadlines", "checks",
                                        "calendars",  "calendar",  "terms",
                                        "examples"};
    const struct concept *concept = proof_edition(proof, proof->as_of);

    for (size_t i = 0; i < sizeof before / sizeof *before; i++)
        list_assumed_of(proof, span_from(before[i]));
    for (unsigned i = 0; i < concept->derived_count; i++)
        list_assumed_of(proof, concept->derived[i].name);
    for (size_t i = 0; i < sizeof after / sizeof *after; i++)
        list_assumed_of(proof, span_from(after[i]));
}
