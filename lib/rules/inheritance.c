/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/inheritance.h"

#include <stdlib.h>

#include "base/names.h"
#include "rules/table.h"

/* Columns of rule tables that test nothing; every other one but `NAME=` does. */
static const char *const NO_TESTS[] = {"rule",    "label",      "source",   "note",
                                       "propose", "valid_from", "valid_to", NULL};

/* A row of the whole table while it is made. */
struct placed {
    const struct table *from; /* the local table or the one below */
    unsigned row;             /* in it */
    unsigned filler; /* below: the row of the same key that fills what the … */
    bool has_filler; /* … local header lacks */
};

struct merging {
    const struct table *local, *below;
    const struct table_source *source;
    int key, partner;             /* of the local table */
    int below_key, below_partner; /* of the other */
    int off, before;
    struct table whole; /* its columns, and in the end its rows */
    unsigned count;
    struct placed *rows;
    struct arena *arena;
    struct faults *faults;
};

static struct span key_of(const struct merging *it, const struct placed *placed)
{
    return table_cell(placed->from, placed->row,
                      placed->from == it->local ? it->key : it->below_key);
}

static struct span partner_of(const struct merging *it, const struct placed *placed)
{
    return table_cell(placed->from, placed->row,
                      placed->from == it->local ? it->partner : it->below_partner);
}

static bool has_key(const struct merging *it, const struct placed *placed,
                    const struct placed *other)
{
    return span_equal(key_of(it, placed), key_of(it, other)) &&
           span_equal(partner_of(it, placed), partner_of(it, other));
}

/* The first row from `start` on with the key of another, or the number of rows. */
static unsigned find(const struct merging *it, unsigned start,
                     const struct placed *wanted)
{
    while (start < it->count && !has_key(it, &it->rows[start], wanted))
        start++;
    return start;
}

static void take_out(struct merging *it, unsigned place)
{
    it->count--;
    memmove(&it->rows[place], &it->rows[place + 1],
            (it->count - place) * sizeof *it->rows);
}

static void put_in(struct merging *it, unsigned place, const struct placed *placed)
{
    memmove(&it->rows[place + 1], &it->rows[place],
            (it->count - place) * sizeof *it->rows);
    it->rows[place] = *placed;
    it->count++;
}

/* How a row is called where one names it: its key, or `PARTNER/KEY`. */
static struct span full_name(const struct merging *it, struct span key,
                             struct span partner)
{
    char *text;
    struct span name;

    if (it->source->partner == NULL)
        return key;
    text = mem_print("%.*s/%.*s", (int)partner.len, partner.ptr, (int)key.len, key.ptr);
    name = arena_copy(it->arena, span_from(text));
    free(text);
    return name;
}

/* A name that no row has; false. */
static bool unknown_row(const struct merging *it, unsigned row, int column,
                        struct span name)
{
    struct nearest meant = {.name = name};

    for (unsigned i = 0; i < it->count; i++)
        nearest_consider(&meant, full_name(it, key_of(it, &it->rows[i]),
                                           partner_of(it, &it->rows[i])));
    return table_unknown(it->local, row, column, it->faults, "row", &meant,
                         "one that is inherited or stands above");
}

/* Whether the columns that the local header lacks are the same in two rows below. */
static bool have_one_rest(const struct merging *it, unsigned row, unsigned first,
                          unsigned second)
{
    for (unsigned i = 0; i < it->below->columns; i++) {
        struct span name = it->below->names[i];
        if (names_find_span(it->local->names, it->local->columns, name) < 0 &&
            !span_equal(table_cell(it->below, first, (int)i),
                        table_cell(it->below, second, (int)i)))
            return table_fault(it->local, row, it->key, it->faults,
                               "the inherited rows of this name differ in %.*s, "
                               "expected a column %.*s",
                               (int)name.len, name.ptr, (int)name.len, name.ptr);
    }
    return true;
}

/* Takes out the inherited rows of a key from `place` on; the first fills the new one.
 */
static bool replace(struct merging *it, unsigned place, struct placed *placed)
{
    bool good = true;

    while ((place = find(it, place, placed)) < it->count) {
        const struct placed *old = &it->rows[place];
        if (old->from == it->local) {
            place++;
            continue;
        }
        if (!placed->has_filler)
            placed->filler = old->row;
        else
            good = have_one_rest(it, placed->row, placed->filler, old->row) && good;
        placed->has_filler = true;
        take_out(it, place);
    }
    return good;
}

static bool is_among(struct span name, const char *const *names)
{
    for (; *names != NULL; names++)
        if (span_is(name, *names))
            return true;
    return false;
}

static bool tests_nothing(const struct placed *placed)
{
    const struct table *table = placed->from;

    for (unsigned i = 0; i < table->columns; i++) {
        struct span name = table->names[i];
        struct span cell = table_cell(table, placed->row, (int)i);
        if (cell.len > 0 && !span_is(cell, "-") && !is_among(name, NO_TESTS) &&
            name.ptr[name.len - 1] != '=')
            return false;
    }
    return true;
}

/* Where a new row stands that names no other. */
static unsigned end_of(const struct merging *it)
{
    unsigned place = it->count;

    while (it->source->is_first_hit && place > 0 &&
           it->rows[place - 1].from != it->local && tests_nothing(&it->rows[place - 1]))
        place--;
    return place;
}

static bool find_before(const struct merging *it, unsigned row, unsigned *place)
{
    struct span name = table_cell(it->local, row, it->before);

    /* A key alone is one beside the same partner: another deadline's is never meant. */
    if (memchr(name.ptr, '/', name.len) == NULL)
        name = full_name(it, name, table_cell(it->local, row, it->partner));
    for (*place = 0; *place < it->count; (*place)++) {
        const struct placed *placed = &it->rows[*place];
        if (span_equal(full_name(it, key_of(it, placed), partner_of(it, placed)), name))
            return true;
    }
    return unknown_row(it, row, it->before, table_cell(it->local, row, it->before));
}

