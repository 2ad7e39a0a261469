/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/foreign.h"

#include "base/buffer.h"
#include "base/mem.h"
#include "rules/origins.h"

static bool has_column(const struct header *header, struct span name,
                       const char *ending)
{
    char *column = mem_print("%.*s%s", (int)name.len, name.ptr, ending);
    int at = header_find(header, span_from(column));

    free(column);
    return at >= 0;
}

/* Whether a column is NAME_status, with NAME and NAME_rule beside it. */
static bool is_judged(const struct header *header, struct span column,
                      struct span *name)
{
    static const char ending[] = "_status";
    size_t len = sizeof ending - 1;

    if (column.len <= len || !span_is(span_after(column, column.len - len), ending))
        return false;
    *name = span_of(column.ptr, column.len - len);
    return has_column(header, *name, "") && has_column(header, *name, "_rule");
}

static bool is_decided(const struct concept *concept, struct span name)
{
    for (unsigned i = 0; i < concept->derived_count; i++)
        if (span_equal(concept->derived[i].name, name))
            return concept->derived[i].is_decided;
    return false;
}

static void say(const struct concept *concept, const struct span *names, unsigned count,
                struct diag *diag)
{
    char *column = mem_print("%.*s_status", (int)names[0].len, names[0].ptr);
    struct buffer list = {0}, deciders = {0};

    for (unsigned i = 0; i < count; i++)
        buffer_print(&list, "%s%.*s", i > 0 ? ", " : "", (int)names[i].len,
                     names[i].ptr);
    origins_name_deciders(concept->origins, names, count, &deciders);
    diag_set(diag, DIAG_HEADER,
             "the cases were categorised under another concept, as %.*s decides no "
             "%.*s: name it with %.*s, or leave these columns out, with their _status "
             "and _rule",
             (int)concept->name.len, concept->name.ptr, (int)list.len, list.bytes,
             (int)deciders.len, deciders.bytes);
    diag_in_column(diag, span_from(column));
    buffer_free(&list);
    buffer_free(&deciders);
    free(column);
}

bool foreign_is_absent(const struct concept *concept, const struct header *header,
                       struct diag *diag)
{
    struct span *names = mem_array(header->count + 1, sizeof *names);
    unsigned count = 0;

    for (unsigned i = 0; i < header->count; i++)
        if (is_judged(header, header->names[i], &names[count]) &&
            !is_decided(concept, names[count]))
            count++;
    if (count > 0)
        say(concept, names, count, diag);
    free(names);
    return count == 0;
}
