/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/names.h"

#include "base/buffer.h"
#include "base/diag.h"

enum { FAR = 3, PREFIX_LEAST = 3, LONGEST = 64 };

int names_find(const char *const *names, unsigned count, struct span name)
{
    for (unsigned i = 0; i < count; i++)
        if (names[i] != NULL && span_is(name, names[i]))
            return (int)i;
    return -1;
}

int names_find_span(const struct span *names, unsigned count, struct span name)
{
    for (unsigned i = 0; i < count; i++)
        if (span_equal(names[i], name))
            return (int)i;
    return -1;
}

struct span names_next(struct span *names)
{
    size_t len = 0;

    while (names->len > 0 && (names->ptr[0] == ' ' || names->ptr[0] == ','))
        *names = span_after(*names, 1);
    while (len < names->len && names->ptr[len] != ' ' && names->ptr[len] != ',')
        len++;
    *names = span_after(*names, len);
    return span_of(names->ptr - len, len);
}

bool names_has(struct span names, struct span name)
{
    for (struct span next = names_next(&names); next.len > 0; next = names_next(&names))
        if (span_equal(next, name))
            return true;
    return false;
}

static unsigned least(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

/* Edits that make one of the other (optimal string alignment), at most FAR. */
static unsigned edits(struct span a, struct span b)
{
    unsigned rows[3][LONGEST + 1];

    if (a.len > LONGEST || b.len > LONGEST || a.len + FAR <= b.len ||
        b.len + FAR <= a.len)
        return FAR;
    for (unsigned j = 0; j <= b.len; j++)
        rows[0][j] = j;
    for (unsigned i = 1; i <= a.len; i++) {
        unsigned *row = rows[i % 3];
        const unsigned *above = rows[(i - 1) % 3], *top = rows[(i + 1) % 3];
        row[0] = i;
        for (unsigned j = 1; j <= b.len; j++) {
            bool differs = a.ptr[i - 1] != b.ptr[j - 1];
            row[j] = least(least(above[j], row[j - 1]) + 1, above[j - 1] + differs);
            if (i > 1 && j > 1 && a.ptr[i - 1] == b.ptr[j - 2] &&
                a.ptr[i - 2] == b.ptr[j - 1])
                row[j] = least(row[j], top[j - 2] + 1);
        }
    }
    return least(rows[a.len % 3][b.len], FAR);
}

void nearest_consider(struct nearest *nearest, struct span candidate)
{
    struct span name = nearest->name;
    bool begins = name.len >= PREFIX_LEAST && candidate.len > name.len &&
                  memcmp(candidate.ptr, name.ptr, name.len) == 0;
    unsigned distance = edits(name, candidate);

    if (distance >= FAR || 2 * (size_t)distance >= candidate.len)
        distance = begins ? FAR : FAR + 1;
    if (distance > FAR || (nearest->best.ptr != NULL && distance >= nearest->distance))
        return;
    nearest->best = candidate;
    nearest->distance = distance;
}

struct span names_nearest(const char *const *names, unsigned count, struct span name)
{
    struct nearest nearest = {.name = name};

    for (unsigned i = 0; i < count; i++)
        if (names[i] != NULL)
            nearest_consider(&nearest, span_from(names[i]));
    return nearest.best;
}

void names_add_unknown(struct unknown_names *unknown, struct span word)
{
    if (unknown->count < UNKNOWN_MOST &&
        names_find_span(unknown->words, unknown->count, word) < 0)
        unknown->words[unknown->count++] = word;
}

static void add_word(struct buffer *text, struct span word, const struct span *names,
                     unsigned count)
{
    struct nearest nearest = {.name = word};
    size_t shown = word.len;

    for (unsigned i = 0; i < count; i++)
        nearest_consider(&nearest, names[i]);
    if (shown > LONGEST) /* before a character, not in it */
        for (shown = LONGEST; shown > 0 && (word.ptr[shown] & 0xC0) == 0x80;)
            shown--;
    buffer_print(text, " \"%.*s%s\"", (int)shown, word.ptr,
                 shown < word.len ? "…" : "");
    if (nearest.best.ptr != NULL)
        buffer_print(text, ", did you mean \"%.*s\"?", (int)nearest.best.len,
                     nearest.best.ptr);
    else
        buffer_add(text, span_from("."));
}

static void add_list(struct buffer *text, const struct span *names, unsigned count)
{
    enum { ROOM = 1800 };

    buffer_add(text, span_from(count > 0 ? " There are: " : " There is none"));
    for (unsigned i = 0; i < count; i++) {
        if (text->len + names[i].len > ROOM) {
            buffer_print(text, "%s… (%u more)", i > 0 ? ", " : "", count - i);
            return;
        }
        buffer_add(text, span_from(i > 0 ? ", " : ""));
        buffer_add(text, names[i]);
    }
}

bool names_tell_unknown(struct diag *diag, const char *what,
                        const struct unknown_names *unknown, const struct span *names,
                        unsigned count)
{
    struct buffer text = {0};

    buffer_add(&text, span_from(what));
    for (unsigned i = 0; i < unknown->count; i++) {
        buffer_add(&text, span_from(i > 0 ? " Nor" : ""));
        add_word(&text, unknown->words[i], names, count);
    }
    add_list(&text, names, count);
    diag_set(diag, DIAG_USAGE, "%.*s", (int)text.len, text.bytes);
    buffer_free(&text);
    return false;
}

bool names_unknown(struct diag *diag, const char *what, struct span name,
                   const struct span *names, unsigned count)
{
    struct unknown_names unknown = {.count = 1, .words = {name}};

    return names_tell_unknown(diag, what, &unknown, names, count);
}

bool names_choose(const struct span *names, unsigned count, struct span words,
                  bool *is_chosen, const char *what, struct diag *diag)
{
    struct unknown_names unknown = {0};

    for (unsigned i = 0; i < count; i++)
        is_chosen[i] = words.ptr == NULL;
    while (words.ptr != NULL) {
        struct span word = span_cut(&words, ',');
        int place = names_find_span(names, count, word);
        if (place < 0)
            names_add_unknown(&unknown, word);
        else
            is_chosen[place] = true;
    }
    return unknown.count == 0 || names_tell_unknown(diag, what, &unknown, names, count);
}
