/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "proof/difference.h"

#include <stdlib.h>

#include "base/buffer.h"
#include "proof/row_pairs.h"
#include "rules/concept.h"

const char *const ROW_CHANGE_NAMES[ROW_CHANGES] = {[ROW_ADDED] = "added",
                                                   [ROW_REMOVED] = "removed",
                                                   [ROW_CHANGED] = "changed",
                                                   [ROW_MOVED] = "moved"};

/* Tables that every concept may have, before and behind those of its `derive`. */
struct known_table {
    const char *name;
    struct row_form form;
};

static const struct known_table BEFORE[] = {
    {"concept", {.key = "key"}},
    {"columns", {.key = "column"}},
    {"parameters", {.key = "name"}},
    {"areas", {.key = "area", .is_ordered = true}},
    {"needs", {.key = "need", .is_ordered = true}}};

static const struct known_table BEHIND[] = {
    {"strategies", {.key = "rule", .has_tests = true, .is_ordered = true}},
    {"deadlines",
     {.key = "deadline", .second = "rule", .has_tests = true, .is_ordered = true}},
    {"checks",
     {.key = "check",
      .second = "column",
      .is_weak = true,
      .has_tests = true,
      .is_ordered = true}},
    {"calendars", {.key = "office"}},
    {"calendar", {.key = "date", .second = "office"}},
    {"terms", {.key = "term"}}};

static const struct row_form DERIVED = {
    .key = "rule", .has_tests = true, .is_ordered = true};

/* Two concepts that are being compared. */
struct comparing {
    struct difference *difference;
    const struct concept *concepts[BOTH_SIDES];
    bool of_days;
    struct faults *faults;
    struct span table; /* its name */
    struct row_pairs pairs;
};

void difference_free(struct difference *difference)
{
    free(difference->changes);
    arena_free(&difference->arena);
}

/* Loads a table, if the concept has it, and chooses the rows. */
static bool load(struct comparing *it, unsigned side)
{
    const struct concept *concept = it->concepts[side];
    struct row_set *set = &it->pairs.sides[side];
    const struct table_source *source = tables_find(&concept->tables, it->table);
    struct arena *arena = &it->difference->arena;
    bool good = true;

    if (source == NULL)
        return true;
    if (!table_load(&set->table, source, arena, it->faults))
        return false;
    set->rows = arena_alloc(arena, (set->table.rows + 1) * sizeof *set->rows);
    for (unsigned row = 0; row < set->table.rows; row++) {
        int32_t first, last;
        good = table_validity(&set->table, row, &first, &last, it->faults) && good;
        if (!it->of_days ||
            (concept->loaded_for >= first && concept->loaded_for <= last))
            set->rows[set->count++] = row;
    }
    return good;
}

/* --- What is said of a row --- */

static struct span keep(struct comparing *it, struct buffer *text)
{
    struct span kept = arena_copy(&it->difference->arena, buffer_text(text));

    buffer_free(text);
    return kept;
}

static struct span key_of(struct comparing *it, unsigned side, unsigned row)
{
    const struct row_pairs *pairs = &it->pairs;
    struct span key = row_pairs_cell(pairs, side, row, pairs->key);
    struct span second = row_pairs_cell(pairs, side, row, pairs->second);
    struct buffer text = {0};

    if (second.len == 0)
        return key;
    buffer_add(&text, key);
    buffer_add(&text, span_from(pairs->form->is_weak ? " (" : "/"));
    buffer_add(&text, second);
    buffer_add(&text, span_from(pairs->form->is_weak ? ")" : ""));
    return keep(it, &text);
}

/* Whether a cell belongs to the row in short. */
static bool is_shown(const struct row_pairs *pairs, unsigned column)
{
    struct span name = pairs->names[column];

    return (int)column != pairs->key && (int)column != pairs->second &&
           row_pairs_counts(pairs, column) && !span_is(name, "source") &&
           !span_is(name, "note");
}

/* `COLUMN=CELL; COLUMN=CELL`, as examples have it; a cell with a `;` in quotes. */
static struct span in_short(struct comparing *it, unsigned side, unsigned row)
{
    const struct row_pairs *pairs = &it->pairs;
    struct buffer text = {0};

    for (unsigned i = 0; i < pairs->column_count; i++) {
        struct span cell = row_pairs_cell(pairs, side, row, (int)i);
        struct span name = pairs->names[i];
        bool is_output = name.len > 0 && name.ptr[name.len - 1] == '=';
        bool is_quoted = cell.len > 0 && memchr(cell.ptr, ';', cell.len) != NULL;
        if (cell.len == 0 || !is_shown(pairs, i))
            continue;
        buffer_add(&text, span_from(text.len > 0 ? "; " : ""));
        buffer_add(&text, name);
        buffer_add(&text, span_from(is_output ? "" : "="));
        buffer_add(&text, span_from(is_quoted ? "\"" : ""));
        buffer_add(&text, cell);
        buffer_add(&text, span_from(is_quoted ? "\"" : ""));
    }
    return keep(it, &text);
}

