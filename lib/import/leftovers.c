/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import/leftovers.h"

#include <stdbool.h>

#include "base/buffer.h"
#include "base/dict.h"
#include "import/mapping.h"
#include "import/suggestion.h"
#include "rules/columns.h"
#include "rules/concept.h"
#include "stream/header.h"

static void say(const struct leftovers *it, struct buffer *line)
{
    it->say(it->context, buffer_text(line));
    buffer_free(line);
}

/* Whether a stream may bring the column, or tools would fill it. */
static bool is_known(const struct leftovers *it, struct span name)
{
    return columns_find(&it->concept->columns, name) >= 0;
}

/* What the mapping and the header say of a name. */
struct said {
    struct dict columns; /* that the stream has already */
    struct dict headers; /* that are mapped */
};

static void gather(const struct leftovers *it, struct said *said)
{
    for (unsigned i = 0; i < it->mapping->count; i++) {
        const struct mapping_row *row = &it->mapping->rows[i];
        dict_add(&said->columns, row->column);
        if (!mapping_row_is_need(row))
            dict_add(&said->headers, row->header);
    }
    for (unsigned i = 0; i < it->header->count; i++)
        dict_add(&said->columns, it->header->names[i]);
}

/* The case column that a name was meant for, if the stream lacks it; else empty. */
static struct span find_meant(const struct leftovers *it, const struct said *said,
                              struct span name)
{
    struct span meant = columns_nearest(&it->concept->columns, name, KIND_ANY).best;

    if (it->known != NULL && meant.ptr == NULL)
        meant = suggestion_column(it->known, name);
    return meant.ptr != NULL && is_known(it, meant) &&
                   dict_find(&said->columns, meant) < 0
               ? meant
               : span_of("", 0);
}

/* Columns of the mapping that are no case columns. */
static void say_columns(const struct leftovers *it, const struct said *said)
{
    for (unsigned i = 0; i < it->mapping->count; i++) {
        const struct mapping_row *row = &it->mapping->rows[i];
        struct buffer line = {0};
        struct span meant;
        if (mapping_row_is_need(row) || mapping_row_drops(row) ||
            is_known(it, row->column))
            continue;
        meant = find_meant(it, said, row->column);
        buffer_print(&line,
                     "the mapping's column %.*s is no case column, it passes as it is",
                     (int)row->column.len, row->column.ptr);
        if (meant.len > 0)
            buffer_print(&line, ": did you mean %.*s?", (int)meant.len, meant.ptr);
        say(it, &line);
    }
}

static void say_rest(const struct leftovers *it, struct buffer *names, unsigned count)
{
    struct buffer line = {0};

    if (count == 1)
        buffer_print(&line, "nothing maps the header %.*s, it passes as it is",
                     (int)names->len, names->bytes);
    else if (count > 1)
        buffer_print(&line,
                     "nothing maps these %u headers, they pass as they are: %.*s",
                     count, (int)names->len, names->bytes);
    if (count > 0)
        say(it, &line);
    buffer_free(names);
}

void leftovers_say(const struct leftovers *it)
{
    struct buffer rest = {0};
    unsigned rest_count = 0;
    struct said said = {0};

    gather(it, &said);
    say_columns(it, &said);
    for (unsigned i = 0; i < it->header->count; i++) {
        struct span name = it->header->names[i], meant;
        struct buffer line = {0};
        if (dict_find(&said.headers, name) >= 0 || is_known(it, name))
            continue;
        meant = find_meant(it, &said, name);
        if (meant.len == 0) {
            buffer_print(&rest, "%s\"%.*s\"", rest_count++ > 0 ? ", " : "",
                         (int)name.len, name.ptr);
            continue;
        }
        buffer_print(&line,
                     "nothing maps the header \"%.*s\", it passes as it is: did you "
                     "mean it for %.*s?",
                     (int)name.len, name.ptr, (int)meant.len, meant.ptr);
        say(it, &line);
    }
    say_rest(it, &rest, rest_count);
    dict_free(&said.columns);
    dict_free(&said.headers);
}
