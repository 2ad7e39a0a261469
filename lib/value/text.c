/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "value/text.h"

#include <stdint.h>

/* One word of text without a byte above 0x7F? */
static bool is_ascii_word(const char *text)
{
    uint64_t word;

    memcpy(&word, text, sizeof word);
    return (word & UINT64_C(0x8080808080808080)) == 0;
}

static bool is_ascii_block(const char *text)
{
    uint64_t word[8];

    memcpy(word, text, sizeof word);
    return ((word[0] | word[1] | word[2] | word[3] | word[4] | word[5] | word[6] |
             word[7]) &
            UINT64_C(0x8080808080808080)) == 0;
}

static bool is_continuation(unsigned char byte)
{
    return (byte & 0xC0) == 0x80;
}

size_t text_utf8_sequence(struct span text)
{
    const unsigned char *at = (const unsigned char *)text.ptr;
    unsigned char low = 0x80, high = 0xBF;
    size_t need;

    if (at[0] < 0x80)
        return 1;
    if (at[0] < 0xC2 || at[0] > 0xF4)
        return 0;
    if (at[0] < 0xE0)
        return text.len >= 2 && is_continuation(at[1]) ? 2 : 0;
    need = at[0] < 0xF0 ? 3 : 4;
    if (at[0] == 0xE0)
        low = 0xA0; /* shorter forms exist */
    else if (at[0] == 0xED)
        high = 0x9F; /* surrogates */
    else if (at[0] == 0xF0)
        low = 0x90;
    else if (at[0] == 0xF4)
        high = 0x8F; /* above U+10FFFF */
    if (text.len < need || at[1] < low || at[1] > high || !is_continuation(at[2]))
        return 0;
    return need == 3 || is_continuation(at[3]) ? need : 0;
}

size_t text_utf8_prefix(struct span text)
{
    size_t at = 0;

    while (at < text.len) {
        if (text.len - at >= 64 && is_ascii_block(text.ptr + at)) {
            at += 64;
        } else if (text.len - at >= 8 && is_ascii_word(text.ptr + at)) {
            at += 8;
        } else {
            size_t end = at + 8 < text.len ? at + 8 : text.len;
            while (at < end) {
                size_t length = text_utf8_sequence(span_after(text, at));
                if (length == 0)
                    return at;
                at += length;
            }
        }
    }
    return at;
}

/* Whether 8 bytes hold none below 0x20, no DEL and none above 0x7F. */
static bool is_printable_word(const char *text)
{
    const uint64_t ones = UINT64_C(0x0101010101010101), high = ones << 7;
    uint64_t word;

    memcpy(&word, text, sizeof word);
    /* From 0x20 to 0x7E both sums stay within their byte. */
    return ((word | (word + ones) | ~(word + ones * 0x60)) & high) == 0;
}

bool text_is_printable(struct span text)
{
    const unsigned char *at = (const unsigned char *)text.ptr;

    for (size_t i = 0; i < text.len; i++) {
        while (text.len - i > 8 && is_printable_word(text.ptr + i))
            i += 8;
        if (at[i] < 0x20 && at[i] != '\t' && at[i] != '\n' && at[i] != '\r')
            return false;
        if (at[i] == 0x7F)
            return false;
        if (at[i] == 0xC2 && i + 1 < text.len && at[i + 1] < 0xA0)
            return false; /* U+0080 … U+009F */
    }
    return true;
}

/* What is dropped from the ends beside blanks, as UTF-8. */
static const char *const unseen[] = {"\xC2\xA0",     "\xE2\x80\xAF", "\xE2\x80\x87",
                                     "\xE2\x80\x8B", "\xE2\x80\x8C", "\xE2\x80\x8D",
                                     "\xE2\x81\xA0", TEXT_BOM};

/* How many bytes of a blank or unseen character stand at the start; 0: none. */
static size_t unseen_at_start(struct span text)
{
    if (text.len == 0 || (text.ptr[0] > ' ' && (unsigned char)text.ptr[0] < 0x80))
        return 0;
    if (text.ptr[0] == ' ')
        return 1;
    for (size_t i = 0; i < sizeof unseen / sizeof *unseen; i++)
        if (span_starts(text, unseen[i]))
            return strlen(unseen[i]);
    return 0;
}

