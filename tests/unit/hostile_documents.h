/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What must become of a document of marks when texts stand in their places: of a page,
 * of text and of JSON. Nothing here is shared with what writes documents.
 */
#ifndef VIERPHASEN_TEST_HOSTILE_DOCUMENTS_H
#define VIERPHASEN_TEST_HOSTILE_DOCUMENTS_H

#include "hostile_persons.h"

#include <jansson.h>

#include "value/width.h"

enum { LINE_MOST = 78 };

/* ---- What becomes of a text in a document, from its code points. ---- */

static inline bool is_one_of(uint32_t point, const uint32_t *ranges)
{
    for (; ranges[1] > 0; ranges += 2)
        if (point >= ranges[0] && point <= ranges[1])
            return true;
    return false;
}

static const uint32_t UNWANTED[] = {0x1,    0x8,    0xB,    0xC,    0xE,    0x1F,
                                    0x7F,   0x9F,   0x202A, 0x202E, 0x2066, 0x206F,
                                    0xFFFE, 0xFFFF, 0,      0};
static const uint32_t HEBREW_OR_ARABIC[] = {0x590,   0x6FF,   0x200F, 0x200F,
                                            0x1E900, 0x1E95F, 0,      0};
static const uint32_t ACCENTS[] = {0x300, 0x36F, 0x20D0, 0x20FF, 0, 0};

static inline uint32_t take_point(struct span *text)
{
    size_t len = text_utf8_sequence(*text);
    uint32_t point = (unsigned char)text->ptr[0];

    if (len == 0)
        fail_msg("a byte that is not UTF-8");
    if (len > 1)
        point &= 0x7Fu >> len;
    for (size_t i = 1; i < len; i++)
        point = point << 6 | ((unsigned char)text->ptr[i] & 0x3F);
    *text = span_after(*text, len);
    return point;
}

static inline void put_line(struct buffer *out, struct span line)
{
    struct span rest = line;
    unsigned accents = 0;
    bool turns = false;

    while (rest.len > 0)
        turns |= is_one_of(take_point(&rest), HEBREW_OR_ARABIC);
    buffer_add(out, span_from(turns ? "\xe2\x81\xa8" : ""));
    for (rest = line; rest.len > 0;) {
        const char *at = rest.ptr;
        uint32_t point = take_point(&rest);
        accents = is_one_of(point, ACCENTS) ? accents + 1 : 0;
        if (accents == 1 && at == line.ptr)
            buffer_add(out, span_from("\xe2\x97\x8c"));
        if (is_one_of(point, UNWANTED) || accents == 9)
            buffer_add(out, span_from("\xef\xbf\xbd"));
        else if (accents < 9)
            buffer_add(out, span_of(at, (size_t)(rest.ptr - at)));
    }
    buffer_add(out, span_from(turns ? "\xe2\x81\xa9" : ""));
}

static inline void put_shown_lines(struct buffer *out, struct span text, char end)
{
    while (text.len > 0) {
        struct span rest = text;
        size_t len = 0;
        uint32_t point = 0;
        while (rest.len > 0) {
            len = text.len - rest.len;
            point = take_point(&rest);
            if (point == '\n' || point == '\r' || point == 0x2028 || point == 0x2029)
                break;
            len = text.len - rest.len;
            point = 0;
        }
        put_line(out, span_of(text.ptr, len));
        if (point == '\r' && rest.len > 0 && rest.ptr[0] == '\n')
            rest = span_after(rest, 1);
        if (point > 0)
            buffer_add_char(out, end);
        text = rest;
    }
}

/*
 * The text as documents have it, with `end` for each of its line ends. Most cells of a
 * person have the same text, so that the last one is kept.
 */
static inline void put_shown(struct buffer *out, struct span text, char end)
{
    static struct buffer last, shown;
    static char last_end;

    if (end != last_end || !span_equal(text, buffer_text(&last))) {
        set(&last, text);
        last_end = end;
        shown.len = 0;
        put_shown_lines(&shown, text, end);
    }
    buffer_add(out, buffer_text(&shown));
}

