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

/* A number made of the length and the first and last bytes: few names share one. */
static uint64_t key_of(struct span name)
{
    uint64_t first = 0, last = 0;
    uint32_t low, high;

    if (name.len >= 8) {
        memcpy(&first, name.ptr, 8);
        memcpy(&last, name.ptr + name.len - 8, 8);
    } else if (name.len >= 4) {
        memcpy(&low, name.ptr, 4);
        memcpy(&high, name.ptr + name.len - 4, 4);
        first = low;
        last = high;
    } else if (name.len > 0) {
        first = (unsigned char)name.ptr[0];
        last = (uint64_t)(unsigned char)name.ptr[name.len / 2] << 8 |
               (unsigned char)name.ptr[name.len - 1];
    }
    return first ^ (last << 19 | last >> 45) ^ (uint64_t)name.len << 56;
}

int code_find(const struct code_set *set, struct span name)
{
    uint64_t key = key_of(name);

    for (unsigned i = 0; i < set->count; i++)
        if (set->keys[i] == key && span_equal(set->names[i], name))
            return (int)i;
    return -1;
}

int code_append(struct code_set *set, struct span name, struct arena *arena)
{
    if (set->count == set->capacity) {
        unsigned capacity = set->capacity > 0 ? 2 * set->capacity : 8;
        struct span *names = arena_alloc(arena, capacity * sizeof *names);
        uint64_t *keys = arena_alloc(arena, capacity * sizeof *keys);
        if (set->count > 0) {
            memcpy(names, set->names, set->count * sizeof *names);
            memcpy(keys, set->keys, set->count * sizeof *keys);
        }
        set->names = names;
        set->keys = keys;
        set->capacity = capacity;
    }
    set->names[set->count] = name;
    set->keys[set->count] = key_of(name);
    return (int)set->count++;
}

int code_add(struct code_set *set, struct span name, struct arena *arena)
{
    int known = code_find(set, name);

    return known >= 0 ? known : code_append(set, name, arena);
}