/* The same at the end. No sequence of UTF-8 ends with another one whole. */
static size_t unseen_at_end(struct span text)
{
    unsigned char last = text.len > 0 ? (unsigned char)text.ptr[text.len - 1] : 'x';

    if (last == ' ')
        return 1;
    for (size_t i = 0; is_continuation(last) && i < sizeof unseen / sizeof *unseen;
         i++) {
        size_t len = strlen(unseen[i]);
        if (text.len >= len && span_is(span_after(text, text.len - len), unseen[i]))
            return len;
    }
    return 0;
}

struct span text_trim_wide(struct span text)
{
    size_t len;

    while ((len = unseen_at_start(text)) > 0)
        text = span_after(text, len);
    while ((len = unseen_at_end(text)) > 0)
        text.len -= len;
    return text;
}

size_t text_width(struct span text)
{
    size_t width = 0;

    for (size_t i = 0; i < text.len; i++)
        width += !is_continuation((unsigned char)text.ptr[i]);
    return width;
}

size_t text_wrap(struct span text, size_t width)
{
    size_t used = 0, best = 0;

    for (size_t i = 0; i < text.len; i++) {
        used += !is_continuation((unsigned char)text.ptr[i]);
        if (used > width && best > 0 && text.ptr[i] != ' ')
            break;
        if (text.ptr[i] == ' ' && (used <= width + 1 || best == 0))
            best = i;
    }
    return best;
}

/* What has to be escaped, and the letters that then stand behind a backslash. */
static const char escaped[] = "\t\n\r\\", letters[] = "tnr\\";

/* What stands at the place of `c` in the other list, or 0. */
static char counterpart(char c, const char from[5], const char to[5])
{
    const char *at = memchr(from, c, 4);

    return at != NULL ? to[at - from] : '\0';
}

/* The first backslash in a text, or NULL. */
static const char *find_backslash(struct span text)
{
    return text.len > 0 ? memchr(text.ptr, '\\', text.len) : NULL;
}

bool text_escapes_are_valid(struct span field)
{
    for (const char *at; (at = find_backslash(field)) != NULL;) {
        field = span_after(field, (size_t)(at + 1 - field.ptr));
        if (field.len == 0 || counterpart(field.ptr[0], letters, escaped) == 0)
            return false;
        field = span_after(field, 1);
    }
    return true;
}

size_t text_unescape(struct span field, char *out)
{
    char *to = out;

    for (const char *at; (at = find_backslash(field)) != NULL;) {
        size_t before = (size_t)(at - field.ptr);
        char meant = 0;
        if (before + 1 < field.len)
            meant = counterpart(at[1], letters, escaped);
        memmove(to, field.ptr, before);
        to += before;
        *to++ = meant != 0 ? meant : '\\';
        field = span_after(field, before + 1 + (meant != 0));
    }
    if (field.len > 0)
        memmove(to, field.ptr, field.len);
    return (size_t)(to - out) + field.len;
}

size_t text_escape(struct span value, char *out)
{
    size_t len = 0;

    for (size_t i = 0; i < value.len; i++) {
        char c = value.ptr[i];
        char letter = (unsigned char)c < ' ' || c == '\\'
                          ? counterpart(c, escaped, letters)
                          : '\0';
        if (letter != 0)
            out[len++] = '\\';
        out[len++] = letter != 0 ? letter : c;
    }
    return len;
}

/* A bit in each byte of the word that is below 0x20 or a backslash; others may be set
 * above the first such byte. */
static uint64_t escape_bits(uint64_t word)
{
    const uint64_t ones = UINT64_C(0x0101010101010101), high = ones << 7;
    uint64_t slashes = word ^ ones * '\\';

    return (((word - ones * 0x20) & ~word) | ((slashes - ones) & ~slashes)) & high;
}

bool text_needs_no_escape(struct span value)
{
    uint64_t word = 0;

    if (value.len < sizeof word) {
        for (size_t i = 0; i < value.len; i++)
            if ((unsigned char)value.ptr[i] < 0x20 || value.ptr[i] == '\\')
                return false;
        return true;
    }
    for (size_t i = 0; i + sizeof word <= value.len; i += sizeof word) {
        memcpy(&word, value.ptr + i, sizeof word);
        if (escape_bits(word) != 0)
            return false;
    }
    memcpy(&word, value.ptr + value.len - sizeof word, sizeof word);
    return escape_bits(word) == 0;
}

size_t text_count_lines(struct span text)
{
    size_t count = 0;

    while (text.len > 0 && span_cut(&text, '\n').ptr != NULL && text.ptr != NULL)
        count++;
    return count;
}
