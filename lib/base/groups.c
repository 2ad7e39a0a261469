/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/groups.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/mem.h"

void groups_free(struct groups *groups)
{
    free(groups->group);
    free(groups->loads);
    free(groups->order);
    dict_free(&groups->dict);
    buffer_free(&groups->key);
}

static struct span make_key(struct groups *groups, const struct span *values)
{
    size_t size = groups->value_count * sizeof(uint32_t);
    char *to;

    for (unsigned i = 0; i < groups->value_count; i++)
        size += values[i].len;
    groups->key.len = 0;
    to = buffer_room(&groups->key, size);
    for (unsigned i = 0; i < groups->value_count; i++) {
        uint32_t len = (uint32_t)values[i].len;
        memcpy(to, &len, sizeof len);
        if (len > 0)
            memcpy(to + sizeof len, values[i].ptr, len);
        to += sizeof len + len;
    }
    return span_of(groups->key.bytes, size);
}

/* The values in a key. */
static struct group take_apart(const struct groups *groups, struct span key)
{
    struct group group = {{{NULL, 0}}};

    for (unsigned i = 0; i < groups->value_count; i++) {
        uint32_t len;
        memcpy(&len, key.ptr, sizeof len);
        group.values[i] = span_of(key.ptr + sizeof len, len);
        key = span_after(key, sizeof len + len);
    }
    return group;
}

/* Where values that look like these were guessed: by their lengths and some bytes. */
static size_t *guess_of(struct groups *groups, const struct span *values)
{
    size_t sum = 0;

    for (unsigned i = 0; i < groups->value_count; i++) {
        const char *bytes = values[i].ptr;
        size_t len = values[i].len;
        sum = 5 * sum + len;
        if (len > 0)
            sum += 3 * (size_t)(unsigned char)bytes[0] +
                   7 * (size_t)(unsigned char)bytes[len / 2] +
                   (size_t)(unsigned char)bytes[len - 1];
    }
    return &groups->guesses[sum % GROUPS_GUESSES];
}

static bool has_values(const struct groups *groups, size_t number,
                       const struct span *values)
{
    for (unsigned i = 0; i < groups->value_count; i++)
        if (!span_equal(groups->group[number].values[i], values[i]))
            return false;
    return true;
}

/* Few groups come up again and again: those that came last are known without a hash. */
size_t groups_find(struct groups *groups, const struct span *values)
{
    size_t *guess = guess_of(groups, values), number;

    if (*guess > 0 && has_values(groups, *guess - 1, values))
        return *guess - 1;
    number = dict_add(&groups->dict, make_key(groups, values));
    *guess = number + 1;
    if (number < groups->count)
        return number;
    groups->count++;
    mem_grow(&groups->group, &groups->capacity, groups->count, sizeof *groups->group);
    groups->group[number] = take_apart(groups, dict_key(&groups->dict, number));
    if (groups->size > 0) {
        mem_grow(&groups->loads, &groups->load_capacity, groups->count, groups->size);
        memset(groups_at(groups, number), 0, groups->size);
    }
    return number;
}

void *groups_take(struct groups *groups, const struct span *values)
{
    size_t number = groups_find(groups, values);

    return groups_at(groups, number);
}

static int compare_groups(const void *a, const void *b, void *context)
{
    const struct groups *groups = context;
    const size_t *first = a, *second = b;
    int order = 0;

    for (unsigned i = 0; order == 0 && i < groups->value_count; i++)
        order = span_compare(groups->group[*first].values[i],
                             groups->group[*second].values[i]);
    return order;
}

void groups_sort(struct groups *groups)
{
    free(groups->order);
    groups->order = mem_array(groups->count, sizeof *groups->order);
    for (size_t i = 0; i < groups->count; i++)
        groups->order[i] = i;
    if (groups->count > 0)
        qsort_r(groups->order, groups->count, sizeof *groups->order, compare_groups,
                groups);
}
