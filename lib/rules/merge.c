/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/merge.h"

#include <stdlib.h>

#include "base/names.h"
#include "value/code.h"
#include "value/date.h"

enum { KEY_PARTS = 2 };

/* By which columns the rows of a table are told apart; every other table: by `rule`. */
static const struct {
    const char *table, *parts[KEY_PARTS];
} KEYS[] = {
    {"concept", {"key"}},
    {"columns", {"column"}},
    {"parameters", {"name"}},
    {"areas", {"area"}},
    {"needs", {"need"}},
    {"strategies", {"rule"}},
    {"deadlines", {"deadline", "rule"}},
    {"checks", {"check"}},
    {"calendars", {"office"}},
    {"calendar", {"date", "office"}},
    {"terms", {"term"}},
    {"examples", {"example"}},
};

/* What a row says of itself, and of nothing that is put in its place. */
static const char ROWS_OWN[] = "valid_from valid_to note";

/* What a concept says of itself, and of nothing that extends it. */
static const char CONCEPTS_OWN[] = "title source edition extends";

/* A row on its way into the merged table. */
struct row {
    struct span *cells; /* [columns of the merged table] */
    const char *file;
    unsigned long line;
};

struct key {
    struct span parts[KEY_PARTS];
};

struct merging {
    const struct table *local;
    struct table *merged;
    int key[KEY_PARTS]; /* columns of the merged table, or -1 */
    bool is_first_hit;
    int off, before; /* columns of the local table, or -1 */
    int *from;       /* [columns of the merged table]: in the local table, or -1 */
    unsigned count;
    size_t room;
    struct row *rows; /* in their order */
    struct row *own;  /* [rows of the local table] */
    bool *is_off, *is_placed;
    struct arena *arena;
    struct faults *faults;
};

static bool is_annotation(struct span name)
{
    return span_is(name, "off") || span_is(name, "before");
}

/* --- Keys --- */

/* Two spellings of one day are one. */
static bool is_same(struct span a, struct span b)
{
    int32_t first, second;

    return span_equal(a, b) ||
           (date_parse(a, &first) && date_parse(b, &second) && first == second);
}

/* A row without a first part has no key: it is like no other. */
static bool is_same_key(struct key a, struct key b)
{
    return a.parts[0].len > 0 && is_same(a.parts[0], b.parts[0]) &&
           span_equal(a.parts[1], b.parts[1]);
}

static struct key key_of(const struct merging *it, const struct row *row)
{
    struct key key;

    for (unsigned i = 0; i < KEY_PARTS; i++)
        key.parts[i] = it->key[i] >= 0 ? row->cells[it->key[i]] : span_of("", 0);
    return key;
}

/* As messages and `before` have it: DEADLINE/RULE. */
static struct span key_text(const struct merging *it, struct key key)
{
    const struct span *parts = key.parts;
    char *text = arena_alloc(it->arena, parts[0].len + parts[1].len + 2);

    if (parts[1].len == 0)
        return parts[0];
    memcpy(text, parts[0].ptr, parts[0].len);
    text[parts[0].len] = '/';
    memcpy(text + parts[0].len + 1, parts[1].ptr, parts[1].len);
    return span_of(text, parts[0].len + 1 + parts[1].len);
}

/* The first of the rows with this key, or their number. */
static unsigned find_key(const struct merging *it, struct key key)
{
    unsigned at = 0;

    while (at < it->count && !is_same_key(key_of(it, &it->rows[at]), key))
        at++;
    return at;
}

/* Where a fault about the key of a local row stands. */
static int key_column(const struct merging *it)
{
    int last = it->key[1] >= 0 ? it->from[it->key[1]] : -1;

    return last >= 0 || it->key[0] < 0 ? last : it->from[it->key[0]];
}

/* --- The list of rows --- */

static void insert_row(struct merging *it, unsigned at, struct row row)
{
    mem_grow(&it->rows, &it->room, it->count + 1, sizeof *it->rows);
    memmove(&it->rows[at + 1], &it->rows[at], (it->count - at) * sizeof *it->rows);
    it->rows[at] = row;
    it->count++;
}

/* Removes all rows of a key; false: there is none. */
static bool remove_key(struct merging *it, struct key key)
{
    unsigned kept = 0, count = it->count;

    for (unsigned i = 0; i < count; i++)
        if (!is_same_key(key_of(it, &it->rows[i]), key))
            it->rows[kept++] = it->rows[i];
    it->count = kept;
    return kept < count;
}

