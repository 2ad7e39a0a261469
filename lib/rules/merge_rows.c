/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/merge_rows.h"

#include <string.h>

#include "base/buffer.h"
#include "value/date.h"

void merge_rows_begin(struct merge_rows *it, unsigned room, struct arena *arena)
{
    size_t size = room + (size_t)1;

    *it = (struct merge_rows){0};
    it->rows = arena_alloc(arena, size * sizeof *it->rows);
    it->inherited = arena_alloc(arena, size * sizeof *it->inherited);
    it->local = arena_alloc(arena, size * sizeof *it->local);
    it->first_named = arena_alloc(arena, size * sizeof *it->first_named);
}

void merge_rows_free(struct merge_rows *it)
{
    dict_free(&it->keys);
    dict_free(&it->texts);
}

/* The number of a key: of its first part, in the one spelling, with its length. */
static size_t number_key(struct merge_rows *it, struct merge_key key)
{
    char day[DATE_BYTES];
    struct span first = key.parts[0];
    struct buffer text = {0};
    int32_t date;
    size_t number;

    if (first.len == 0)
        return 0;
    if (date_parse(first, &date)) {
        date_format(date, day);
        first = span_of(day, DATE_BYTES);
    }
    buffer_add(&text, span_of((const char *)&first.len, sizeof first.len));
    buffer_add(&text, first);
    buffer_add(&text, key.parts[1]);
    number = 1 + dict_add(&it->keys, buffer_text(&text));
    buffer_free(&text);
    return number;
}

unsigned merge_rows_add(struct merge_rows *it, struct merge_chain *table,
                        struct merge_row row)
{
    unsigned added = ++it->count;
    struct merge_chain *chain;

    row.number = number_key(it, row.key);
    it->rows[added] = row;
    if (row.number == 0)
        return added;
    chain = &table[row.number];
    if (chain->first == 0)
        chain->first = added;
    else
        it->rows[chain->last].alike = added;
    chain->last = added;
    return added;
}

void merge_rows_insert(struct merge_rows *it, unsigned row, unsigned before)
{
    unsigned previous = it->rows[before].previous;

    it->rows[row].next = before;
    it->rows[row].previous = previous;
    it->rows[before].previous = it->rows[previous].next = row;
}

bool merge_rows_remove(struct merge_rows *it, size_t key)
{
    unsigned first = it->inherited[key].first;

    if (key == 0 || first == 0)
        return false;
    for (unsigned row = first; row != 0; row = it->rows[row].alike) {
        it->rows[it->rows[row].previous].next = it->rows[row].next;
        it->rows[it->rows[row].next].previous = it->rows[row].previous;
    }
    it->inherited[key] = (struct merge_chain){0, 0};
    return true;
}

/* Two parts with a slash between them. */
static struct span join(struct span first, struct span second, struct arena *arena)
{
    char *text = arena_alloc(arena, first.len + second.len + 2);

    memcpy(text, first.ptr, first.len);
    text[first.len] = '/';
    memcpy(text + first.len + 1, second.ptr, second.len);
    return span_of(text, first.len + 1 + second.len);
}

struct span merge_key_text(struct merge_key key, struct arena *arena)
{
    return key.parts[1].len > 0 ? join(key.parts[0], key.parts[1], arena)
                                : key.parts[0];
}

/* Whether a row of the list stands before another one, or is it. */
static bool is_before(const struct merge_rows *it, unsigned row, unsigned other)
{
    while (row != 0 && row != other)
        row = it->rows[row].next;
    return row == other;
}

void merge_rows_name(struct merge_rows *it, unsigned row, struct arena *arena)
{
    size_t known = it->texts.count;
    size_t number = dict_add(&it->texts, merge_key_text(it->rows[row].key, arena));

    if (number == known || is_before(it, row, it->first_named[number]))
        it->first_named[number] = row;
}

static unsigned find_named(const struct merge_rows *it, struct span text)
{
    long number = dict_find(&it->texts, text);

    return number >= 0 ? it->first_named[number] : 0;
}

unsigned merge_rows_named(const struct merge_rows *it, struct span text,
                          struct merge_key own, struct arena *arena)
{
    unsigned whole = find_named(it, text);
    unsigned other = find_named(it, join(own.parts[0], text, arena));
    struct merge_key key = it->rows[other].key;

    if (other == 0 || !span_equal(key.parts[0], own.parts[0]) ||
        !span_equal(key.parts[1], text))
        return whole;
    return whole != 0 && is_before(it, whole, other) ? whole : other;
}
