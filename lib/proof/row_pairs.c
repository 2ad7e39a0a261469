/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "proof/row_pairs.h"

#include "base/names.h"
#include "proof/cell_form.h"

struct span row_pairs_cell(const struct row_pairs *pairs, unsigned side, unsigned row,
                           int column)
{
    const struct row_set *set = &pairs->sides[side];

    if (column < 0)
        return span_of("", 0);
    return table_cell(&set->table, set->rows[row], pairs->at[side][column]);
}

static struct span form_of(const struct row_pairs *pairs, unsigned side, unsigned row,
                           unsigned column)
{
    return pairs->forms[side][row * pairs->column_count + column];
}

/* Words for people: there a blank may mean something. */
static bool is_prose(struct span name)
{
    static const char *const prose[] = {"label",     "client_label", "source",
                                        "note",      "subgoal",      "by_client",
                                        "by_office", "by_third"};

    return names_find(prose, sizeof prose / sizeof *prose, name) >= 0;
}

bool row_pairs_counts(const struct row_pairs *pairs, unsigned column)
{
    struct span name = pairs->names[column];

    if (span_is(name, "valid_from") || span_is(name, "valid_to"))
        return pairs->has_days;
    return !span_is(name, "before") && !span_is(name, "off");
}

bool row_pairs_same(const struct row_pairs *pairs, unsigned old_row, unsigned new_row,
                    unsigned column)
{
    return span_equal(form_of(pairs, OLD_SIDE, old_row, column),
                      form_of(pairs, NEW_SIDE, new_row, column));
}

/* The columns of both tables, whatever their order. */
static void unite_columns(struct row_pairs *pairs, struct arena *arena)
{
    unsigned most = pairs->sides[0].table.columns + pairs->sides[1].table.columns;

    pairs->names = arena_alloc(arena, (most + 1) * sizeof *pairs->names);
    for (unsigned side = 0; side < BOTH_SIDES; side++) {
        const struct table *table = &pairs->sides[side].table;
        for (unsigned i = 0; i < table->columns; i++)
            if (names_find_span(pairs->names, pairs->column_count, table->names[i]) < 0)
                pairs->names[pairs->column_count++] = table->names[i];
    }
    for (unsigned side = 0; side < BOTH_SIDES; side++) {
        const struct table *table = &pairs->sides[side].table;
        int *at = arena_alloc(arena, (most + 1) * sizeof *at);
        for (unsigned i = 0; i < pairs->column_count; i++)
            at[i] = names_find_span(table->names, table->columns, pairs->names[i]);
        pairs->at[side] = at;
    }
}

static int find_name(const struct row_pairs *pairs, const char *name)
{
    return name != NULL
               ? names_find_span(pairs->names, pairs->column_count, span_from(name))
               : -1;
}

static enum cell_kind kind_of(const struct row_pairs *pairs, unsigned column)
{
    if (span_is(pairs->names[column], "date"))
        return CELL_CLOSING;
    return pairs->form->has_tests && !is_prose(pairs->names[column]) ? CELL_TESTS
                                                                     : CELL_TEXT;
}

static void make_forms(struct row_pairs *pairs, unsigned side, struct arena *arena)
{
    struct row_set *set = &pairs->sides[side];
    struct span *forms = arena_alloc(
        arena, ((size_t)set->count * pairs->column_count + 1) * sizeof *forms);

    pairs->forms[side] = forms;
    for (unsigned row = 0; row < set->count; row++)
        for (unsigned i = 0; i < pairs->column_count; i++)
            *forms++ = cell_form(row_pairs_cell(pairs, side, row, (int)i),
                                 kind_of(pairs, i), arena);
    set->partner = arena_alloc(arena, (set->count + 1) * sizeof *set->partner);
    set->is_moved = arena_alloc(arena, (set->count + 1) * sizeof *set->is_moved);
    for (unsigned row = 0; row < set->count; row++)
        set->partner[row] = -1;
}

/* --- Pairs --- */

/* How much alike two rows of one key are; the most alike find each other first. */
enum likeness {
    ALIKE_WHOLLY,
    ALIKE_SECOND_AND_DAYS,
    ALIKE_SECOND,
    ALIKE_DAYS,
    ALIKE_KEY
};