/* Behind the local rows of the same key, which have other days. */
static bool find_behind(const struct merging *it, const struct placed *placed,
                        unsigned *place)
{
    bool is_there = false;

    for (unsigned i = 0; i < it->count; i++)
        if (it->rows[i].from == it->local && has_key(it, &it->rows[i], placed)) {
            *place = i + 1;
            is_there = true;
        }
    return is_there;
}

/* Reads the annotation `off`; false if it is neither yes nor no. */
static bool read_off(const struct merging *it, unsigned row, bool *is_off)
{
    struct span cell = table_cell(it->local, row, it->off);

    *is_off = span_is(cell, "yes");
    return *is_off || cell.len == 0 || span_is(cell, "no") ||
           table_fault(it->local, row, it->off, it->faults,
                       "\"%.*s\", expected yes or no", table_shown(cell), cell.ptr);
}

static bool place_row(struct merging *it, unsigned row)
{
    struct placed placed = {.from = it->local, .row = row};
    unsigned old = find(it, 0, &placed), place;
    bool is_known = old < it->count, is_off, follows;

    if (!read_off(it, row, &is_off))
        return false;
    if (is_off && !is_known)
        return unknown_row(it, row, it->key,
                           full_name(it, key_of(it, &placed), partner_of(it, &placed)));
    follows = find_behind(it, &placed, &place);
    if (!replace(it, 0, &placed) || is_off)
        return is_off;
    if (follows) {
        placed.filler = it->rows[place - 1].filler;
        placed.has_filler = it->rows[place - 1].has_filler;
    }
    if (table_cell(it->local, row, it->before).len > 0) {
        if (!find_before(it, row, &place))
            return false;
    } else if (!follows) {
        place = is_known ? old : end_of(it);
    }
    put_in(it, place, &placed);
    return true;
}

/* Adds the columns that another table has, but for the two that are read here. */
static void add_columns(struct table *whole, const struct table *from)
{
    for (unsigned i = 0; from != NULL && i < from->columns; i++)
        if (!span_is(from->names[i], "off") && !span_is(from->names[i], "before") &&
            names_find_span(whole->names, whole->columns, from->names[i]) < 0)
            whole->names[whole->columns++] = from->names[i];
}

static struct span whole_cell(const struct merging *it, const struct placed *placed,
                              struct span name)
{
    const struct table *from = placed->from;
    int column = names_find_span(from->names, from->columns, name);

    if (column < 0 && placed->has_filler)
        return table_cell(it->below, placed->filler,
                          names_find_span(it->below->names, it->below->columns, name));
    return table_cell(from, placed->row, column);
}

static void fill(struct merging *it, struct arena *arena)
{
    struct table *whole = &it->whole;

    whole->rows = it->count;
    whole->cells =
        arena_alloc(arena, (it->count * whole->columns + 1) * sizeof *whole->cells);
    whole->lines = arena_alloc(arena, (it->count + 1) * sizeof *whole->lines);
    whole->files = arena_alloc(arena, (it->count + 1) * sizeof *whole->files);
    for (unsigned row = 0; row < it->count; row++) {
        const struct placed *placed = &it->rows[row];
        whole->lines[row] = placed->from->lines[placed->row];
        whole->files[row] = placed->from->files[placed->row];
        for (unsigned i = 0; i < whole->columns; i++)
            whole->cells[row * whole->columns + i] =
                whole_cell(it, placed, whole->names[i]);
    }
    whole->valid_from = table_column(whole, "valid_from");
    whole->valid_to = table_column(whole, "valid_to");
}

static int key_column(const struct table *table, const struct table_source *source)
{
    return table_column(table, source->key);
}

/* What says what a concept is, and not what its rules are, each has for itself. */
static bool is_own(const struct table_source *source, struct span key)
{
    return source->own != NULL && is_among(key, source->own);
}

static int partner_column(const struct table *table, const struct table_source *source)
{
    return source->partner != NULL ? table_column(table, source->partner) : -1;
}

bool table_inherit(struct table *table, const struct table *below,
                   const struct table_source *source, struct arena *arena,
                   struct faults *faults)
{
    unsigned inherited = below != NULL ? below->rows : 0;
    struct merging it = {.local = table,
                         .below = below,
                         .source = source,
                         .key = key_column(table, source),
                         .partner = partner_column(table, source),
                         .below_key = below != NULL ? key_column(below, source) : -1,
                         .below_partner =
                             below != NULL ? partner_column(below, source) : -1,
                         .off = table_column(table, "off"),
                         .before = table_column(table, "before"),
                         .whole = *table,
                         .arena = arena,
                         .faults = faults};
    unsigned most = table->columns + (below != NULL ? below->columns : 0);

    if (it.key < 0)
        return table_fault(table, TABLE_HEADER, -1, faults,
                           "no column \"%s\", expected one that names each row",
                           source->key);
    it.whole.columns = 0;
    it.whole.names = arena_alloc(arena, (most + 1) * sizeof *it.whole.names);
    add_columns(&it.whole, below);
    add_columns(&it.whole, table);
    it.rows = mem_array(inherited + table->rows + 1, sizeof *it.rows);
    for (unsigned row = 0; row < inherited; row++)
        if (!is_own(source, table_cell(below, row, it.below_key)))
            it.rows[it.count++] = (struct placed){.from = below, .row = row};
    for (unsigned row = 0; row < table->rows; row++)
        place_row(&it, row);
    fill(&it, arena);
    free(it.rows);
    *table = it.whole;
    return true;
}