static void take_inherited(struct merging *it, const struct table *inherited,
                           bool is_of_concept)
{
    for (unsigned row = 0; row < inherited->rows; row++) {
        size_t size = it->merged->columns * sizeof(struct span);
        struct row taken = {.file = inherited->files[row],
                            .line = inherited->lines[row]};
        taken.cells = arena_alloc(it->arena, size);
        memcpy(taken.cells, &inherited->cells[(size_t)row * inherited->columns],
               inherited->columns * sizeof(struct span));
        if (!is_of_concept ||
            !names_has(span_from(CONCEPTS_OWN), key_of(it, &taken).parts[0]))
            insert_row(it, it->count, taken);
    }
}

/* --- The columns --- */

/* Those of the inherited table, then those that the local one adds. */
static void merge_columns(struct merging *it, const struct table *inherited)
{
    const struct table *local = it->local;
    struct table *merged = it->merged;
    size_t most = inherited->columns + local->columns + 1;

    merged->names = arena_alloc(it->arena, most * sizeof *merged->names);
    merged->heads = arena_alloc(it->arena, most * sizeof *merged->heads);
    it->from = arena_alloc(it->arena, most * sizeof *it->from);
    for (unsigned i = 0; i < inherited->columns; i++) {
        merged->names[i] = inherited->names[i];
        merged->heads[i] = inherited->heads[i];
        it->from[i] =
            names_find_span(local->names, local->columns, inherited->names[i]);
    }
    merged->columns = inherited->columns;
    for (unsigned i = 0; i < local->columns; i++) {
        struct span name = local->names[i];
        if (is_annotation(name) ||
            names_find_span(inherited->names, inherited->columns, name) >= 0)
            continue;
        merged->names[merged->columns] = name;
        merged->heads[merged->columns] = local->heads[i];
        it->from[merged->columns++] = (int)i;
    }
    merged->valid_from = table_column(merged, "valid_from");
    merged->valid_to = table_column(merged, "valid_to");
}

/* Finds the columns of the key. False: the local table lacks one that others have. */
static bool find_key_columns(struct merging *it, struct span name)
{
    const char *const *parts = NULL;
    static const char *const rule[KEY_PARTS] = {"rule"};

    for (size_t i = 0; i < sizeof KEYS / sizeof *KEYS; i++)
        if (span_is(name, KEYS[i].table))
            parts = KEYS[i].parts;
    it->is_first_hit = parts == NULL;
    if (parts == NULL)
        parts = rule;
    for (unsigned i = 0; i < KEY_PARTS; i++) {
        it->key[i] = parts[i] != NULL ? table_column(it->merged, parts[i]) : -1;
        /* A closing day without an office is one of all. */
        if (it->key[i] >= 0 && it->from[it->key[i]] < 0 && !span_is(name, "calendar"))
            return table_fault(it->local, TABLE_HEADER, -1, it->faults,
                               "no column \"%s\", expected the one by which rows are "
                               "told from those that are inherited",
                               parts[i]);
    }
    return true;
}

/* --- The rows of the local table --- */

/*
 * The cell that a local row has in a column which its table lacks: that of the rows in
 * whose place it comes to stand.
 */
static void inherit_cell(struct merging *it, unsigned row, unsigned column)
{
    const struct row *first = NULL;
    struct key key = key_of(it, &it->own[row]);
    struct span name = it->merged->names[column];

    for (unsigned i = 0; i < it->count; i++) {
        const struct row *other = &it->rows[i];
        if (!is_same_key(key_of(it, other), key))
            continue;
        if (first == NULL)
            first = other;
        else if (!span_equal(first->cells[column], other->cells[column])) {
            struct span text = key_text(it, key);
            table_fault(it->local, row, key_column(it), it->faults,
                        "the inherited rows \"%.*s\" differ in the column \"%.*s\", "
                        "expected it in this table",
                        table_shown(text), text.ptr, (int)name.len, name.ptr);
            return;
        }
    }
    if (first != NULL)
        it->own[row].cells[column] = first->cells[column];
}

/* The local rows, with the cells that they have themselves. */
static void read_rows(struct merging *it)
{
    const struct table *local = it->local;
    unsigned columns = it->merged->columns;

    for (unsigned row = 0; row < local->rows; row++) {
        struct row *own = &it->own[row];
        *own = (struct row){.file = local->files[row], .line = local->lines[row]};
        own->cells = arena_alloc(it->arena, columns * sizeof *own->cells);
        for (unsigned i = 0; i < columns; i++)
            own->cells[i] = table_cell(local, row, it->from[i]);
    }
}