static bool same_column(const struct row_pairs *pairs, unsigned old_row,
                        unsigned new_row, int column)
{
    return column < 0 || row_pairs_same(pairs, old_row, new_row, (unsigned)column);
}

static bool same_cells(const struct row_pairs *pairs, unsigned old_row,
                       unsigned new_row)
{
    for (unsigned i = 0; i < pairs->column_count; i++)
        if (row_pairs_counts(pairs, i) && !row_pairs_same(pairs, old_row, new_row, i))
            return false;
    return true;
}

static bool have_one_key(const struct row_pairs *pairs, unsigned old_row,
                         unsigned new_row)
{
    return same_column(pairs, old_row, new_row, pairs->key) &&
           (pairs->form->is_weak ||
            same_column(pairs, old_row, new_row, pairs->second));
}

static bool are_alike(const struct row_pairs *pairs, unsigned old_row, unsigned new_row,
                      enum likeness likeness)
{
    if (!have_one_key(pairs, old_row, new_row))
        return false;
    switch (likeness) {
    case ALIKE_WHOLLY:
        return same_cells(pairs, old_row, new_row);
    case ALIKE_SECOND_AND_DAYS:
        return same_column(pairs, old_row, new_row, pairs->second) &&
               same_column(pairs, old_row, new_row, pairs->from);
    case ALIKE_SECOND:
        return same_column(pairs, old_row, new_row, pairs->second);
    case ALIKE_DAYS:
        return same_column(pairs, old_row, new_row, pairs->from);
    case ALIKE_KEY:
    default:
        return true;
    }
}

/* In the order of the tables: of equals the first finds the first. */
static void pair_rows(struct row_pairs *pairs, enum likeness likeness)
{
    struct row_set *old = &pairs->sides[OLD_SIDE], *new = &pairs->sides[NEW_SIDE];

    for (unsigned i = 0; i < old->count; i++)
        for (unsigned j = 0; j < new->count && old->partner[i] < 0; j++)
            if (new->partner[j] < 0 && are_alike(pairs, i, j, likeness)) {
                old->partner[i] = (int)j;
                new->partner[j] = (int)i;
            }
}

/* --- Places --- */

/*
 * The rows that keep their order are a longest rising sequence of the new places in the
 * order of the old ones, so that as few rows as can be are told as moved. By patience:
 * the row on each pile is the end of the sequence of that length that ends earliest.
 */
static void find_moved(struct row_pairs *pairs, struct arena *arena)
{
    const struct row_set *old = &pairs->sides[OLD_SIDE];
    struct row_set *new = &pairs->sides[NEW_SIDE];
    int *pile = arena_alloc(arena, (new->count + 1) * sizeof *pile);
    int *before = arena_alloc(arena, (new->count + 1) * sizeof *before);
    unsigned length = 0;

    for (unsigned i = 0; i < old->count; i++) {
        int place = old->partner[i];
        unsigned low = 0, high = length;
        if (place < 0)
            continue;
        while (low < high) {
            unsigned middle = (low + high) / 2;
            if (pile[middle] < place)
                low = middle + 1;
            else
                high = middle;
        }
        before[place] = low > 0 ? pile[low - 1] : -1;
        pile[low] = place;
        length += low == length;
        new->is_moved[place] = true;
    }
    for (int place = length > 0 ? pile[length - 1] : -1; place >= 0;
         place = before[place])
        new->is_moved[place] = false;
}

void row_pairs_make(struct row_pairs *pairs, struct arena *arena)
{
    unite_columns(pairs, arena);
    pairs->key = find_name(pairs, pairs->form->key);
    pairs->second = find_name(pairs, pairs->form->second);
    pairs->from = find_name(pairs, "valid_from");
    make_forms(pairs, OLD_SIDE, arena);
    make_forms(pairs, NEW_SIDE, arena);
    for (int likeness = ALIKE_WHOLLY; likeness <= ALIKE_KEY; likeness++)
        pair_rows(pairs, (enum likeness)likeness);
    if (pairs->form->is_ordered)
        find_moved(pairs, arena);
}
