/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stream/salvage.h"

#include "value/text.h"

/*
 * Takes the quoted field that raw begins with: its value goes to out, its bytes off
 * raw. False if the quotes are not those of a whole field.
 */
static bool cut_quoted(struct span *raw, char delimiter, char *out, struct span *value)
{
    size_t length = 0, at = 1;

    for (; at < raw->len; at++) {
        bool is_quote = raw->ptr[at] == '"';
        if (is_quote && (at + 1 == raw->len || raw->ptr[at + 1] != '"'))
            break;
        at += is_quote;
        out[length++] = raw->ptr[at];
    }
    if (at >= raw->len)
        return false;
    at++;
    if (at < raw->len && raw->ptr[at] != delimiter)
        return false;
    *value = span_of(out, length);
    *raw = at < raw->len ? span_after(*raw, at + 1) : span_of(NULL, 0);
    return true;
}

bool salvage_field(struct span raw, struct dialect dialect, unsigned number, char *out,
                   struct span *value)
{
    bool has_quotes = dialect.format == FORMAT_CSV;
    unsigned at = 0;

    for (; at <= number && raw.ptr != NULL; at++) {
        if (has_quotes && span_starts(raw, "\"")) {
            if (!cut_quoted(&raw, dialect.delimiter, out, value))
                return false;
            continue;
        }
        *value = span_cut(&raw, dialect.delimiter);
        if (has_quotes && value->len > 0 && memchr(value->ptr, '"', value->len) != NULL)
            return false;
    }
    if (at <= number || text_utf8_prefix(*value) < value->len ||
        !text_is_printable(*value))
        return false;
    if (has_quotes)
        return true;
    if (!text_escapes_are_valid(*value))
        return false;
    *value = span_of(out, text_unescape(*value, out));
    return true;
}