static bool take_off(struct merging *it, unsigned row)
{
    struct span cell = table_cell(it->local, row, it->off);
    bool is_known = code_parse_yesno(cell, &it->is_off[row]);
    const char *right = !is_known ? "yes or no" : it->is_off[row] ? "yes" : "no";

    return cell.len == 0 || span_is(cell, right) ||
           table_fault(it->local, row, it->off, it->faults, "\"%.*s\", expected %s",
                       table_shown(cell), cell.ptr, right);
}

/* A rule that is off is so on each day, and has no other row. */
static bool check_off(struct merging *it, unsigned row)
{
    const struct table *local = it->local;
    struct key key = key_of(it, &it->own[row]);
    struct span text = key_text(it, key);
    int days[] = {local->valid_from, local->valid_to};

    for (unsigned i = 0; i < sizeof days / sizeof *days; i++)
        if (table_cell(local, row, days[i]).len > 0)
            return table_fault(local, row, days[i], it->faults,
                               "a row that is off has no days, expected valid_to in a "
                               "row that replaces the inherited one");
    for (unsigned i = 0; i < local->rows; i++)
        if (i != row && is_same_key(key_of(it, &it->own[i]), key))
            return table_fault(local, row, key_column(it), it->faults,
                               "\"%.*s\" is off and stands in line %lu too, expected "
                               "it once",
                               table_shown(text), text.ptr, local->lines[i]);
    return true;
}

static bool unknown_row(struct merging *it, unsigned row, int column, struct span name,
                        const char *expected)
{
    struct key own = key_of(it, &it->own[row]);
    struct nearest meant = {.name = name};

    for (unsigned i = 0; i < it->count; i++) {
        struct key key = key_of(it, &it->rows[i]);
        nearest_consider(&meant, key_text(it, key));
        /* Of one deadline the rule alone will do. */
        if (key.parts[1].len > 0 && span_equal(key.parts[0], own.parts[0]))
            nearest_consider(&meant, key.parts[1]);
    }
    return table_unknown(it->local, row, column, it->faults, "row", &meant, expected);
}

static void remove_off(struct merging *it)
{
    for (unsigned row = 0; row < it->local->rows; row++)
        take_off(it, row);
    for (unsigned row = 0; row < it->local->rows; row++) {
        struct key key = key_of(it, &it->own[row]);
        it->is_placed[row] = it->is_off[row];
        if (it->is_off[row] && check_off(it, row) && !remove_key(it, key))
            unknown_row(it, row, key_column(it), key_text(it, key),
                        "one that is inherited");
    }
}

static bool has_before(const struct merging *it, unsigned row)
{
    return table_cell(it->local, row, it->before).len > 0;
}

/* Puts the local rows of one key in the place of the inherited ones. */
static void replace_key(struct merging *it, struct key key)
{
    unsigned at = find_key(it, key);

    if (at == it->count)
        return;
    for (unsigned row = 0; row < it->local->rows; row++)
        for (unsigned i = 0; i < it->merged->columns; i++)
            if (it->from[i] < 0 && is_same_key(key_of(it, &it->own[row]), key) &&
                !names_has(span_from(ROWS_OWN), it->merged->names[i]))
                inherit_cell(it, row, i);
    remove_key(it, key);
    for (unsigned row = 0; row < it->local->rows; row++)
        if (!it->is_off[row] && !has_before(it, row) &&
            is_same_key(key_of(it, &it->own[row]), key)) {
            insert_row(it, at++, it->own[row]);
            it->is_placed[row] = true;
        }
}

static void replace_rows(struct merging *it)
{
    for (unsigned row = 0; row < it->local->rows; row++) {
        struct key key = key_of(it, &it->own[row]);
        bool is_first = !it->is_off[row];
        for (unsigned i = 0; i < row && is_first; i++)
            is_first = !is_same_key(key_of(it, &it->own[i]), key);
        if (is_first)
            replace_key(it, key);
    }
}

/* Whether a row of a decision table holds for everybody. */
static bool is_without_tests(const struct merging *it, const struct row *row)
{
    static const char others[] = "rule propose label source note valid_from valid_to";

    for (unsigned i = 0; i < it->merged->columns; i++) {
        struct span name = it->merged->names[i], cell = row->cells[i];
        bool is_test =
            !names_has(span_from(others), name) && name.ptr[name.len - 1] != '=';
        if (is_test && cell.len > 0 && !span_is(cell, "-"))
            return false;
    }
    return true;
}

