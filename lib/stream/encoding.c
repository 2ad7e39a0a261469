/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stream/encoding.h"

#include "stream/record.h"
#include "value/text.h"

size_t encoding_json(struct span text, char *out)
{
    static const char letters[] = "\b\t\n\f\r\"\\", escapes[] = "btnfr\"\\";
    static const char digits[] = "0123456789abcdef";
    char *to = out;

    /* Most values are copied. */
    if (text_needs_no_escape(text) &&
        (text.len == 0 || memchr(text.ptr, '"', text.len) == NULL))
        return (size_t)(span_copy(text, out) - out);
    for (size_t i = 0; i < text.len; i++) {
        unsigned char byte = (unsigned char)text.ptr[i];
        const char *letter;
        if (byte >= 0x20 && byte != '"' && byte != '\\') {
            *to++ = (char)byte;
            continue;
        }
        *to++ = '\\';
        letter = byte != 0 ? strchr(letters, byte) : NULL;
        if (letter != NULL) {
            *to++ = escapes[letter - letters];
        } else {
            memcpy(to, "u00", 3);
            to[3] = digits[byte >> 4];
            to[4] = digits[byte & 15];
            to += 5;
        }
    }
    return (size_t)(to - out);
}

size_t encoding_quoted(struct span text, char *out)
{
    char *to = out;

    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '"')
            *to++ = '"';
        *to++ = text.ptr[i];
    }
    return (size_t)(to - out);
}

void encoding_put(struct output *output, struct span text,
                  size_t (*encode)(struct span, char *))
{
    while (text.len > 0) {
        size_t part = text.len < ENCODING_PART ? text.len : ENCODING_PART;
        char *room = output_room(output, (size_t)6 * ENCODING_PART);
        output_put(output, encode(span_of(text.ptr, part), room));
        text = span_after(text, part);
    }
}

void encoding_put_tabs(struct output *output, const struct record *record)
{
    struct span text = record_text(record);
    char *room = output_room(output, text.len);

    memcpy(room, text.ptr, text.len);
    for (uint32_t i = 0; i + 1 < record->count; i++)
        room[record->ends[i] - record->start] = '\t';
    output_put(output, text.len);
}
