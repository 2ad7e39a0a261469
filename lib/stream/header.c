/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stream/header.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/dict.h"
#include "base/mem.h"
#include "base/names.h"
#include "stream/dialect.h"
#include "stream/record.h"
#include "value/text.h"

int header_find(const struct header *header, struct span name)
{
    unsigned low = 0, high = header->count;

    if (header->sorted == NULL)
        return names_find_span(header->names, header->count, name);
    while (low < high) {
        unsigned middle = low + (high - low) / 2;
        if (span_compare(header->names[header->sorted[middle]], name) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == header->count || !span_equal(header->names[header->sorted[low]], name))
        return -1;
    return (int)header->sorted[low];
}

/* A name and its number, while they are sorted. */
struct numbered {
    struct span name;
    uint32_t number;
};

static int compare_numbered(const void *a, const void *b)
{
    const struct numbered *first = a, *second = b;
    int order = span_compare(first->name, second->name);

    return order != 0
               ? order
               : (first->number > second->number) - (first->number < second->number);
}

/* Sorts the names of the columns, so that each is found in log n steps. */
static void sort_names(struct header *header, struct arena *arena)
{
    struct numbered *list = mem_array(header->count, sizeof *list);
    uint32_t *sorted = arena_alloc(arena, (header->count + 1) * sizeof *sorted);

    for (uint32_t i = 0; i < header->count; i++)
        list[i] = (struct numbered){header->names[i], i};
    qsort(list, header->count, sizeof *list, compare_numbered);
    for (uint32_t i = 0; i < header->count; i++)
        sorted[i] = list[i].number;
    free(list);
    header->sorted = sorted;
}

static bool fault(const struct record *record, struct diag *diag, const char *what,
                  uint32_t column)
{
    diag_set(diag, DIAG_HEADER, "column %u of the header has %s", (unsigned)column + 1,
             what);
    return diag_at(diag, record->file, record->line);
}

/* A decoded copy of the field. */
static struct span copy_name(const struct record *record, struct span field,
                             struct arena *arena)
{
    struct span copy = arena_copy(arena, field);

    if (record->dialect.format == FORMAT_TSV)
        copy.len = text_unescape(field, (char *)(uintptr_t)copy.ptr);
    return copy;
}

struct span header_shown(const struct header *header, unsigned column,
                         char scratch[HEADER_SHOWN_BYTES])
{
    if (header->is_safe)
        return header->names[column];
    return span_of(scratch, (size_t)snprintf(scratch, HEADER_SHOWN_BYTES, "column %u",
                                             column + 1));
}

/* The names of all fields. False and a diag if one can't be decoded. */
static bool read_names(const struct record *record, bool trims, struct span *names,
                       struct arena *arena, struct diag *diag)
{
    for (uint32_t i = 0; i < record->count; i++) {
        names[i] = copy_name(record, record_field(record, i), arena);
        if (trims)
            names[i] = text_trim_wide(names[i]);
        if (record->dialect.format == FORMAT_TSV &&
            !text_escapes_are_valid(record_field(record, i)))
            return fault(record, diag, "a backslash before another byte than t n r \\",
                         i);
    }
    return true;
}

/* Whether the name was seen before; from now on it was. */
static bool is_known(struct dict *seen, struct span name)
{
    size_t count = seen->count;

    return dict_add(seen, name) < count;
}

/* The columns that stay. `seen` is empty, and the caller's to free. */
static bool take_columns(struct header *header, const struct header_rules *rules,
                         const struct record *record, const struct span *all,
                         struct span *names, uint32_t *places, struct dict *seen,
                         struct diag *diag)
{
    for (uint32_t i = 0; i < record->count; i++) {
        bool is_nameless = all[i].len == 0;
        header->is_safe = header->is_safe || name_test(rules->known, all[i]);
        if (is_nameless && !rules->may_lack_names && !rules->is_export)
            return fault(record, diag, "no name", i);
        if ((is_nameless && rules->is_export) || name_test(rules->drops, all[i]))
            continue;
        if (!is_nameless && is_known(seen, all[i]))
            return fault(record, diag, "the name of an earlier one", i);
        names[header->count] = all[i];
        places[header->count++] = i;
    }
    return true;
}

/* Puts what is no column behind them: those that are dropped, then the nameless. */
static void take_rest(struct header *header, const struct header_rules *rules,
                      uint32_t count, const struct span *all, struct span *names,
                      uint32_t *places)
{
    uint32_t used = header->count;

    for (uint32_t i = 0; i < count; i++) {
        if (all[i].len == 0 || !name_test(rules->drops, all[i]))
            continue;
        names[used] = all[i];
        places[used++] = i;
        header->dropped++;
    }
    for (uint32_t i = 0; rules->is_export && i < count; i++)
        if (all[i].len == 0)
            places[used++] = i;
}

bool header_take(struct header *header, const struct header_rules *rules,
                 const struct record *record, uint32_t *places, struct arena *arena,
                 struct diag *diag)
{
    struct span *all, *names;
    struct dict seen = {0};
    bool is_good;

    if (record->count > rules->most) {
        diag_set(diag, DIAG_HEADER,
                 "%u columns, expected at most %u, raise --max-columns",
                 (unsigned)record->count, rules->most);
        return diag_at(diag, record->file, record->line);
    }
    all = arena_alloc(arena, record->count * sizeof *all);
    names = arena_alloc(arena, record->count * sizeof *names);
    *header = (struct header){.names = names, .line = record->line};
    is_good = read_names(record, rules->is_export, all, arena, diag) &&
              take_columns(header, rules, record, all, names, places, &seen, diag);
    dict_free(&seen);
    if (!is_good)
        return false;
    take_rest(header, rules, record->count, all, names, places);
    sort_names(header, arena);
    return true;
}

bool header_follow(const struct header *header, const struct header *other,
                   uint32_t *places)
{
    uint32_t *order = mem_array(header->count + 1, sizeof *order);
    bool is_same = other->count == header->count;
    struct dict others = {0}; /* numbers are columns: each name is there once */

    for (unsigned i = 0; is_same && i < other->count; i++)
        is_same = dict_add(&others, other->names[i]) == i;
    for (unsigned i = 0; is_same && i < header->count; i++) {
        long at = dict_find(&others, header->names[i]);
        is_same = at >= 0;
        order[i] = is_same ? places[at] : 0;
    }
    dict_free(&others);
    if (is_same)
        memcpy(places, order, header->count * sizeof *places);
    free(order);
    return is_same;
}
