/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stream/heading.h"

#include "base/buffer.h"
#include "base/diag.h"
#include "stream/dialect.h"
#include "value/text.h"

/* Takes the next field of a header off *rest, as it stands; a null pointer behind the
 * last. */
static struct span cut_field(struct dialect dialect, struct span *rest)
{
    bool has_quotes = dialect.format == FORMAT_CSV && span_starts(*rest, "\"");
    bool is_inside = false;
    struct span field = *rest;
    size_t len = 0;

    for (; len < rest->len; len++) {
        if (rest->ptr[len] == '"')
            is_inside = has_quotes && !is_inside;
        else if (rest->ptr[len] == dialect.delimiter && !is_inside)
            break;
    }
    *rest = len < rest->len ? span_after(*rest, len + 1) : span_of(NULL, 0);
    field.len = len;
    return field;
}

/* The name that a field stands for; in `out` if it has quotes or escapes. */
static struct span decode(struct dialect dialect, struct span field, struct buffer *out)
{
    char *room;
    size_t len = 0;

    out->len = 0;
    room = buffer_room(out, field.len + 1);
    if (dialect.format == FORMAT_TSV)
        return span_of(room, text_unescape(field, room));
    if (!span_starts(field, "\""))
        return field;
    for (size_t i = 1; i < field.len; i++) {
        if (field.ptr[i] == '"' && (i + 1 == field.len || field.ptr[++i] != '"'))
            break;
        room[len++] = field.ptr[i];
    }
    return span_of(room, len);
}

static bool is_sought(const struct heading *heading, struct span name)
{
    unsigned first = 0, behind = heading->count;

    while (first < behind) {
        unsigned middle = first + (behind - first) / 2;
        int order = span_compare(name, heading->sought[middle]);
        if (order == 0)
            return true;
        if (order < 0)
            behind = middle;
        else
            first = middle + 1;
    }
    return false;
}

struct heading_line heading_look(const struct heading *heading,
                                 struct dialect_search search, struct span text,
                                 struct buffer *scratch)
{
    struct heading_line line = {false, 0};
    struct dialect dialect;

    text.len = dialect_find_header(&search, text, true);
    dialect = dialect_of((char)search.delimiter, search.tabs_are_csv);
    while (text.len > 0 && memchr("\r\n", text.ptr[text.len - 1], 2) != NULL)
        text.len--;
    while (text.ptr != NULL) {
        struct span name = decode(dialect, cut_field(dialect, &text), scratch);
        name = text_trim_wide(name);
        line.filled += name.len > 0;
        line.is_sought = line.is_sought || is_sought(heading, name);
    }
    return line;
}

bool heading_missing(const struct heading *heading, struct diag *diag)
{
    if (heading->count == 0)
        return diag_set(diag, DIAG_HEADER,
                        "the first %d lines are empty, expected a line of column names",
                        HEADING_LINES);
    if (heading->count == 1)
        return diag_set(diag, DIAG_HEADER,
                        "the one %s is not in the first %d lines: no header line?",
                        heading->what, HEADING_LINES);
    return diag_set(diag, DIAG_HEADER,
                    "none of the %u %ss is in the first %d lines: no header line?",
                    heading->count, heading->what, HEADING_LINES);
}
