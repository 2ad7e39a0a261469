/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/unary.h"

struct span unary_cut(struct span *rest)
{
    struct span text = *rest;
    bool in_quotes = false;
    int depth = 0;

    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        in_quotes ^= c == '"';
        if (in_quotes)
            continue;
        depth += c == '(' || c == '[';
        depth -= c == ')' || c == ']';
        if (c == ',' && depth <= 0) {
            *rest = span_after(text, i + 1);
            return span_trim(span_of(text.ptr, i));
        }
    }
    *rest = span_of(NULL, 0);
    return span_trim(text);
}

bool unary_is_call(struct span test, const char *name, struct span *inside)
{
    size_t len = strlen(name);

    if (!span_starts(test, name) || test.len < len + 2 || test.ptr[len] != '(' ||
        test.ptr[test.len - 1] != ')')
        return false;
    *inside = span_trim(span_of(test.ptr + len + 1, test.len - len - 2));
    return true;
}

bool unary_is_bare(struct span text)
{
    for (size_t i = 0; i < text.len; i++)
        if (strchr(" ,;()[]\"", text.ptr[i]) != NULL)
            return false;
    return text.len > 0;
}

struct span unary_unquote(struct span test, struct arena *arena)
{
    char *text;
    size_t len = 0;

    if (test.len < 2 || test.ptr[0] != '"' || test.ptr[test.len - 1] != '"')
        return test;
    text = arena_alloc(arena, test.len);
    for (size_t i = 1; i < test.len - 1; i++) {
        i += test.ptr[i] == '"' && test.ptr[i + 1] == '"' && i + 1 < test.len - 1;
        text[len++] = test.ptr[i];
    }
    return span_of(text, len);
}
