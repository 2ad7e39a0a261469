/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "value/markup.h"

#include <stdarg.h>
#include <stdbool.h>

#include "value/text.h"

static const char REPLACEMENT[] = "\xef\xbf\xbd";

/* The reference for a byte of ASCII; NULL: it stands for itself. */
static const char *reference_of(unsigned char c, bool in_attribute)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return in_attribute ? "&quot;" : NULL;
    case '\t':
        return in_attribute ? "&#9;" : NULL;
    case '\n':
        return in_attribute ? "&#10;" : NULL;
    default:
        return c < 0x20 || c == 0x7f ? REPLACEMENT : NULL;
    }
}

/*
 * The length of the character at the start of a text; 0: it is none, or one that XML
 * (U+FFFE, U+FFFF) or HTML (U+0080 … U+009F) can't hold.
 */
static size_t character(struct span text)
{
    const unsigned char *at = (const unsigned char *)text.ptr;
    size_t len = text_utf8_sequence(text);

    if ((len == 2 && at[0] == 0xc2 && at[1] < 0xa0) ||
        (len == 3 && at[0] == 0xef && at[1] == 0xbf && at[2] >= 0xbe))
        return 0;
    return len;
}

/* How many bytes at the start of a text stand for themselves. */
static size_t count_plain(struct span text, bool in_attribute)
{
    size_t i = 0;

    while (i < text.len) {
        unsigned char c = (unsigned char)text.ptr[i];
        bool is_ascii = c < 0x80;
        size_t len = is_ascii ? reference_of(c, in_attribute) == NULL
                              : character(span_after(text, i));
        if (len == 0)
            break;
        i += len;
    }
    return i;
}

static void add(struct buffer *out, struct span text, bool in_attribute)
{
    while (text.len > 0) {
        size_t plain = count_plain(text, in_attribute);
        const char *reference;
        buffer_add(out, span_of(text.ptr, plain));
        text = span_after(text, plain);
        if (text.len == 0)
            return;
        reference = (unsigned char)text.ptr[0] < 0x80
                        ? reference_of((unsigned char)text.ptr[0], in_attribute)
                        : REPLACEMENT;
        buffer_add(out, span_from(reference));
        text = span_after(text, 1);
    }
}

void markup_text(struct buffer *out, struct span text)
{
    add(out, text, false);
}

void markup_attribute(struct buffer *out, struct span text)
{
    add(out, text, true);
}

void markup_print(struct buffer *out, const char *format, unsigned count, ...)
{
    struct span rest = span_from(format);
    bool in_attribute = false;
    va_list args;

    va_start(args, count);
    for (unsigned i = 0; i < count; i++) {
        struct span part = span_cut(&rest, '%');
        for (size_t j = 0; j < part.len; j++)
            in_attribute ^= part.ptr[j] == '"';
        buffer_add(out, part);
        add(out, va_arg(args, struct span), in_attribute);
    }
    va_end(args);
    buffer_add(out, rest);
}

void markup_begin_page(struct buffer *out, struct span title, const char *style)
{
    markup_print(
        out,
        "<!DOCTYPE html>\n<html lang=\"de\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
        "style-src 'unsafe-inline'\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<title>%</title>\n<style>\n",
        1, title);
    buffer_add(out, span_from(style));
    buffer_add(out, span_from("</style>\n</head>\n<body>\n"));
}
