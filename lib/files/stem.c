/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "files/stem.h"

#include <sodium.h>
#include <stdio.h>

#include "value/code.h"
#include "value/text.h"

enum { HASH_BYTES = 8, LATIN_FIRST = 0xC0, LATIN_LAST = 0x17F };

/* The letters of ASCII for U+00C0 … U+017F; `-` where there is none. */
static const char latin[] = "AAAAAAACEEEEIIIIDNOOOOO-OUUUUYTs"
                            "aaaaaaaceeeeiiiidnooooo-ouuuuyty"
                            "AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGg"
                            "GgGgHhHhIiIiIiIiIiIiJjKkkLlLlLlL"
                            "lLlNnNnNnnNnOoOoOoOoRrRrRrSsSsSs"
                            "SsTtTtTtUuUuUuUuUuUuWwYyYZzZzZzs";

_Static_assert(sizeof latin - 1 == LATIN_LAST - LATIN_FIRST + 1, "a letter for each");

static char small(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

struct span stem_fold(struct span value, char *out)
{
    for (size_t i = 0; i < value.len; i++)
        out[i] = small(value.ptr[i]);
    return span_of(out, value.len);
}

/* Whether systems or we ourselves have another use for a name. */
static bool is_taken(struct span name)
{
    static const char *const names[] = {"con", "prn", "aux", "nul", "index"};
    char folded[STEM_VALUE_MOST];
    struct span text = stem_fold(name, folded);

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (span_is(text, names[i]))
            return true;
    return text.len == 4 && (span_starts(text, "com") || span_starts(text, "lpt")) &&
           text.ptr[3] >= '0' && text.ptr[3] <= '9';
}

bool stem_is_value(struct span value)
{
    return value.len <= STEM_VALUE_MOST && code_is_valid(value) &&
           !span_starts(value, "-") && !is_taken(value);
}

/* The number of a character that is well-formed, `len` bytes long. */
static unsigned number_of(const char *text, size_t len)
{
    const unsigned char *at = (const unsigned char *)text;

    if (len == 1)
        return at[0];
    return len == 2 ? (at[0] & 0x1Fu) << 6 | (at[1] & 0x3Fu) : 0;
}

/* The letter for a character; `-`: there is none; 0: an accent of the one before. */
static char letter_of(unsigned number)
{
    char ascii = (char)number;

    if (number < 0x80)
        return code_is_valid(span_of(&ascii, 1)) ? ascii : '-';
    if (number >= LATIN_FIRST && number <= LATIN_LAST)
        return latin[number - LATIN_FIRST];
    if (number >= 0x300 && number <= 0x36F)
        return 0;
    return number >= 0x218 && number <= 0x21B ? "SsTt"[number - 0x218] : '-';
}

/* The letter behind it: Ä is Ae, ß is ss; 0: none. */
static char second_of(unsigned number)
{
    switch (number) {
    case 0xC4:
    case 0xD6:
    case 0xDC:
    case 0xE4:
    case 0xF6:
    case 0xFC: /* Ä Ö Ü */
    case 0xC6:
    case 0xE6:
    case 0x152:
    case 0x153: /* Æ Œ */
        return 'e';
    case 0xDF:
        return 's';
    case 0xDE:
    case 0xFE:
        return 'h';
    default:
        return 0;
    }
}

/* Adds a letter, and of several `-` only one, none at the beginning. */
static size_t add(char *out, size_t len, char letter)
{
    if (letter == 0 || len == STEM_VALUE_MOST ||
        (letter == '-' && (len == 0 || out[len - 1] == '-')))
        return len;
    out[len] = letter;
    return len + 1;
}

/* The words of a value, in `out`; how many bytes. */
static size_t make_words(struct span value, char out[STEM_VALUE_MOST])
{
    size_t len = 0;

    while (value.len > 0) {
        size_t bytes = text_utf8_sequence(value);
        unsigned number = bytes > 0 ? number_of(value.ptr, bytes) : 0;
        len = add(out, len, letter_of(number));
        len = add(out, len, second_of(number));
        value = span_after(value, bytes > 0 ? bytes : 1);
    }
    while (len > 0 && out[len - 1] == '-')
        len--;
    return len;
}

void stem_make(struct span value, bool readable, char stem[STEM_BYTES])
{
    unsigned char hash[crypto_generichash_BYTES];
    char digits[2 * HASH_BYTES + 1], words[STEM_VALUE_MOST];
    size_t len = readable ? make_words(value, words) : 0;

    crypto_generichash(hash, sizeof hash, (const unsigned char *)value.ptr, value.len,
                       NULL, 0);
    sodium_bin2hex(digits, sizeof digits, hash, HASH_BYTES);
    if (len == 0 || is_taken(span_of(words, len)))
        snprintf(stem, STEM_BYTES, "value.%s", digits);
    else
        snprintf(stem, STEM_BYTES, "%.*s.%s", (int)len, words, digits);
}
