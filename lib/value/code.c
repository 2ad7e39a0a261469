/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "value/code.h"

#include <strings.h>

#include "base/mem.h"

bool code_is_valid(struct span text)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        bool good = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                    (c >= '0' && c <= '9') || c == '-' || c == '_';
        if (!good)
            return false;
    }
    return text.len > 0;
}

struct span code_leading_name(struct span text)
{
    size_t len = 0;

    while (len < text.len && text.ptr[len] != '-' &&
           code_is_valid(span_of(text.ptr + len, 1)))
        len++;
    return span_of(text.ptr, len);
}

bool code_parse_yesno(struct span text, bool *yes)
{
    static const struct {
        const char *word;
        bool yes;
    } words[] = {{"yes", true},  {"no", false},    {"ja", true}, {"nein", false},
                 {"true", true}, {"false", false}, {"y", true},  {"j", true},
                 {"n", false},   {"1", true},      {"0", false}};

    /* As the tools write it. */
    if (span_is(text, "yes") || span_is(text, "no")) {
        *yes = text.len == 3;
        return true;
    }
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strlen(words[i].word) == text.len &&
            strncasecmp(words[i].word, text.ptr, text.len) == 0) {
            *yes = words[i].yes;
            return true;
        }
    }
    return false;
}

enum { KEY_BYTES = 16 };

static struct code_key key_of(struct span name)
{
    struct code_key key = {0, 0};
    uint32_t low, high;

    if (name.len >= 8) {
        memcpy(&key.first, name.ptr, 8);
        memcpy(&key.last, name.ptr + name.len - 8, 8);
    } else if (name.len >= 4) {
        memcpy(&low, name.ptr, 4);
        memcpy(&high, name.ptr + name.len - 4, 4);
        key.first = low;
        key.last = high;
    } else if (name.len > 0) {
        key.first = (unsigned char)name.ptr[0];
        key.last = (uint64_t)(unsigned char)name.ptr[name.len / 2] << 8 |
                   (unsigned char)name.ptr[name.len - 1];
    }
    return key;
}

static bool has_key(struct span name, struct code_key key, const struct span *other,
                    const struct code_key *other_key)
{
    return key.first == other_key->first && key.last == other_key->last &&
           name.len == other->len &&
           (name.len <= KEY_BYTES || memcmp(name.ptr, other->ptr, name.len) == 0);
}

/* Whatever a stream holds, no look-up compares more than the codes of the set. */
static uint32_t *find_slot(const struct code_set *set, struct span name,
                           struct code_key key)
{
    uint64_t mixed = (key.first ^ (key.last << 19 | key.last >> 45) ^ name.len) *
                     UINT64_C(0x9e3779b97f4a7c15);
    unsigned mask = 4 * set->capacity - 1, at = (unsigned)(mixed >> 32) & mask;

    for (; set->slots[at] != 0; at = (at + 1) & mask) {
        unsigned number = set->slots[at] - 1;
        if (has_key(name, key, &set->names[number], &set->keys[number]))
            break;
    }
    return &set->slots[at];
}

int code_find(const struct code_set *set, struct span name)
{
    return set->count > 0 ? (int)*find_slot(set, name, key_of(name)) - 1 : -1;
}

static void grow(struct code_set *set, struct arena *arena)
{
    unsigned capacity = set->capacity > 0 ? 2 * set->capacity : 8;
    struct span *names = arena_alloc(arena, capacity * sizeof *names);
    struct code_key *keys = arena_alloc(arena, capacity * sizeof *keys);

    if (set->count > 0) {
        memcpy(names, set->names, set->count * sizeof *names);
        memcpy(keys, set->keys, set->count * sizeof *keys);
    }
    set->names = names;
    set->keys = keys;
    set->capacity = capacity;
    set->slots = arena_alloc(arena, (size_t)4 * capacity * sizeof *set->slots);
    memset(set->slots, 0, (size_t)4 * capacity * sizeof *set->slots);
    for (unsigned i = 0; i < set->count; i++)
        *find_slot(set, names[i], keys[i]) = i + 1;
}

int code_append(struct code_set *set, struct span name, struct arena *arena)
{
    struct code_key key = key_of(name);

    if (set->count == set->capacity)
        grow(set, arena);
    *find_slot(set, name, key) = set->count + 1;
    set->names[set->count] = name;
    set->keys[set->count] = key;
    return (int)set->count++;
}

int code_add(struct code_set *set, struct span name, struct arena *arena)
{
    int known = code_find(set, name);

    return known >= 0 ? known : code_append(set, name, arena);
}