/* Adds a change of a row, with its place. */
static struct row_change *add(struct comparing *it, enum row_change_kind kind,
                              unsigned side, unsigned row)
{
    struct difference *difference = it->difference;
    const struct row_set *set = &it->pairs.sides[side];
    struct span nothing = span_of("", 0);
    struct row_change *change;

    mem_grow(&difference->changes, &difference->room, difference->count + 1,
             sizeof *difference->changes);
    change = &difference->changes[difference->count++];
    *change = (struct row_change){.kind = kind,
                                  .table = it->table,
                                  .key = key_of(it, side, row),
                                  .column = nothing,
                                  .old = nothing,
                                  .new = nothing,
                                  .file = table_file(&set->table, set->rows[row]),
                                  .line = set->table.lines[set->rows[row]]};
    return change;
}

/* The row before it that has kept its place; of rows that moved together the same. */
static struct span key_before(struct comparing *it, unsigned side, unsigned row)
{
    const struct row_set *set = &it->pairs.sides[side];
    const bool *is_moved = it->pairs.sides[NEW_SIDE].is_moved;

    while (row-- > 0) {
        int partner = set->partner[row];
        if (partner >= 0 && !is_moved[side == NEW_SIDE ? row : (unsigned)partner])
            return key_of(it, side, row);
    }
    return span_of("", 0);
}

/* A row that stands in both tables. */
static void compare_pair(struct comparing *it, unsigned old_row, unsigned new_row)
{
    const struct row_pairs *pairs = &it->pairs;

    if (pairs->sides[NEW_SIDE].is_moved[new_row]) {
        struct row_change *moved = add(it, ROW_MOVED, NEW_SIDE, new_row);
        moved->old = key_before(it, OLD_SIDE, old_row);
        moved->new = key_before(it, NEW_SIDE, new_row);
    }
    for (unsigned i = 0; i < pairs->column_count; i++) {
        struct row_change *changed;
        if (!row_pairs_counts(pairs, i) || row_pairs_same(pairs, old_row, new_row, i))
            continue;
        changed = add(it, ROW_CHANGED, NEW_SIDE, new_row);
        changed->column = pairs->names[i];
        changed->old = row_pairs_cell(pairs, OLD_SIDE, old_row, (int)i);
        changed->new = row_pairs_cell(pairs, NEW_SIDE, new_row, (int)i);
    }
}

static bool compare_table(struct comparing *it, struct span name,
                          const struct row_form *form)
{
    const struct row_set *sides = it->pairs.sides;
    bool good;

    it->table = name;
    it->pairs = (struct row_pairs){.form = form, .has_days = !it->of_days};
    good = load(it, OLD_SIDE);
    if (!load(it, NEW_SIDE) || !good)
        return false;
    row_pairs_make(&it->pairs, &it->difference->arena);
    for (unsigned row = 0; row < sides[OLD_SIDE].count; row++)
        if (sides[OLD_SIDE].partner[row] < 0)
            add(it, ROW_REMOVED, OLD_SIDE, row)->old = in_short(it, OLD_SIDE, row);
    for (unsigned row = 0; row < sides[NEW_SIDE].count; row++)
        if (sides[NEW_SIDE].partner[row] < 0)
            add(it, ROW_ADDED, NEW_SIDE, row)->new = in_short(it, NEW_SIDE, row);
        else
            compare_pair(it, (unsigned)sides[NEW_SIDE].partner[row], row);
    return true;
}

static bool compare_known(struct comparing *it, const struct known_table *tables,
                          size_t count)
{
    bool good = true;

    for (size_t i = 0; i < count; i++)
        good = compare_table(it, span_from(tables[i].name), &tables[i].form) && good;
    return good;
}

/* Those of the old concept's `derive`, then those that only the new one has. */
static bool compare_derived(struct comparing *it)
{
    const struct concept *old = it->concepts[OLD_SIDE], *new = it->concepts[NEW_SIDE];
    bool good = true;

    for (unsigned i = 0; i < old->derived_count; i++)
        good = compare_table(it, old->derived[i].name, &DERIVED) && good;
    for (unsigned i = 0; i < new->derived_count; i++)
        if (concept_find_derived(old, new->derived[i].name) < 0)
            good = compare_table(it, new->derived[i].name, &DERIVED) && good;
    return good;
}

bool difference_make(struct difference *difference, const struct concept *old,
                     const struct concept *new, bool of_days, struct faults *faults)
{
    struct comparing it = {.difference = difference,
                           .concepts = {old, new},
                           .of_days = of_days,
                           .faults = faults};
    bool good;

    faults->count = 0;
    good = compare_known(&it, BEFORE, sizeof BEFORE / sizeof *BEFORE);
    good = compare_derived(&it) && good;
    return compare_known(&it, BEHIND, sizeof BEHIND / sizeof *BEHIND) && good;
}
