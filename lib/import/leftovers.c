/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import/leftovers.h"

#include <stdbool.h>

#include "base/buffer.h"
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

/* Whether the stream has the column already. */
static bool has_column(const struct leftovers *it, struct span column)
{
    for (unsigned i = 0; i < it->mapping->count; i++)
        if (span_equal(it->mapping->rows[i].column, column))
            return true;
    return header_find(it->header, column) >= 0;
}

static bool is_mapped(const struct leftovers *it, struct span header)
{
    for (unsigned i = 0; i < it->mapping->count; i++)
        if (!mapping_row_is_need(&it->mapping->rows[i]) &&
            span_equal(it->mapping->rows[i].header, header))
            return true;
    return false;
}

/* The case column that a name was meant for, if the stream lacks it; else empty. */
static struct span find_meant(const struct leftovers *it, struct span name)
{
    struct span meant = columns_nearest(&it->concept->columns, name, KIND_ANY).best;

    if (it->known != NULL && meant.ptr == NULL)
        meant = suggestion_column(it->known, name);
    return meant.ptr != NULL && is_known(it, meant) && !has_column(it, meant)
               ? meant
               : span_of("", 0);
}

/* Columns of the mapping that are no case columns. */
static void say_columns(const struct leftovers *it)
{
    for (unsigned i = 0; i < it->mapping->count; i++) {
        const struct mapping_row *row = &it->mapping->rows[i];
        struct buffer line = {0};
        struct span meant = find_meant(it, row->column);
        if (mapping_row_is_need(row) || mapping_row_drops(row) ||
            is_known(it, row->column))
            continue;
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

    if (!it->header->is_safe)
        return;
    say_columns(it);
    for (unsigned i = 0; i < it->header->count; i++) {
        struct span name = it->header->names[i], meant;
        struct buffer line = {0};
        if (is_mapped(it, name) || is_known(it, name))
            continue;
        meant = find_meant(it, name);
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
}
