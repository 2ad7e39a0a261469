/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "due/ics.h"

#include <stdbool.h>

#include "stream/output.h"

enum { CHARACTER_MOST = 4, DELETE = 0x7F };

/* A continued line begins with a space, which counts. */
static void fold(struct ics *ics)
{
    output_write(ics->output, span_from("\r\n "));
    ics->column = 1;
}

/* Bytes that stay on one line. */
static void put_whole(struct ics *ics, struct span bytes)
{
    if (ics->column + bytes.len > ICS_LINE)
        fold(ics);
    output_write(ics->output, bytes);
    ics->column += (unsigned)bytes.len;
}

/* How much of bytes fits into `room` without a cut inside a UTF-8 character. */
static size_t fitting(struct span bytes, size_t room)
{
    size_t part = room;

    if (bytes.len <= room)
        return bytes.len;
    while (part > 0 && room - part < CHARACTER_MOST &&
           ((unsigned char)bytes.ptr[part] & 0xC0) == 0x80)
        part--;
    return room - part < CHARACTER_MOST ? part : room; /* else it is no UTF-8 */
}

void ics_raw(struct ics *ics, struct span value)
{
    for (;;) {
        size_t part = fitting(value, ICS_LINE - ics->column);
        output_write(ics->output, span_of(value.ptr, part));
        ics->column += (unsigned)part;
        value = span_after(value, part);
        if (value.len == 0)
            return;
        fold(ics);
    }
}

void ics_lines(struct ics *ics, struct span lines)
{
    output_write(ics->output, lines);
}

void ics_name(struct ics *ics, const char *name)
{
    ics_raw(ics, span_from(name));
}

static bool stands_for_itself(char c)
{
    unsigned char byte = (unsigned char)c;

    if (byte > ';') /* most of a text */
        return byte != '\\' && byte != DELETE;
    return (byte >= ' ' || byte == '\t') && byte != ',' && byte != ';';
}

/* Takes off one character that doesn't stand for itself, and writes it. */
static struct span escape(struct ics *ics, struct span text)
{
    char escaped[] = {'\\', text.ptr[0]};

    switch (text.ptr[0]) {
    case ',':
    case ';':
    case '\\':
        put_whole(ics, span_of(escaped, 2));
        break;
    case '\r':
        if (text.len > 1 && text.ptr[1] == '\n')
            break; /* the LF is still to come */
        put_whole(ics, span_from("\\n"));
        break;
    case '\n':
        put_whole(ics, span_from("\\n"));
        break;
    default:
        break;
    }
    return span_after(text, 1);
}

void ics_text(struct ics *ics, struct span text)
{
    while (text.len > 0) {
        size_t run = 0;
        while (run < text.len && stands_for_itself(text.ptr[run]))
            run++;
        ics_raw(ics, span_of(text.ptr, run));
        text = span_after(text, run);
        if (text.len > 0)
            text = escape(ics, text);
    }
}

void ics_end(struct ics *ics)
{
    output_write(ics->output, span_from("\r\n"));
    ics->column = 0;
}
