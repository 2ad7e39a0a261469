/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/merge.h"

#include "base/names.h"
#include "rules/merge_rows.h"
#include "value/code.h"

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

struct merging {
    const struct table *local;
    struct table *merged;
    int key[KEY_PARTS]; /* columns of the merged table, or -1 */
    bool is_first_hit;
    int off, before; /* columns of the local table, or -1 */
    int *from;       /* [columns of the merged table]: in the local table, or -1 */
    struct span *inherits; /* the same: what a local row has where its table lacks the
                              column */
    struct merge_rows list;
    unsigned local_before; /* the row before the first one of the local table */
    bool *is_off, *is_placed;
    struct arena *arena;
    struct faults *faults;
};

static bool is_annotation(struct span name)
{
    return span_is(name, "off") || span_is(name, "before");
}

/* --- The rows of both tables --- */

static struct merge_key key_of(const struct merging *it, const struct span *cells)
{
    struct merge_key key;

    for (unsigned i = 0; i < KEY_PARTS; i++)
        key.parts[i] = it->key[i] >= 0 ? cells[it->key[i]] : span_of("", 0);
    return key;
}

/* The number of a local row among those of both tables. */
static unsigned number_of(const struct merging *it, unsigned row)
{
    return it->local_before + 1 + row;
}

static struct merge_row *own_row(const struct merging *it, unsigned row)
{
    return &it->list.rows[number_of(it, row)];
}

static struct span own_text(const struct merging *it, unsigned row)
{
    return merge_key_text(own_row(it, row)->key, it->arena);
}

/* Where a fault about the key of a local row stands. */
static int key_column(const struct merging *it)
{
    int last = it->key[1] >= 0 ? it->from[it->key[1]] : -1;

    return last >= 0 || it->key[0] < 0 ? last : it->from[it->key[0]];
}