/* The number of the mark that a text begins with, or -1. */
static inline int mark_at(struct span text)
{
    for (unsigned i = 0; text.ptr[0] == 'Q' && i < MARKS_WITH_OFFICE; i++)
        if (span_starts(text, mark_of(i)))
            return (int)i;
    return -1;
}

enum { MARK_LEN = 6 };

/* ---- Pages ---- */

static const char UNKNOWN_REFERENCE[] = "\1unknown reference\1";

/* Reads a reference as a browser does; of all that there are a writer needs six. */
static inline size_t take_reference(struct buffer *out, struct span text)
{
    static const char *const names[][2] = {
        {"&amp;", "&"},   {"&lt;", "<"},          {"&gt;", ">"},
        {"&quot;", "\""}, {"&nbsp;", "\xc2\xa0"}, {"&shy;", "\xc2\xad"}};

    for (unsigned i = 0; i < COUNT_OF(names); i++) {
        if (span_starts(text, names[i][0])) {
            buffer_add(out, span_from(names[i][1]));
            return strlen(names[i][0]);
        }
    }
    buffer_add(out, span_from(UNKNOWN_REFERENCE));
    return 1;
}

/*
 * Writes a page as its tokens: tags as \2name attributes\3, text with its references
 * read, <br> as a line end. In a title only its end tag is a tag, in a style nothing
 * else is read at all.
 */
static inline void tokenize(struct buffer *out, struct span page)
{
    struct span inside = span_of("", 0);

    out->len = 0;
    while (page.len > 0) {
        size_t len = 1;
        if (page.ptr[0] == '&' && !span_is(inside, "style")) {
            len = take_reference(out, page);
        } else if (page.ptr[0] == '<' &&
                   (inside.len == 0 ||
                    (page.len > inside.len + 2 && page.ptr[1] == '/' &&
                     memcmp(page.ptr + 2, inside.ptr, inside.len) == 0))) {
            char quote = 0;
            while (page.ptr[len] != '>' || quote != 0) {
                if (page.ptr[len] == '"')
                    quote ^= '"';
                len++;
                assert_true(len < page.len);
            }
            inside = span_of("", 0);
            if (span_starts(page, "<title>") || span_starts(page, "<style>"))
                inside = span_of(page.ptr + 1, 5);
            len++;
            if (span_starts(page, "<br>")) {
                buffer_add_char(out, '\n');
            } else {
                buffer_add_char(out, '\2');
                buffer_add(out, span_of(page.ptr + 1, len - 2));
                buffer_add_char(out, '\3');
            }
        } else {
            buffer_add_char(out, page.ptr[0]);
        }
        page = span_after(page, len);
    }
}

/* The tokens of the page of marks, with what stands in their places. */
static inline void put_page_with_texts(struct buffer *out, struct span marks,
                                       const struct cells *cells)
{
    bool in_title = false;

    out->len = 0;
    while (marks.len > 0) {
        int mark = mark_at(marks);
        if (marks.ptr[0] == '\2')
            in_title = span_starts(marks, "\2title");
        if (mark >= 0)
            put_shown(out, buffer_text(&cells->text[mark]), in_title ? ' ' : '\n');
        else
            buffer_add_char(out, marks.ptr[0]);
        marks = span_after(marks, mark >= 0 ? MARK_LEN : 1);
    }
}

/* ---- Text ---- */

static inline void put_without_space(struct buffer *out, struct span text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] != ' ' && text.ptr[i] != '\t' && text.ptr[i] != '\n')
            buffer_add_char(out, text.ptr[i]);
}

static inline void put_words_with_texts(struct buffer *out, struct span marks,
                                        const struct cells *cells, struct buffer *shown)
{
    out->len = 0;
    while (marks.len > 0) {
        int mark = mark_at(marks);
        shown->len = 0;
        if (mark >= 0)
            put_shown(shown, buffer_text(&cells->text[mark]), '\n');
        else
            buffer_add_char(shown, marks.ptr[0]);
        put_without_space(out, buffer_text(shown));
        marks = span_after(marks, mark >= 0 ? MARK_LEN : 1);
    }
}