/* Behind the inherited rows, but before the last ones if these leave nobody over. */
static void append_rows(struct merging *it)
{
    unsigned at = it->count;

    while (it->is_first_hit && at > 0 && is_without_tests(it, &it->rows[at - 1]))
        at--;
    for (unsigned row = 0; row < it->local->rows; row++)
        if (!it->is_placed[row] && !has_before(it, row))
            insert_row(it, at++, it->own[row]);
}

/* Whether `before` names this row: its key, or of the same deadline its rule. */
static bool is_named(const struct merging *it, const struct row *row, struct span name,
                     struct key own)
{
    struct key key = key_of(it, row);

    return span_equal(key_text(it, key), name) ||
           (key.parts[1].len > 0 && span_equal(key.parts[0], own.parts[0]) &&
            span_equal(key.parts[1], name));
}

static void place_before(struct merging *it)
{
    for (unsigned row = 0; row < it->local->rows; row++) {
        struct span name = table_cell(it->local, row, it->before);
        struct key own = key_of(it, &it->own[row]);
        unsigned at = 0;
        if (it->is_placed[row] || name.len == 0)
            continue;
        while (at < it->count && !is_named(it, &it->rows[at], name, own))
            at++;
        if (at < it->count)
            insert_row(it, at, it->own[row]);
        else
            unknown_row(it, row, it->before, name,
                        "one that is inherited or stands above");
    }
}

/* --- The merged table --- */

static void finish(struct merging *it)
{
    struct table *merged = it->merged;
    size_t rows = it->count + 1;

    merged->rows = it->count;
    merged->cells =
        arena_alloc(it->arena, rows * (merged->columns + 1) * sizeof *merged->cells);
    merged->files = arena_alloc(it->arena, rows * sizeof *merged->files);
    merged->lines = arena_alloc(it->arena, rows * sizeof *merged->lines);
    for (unsigned i = 0; i < it->count; i++) {
        memcpy(&merged->cells[(size_t)i * merged->columns], it->rows[i].cells,
               merged->columns * sizeof *merged->cells);
        merged->files[i] = it->rows[i].file;
        merged->lines[i] = it->rows[i].line;
    }
    free(it->rows);
}

struct table *merge_tables(struct table *inherited, const struct table *local,
                           struct span name, struct arena *arena, struct faults *faults)
{
    static const struct table none;
    const struct table *base = inherited != NULL ? inherited : &none;
    struct merging it = {.local = local, .arena = arena, .faults = faults};

    it.merged = arena_alloc(arena, sizeof *it.merged);
    it.merged->path = local->path;
    it.merged->header_line = local->header_line;
    it.off = table_column(local, "off");
    it.before = table_column(local, "before");
    it.own = arena_alloc(arena, (local->rows + 1) * sizeof *it.own);
    it.is_off = arena_alloc(arena, local->rows + 1);
    it.is_placed = arena_alloc(arena, local->rows + 1);
    merge_columns(&it, base);
    if (!find_key_columns(&it, name))
        return inherited;
    take_inherited(&it, base, span_is(name, "concept"));
    read_rows(&it);
    remove_off(&it);
    replace_rows(&it);
    append_rows(&it);
    place_before(&it);
    finish(&it);
    return it.merged;
}

void merge_refuse(struct table *table, struct faults *faults)
{
    unsigned columns = table->columns, kept = 0;

    for (unsigned i = 0; i < columns; i++) {
        struct span name = table->names[i];
        if (is_annotation(name))
            table_fault(table, TABLE_HEADER, (int)i, faults,
                        "\"%.*s\" changes what is inherited, and this concept extends "
                        "none, expected no such column",
                        (int)name.len, name.ptr);
    }
    for (unsigned row = 0; row < table->rows; row++)
        for (unsigned i = 0; i < columns; i++)
            if (!is_annotation(table->names[i]))
                table->cells[kept++] = table->cells[row * columns + i];
    table->columns = 0;
    for (unsigned i = 0; i < columns; i++) {
        if (is_annotation(table->names[i]))
            continue;
        table->heads[table->columns] = table->heads[i];
        table->names[table->columns++] = table->names[i];
    }
    table->valid_from = table_column(table, "valid_from");
    table->valid_to = table_column(table, "valid_to");
}