static void take_inherited(struct merging *it, const struct table *inherited,
                           bool is_of_concept)
{
    for (unsigned row = 0; row < inherited->rows; row++) {
        size_t size = it->merged->columns * sizeof(struct span);
        struct merge_row taken = {.file = inherited->files[row],
                                  .line = inherited->lines[row]};
        taken.cells = arena_alloc(it->arena, size);
        memcpy(taken.cells, &inherited->cells[(size_t)row * inherited->columns],
               inherited->columns * sizeof(struct span));
        taken.key = key_of(it, taken.cells);
        if (!is_of_concept || !names_has(span_from(CONCEPTS_OWN), taken.key.parts[0]))
            merge_rows_insert(&it->list,
                              merge_rows_add(&it->list, it->list.inherited, taken), 0);
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

/* Whether local rows have what inherited ones have in a column. */
static bool lacks_cell(const struct merging *it, unsigned column)
{
    return it->from[column] < 0 &&
           !names_has(span_from(ROWS_OWN), it->merged->names[column]);
}

/*
 * The cell that the local rows of a key have in a column which their table lacks: that
 * of the inherited rows in whose place they come to stand. False: these differ.
 */
static bool inherit_cell(struct merging *it, unsigned first, unsigned column)
{
    const struct merge_row *rows = it->list.rows;
    struct span cell = rows[first].cells[column];

    it->inherits[column] = cell;
    for (unsigned i = rows[first].alike; i != 0; i = rows[i].alike)
        if (!span_equal(rows[i].cells[column], cell))
            return false;
    return true;
}

static void tell_difference(struct merging *it, unsigned row, unsigned column)
{
    struct span text = own_text(it, row), name = it->merged->names[column];

    table_fault(it->local, row, key_column(it), it->faults,
                "the inherited rows \"%.*s\" differ in the column \"%.*s\", "
                "expected it in this table",
                table_shown(text), text.ptr, (int)name.len, name.ptr);
}

/* Gives the local rows of a key the cells that the inherited ones from `first` on have.
 */
static void inherit_cells(struct merging *it, size_t key, unsigned first)
{
    bool *differs = arena_alloc(it->arena, it->merged->columns + 1);
    unsigned columns = it->merged->columns, at = it->list.local[key].first;

    for (unsigned i = 0; i < columns; i++)
        differs[i] = lacks_cell(it, i) && !inherit_cell(it, first, i);
    for (; at != 0; at = it->list.rows[at].alike)
        for (unsigned i = 0; i < columns; i++)
            if (differs[i])
                tell_difference(it, at - number_of(it, 0), i);
            else if (lacks_cell(it, i))
                it->list.rows[at].cells[i] = it->inherits[i];
}

/* The local rows, with the cells that they have themselves. */
static void read_rows(struct merging *it)
{
    const struct table *local = it->local;
    unsigned columns = it->merged->columns;

    it->local_before = it->list.count;
    for (unsigned row = 0; row < local->rows; row++) {
        struct merge_row own = {.file = local->files[row], .line = local->lines[row]};
        own.cells = arena_alloc(it->arena, columns * sizeof *own.cells);
        for (unsigned i = 0; i < columns; i++)
            own.cells[i] = table_cell(local, row, it->from[i]);
        own.key = key_of(it, own.cells);
        merge_rows_add(&it->list, it->list.local, own);
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
    struct span text = own_text(it, row);
    size_t key = own_row(it, row)->number;
    unsigned other = it->list.local[key].first;
    int days[] = {local->valid_from, local->valid_to};

    for (unsigned i = 0; i < sizeof days / sizeof *days; i++)
        if (table_cell(local, row, days[i]).len > 0)
            return table_fault(local, row, days[i], it->faults,
                               "a row that is off has no days, expected valid_to in a "
                               "row that replaces the inherited one");
    if (other == number_of(it, row))
        other = own_row(it, row)->alike;
    return other == 0 ||
           table_fault(local, row, key_column(it), it->faults,
                       "\"%.*s\" is off and stands in line %lu too, expected it once",
                       table_shown(text), text.ptr, it->list.rows[other].line);
}

static bool unknown_row(struct merging *it, unsigned row, int column, struct span name,
                        const char *expected)
{
    const struct merge_row *rows = it->list.rows;
    struct merge_key own = own_row(it, row)->key;
    struct nearest meant = {.name = name};

    if (it->faults->count == FAULTS_MOST)
        return false; /* one more is not told */
    for (unsigned i = rows[0].next; i != 0; i = rows[i].next) {
        struct merge_key key = rows[i].key;
        nearest_consider(&meant, merge_key_text(key, it->arena));
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
        it->is_placed[row] = it->is_off[row];
        if (it->is_off[row] && check_off(it, row) &&
            !merge_rows_remove(&it->list, own_row(it, row)->number))
            unknown_row(it, row, key_column(it), own_text(it, row),
                        "one that is inherited");
    }
}

static bool has_before(const struct merging *it, unsigned row)
{
    return table_cell(it->local, row, it->before).len > 0;
}

/* Puts the local rows of one key in the place of the inherited ones. */
static void replace_key(struct merging *it, size_t key)
{
    unsigned at = it->list.inherited[key].first, own = it->list.local[key].first;

    if (at == 0)
        return;
    inherit_cells(it, key, at);
    for (; own != 0; own = it->list.rows[own].alike) {
        unsigned row = own - number_of(it, 0);
        if (!it->is_off[row] && !has_before(it, row)) {
            merge_rows_insert(&it->list, own, at);
            it->is_placed[row] = true;
        }
    }
    merge_rows_remove(&it->list, key);
}

static void replace_rows(struct merging *it)
{
    for (unsigned row = 0; row < it->local->rows; row++) {
        size_t key = own_row(it, row)->number;
        if (!it->is_off[row] && it->list.local[key].first == number_of(it, row))
            replace_key(it, key);
    }
}

/* Whether a row of a decision table holds for everybody. */
static bool is_without_tests(const struct merging *it, const struct merge_row *row)
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
    const struct merge_row *rows = it->list.rows;
    unsigned at = 0;

    while (it->is_first_hit && rows[at].previous != 0 &&
           is_without_tests(it, &rows[rows[at].previous]))
        at = rows[at].previous;
    for (unsigned row = 0; row < it->local->rows; row++)
        if (!it->is_placed[row] && !has_before(it, row))
            merge_rows_insert(&it->list, number_of(it, row), at);
}

/* `before` names a row by its key, or one of the same deadline by its rule. */
static void place_before(struct merging *it)
{
    const struct merge_row *rows = it->list.rows;

    if (it->before < 0)
        return;
    for (unsigned i = rows[0].next; i != 0; i = rows[i].next)
        merge_rows_name(&it->list, i, it->arena);
    for (unsigned row = 0; row < it->local->rows; row++) {
        struct span name = table_cell(it->local, row, it->before);
        unsigned at;
        if (it->is_placed[row] || name.len == 0)
            continue;
        at = merge_rows_named(&it->list, name, own_row(it, row)->key, it->arena);
        if (at != 0) {
            merge_rows_insert(&it->list, number_of(it, row), at);
            merge_rows_name(&it->list, number_of(it, row), it->arena);
        } else {
            unknown_row(it, row, it->before, name,
                        "one that is inherited or stands above");
        }
    }
}

/* --- The merged table --- */

static void finish(struct merging *it)
{
    struct table *merged = it->merged;
    const struct merge_row *list = it->list.rows;
    size_t rows = it->list.count + (size_t)1;

    merged->cells =
        arena_alloc(it->arena, rows * (merged->columns + 1) * sizeof *merged->cells);
    merged->files = arena_alloc(it->arena, rows * sizeof *merged->files);
    merged->lines = arena_alloc(it->arena, rows * sizeof *merged->lines);
    for (unsigned i = list[0].next; i != 0; i = list[i].next) {
        memcpy(&merged->cells[(size_t)merged->rows * merged->columns], list[i].cells,
               merged->columns * sizeof *merged->cells);
        merged->files[merged->rows] = list[i].file;
        merged->lines[merged->rows++] = list[i].line;
    }
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
    merge_rows_begin(&it.list, base->rows + local->rows, arena);
    it.is_off = arena_alloc(arena, local->rows + 1);
    it.is_placed = arena_alloc(arena, local->rows + 1);
    merge_columns(&it, base);
    if (!find_key_columns(&it, name))
        return inherited;
    it.inherits = arena_alloc(arena, (it.merged->columns + 1) * sizeof *it.inherits);
    take_inherited(&it, base, span_is(name, "concept"));
    read_rows(&it);
    remove_off(&it);
    replace_rows(&it);
    append_rows(&it);
    place_before(&it);
    finish(&it);
    merge_rows_free(&it.list);
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
