/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stream/decoding.h"

#include <stdint.h>

#include "base/buffer.h"
#include "value/text.h"

enum { UNDEFINED = 0, ODD_BYTE = 0xFE };

/* 0x80 to 0x9F; from 0xA0 on the code point is the byte. */
static const uint16_t windows_1252[32] = {
    0x20AC,    UNDEFINED, 0x201A, 0x0192, 0x201E, 0x2026,    0x2020, 0x2021,
    0x02C6,    0x2030,    0x0160, 0x2039, 0x0152, UNDEFINED, 0x017D, UNDEFINED,
    UNDEFINED, 0x2018,    0x2019, 0x201C, 0x201D, 0x2022,    0x2013, 0x2014,
    0x02DC,    0x2122,    0x0161, 0x203A, 0x0153, UNDEFINED, 0x017E, 0x0178};

/* Where it differs from the code point of the same number. */
static const struct {
    unsigned char byte;
    uint16_t point;
} iso_8859_15[] = {{0xA4, 0x20AC}, {0xA6, 0x0160}, {0xA8, 0x0161}, {0xB4, 0x017D},
                   {0xB8, 0x017E}, {0xBC, 0x0152}, {0xBD, 0x0153}, {0xBE, 0x0178}};

static const char *const names[] = {[ENCODING_UTF8] = "utf-8",
                                    [ENCODING_AUTO] = "auto",
                                    [ENCODING_WINDOWS_1252] = "windows-1252",
                                    [ENCODING_ISO_8859_15] = "iso-8859-15",
                                    [ENCODING_UTF16] = "utf-16"};

bool encoding_from_name(struct span name, enum encoding *encoding)
{
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (span_is(name, names[i])) {
            *encoding = (enum encoding)i;
            return true;
        }
    }
    return false;
}

const char *encoding_name(enum encoding encoding)
{
    return names[encoding];
}

bool coding_is_big_endian(struct span begin)
{
    if (begin.len < 2 || span_starts(begin, "\xFF\xFE"))
        return false;
    return span_starts(begin, "\xFE\xFF") ||
           (begin.ptr[0] == '\0' && begin.ptr[1] != '\0');
}

static uint32_t point_of(enum encoding encoding, unsigned char byte)
{
    const size_t count = sizeof iso_8859_15 / sizeof *iso_8859_15;

    if (encoding == ENCODING_WINDOWS_1252 && byte >= 0x80 && byte < 0xA0)
        return windows_1252[byte - 0x80];
    for (size_t i = 0; encoding == ENCODING_ISO_8859_15 && i < count; i++)
        if (iso_8859_15[i].byte == byte)
            return iso_8859_15[i].point;
    return byte;
}

