/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A span is a piece of text that somebody else owns: a pointer and a length.
 * It is not terminated by a NUL byte and may hold any byte.
 */
#ifndef VIERPHASEN_SPAN_H
#define VIERPHASEN_SPAN_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct span {
    const char *ptr;
    size_t len;
};

static inline struct span span_of(const char *ptr, size_t len)
{
    return (struct span){ptr, len};
}

/* The text of a C string, without its NUL byte. */
static inline struct span span_from(const char *text)
{
    return (struct span){text, strlen(text)};
}

static inline bool span_equal(struct span a, struct span b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

/* Below, equal to or above 0, byte by byte; what is only longer comes behind. */
static inline int span_compare(struct span a, struct span b)
{
    size_t len = a.len < b.len ? a.len : b.len;
    int order = len > 0 ? memcmp(a.ptr, b.ptr, len) : 0;
    return order != 0 ? order : (a.len > b.len) - (a.len < b.len);
}

static inline bool span_is(struct span a, const char *text)
{
    return span_equal(a, span_from(text));
}

static inline bool span_starts(struct span a, const char *prefix)
{
    size_t len = strlen(prefix);
    return a.len >= len && memcmp(a.ptr, prefix, len) == 0;
}

/* What is left of a after its first n bytes (n <= a.len). */
static inline struct span span_after(struct span a, size_t n)
{
    return (struct span){a.ptr + n, a.len - n};
}

/* Without the spaces at both ends. */
static inline struct span span_trim(struct span a)
{
    while (a.len > 0 && a.ptr[0] == ' ')
        a = span_after(a, 1);
    while (a.len > 0 && a.ptr[a.len - 1] == ' ')
        a.len--;
    return a;
}

/*
 * Takes the part of *rest before the first `sep` off *rest and returns it. The last
 * part leaves *rest with a null pointer: `while (rest.ptr) part = span_cut(&rest, '
 * ');` walks over all parts, and over one empty part if the span is empty.
 */
static inline struct span span_cut(struct span *rest, char sep)
{
    const char *at = rest->len > 0 ? memchr(rest->ptr, sep, rest->len) : NULL;
    struct span part = *rest;
    if (at == NULL) {
        *rest = (struct span){NULL, 0};
    } else {
        part.len = (size_t)(at - part.ptr);
        *rest = span_after(*rest, part.len + 1);
    }
    return part;
}

/*
 * Copies the bytes to `to`, which has room for them, and returns the end of the copy.
 * Most values are short: two moves that may overlap take less than a call of memcpy.
 */
static inline char *span_copy(struct span a, char *to)
{
    if (a.len < 4) {
        if (a.len > 0) {
            to[0] = a.ptr[0];
            to[a.len / 2] = a.ptr[a.len / 2];
            to[a.len - 1] = a.ptr[a.len - 1];
        }
    } else if (a.len <= 8) {
        memcpy(to, a.ptr, 4);
        memcpy(to + a.len - 4, a.ptr + a.len - 4, 4);
    } else if (a.len <= 16) {
        memcpy(to, a.ptr, 8);
        memcpy(to + a.len - 8, a.ptr + a.len - 8, 8);
    } else {
        memcpy(to, a.ptr, a.len);
    }
    return to + a.len;
}

#endif