static inline bool has_mark(struct span line)
{
    for (; line.len > 0; line = span_after(line, 1))
        if (mark_at(line) >= 0)
            return true;
    return false;
}

static inline size_t indent_of(struct span line)
{
    size_t indent = 0;

    while (indent < line.len && line.ptr[indent] == ' ')
        indent++;
    return indent;
}

/*
 * Whether the lines without marks stand in the text in their order. What
 * is indented below a mark's line belongs to it. Runs of the others are looked for,
 * each behind the one before; the first and the last are where they were.
 */
static inline bool has_lines(struct span text, struct span marks)
{
    struct span run = span_of(marks.ptr, 0);
    size_t edge = SIZE_MAX; /* of the line of the mark whose block goes on */
    bool is_first = true;

    while (marks.ptr != NULL && marks.len > 0) {
        struct span line = span_cut(&marks, '\n');
        bool is_marked = has_mark(line) || indent_of(line) > edge;
        if (!is_marked)
            edge = SIZE_MAX;
        else if (edge == SIZE_MAX)
            edge = indent_of(line);
        if (!is_marked)
            run.len = (size_t)(line.ptr + line.len + 1 - run.ptr);
        if (is_marked || marks.len == 0) {
            const char *at =
                run.len > 0 ? memmem(text.ptr, text.len, run.ptr, run.len) : text.ptr;
            if (at == NULL || (is_first && at != text.ptr))
                return false;
            text = span_after(text, (size_t)(at - text.ptr) + run.len);
            run = span_of(line.ptr + line.len + 1, 0);
            is_first = false;
            if (!is_marked)
                return text.len == 0;
        }
    }
    return true;
}

/* Whether each line can be printed, read aloud and seen as a whole. */
static const char *fault_of_text(struct span text)
{
    struct span rest = text;

    if (text_utf8_prefix(text) < text.len)
        return "not UTF-8";
    while (rest.ptr != NULL) {
        struct span line = span_cut(&rest, '\n');
        if (width_of(line) > LINE_MOST)
            return "a line is too long";
        if (line.len > 0 && line.ptr[line.len - 1] == ' ')
            return "a line ends with a space";
        while (line.len > 0) {
            uint32_t point = take_point(&line);
            if (point == '\t' || point == '\r' || point == 0x2028 || point == 0x2029 ||
                (is_one_of(point, UNWANTED) && point != 0x2068 && point != 0x2069))
                return "a character that programs obey";
        }
    }
    return NULL;
}

/* ---- JSON ---- */

static inline void put_with_texts(struct buffer *out, struct span marks,
                                  const struct cells *cells)
{
    out->len = 0;
    while (marks.len > 0) {
        int mark = mark_at(marks);
        if (mark >= 0)
            buffer_add(out, buffer_text(&cells->text[mark]));
        else
            buffer_add_char(out, marks.ptr[0]);
        marks = span_after(marks, mark >= 0 ? MARK_LEN : 1);
    }
}

/* A copy in which the marks of all strings are what stands in their places. */
static inline json_t *json_with_texts(json_t *marks, const struct cells *cells,
                                      struct buffer *text)
{
    const char *key;
    json_t *item, *copy;
    size_t index;

    if (json_is_string(marks)) {
        put_with_texts(text, span_from(json_string_value(marks)), cells);
        return json_stringn(text->bytes, text->len);
    }
    if (json_is_array(marks)) {
        copy = json_array();
        json_array_foreach(marks, index, item)
            json_array_append_new(copy, json_with_texts(item, cells, text));
        return copy;
    }
    if (!json_is_object(marks))
        return json_incref(marks);
    copy = json_object();
    json_object_foreach(marks, key, item)
        json_object_set_new(copy, key, json_with_texts(item, cells, text));
    return copy;
}

#endif