/* Also of half a surrogate pair. */
static size_t put_utf8(uint32_t point, char *out)
{
    if (point < 0x80) {
        out[0] = (char)point;
        return 1;
    }
    if (point < 0x800) {
        out[0] = (char)(0xC0 | point >> 6);
        out[1] = (char)(0x80 | (point & 0x3F));
        return 2;
    }
    if (point < 0x10000) {
        out[0] = (char)(0xE0 | point >> 12);
        out[1] = (char)(0x80 | (point >> 6 & 0x3F));
        out[2] = (char)(0x80 | (point & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | point >> 18);
    out[1] = (char)(0x80 | (point >> 12 & 0x3F));
    out[2] = (char)(0x80 | (point >> 6 & 0x3F));
    out[3] = (char)(0x80 | (point & 0x3F));
    return 4;
}

void decoder_set(struct decoder *decoder, struct coding coding)
{
    decoder->coding = coding;
    for (unsigned byte = 0x80; byte <= 0xFF; byte++) {
        uint32_t point = point_of(coding.encoding, (unsigned char)byte);
        char *bytes = decoder->high[byte - 0x80].bytes;
        bytes[0] = (char)byte;
        decoder->high[byte - 0x80].length =
            point == UNDEFINED ? 1 : (unsigned char)put_utf8(point, bytes);
    }
}

/* How many bytes from the start are ASCII. */
static size_t ascii_prefix(struct span bytes)
{
    size_t at = 0;
    uint64_t word;

    for (; bytes.len - at >= sizeof word; at += sizeof word) {
        memcpy(&word, bytes.ptr + at, sizeof word);
        if ((word & UINT64_C(0x8080808080808080)) != 0)
            break;
    }
    while (at < bytes.len && (unsigned char)bytes.ptr[at] < 0x80)
        at++;
    return at;
}

static struct decoded decode_bytes(const struct decoder *decoder, struct span bytes,
                                   char *out, size_t room)
{
    struct decoded done = {0, 0};

    while (done.used < bytes.len && room - done.made >= DECODED_MOST) {
        struct span rest = span_after(bytes, done.used);
        size_t most = room - done.made;
        size_t ascii = ascii_prefix(rest.len < most ? rest : span_of(rest.ptr, most));
        memcpy(out + done.made, rest.ptr, ascii);
        done.used += ascii;
        done.made += ascii;
        if (ascii < rest.len && room - done.made >= DECODED_MOST) {
            unsigned high = (unsigned char)rest.ptr[ascii] - 0x80U;
            /* Three bytes are always copied: it is faster than to look how many. */
            memcpy(out + done.made, decoder->high[high].bytes, 3);
            done.made += decoder->high[high].length;
            done.used++;
        }
    }
    return done;
}

static uint32_t unit_at(const struct decoder *decoder, const char *bytes)
{
    unsigned first = (unsigned char)bytes[0], second = (unsigned char)bytes[1];

    return decoder->coding.is_big_endian ? first << 8 | second : second << 8 | first;
}

static bool is_high(uint32_t unit)
{
    return unit >= 0xD800 && unit < 0xDC00;
}

static bool is_low(uint32_t unit)
{
    return unit >= 0xDC00 && unit < 0xE000;
}

static size_t put_odd_byte(unsigned char byte, char *out)
{
    out[0] = (char)ODD_BYTE;
    out[1] = (char)(0x80 | byte >> 4);
    out[2] = (char)(0x80 | (byte & 0xF));
    return 3;
}

static struct decoded decode_units(const struct decoder *decoder, struct span bytes,
                                   bool complete, char *out, size_t room)
{
    struct decoded done = {0, 0};

    while (bytes.len - done.used >= 2 && room - done.made >= DECODED_MOST) {
        const char *at = bytes.ptr + done.used;
        uint32_t unit = unit_at(decoder, at);
        size_t width = 2;
        if (is_high(unit)) {
            bool has_next = bytes.len - done.used >= 4;
            if (!has_next && !complete)
                break;
            if (has_next && is_low(unit_at(decoder, at + 2))) {
                unit = 0x10000 +
                       ((unit & 0x3FF) << 10 | (unit_at(decoder, at + 2) & 0x3FF));
                width = 4;
            }
        }
        done.used += width;
        done.made += put_utf8(unit, out + done.made);
    }
    if (complete && bytes.len - done.used == 1 && room - done.made >= DECODED_MOST) {
        done.made += put_odd_byte((unsigned char)bytes.ptr[done.used], out + done.made);
        done.used++;
    }
    return done;
}

struct decoded decoder_run(const struct decoder *decoder, struct span bytes,
                           bool complete, char *out, size_t room)
{
    return decoder->coding.encoding == ENCODING_UTF16
               ? decode_units(decoder, bytes, complete, out, room)
               : decode_bytes(decoder, bytes, out, room);
}

/* What stands in a decoded text. */
struct element {
    enum { CHARACTER, HALF_PAIR, LONE_BYTE } kind;
    uint32_t value;
    size_t length;
};

static struct element next_element(struct span text)
{
    const unsigned char *at = (const unsigned char *)text.ptr;
    size_t length = text_utf8_sequence(text);

    switch (length) {
    case 1:
        return (struct element){CHARACTER, at[0], 1};
    case 2:
        return (struct element){CHARACTER, (at[0] & 0x1FU) << 6 | (at[1] & 0x3FU), 2};
    case 3:
        return (struct element){
            CHARACTER, (at[0] & 0xFU) << 12 | (at[1] & 0x3FU) << 6 | (at[2] & 0x3FU),
            3};
    case 4:
        return (struct element){CHARACTER,
                                (at[0] & 0x7U) << 18 | (at[1] & 0x3FU) << 12 |
                                    (at[2] & 0x3FU) << 6 | (at[3] & 0x3FU),
                                4};
    default:
        break;
    }
    if (text.len >= 3 && at[0] == 0xED && at[1] >= 0xA0 && at[1] < 0xC0)
        return (struct element){HALF_PAIR,
                                0xD000U | (at[1] & 0x3FU) << 6 | (at[2] & 0x3FU), 3};
    if (text.len >= 3 && at[0] == ODD_BYTE)
        return (struct element){LONE_BYTE, (at[1] & 0xFU) << 4 | (at[2] & 0xFU), 3};
    return (struct element){LONE_BYTE, at[0], 1};
}

static void add_unit(struct coding coding, uint32_t unit, struct buffer *out)
{
    buffer_add_char(out, (char)(coding.is_big_endian ? unit >> 8 : unit & 0xFF));
    buffer_add_char(out, (char)(coding.is_big_endian ? unit & 0xFF : unit >> 8));
}

static void add_utf16(struct coding coding, struct element element, struct buffer *out)
{
    if (element.kind == LONE_BYTE) {
        buffer_add_char(out, (char)element.value);
    } else if (element.value > 0xFFFF) {
        add_unit(coding, 0xD800 | (element.value - 0x10000) >> 10, out);
        add_unit(coding, 0xDC00 | (element.value & 0x3FF), out);
    } else {
        add_unit(coding, element.value, out);
    }
}

static bool add_byte(enum encoding encoding, struct element element, struct buffer *out)
{
    unsigned byte = 0;

    if (element.kind == LONE_BYTE) {
        buffer_add_char(out, (char)element.value);
        return true;
    }
    while (byte <= 0xFF && (element.kind != CHARACTER ||
                            point_of(encoding, (unsigned char)byte) != element.value))
        byte++;
    if (byte > 0xFF)
        return false;
    /* NUL is found at 0, an undefined byte, whose point is 0 too, never. */
    buffer_add_char(out, (char)byte);
    return true;
}

bool coding_encode(struct coding coding, struct span text, struct buffer *out)
{
    if (coding.encoding == ENCODING_UTF8 || coding.encoding == ENCODING_AUTO) {
        buffer_add(out, text);
        return true;
    }
    while (text.len > 0) {
        struct element element = next_element(text);
        if (coding.encoding == ENCODING_UTF16)
            add_utf16(coding, element, out);
        else if (!add_byte(coding.encoding, element, out))
            return false;
        text = span_after(text, element.length);
    }
    return true;
}

size_t coding_size(struct coding coding, struct span text)
{
    size_t size = 0;

    if (coding.encoding == ENCODING_UTF8 || coding.encoding == ENCODING_AUTO)
        return text.len;
    while (text.len > 0) {
        struct element element = next_element(text);
        if (coding.encoding != ENCODING_UTF16 || element.kind == LONE_BYTE)
            size++;
        else
            size += element.value > 0xFFFF ? 4 : 2;
        text = span_after(text, element.length);
    }
    return size;
}
