/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "value/contained.h"

#include <stdbool.h>
#include <stdint.h>

#include "value/text.h"
#include "value/width.h"

static const char REPLACEMENT[] = "\xef\xbf\xbd", CIRCLE[] = "\xe2\x97\x8c";
static const char ISOLATE[] = "\xe2\x81\xa8", END_OF_ISOLATE[] = "\xe2\x81\xa9";

struct range {
    uint32_t first, last;
};

/* Code points that become U+FFFD. */
static const struct range obeyed[] = {
    {0x00, 0x08},     {0x0B, 0x0C},     {0x0E, 0x1F},    {0x7F, 0x9F},
    {0x202A, 0x202E}, {0x2066, 0x206F}, {0xFFFE, 0xFFFF}};

/* Code points and blocks that are written right to left, and the marks that say so. */
static const struct range leftward[] = {{0x590, 0x8FF},     {0x200F, 0x200F},
                                        {0xFB1D, 0xFDFF},   {0xFE70, 0xFEFC},
                                        {0x10800, 0x10FFF}, {0x1E800, 0x1EFFF}};

static bool is_in(const struct range *ranges, size_t count, uint32_t point)
{
    for (size_t i = 0; i < count; i++)
        if (point >= ranges[i].first && point <= ranges[i].last)
            return true;
    return false;
}

/*
 * The length of what German is written with beside ASCII, at the start of a text:
 * U+00A0 … U+00FF and U+2010 … U+2027, which are letters and signs. 0: something else.
 */
static size_t german_sequence(struct span text)
{
    const unsigned char *at = (const unsigned char *)text.ptr;

    if (text.len >= 2 && ((at[0] == 0xC3 && at[1] >= 0x80 && at[1] <= 0xBF) ||
                          (at[0] == 0xC2 && at[1] >= 0xA0 && at[1] <= 0xBF)))
        return 2;
    return text.len >= 3 && at[0] == 0xE2 && at[1] == 0x80 && at[2] >= 0x90 &&
                   at[2] <= 0xA7
               ? 3
               : 0;
}

/* Whether eight bytes are ASCII without controls. */
static bool is_printable_word(const char *bytes)
{
    const uint64_t each = UINT64_C(0x0101010101010101), high = each * 0x80;
    uint64_t word;

    memcpy(&word, bytes, sizeof word);
    /* Of bytes below 0x80 the sum has the highest bit if they are above a limit. */
    return ((word | (word + each * (0x80 - 0x7F))) & high) == 0 &&
           ((word + each * (0x80 - 0x20)) & high) == high;
}

/*
 * Whether the value has ASCII and what German is written with only, and of controls TAB
 * and line feed only.
 */
static bool is_harmless(struct span value)
{
    while (value.len > 0) {
        unsigned char c = (unsigned char)value.ptr[0];
        size_t len = 1;
        if (value.len >= 8 && is_printable_word(value.ptr))
            len = 8;
        else if (c >= 0x7F)
            len = german_sequence(value);
        else if (c < 0x20 && c != '\t' && c != '\n')
            len = 0;
        if (len == 0)
            return false;
        value = span_after(value, len);
    }
    return true;
}

/* The code point of a sequence of so many bytes. */
static uint32_t point_of(const char *bytes, size_t len)
{
    uint32_t point = (unsigned char)bytes[0];

    if (len > 1)
        point &= 0xFFU >> (len + 1);
    for (size_t i = 1; i < len; i++)
        point = point << 6 | ((unsigned char)bytes[i] & 0x3F);
    return point;
}

/* How many bytes end a line at the start of a text; 0: none do. */
static size_t line_end(struct span text)
{
    if (text.ptr[0] == '\n')
        return 1;
    if (text.ptr[0] == '\r')
        return text.len > 1 && text.ptr[1] == '\n' ? 2 : 1;
    return span_starts(text, "\xe2\x80\xa8") || span_starts(text, "\xe2\x80\xa9") ? 3
                                                                                  : 0;
}

/* Adds a line; whether something of it is written right to left. */
static bool add_line(struct buffer *out, struct span line)
{
    const char *start = line.ptr;
    unsigned accents = 0;
    bool is_leftward = false;

    while (line.len > 0) {
        size_t len = text_utf8_sequence(line);
        uint32_t point = len > 0 ? point_of(line.ptr, len) : 0;
        accents = width_of_point(point) == 0 ? accents + 1 : 0;
        if (accents == 1 && line.ptr == start)
            buffer_add(out, span_from(CIRCLE));
        if (is_in(obeyed, sizeof obeyed / sizeof *obeyed, point) ||
            accents == CONTAINED_ACCENTS + 1)
            buffer_add(out, span_from(REPLACEMENT));
        else if (accents <= CONTAINED_ACCENTS)
            buffer_add(out, span_of(line.ptr, len));
        is_leftward |= point >= 0x590 &&
                       is_in(leftward, sizeof leftward / sizeof *leftward, point);
        line = span_after(line, len > 0 ? len : 1);
    }
    return is_leftward;
}

/* Puts what was added behind `start` between the marks of an isolate. */
static void isolate(struct buffer *out, size_t start)
{
    size_t mark = strlen(ISOLATE), len = out->len - start;

    buffer_room(out, 2 * mark);
    memmove(out->bytes + start + mark, out->bytes + start, len);
    memcpy(out->bytes + start, ISOLATE, mark);
    out->len += mark;
    buffer_add(out, span_from(END_OF_ISOLATE));
}

struct span contained(struct buffer *room, struct span value)
{
    if (is_harmless(value))
        return value;
    room->len = 0;
    while (value.len > 0) {
        size_t len = 0, end = 0, start = room->len;
        while (len < value.len && (end = line_end(span_after(value, len))) == 0)
            len++;
        if (add_line(room, span_of(value.ptr, len)))
            isolate(room, start);
        if (end > 0)
            buffer_add_char(room, '\n');
        value = span_after(value, len + end);
    }
    return buffer_text(room);
}
